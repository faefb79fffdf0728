"""Budget execution: passport plan, refined plan and cash execution by line, by source and by year, with totals."""

from __future__ import annotations

import pandas as pd

from uspekh import words
from uspekh.monitoring.execution import budget
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.money import say_changed_plans
from uspekh.monitoring.overview.summary import of_year
from uspekh.report.content.cells import Cell, clean, figure, money
from uspekh.report.content.table import Column, Table
from uspekh.words import NOTHING

TOTAL = "Итого"
OF_MONEY = (
    Column("plan", words.MONEY_COLUMNS["plan"], 28, figures=True),
    Column("refined", words.MONEY_COLUMNS["refined"], 28, figures=True),
    Column("executed", words.MONEY_COLUMNS["executed"], 28, figures=True),
    Column("completion", "К плану, %", 16, figures=True),
    Column("completion_refined", "К уточнён. плану, %", 21, figures=True),
)
BY_LINE = (Column("number", "№", 14), Column("title", "Строка бюджета", 45), *OF_MONEY)
BY_SOURCE = (Column("title", "Источник", 59), *OF_MONEY)
BY_YEAR = (Column("title", "Год", 59), *OF_MONEY)


def by_line(figures: Figures) -> Table:
    """Lines of section 4 in the selected year and their total; the part the passport does not break down is named."""
    lines = figures.plan.of_all_editions("budget_lines").set_index("line")
    rows = [
        money_cells(figures, row) | {"number": row["line"], "title": clean(lines["short_title"][row["line"]])}
        for _, row in budget.totals(of_year(figures.budget, figures), ["line"]).iterrows()
    ]
    total = _total(figures) | {"number": "", "title": TOTAL}
    title = f"Исполнение бюджета по строкам паспорта, {figures.selection.year}\u00a0год"
    changed = (f"{each[:1].upper()}{clean(each[1:]).removesuffix('.')}." for each in say_changed_plans(figures))
    return Table(title, BY_LINE, rows, notes=(*notes(figures), *changed, *_refined_note(figures)), total=total)


def by_source(figures: Figures) -> Table:
    """Sources of the selected year and their total."""
    rows = budget.totals(of_year(figures.budget, figures), ["source"])
    cells = [money_cells(figures, row) | {"title": clean(row["source"])} for _, row in rows.iterrows()]
    title = f"Исполнение бюджета по источникам, {figures.selection.year}\u00a0год"
    return Table(title, BY_SOURCE, cells, total=_total(figures) | {"title": TOTAL}, notes=_refined_note(figures))


def by_year(figures: Figures) -> Table:
    """Years of the project; there is no sum over years, some of which are still to come."""
    rows = budget.totals(figures.budget, ["year"])
    cells = [money_cells(figures, row) | {"title": str(row["year"])} for _, row in rows.iterrows()]
    return Table("Исполнение бюджета по годам проекта", BY_YEAR, cells)


def _total(figures: Figures) -> dict[str, Cell]:
    return money_cells(figures, budget.total(of_year(figures.budget, figures)))


def _refined_note(figures: Figures) -> tuple[str, ...]:
    note = budget.PARTLY_REFINED
    return (f"{note[:1].upper()}{note[1:]}.",) if budget.partly_refined(of_year(figures.budget, figures)) else ()


def money_cells(figures: Figures, row: pd.Series) -> dict[str, Cell]:
    """The sums and percentages of a row of ``monitoring.execution.budget.totals``."""
    edges = figures.rules.edges
    return {
        **{column: money(row[column]) for column in budget.MONEY},
        "completion": figure(row["completion"], "%", absent=NOTHING, bounds=edges),
        "completion_refined": figure(row["completion_refined"], "%", absent=NOTHING, bounds=edges),
    }


def notes(figures: Figures) -> tuple[str, ...]:
    """What must be known to read the lines."""
    lines = figures.plan.of_all_editions("budget_lines")
    derived = [clean(note) for note in lines.loc[lines["derived"], "note"] if note]
    if figures.selection.organizations:
        derived.append("Бюджет ведётся по проекту в целом: отбор по организациям на него не действует.")
    return tuple(derived)
