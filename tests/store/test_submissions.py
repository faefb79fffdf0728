"""What an organization sends waits, enters the figures only by an editor's word, and never gets lost."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import text

from tests.patience import PATIENCE
from tests.persons import ADMINISTRATOR, EDITOR, SCHOOL, VIEWER
from tests.store.test_uploads import in_force
from tests.tidy import BLANK, money, organization, people, tidy
from uspekh.access.person import Forbidden, Person, Role
from uspekh.store.guards.locks import PeriodClosed, Unexplained, set_closed
from uspekh.store.schema.tables import value_rows
from uspekh.store.submissions import lifecycle
from uspekh.store.submissions.lifecycle import SubmissionDecided, accept_sent, return_back, send, withdraw
from uspekh.store.submissions.lists import accepted_of, listed, sent_of, waiting
from uspekh.store.submissions.replacing import later
from uspekh.store.uploads.files import File, read_copy
from uspekh.store.uploads.journal import journal, undo
from uspekh.store.uploads.remarks import Remark, of_uploads
from uspekh.store.values.queries import current

OTHER = Person("Вторая школа", Role.ORGANIZATION, "S2")
YEAR = tidy(people("S1", 2023, x=5))
HALF = tidy(people("S1", 2023, months=6, x=3))
BOTH = tidy(people("S1", 2023, x=5), people("S1", 2023, months=6, x=3))
REMARKS = [Remark("Показатели", "D4", "suspect.scale", "в десять раз больше", "новый корпус")]


def file(name: str = "отчёт.xlsx") -> File:
    body = name.encode()
    return File(name, body, hashlib.sha256(body).hexdigest(), 1)


def states(engine) -> list[str]:
    return listed(engine, EDITOR)["state"].tolist()


def test_what_is_sent_waits_and_enters_no_figure(engine):
    number = send(engine, file(), BOTH, SCHOOL, REMARKS)
    assert current(engine).empty and journal(engine, ADMINISTRATOR).empty
    row = listed(engine, SCHOOL).iloc[0]
    assert (row["id"], row["state"], row["by"], row["organization"]) == (number, "waiting", "Первая школа", "S1")
    assert row["periods"] == [(2023, 6), (2023, 12)]
    assert row["said"][0]["comment"] == "новый корпус"
    assert read_copy(engine, row["copy"], SCHOOL) == "отчёт.xlsx".encode()
    assert waiting(engine) == 1


@pytest.mark.parametrize(
    "strange",
    [people("S2", 2023, x=1), money("1.1", "бюджет", 2023, executed=1), organization("S1", 9)],
    ids=["another organization", "budget", "directory"],
)
def test_anything_but_its_own_values_is_refused_by_the_store_itself(engine, strange):
    with pytest.raises(Forbidden):
        send(engine, file(), tidy(people("S1", 2023, x=5), strange), SCHOOL)
    assert states(engine) == []
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM files")).scalar() == 0
        assert connection.execute(text("SELECT outcome FROM events")).scalars().all() == ["refused"]


def test_a_viewer_sends_nothing_and_sees_no_list(engine):
    with pytest.raises(Forbidden):
        send(engine, file(), YEAR, VIEWER)
    with pytest.raises(Forbidden):
        listed(engine, VIEWER)


def test_an_organization_sees_and_opens_its_own_alone(engine):
    send(engine, file(), YEAR, SCHOOL)
    assert listed(engine, OTHER).empty
    with pytest.raises(Forbidden):
        read_copy(engine, file().sha256, OTHER)


def test_sending_again_withdraws_what_is_replaced_wholly(engine):
    first = send(engine, file("1"), YEAR, SCHOOL)
    half = send(engine, file("2"), HALF, SCHOOL)
    assert states(engine) == ["waiting", "waiting"]
    third = send(engine, file("3"), BOTH, SCHOOL)
    assert states(engine) == ["waiting", "withdrawn", "withdrawn"]
    assert listed(engine, EDITOR)["id"].tolist()[1:] == [half, first]
    assert listed(engine, SCHOOL)["remark"].tolist()[1:] == [f"заменён отчётом № {third}"] * 2


def test_two_narrower_reports_replace_a_wider_one_together(engine):
    send(engine, file("1"), BOTH, SCHOOL)
    send(engine, file("2"), HALF, SCHOOL)
    assert states(engine) == ["waiting", "waiting"]
    send(engine, file("3"), YEAR, SCHOOL)
    assert states(engine) == ["waiting", "waiting", "withdrawn"]


def test_another_sheet_of_the_same_period_replaces_nothing(engine):
    send(engine, file("показатели"), YEAR, SCHOOL)
    send(engine, file("результаты"), tidy(people("S1", 2023, y=4)), SCHOOL)
    assert states(engine) == ["waiting", "waiting"]


@pytest.mark.parametrize("newer_first", [True, False], ids=["the newer first", "the older first"])
def test_in_whatever_order_they_are_accepted_the_later_sent_figures_stand(engine, newer_first):
    wide = send(engine, file("1"), BOTH, SCHOOL)  # the year 5, the half 3
    narrow = send(engine, file("2"), tidy(people("S1", 2023, months=6, x=4)), SCHOOL)
    reports = {wide: (file("1"), BOTH), narrow: (file("2"), tidy(people("S1", 2023, months=6, x=4)))}
    counted = {
        number: accept_sent(engine, number, *reports[number], EDITOR)[1]
        for number in sorted(reports, reverse=newer_first)
    }
    values = current(engine)
    assert dict(zip(values["months"], values["number"], strict=True)) == {12: 5, 6: 4}
    assert states(engine) == ["accepted", "accepted"]
    assert counted[wide] == {"new": 1, "replaced": 0, "same": 0}, "of the wider one the year alone"


def test_a_later_report_that_was_returned_or_taken_back_replaces_nothing(engine):
    number = send(engine, file("1"), BOTH, SCHOOL)
    again = send(engine, file("2"), HALF, SCHOOL)
    assert later(engine, number) == {(2023, 6, "x"): again}
    upload, _ = accept_sent(engine, again, file("2"), HALF, EDITOR)
    assert later(engine, number) == {(2023, 6, "x"): again}
    undo(engine, upload, EDITOR)
    assert later(engine, number) == {}
    return_back(engine, send(engine, file("3"), HALF, SCHOOL), "Нет итога", EDITOR)
    withdraw(engine, send(engine, file("4"), HALF, SCHOOL), SCHOOL)
    assert later(engine, number) == {}
    assert accept_sent(engine, number, file("1"), BOTH, EDITOR)[1]["new"] == 2


def test_reports_of_another_organization_replace_nothing(engine):
    number = send(engine, file("1"), YEAR, SCHOOL)
    send(engine, file("2"), tidy(people("S2", 2023, x=1)), OTHER)
    assert later(engine, number) == {}


def test_a_report_from_before_its_values_were_noted_is_never_withdrawn_nor_overwrites(engine):
    old = send(engine, file("1"), YEAR, SCHOOL)
    with engine.begin() as connection:
        connection.execute(text("UPDATE submissions SET points = '[]'"))
    new = send(engine, file("2"), tidy(people("S1", 2023, x=6)), SCHOOL)
    assert states(engine) == ["waiting", "waiting"]
    accept_sent(engine, new, file("2"), tidy(people("S1", 2023, x=6)), EDITOR)
    with pytest.raises(Unexplained, match="заново"):
        accept_sent(engine, old, file("1"), YEAR, EDITOR)
    assert in_force(engine) == {"S1": 6}


def test_what_comes_while_the_editor_decides_stops_him(engine, monkeypatch):
    number = send(engine, file("1"), BOTH, SCHOOL)
    storing = lifecycle.accept

    def meanwhile(*arguments, **more):
        send(engine, file("2"), HALF, SCHOOL)
        return storing(*arguments, **more)

    monkeypatch.setattr(lifecycle, "accept", meanwhile)
    with pytest.raises(SubmissionDecided, match="более поздним"):
        accept_sent(engine, number, file("1"), BOTH, EDITOR)
    assert current(engine).empty and states(engine) == ["waiting", "waiting"]


def test_an_organization_takes_its_own_back_and_nobody_elses(engine):
    number = send(engine, file(), YEAR, SCHOOL)
    with pytest.raises(Forbidden):
        withdraw(engine, number, OTHER)
    assert states(engine) == ["waiting"]
    withdraw(engine, number, SCHOOL)
    assert states(engine) == ["withdrawn"]


def test_acceptance_is_an_ordinary_upload_with_both_names(engine):
    number = send(engine, file(), YEAR, SCHOOL, REMARKS)
    upload, changed = accept_sent(engine, number, file(), YEAR, EDITOR)
    assert changed == {"new": 1, "replaced": 0, "same": 0}
    assert in_force(engine) == {"S1": 5}
    row = listed(engine, SCHOOL).iloc[0]
    assert (row["state"], row["decided_by"], row["upload"]) == ("accepted", "Петров", upload)
    assert journal(engine, ADMINISTRATOR)[["by", "sent_by"]].values.tolist() == [["Петров", "Первая школа"]]
    assert of_uploads(engine, [upload], ADMINISTRATOR)["comment"].tolist() == ["новый корпус"]


def test_a_report_that_changes_nothing_is_accepted_with_the_upload_that_stands(engine):
    first = send(engine, file(), YEAR, SCHOOL)
    upload, _ = accept_sent(engine, first, file(), YEAR, EDITOR)
    second = send(engine, file(), YEAR, SCHOOL)
    again, changed = accept_sent(engine, second, file(), YEAR, EDITOR)
    assert (again, changed["same"]) == (upload, 1)
    assert states(engine) == ["accepted", "accepted"]
    assert len(journal(engine, ADMINISTRATOR)) == 1


def test_a_report_is_returned_with_a_remark_only(engine):
    number = send(engine, file(), YEAR, SCHOOL)
    with pytest.raises(Unexplained):
        return_back(engine, number, " ", EDITOR)
    return_back(engine, number, "Нет итога", EDITOR)
    assert listed(engine, SCHOOL)[["state", "remark"]].values.tolist() == [["returned", "Нет итога"]]
    assert current(engine).empty


@pytest.mark.parametrize("person", [SCHOOL, VIEWER])
def test_only_an_editor_decides(engine, person):
    number = send(engine, file(), YEAR, SCHOOL)
    with pytest.raises(Forbidden):
        accept_sent(engine, number, file(), YEAR, person)
    with pytest.raises(Forbidden):
        return_back(engine, number, "Нет итога", person)
    assert states(engine) == ["waiting"] and journal(engine, ADMINISTRATOR).empty


def test_what_is_accepted_is_what_was_sent(engine):
    number = send(engine, file(), YEAR, SCHOOL)
    with pytest.raises(SubmissionDecided):
        accept_sent(engine, number, file("другой.xlsx"), YEAR, EDITOR)
    with pytest.raises(Forbidden):
        accept_sent(engine, number, file(), tidy(people("S2", 2023, x=1)), EDITOR)
    assert states(engine) == ["waiting"] and journal(engine, ADMINISTRATOR).empty


def test_of_two_editors_at_once_one_decides_and_the_others_are_told(engine):
    number = send(engine, file(), YEAR, SCHOOL)

    def decide(turn: int) -> str:
        try:
            if turn % 2:
                accept_sent(engine, number, file(), YEAR, EDITOR)
            else:
                return_back(engine, number, "Нет итога", ADMINISTRATOR)
        except SubmissionDecided as refusal:
            return str(refusal)
        return "decided"

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(decide, range(8)))
    assert answers.count("decided") == 1
    who = "Петров" if states(engine) == ["accepted"] else "Иванова"
    assert sum(who in answer for answer in answers) == 7
    assert len(journal(engine, ADMINISTRATOR)) == (states(engine) == ["accepted"])


def test_a_closed_period_cannot_be_sent_and_is_accepted_only_with_a_reason(engine):
    number = send(engine, file(), YEAR, SCHOOL)
    set_closed(engine, 2023, 12, "отчёт сдан", EDITOR, closed=True)
    with pytest.raises(PeriodClosed, match="обратитесь"):
        send(engine, file("2"), YEAR, SCHOOL)
    with pytest.raises(PeriodClosed):
        accept_sent(engine, number, file(), YEAR, EDITOR)
    assert states(engine) == ["waiting"] and journal(engine, ADMINISTRATOR).empty
    accept_sent(engine, number, file(), YEAR, EDITOR, "опоздала почта")
    assert journal(engine, ADMINISTRATOR)["reason"].tolist() == ["опоздала почта"]


def test_who_has_sent_for_a_period(engine):
    today = datetime.now(UTC).astimezone().date()
    number = send(engine, file(), BOTH, SCHOOL)
    assert sent_of(engine, 2023, 6)[["organization", "state"]].values.tolist() == [["S1", "waiting"]]
    assert sent_of(engine, 2023, 3).empty and accepted_of(engine, 2023, 6).empty
    upload, _ = accept_sent(engine, number, file(), BOTH, EDITOR)
    assert accepted_of(engine, 2023, 6).values.tolist() == [["S1", today, today]]
    undo(engine, upload, EDITOR)
    assert accepted_of(engine, 2023, 6).empty and sent_of(engine, 2023, 6).empty


KILLED = """
import os, signal, sys
from tests.store.test_submissions import EDITOR, YEAR, file
from uspekh.store.submissions import lifecycle
from uspekh.store.database.engine import open_store

