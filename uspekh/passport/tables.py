"""Schemas of the plan tables: one class a CSV of ``data/passport/``, columns as in the file.

Text that the document leaves empty is an empty string, a missing number or date is null. Money stands in
the files as in the document (million roubles) and becomes whole kopecks on loading (``kopecks``).
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import pandera.pandas as pa


def _text(**checks: Any) -> Any:
    """A text that must be given. A field belongs to one column, so each column makes its own."""
    return pa.Field(str_length={"min_value": 1}, **checks)


def _year() -> Any:
    return pa.Field(ge=1990, le=2100)


MONEY_COLUMN = "amount_mln"
"""Column of the files that stands for ``kopecks``: million roubles, as in the document."""


class Table(pa.DataFrameModel):
    """What all plan tables share: the columns named, no others, in any order."""

    class Config:
        strict = True

    @classmethod
    def key(cls) -> tuple[str, ...]:
        """Columns that tell one row from another."""
        return _KEYS.get(cls.__name__, ())


class Indicators(Table):
    """Section 2: indicators with their base values. ``unit`` is the unit of base and targets."""

    id: str = _text(unique=True)
    title: str = _text()
    short_title: str = _text()
    type: str
    unit: str = _text()
    base_value: float = pa.Field(nullable=True)
    base_date: pd.Timestamp = pa.Field(nullable=True)


class IndicatorTargets(Table):
    """Section 2: the target of each indicator and year, in the indicator's unit."""

    indicator: str = _text()
    year: int = _year()
    target: float


class Annex2Indicators(Table):
    """Annex 2: the same indicators by groups of organizations, as printed there."""

    row: str = _text()
    indicator: str = _text()
    title: str = _text()
    scope: str
    unit: str
    base_value: float = pa.Field(nullable=True)
    base_date: pd.Timestamp = pa.Field(nullable=True)


class Annex2Targets(IndicatorTargets):
    """Annex 2: targets by year."""


class OrganizationTargets(Table):
    """Targets of single organizations, where one was approved. They replace the calculated plan."""

    organization: str = _text()
    indicator: str = _text()
    year: int = _year()
    target: float


class Results(Table):
    """Section 3: results with their characteristic."""

    id: str = _text(unique=True)
    title: str = _text()
    short_title: str = _text()
    characteristic: str


class ResultTargets(Table):
    """Section 3: measurable targets of a result. ``unit`` tells several readings of one target apart."""

    result: str = _text()
    year: int = _year()
    unit: str = _text()
    target: float
    wording: str


class Components(Table):
    """What organizations report: the columns of the workbook.

    ``at_most`` names the component that this one cannot exceed; ``sensitive`` marks health counts.
    """

    id: str = _text(unique=True)
    sheet: str = _text()
    heading: str = _text()
    title: str = _text()
    hint: str
    at_most: str
    sensitive: bool


class Measures(Table):
    """How a figure is made of components (methods of calculation).

    ``formula``: ``share`` = 100·Σ numerator/Σ denominator; ``sum`` = Σ of the year; ``cumulative`` = Σ from
    the project's start; ``growth`` = change of the share against the year before. ``divisor`` brings people
    to the unit. ``direction``: ``up`` where more is better. ``report_due``: MM-DD of the next year by which
    the value is known, empty for the last day of the year itself. ``primary``: the first reading of its subject.
    """

    id: str = _text(unique=True)
    subject_kind: str = pa.Field(isin=("indicator", "result"))
    subject: str = _text()
    formula: str = pa.Field(isin=("share", "sum", "cumulative", "growth"))
    numerator: str = _text()
    denominator: str
    divisor: int = pa.Field(ge=1)
    unit: str = _text()
    direction: str = pa.Field(isin=("up", "down"))
    report_due: str = pa.Field(str_matches=r"^(\d\d-\d\d)?$")
    primary: bool


class BudgetLines(Table):
    """Section 4: budget lines. ``derived`` marks the part of the totals that no printed line explains."""

    line: str = _text(unique=True)
    title: str = _text()
    short_title: str = _text()
    derived: bool
    note: str


class Budget(Table):
    """Section 4: money of a line by source and year, in kopecks."""

    line: str = _text()
    source: str = _text()
    year: int = _year()
    kopecks: int = pa.Field(ge=0)


