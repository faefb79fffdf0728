"""What the database sums up is what a frame of the same values gives, whatever was loaded, replaced and taken back."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd
import pytest
from sqlalchemy import event, select

from tests.persons import ADMINISTRATOR
from tests.store.test_uploads import load
from tests.tidy import money, organization, people, tidy
from uspekh.monitoring.grid import SET, Grid
from uspekh.monitoring.judging.facts import totals
from uspekh.monitoring.organizations.directory import directory
from uspekh.monitoring.organizations.roster import organizations_of
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.values.planned import Planned
from uspekh.monitoring.values.reported import FrameReported
from uspekh.passport.applicability import applicability_of
from uspekh.passport.plan import Plan
from uspekh.store.database.engine import open_store
from uspekh.store.plans.plan_tables import FIELD, PlanTables
from uspekh.store.schema.computed import entries
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept, undo
from uspekh.store.values.entries import keep_up, refresh
from uspekh.store.values.queries import current, of_kinds
from uspekh.store.values.sums import StoreReported

HEAD = {
    "project": {"title": "Малый", "start": date(2019, 1, 1), "end": date(2021, 12, 31)},
    "municipality_entry": {"code": "МО", "type": "муниципалитет"},
}
MEASURES = pd.DataFrame(
    [("share", "share", "in", "all"), ("grown", "cumulative", "tech", ""), ("views", "sum", "views", "")],
    columns=["id", "formula", "numerator", "denominator"],
)
PLAN = Plan(HEAD, {"measures": MEASURES})
TABLES = PlanTables(MEASURES, pd.DataFrame(columns=FIELD), applicability_of(PLAN))
CODES, YEARS = ("A", "B", "C", "МО"), (2019, 2020, 2021)
SELECTIONS = [Selection(2020, date(2025, 1, 1), months) for months in (3, 6, 12)]
NOTHING = Planned(pd.DataFrame())
NOBODY = pd.DataFrame(columns=["code", "name", "short_name", "type", "founder", "active_from", "active_to"]).assign(
    contingent=pd.Series(dtype="Int64")
)


def refreshed(engine) -> tuple[StoreReported, FrameReported]:
    held = current(engine)
    roster = organizations_of(PLAN, directory(held, NOBODY))
    refresh(engine, TABLES, roster)
    return StoreReported(engine, NOTHING, roster), FrameReported(held, MEASURES, roster)


def entry(code: str, contingent: int | None = 100, **texts: str) -> list[dict]:
    return organization(code, contingent, **({"type": "муниципалитет"} if code == "МО" else {}), **texts)


def together(sums: pd.DataFrame) -> pd.DataFrame:
    """The groups of sums put together, a row per measure and year."""
    grid = Grid(MEASURES, SET, YEARS)
    return grid.frame(totals(sums, grid), ())


def sorted_(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(list(frame.columns[:4]), ignore_index=True)


def agree(one: StoreReported, other: FrameReported) -> None:
    measures = list(MEASURES["id"])
    for selection in SELECTIONS:
        for codes in (None, ["B"], ["A", "C"]):
            sums = [together(answering.sums(selection, measures, codes)) for answering in (one, other)]
            pd.testing.assert_frame_equal(*sums, check_dtype=False)
        for codes in (None, ["МО"], ["B", "C"]):
            entries = [sorted_(answering.entries(selection, measures, codes)) for answering in (one, other)]
            pd.testing.assert_frame_equal(*entries, check_dtype=False)
        rows = [sorted_(answering.growth(selection, ["share"], None)) for answering in (one, other)]
        pd.testing.assert_frame_equal(*rows, check_dtype=False)
    assert [one.coverage(year) for year in YEARS] == [other.coverage(year) for year in YEARS]
    assert one.last_year() == other.last_year()


def test_a_sum_worked_out_by_hand(engine):
    load(engine, tidy(entry("A"), entry("B"), entry("МО", None)), "d")
    load(engine, tidy(people("A", 2020, 6, **{"in": 40, "all": 100}), people("A", 2020, 12, **{"in": 60})), "a")
    load(
        engine, tidy(people("B", 2020, 12, **{"in": 30, "all": 50}), people("МО", 2020, 12, **{"in": 7, "all": 9})), "b"
    )
    store, _ = refreshed(engine)
    rows = together(store.sums(SELECTIONS[2], ["share"], None)).dropna(subset=["numerator"])
    # A gave both only for the half-year: 40 + 30 of 100 + 50; the municipality's own row is not added.
    assert rows[["numerator", "denominator", "months", "entries"]].values.tolist() == [[70, 150, 12, 2]]
    assert store.entries(SELECTIONS[2], ["share"], ["МО"])["numerator"].tolist() == [7]


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in range(1, 8))])
def test_after_any_history_the_sums_are_those_of_the_values_in_force(engine, seed):
    draw = random.Random(seed)
    load(engine, tidy(*(entry(code) for code in CODES)), "directory")
    numbers: list[int] = []
    for step in range(10):
        chance = draw.random()
        if numbers and chance < 0.25:
            undo(engine, numbers.pop(draw.randrange(len(numbers))), ADMINISTRATOR)
        elif chance < 0.4:
            changed = draw.choice(CODES[:3])
            years = {"active_from": "2020-01-01"} if draw.random() < 0.5 else {}
            load(engine, tidy(entry(changed, draw.choice([None, 7, 100]), **years)), f"directory {step}")
        else:
            numbers.append(load(engine, _report(draw), f"report {step}")[0])
        if draw.random() < 0.7:
            agree(*refreshed(engine))
    agree(*refreshed(engine))


def _report(draw: random.Random) -> pd.DataFrame:
    """Some organizations and periods, each with some of the numbers; money besides."""
    keys = {(draw.choice(CODES), draw.choice(YEARS), draw.choice((3, 6, 9, 12))) for _ in range(6)}
    fields = [field for field in ("in", "all", "tech", "views") if draw.random() < 0.8] or ["in"]
    rows = [people(*key, **{field: draw.randrange(0, 50) for field in fields}) for key in sorted(keys)]
    return tidy(*rows, money("1", "бюджет города", draw.choice(YEARS), executed=draw.randrange(999)))


def test_nothing_is_worked_out_twice(engine):
    load(engine, tidy(entry("A"), people("A", 2020, tech=5)), "a")
    load(engine, tidy(entry("B"), people("B", 2020, tech=6)), "b")
    refreshed(engine)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))
    refreshed(engine)
    assert [statement for statement in statements if not statement.startswith(("SELECT", "BEGIN"))] == []


def test_the_same_state_of_the_store_is_asked_once(engine):
    load(engine, tidy(entry("A"), entry("B"), people("A", 2020, tech=5, views=1), people("B", 2020, tech=6)), "a")
    store, _ = refreshed(engine)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))
    for selection in (SELECTIONS[2], replace(SELECTIONS[2], year=2021, as_of=date(2026, 1, 1))):
        # At whole years neither the selected year nor the day changes what was given.
        grown, both = (store.sums(selection, measures, None) for measures in (["grown"], ["grown", "views"]))
        assert [len(rows) for rows in (grown, both, store.entries(selection, ["grown"], None))] == [1, 2, 2]
        assert store.growth(selection, ["share"], None).empty
    assert len([statement for statement in statements if statement != "BEGIN"]) == 3


def test_sqlite_finds_what_is_in_force_by_its_index(tmp_path):
    engine = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    load(engine, tidy(entry("A"), people("A", 2020, tech=5)), "a")
    store, _ = refreshed(engine)
    sent: list[tuple] = []
    event.listen(engine, "before_cursor_execute", lambda *arguments: sent.append(arguments[2:4]))
    of_kinds(engine, "organization"), store.coverage(2020), store.last_year()
    with engine.connect() as connection:
        of_values = [(words, values) for words, values in sent if 'FROM "values"' in words]
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values).all() for words, values in of_values]
    engine.dispose()
    assert len(plans) == 3
    assert all("INDEX values_in_force_once" in str(plan) for plan in plans)


def test_only_what_changed_is_worked_out(engine):
    load(engine, tidy(entry("A"), people("A", 2020, tech=5)), "a")
    load(engine, tidy(entry("B"), people("B", 2020, tech=6)), "b")
    refreshed(engine)
    before = _rows(engine)
    load(engine, tidy(people("B", 2021, tech=7)), "c")
    assert _rows(engine) == before, "entries are those of the last look"
    refreshed(engine)
    assert _rows(engine) - before == {("grown", "B", 2021, 7)}


def test_other_measures_work_everything_out_anew(engine):
    load(engine, tidy(entry("A"), people("A", 2020, tech=5, views=8)), "a")
    _, frame = refreshed(engine)
    fewer = MEASURES[MEASURES["id"] == "views"]
    refresh(engine, PlanTables(fewer, TABLES.fields, TABLES.applicability), frame.organizations)
    measures = StoreReported(engine, NOTHING, frame.organizations).entries(SELECTIONS[2], ["grown", "views"], None)[
        "measure"
    ]
    assert measures.tolist() == ["views"]


def _rows(engine) -> set[tuple]:
    columns = [entries.c[name] for name in ("measure", "organization", "year", "numerator")]
    with engine.connect() as connection:
        return {tuple(row) for row in connection.execute(select(*columns))}


def test_sums_change_with_the_change_itself(engine):
    """Nobody who looks after the change has anything to bring forward; what failed left the sums as they were."""
    load(engine, tidy(entry("A"), people("A", 2020, 12, views=10)), "a")
    roster = organizations_of(PLAN, directory(current(engine), NOBODY))
    follow = partial(keep_up, plan=TABLES, directory=roster)
    frame = tidy(people("A", 2020, 12, views=70))
    accept(engine, File("b", b"", "b" * 64, 1), frame, ADMINISTRATOR, follow=follow)

    def sum_views() -> list[float]:
        return StoreReported(engine, NOTHING, roster).sums(SELECTIONS[2], ["views"], None)["numerator"].tolist()

    assert sum_views() == [70]

    def fails(connection) -> None:
        follow(connection)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        accept(engine, File("c", b"", "c" * 64, 1), tidy(people("A", 2020, 12, views=9)), ADMINISTRATOR, follow=fails)
    assert sum_views() == [70]
    undo(engine, 2, ADMINISTRATOR, follow=follow)
    assert sum_views() == [10]
