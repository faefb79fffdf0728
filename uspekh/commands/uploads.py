"""The journal of uploads: listing it, taking an upload back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click

from uspekh.commands.answers import OFFICIALS, as_json, of_project_option, refuse, say
from uspekh.commands.opening import opened_project, project_store, who
from uspekh.russian.text import one_line
from uspekh.store.guards.locks import PeriodClosed
from uspekh.store.guards.texts import OfficialUnconfirmed, TextRefused
from uspekh.store.uploads.journal import UploadUnknown, journal
from uspekh.words import count_changes, loaded_by


@click.command()
@of_project_option
@as_json
def uploads(machine: bool) -> None:
    """The journal, latest first."""
    rows = json.loads(journal(project_store(), who(None)).to_json(orient="records", date_format="iso"))

    def tell() -> None:
        for row in rows:
            click.echo(_journal_line(row))
        if not rows:
            click.echo("Загрузок нет.")

    say(machine, rows, tell)


@click.command()
@click.argument("number", type=int)
@click.option("--by", help="Кто отменяет; по умолчанию — имя пользователя.")
@click.option("--reason", default="", help="Почему меняется закрытый период.")
@click.option("--officials", is_flag=True, help="Люди, названные в причине, — должностные лица, а не дети.")
@of_project_option
@as_json
def undo(number: int, by: str | None, reason: str, officials: bool, machine: bool) -> None:
    """Takes an upload back."""
    try:
        opened_project().undo(number, who(by), reason, officials=officials)
    except UploadUnknown as error:
        refuse(str(error))
    except PeriodClosed as error:
        refuse(f"{error} Добавьте --reason.")
    except TextRefused as error:
        refuse(f"{error} {OFFICIALS}" if isinstance(error, OfficialUnconfirmed) else str(error))
    say(machine, {"undone": number}, lambda: click.echo(f"Загрузка № {number} отменена."))


def _journal_line(row: Mapping[str, Any]) -> str:
    """One line of the journal."""
    moment = datetime.fromisoformat(row["at"]).astimezone().strftime("%d.%m.%Y %H:%M")
    undone = " — отменена" if row["undone_at"] else ""
    reason = f"; причина: {row['reason']}" if row["reason"] else ""
    words = f"{loaded_by(row['by'], row['sent_by'])}  {row['file_name']}: {count_changes(row)}{reason}{undone}"
    return f"№ {row['id']}  {moment}  {one_line(words)}"
