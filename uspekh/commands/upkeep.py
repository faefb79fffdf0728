"""Backups: written while people work, and put back."""

from __future__ import annotations

from pathlib import Path

import click

from uspekh import settings
from uspekh.commands.answers import as_json, refuse, say
from uspekh.commands.opening import existing_file, opened_store, who
from uspekh.commands.writing import refused_unless_written
from uspekh.store.backup.backup import backup as write_backup
from uspekh.store.backup.manifest import RestoreRefused
from uspekh.store.backup.restore import restore as restore_store


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
