"""What keeps a service going: a backup, putting it back, whether database and passport are sound."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from uspekh import settings
from uspekh.commands.answers import REFUSED, as_json, refuse, say
from uspekh.commands.opening import existing_file, opened_store, who
from uspekh.health import problems
from uspekh.store.backup import backup
from uspekh.store.restore import RestoreRefused, restore


@click.command(name="backup", help="Записать резервную копию базы в один файл; работе других не мешает.")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@as_json
def write_backup(out: Path, machine: bool) -> None:
    """Writes everything the store holds, as of one moment."""
    rows = backup(opened_store(), out)
    say(machine, {"written": str(out), "rows": rows}, lambda: click.echo(f"Резервная копия записана: {out}"))


@click.command(name="restore", help="Восстановить базу из резервной копии; непустую — только с --force.")
@click.argument("source", type=existing_file)
@click.option("--force", is_flag=True, help="Заменить то, что есть в базе.")
@click.option("--by", help="Кто восстанавливает; по умолчанию — имя пользователя.")
@as_json
def put_back(source: Path, force: bool, by: str | None, machine: bool) -> None:
    """Fills the store from a backup, all or nothing."""
    try:
        rows = restore(opened_store(), source, who(by), force=force)
    except RestoreRefused as error:
        refuse(str(error))
    say(machine, {"restored": str(source), "rows": rows}, lambda: click.echo(f"База восстановлена из {source}"))


@click.command(name="health", help="Проверить, что служба может работать: база данных отвечает, паспорт читается.")
@as_json
def tell_health(machine: bool) -> None:
    """Exit status 1 when something keeps the service from working; changes nothing."""
    found = problems(settings.data_folder(), settings.database_url())
    answer = {"healthy": not found, "problems": found}
    say(machine, answer, lambda: click.echo("\n".join(found) or "Всё в порядке."))
    sys.exit(REFUSED if found else 0)
