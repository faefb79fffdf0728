"""The document as it is printed, section by section: tables of texts whose every row knows its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from uspekh.passport.plan import Plan
from uspekh.passport.sections import (
    AIM,
    ANNEX2,
    BUDGET,
    FINANCING,
    HEAD,
    INDICATORS,
    ITEMS,
    MATERIALS,
    METHODS,
    PEOPLE,
    RESULTS,
    TASK,
    chapter,
    material,
)
from uspekh.russian.format import day

WHOLE = "всего"
_ALL_YEARS = "0"
"""The year under which the document's sums over all years are kept."""


@dataclass(frozen=True)
class PrintedRow:
    """``section`` and ``row``: its place, as the audit cites it; ``cells``: its texts, one a column."""

    section: str
    row: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class PrintedTable:
    """A table of the document, or paragraphs as a table of one column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[PrintedRow, ...]


def list_sections(plan: Plan) -> dict[str, list[PrintedTable]]:
    """The tables of every section by its name, in the order of the document; a section without rows is left out."""
    tables = [
        PrintedTable("Основные положения", ("Что", "Текст"), tuple(_head(plan))),
        PrintedTable("Цель", ("Текст",), tuple(_text(plan, AIM, "goal"))),
        _targets(plan, "Показатели", INDICATORS, "indicators", "indicator_targets", "id"),
        PrintedTable("Задача", ("Текст",), tuple(_text(plan, TASK, "task"))),
        _table(
            plan, "Результаты", RESULTS, "results", "id", {"title": "Результат", "characteristic": "Характеристика"}
        ),
        _budget(plan),
        _table(plan, "Участники", PEOPLE, "participants", "row", _PARTICIPANT),
        _table(plan, "План мероприятий", ITEMS, "plan_items", "number", _ITEM),
        _targets(plan, "Показатели по организациям", ANNEX2, "annex2_indicators", "annex2_targets", "row"),
        *_materials(plan),
        _financing(plan),
        *_methods(plan),
    ]
    sections: dict[str, list[PrintedTable]] = {}
    for table in tables:
        if table.rows:
            sections.setdefault(chapter(table.rows[0].section), []).append(table)
    return sections


_PARTICIPANT = {
    "task": "Результат", "role": "Роль", "person": "Фамилия, инициалы", "position": "Должность",
    "supervisor": "Руководитель", "workload": "Занятость, %",
}  # fmt: skip
_ITEM = {
    "title": "Наименование", "start_text": "Начало", "end_text": "Окончание", "executor": "Исполнитель",
    "document": "Документ", "control": "Контроль",
}  # fmt: skip
_METHOD = {
    "method": "Методика", "terms": "Обозначения", "base": "База", "source": "Источник данных",
    "responsible": "Кто собирает", "aggregation": "Уровень", "schedule": "Когда",
}  # fmt: skip


def _head(plan: Plan) -> Iterator[PrintedRow]:
    project = plan.head["project"]
    rows = [
        ("Наименование проекта", plan.title),
        ("Срок реализации", f"{day(plan.start)} – {day(plan.end)}"),
        ("Утверждён", str(project.get("approved_by", ""))),
        *((each["role"], f"{each['name']}, {each['position']}") for each in plan.head.get("officials", ())),
        *(
            ("Связь с программами", ", ".join(filter(None, (each["title"], each["act"]))))
            for each in plan.head.get("programmes", ())
        ),
    ]
    return (PrintedRow(HEAD, "", row) for row in rows)


def _text(plan: Plan, section: str, key: str) -> Iterator[PrintedRow]:
    if text := str(plan.head["project"].get(key, "")):
        yield PrintedRow(section, "", (text,))


def _table(plan: Plan, title: str, section: str, name: str, number: str, columns: Mapping[str, str]) -> PrintedTable:
    """A table of the document with the number of each row before it, as its cells are written, faulty or not."""
    rows = [
        PrintedRow(section, str(row[number]), (str(row[number]), *(printed_cell(row[column]) for column in columns)))
        for row in plan.document[name].to_dict("records")
    ]
    return PrintedTable(title, ("№", *columns.values()), tuple(rows))


def _targets(plan: Plan, title: str, section: str, name: str, targets: str, number: str) -> PrintedTable:
    """Indicators with their bases and targets by year."""
    of = plan.document[targets]
    years = sorted(of["year"].unique())
    planned = {(row.indicator, row.year): row.target for row in of.itertuples()}
    rows = []
    for row in plan.document[name].to_dict("records"):
        indicator = row.get("indicator", row[number])
        cells = (row[number], row["title"], row["unit"], printed_cell(row["base_value"]), _day(row["base_date"]),
                 *(printed_cell(planned.get((indicator, year), "")) for year in years))  # fmt: skip
        rows.append(PrintedRow(section, str(row[number]), tuple(map(str, cells))))
    return PrintedTable(title, ("№", "Показатель", "Единица", "База", "Дата базы", *years), tuple(rows))


def _budget(plan: Plan) -> PrintedTable:
    """Lines of the budget by source and year, in million roubles; the sources of a line without money are left out."""
    sums = plan.document["budget"]
    totals = plan.document["budget_totals"]
    years = sorted(sums["year"].unique())
    every = pd.concat([sums, totals[totals["year"] == _ALL_YEARS]], ignore_index=True)
    written = {(row.line, row.source, row.year): row.kopecks for row in every.itertuples()}
    rows = []
    for line in plan.document["budget_lines"].to_dict("records"):
        if line["derived"] == "true":  # what no line of the document holds
            continue
        sources = [source for source in dict.fromkeys(sums.loc[sums["line"] == line["line"], "source"])
                   if any(_is_money(written.get((line["line"], source, year), "")) for year in years)]  # fmt: skip
        # Of a line without money the amounts of any source, all nothing, say so.
        every_source = [*sums.loc[sums["line"] == line["line"], "source"], ""]
        for position, source in enumerate(sources or every_source[:1]):
            title = line["title"] if position == 0 else ""
            amounts = (printed_cell(written.get((line["line"], source, year), "")) for year in (*years, _ALL_YEARS))
            cells = (line["line"], title, source if sources else "", *amounts)
            rows.append(PrintedRow(BUDGET, line["line"], cells))
    return PrintedTable("Бюджет, млн рублей", ("№", "Результат", "Источник", *years, WHOLE), tuple(rows))


def _materials(plan: Plan) -> Iterator[PrintedTable]:
    """Supplementary materials, a table for each section of them."""
    rows = plan.document["materials"]
    for (section, heading), group in rows.groupby(["section", "heading"], sort=False):
        texts = tuple(
            PrintedRow(material(section), str(row.paragraph), (str(row.paragraph), row.text))
            for row in group.itertuples()
        )
        title = f"{section}. {heading}" if section.isdigit() else str(heading)
        yield PrintedTable(title, ("№", "Текст"), texts)


def _methods(plan: Plan) -> Iterator[PrintedTable]:
    """Methods of calculation, a table for each indicator: what is said of it and in which words."""
    for method in plan.document["methods"].to_dict("records"):
        number = str(method["indicator"])
        rows = (PrintedRow(METHODS, number, (title, printed_cell(method[column]))) for column, title in _METHOD.items())
        yield PrintedTable(f"{number}. {method['title']}", ("Что", "Текст"), tuple(rows))


def _financing(plan: Plan) -> PrintedTable:
    """Supplementary financing in million roubles, several amounts of one cell as they are printed."""
    rows = plan.document["supplementary_financing"]
    years = sorted(year for year in rows["year"].unique() if year not in (_ALL_YEARS, ""))
    printed = []
    for (number, title), group in rows.groupby(["row", "title"], sort=False):
        amounts = {year: "; ".join(map(printed_cell, of["kopecks"])) for year, of in group.groupby("year", sort=False)}
        cells = (number, title, *(amounts.get(year, "") for year in (*years, _ALL_YEARS)))
        printed.append(PrintedRow(FINANCING, str(number), tuple(map(str, cells))))
    columns = ("№", "Наименование", *years, WHOLE)
    return PrintedTable(f"{MATERIALS}: финансирование, млн рублей", columns, tuple(printed))


def printed_cell(text: Any) -> str:
    """A cell as the document writes it: numbers with a comma."""
    words = str(text)
    return words.replace(".", ",") if _is_number(words) else words


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def _is_number(words: str) -> bool:
    try:
        float(words)
    except ValueError:
        return False
    return True


def _is_money(words: str) -> bool:
    """Whether an amount is one: neither blank nor zero."""
    return bool(words) and not (_is_number(words) and float(words) == 0)
