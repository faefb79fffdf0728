"""Reminding organizations and persons of the plan by e-mail of what is expected of them."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import datetime

import click

from uspekh import settings
from uspekh.access.registry import AccessDamaged, load_access
from uspekh.commands.answers import REFUSED, as_json, of_project_option, refuse, say
from uspekh.commands.opening import opened_projects
from uspekh.expected import reminding
from uspekh.expected.reminding import Outcome
from uspekh.russian.format import plural
from uspekh.russian.text import one_line

_WORDS = {
    reminding.SENT: "отправлено",
    reminding.PLANNED: "будет отправлено",
    reminding.NOTHING_NEW: "напоминать не о чем",
    reminding.TODAY: "сегодня письмо уже было, остальное завтра",
    reminding.UNKNOWN: "не отправлено",
    reminding.REFUSED: "не отправлено",
    reminding.UNCERTAIN: "неизвестно",
    reminding.SERVER_DOWN: "не отправлено, остальные письма не начаты",
}


@click.command()
@click.option("--dry-run", is_flag=True, help="Показать, кому и о скольких сроках; ничего не отправлять.")
@click.option("--repeat", is_flag=True, help="Отправить ещё раз письма, о которых неизвестно, ушли ли они.")
@of_project_option
@as_json
def remind(dry_run: bool, repeat: bool, machine: bool) -> None:
    """Letters to organizations and to persons of the plan: one a day of all projects, of nothing twice."""
    try:
        server = settings.mail_server()
        access = load_access(settings.access_file())
    except (settings.MailSettingsDamaged, AccessDamaged) as error:
        refuse(str(error))
    if server is None and not dry_run:
        refuse("Почтовый сервер не задан. Укажите USPEKH_SMTP_URL и USPEKH_SMTP_SENDER (docs/deployment.md).")
    sender = None if dry_run else server
    moment = datetime.now().astimezone()
    outcomes = []
    projects = opened_projects()
    for outcome in reminding.remind(projects, access, sender, moment, base_url=settings.base_url(), repeat=repeat):
        outcomes.append(outcome)
        if not machine:
            click.echo(_line(outcome))
    say(machine, [asdict(outcome) for outcome in outcomes], lambda: None if outcomes else click.echo(_NOBODY))
    if any(outcome.state in reminding.FAILED for outcome in outcomes):
        sys.exit(REFUSED)


_NOBODY = "В файле доступа нет ни адресов с ролью organization, ни раздела [reminders]: напоминать некому."


def _line(outcome: Outcome) -> str:
    """«school2@example.org (Ш2): отправлено, 3 срока»."""
    whose = f" ({outcome.whose})" if outcome.whose else ""
    count = f", {outcome.items} {plural(outcome.items, 'срок', 'срока', 'сроков')}" if outcome.items else ""
    why = f": {outcome.why}" if outcome.why else ""
    return one_line(f"{outcome.recipient}{whose}: {_WORDS[outcome.state]}{count}{why}")
