"""What the store holds: the journal of uploads, taking one back, a backup of everything and putting it back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from uspekh import settings
from uspekh.commands.answers import OFFICIALS, as_json, of_project_option, refuse, say
from uspekh.commands.opening import existing_file, opened_project, opened_store, project_store, who
from uspekh.commands.writing import refused_unless_written
from uspekh.russian.text import one_line
from uspekh.store.backup.backup import backup as write_backup
from uspekh.store.backup.manifest import RestoreRefused
from uspekh.store.backup.restore import restore as restore_store
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


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@as_json
def backup(out: Path, machine: bool) -> None:
    """Writes everything the store holds, as of one moment."""
    key = _key()
    engine = opened_store()
    with refused_unless_written(out):
        rows = write_backup(engine, out, key)
    say(machine, {"written": str(out), "rows": rows}, lambda: click.echo(f"Резервная копия записана: {out}"))


@click.command()
@click.argument("source", type=existing_file)
@click.option("--force", is_flag=True, help="Заменить то, что есть в базе.")
@click.option("--unverified", is_flag=True, help="Принять копию прежней версии программы, без контрольных сумм.")
@click.option("--by", help="Кто восстанавливает; по умолчанию — имя пользователя.")
@as_json
def restore(source: Path, force: bool, unverified: bool, by: str | None, machine: bool) -> None:
    """Fills the store from a backup, all or nothing."""
    key = _key()
    if unverified:
        click.echo("Внимание: правку чисел в копии без контрольных сумм заметить нельзя.", err=True)
    try:
        rows = restore_store(opened_store(), source, who(by), force=force, key=key, unverified=unverified)
        # A backup of an earlier version brings back the files that were sent: they are replaced at once.
        opened_store()
    except RestoreRefused as error:
        refuse(str(error))
    say(machine, {"restored": str(source), "rows": rows}, lambda: click.echo(f"База восстановлена из {source}"))


def _key() -> bytes:
    try:
        return settings.backup_key()
    except settings.KeyWeak as error:
        refuse(str(error))
