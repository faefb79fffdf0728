"""Tables of the workbook: every year of the project, for those who count on from the figures."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from uspekh import words
from uspekh.monitoring.explaining.chance import LABELS, MODEL, chance_of
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.counts import states_of
from uspekh.monitoring.rules import HIDDEN as HIDDEN_FLAG
from uspekh.report.content import milestones as plan_items
from uspekh.report.content import money as report_money
from uspekh.report.content import phrases, subjects
from uspekh.report.content.cells import Cell, clean, figure, money
from uspekh.report.content.table import Column, Row, Table
from uspekh.russian.format import HIDDEN, NO_DATA, missing
from uspekh.words import NOTHING

YEAR = Column("year", "Год", 12)
_LACKING = Column("shortfall", "Не хватает, чел.", 18, figures=True)
_COUNTS = (
    Column("numerator", "Числитель, чел.", 18, figures=True),
    Column("denominator", "Знаменатель, чел.", 18, figures=True),
)
"""What a percentage is made of."""
_BUDGET = (
    Column("number", "Строка", 14),
    Column("title", "Наименование", 45),
    Column("source", "Источник", 30),
    YEAR,
    Column("plan", words.MONEY_COLUMNS["plan"], 28, figures=True),
    Column("refined", words.MONEY_COLUMNS["refined"], 28, figures=True),
    Column("executed", words.MONEY_COLUMNS["executed"], 28, figures=True),
    Column("completion", "К плану, %", 16, figures=True),
    Column("flag", "Оценка", 25),
)


def indicators(figures: Figures) -> Table:
    """Every indicator and year."""
    return _subjects(
        figures, subjects.rows_of(figures, "indicator"), "Показатели по годам проекта", subjects.INDICATORS
    )


def results(figures: Figures) -> Table:
    """Every result and year."""
    return _subjects(figures, subjects.rows_of(figures, "result"), "Результаты по годам проекта", subjects.RESULTS)


def organizations(figures: Figures) -> Table:
    """Indicators of every organization and year; the plan of an organization is mostly a guide."""
    key = ["measure", "organization", "year"]
    frame = figures.organizations.assign(shortfall=figures.shortfalls.organizations)
    frame = frame.merge(chance_of(figures)[[*key, "chance"]], how="left", on=key)
    frame = frame[(frame["subject_kind"] == "indicator") & frame["primary"]]
    frame = frame.assign(state=states_of(frame))
    names = figures.directory.set_index("code")["short_name"].fillna(
        figures.directory["code"].set_axis(figures.directory["code"])
    )
    rows = [
        {
            **subjects.cells_of(figures, row),
            **_counts(row),
            "organization": clean(str(names[row["organization"]])),
            "plan_kind": words.PLAN_KINDS[row["plan_kind"]] if row["plan_kind"] in ("guide", "own") else NOTHING,
            "shortfall": _lacking(row),
            "chance": LABELS.get(row["chance"], NOTHING),
        }
        for _, row in frame.iterrows()
    ]
    head = (
        Column("organization", "Организация", 30),
        *_with_year(subjects.INDICATORS)[:-1],
        *_COUNTS,
        Column("plan_kind", "План", 20),
        _LACKING,
        Column("chance", "Случайность", 28),
    )
    return Table("Показатели по организациям", head, rows, notes=(f"{MODEL.capitalize()}.",))


def budget(figures: Figures) -> Table:
    """Every line, source and year."""
    titles = figures.plan.of_all_editions("budget_lines").set_index("line")["short_title"]
    rows = [_budget(figures, row, titles) for _, row in figures.budget.iterrows()]
    return Table("Бюджет по строкам, источникам и годам", _BUDGET, rows, notes=report_money.notes(figures))


def milestones(figures: Figures) -> Table:
    """Every plan item and year in which it falls due."""
    table = plan_items.of_every_year(figures)
    return replace(table, columns=(*table.columns, Column("control", "Контроль", 14)))


def _subjects(figures: Figures, frame: pd.DataFrame, title: str, columns: tuple[Column, ...]) -> Table:
    counts = figures.measures[["measure", "year", "numerator", "denominator"]]
    frame = frame.merge(counts, how="left", on=["measure", "year"])
    rows: list[Row] = [
        {**subjects.cells_of(figures, row), **_counts(row), "shortfall": _lacking(row)} for _, row in frame.iterrows()
    ]
    return Table(title, (*_with_year(columns), *_COUNTS, _LACKING, Column("note", "Примечание", 40)), rows)


def _counts(row: pd.Series) -> dict[str, Cell]:
    """Numerator and denominator beside a percentage; «скрыто» where the figure is, a dash where nothing is divided."""
    if row["unit"] != words.SHARE:
        return {column.key: NOTHING for column in _COUNTS}
    absent = HIDDEN if row["flag"] == HIDDEN_FLAG else NO_DATA
    return {column.key: figure(row[column.key], words.PEOPLE, absent=absent) for column in _COUNTS}


def _lacking(row: pd.Series) -> Cell:
    """People that are missing from the plan due; «скрыто» where the figure is."""
    hidden = row["flag"] == HIDDEN_FLAG
    return figure(row["shortfall"], words.PEOPLE, absent=HIDDEN if hidden else NOTHING)


def _with_year(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The year stands after number and title."""
    return (*columns[:2], YEAR, *columns[2:])


def _budget(figures: Figures, row: pd.Series, titles: pd.Series) -> dict[str, Cell]:
    return {
        "number": str(row["line"]),
        "title": clean(titles[row["line"]]),
        "source": clean(row["source"]),
        "year": int(row["year"]),
        **{column: money(row[column]) for column in ("plan", "refined", "executed")},
        "completion": figure(row["completion"], words.SHARE, absent=NOTHING, bounds=figures.rules.edges),
        "flag": words.flag_label(words.UNJUDGED if missing(row["flag"]) else row["flag"], figures.rules.flag_labels),
        "tint": phrases.tint(row["flag"]),
    }
