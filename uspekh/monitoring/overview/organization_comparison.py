"""A few organizations beside one another: each measure of the selected year, the years before it, and all together."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from uspekh.monitoring.bounds import fact_bounds
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.organization_matrix import (
    MatrixCell,
    MatrixMeasure,
    list_measures,
    make_matrix,
    rows_of_organizations,
)
from uspekh.monitoring.rules import HIDDEN
from uspekh.once import remembered
from uspekh.russian.format import or_hidden, with_unit
from uspekh.words import NOT_ASKED


@dataclass(frozen=True)
class ComparedMeasure:
    """A measure of the selected year: a cell for each organization, and ``together``, the figure of all of them.

    It is worked out from their counts, never from their figures: of a share it is no mean and no sum of shares.
    """

    measure: MatrixMeasure
    cells: tuple[MatrixCell, ...]
    together: str


@remembered
def compare_organizations(figures: Figures, organizations: tuple[str, ...]) -> tuple[ComparedMeasure, ...]:
    """The measures that one of some organizations of the selection at least is asked for, or gave."""
    rows = make_matrix(figures, organizations)
    whole = figures.of([measure.id for measure in list_measures(figures)], organizations).measures
    whole = whole[whole["year"] == figures.selection.year].set_index("measure")
    compared = []
    for at, measure in enumerate(list_measures(figures)):
        cells = tuple(row.cells[at] for row in rows)
        if any(cell.state != NOT_ASKED for cell in cells):
            row = whole.loc[measure.id]
            fact = with_unit(row["fact"], measure.unit, bounds=fact_bounds(row, figures.rules))
            compared.append(ComparedMeasure(measure, cells, or_hidden(fact, row["flag"] == HIDDEN)))
    return tuple(compared)


def years_of_measure(figures: Figures, measure: str, organizations: tuple[str, ...]) -> pd.DataFrame:
    """Rows of ``Figures.organizations`` of a measure, of some organizations in their order, every year."""
    rows = rows_of_organizations(figures, organizations)
    rows = rows[rows["measure"] == measure]
    order = {code: at for at, code in enumerate(organizations)}
    return rows.sort_values("year").sort_values("organization", key=lambda codes: codes.map(order), kind="stable")
