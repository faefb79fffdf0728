"""Letters to organizations: once a day at most, and of nothing twice in the same state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from uspekh.access.person import Person, Role, operator
from uspekh.access.registry import Access
from uspekh.expected.gathering import gather, read_agenda
from uspekh.expected.letter import SUBJECT, write_reminder
from uspekh.expected.mail import LetterRefused, LetterUncertain, ServerUnreachable, send_letter, write_letter
from uspekh.monitoring.expectations import Addressee, Expectation, list_organizations
from uspekh.project import Project
from uspekh.russian.format import moment as say_moment
from uspekh.settings import MailServer
from uspekh.store.reminders import letters
from uspekh.store.reminders.letters import Item

SENT, PLANNED, NOTHING_NEW, TODAY, UNKNOWN_CODE, REFUSED, UNCERTAIN, SERVER_DOWN = (
    "sent", "planned", "nothing_new", "today", "unknown_code", "refused", "uncertain", "server_down",
)  # fmt: skip
FAILED = (UNKNOWN_CODE, REFUSED, UNCERTAIN, SERVER_DOWN)
_IN_FLIGHT = timedelta(minutes=15)
"""For so long a letter without confirmation may be another run's that is still sending."""


@dataclass(frozen=True)
class Outcome:
    """What came of one recipient; ``items``: of how many things the letter reminds, ``why`` it was not sent."""

    recipient: str
    organization: str
    state: str
    items: int = 0
    why: str = ""


def remind(
    project: Project,
    access: Access,
    server: MailServer | None,
    moment: datetime,
    *,
    base_url: str = "",
    repeat: bool = False,
) -> Iterator[Outcome]:
    """Sends what is new to the address of every person of an organization, one outcome after another.

    ``server``: missing for a trial, which sends and writes down nothing; ``moment`` with its time zone, whose day
    counts; ``repeat``: letters of which nobody knows whether they went are sent anew, else only reported again.
    """
    day = moment.date()
    yield from _settle_unconfirmed(project, moment, repeat=repeat and server is not None)
    rows = read_agenda(project, day)
    by_code = {one.code: one for one in list_organizations(project.roster().everyone)}
    for person in sorted(access.persons_of(project.code), key=lambda one: one.email):
        if person.role is not Role.ORGANIZATION:
            continue
        addressee = by_code.get(person.organization)
        if addressee is None:
            yield Outcome(person.email, person.organization, UNKNOWN_CODE, why="такой организации нет в справочнике")
            continue
        expected = gather(project, addressee, rows, day, operator("remind"))
        outcome = _remind_one(project, person, addressee, expected, server, moment, base_url)
        yield outcome
        if outcome.state == SERVER_DOWN:
            return


def _remind_one(
    project: Project,
    person: Person,
    addressee: Addressee,
    expected: tuple[Expectation, ...],
    server: MailServer | None,
    moment: datetime,
    base_url: str,
) -> Outcome:
    urgent = {Item(each.uid, each.due, each.state): each for each in expected if each.urgent and each.due}
    new = letters.list_new(project.engine, person.email, urgent)
    if not new:
        return Outcome(person.email, addressee.code, NOTHING_NEW)
    if _was_written_today(project, person.email, moment):
        return Outcome(person.email, addressee.code, TODAY, len(new))
    if server is None:
        return Outcome(person.email, addressee.code, PLANNED, len(new))
    text = write_reminder(
        addressee, [urgent[item] for item in new], project.plan.title, project.rules, moment.date(), base_url
    )
    return _send(project, server, person.email, addressee.code, new, text, moment.astimezone(UTC))


def _was_written_today(project: Project, recipient: str, moment: datetime) -> bool:
    last = letters.last_letter(project.engine, recipient)
    return last is not None and last.replace(tzinfo=UTC).astimezone(moment.tzinfo).date() == moment.date()


def _send(
    project: Project, server: MailServer, recipient: str, code: str, items: list[Item], text: str, moment: datetime
) -> Outcome:
    """Writes the letter down, sends and confirms it. A program that ends in between leaves it unconfirmed."""
    engine = project.engine
    if not letters.begin_letter(engine, recipient, items, moment):
        return Outcome(recipient, code, TODAY, len(items))
    subject = f"{SUBJECT}: {project.plan.title}"
    try:
        send_letter(server, write_letter(server, recipient, subject, text))
    except (ServerUnreachable, LetterRefused) as error:
        letters.take_back_letter(engine, recipient, moment)
        state = REFUSED if isinstance(error, LetterRefused) else SERVER_DOWN
        return Outcome(recipient, code, state, len(items), str(error))
    except LetterUncertain as error:
        return Outcome(recipient, code, UNCERTAIN, len(items), f"{error} Ушло ли письмо, неизвестно.")
    letters.confirm_letter(engine, recipient, moment, datetime.now(UTC))
    return Outcome(recipient, code, SENT, len(items))


def _settle_unconfirmed(project: Project, moment: datetime, *, repeat: bool) -> Iterator[Outcome]:
    for letter in letters.list_unconfirmed(project.engine, moment.astimezone(UTC) - _IN_FLIGHT):
        began = letter.began.replace(tzinfo=UTC)
        if repeat:
            letters.take_back_letter(project.engine, letter.recipient, began)
        else:
            why = f"письмо от {say_moment(began)} начато, ушло ли — неизвестно; отправить ещё раз: --repeat"
            yield Outcome(letter.recipient, "", UNCERTAIN, letter.items, why)
