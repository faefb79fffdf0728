"""How a command answers: to a person or to a program, and with which exit status."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import click

REFUSED = 1
"""Exit status of a command that was refused; 2 is wrong usage, which is click's own."""

OFFICIALS = "Если это должностные лица, добавьте --officials."
"""What to do where a text names somebody and nobody has said who that is."""

as_json = click.option("--json", "machine", is_flag=True, help="Ответ для программ (JSON).")


def say(machine: bool, answer: Any, tell: Callable[[], object]) -> None:
    """Prints the answer as JSON for a machine; for a person calls ``tell``, which prints it in words."""
    if machine:
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        tell()


def refuse(message: str) -> NoReturn:
    """Prints the reason on the error output and ends the command with the exit status ``REFUSED``."""
    click.echo(message, err=True)
    sys.exit(REFUSED)


def must_be_known(allowed: tuple[Any, ...], value: object, hint: str) -> None:
    """Ends the command as wrong usage where the option ``hint`` has a value that is not allowed; names what is."""
    if value is not None and value not in allowed:
        listed = ", ".join(map(str, allowed))
        raise click.BadParameter(f"«{value}» не найдено; есть: {listed}", param_hint=hint)
