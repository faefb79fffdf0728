"""The sheets of the workbook and how a cell of each column is read (contract, section 1).

Components, lines, sources, items and years come from the plan; nothing here names one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial

import pandas as pd

from uspekh.actuals import names
from uspekh.actuals.cells import Cell, Unreadable, parse_text, text_of
from uspekh.actuals.dates import parse_bound, parse_date, parse_year
from uspekh.actuals.numbers import parse_kopecks, parse_people
from uspekh.passport.plan import Plan
from uspekh.passport.recurrence import due_years
from uspekh.russian.text import fold

Parsed = int | str | None
ORGANIZATIONS = "Организации"
BUDGET = "Бюджет"
MILESTONES = "Мероприятия"
GUIDE = "Как заполнять"
COMMENT = "Комментарий"


@dataclass(frozen=True)
class Field:
    """A column: its label, what it gives, and how its cell is read. ``default`` of a key stands for a blank."""

    label: str
    name: str
    parse: Callable[[Cell], Parsed]
    default: Parsed = None


@dataclass(frozen=True)
class SheetSpec:
    """A sheet: ``keys`` are named ``subject``, ``part``, ``year``, ``months``; ``fields`` are what is reported."""

    name: str
    kind: str
    keys: tuple[Field, ...]
    fields: tuple[Field, ...]

    @property
    def columns(self) -> tuple[Field, ...]:
        """All columns in the order of the contract."""
        return self.keys + self.fields


def component_sheets(plan: Plan) -> list[str]:
    """Names of the sheets that organizations fill, in the order of the plan."""
    return list(dict.fromkeys(plan["components"]["sheet"]))


def sheet_specs(plan: Plan, directory: pd.DataFrame) -> tuple[SheetSpec, ...]:
    """All sheets but the directory; names of organizations are resolved against ``directory``."""
    organization = Field("Организация", "subject", _organization(directory))
    components, others = _of_plan(plan)
    return (*(replace(spec, keys=(organization, *spec.keys)) for spec in components), *others)


@lru_cache(maxsize=4)
def _of_plan(plan: Plan) -> tuple[tuple[SheetSpec, ...], tuple[SheetSpec, ...]]:
    """The sheets of components without their organizations, and the others: file after file is read by one plan."""
    years = (_year(plan), Field("Период", "months", names.period, default=12))
    components = [SheetSpec(sheet, "component", years, _components(plan, sheet)) for sheet in component_sheets(plan)]
    return tuple(components), (_budget(plan), _milestones(plan))


def organizations_spec() -> SheetSpec:
    """The directory."""
    texts = {"Наименование": "name", "Краткое наименование": "short_name", "Тип": "type", "Учредитель": "founder"}
    return SheetSpec(
        ORGANIZATIONS,
        "organization",
        (Field("Код", "subject", parse_text),),
        (
            *(Field(label, name, parse_text) for label, name in texts.items()),
            Field("Контингент 5–18 лет, чел.", "contingent", parse_people),
            Field("Действует с", "active_from", partial(parse_bound, last=False)),
            Field("Действует по", "active_to", partial(parse_bound, last=True)),
        ),
    )


@lru_cache(maxsize=4)
def date_labels(plan: Plan) -> frozenset[str]:
    """Folded labels of the columns that hold dates."""
    dates = {"done", "forecast", "active_from", "active_to"}
    return frozenset(
        fold(field.label)
        for spec in (_milestones(plan), organizations_spec())
        for field in spec.fields
        if field.name in dates
    )


def _components(plan: Plan, sheet: str) -> tuple[Field, ...]:
    rows = plan["components"][plan["components"]["sheet"] == sheet]
    fields = [Field(row.heading, row.id, parse_people) for row in rows.itertuples()]
    return (*fields, Field(COMMENT, "comment", parse_text))


def _budget(plan: Plan) -> SheetSpec:
    lines = list(plan["budget_lines"]["line"])
    sources = list(dict.fromkeys(plan["budget"]["source"]))
    known = names.labels((source, source) for source in sources)
    return SheetSpec(
        BUDGET,
        "budget",
        (
            Field("Строка", "subject", partial(names.numbered, "line.unknown", "Строки бюджета", lines)),
            Field("Источник", "part", partial(names.choice, "source.unknown", "Источника", known, sources)),
            _year(plan),
            Field("Период", "months", names.period, default=12),
        ),
        (
            Field("Уточнённый план, руб.", "refined", parse_kopecks),
            Field("Кассовое исполнение, руб.", "executed", parse_kopecks),
            Field(COMMENT, "comment", parse_text),
        ),
    )


def _milestones(plan: Plan) -> SheetSpec:
    items = list(plan["plan_items"]["item"])
    allowed = sorted({year for years in due_years(plan).values() for year in years})
    return SheetSpec(
        MILESTONES,
        "milestone",
        (
            Field("№", "subject", partial(names.numbered, "item.unknown", "Пункта плана", items)),
            Field("Год", "year", partial(_year_within, tuple(allowed))),
        ),
        (
            Field("Дата исполнения", "done", parse_date),
            Field("Прогнозная дата", "forecast", parse_date),
            Field("Документ", "document", parse_text),
            Field(COMMENT, "comment", parse_text),
        ),
    )


def _organization(directory: pd.DataFrame) -> Callable[[Cell], str | None]:
    spoken = {
        code: name if isinstance(name, str) else code
        for code, name in zip(directory["code"].tolist(), directory["short_name"].tolist(), strict=True)
    }
    return partial(names.organization, names.organization_labels(directory), spoken)


def _year(plan: Plan) -> Field:
    return Field("Год", "year", partial(_year_within, plan.years))


def _year_within(years: tuple[int, ...], cell: Cell) -> int | None:
    year = parse_year(cell)
    if year is not None and year not in years:
        raise Unreadable("year.outside", f"{text_of(cell)} год вне срока проекта ({years[0]}–{years[-1]}).")
    return year
