"""Letters to organizations through a real mail server on loopback: whom, of what, how often, and what goes wrong."""

from __future__ import annotations

import asyncio
import email
import email.policy
import json
import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.smtp import SMTP
from click.testing import CliRunner

from tests.patience import PATIENCE
from tests.persons import ADMINISTRATOR
from tests.tidy import organization, people, tidy
from uspekh import settings
from uspekh.access.registry import load_access
from uspekh.commands import cli
from uspekh.expected import reminding
from uspekh.expected.reminding import remind
from uspekh.project import open_project
from uspekh.settings import MailServer, MailSettingsDamaged, mail_server
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept

ACCESS = """
[people."one@example.org"]
role = "organization"
organization = "S1"
[people."refused@example.org"]
role = "organization"
organization = "S2"
[people."gone@example.org"]
role = "organization"
organization = "S9"
[people."editor@example.org"]
role = "editor"
"""
# The shipped project; S1 has given 2022 whole, of 2023 nothing. On 11.12.2023 what S1 lacks is: «9 месяцев» of 2023
# (due 10.10.2023), and the years 2019–2021.
DAY = datetime(2023, 12, 11, 8, tzinfo=ZoneInfo("Europe/Moscow"))


class Mailbox:
    """Takes letters, refuses one address, and breaks off where a test says so."""

    def __init__(self) -> None:
        self.letters: list[email.message.EmailMessage] = []
        self.breaks_off = False

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("refused"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.breaks_off:
            server.transport.close()
            return "451 gone"
        self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


@pytest.fixture
def post():
    """The mailbox and the server that leads to it."""
    mailbox, loop = Mailbox(), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    # In its own thread alone: where a browser is driven, this one has a loop that runs already.
    started = asyncio.run_coroutine_threadsafe(
        loop.create_server(lambda: SMTP(mailbox, loop=loop), "127.0.0.1", 0), loop
    )
    listening = started.result(PATIENCE)
    port = listening.sockets[0].getsockname()[1]
    yield mailbox, MailServer("127.0.0.1", port, "", "", False, "Успех <uspekh@example.org>")
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    listening.close()
    loop.close()


@pytest.fixture
def project(tmp_path):
    project = open_project(settings.data_folder(), f"sqlite:///{tmp_path / 'store.sqlite'}")
    values = tidy(
        organization("S1", 100, short_name="Первая"),
        organization("S2", 100, short_name="Вторая"),
        people("S1", 2022, p1_engaged=90, p1_total=100),
    )
    accept(project.engine, File("а.xlsx", b"1", "1" * 64, 2), values, ADMINISTRATOR)
    yield project
    project.engine.dispose()


@pytest.fixture
def access(tmp_path):
    (tmp_path / "access.toml").write_text(ACCESS, "utf-8")
    return load_access(tmp_path / "access.toml")


@pytest.fixture
def run(project, access):
    def by_recipient(server, moment=DAY, **options):
        outcomes = remind(project, access, server, moment, base_url="https://uspekh.example.ru", **options)
        return {outcome.recipient: (outcome.state, outcome.items) for outcome in outcomes}

    return by_recipient


def test_each_organization_is_reminded_once_of_what_is_due_and_a_refused_address_again_the_next_day(run, post):
    mailbox, server = post
    # S2 has given nothing: besides «9 месяцев» of 2023 the years 2019 to 2022.
    assert run(server) == {
        "gone@example.org": ("unknown_code", 0), "one@example.org": ("sent", 4), "refused@example.org": ("refused", 5),
    }  # fmt: skip
    (letter,) = mailbox.letters
    assert (letter["To"], letter["From"]) == ("one@example.org", "Успех <uspekh@example.org>")
    assert letter["Subject"].startswith("Напоминание: ") and letter["Auto-Submitted"] == "auto-generated"
    text = letter.get_content()
    assert "Кому: Первая" in text and "Отчёт: 2023 год, 9 месяцев — срок 10.10.2023." in text
    assert "2022 год" not in text and "Вторая" not in text and "https://uspekh.example.ru" in text
    again = run(server, DAY + timedelta(hours=3))
    assert (again["one@example.org"], again["refused@example.org"]) == (("nothing_new", 0), ("refused", 5))
    # On 21.12 the year 2023 (due 20.01.2024) has come within thirty days; on the same day a second letter waits.
    assert run(server, DAY + timedelta(days=10))["one@example.org"] == ("sent", 1)
    assert len(mailbox.letters) == 2 and "1. Отчёт: 2023 год — срок 20.01.2024." in mailbox.letters[1].get_content()
    # The year is late on 21.01.2024: of the same report in another state one letter more; half a year is not awaited.
    assert run(server, datetime(2024, 1, 21, 8, tzinfo=DAY.tzinfo))["one@example.org"] == ("sent", 1)


def test_a_trial_sends_and_remembers_nothing(run, post):
    mailbox, server = post
    assert run(None)["one@example.org"] == ("planned", 4) and mailbox.letters == []
    assert run(server)["one@example.org"] == ("sent", 4)


def test_while_the_server_is_down_nothing_counts_as_sent(run, post):
    mailbox, server = post
    down = MailServer("127.0.0.1", 1, "", "", False, server.sender)
    assert run(down) == {"gone@example.org": ("unknown_code", 0), "one@example.org": ("server_down", 4)}
    assert run(server)["one@example.org"] == ("sent", 4) and len(mailbox.letters) == 1


def test_a_letter_that_broke_off_is_named_and_sent_again_only_when_a_person_says_so(run, post, project, access):
    mailbox, server = post
    mailbox.breaks_off = True
    assert run(server)["one@example.org"] == (reminding.UNCERTAIN, 4)
    mailbox.breaks_off = False
    # A day later it is still unknown whether it went; the other address is refused as before.
    next_day = DAY + timedelta(days=1)
    outcomes = [(one.recipient[:3], one.state) for one in remind(project, access, server, next_day)]
    assert outcomes == [("one", "uncertain"), ("gon", "unknown_code"), ("one", "nothing_new"), ("ref", "refused")]
    assert mailbox.letters == []
    assert run(server, next_day, repeat=True)["one@example.org"] == ("sent", 4) and len(mailbox.letters) == 1


def test_the_settings_name_server_and_sender(monkeypatch):
    monkeypatch.delenv("USPEKH_SMTP_URL", raising=False)
    assert mail_server() is None
    monkeypatch.setenv("USPEKH_SMTP_URL", "smtps://post%40x:p%3Aw@mail.example.ru")
    monkeypatch.setenv("USPEKH_SMTP_SENDER", "uspekh@example.ru")
    assert mail_server() == MailServer("mail.example.ru", 465, "post@x", "p:w", True, "uspekh@example.ru")
    for address, sender in [("mail.example.ru", "a@b"), ("http://x", "a@b"), ("smtp://x:y", "a@b"), ("smtp://x", "")]:
        monkeypatch.setenv("USPEKH_SMTP_URL", address)
        monkeypatch.setenv("USPEKH_SMTP_SENDER", sender)
        with pytest.raises(MailSettingsDamaged):
            mail_server()


def test_the_command_says_whom_it_wrote_to_and_fails_where_a_letter_did_not_go(
    project, post, tmp_path, monkeypatch, access
):
    mailbox, server = post
    monkeypatch.setenv("USPEKH_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    monkeypatch.setenv("USPEKH_ACCESS", str(tmp_path / "access.toml"))
    monkeypatch.delenv("USPEKH_SMTP_URL", raising=False)
    refused = CliRunner().invoke(cli, ["remind"])
    assert refused.exit_code == 1 and "USPEKH_SMTP_URL" in refused.output
    trial = CliRunner().invoke(cli, ["remind", "--dry-run"])
    # As of today, after the project: S1 lacks five years of six.
    assert "one@example.org (S1): будет отправлено, 5 сроков" in trial.output and not mailbox.letters
    monkeypatch.setenv("USPEKH_SMTP_URL", f"smtp://127.0.0.1:{server.port}")
    monkeypatch.setenv("USPEKH_SMTP_SENDER", "uspekh@example.org")
    sent = CliRunner().invoke(cli, ["remind", "--json"])
    assert sent.exit_code == 1, "one address was refused, one organization is not in the directory"
    assert [outcome["state"] for outcome in json.loads(sent.stdout)] == ["unknown_code", "sent", "refused"]
    assert "550 no such mailbox" in sent.stdout and len(mailbox.letters) == 1
