"""What is printed of sensitive counts, change after change, and what a viewer of all of it can work out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
import pytest

from tests.monitoring.small_counts.attack import Viewer
from tests.tidy import organization, people, tidy
from uspekh.monitoring.organizations.directory import directory
from uspekh.monitoring.organizations.roster import Organizations
from uspekh.monitoring.small_counts.count_history import FEWEST_CONTRIBUTORS
from uspekh.monitoring.small_counts.disclosure import FEWEST, WIDTH
from uspekh.monitoring.small_counts.printed_counts import Publication
from uspekh.monitoring.small_counts.publication import PublicationHistory, decide_publication
from uspekh.monitoring.small_counts.sensitive import SensitiveMeasure, SensitivePlan
from uspekh.monitoring.small_counts.versions import list_changes
from uspekh.monitoring.values.reported import Uploaded
from uspekh.passport.applicability import Applicability

YEARS = (2021, 2022)
PART, WHOLE = "ill", "all"
SHARE = SensitivePlan(frozenset({PART, WHOLE}), (SensitiveMeasure("share", PART, WHOLE),), ((PART, WHOLE),))
COUNT = SensitivePlan(frozenset({PART}), (SensitiveMeasure("count", PART, ""),), ())
ASKED = Applicability({"": frozenset({PART}), "школа": frozenset({PART, WHOLE}), "театр": frozenset()}, "школа")
NOBODY = pd.DataFrame(
    columns=["code", "name", "short_name", "type", "founder", "active_from", "active_to", "contingent"]
)


def organizations_of(rows: pd.DataFrame, reporting=()) -> Organizations:
    everyone = directory(rows, NOBODY, reporting)
    own = everyone["type"] == "муниципалитет"
    code = everyone.loc[own, "code"].iloc[0] if own.any() else None
    return Organizations(everyone, everyone[~own], code, YEARS, ASKED)


def schools(*codes: str, **texts: str) -> list[list[dict]]:
    return [organization(code, 100, **texts) for code in codes]


class Reports:
    """Uploads one after another; ``undo`` takes one back."""

    def __init__(self, *first: list[dict], known: Organizations | None = None) -> None:
        self.known = known
        self.frames: list[pd.DataFrame] = []
        self.undone: dict[int, int] = {}
        self.moment = 0
        self.load(*first)

    def load(self, *rows: list[dict]) -> int:
        self.moment += 1
        self.frames.append(pd.DataFrame([row for group in rows for row in group]).assign(accepted=self.moment))
        return self.moment

    def undo(self, moment: int) -> None:
        self.moment += 1
        self.undone[moment] = self.moment

    @property
    def versions(self) -> pd.DataFrame:
        rows = pd.concat(self.frames, ignore_index=True)
        return rows.assign(id=rows.index, upload=rows["accepted"], undone=rows["accepted"].map(self.undone))

    def in_force(self, moment: int | None = None) -> pd.DataFrame:
        """The values as they stood after a moment, or as they stand."""
        rows = self.versions
        if moment is not None:
            rows = rows[rows["accepted"] <= moment]
        rows = rows[~(rows["undone"] <= (moment or self.moment))]
        return rows.drop_duplicates(["kind", "subject", "year", "months", "field"], keep="last")

    def publish(self, plan: SensitivePlan = COUNT) -> Publication:
        return decide_publication(self.versions, plan, organizations_of(self.in_force()), organizations_of)

    def watch(self, viewer: Viewer, plan: SensitivePlan = COUNT) -> Publication:
        """Writes down all that was shown after each change; returns what is shown now."""
        history = PublicationHistory(plan, organizations_of)
        for moment in range(1, self.moment + 1):
            rows = self.in_force(moment)
            publication = history.publish(StoreAt(self, moment), self.known or organizations_of(rows))
            look(viewer, plan, publication, rows)
        return publication


@dataclass(frozen=True)
class StoreAt:
    """The store as it stood at a moment."""

    reports: Reports
    moment: int

    def uploads(self) -> dict[int, Uploaded]:
        numbers = [int(frame["accepted"].iloc[0]) for frame in self.reports.frames]
        undone = {number: at for number, at in self.reports.undone.items() if at <= self.moment}
        return {number: Uploaded(number, undone.get(number)) for number in numbers if number <= self.moment}

    def versions(self, fields, uploads=None) -> pd.DataFrame:
        rows = self.reports.versions
        return rows[rows["upload"].isin(list(self.uploads()) if uploads is None else uploads)]


def look(viewer: Viewer, plan: SensitivePlan, publication: Publication, rows: pd.DataFrame) -> None:
    """Writes down one state: the cells that are shown, and the sums."""
    rows = rows[(rows["kind"] == "component") & (rows["subject"] != "МО")]
    keys = list(zip(rows["subject"], rows["year"], rows["field"], rows["months"], strict=True))
    counts = dict(zip(keys, rows["number"].astype(int), strict=True))
    viewer.look(counts, [key for key in keys if publication.prints((key[0], key[1], key[3], key[2]), counts[key])])
    for (measure, year, months), total in publication.totals.items():
        for part in next(each.parts for each in plan.measures if each.id == measure) if total.printed else ():
            latest = {}
            for who, of_year, field, until in sorted(counts, key=lambda key: key[3]):
                if (of_year, field) == (year, part) and until <= months:
                    latest[who] = (who, year, field, until)
            viewer.add_sum((*key, counts[key]) for key in latest.values())


def sick(code: str, number: int, months: int = 12, year: int = 2022) -> list[dict]:
    return people(code, year, months, **{PART: number})


def shown(publication: Publication, *codes: str, months: int = 12) -> dict[str, float]:
    return {code: publication.cells[code, 2022, months, PART] for code in codes
            if (code, 2022, months, PART) in publication.cells}  # fmt: skip


def assert_safe(viewer: Viewer, publication: Publication) -> None:
    """No small count, of any time, and no hidden one of a printed total is known within less than the width."""
    small = [each for each in viewer.versions if 0 < each[-1] < FEWEST]
    complete = {(year, months) for (_, year, months), total in publication.totals.items() if total.printed}
    beside = [each for each in viewer.versions if each not in viewer.seen and (each[1], each[3]) in complete]
    assert not viewer.seen.intersection(small)
    assert viewer.find_narrow({*small, *beside}, WIDTH) == []


SIX = ("S1", "S2", "S3", "S4", "S5", "S6")
NUMBERS = dict(zip(SIX, (3, 8, 21, 6, 30, 12), strict=True))


def test_nothing_is_printed_before_everyone_awaited_has_reported():
    reports = Reports(*schools(*SIX))
    for place, code in enumerate(SIX[:-1], start=1):
        reports.load(sick(code, NUMBERS[code]))
        publication = reports.publish()
        total = publication.totals["count", 2022, 12]
        assert (total.printed, total.missing) == (False, 6 - place)
        # Also of the others: one that is shown now could not be hidden beside a small one later.
        assert not publication.cells
    reports.load(sick("S6", 12))
    publication = reports.publish()
    assert publication.totals["count", 2022, 12].printed
    # S1 has 3; one more is hidden with it: 4 to 11 in all, and nobody knows which of the two is the small one.
    assert len(shown(publication, *SIX)) == 4 and not shown(publication, "S1")


@pytest.mark.parametrize("order", [SIX, SIX[::-1], ("S4", "S1", "S6", "S2", "S5", "S3")])
def test_stepping_through_the_reports_tells_no_school(order):
    """Six schools one by one, for two quarters and the year, and one corrects its year afterwards."""
    reports, viewer = Reports(*schools(*SIX)), Viewer()
    for months, part in ((3, 0.5), (6, 0.7), (12, 1.0)):
        for code in order:
            reports.load(sick(code, max(1, round(part * NUMBERS[code])), months))
    for code, number in (("S3", 22), ("S1", 4), ("S2", 2)):
        reports.load(sick(code, number))
    publication = reports.watch(viewer)
    assert publication == reports.publish()
    assert [total.printed for total in publication.totals.values()][:2] == [True, True]
    assert_safe(viewer, publication)


def test_a_school_that_corrects_a_shown_count_to_a_small_one_takes_the_total_with_it():
    """8 was shown and the total 84: of 79 anybody would take 3. The old total stays known, the new one waits."""
    reports, viewer = Reports(*schools(*SIX)), Viewer()
    numbers = NUMBERS | {"S1": 7}  # nothing is small: 7 + 8 + 21 + 6 + 30 + 12 = 84
    reports.load(*(sick(code, number) for code, number in numbers.items()))
    assert len(shown(reports.publish(), *SIX)) == 6
    reports.load(sick("S2", 3))
    publication = reports.watch(viewer)
    assert not publication.totals["count", 2022, 12].printed
    assert publication.totals["count", 2022, 12].missing == 0
    assert shown(publication, *SIX) == {code: number for code, number in numbers.items() if code != "S2"}
    assert_safe(viewer, publication)


def test_the_municipality_year_stays_after_a_correction_that_tells_nothing():
    reports = Reports(*schools(*SIX), *(sick(code, number) for code, number in NUMBERS.items()))
    assert reports.publish().totals["count", 2022, 12].printed
    reports.load(sick("S5", 31))
    assert reports.publish().totals["count", 2022, 12].printed


def test_an_upload_taken_back_hides_the_total_and_what_was_shown_stays_known():
    reports, viewer = Reports(*schools(*SIX)), Viewer()
    reports.load(*(sick(code, number) for code, number in NUMBERS.items() if code != "S6"))
    last = reports.load(sick("S6", 12))
    before = shown(reports.publish(), *SIX)
    reports.undo(last)
    assert not reports.publish().totals["count", 2022, 12].printed
    reports.load(sick("S6", 4))
    publication = reports.watch(viewer)
    assert_safe(viewer, publication)
    assert before.items() - {("S6", 12.0)} <= shown(publication, *SIX).items()


def test_an_organization_that_came_into_the_directory_is_not_told_by_two_totals():
    """Five schools and their total are shown; a sixth is entered and gives 4: the difference of the totals is it."""
    reports, viewer = Reports(*schools(*SIX[:5])), Viewer()
    reports.load(*(sick(code, 10 + place) for place, code in enumerate(SIX[:5])))
    assert reports.publish().totals["count", 2022, 12].printed
    reports.load(*schools("S6"))
    assert reports.publish().totals["count", 2022, 12].missing == 1
    reports.load(sick("S6", 4))
    publication = reports.watch(viewer)
    assert not publication.totals["count", 2022, 12].printed
    assert_safe(viewer, publication)


def test_a_type_that_is_not_asked_is_not_awaited_and_an_unknown_type_is():
    # Theatres are asked nothing; an unknown type is asked what all types are, here the count.
    rows = [*schools(*SIX[:3]), *schools("Т1", "Т2", type="театр")]
    reports = Reports(*rows, *(sick(code, 20) for code in SIX[:3]))
    assert reports.publish().totals["count", 2022, 12].printed
    reports.load(*schools("К3", type="клуб"))
    assert reports.publish().totals["count", 2022, 12].missing == 1
    # What a theatre gave all the same is in the sum, and changes nothing of who is awaited.
    reports.load(sick("Т1", 9))
    total = reports.publish().totals["count", 2022, 12]
    assert (total.missing, total.contributors) == (1, 4)


def test_a_value_of_a_year_in_which_the_organization_did_not_exist_is_in_no_total():
    reports = Reports(
        *schools(*SIX[:3]), *schools("З", active_to="2021-08-31"), *(sick(c, 20) for c in (*SIX[:3], "З"))
    )
    total = reports.publish().totals["count", 2022, 12]
    assert (total.missing, total.contributors) == (0, 3)


@pytest.mark.parametrize(
    ("within", "whole", "printed"),
    [
        # Each of three that make 6 is at least 1, so at most 4: fewer than five values. The year's 23 says less.
        ((1, 2, 3), (3, 8, 12), (False, True)),
        # The year's total goes only where all three counts are hidden and it would still tell them.
        ((1, 1, 1), (1, 2, 3), (False, False)),
    ],
)
def test_the_year_of_the_city_stays_while_there_is_anything_else_to_hide(within, whole, printed):
    reports, viewer = Reports(*schools(*SIX[:3])), Viewer()
    for months, counts in ((6, within), (12, whole)):
        reports.load(*(sick(code, number, months) for code, number in zip(SIX, counts, strict=False)))
    publication = reports.watch(viewer)
    totals = publication.totals
    assert (totals["count", 2022, 6].printed, totals["count", 2022, 12].printed) == printed
    assert_safe(viewer, publication)


@pytest.mark.parametrize(("months", "printed"), [(9, False), (12, True)])
def test_a_total_of_two_organizations_waits_within_a_year(months, printed):
    reports = Reports(*schools("S1", "S2"), sick("S1", 20, months), sick("S2", 30, months))
    total = reports.publish().totals["count", 2022, months]
    assert (total.printed, total.missing, total.contributors) == (printed, 0, FEWEST_CONTRIBUTORS - 1)


def test_a_period_is_complete_only_by_reports_for_exactly_it():
    reports = Reports(*schools(*SIX), *(sick(code, 20, 9) for code in SIX), sick("S1", 21))
    totals = reports.publish().totals
    assert totals["count", 2022, 9].printed
    assert not totals["count", 2022, 12].printed and totals["count", 2022, 12].missing == 5


def test_the_municipality_row_is_no_organization_and_its_sum_is_known():
    """34 given by the municipality is the sum of 3, 20 and 11: it is printed, so one more is hidden for sure."""
    rows = [*schools("S1", "S2", "S3"), organization("МО", type="муниципалитет"), sick("МО", 34)]
    reports = Reports(*rows, sick("S1", 3), sick("S2", 20), sick("S3", 11))
    publication = reports.publish()
    assert publication.totals["count", 2022, 12].contributors == 3
    assert len(shown(publication, "S1", "S2", "S3")) == 1


def test_an_example_of_equal_counts():
    """2, 5, 5, 20 with 32: neither mark nor place says which of the hidden is the small one."""
    reports, viewer = Reports(*schools(*SIX[:4])), Viewer()
    reports.load(*(sick(code, number) for code, number in zip(SIX, (2, 5, 5, 20), strict=False)))
    publication = reports.watch(viewer)
    assert publication.totals["count", 2022, 12].printed
    assert_safe(viewer, publication)
    assert len(shown(publication, *SIX)) <= 2


def test_the_order_of_rows_changes_nothing():
    reports = Reports(*schools(*SIX), *(sick(code, number) for code, number in NUMBERS.items()))
    turned = decide_publication(reports.versions[::-1], COUNT, organizations_of(reports.in_force()), organizations_of)
    assert turned.cells == reports.publish().cells
    assert turned.totals == reports.publish().totals


def random_city(numbers: np.random.Generator) -> tuple[list[str], list, list]:
    """Reports of shares of some schools, periods and years, and some that come later: late ones and corrections."""
    codes = [f"S{place}" for place in range(numbers.integers(3, 7))]
    scale = int(numbers.choice([4, 9, 25]))
    coming = []
    for year in YEARS[: int(numbers.choice([1, 1, 1, 2]))]:
        whole = {code: int(numbers.integers(0, scale)) + int(numbers.integers(0, 4)) for code in codes}
        for months in sorted(numbers.choice([3, 6, 9, 12], numbers.integers(1, 4), replace=False)):
            for code in codes:
                part = int(numbers.binomial(whole[code], min(1.0, months / 16)))
                coming.append(people(code, year, int(months), **{PART: part, WHOLE: whole[code]}))
    order = numbers.permutation(len(coming))
    last = int(numbers.integers(0, 3))
    late = [coming[place] for place in order[:last]]
    early = [coming[place] for place in order[last:]]
    corrected = coming[numbers.integers(0, len(coming))]
    late.append([row | {"number": max(0, row["number"] + int(numbers.integers(-4, 5)))} for row in corrected])
    return codes, early, late


CITIES = {size: organizations_of(tidy(*schools(*(f"S{place}" for place in range(size))))) for size in range(3, 7)}


PARTS = [pytest.param(part, marks=[pytest.mark.thorough] if part else []) for part in range(20)]


@pytest.mark.parametrize("part", PARTS)
def test_no_random_city_gives_a_small_count_away(part):
    """1 000 of them, the first 50 at every change; each is watched while its last reports and a correction come."""
    for seed in range(50 * part, 50 * part + 50):
        codes, first, late = random_city(np.random.default_rng(seed))
        viewer = Viewer(SHARE.at_most)
        reports = Reports(*first, known=CITIES[len(codes)])
        for rows in late:
            reports.load(rows)
        assert_safe(viewer, reports.watch(viewer, SHARE))


def test_changes_follow_uploads_and_undos():
    reports = Reports(*schools("S1"))
    first = reports.load(sick("S1", 5))
    reports.load(sick("S1", 6))
    reports.undo(first)
    counts = [
        change.counts
        for change in list_changes(reports.versions, organizations_of(reports.in_force()), partial(organizations_of))
    ]
    key = ("S1", 2022, 12, PART)
    # The directory at the start, its upload, 5, 6, nothing by the undo of what was replaced already, the end.
    assert counts == [{}, {}, {key: 5.0}, {key: 6.0}, {}, {}]
