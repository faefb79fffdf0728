"""Organizations against measures: what each gave, and how that stands beside its plan or guide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from uspekh.monitoring.bounds import fact_bounds
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.counts import states_of
from uspekh.monitoring.periods.deadlines import reporting_date
from uspekh.monitoring.rules import HIDDEN, Rules
from uspekh.once import remembered
from uspekh.passport.organization_plans import plan_labels, same_figures
from uspekh.russian.format import NBSP, digits_of, missing, number
from uspekh.russian.names import list_briefly
from uspekh.russian.periods import period_name
from uspekh.words import BELOW_GUIDE, CONTRIBUTION, NO_PLAN, NOTHING, PEOPLE, WITHOUT_FLAG, flag_word

_NO_DATA, _NOT_DUE = "no_data", "not_due"
_MISSED = ("missed", "at_risk")
_FEW = 60
_NAMED = 3
"""Organizations that a sentence names; the rest are counted."""


@dataclass(frozen=True)
class MatrixMeasure:
    """An indicator or result that organizations give; ``label`` is what the workbook calls it: «П4», «Р1.6»."""

    id: str
    label: str
    kind: str
    subject: str
    unit: str


@dataclass(frozen=True)
class MatrixCell:
    """A measure of an organization in a year.

    ``figure``: the fact in the unit of the measure, or of whoever gives a share its children alone these with their
    unit; empty where there is none to show. ``state``: a flag, or a state of ``words.WITHOUT_FLAG``. ``late``: the
    words of the period that the figure is of, where that is an earlier one.
    """

    measure: str
    organization: str
    year: int
    figure: str
    state: str
    late: str
    complete: bool


@dataclass(frozen=True)
class MatrixRow:
    """An organization with a cell for each measure or year."""

    organization: str
    cells: tuple[MatrixCell, ...]


@remembered
def list_measures(figures: Figures) -> tuple[MatrixMeasure, ...]:
    """The measures in the order of the passport, each figure once: a result that repeats an indicator is left out."""
    rows = figures.definitions
    labels, first = plan_labels(rows), same_figures(rows)
    return tuple(
        MatrixMeasure(row.id, labels[row.id], row.subject_kind, row.subject, row.unit)
        for row in rows.itertuples()
        if first.get(row.id) == row.id
    )


@remembered
def list_organizations(figures: Figures) -> tuple[str, ...]:
    """The organizations of the selection that exist in the selected year, in the order of the directory."""
    expected = figures.roster.expected
    present = set(expected.loc[expected["year"] == figures.selection.year, "organization"])
    return tuple(code for code in figures.directory["code"] if code in present)


@remembered
def make_matrix(figures: Figures, organizations: tuple[str, ...]) -> tuple[MatrixRow, ...]:
    """A row for each of some organizations of the selection: its measures in the selected year."""
    measures = [measure.id for measure in list_measures(figures)]
    rows = rows_of_organizations(figures, organizations)
    rows = rows[rows["year"] == figures.selection.year]
    cells = {(cell.organization, cell.measure): cell for cell in make_cells(figures, rows)}
    return tuple(MatrixRow(code, tuple(cells[code, measure] for measure in measures)) for code in organizations)


def figures_of_organizations(figures: Figures, organizations: tuple[str, ...]) -> Figures:
    """Figures that hold those of some organizations of the selection.

    Where organizations are few, all figures are worked out for every page alike; of a thousand only those asked for.
    """
    if len(figures.directory) <= _FEW:
        return figures
    return figures.of([measure.id for measure in list_measures(figures)], organizations)


@remembered
def rows_of_organizations(figures: Figures, organizations: tuple[str, ...]) -> pd.DataFrame:
    """Rows of ``Figures.organizations`` of some organizations of the selection, of ``list_measures``, every year."""
    measures = [measure.id for measure in list_measures(figures)]
    rows = figures_of_organizations(figures, organizations).organizations
    return rows[rows["measure"].isin(measures) & rows["organization"].isin(organizations)]


def say_cell(cell: MatrixCell, labels: Mapping[str, str]) -> str:
    """«71,8», «80 за I квартал»; where there is no figure the word of the state (``Rules.flag_labels``)."""
    if cell.figure:
        return f"{cell.figure} за {cell.late}" if cell.late else cell.figure
    # Without a figure it says nothing that no plan was set.
    return NOTHING if cell.state == NO_PLAN else flag_word(cell.state, labels)


def say_matrix(rows: Sequence[MatrixRow], names: Mapping[str, str]) -> str:
    """«не всё сдали 2 из 9 (ДЮСШ, ДШИ); свой план не выполнен — СОШ № 4 (1); ниже ориентира — СОШ № 4 (5), …»."""
    silent = _count_states(rows, (_NO_DATA,))
    if silent:
        parts = [
            f"не всё сдали {len(silent)} из {len(rows)} ({list_briefly([names[code] for code in silent], _NAMED)})"
        ]
    else:
        parts = ["отчёты, срок которых прошёл, сданы"]
    for words, states in (("свой план не выполнен", _MISSED), (WITHOUT_FLAG[BELOW_GUIDE], (BELOW_GUIDE,))):
        if counts := _count_states(rows, states):
            parts.append(f"{words} — {_name_first(counts, names)}")
    return "; ".join(parts) + "."


def _count_states(rows: Sequence[MatrixRow], states: Sequence[str]) -> dict[str, int]:
    """How many cells of each organization are in one of the states, the most first, none without any."""
    counts = {row.organization: sum(cell.state in states for cell in row.cells) for row in rows}
    ordered = sorted(counts.items(), key=lambda each: -each[1])
    return {code: count for code, count in ordered if count}


def _name_first(counts: Mapping[str, int], names: Mapping[str, str]) -> str:
    """«СОШ № 4 (5), СОШ № 6 (4) и ещё 2»."""
    named = [f"{names[code]} ({count})" for code, count in counts.items()]
    rest = f" и ещё {len(named) - _NAMED}" if len(named) > _NAMED else ""
    return ", ".join(named[:_NAMED]) + rest


def make_cells(figures: Figures, rows: pd.DataFrame) -> Iterable[MatrixCell]:
    """The cell of each row of ``Figures.organizations``."""
    states = organization_states(figures, rows)
    for row, state in zip(rows.to_dict("records"), states, strict=True):
        exact = missing(row["months"]) or row["months"] == figures.selection.months_of(row["year"])
        yield MatrixCell(
            str(row["measure"]),
            str(row["organization"]),
            int(row["year"]),
            _figure(row, figures.rules),
            str(state),
            "" if exact else period_name(int(row["months"])).replace(" ", NBSP),
            bool(row["complete"]),
        )


def organization_states(figures: Figures, rows: pd.DataFrame) -> pd.Series:
    """The state of each row of ``Figures.organizations``: of ``states_of``, and of what has no flag whether it was due.

    Whoever is asked and has only a guide, or nothing, is «no_data» after the reporting date, «not_due» before; whoever
    gives a share its children alone is ``CONTRIBUTION``.
    """
    states = states_of(rows)
    silent = rows["flag"].isna() & rows["expected"].gt(0) & rows["reported"].eq(0)
    passed = (
        rows["measure"]
        .map(_reporting_due(figures))
        .combine(rows["year"], lambda due, year: figures.selection.as_of > _last_day(figures, int(year), str(due)))
    )
    gives = rows["flag"].isna() & rows["fact"].isna() & rows["numerator"].notna() & rows["denominator"].isna()
    states = states.mask(gives, CONTRIBUTION)
    return states.mask(silent & passed.astype(bool), _NO_DATA).mask(silent & ~passed.astype(bool), _NOT_DUE)


def _reporting_due(figures: Figures) -> dict[str, str]:
    return dict(zip(figures.definitions["id"], figures.definitions["report_due"], strict=True))


def _last_day(figures: Figures, year: int, report_due: str) -> Any:
    return reporting_date(figures.rules, year, figures.selection.months_of(year), report_due)


def _figure(row: Mapping[str, Any], rules: Rules) -> str:
    if not missing(row["fact"]):
        return number(row["fact"], digits_of(str(row["unit"])), bounds=fact_bounds(row, rules))
    if row["flag"] != HIDDEN and not missing(row["numerator"]) and missing(row["denominator"]):
        return f"{number(row['numerator'], 0)} {PEOPLE}"
    return ""
