"""Which reported values a figure is made of: the way back from a figure to cells."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.results import control_points
from uspekh.passport.formulas import FORMULAS

_REPORTED_OF_ITEMS = ("done", "forecast", "document")


def values_behind(shown: Figures, measure: str, year: int, organization: str | None = None) -> pd.DataFrame:
    """The rows of the values in force (tidy frame) that make the figure of a measure and year.

    For one organization, or for the whole selection with the municipality's own row where it is used. A
    cumulative figure is made of every year up to its own, a growth of the year before as well.
    """
    definition = shown.definitions.set_index("id").loc[measure]
    formula = FORMULAS[definition["formula"]]
    if formula.compares_years:
        keys = _compared(shown, measure, year, organization)
    else:
        used = shown.entries(measure, [organization] if organization else _of_interest(shown))
        used = used[used["year"].between(formula.first_year(year, shown.plan.start.year), year)]
        keys = used if organization else _of_set(shown, measure, used)
    fields = [name for name in (definition["numerator"], definition["denominator"]) if name]
    return shown.reported.cells(keys, fields).sort_values(["year", "subject", "field"], ignore_index=True)


def values_of_all_years(shown: Figures, measure: str) -> pd.DataFrame:
    """The rows of the values in force that make the figures of a measure in all years of the project."""
    definition = shown.definitions.set_index("id").loc[measure]
    if FORMULAS[definition["formula"]].compares_years:
        keys = pd.concat([_compared(shown, measure, year, None) for year in shown.plan.years], ignore_index=True)
    else:
        keys = _of_set(shown, measure, shown.entries(measure, _of_interest(shown)))
    fields = [name for name in (definition["numerator"], definition["denominator"]) if name]
    return shown.reported.cells(keys, fields).sort_values(["year", "subject", "field"], ignore_index=True)


def _compared(shown: Figures, measure: str, year: int, organization: str | None) -> pd.DataFrame:
    """Keys of the values of those who gave the period of a year and the same one of the year before."""
    codes = [organization] if organization else _of_interest(shown)
    rows = shown.reported.growth(shown.selection, [measure], codes)
    rows = rows[rows["year"] == year].assign(months=shown.selection.months_of(year))
    used = rows if organization else _of_set(shown, measure, rows)
    return pd.concat([used, used.assign(year=year - 1)], ignore_index=True)


def money_behind(shown: Figures, year: int, line: str | None = None, source: str | None = None) -> pd.DataFrame:
    """The values in force behind the budget of a year: of a line, of a source, or all."""
    rows = shown.reported.planned.values
    rows = rows[(rows["kind"] == "budget") & (rows["year"] == year)]
    rows = rows[(rows["months"] <= shown.selection.months) | (year != shown.selection.year)]
    rows = rows[rows["field"].isin(["refined", "executed"])]
    if line is not None:
        rows = rows[rows["subject"] == line]
    if source is not None:
        rows = rows[rows["part"] == source]
    latest = rows.sort_values("months").drop_duplicates(["subject", "part", "field"], keep="last")
    return latest.sort_values(["subject", "part", "field"])


def subject_behind(shown: Figures, kind: str, subject: str, year: int) -> pd.DataFrame:
    """The values in force behind an «indicator» or a «result» of a year.

    Those of its measure; of a result without one, those of its control points due in the year.
    """
    rows = shown.definitions
    measures = rows.loc[(rows["subject_kind"] == kind) & (rows["subject"] == subject) & rows["primary"], "id"]
    if len(measures):
        return values_behind(shown, measures.iloc[0], year)
    points = control_points(shown)
    return items_behind(shown, points[(points["result"] == subject) & (points["year"] == year)])


def excess_behind(shown: Figures, organization: str, year: int, fields: Collection[str]) -> pd.DataFrame:
    """The values in force of two counts that are compared (``results.excesses``); no organization: of the whole set."""
    measures = shown.definitions.loc[shown.definitions["numerator"].isin(list(fields)), "id"]
    rows = pd.concat([values_behind(shown, measure, year, organization or None) for measure in measures])
    return rows[(rows["year"] == year) & rows["field"].isin(list(fields))].drop_duplicates(ignore_index=True)


def items_behind(shown: Figures, due: pd.DataFrame) -> pd.DataFrame:
    """What was reported of plan items in the years of ``due`` (``item, year``): dates, forecasts, documents."""
    rows = shown.reported.planned.values
    rows = rows[(rows["kind"] == "milestone") & rows["field"].isin(_REPORTED_OF_ITEMS)]
    keys = due[["item", "year"]].drop_duplicates().rename(columns={"item": "subject"})
    return rows.merge(keys, on=["subject", "year"]).sort_values(["year", "subject", "field"], ignore_index=True)


def _of_interest(shown: Figures) -> list[str]:
    """The organizations of the selection, and the municipality's own row."""
    municipality = [shown.municipality] if shown.municipality else []
    return [*shown.directory["code"], *municipality]


def _of_set(shown: Figures, measure: str, used: pd.DataFrame) -> pd.DataFrame:
    """Per year the municipality's own row where the figure is that, else the organizations of the selection."""
    rows = shown.of([measure]).measures
    own_years = rows.loc[rows["basis"] == "municipality", "year"]
    of_municipality = (used["organization"] == shown.municipality) & used["year"].isin(own_years)
    parts = used["organization"].isin(shown.directory["code"]) & ~used["year"].isin(own_years)
    return used[of_municipality | parts]
