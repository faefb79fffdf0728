"""Which organizations of a selection come first by a measure, and how many people they give to it."""

from __future__ import annotations

from uspekh.monitoring.figures import Figures
from uspekh.once import remembered


@remembered
def ranked(figures: Figures, measure: str, count: int, *, least: bool = False) -> list[str]:
    """At most ``count`` organizations of the selection by their fact of the selected year, the greatest first.

    Those without a fact, or of whom it is not shown, come last.
    """
    if figures.conceals(measure):
        leading = _leading_shown(figures, measure, count, "fact", least=least)
    else:
        leading = _leading(figures, measure, count, _formula(figures, measure), least=least)
    rest = figures.directory["code"]
    return [*leading, *rest[~rest.isin(leading)].head(count - len(leading))]


@remembered
def givers(figures: Figures, measure: str, count: int) -> list[str]:
    """At most ``count`` organizations of the selection that give most people to the figure of the year."""
    if figures.conceals(measure):
        return _leading_shown(figures, measure, count, _shown_people(figures, measure), least=False)
    return _leading(figures, measure, count, _of_people(figures, measure))


@remembered
def people(figures: Figures, measure: str) -> float:
    """The people that all organizations of the selection give to the figure of the year together."""
    selection = figures.selection
    if figures.conceals(measure):
        rows = figures.of([measure]).measures
        row = rows[rows["year"] == selection.year].iloc[0]
        # Of a sum over years the figure is all that is shown; the municipality's own value is no sum.
        is_municipal = row["basis"] == "municipality"
        return float("nan") if is_municipal else float(row[_shown_people(figures, measure)] * _scale(figures, measure))
    rows = figures.reported.sums(selection, [measure], figures.codes)
    years = rows["year"] <= selection.year
    if _of_people(figures, measure) == "sum":
        years &= rows["year"] == selection.year
    return float(rows.loc[years, "numerator"].sum())


def _leading_shown(figures: Figures, measure: str, count: int, column: str, *, least: bool) -> list[str]:
    """The same by what is shown alone: the place of a hidden one would say between which counts it is."""
    rows = figures.of([measure]).organizations
    rows = rows[(rows["year"] == figures.selection.year) & rows[column].notna()]
    return list(rows.sort_values([column, "organization"], ascending=[least, True])["organization"].head(count))


def _shown_people(figures: Figures, measure: str) -> str:
    return "fact" if _formula(figures, measure) == "cumulative" else "numerator"


def _scale(figures: Figures, measure: str) -> float:
    of_fact = _shown_people(figures, measure) == "fact"
    return float(figures.definitions.set_index("id")["divisor"][measure]) if of_fact else 1.0


def _leading(figures: Figures, measure: str, count: int, formula: str, *, least: bool = False) -> list[str]:
    reported, selection = figures.reported, figures.selection
    return reported.leading(selection, measure, figures.codes, count, formula=formula, least=least)


def _formula(figures: Figures, measure: str) -> str:
    return str(figures.definitions.set_index("id")["formula"][measure])


def _of_people(figures: Figures, measure: str) -> str:
    return "cumulative" if _formula(figures, measure) == "cumulative" else "sum"
