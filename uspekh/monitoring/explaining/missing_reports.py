"""Whose reports a figure still lacks, and between which values an incomplete share therefore lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.plans.planning import asked_organizations
from uspekh.once import remembered
from uspekh.passport.applicability import contingent_field
from uspekh.passport.formulas import FORMULAS
from uspekh.russian.format import missing
from uspekh.russian.periods import YEAR, period_name


@dataclass(frozen=True)
class MissingReport:
    """An organization that did not give exactly the period of a year; ``last``: the months that it gave last."""

    organization: str
    name: str
    year: int
    period: int
    last: int | None

    def say(self) -> str:
        """«СОШ № 4: не сдано за 9 месяцев 2024 года, последнее — I квартал»."""
        period = "" if self.period == YEAR else f"{period_name(self.period)} "
        last = "" if self.last is None else f", последнее — {period_name(self.last)}"
        return f"{self.name}: не сдано за {period}{self.year} {'года' if period else 'год'}{last}"


def missing_reports(
    figures: Figures, measure: str, year: int, organization: str | None = None
) -> tuple[MissingReport, ...]:
    """Who of those asked did not give what the figure of a year is made of, of earlier years too; by year and code.

    Of one organization, or of the whole selection. A year for which the municipality gave its own row lacks nobody.
    """
    definition = figures.definitions.set_index("id").loc[measure]
    formula = FORMULAS[definition["formula"]]
    expected = _asked_in(figures, measure)
    if formula.compares_years:
        return _left_out(figures, measure, year, organization, expected)
    rows = figures.measures[figures.measures["measure"] == measure]
    municipal_years = set() if organization else set(rows.loc[rows["basis"] == "municipality", "year"])
    first = formula.first_year(year, figures.plan.start.year)
    years = [each for each in figures.plan.years if first <= each <= year and each not in municipal_years]
    return tuple(
        report
        for each in years
        for report in _not_given(figures, measure, each, expected.get(each, []))
        if organization in (None, report.organization)
    )


def _not_given(figures: Figures, measure: str, year: int, codes: list[str]) -> Iterator[MissingReport]:
    entries = _standing(figures, measure)
    rows = entries[entries["year"] == year]
    last, period = dict(zip(rows["organization"], rows["months"], strict=True)), figures.selection.months_of(year)
    for code in codes:
        if last.get(code) != period:
            months = last.get(code)
            yield MissingReport(code, _names(figures)[code], year, period, None if months is None else int(months))


def _left_out(
    figures: Figures, measure: str, year: int, organization: str | None, expected: dict[int, list[str]]
) -> tuple[MissingReport, ...]:
    """Those whom a growth leaves out, each with the year of which it did not give the period that is compared."""
    rows = figures.measures[(figures.measures["measure"] == measure) & (figures.measures["year"] == year)]
    if year == figures.plan.years[0] or (organization is None and rows["basis"].iloc[0] == "municipality"):
        return ()
    pairs = figures.reported.growth(figures.selection, [measure], figures.codes)
    compared = set(pairs.loc[pairs["year"] == year, "organization"])
    codes = [code for code in expected.get(year, []) if code not in compared and organization in (None, code)]
    now = {report.organization: report for report in _not_given(figures, measure, year, codes)}
    period = figures.selection.months_of(year)
    before = {code: MissingReport(code, _names(figures)[code], year - 1, period, None) for code in codes}
    return tuple((before | now)[code] for code in codes)


def possible_range(figures: Figures, measure: str, year: int) -> tuple[float, float] | None:
    """The lowest and the highest value (percent) that an incomplete share can still take.

    Those who did not give exactly the period have from none to all of their own last denominator, else of their
    contingent where the denominator is the children that the contingent counts. ``None`` where the size of one of them
    is not known, for other kinds of figures, for complete ones and for those of which something may be hidden.
    """
    definition = figures.definitions.set_index("id").loc[measure]
    formula = FORMULAS[definition["formula"]]
    row = figures.measures[(figures.measures["measure"] == measure) & (figures.measures["year"] == year)].iloc[0]
    open_share = formula.needs_denominator and not formula.compares_years and not row["complete"]
    if not open_share or pd.isna(row["fact"]) or figures.conceals(measure):
        return None
    codes = [report.organization for report in missing_reports(figures, measure, year)]
    sizes = _sizes(figures, str(definition["denominator"]), codes, year)
    if sizes is None:
        return None
    entries = _standing(figures, measure)
    exact = entries[(entries["year"] == year) & ~entries["organization"].isin(codes)]
    part, whole = float(exact["numerator"].sum()), float(exact["denominator"].sum()) + sizes
    return (formula.scale * part / whole, formula.scale * (part + sizes) / whole) if whole else None


def is_settled(figures: Figures, row: pd.Series) -> bool:
    """Whether a figure that reaches its plan, or misses it, does so whatever the missing reports will say.

    ``row`` of ``overview.subjects.subjects``, with a flag and of a measure.
    """
    if row["complete"]:
        return True
    reached, falling = row["flag"] == "met", row["direction"] == "down"
    formula = FORMULAS[str(figures.definitions.set_index("id")["formula"][row["measure"]])]
    if formula.counts_people:
        # Missing reports only add to a count.
        return bool(reached != falling)
    bounds = possible_range(figures, str(row["measure"]), int(row["year"]))
    if bounds is None:
        return False
    low, high = bounds
    due = float(row["due_plan"])
    surely_reached, surely_not = (high <= due, low > due) if falling else (low >= due, high < due)
    return surely_reached if reached else surely_not


def _sizes(figures: Figures, field: str, codes: list[str], year: int) -> float | None:
    """How many the silent organizations have together; ``None`` where the size of one is not known."""
    sizes = _last_denominators(figures, field, codes, year)
    if field == contingent_field(figures.plan):
        rows = figures.roster.everyone.dropna(subset=["contingent"])
        sizes = dict(zip(rows["code"], rows["contingent"].astype("float64"), strict=True)) | sizes
    fillers = figures.roster.fillers(field)
    if any(code not in fillers or code not in sizes for code in codes):
        return None
    return sum(sizes[code] for code in codes)


def _last_denominators(figures: Figures, field: str, codes: list[str], year: int) -> dict[str, float]:
    keys = pd.MultiIndex.from_product(
        [codes, [each for each in figures.plan.years if each <= year], range(1, YEAR + 1)],
        names=["organization", "year", "months"],
    ).to_frame(index=False)
    later = (keys["year"] == year) & (keys["months"] > figures.selection.months_of(year))
    cells = figures.reported.cells(keys[~later], [field]).dropna(subset=["number"])
    last = cells.sort_values(["year", "months"]).drop_duplicates("subject", keep="last")
    return dict(zip(last["subject"], last["number"].astype("float64"), strict=True))


@remembered
def _standing(figures: Figures, measure: str) -> pd.DataFrame:
    return figures.entries(measure)


@remembered
def _asked_in(figures: Figures, measure: str) -> dict[int, list[str]]:
    """The organizations of the selection that are asked for a measure, by year."""
    rows = asked_organizations(figures.definitions, figures.roster, figures.set_plans)
    rows = rows[(rows["measure"] == measure) & rows["organization"].isin(figures.directory["code"])]
    return {int(year): sorted(codes) for year, codes in rows.groupby("year")["organization"]}


@remembered
def _names(figures: Figures) -> dict[str, str]:
    rows = figures.directory
    pairs = zip(rows["code"], rows["short_name"], rows["name"], strict=True)
    return {code: str(name if missing(short) else short) for code, short, name in pairs}
