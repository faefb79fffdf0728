"""All commands together, and what holds for whichever is called."""

from __future__ import annotations

from typing import Any

import click

from uspekh import log
from uspekh.commands.answers import refuse
from uspekh.commands.figures import report, sent, status
from uspekh.commands.passport import audit_passport
from uspekh.commands.upkeep import put_back, tell_health, write_backup
from uspekh.commands.workbooks import check, load, template, undo, uploads
from uspekh.store.unreachable import StoreUnreachable

COMMANDS = (
    *(template, check, load, uploads, undo),
    *(status, sent, report),
    audit_passport,
    *(write_backup, put_back, tell_health),
)


class _Commands(click.Group):
    """Whatever a command does, a database that fails it is told in a sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except StoreUnreachable as error:
            refuse(f"{error} Причина: {error.reason}")


@click.group(cls=_Commands, commands=COMMANDS, help="«Успех»: план и факт муниципального проекта.")
def cli() -> None:
    """The group of commands."""
    # A person at a terminal reads the answer; the log is for a service.
    log.set_up("WARNING")
