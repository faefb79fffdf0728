"""Letters to organizations and to persons of the plan: once a day at most, and of nothing twice in the same state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from uspekh.access.person import Role, operator
from uspekh.access.registry import Access
from uspekh.expected.gathering import gather, list_addressees, read_agenda
from uspekh.expected.letter import SUBJECT, Reminder, write_reminder
from uspekh.expected.mail import LetterRefused, LetterUncertain, ServerUnreachable, send_letter, write_letter
from uspekh.monitoring.expectations import ORGANIZATION, Addressee, Expectation, name_key
from uspekh.project import Project
from uspekh.russian.format import moment as say_moment
from uspekh.russian.format import plural
from uspekh.settings import MailServer
from uspekh.store.database.engine import Engine
from uspekh.store.plans.openable import list_openable_projects
from uspekh.store.reminders import letters
from uspekh.store.reminders.letters import Item

SENT, PLANNED, NOTHING_NEW, TODAY, UNKNOWN, REFUSED, UNCERTAIN, SERVER_DOWN = (
    "sent", "planned", "nothing_new", "today", "unknown", "refused", "uncertain", "server_down",
)  # fmt: skip
FAILED = (UNKNOWN, REFUSED, UNCERTAIN, SERVER_DOWN)
_IN_FLIGHT = timedelta(minutes=15)
"""For so long a letter without confirmation may be another run's that is still sending."""


@dataclass(frozen=True)
class Outcome:
    """What came of one recipient; ``whose``: codes of organizations and names of persons of whom things are expected,
    ``items``: of how many things the letter reminds, ``why`` it was not sent."""

    recipient: str
    whose: str
    state: str
    items: int = 0
    why: str = ""


@dataclass(frozen=True)
class _Recipient:
    """Whom a letter goes to because of what is expected of ``whose``, who need not be there; if ``allowed``."""

    email: str
    whose: str
    addressee: Addressee | None
    allowed: bool = True


def remind(
    projects: Sequence[Project],
    access: Access,
    server: MailServer | None,
    moment: datetime,
    *,
    base_url: str = "",
    repeat: bool = False,
) -> Iterator[Outcome]:
    """Sends each address one letter of what is new in all the projects, one outcome after another.

    Addresses are those of organizations (``access.people``) and of names in the plan (``access.reminders``).
    ``server``: missing for a trial, which sends and writes down nothing; ``moment`` with its time zone, whose day
    counts; ``repeat``: letters of which nobody knows whether they went are sent anew, else only reported again.
    """
    store = projects[0].engine
    yield from _settle_unconfirmed(store, moment, repeat=repeat and server is not None)
    reminders: dict[str, list[Reminder]] = {}
    missing: dict[tuple[str, str], bool] = {}
    for project in projects:
        rows = read_agenda(project, moment.date())
        for one in _list_recipients(project, access, list_addressees(project, rows)):
            missing[one.email, one.whose] = one.addressee is None and missing.get((one.email, one.whose), True)
            if one.addressee is not None and one.allowed:
                expected = gather(project, one.addressee, rows, moment.date(), operator("remind"))
                reminder = Reminder(project.code, project.plan.title, project.rules, one.addressee, expected)
                reminders.setdefault(one.email, []).append(reminder)
    # What is of a project that this run leaves out is not missing.
    whole = len(projects) >= len(list_openable_projects(store))
    for email, whose in sorted(one for one, nowhere in missing.items() if nowhere and whole):
        yield Outcome(email, whose, UNKNOWN, why="нет ни в справочнике организаций, ни в паспорте")
    for email in sorted(reminders):
        outcome = _remind_one(store, email, reminders[email], server, moment, base_url)
        yield outcome
        if outcome.state == SERVER_DOWN:
            return


def _list_recipients(project: Project, access: Access, everybody: Sequence[Addressee]) -> Iterator[_Recipient]:
    by_code = {one.code: one for one in everybody if one.kind == ORGANIZATION}
    for person in access.persons_of(project.code):
        if person.role is Role.ORGANIZATION:
            yield _Recipient(person.email, person.organization, by_code.get(person.organization))
    by_name = {name: one for one in everybody for name in one.names}
    for name, emails in access.reminders.items():
        for email in emails:
            allowed = access.may_be_reminded(email, project.code)
            yield _Recipient(email, name, by_name.get(name_key(name)), allowed)


def _remind_one(
    store: Engine,
    email: str,
    reminders: Sequence[Reminder],
    server: MailServer | None,
    moment: datetime,
    base_url: str,
) -> Outcome:
    whose = ", ".join(dict.fromkeys(each.addressee.code for each in reminders))
    items, new = _choose_new(store, email, reminders)
    today = moment.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
    if not items:
        return Outcome(email, whose, NOTHING_NEW)
    if letters.was_written(store, email, today):
        return Outcome(email, whose, TODAY, len(items))
    if server is None:
        return Outcome(email, whose, PLANNED, len(items))
    began = moment.astimezone(UTC)
    try:
        letter = write_letter(server, email, _subject(new), write_reminder(new, moment.date(), base_url))
        # Another run may have begun in between; it alone sends.
        if not letters.begin_letter(store, email, items, began, today):
            return Outcome(email, whose, TODAY, len(items))
        send_letter(server, letter)
    except (ServerUnreachable, LetterRefused) as error:
        letters.take_back_letter(store, email, began)
        state = REFUSED if isinstance(error, LetterRefused) else SERVER_DOWN
        return Outcome(email, whose, state, len(items), str(error))
    except LetterUncertain as error:
        return Outcome(email, whose, UNCERTAIN, len(items), f"{error} Ушло ли письмо, неизвестно.")
    letters.confirm_letter(store, email, began, datetime.now(UTC))
    return Outcome(email, whose, SENT, len(items))


def _choose_new(store: Engine, email: str, reminders: Sequence[Reminder]) -> tuple[list[Item], list[Reminder]]:
    """What the recipient was not yet reminded of, and the reminders of that alone.

    What is expected of two addressees of the same recipient is in one of them.
    """
    urgent: dict[Item, tuple[int, Expectation]] = {}
    for at, reminder in enumerate(reminders):
        for each in (*reminder.late, *reminder.near):
            if each.due:
                urgent.setdefault(Item(reminder.project, each.uid, each.due, each.state), (at, each))
    items = letters.list_new(store, email, urgent)
    new = [urgent[item] for item in items]
    return items, [
        replace(reminder, expected=[each for whose, each in new if whose == at])
        for at, reminder in enumerate(reminders)
    ]


def _subject(reminders: Sequence[Reminder]) -> str:
    """«Напоминание: Успех каждого ребенка», «Напоминание: 3 проекта»."""
    titles = {each.project: each.title for each in reminders if each.expected}
    if len(titles) == 1:
        return f"{SUBJECT}: {titles.popitem()[1]}"
    return f"{SUBJECT}: {len(titles)} {plural(len(titles), 'проект', 'проекта', 'проектов')}"


def _settle_unconfirmed(store: Engine, moment: datetime, *, repeat: bool) -> Iterator[Outcome]:
    for letter in letters.list_unconfirmed(store, moment.astimezone(UTC) - _IN_FLIGHT):
        began = letter.began.replace(tzinfo=UTC)
        if repeat:
            letters.take_back_letter(store, letter.recipient, began)
        else:
            why = f"письмо от {say_moment(began)} начато, ушло ли — неизвестно; отправить ещё раз: --repeat"
            yield Outcome(letter.recipient, "", UNCERTAIN, letter.items, why)
