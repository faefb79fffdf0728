"""A closed period changes only with a reason, and the reason stays."""

from __future__ import annotations

import pytest

from tests.persons import ADMINISTRATOR, EDITOR, SCHOOL, VIEWER
from tests.store.test_uploads import in_force, load
from tests.tidy import item, money, organization, people, planned, tidy
from uspekh.access.person import Forbidden
from uspekh.store.guards.locks import PeriodClosed, Unexplained, closed, history, set_closed
from uspekh.store.log.actions import revision
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept, journal, undo


def close(engine, year=2020, months=12, shut=True):
    set_closed(engine, year, months, "отчёт сдан", EDITOR, closed=shut)


def again(engine, frame, reason=""):
    file = File("исправление.xlsx", b"2", "2" * 64, len(frame))
    return accept(engine, file, frame, ADMINISTRATOR, reason=reason)


@pytest.fixture
def shut(engine):
    """A store with two values, of 2020 and of 2021; the year 2020 is closed."""
    load(engine, tidy(people("A", 2020, x=5), people("A", 2021, x=6)))
    close(engine)
    return engine


def test_a_period_is_closed_and_opened_and_each_step_is_kept(engine):
    close(engine)
    close(engine, months=6)
    close(engine, months=6, shut=False)
    assert closed(engine) == {(2020, 12)}
    listed = history(engine, ADMINISTRATOR)[["months", "locked", "reason", "by", "in_force"]].values.tolist()
    assert listed == [
        [6, False, "отчёт сдан", "Петров", True],
        [6, True, "отчёт сдан", "Петров", False],
        [12, True, "отчёт сдан", "Петров", True],
    ]


def test_closing_asks_a_reason(engine):
    with pytest.raises(Unexplained):
        set_closed(engine, 2020, 12, "  ", EDITOR, closed=True)
    assert closed(engine) == set()


@pytest.mark.parametrize("person", [SCHOOL, VIEWER])
def test_only_an_editor_closes(engine, person):
    with pytest.raises(Forbidden):
        set_closed(engine, 2020, 12, "отчёт сдан", person, closed=True)
    assert closed(engine) == set()


@pytest.mark.parametrize(
    "change",
    [
        people("A", 2020, x=7),
        people("B", 2020, x=1),
        money("1.1", "бюджет", 2020, executed=100),
        planned("A", "П2", 2020, 90_000),
    ],
    ids=["replaced", "new", "money", "plan"],
)
def test_a_change_of_a_closed_period_without_a_reason_is_refused_whole(shut, change):
    stamp = revision(shut)
    with pytest.raises(PeriodClosed, match="Период закрыт: 2020 год"):
        again(shut, tidy(change, people("A", 2021, x=9)))
    assert revision(shut) == stamp
    assert len(journal(shut, ADMINISTRATOR)) == 1


def test_with_a_reason_it_changes_and_the_reason_is_in_the_journal(shut):
    again(shut, tidy(people("A", 2020, x=7)), reason=" ошибка школы ")
    assert journal(shut, ADMINISTRATOR)["reason"].tolist() == ["ошибка школы", ""]


@pytest.mark.parametrize(
    "change",
    [
        people("A", 2020, x=5),
        people("A", 2021, x=9),
        people("A", 2020, months=6, x=3),
        organization("A", 100),
        item("1.1", 2020, done="2020-05-01"),
    ],
    ids=["same", "another year", "another period", "directory", "plan item"],
)
def test_what_leaves_a_closed_period_as_it_is_asks_nothing(shut, change):
    again(shut, tidy(change))
    assert len(journal(shut, ADMINISTRATOR)) == 2


def test_an_opened_period_asks_nothing(shut):
    close(shut, shut=False)
    again(shut, tidy(people("A", 2020, x=7)))
    assert len(journal(shut, ADMINISTRATOR)) == 2


def test_undo_of_what_touches_a_closed_period_asks_a_reason_too(shut):
    with pytest.raises(PeriodClosed):
        undo(shut, 1, EDITOR)
    assert len(in_force(shut)) == 1 and journal(shut, ADMINISTRATOR)["undone_at"].isna().all()
    undo(shut, 1, EDITOR, "не тот файл")
    assert in_force(shut) == {}


def test_a_plan_belongs_to_the_whole_year(engine):
    close(engine, months=6)
    again(engine, tidy(planned("A", "П2", 2020, 90_000)))
    close(engine)
    with pytest.raises(PeriodClosed, match="Период закрыт: 2020 год"):
        undo(engine, 1, EDITOR)


def test_undo_of_another_period_asks_nothing(shut):
    number, _ = again(shut, tidy(people("A", 2021, x=9)))
    undo(shut, number, EDITOR)
    assert in_force(shut) == {"A": 6}
