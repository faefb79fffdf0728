"""Figures as they may be shown to anybody: without those that rest on counts that are not printed (``publication``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.judging.facts import PEOPLE
from uspekh.monitoring.organizations.directory import directory
from uspekh.monitoring.organizations.roster import Organizations, organizations_of
from uspekh.monitoring.plans.guides import GUIDE
from uspekh.monitoring.rules import HIDDEN as HIDDEN_FLAG
from uspekh.monitoring.small_counts.count_history import FEWEST_CONTRIBUTORS
from uspekh.monitoring.small_counts.printed_counts import Publication, Total
from uspekh.monitoring.small_counts.publication import PublicationHistory, decide_publication
from uspekh.monitoring.small_counts.sensitive import FEWEST_IN_SHARE, SensitiveMeasure, read_sensitive
from uspekh.monitoring.small_counts.versions import Rebuild
from uspekh.monitoring.values.reported import Reported
from uspekh.once import once
from uspekh.passport.formulas import which
from uspekh.passport.plan import Plan
from uspekh.russian.format import plural

_FIGURES = (
    "fact", "deviation", "completion", "share", "share_before", "numerator", "denominator", "sum_fact", "progress",
    "shortfall",
)  # fmt: skip
_PLANNED = ("plan", "due_plan", "deviation", "completion")
_OF_PART = "по выбранным организациям можно было бы узнать малую численность"
_OF_CELL = "малая численность или число, по которому её можно узнать"
_OF_FEW_CHILDREN = f"в знаменателе меньше {FEWEST_IN_SHARE} детей"
_OF_EARLIER = "скрыт один из прежних годов"


@dataclass(frozen=True)
class GuidesScreened(Figures):
    """Exact figures without the plans that would tell hidden counts of other organizations.

    A guide is the city's plan less what organizations without a denominator bring to it; the plan of several is
    weighted by their denominators. Such a plan is missing where one of these counts is hidden, with all that rests on
    it; ``plan_kind`` stays.
    """

    publication: Publication = field(kw_only=True)

    @once
    def _measures(self) -> pd.DataFrame:
        frame = self._without_telling_guides(super()._measures)
        rows = self.selection_plans.plans if self.selection.organizations else pd.DataFrame(columns=["weighted"])
        weighted = rows[rows["weighted"].astype(bool)]
        members = self._hidden_entries[self._hidden_entries["organization"].isin(self.selection.organizations)]
        telling = set(_pairs(weighted)) & set(_pairs(members)) if len(weighted) else set()
        return _without_plans(frame, pd.Series([pair in telling for pair in _pairs(frame)], frame.index, dtype=bool))

    @once
    def _organizations(self) -> pd.DataFrame:
        return self._without_telling_guides(super()._organizations)

    def _without_telling_guides(self, frame: pd.DataFrame) -> pd.DataFrame:
        telling = self._telling_guides
        if not telling:
            return frame
        of_guides = pd.Series([pair in telling for pair in _pairs(frame)], frame.index, dtype=bool)
        return _without_plans(frame, (frame["plan_kind"] == GUIDE) & of_guides)

    @once
    def _telling_guides(self) -> frozenset[tuple[str, int]]:
        """Measures and years of which the guide rests on a hidden count: of that year, or of the last with values."""
        if not self._sensitive:
            return frozenset()
        alone = self._hidden_entries[self._hidden_entries["denominator"].isna()]
        hidden, reported = set(_pairs(alone)), set(_pairs(self._entries[self._entries["denominator"] > 0]))
        telling = set()
        for measure in {measure for measure, _ in hidden}:
            for year in self.plan.years:
                source = max((other for name, other in reported if name == measure and other <= year), default=None)
                if source is not None and (measure, source) in hidden:
                    telling.add((measure, year))
        return frozenset(telling)

    @once
    def _sensitive(self) -> list[SensitiveMeasure]:
        computed = set(self.definitions["id"])
        return [measure for measure in self.publication.plan.measures if measure.id in computed]

    @once
    def _entries(self) -> pd.DataFrame:
        """What each organization, of the selection or not, gives to the sensitive measures."""
        return self.reported.entries(self.selection, [measure.id for measure in self._sensitive], None)

    @once
    def _hidden_entries(self) -> pd.DataFrame:
        """Those of which a count is not printed."""
        if not self._sensitive:
            return pd.DataFrame(columns=["measure", "organization", "year", "denominator"])
        rows, parts = self._entries, {measure.id: measure for measure in self._sensitive}
        columns = (rows[name].tolist() for name in ("measure", "organization", "year", "months", *PEOPLE))
        hidden = [not self._prints(parts[measure], *row) for measure, *row in zip(*columns, strict=True)]
        return rows[np.array(hidden, dtype=bool)]

    def _prints(self, measure: SensitiveMeasure, organization: str, year: int, months: int, *people: float) -> bool:
        """``people``: what an organization gave to the numerator and to the denominator."""
        return all(
            np.isnan(number) or self.publication.prints((organization, year, months, component), number)
            for component, number in zip(measure.parts, people, strict=False)
        )


@dataclass(frozen=True)
class Screened(GuidesScreened):
    """Figures with what must not be shown left out.

    Both frames have ``hidden`` (bool) and ``hidden_why``, the reason in Russian or an empty text; the flag says it too.
    """

    def conceals(self, measure: str) -> bool:
        """See ``Figures``."""
        return measure in self.publication.plan.measure_ids

    @once
    def _measures(self) -> pd.DataFrame:
        frame = super()._measures
        reasons = self._withheld_of_part() if self._is_part else self._withheld_of_city(frame)
        sums_only = frame["basis"] == "municipality"
        withheld = _look_up(reasons, frame, ["measure", "year"])
        frame = frame.assign(sum_fact=frame["sum_fact"].mask(withheld != ""))
        # What the municipality gave itself is no sum over organizations.
        return self._blank(frame, withheld.mask(sums_only, ""), ["measure"])

    @once
    def _organizations(self) -> pd.DataFrame:
        frame = super()._organizations
        reasons = {
            (row.measure, row.organization, row.year): self._say_why_cell(row.measure, row.year, row.months)
            for row in self._hidden_entries.itertuples()
        }
        key = ["measure", "organization", "year"]
        return self._blank(frame, _look_up(reasons, frame, key), key[:2])

    def _say_why_cell(self, measure: str, year: int, months: int) -> str:
        total = self.publication.totals[measure, year, months]
        return _OF_CELL if total.printed else _say_why(total)

    @property
    def _is_part(self) -> bool:
        """Whether the selection leaves out an organization that gives anything sensitive."""
        chosen = self.selection.organizations
        return bool(chosen) and bool(self._sensitive) and not set(self._entries["organization"]) <= set(chosen)

    def _withheld_of_part(self) -> dict[tuple[str, int], str]:
        rows = self._hidden_entries
        rows = rows[rows["organization"].isin(self.selection.organizations)]
        return {(row.measure, row.year): _OF_PART for row in rows.itertuples()}

    def _withheld_of_city(self, frame: pd.DataFrame) -> dict[tuple[str, int], str]:
        if not self._sensitive:
            return {}
        periods = self._entries.groupby(["measure", "year"])["months"].max()
        totals = {
            (measure, year): self.publication.totals[measure, year, months]
            for (measure, year), months in periods.items()
        }
        return {key: _say_why(total) for key, total in totals.items() if not total.printed}

    def _blank(self, frame: pd.DataFrame, reasons: pd.Series, by: list[str]) -> pd.DataFrame:
        """Leaves out the figures with a reason; where nobody reported anything, nothing is called hidden."""
        if not self._sensitive:
            return frame.assign(hidden=False, hidden_why="")
        sensitive = frame["measure"].isin([measure.id for measure in self._sensitive])
        few = (
            sensitive
            & which(frame["formula"], lambda kind: kind.needs_denominator)
            & frame["denominator"].between(1, FEWEST_IN_SHARE - 1)
        )
        reasons = _carry(frame, reasons.mask(few & (reasons == ""), _OF_FEW_CHILDREN), by)
        hidden = reasons != ""
        left_out = {name: frame[name].mask(hidden) for name in _FIGURES if name in frame}
        shown = hidden & frame[[name for name in _FIGURES if name in frame]].notna().any(axis=1)
        flag, exceeds = frame["flag"].mask(shown, HIDDEN_FLAG), frame["exceeds_whole"] & ~shown
        return frame.assign(
            hidden=shown, hidden_why=reasons.where(shown, ""), **left_out, flag=flag, exceeds_whole=exceeds
        )


def with_guides_screened(figures: Figures, publication: Publication) -> GuidesScreened:
    """The same figures as an organization sees them: itself exactly, and nothing that tells of others."""
    # Not the rows of exact figures, which nothing is left out of.
    return GuidesScreened(**figures.inputs(), publication=publication)


def screened(figures: Figures, publication: Publication | None = None) -> Screened:
    """The same figures as they may be shown to anybody; ``publication``: of the same reports, else it is decided."""
    if isinstance(figures, Screened):
        return figures
    if publication is None:
        publication = publication_of(figures.plan, figures.reported, figures.roster)
    return Screened(**figures.inputs(), publication=publication)


def publication_of(plan: Plan, reported: Reported, organizations: Organizations) -> Publication:
    """What is printed of the sensitive counts of the reports."""
    sensitive = read_sensitive(plan)
    if not sensitive.fields:
        return Publication(sensitive, {}, {})
    versions = reported.versions(sensitive.needed)
    return decide_publication(versions, sensitive, organizations, _rebuild(plan, organizations))


def publication_history(plan: Plan, organizations: Organizations) -> PublicationHistory:
    """The same for a store whose states are followed one after another."""
    return PublicationHistory(read_sensitive(plan), _rebuild(plan, organizations))


def _rebuild(plan: Plan, organizations: Organizations) -> Rebuild:
    """Makes an earlier directory, on the starter of this one."""
    starter = organizations.directory if organizations.starter is None else organizations.starter
    return lambda rows, reporting: organizations_of(plan, directory(rows, starter, reporting))


def hidden_reasons(figures: Figures, kind: str) -> dict[str, str]:
    """Subjects of a kind («indicator», «result») whose figure of the selected year is not shown, and why."""
    rows = _hidden(figures)
    rows = rows[(rows["year"] == figures.selection.year) & (rows["subject_kind"] == kind)]
    return dict(zip(rows["subject"], rows["hidden_why"], strict=True))


def _hidden(figures: Figures) -> pd.DataFrame:
    rows = figures.measures
    # Exact figures hide nothing.
    return rows[rows["hidden"]] if "hidden" in rows else rows.head(0).assign(hidden_why="")


def _say_why(total: Total) -> str:
    if total.missing:
        count = f"{total.missing} {plural(total.missing, 'организация', 'организации', 'организаций')}"
        return f"ждём отчёты: ещё {count}; до этого сумма выдала бы отдельные школы"
    if total.contributors < FEWEST_CONTRIBUTORS:
        return f"сдали меньше {FEWEST_CONTRIBUTORS} организаций: сумма выдала бы число каждой"
    return "сумма вместе с уже показанными числами выдала бы отдельную организацию"


def _pairs(rows: pd.DataFrame) -> Iterator[tuple[str, int]]:
    return zip(rows["measure"], rows["year"], strict=True)


def _without_plans(frame: pd.DataFrame, telling: pd.Series) -> pd.DataFrame:
    return frame.assign(**{name: frame[name].mask(telling) for name in _PLANNED}) if telling.any() else frame


def _look_up(reasons: Mapping[Any, str], frame: pd.DataFrame, columns: list[str]) -> pd.Series:
    if not reasons:
        return pd.Series("", index=frame.index, dtype="str")
    keys = zip(*(frame[name] for name in columns), strict=True)
    return pd.Series([reasons.get(key, "") for key in keys], index=frame.index, dtype="str")


def _carry(frame: pd.DataFrame, reasons: pd.Series, by: list[str]) -> pd.Series:
    """A sum over years is hidden from the first hidden one on: the next would tell it; a growth, in the year after."""
    groups = (reasons != "").groupby([frame[name] for name in by], sort=False)
    ever = groups.cummax() & which(frame["formula"], lambda kind: kind.adds_years)
    before = groups.shift(1, fill_value=False) & which(frame["formula"], lambda kind: kind.compares_years)
    return reasons.mask((reasons == "") & (ever | before), _OF_EARLIER)
