"""Who has sent, by cases worked out by hand: one organization in each situation."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tests.monitoring.conftest import DATA
from uspekh.monitoring.organizations.reporting import COLUMNS, counted, reporting
from uspekh.monitoring.periods.deadlines import due
from uspekh.monitoring.rules import RulesDamaged, load_deadlines, load_rules

DUE = date(2023, 7, 10)
IN_TIME, LATE, LATER = date(2023, 7, 10), date(2023, 7, 11), date(2023, 7, 20)
SENT_COLUMNS = ["organization", "state", "sent", "decided", "remark"]


def directory(*codes: str) -> pd.DataFrame:
    frame = pd.DataFrame({"code": codes, "name": codes, "short_name": [f"Школа {code}" for code in codes]})
    return frame.assign(active_from=None, active_to=None).astype("str")


def accepted(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["organization", "first", "last"])


def sent(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=SENT_COLUMNS)


def found(*, came=(), told=(), as_of=LATER, limit=DUE) -> tuple:
    frame = reporting(directory("A"), accepted(*came), sent(*told), 2023, limit, as_of)
    return tuple(frame.iloc[0][["state", "sent", "decided", "late"]])


def test_loaded_by_the_editor_in_time():
    assert found(came=[("A", IN_TIME, IN_TIME)]) == ("accepted", IN_TIME, IN_TIME, False)


def test_a_report_sent_in_time_and_accepted_late_is_in_time():
    told = ("A", "accepted", IN_TIME, LATER, "")
    assert found(came=[("A", LATER, LATER)], told=[told]) == ("accepted", IN_TIME, LATER, False)


def test_a_report_sent_late_says_so():
    assert found(told=[("A", "waiting", LATE, None, "")]) == ("waiting", LATE, None, True)


def test_a_correction_that_waits_stands_before_what_was_accepted():
    told = [("A", "accepted", IN_TIME, IN_TIME, ""), ("A", "waiting", LATE, None, "")]
    assert found(came=[("A", IN_TIME, IN_TIME)], told=told)[0] == "waiting"


def test_a_returned_correction_leaves_what_was_accepted():
    told = [("A", "returned", LATE, LATER, "нет итога")]
    assert found(came=[("A", IN_TIME, IN_TIME)], told=told)[0] == "accepted"


def test_a_returned_report_is_named_with_its_remark():
    told = [("A", "returned", IN_TIME, LATE, "нет итога")]
    frame = reporting(directory("A"), accepted(), sent(*told), 2023, DUE, LATER)
    assert frame[["state", "decided", "remark"]].values.tolist() == [["returned", LATE, "нет итога"]]


@pytest.mark.parametrize(("as_of", "state", "late"), [(IN_TIME, "not_sent", False), (LATE, "overdue", True)])
def test_the_day_after_the_deadline_is_late(as_of, state, late):
    assert found(as_of=as_of) == (state, None, None, late)


def test_what_was_withdrawn_is_not_sent():
    assert found(told=[("A", "withdrawn", IN_TIME, IN_TIME, "")], as_of=IN_TIME)[0] == "not_sent"


def test_without_a_deadline_nobody_is_late():
    assert found(limit=None) == ("not_sent", None, None, False)


def test_only_organizations_of_the_year_are_asked():
    organizations = directory("A", "B", "C")
    organizations.loc[1, "active_to"] = "2022-08-31"
    organizations.loc[2, "active_from"] = "2023-09-01"
    frame = reporting(organizations, accepted(), sent(), 2023, DUE, LATE)
    assert frame["organization"].tolist() == ["A", "C"]
    assert counted(frame) == {"accepted": 0, "waiting": 0, "returned": 0, "not_sent": 0, "overdue": 2}


def test_nobody_asked_gives_an_empty_table():
    frame = reporting(directory(), accepted(), sent(), 2023, DUE, LATE)
    assert list(frame.columns) == COLUMNS and frame.empty


@pytest.mark.parametrize(
    ("months", "day"),
    [
        (3, date(2024, 4, 10)),
        (6, date(2024, 7, 10)),
        (9, date(2024, 10, 10)),
        (12, date(2025, 1, 20)),
        (5, date(2024, 6, 10)),
    ],
)
def test_the_shipped_deadlines(months, day):
    # The table has no row for 5 months: it has the 10 days of the half-year, after 31 May.
    assert due(load_rules(DATA), 2024, months) == day


def test_a_folder_without_deadlines_has_none(tmp_path):
    assert due(replace(load_rules(DATA), deadlines=load_deadlines(tmp_path)), 2024, 3) is None


@pytest.mark.parametrize(("old", "new"), [("3,10", "6,10"), ("3,10", "3,-1"), ("3,10", "13,10"), ("3,10", "3,скоро")])
def test_a_damaged_table_is_refused(tmp_path, old, new):
    path = Path(shutil.copy(DATA / "deadlines.csv", tmp_path))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulesDamaged, match=r"deadlines\.csv"):
        load_deadlines(tmp_path)
