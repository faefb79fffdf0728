"""All commands together, and what holds for whichever is called.

A command is imported when it is called: ``--help`` must not wait for what only a report needs.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from uspekh import log
from uspekh.commands.answers import refuse
from uspekh.commands.writing import meaning
from uspekh.garbage import uncollected

COMMANDS = {
    "template": ("workbooks:template", "Записать пустую форму отчёта для организаций."),
    "check": ("workbooks:check", "Прочитать и проверить файлы, ничего не сохраняя."),
    "load": ("workbooks:load", "Проверить файл и сохранить его целиком."),
    "uploads": ("uploads:uploads", "Журнал загрузок."),
    "undo": ("uploads:undo", "Отменить загрузку: показатели станут такими, как если бы её не было."),
    "status": ("figures:status", "Все рассчитанные показатели: план, факт, отклонение."),
    "sent": ("figures:sent", "Кто сдал отчёт за период и кто нет."),
    "rollup": ("municipalities:rollup", "Свод: один показатель по всем проектам базы и принятым пакетам."),
    "package": ("municipalities:package", "Записать подписанный пакет проекта для свода в области."),
    "receive": ("municipalities:receive", "Принять пакеты муниципалитетов в базу области."),
    "packages": ("municipalities:packages", "Журнал принятых пакетов; --undo отменяет один."),
    "report": ("report:report", "Записать отчёт к совещанию: документ .docx, слайды .pptx или таблицы .xlsx."),
    "audit": ("passport:audit", "Проверить сам паспорт: противоречия и пробелы, с местами в документе."),
    "letter": ("passport:letter", "Записать письмо .docx: какие изменения внести в паспорт."),
    "editions": ("editions:editions", "Редакции паспорта; с двумя номерами — что между ними изменилось."),
    "import": ("importing:import_document", "Прочитать паспорт из документа Word в таблицы плана."),
    "remind": ("reminding:remind", "Напомнить организациям письмом о сроках; раз в день и ни о чём дважды."),
    "backup": ("uploads:backup", "Записать резервную копию базы в один файл; работе других не мешает."),
    "restore": ("uploads:restore", "Восстановить базу из резервной копии; непустую — только с --force."),
    "health": ("health:health", "Проверить, что служба может работать: база данных отвечает, паспорт читается."),
}
"""By name: where the command stands in this package, and what it does."""


class _Commands(click.Group):
    """The commands of ``COMMANDS``; a database, disk or folder that fails a command is told in a sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        path, title = COMMANDS[cmd_name]
        module, name = path.split(":")
        with uncollected():
            command: click.Command = getattr(import_module(f"uspekh.commands.{module}"), name)
        command.name, command.help = cmd_name, title
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Команды"):
            formatter.write_dl([(name, title) for name, (_, title) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.ClickException:
            raise
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read the answer has heard enough; click ends quietly
                raise
            if error.filename is not None:
                refuse(f"{error.filename}: {meaning(error)}.")
            _leave_output()
            refuse(f"Ответ не выводится: {meaning(error)}.")
        except Exception as error:
            # Where nothing of the database was imported, nothing of it can have failed.
            from uspekh.store.database.unreachable import StoreUnreachable

            if isinstance(error, StoreUnreachable):
                refuse(f"{error} Причина: {error.reason}")
            raise


def _leave_output() -> None:
    """Leads the standard output to nowhere, or Python would try at its end to write the rest and print a traceback."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Commands, help="«Успех»: план и факт муниципального проекта.")
def cli() -> None:
    """The group of commands."""
    # A person at a terminal reads the answer; the log is for a service.
    log.set_up("WARNING")