class BudgetTotals(Table):
    """Section 4: totals as printed, in kopecks. Empty ``line``: the project; empty ``source``: all; year 0: all."""

    line: str
    source: str
    year: int = pa.Field(ge=0)
    kopecks: int = pa.Field(ge=0)


class SupplementaryFinancing(Table):
    """Supplementary materials, section 3: financing of 2019–2021, in kopecks. Year 0 and empty row: totals.

    ``position`` counts the amounts printed in one cell.
    """

    row: str
    title: str = _text()
    year: int = pa.Field(ge=0)
    position: int = pa.Field(ge=1)
    kopecks: int = pa.Field(ge=0)


class Participants(Table):
    """Section 5: participants as written. ``workload`` in percent of working time for that role."""

    row: int = pa.Field(unique=True, ge=1)
    task: str
    role: str = _text()
    person: str = _text()
    position: str
    supervisor: str
    workload: float = pa.Field(ge=0)


class People(Table):
    """Directory of persons: each spelling of the document and whom we take it for."""

    spelling: str = _text(unique=True)
    person: str = _text()
    collective: bool


class PlanItems(Table):
    """Annex 1: results, events and control points. ``number`` as printed, ``item`` without the last full stop.

    ``yearly``: «далее ежегодно», until ``yearly_until`` or the project's end. ``*_text``: dates as printed.
    """

    row: int = pa.Field(unique=True, ge=1)
    number: str = _text()
    item: str = _text(unique=True)
    kind: str = pa.Field(isin=("result", "event", "control_point"))
    parent: str
    title: str = _text()
    start: pd.Timestamp = pa.Field(nullable=True)
    end: pd.Timestamp
    start_text: str
    end_text: str
    yearly: bool
    yearly_until: pd.Timestamp = pa.Field(nullable=True)
    executor: str
    document: str
    control: str


class Executors(Table):
    """Directory of executors: each spelling of annex 1 and the organizations it names, one a row."""

    spelling: str = _text()
    organization: str = _text()


class ControlLevels(Table):
    """Footnote 1 of annex 1: levels of control. An undefined one has an empty title."""

    code: str = _text(unique=True)
    title: str


class Methods(Table):
    """Supplementary materials: methods of calculation, as printed; ``formula`` in LaTeX where there is one."""

    indicator: str = _text()
    title: str = _text()
    method: str = _text()
    formula: str
    terms: str
    base: str
    source: str
    responsible: str
    aggregation: str
    schedule: str


class Materials(Table):
    """Supplementary materials: text by section and paragraph."""

    section: str = _text()
    heading: str = _text()
    paragraph: int = pa.Field(ge=1)
    text: str = _text()


class Links(Table):
    """Which plan item, budget line, participant row or indicator belongs to a result (read off titles)."""

    result: str = _text()
    kind: str = pa.Field(isin=("plan_item", "budget_line", "participant", "indicator"))
    target: str = _text()
    note: str


_KEYS = {
    "IndicatorTargets": ("indicator", "year"),
    "Annex2Targets": ("indicator", "year"),
    "OrganizationTargets": ("organization", "indicator", "year"),
    "ResultTargets": ("result", "year", "unit"),
    "Budget": ("line", "source", "year"),
    "BudgetTotals": ("line", "source", "year"),
    "SupplementaryFinancing": ("row", "year", "position"),
    "Executors": ("spelling", "organization"),
    "Materials": ("section", "paragraph"),
    "Links": ("result", "kind", "target"),
}

SCHEMAS: dict[str, type[Table]] = {
    "indicators": Indicators,
    "indicator_targets": IndicatorTargets,
    "annex2_indicators": Annex2Indicators,
    "annex2_targets": Annex2Targets,
    "organization_targets": OrganizationTargets,
    "results": Results,
    "result_targets": ResultTargets,
    "components": Components,
    "measures": Measures,
    "budget_lines": BudgetLines,
    "budget": Budget,
    "budget_totals": BudgetTotals,
    "supplementary_financing": SupplementaryFinancing,
    "participants": Participants,
    "people": People,
    "plan_items": PlanItems,
    "executors": Executors,
    "control_levels": ControlLevels,
    "methods": Methods,
    "materials": Materials,
    "links": Links,
}
