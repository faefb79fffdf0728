"""Money of the whole project: by year, by source within each year, and by line of the passport."""

from __future__ import annotations

from uspekh.monitoring.execution import budget
from uspekh.monitoring.figures import Figures
from uspekh.report.content.cells import Cell, clean
from uspekh.report.content.money import BY_LINE, BY_YEAR, OF_MONEY, TOTAL, money_cells, notes
from uspekh.report.content.table import Column, Row, Table

_BY_YEAR_AND_SOURCE = (Column("year", "Год", 14), Column("title", "Источник", 45), *OF_MONEY)


def by_year(figures: Figures) -> Table:
    """Years and their sum."""
    rows = budget.totals(figures.budget, ["year"])
    cells = [money_cells(figures, row) | {"title": str(row["year"])} for _, row in rows.iterrows()]
    total = _total(figures) | {"title": TOTAL}
    return Table("Деньги по годам", BY_YEAR, cells, notes=_refined_note(figures), total=total)


def by_source(figures: Figures) -> Table:
    """Sources within each year; a source without money in a year has no row of it."""
    rows = budget.funded(budget.totals(figures.budget, ["year", "source"])).sort_values("year", kind="stable")
    cells: list[Row] = [
        money_cells(figures, row) | {"year": int(row["year"]), "title": clean(row["source"])}
        for _, row in rows.iterrows()
    ]
    of_sources = budget.funded(budget.totals(figures.budget, ["source"]))
    cells += [
        money_cells(figures, row) | {"year": TOTAL, "title": clean(row["source"])} for _, row in of_sources.iterrows()
    ]
    return Table("Деньги по годам и источникам", _BY_YEAR_AND_SOURCE, cells)


def by_line(figures: Figures) -> Table:
    """Lines of section 4 over all years, and their sum."""
    titles = figures.plan.of_all_editions("budget_lines").set_index("line")["short_title"]
    rows = budget.totals(figures.budget, ["line"])
    cells = [
        money_cells(figures, row) | {"number": row["line"], "title": clean(titles[row["line"]])}
        for _, row in rows.iterrows()
    ]
    total = _total(figures) | {"number": "", "title": TOTAL}
    return Table("Деньги по строкам паспорта за все годы", BY_LINE, cells, notes=notes(figures), total=total)


def say_money(figures: Figures) -> str:
    """«исполнено 90 % плана и 95 % уточнённого плана» of all years."""
    return budget.say_execution(budget.total(figures.budget), figures.rules.edges)


def _total(figures: Figures) -> dict[str, Cell]:
    return money_cells(figures, budget.total(figures.budget))


def _refined_note(figures: Figures) -> tuple[str, ...]:
    note = budget.PARTLY_REFINED
    return (f"{note[:1].upper()}{note[1:]}.",) if budget.partly_refined(figures.budget) else ()
