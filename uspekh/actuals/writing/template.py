"""The empty workbook that organizations fill in (contract, section 1)."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from uspekh.actuals.fields import BUDGET, MILESTONES, ORGANIZATIONS, SheetSpec, organizations_spec
from uspekh.actuals.parsing.numbers import CLEARED
from uspekh.actuals.project_line import NAME, ProjectLabel, with_project
from uspekh.actuals.sheets import sheet_specs
from uspekh.actuals.writing.form import FIRST, Form, add_form, add_styles
from uspekh.actuals.writing.instructions import add_guide
from uspekh.passport.applicability import applicability_of
from uspekh.passport.organization_plans import plan_labels, same_figures
from uspekh.passport.plan import Plan
from uspekh.passport.recurrence import due_years
from uspekh.russian.format import PLAN_SCALE, missing
from uspekh.russian.periods import QUARTERS, YEAR, period_name

SPARE_ORGANIZATIONS = 30
SPARE_MOST = 600
SPARE_FEW = 60
Row = Mapping[str, object]


def write_template(
    plan: Plan,
    directory: pd.DataFrame,
    years: Sequence[int] | None = None,
    organization: str | None = None,
    plans: pd.DataFrame | None = None,
    label: ProjectLabel | None = None,
) -> bytes:
    """An .xlsx with organizations × years (all of the project by default) to fill in.

    For one ``organization`` (code) it holds only that organization's rows and no budget or plan of measures:
    those are filled by the municipality. ``plans``: ``measure, organization, year, plan``: with them the sheet «Планы»
    comes along, filled, to be changed and sent. ``label``: whose form it is.
    """
    years = list(years) if years else list(plan.years)
    type_of_municipality = plan.head["municipality_entry"]["type"]
    shown = directory if organization is None else directory[directory["code"] == organization]
    whole = organization is None or bool((shown["type"] == type_of_municipality).any())
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book)
    ranges = add_guide(book, plan.title, _lists(plan, whole), label)
    ranges["Организация"] = _organizations_range(len(shown))
    forms = list(_forms(plan, shown, years, ranges, whole))
    if plans is not None:
        forms.append(_plans_form(plan, shown, years, plans))
    for form in forms:
        add_form(book, replace(form, title=with_project(form.title, label)))
    _name_project(book, label)
    book.active = 0
    book.properties.creator = None
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _lists(plan: Plan, whole: bool) -> dict[str, list[tuple[object, ...]]]:
    months = [*QUARTERS, *(count for count in range(1, YEAR) if count not in QUARTERS)]
    lists: dict[str, list[tuple[object, ...]]] = {
        "Год": [(year,) for year in plan.years],
        "Период": [(period_name(count),) for count in months],
    }
    if whole:
        lists["Источник"] = [(source,) for source in dict.fromkeys(plan["budget"]["source"])]
        lists["Строка"] = list(zip(plan["budget_lines"]["line"], plan["budget_lines"]["title"], strict=True))
        lists["№"] = list(zip(plan["plan_items"]["item"], plan["plan_items"]["title"], strict=True))
    return lists


def _organizations_range(count: int) -> str:
    position = [field.name for field in organizations_spec().columns].index("short_name")
    letter = "ABCDEFGH"[position]
    return f"'{ORGANIZATIONS}'!${letter}${FIRST}:${letter}${FIRST + count + SPARE_ORGANIZATIONS - 1}"


def _forms(
    plan: Plan, directory: pd.DataFrame, years: Sequence[int], ranges: Mapping[str, str], whole: bool
) -> Iterator[Form]:
    hints = plan["components"].set_index("id")["hint"].to_dict()
    components = set(plan["components"]["id"])
    for spec in sheet_specs(plan):
        lists = {field.name: ranges[field.label] for field in spec.keys if field.label in ranges}
        if spec.kind == "component":
            closed = _closed_fields(plan, directory, spec)
            if not whole:
                spec = replace(spec, fields=tuple(field for field in spec.fields if field.name not in _of_all(closed)))
            if not components.intersection(field.name for field in spec.fields):
                continue
            reports = list(_reports(directory, years))
            rows = [row for _, row in reports]
            spare = min(max(3 * len(rows), SPARE_FEW), SPARE_MOST)
            title = f"{spec.name}: число детей нарастающим итогом с 1 января"
            cells = frozenset((at, name) for at, (code, _) in enumerate(reports) for name in closed[code])
            yield Form(spec, title, rows, spare, frozenset(("subject", "year", "months")), hints, lists, {}, cells)
        elif whole and spec.name == BUDGET:
            notes = dict(zip(plan["budget_lines"]["line"], plan["budget_lines"]["title"], strict=True))
            title = f"{spec.name}: суммы в рублях нарастающим итогом с 1 января"
            rows = list(_budget(plan, years))
            fixed = frozenset(("subject", "part", "year", "months"))
            yield Form(spec, title, rows, min(max(len(rows), SPARE_FEW), SPARE_MOST), fixed, {}, lists, notes)
        elif whole and spec.name == MILESTONES:
            notes = dict(zip(plan["plan_items"]["item"], plan["plan_items"]["title"], strict=True))
            title = f"{spec.name}: пункты плана и годы, в которые наступает их срок"
            yield Form(spec, title, list(_milestones(plan, years)), 0, frozenset(("subject", "year")), {}, lists, notes)
    yield Form(
        organizations_spec(), "Организации: справочник", list(_entries(directory)), SPARE_ORGANIZATIONS,
        frozenset(("subject",)), {"contingent": "Пусто, если своего контингента у организации нет."},
    )  # fmt: skip


def write_plans(
    plan: Plan, directory: pd.DataFrame, years: Sequence[int], plans: pd.DataFrame, label: ProjectLabel | None = None
) -> bytes:
    """An .xlsx of the sheet «Планы» alone (``write_template``); a plan that is no number is written as it stands."""
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book)
    add_form(book, _plans_form(plan, directory, years, plans))
    _name_project(book, label)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _name_project(book: Workbook, label: ProjectLabel | None) -> None:
    if label is not None:
        book.defined_names[NAME] = DefinedName(NAME, attr_text=label.formula)


def _plans_form(plan: Plan, directory: pd.DataFrame, years: Sequence[int], plans: pd.DataFrame) -> Form:
    spec = next(spec for spec in sheet_specs(plan) if spec.kind == "plan")
    title = "Планы организаций: вписаны утверждённые планы, а где их нет — ориентиры. Измените и загрузите"
    hints = {
        "part": "Номер показателя или результата.",
        "plan": f"В единице показателя: 73,5 или 260. «{CLEARED}» снимает план, пустая ячейка ничего не меняет.",
    }
    rows = list(_plan_rows(plan, directory, years, plans))
    return Form(spec, title, rows, 0, frozenset(("subject", "year", "part")), hints)


def _plan_rows(plan: Plan, directory: pd.DataFrame, years: Sequence[int], plans: pd.DataFrame) -> Iterator[Row]:
    """One row for each figure, however many numbers it has."""
    labels, first = plan_labels(plan["measures"]), same_figures(plan["measures"])
    by_key = plans.set_index(["organization", "measure", "year"])["plan"]
    for entry in directory.itertuples():
        for measure in (measure for measure, figure in first.items() if measure == figure):
            for year in years:
                value = by_key.get((entry.code, measure, year))
                if not missing(value):
                    label = labels[measure]
                    yield {"subject": entry.short_name, "year": year, "part": label, "plan": _as_kept(value)}


def _as_kept(value: float | str) -> float | str:
    """The plan in as many digits as are kept of it."""
    return value if isinstance(value, str) else round(value * PLAN_SCALE) / PLAN_SCALE


def _closed_fields(plan: Plan, directory: pd.DataFrame, spec: SheetSpec) -> dict[str, frozenset[str]]:
    """The fields of a sheet that each organization (code) is not asked to fill; the municipality may fill any."""
    rules, own_type = applicability_of(plan), plan.head["municipality_entry"]["type"]
    every = frozenset(field.name for field in spec.fields) & frozenset(plan["components"]["id"])
    rows = zip(directory["code"], directory["type"], directory["contingent"], strict=True)
    return {
        code: frozenset() if kind == own_type else every - rules.fields_of(kind, None if missing(size) else size)
        for code, kind, size in rows
    }


def _of_all(closed: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The fields that nobody is asked to fill."""
    return frozenset.intersection(*closed.values()) if closed else frozenset()


