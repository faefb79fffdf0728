"""A text with personal data is not stored, and one that names somebody only if it is an official."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner
from sqlalchemy import select, text

from tests.persons import ADMINISTRATOR, EDITOR, SCHOOL
from tests.tidy import people, tidy
from uspekh.__main__ import cli
from uspekh.monitoring.overview.decisions import Decision
from uspekh.store.decided.accepted_findings import decide_finding
from uspekh.store.decided.decisions import decide
from uspekh.store.guards.locks import set_closed
from uspekh.store.guards.texts import OfficialUnconfirmed, TextRefused
from uspekh.store.schema import tables
from uspekh.store.submissions.lifecycle import accept_sent, return_back, send
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept, confirmations, undo
from uspekh.store.uploads.remarks import Remark

NAMED = "В списке не учтена Жукова Ксения"
REFUSED = "Жукова Ксения, 05.04.2013, выбыла"
FILE = File("отчёт.xlsx", b"copy", "a" * 64, 1)


def commented(words):
    """A report of a school with a comment."""
    row = {"kind": "component", "subject": "S1", "part": "", "year": 2023, "months": 12, "field": "comment"}
    return tidy(people("S1", 2023, x=5), [{**row, "number": None, "text": words, "sheet": "Показатели", "cell": "F2"}])


def decision(words):
    return Decision("indicator", "1", 2023, words, "мера", "Петрова Анна Сергеевна", date(2024, 2, 1))


def loaded(engine):
    return accept(engine, FILE, tidy(people("S1", 2023, x=5)), ADMINISTRATOR)[0]


def sent(engine):
    return send(engine, FILE, tidy(people("S1", 2023, x=5)), SCHOOL)


EXPLAINED = Remark("Показатели", "D4", "suspect.scale", "в десять раз больше", "")
WAYS = {
    "comment of a file": lambda engine, words, **extra: accept(
        engine, FILE, commented(words), ADMINISTRATOR, confirmations(commented(words)) if extra else ()
    ),
    "comment that is sent": lambda engine, words, **extra: send(
        engine,
        File("отчёт.xlsx", words.encode(), "a" * 64, 1),
        commented(words),
        SCHOOL,
        confirmations(commented(words)) if extra else (),
    ),
    "explanation of a warning": lambda engine, words, **extra: accept(
        engine, FILE, tidy(people("S1", 2023, x=5)), ADMINISTRATOR,
        [*(explained := [Remark(**{**vars(EXPLAINED), "comment": words})]),
         *(confirmations(tidy(people("S1", 2023, x=5)), explained) if extra else ())],
    ),
    "decision": lambda engine, words, **extra: decide(engine, decision(words), EDITOR, **extra),
    "mark of the audit": lambda engine, words, **extra: decide_finding(engine, "key", words, EDITOR, **extra),
    "closed period": lambda engine, words, **extra: set_closed(engine, 2023, 6, words, EDITOR, closed=True, **extra),
    "taking back": lambda engine, words, **extra: undo(engine, loaded(engine), EDITOR, words, **extra),
    "remark on a report": lambda engine, words, **extra: return_back(engine, sent(engine), words, EDITOR, **extra),
}  # fmt: skip


def held(engine) -> str:
    """Everything that every table holds, in words."""
    with engine.connect() as connection:
        rows = [row for table in tables.metadata.sorted_tables for row in connection.execute(select(table))]
    return str([each.decode() if isinstance(each, bytes) else each for row in rows for each in row])


@pytest.mark.parametrize("store", WAYS.values(), ids=WAYS.keys())
def test_personal_data_are_refused_whoever_confirms_what(engine, store):
    for extra in ({}, {"officials": True}):
        with pytest.raises(TextRefused, match="Персональные данные не хранятся"):
            store(engine, REFUSED, **extra)
    assert "Жукова" not in held(engine)


@pytest.mark.parametrize("store", WAYS.values(), ids=WAYS.keys())
def test_a_name_waits_for_the_word_that_it_is_an_official(engine, store):
    with pytest.raises(OfficialUnconfirmed, match="должностное лицо"):
        store(engine, NAMED)
    assert "Жукова" not in held(engine)
    store(engine, NAMED, officials=True)
    assert "Жукова" in held(engine)
    with engine.connect() as connection:
        details = connection.scalars(text("SELECT detail FROM events WHERE action = 'officials'")).all()
    assert len(details) == 1 and "это должностное лицо" in details[0] and "Жукова" not in details[0]


@pytest.mark.parametrize("store", WAYS.values(), ids=WAYS.keys())
def test_a_signature_asks_nothing(engine, store):
    store(engine, "Акт подписан, директор Жукова К. А.")
    assert "Жукова" in held(engine)


def test_an_unconfirmed_place_is_named(engine):
    with pytest.raises(OfficialUnconfirmed, match="лист «Показатели», ячейка F2"):
        accept(engine, FILE, commented(NAMED), ADMINISTRATOR)


def test_what_stands_already_is_not_asked_again(engine):
    accept(engine, FILE, commented(NAMED), ADMINISTRATOR, confirmations(commented(NAMED)))
    again = tidy(people("S1", 2023, x=6))
    whole = commented(NAMED)
    whole.loc[whole["field"] == "x", "number"] = again["number"].iloc[0]
    accept(engine, File("b.xlsx", b"b", "b" * 64, 1), whole, ADMINISTRATOR)
    send(engine, File("c.xlsx", b"c", "c" * 64, 1), whole, SCHOOL)


def test_what_an_organization_confirmed_is_accepted_by_the_editor(engine):
    number = send(engine, FILE, commented(NAMED), SCHOOL, confirmations(commented(NAMED)))
    accept_sent(engine, number, FILE, commented(NAMED), EDITOR)
    assert "Жукова" in held(engine)


def test_the_command_asks_for_the_word(tmp_path, monkeypatch):
    monkeypatch.setenv("USPEKH_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    head = "Организация;Год;Период;П1 Занимаются, чел.;П1 Всего детей 5–18 лет, чел.;Комментарий\n"
    file = tmp_path / "отчёт.csv"
    file.write_text(f"{head}Ш2;2022;год;500;1000;{NAMED}\n", "utf-8")

    def load(*options):
        return CliRunner().invoke(cli, ["load", str(file), "--json", *options])

    done = load()
    assert done.exit_code == 1 and "--officials" in done.stderr and "Жукова" not in done.stderr
    answer = json.loads(done.stdout)
    assert answer["upload"] is None and not answer["accepted"]
    assert {"personal.mention"} <= {problem["code"] for problem in answer["problems"]}
    assert json.loads(load("--officials").stdout)["upload"] == 1
