"""What leaves the installation as a signed file: a backup, which is put back, and a package for a region."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from uspekh import settings
from uspekh.commands.answers import as_json, of_project_option, refuse, say
from uspekh.commands.opening import existing_file, opened_project, opened_store, who
from uspekh.commands.writing import refused_unless_written, write_file
from uspekh.russian.text import one_line
from uspekh.store.backup.backup import backup as write_backup
from uspekh.store.backup.manifest import RestoreRefused
from uspekh.store.backup.restore import restore as restore_store


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@as_json
def backup(out: Path, machine: bool) -> None:
    """Writes everything the store holds, as of one moment."""
    key = _key(settings.backup_key)
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
    key = _key(settings.backup_key)
    if unverified:
        click.echo("Внимание: правку чисел в копии без контрольных сумм заметить нельзя.", err=True)
    try:
        rows = restore_store(opened_store(), source, who(by), force=force, key=key, unverified=unverified)
        # A backup of an earlier version brings back the files that were sent: they are replaced at once.
        opened_store()
    except RestoreRefused as error:
        refuse(str(error))
    say(machine, {"restored": str(source), "rows": rows}, lambda: click.echo(f"База восстановлена из {source}"))


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@of_project_option
@as_json
def package(out: Path, machine: bool) -> None:
    """Writes what a region needs to recompute the shared indicators of a project."""
    key = _key(settings.package_key)
    # A backup must not wait for what reads passports.
    from uspekh.store.packages.contents import collect_package, write_package

    project = opened_project()
    packed = collect_package(project.engine, project.code, project.texts, project.directory())
    write_file(out, write_package(packed, key))
    answer = {"written": str(out), "values": len(packed.values), "left_out": packed.left_out}
    lines = [f"Пакет записан: {out}. Численностей и планов: {len(packed.values)}."]
    if packed.left_out:
        lines.append(f"Не вошли закрытые численности: {', '.join(map(one_line, packed.left_out))}.")
    if not packed.codes:
        lines.append("Общих показателей в проекте нет, сводить из пакета нечего: rollup --share 1=охват.")
    say(machine, answer, lambda: click.echo("\n".join(lines)))


def _key(read: Callable[[], bytes]) -> bytes:
    try:
        return read()
    except settings.KeyWeak as error:
        refuse(str(error))
