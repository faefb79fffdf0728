"""What commands share: options, and how they answer a person or a program, and with which exit status."""

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

_PROJECT = "project"
of_project_option = click.option(
    "--project",
    metavar="CODE",
    help="Код проекта; нужен, если в базе их несколько.",
    expose_value=False,
    callback=lambda context, _parameter, value: context.meta.__setitem__(_PROJECT, value),
)
"""Heeded by ``opening.opened_project`` and ``opening.project_store``."""

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


def named_project() -> str | None:
    """The code that a person gave with ``--project``."""
    context = click.get_current_context(silent=True)
    return None if context is None else context.meta.get(_PROJECT)
