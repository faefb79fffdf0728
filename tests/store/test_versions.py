"""Every version that was ever accepted, by which it is decided what of small counts may be printed."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.persons import ADMINISTRATOR
from tests.tidy import money, organization, people, tidy
from uspekh import settings
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.small_counts.screened import publication_history, publication_of, screened
from uspekh.project import open_project
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept, undo

PART, WHOLE = "r1_6_disabled_engaged", "r1_6_disabled_total"


@pytest.fixture
def project(store_url):
    project = open_project(settings.data_folder(), store_url)
    yield project
    project.engine.dispose()


def load(engine, number: int, *rows: list[dict]) -> int:
    return accept(engine, File(f"{number}.xlsx", str(number).encode(), f"{number:064}", 1), tidy(*rows), ADMINISTRATOR)[
        0
    ]


def test_replaced_and_undone_versions_are_given_with_their_moments(project):
    engine = project.engine
    first = load(engine, 1, people("S1", 2022, **{PART: 6, WHOLE: 12}, p1_engaged=100), organization("S1", 100))
    load(engine, 2, people("S1", 2022, **{PART: 7}), money("1.6", "региональный бюджет", 2022, executed=5))
    undo(engine, first, ADMINISTRATOR)
    rows = project.reported(project.roster()).versions({PART})
    counts = rows[rows["kind"] == "component"]
    assert counts[["field", "number"]].values.tolist() == [[PART, 6], [PART, 7]]
    assert counts["undone"].notna().tolist() == [True, False]
    assert counts["accepted"].is_monotonic_increasing and (counts["accepted"] < counts["undone"].max()).all()
    assert set(rows["kind"]) == {"component", "organization"}


def share(project, organizations: tuple[str, ...] = ()) -> tuple[float | None, bool]:
    figures = screened(project.figures(Selection(2022, date(2025, 1, 1), organizations=organizations)))
    row = figures.measures.query("measure == 'r1_6' and year == 2022").iloc[0]
    return None if pd.isna(row["fact"]) else round(row["fact"], 1), bool(row["hidden"])


def test_a_correction_that_two_totals_would_tell_is_not_printed(project):
    """9, 8, 7 of 40 each are shown with 24 of 120; the 8 becomes 3, and 24 less 5 would say so."""
    codes = ("S1", "S2", "S3")
    reports = [people(code, 2022, **{PART: part, WHOLE: 40}) for code, part in zip(codes, (9, 8, 7), strict=True)]
    load(project.engine, 1, *(organization(code, 100) for code in codes), *reports)
    assert share(project) == (20.0, False)
    assert share(project, ("S2",)) == (20.0, False)
    corrected = load(project.engine, 2, people("S2", 2022, **{PART: 3, WHOLE: 40}))
    assert share(project) == (None, True)
    assert share(project, ("S2",)) == (None, True)
    # The first organization is shown as before: everybody knows it.
    assert share(project, ("S1",)) == (22.5, False)
    undo(project.engine, corrected, ADMINISTRATOR)
    assert share(project) == (20.0, False)


def test_an_organization_entered_later_waits_and_keeps_the_earlier_total_in_mind(project):
    codes = ("S1", "S2", "S3")
    load(project.engine, 1, *(organization(code, 100) for code in codes),
         *(people(code, 2022, **{PART: 9, WHOLE: 40}) for code in codes))  # fmt: skip
    assert share(project) == (22.5, False)
    load(project.engine, 2, organization("S4", 100))
    assert share(project) == (None, True)
    load(project.engine, 3, people("S4", 2022, **{PART: 3, WHOLE: 40}))
    roster = project.roster()
    totals = publication_of(project.plan, project.reported(roster), roster).totals
    # Everyone has reported, and still 30 less the 27 of before would be the three of the fourth.
    assert totals["r1_6", 2022, 12].missing == 0 and not totals["r1_6", 2022, 12].printed


def test_following_the_store_gives_what_its_whole_past_gives(project):
    """Two changes between two looks, an upload taken back that came before the last look, and nothing new at all."""
    codes = ("S1", "S2", "S3")
    first = load(project.engine, 1, *(organization(code, 100) for code in codes))
    history = publication_history(project.plan, project.roster())

    def assert_as_whole() -> None:
        roster = project.roster()
        reported = project.reported(roster)
        assert history.publish(reported, roster) == publication_of(project.plan, reported, roster)

    load(project.engine, 2, *(people(code, 2022, **{PART: 9, WHOLE: 40}) for code in codes))
    assert_as_whole()
    corrected = load(project.engine, 3, people("S2", 2022, **{PART: 3, WHOLE: 40}))
    load(project.engine, 4, organization("S4", 100), people("S4", 2021, **{PART: 7, WHOLE: 30}))
    assert_as_whole()
    undo(project.engine, corrected, ADMINISTRATOR)
    assert_as_whole()
    undo(project.engine, first, ADMINISTRATOR)
    assert_as_whole()
    assert_as_whole()
