"""Letters to organizations through a real mail server on loopback: whom, of what, how often, and what goes wrong."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from tests.persons import ADMINISTRATOR
from tests.small_passport import write_small_passport
from tests.tidy import organization, people, tidy
from uspekh import settings
from uspekh.access.registry import load_access
from uspekh.commands import cli
from uspekh.expected import reminding
from uspekh.expected.mail import write_letter
from uspekh.expected.reminding import remind
from uspekh.passport.editions.edition import Requisites
from uspekh.passport.texts import read_texts
from uspekh.project import open_project
from uspekh.settings import MailServer, MailSettingsDamaged, mail_server
from uspekh.store.plans.projects import add_edition, create_project
from uspekh.store.schema.project import of_project
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
        outcomes = remind([project], access, server, moment, base_url="https://uspekh.example.ru", **options)
        return {outcome.recipient: (outcome.state, outcome.items) for outcome in outcomes}

    return by_recipient


def test_each_organization_is_reminded_once_of_what_is_due_and_a_refused_address_again_the_next_day(run, post):
    mailbox, server = post
    # S2 has given nothing: besides «9 месяцев» of 2023 the years 2019 to 2022.
    assert run(server) == {
        "gone@example.org": ("unknown", 0), "one@example.org": ("sent", 4), "refused@example.org": ("refused", 5),
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


def test_a_person_of_the_plan_gets_one_letter_of_all_projects_whose_role_or_no_role_lets_him(project, post, tmp_path):
    mailbox, server = post
    create_project(project.engine, "лето", "Лето", ADMINISTRATOR)
    small = read_texts(write_small_passport(tmp_path / "small"))
    add_edition(project.engine, "лето", Requisites(1, None, "", date(2021, 1, 1)), small, ADMINISTRATOR)
    projects = [project, open_project(settings.data_folder(), of_project(project.engine, "лето"))]
    names = """[reminders]
        "Общеобразовательные организации" = ["one@example.org", "two@example.org"]
        "второй Б. Б." = ["one@example.org", "two@example.org"]
        "Никто Н.Н." = "one@example.org"
        [people."two@example.org".projects]
        "лето" = "viewer"
    """
    (tmp_path / "access.toml").write_text(names, "utf-8")
    access = load_access(tmp_path / "access.toml")
    # Of 2.1.1 in 2019 and 7.1.1 in 2020 to 2023 nothing is done; of the small passport Второй answers for result 2.2
    # and so for 1, 1.1, 1.3 and 1.2 of 2021 to 2023 (of 2024 it is more than thirty days away).
    outcomes = [(one.recipient, one.whose, one.state, one.items) for one in remind(projects, access, server, DAY)]
    both = "Общеобразовательные организации, Второй Б.Б."
    assert outcomes == [
        ("one@example.org", "Никто Н.Н.", "unknown", 0),
        ("one@example.org", both, "sent", 5 + 6),
        ("two@example.org", "Второй Б.Б.", "sent", 6),
    ]
    of_all, of_one = mailbox.letters
    assert of_all["Subject"] == "Напоминание: 2 проекта" and of_one["Subject"] == "Напоминание: Безопасное лето"
    text = of_all.get_content()
    assert text.count("Кому: ") == 2 and "Проект: «Безопасное лето»" in text and text.startswith("Напоминание\n")
    assert "1. Результат 1. Загородный лагерь открыт — срок 01.06.2023." not in text, "1.1 of 2022 is earlier"
    assert "Общеобразовательные" not in of_one.get_content()
    # One project alone on the same day: a letter of today is one of all projects.
    assert [one.state for one in remind(projects[1:], access, server, DAY)] == ["nothing_new", "nothing_new"]
    assert [one.state for one in remind(projects, access, server, DAY.replace(hour=23))][1:] == ["nothing_new"] * 2


def test_a_run_that_another_overtakes_sends_nothing(run, post, project, monkeypatch):
    mailbox, server = post
    states = []

    def write_while_another_runs(*words):
        if not states:
            states.append("begun")
            states.append(run(server)["one@example.org"])
        return write_letter(*words)

    monkeypatch.setattr(reminding, "write_letter", write_while_another_runs)
    assert run(server)["one@example.org"] == ("today", 4)
    assert states[1] == ("sent", 4) and len(mailbox.letters) == 1
    # A day ends at midnight in the city: two runs an hour apart, at 23:30 and 00:30 there, are on one day in London.
    late = datetime(2023, 12, 20, 23, 30, tzinfo=ZoneInfo("Asia/Irkutsk"))
    assert run(server, late)["refused@example.org"] == ("refused", 5)
    assert run(server, late)["one@example.org"] == ("nothing_new", 0)
    assert run(server, late + timedelta(hours=1))["one@example.org"] == ("sent", 1)
    returned = run(server, late + timedelta(hours=2))
    assert returned["one@example.org"] == ("nothing_new", 0)


def test_a_trial_sends_and_remembers_nothing(run, post):
    mailbox, server = post
    assert run(None)["one@example.org"] == ("planned", 4) and mailbox.letters == []
    assert run(server)["one@example.org"] == ("sent", 4)


def test_while_the_server_is_down_nothing_counts_as_sent(run, post):
    mailbox, server = post
    down = MailServer("127.0.0.1", 1, "", "", False, server.sender)
    assert run(down) == {"gone@example.org": ("unknown", 0), "one@example.org": ("server_down", 4)}
    assert run(server)["one@example.org"] == ("sent", 4) and len(mailbox.letters) == 1


def test_a_letter_that_broke_off_is_named_and_sent_again_only_when_a_person_says_so(run, post, project, access):
    mailbox, server = post
    mailbox.breaks_off = "DATA"
    assert run(server)["one@example.org"] == (reminding.UNCERTAIN, 4)
    mailbox.breaks_off = ""
    # A day later it is still unknown whether it went; the other address is refused as before.
    next_day = DAY + timedelta(days=1)
    outcomes = [(one.recipient[:3], one.state) for one in remind([project], access, server, next_day)]
    assert outcomes == [("one", "uncertain"), ("gon", "unknown"), ("one", "nothing_new"), ("ref", "refused")]
    assert mailbox.letters == []
    assert run(server, next_day, repeat=True)["one@example.org"] == ("sent", 4) and len(mailbox.letters) == 1


def test_the_settings_name_server_and_sender(monkeypatch):
    monkeypatch.delenv("USPEKH_SMTP_URL", raising=False)
    assert mail_server() is None
    monkeypatch.setenv("USPEKH_SMTP_URL", "smtps://post%40x:p%3Aw@mail.example.ru")
    monkeypatch.setenv("USPEKH_SMTP_SENDER", "uspekh@example.ru")
    assert mail_server() == MailServer("mail.example.ru", 465, "post@x", "p:w", True, "uspekh@example.ru")
    damaged = [("mail.example.ru", "a@b"), ("http://x", "a@b"), ("smtp://x:y", "a@b"), ("smtp://x", ""),
               ("smtp://x", "a@b, c@d"), ("smtp://x", "Отдел, школы <a@b>"), ("smtp://x", "a@b\nBcc: c@d")]  # fmt: skip
    for address, sender in damaged:
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
    assert [outcome["state"] for outcome in json.loads(sent.stdout)] == ["unknown", "sent", "refused"]
    assert "550 no such mailbox" in sent.stdout and len(mailbox.letters) == 1