settled = lifecycle._decide
def die(*given, **more):
    settled(*given, **more)
    os.kill(os.getpid(), signal.SIGKILL)
lifecycle._decide = die
lifecycle.accept_sent(open_store(sys.argv[1]), 1, file(), YEAR, EDITOR)
"""


def test_a_server_killed_at_the_decision_leaves_neither_the_upload_nor_the_decision(engine, store_url):
    send(engine, file(), YEAR, SCHOOL)
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", KILLED, store_url], env=env, timeout=PATIENCE)
    assert done.returncode == -signal.SIGKILL
    assert states(engine) == ["waiting"]
    assert journal(engine, ADMINISTRATOR).empty and current(engine).empty
    accept_sent(engine, 1, file(), YEAR, EDITOR)
    assert states(engine) == ["accepted"]


def plans(organization_: str = "S1", **numbers: int):
    rows = [
        {"kind": "plan", "subject": organization_, "part": part, "year": 2023, "field": "plan", "number": number}
        for part, number in numbers.items()
    ]
    return tidy([BLANK | row for row in rows])


def test_proposed_plans_are_a_report_of_their_own(engine):
    number = send(engine, file(), YEAR, SCHOOL, plans=(file("планы"), plans(П1=73_500)))
    rows = listed(engine, EDITOR).set_index("id")
    assert rows["periods"].to_dict() == {number: [(2023, 12)], number + 1: [(2023, 0)]}
    accept_sent(engine, number, file(), YEAR, EDITOR)
    # The figures are in force, the plans wait for a word of their own.
    assert set(current(engine)["kind"]) == {"component"}
    accept_sent(engine, number + 1, file("планы"), plans(П1=73_500), EDITOR)
    row = current(engine, value_rows.c.kind == "plan").iloc[0]
    assert (row["subject"], row["part"], row["number"]) == ("S1", "П1", 73_500)


def test_plans_and_figures_together_are_refused_by_the_store_itself(engine):
    both = pd.concat([YEAR, plans(П1=73_500)], ignore_index=True)
    with pytest.raises(Forbidden, match="отдельно"):
        send(engine, file(), both, SCHOOL)
    with pytest.raises(Forbidden):
        send(engine, file(), plans("S2", П1=73_500), SCHOOL)
    assert states(engine) == []


def test_a_plan_sent_anew_replaces_the_plan_of_its_measure_alone(engine):
    first = send(engine, file("1"), plans(П1=73_500, П2=260_000), SCHOOL)
    second = send(engine, file("2"), plans(П2=270_000), SCHOOL)
    assert later(engine, first) == {(2023, 0, "П2 plan"): second}
    assert states(engine) == ["waiting", "waiting"]
    send(engine, file("3"), plans(П1=74_000), SCHOOL)
    assert states(engine) == ["waiting", "waiting", "withdrawn"]
