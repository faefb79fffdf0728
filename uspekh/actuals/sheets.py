"""The sheets of the workbook that follow from the plan (contract, section 1).

Components, lines, sources, items and years come from the plan; nothing here names one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial

from uspekh.actuals.cells import parse_text
from uspekh.actuals.fields import (
    BUDGET,
    COMMENT,
    DOCUMENT,
    MILESTONES,
    ORGANIZATIONS,
    PLANS,
    Field,
    SheetSpec,
    organizations_spec,
)
from uspekh.actuals.parsing import names
from uspekh.actuals.parsing.dates import parse_date, parse_year_within
from uspekh.actuals.parsing.numbers import parse_kopecks, parse_people, parse_plan
from uspekh.passport.organization_plans import written_numbers
from uspekh.passport.plan import Plan
from uspekh.passport.recurrence import due_years
from uspekh.russian.text import fold
from uspekh.words import MONEY_COLUMNS

_ORGANIZATION = Field("Организация", "subject", parse_text)
_ANY_YEAR = Field("Год", "year", parse_text)
_REMARKS = (Field(COMMENT, "comment", parse_text), Field(DOCUMENT, "document", parse_text))


def component_sheets(plan: Plan) -> list[str]:
    """Names of the sheets that organizations fill, in the order of the plan."""
    return list(dict.fromkeys(plan["components"]["sheet"]))


def form_names(plan: Plan) -> list[str]:
    """Names of the sheets of the form."""
    return [*component_sheets(plan), BUDGET, MILESTONES, PLANS, ORGANIZATIONS]


@lru_cache(maxsize=128)
def sheet_specs(plan: Plan) -> tuple[SheetSpec, ...]:
    """All sheets but the directory. An organization is read as written: which one it is, the directory tells."""
    components = plan["components"]
    rows = zip(components["sheet"], components["heading"], components["id"], strict=True)
    return (*figure_sheets(rows, _year(plan)), _budget(plan), _milestones(plan), _plans(plan))


def figure_sheets(rows: Iterable[tuple[str, str, str]], year: Field = _ANY_YEAR) -> tuple[SheetSpec, ...]:
    """The sheets that organizations fill, of ``rows`` (sheet, heading, name of the component) in their order.

    ``year``: the column of the years that may stand in it; whoever only looks at headings needs none of them.
    """
    by_sheet: dict[str, list[Field]] = {}
    for sheet, heading, name in rows:
        by_sheet.setdefault(sheet, []).append(Field(heading, name, parse_people))
    keys = (_ORGANIZATION, year, Field("Период", "months", names.parse_period, default=12))
    return tuple(SheetSpec(sheet, "component", keys, (*fields, *_REMARKS)) for sheet, fields in by_sheet.items())


def describe_components(plan: Plan) -> dict[str, str]:
    """What the passport says of each component, by its id: its title and what it is the numerator of."""
    words = dict(zip(plan["components"]["id"], plan["components"]["title"], strict=True))
    for row in plan["measures"].itertuples():
        if row.numerator in words:
            words[row.numerator] += f" {plan.short_title(row.subject_kind, row.subject)}"
    return words


@lru_cache(maxsize=128)
def date_labels(plan: Plan) -> frozenset[str]:
    """Folded labels of the columns that hold dates."""
    dates = {"done", "forecast", "active_from", "active_to"}
    return frozenset(
        fold(field.label)
        for spec in (_milestones(plan), organizations_spec())
        for field in spec.fields
        if field.name in dates
    )


def _budget(plan: Plan) -> SheetSpec:
    lines = names.labels((line, line) for line in plan["budget_lines"]["line"])
    sources = names.labels((source, source) for source in plan["budget"]["source"])
    return SheetSpec(
        BUDGET,
        "budget",
        (
            Field("Строка", "subject", partial(names.numbered, "line.unknown", "Строки бюджета", lines)),
            Field("Источник", "part", partial(names.choice, "source.unknown", "Источника", sources)),
            _year(plan),
            Field("Период", "months", names.parse_period, default=12),
        ),
        (
            Field(MONEY_COLUMNS["refined"], "refined", parse_kopecks),
            Field(MONEY_COLUMNS["executed"], "executed", parse_kopecks),
            *_REMARKS,
        ),
    )


def _milestones(plan: Plan) -> SheetSpec:
    items = names.labels((item, item) for item in plan["plan_items"]["item"])
    allowed = sorted({year for years in due_years(plan).values() for year in years})
    return SheetSpec(
        MILESTONES,
        "milestone",
        (
            Field("№", "subject", partial(names.numbered, "item.unknown", "Пункта плана", items)),
            Field("Год", "year", partial(parse_year_within, tuple(allowed))),
        ),
        (
            Field("Дата исполнения", "done", parse_date),
            Field("Прогнозная дата", "forecast", parse_date),
            Field(DOCUMENT, "document", parse_text),
            Field(COMMENT, "comment", parse_text),
        ),
    )


def _plans(plan: Plan) -> SheetSpec:
    measures = names.labels(written_numbers(plan["measures"]))
    number = Field("Показатель", "part", partial(names.numbered, "measure.unknown", "Показателя с планом", measures))
    fields = (Field("План", "plan", parse_plan), Field(COMMENT, "comment", parse_text))
    return SheetSpec(PLANS, "plan", (_ORGANIZATION, _year(plan), number), fields)


def _year(plan: Plan) -> Field:
    return Field("Год", "year", partial(parse_year_within, plan.years))