def _reports(directory: pd.DataFrame, years: Sequence[int]) -> Iterator[tuple[str, Row]]:
    """The rows to fill, each with the code of its organization."""
    for entry in directory.itertuples():
        first = 0 if missing(entry.active_from) else int(entry.active_from[:4])
        last = 9999 if missing(entry.active_to) else int(entry.active_to[:4])
        for year in years:
            if first <= year <= last:
                yield entry.code, {"subject": entry.short_name, "year": year, "months": period_name(YEAR)}


def _budget(plan: Plan, years: Sequence[int]) -> Iterator[Row]:
    rows = plan["budget"].drop_duplicates(["line", "source", "year"])
    for row in rows[rows["year"].isin(years)].itertuples():
        yield {"subject": row.line, "part": row.source, "year": row.year, "months": period_name(YEAR)}


def _milestones(plan: Plan, years: Sequence[int]) -> Iterator[Row]:
    chosen = set(years)
    # An item due before the project's first year is shown with that year.
    before = {plan.years[0]} <= chosen
    for item, due in due_years(plan).items():
        for year in due:
            if year in chosen or (before and year < plan.years[0]):
                yield {"subject": item, "year": year}


def _entries(directory: pd.DataFrame) -> Iterator[Row]:
    for entry in directory.to_dict("records"):
        row = {str(name): None if missing(value) else value for name, value in entry.items()}
        row["subject"] = row["code"]
        for bound in ("active_from", "active_to"):
            if isinstance(day := row[bound], str):
                row[bound] = f"{day[8:10]}.{day[5:7]}.{day[:4]}"
        yield row
