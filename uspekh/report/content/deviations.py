"""Deviations of the year with the decisions about them: cause, measure, who answers and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeAlias

import pandas as pd

from uspekh import words
from uspekh.monitoring.execution.budget import funded
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.gaps import say_people
from uspekh.monitoring.overview.off_plan import OffPlan, list_off_plan
from uspekh.monitoring.overview.summary import DEVIATIONS, of_year
from uspekh.report.content import milestones
from uspekh.report.content.cells import Cell, clean
from uspekh.report.content.cells import money as kopecks
from uspekh.report.content.summary import say_none
from uspekh.report.content.table import Column, Row, Table
from uspekh.russian.format import NBSP, day, missing, roubles

DECISIONS = ("subject_kind", "subject", "year", "cause", "action", "responsible", "due")
"""Columns of the decisions, as the store keeps them: texts, ``year`` int, ``due`` a date or missing."""
INDICATOR, RESULT, BUDGET, MILESTONE = "indicator", "result", "budget", "milestone"

COLUMNS = (
    Column("subject", "Предмет", 34),
    Column("deviation", "Отклонение", 34),
    Column("largest", "Больше всего не хватает", 30),
    Column("cause", "Причина", 24),
    Column("action", "Мера", 22),
    Column("responsible", "Кто отвечает", 18),
    Column("due", "Срок", 18),
)
Subjects: TypeAlias = tuple[tuple[str, str], ...]
"""Kinds and numbers: of what deviates, and of what is the same figure."""


def deviations(figures: Figures, decisions: pd.DataFrame | None = None) -> Table:
    """What deviates in the selected year, a row for each decision about it; cells stay empty where none was taken.

    ``decisions``: columns ``DECISIONS`` at least; ``subject`` is the number of the indicator or result, the budget
    line or the plan item.
    """
    decisions_of_year = pd.DataFrame(columns=list(DECISIONS)) if decisions is None else decisions
    decisions_of_year = decisions_of_year[decisions_of_year["year"] == figures.selection.year]
    rows: list[Row] = []
    for names, cells in _deviating(figures):
        pairs = zip(decisions_of_year["subject_kind"], decisions_of_year["subject"].astype(str), strict=True)
        taken = decisions_of_year[pd.Series([pair in names for pair in pairs], decisions_of_year.index, dtype=bool)]
        decided = [cells | _decision(row) for row in taken.to_dict("records")]
        rows += [{"kind": names[0][0], **cells} for cells in decided or [cells]]
    return Table("Отклонения и принимаемые меры", COLUMNS, rows, say_none(figures))


def without_items(table: Table) -> Table:
    """The same without plan items about which nothing was decided: they stand under their dates."""
    return replace(table, rows=[row for row in table.rows if row["kind"] != MILESTONE or row.get("action")])


def _deviating(figures: Figures) -> Iterator[tuple[Subjects, dict[str, Cell]]]:
    for row in list_off_plan(figures):
        cells: dict[str, Cell] = {
            "subject": clean(row.title),
            "deviation": say_off_plan(row),
            "largest": say_largest(row),
        }
        yield ((row.subject_kind, row.subject), *row.repeats), cells
    yield from _spent(figures)
    for _, row in milestones.overdue(figures).iterrows():
        subject = f"Пункт плана{NBSP}{row['item']} ({words.PLAN_ITEMS[row['kind']]})"
        words_of = f"Не исполнено в срок {day(row['due'])}"
        yield ((MILESTONE, str(row["item"])),), {"subject": subject, "deviation": words_of}


def _spent(figures: Figures) -> Iterator[tuple[Subjects, dict[str, Cell]]]:
    frame = of_year(funded(figures.budget), figures)
    titles = figures.plan.of_all_editions("budget_lines").set_index("line")["short_title"]
    for _, row in frame[frame["flag"].isin(DEVIATIONS)].iterrows():
        due = roubles(kopecks(row["judged_by"]).kopecks)
        spent = roubles(kopecks(row["executed"]).kopecks)
        subject = clean(f"Строка {row['line']} бюджета. {titles[row['line']]} ({row['source']})")
        note = f", {row['note']}" if row["note"] else ""
        words_of = f"Исполнено {spent}{NBSP}руб. при плане {due}{NBSP}руб.{note}"
        yield ((BUDGET, str(row["line"])),), {"subject": subject, "deviation": words_of}


def say_off_plan(row: OffPlan) -> str:
    """«1 650 чел. при плане 1 834 чел., не хватает 184 чел.»."""
    return ", ".join(filter(None, [f"{row.fact} при плане {row.plan}", row.gap]))


def say_largest(row: OffPlan) -> str:
    """«СОШ № 4 — 60 чел., СОШ № 7 — 40 чел. (не сдано), ещё 3»: who lacks most."""
    parts = [
        f"{each.name} — {say_people(each.people, row.unit)}{'' if each.reported else ' (не сдано)'}"
        for each in row.largest
    ]
    return clean(", ".join([*parts, *([f"ещё {row.more}"] if row.more else [])]))


def _decision(row: dict[str, Any]) -> dict[str, Cell]:
    texts: dict[str, Cell] = {
        key: "" if missing(row[key]) else clean(str(row[key])) for key in ("cause", "action", "responsible")
    }
    return texts | {"due": "" if missing(row["due"]) else row["due"]}
