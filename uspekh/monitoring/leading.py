"""Which organizations of a selection come first by a measure, and how many people they give to it."""

from __future__ import annotations

from uspekh.monitoring.figures import Figures
from uspekh.once import remembered


@remembered
def ranked(figures: Figures, measure: str, count: int, *, least: bool = False) -> list[str]:
    """At most ``count`` organizations of the selection by their fact of the selected year, the greatest first.

    Those without a fact come last.
    """
    leading = _leading(figures, measure, count, _formula(figures, measure), least=least)
    rest = figures.directory["code"]
    return [*leading, *rest[~rest.isin(leading)].head(count - len(leading))]


@remembered
def givers(figures: Figures, measure: str, count: int) -> list[str]:
    """At most ``count`` organizations of the selection that give most people to the figure of the year."""
    return _leading(figures, measure, count, _of_people(figures, measure))


@remembered
def people(figures: Figures, measure: str) -> float:
    """The people that all organizations of the selection give to the figure of the year together."""
    selection = figures.selection
    rows = figures.reported.sums(selection, [measure], figures.codes)
    years = rows["year"] <= selection.year
    if _of_people(figures, measure) == "sum":
        years &= rows["year"] == selection.year
    return float(rows.loc[years, "numerator"].sum())


def _leading(figures: Figures, measure: str, count: int, formula: str, *, least: bool = False) -> list[str]:
    reported, selection = figures.reported, figures.selection
    return reported.leading(selection, measure, figures.codes, count, formula=formula, least=least)


def _formula(figures: Figures, measure: str) -> str:
    return str(figures.asked.set_index("id")["formula"][measure])


def _of_people(figures: Figures, measure: str) -> str:
    return "cumulative" if _formula(figures, measure) == "cumulative" else "sum"
