"""«Просрочено и скоро» and «Поручения»: what is to be done, by whom and by when."""

from __future__ import annotations

import pandas as pd

from uspekh.charts import palette
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.dates import OpenItem, OpenItems, list_open_items
from uspekh.monitoring.overview.decisions import DECISIONS, Assignments, Decision, is_late, open_assignments
from uspekh.passport.plan import Plan
from uspekh.report.content import phrases
from uspekh.report.content.cells import clean
from uspekh.report.content.table import Column, Row, Table
from uspekh.words import DECIDED, NOTHING, PLAN_ITEMS, SUBJECTS, status_label

OPEN = (
    Column("number", "№", 15),
    Column("title", "Пункт плана", 71),
    Column("due", "Срок", 23),
    Column("forecast", "Прогноз", 23),
    Column("status", "Состояние", 24),
    Column("responsible", "Кто отвечает", 24),
)
ASSIGNMENTS = (
    Column("subject", "О чём", 44),
    Column("action", "Поручение", 62),
    Column("responsible", "Кто отвечает", 34),
    Column("due", "Срок", 22),
    Column("status", "Состояние", 18),
)


def open_items(figures: Figures) -> Table:
    """Plan items of the year and before that are overdue or due soon."""
    items = list_open_items(figures)
    rows = [_item(figures, each) for each in (*items.overdue, *items.soon)]
    return Table(say_open(items, over=figures.selection.as_of > figures.plan.end), OPEN, rows, "Всё исполнено в срок")


def say_open(items: OpenItems, *, over: bool) -> str:
    """«Просрочено и скоро: 8 и 2»; once the project is ``over`` nothing comes any more."""
    if over:
        return f"Просрочено: {len(items.overdue)}"
    return f"Просрочено и скоро: {len(items.overdue)} и {len(items.soon)}"


def assignments(figures: Figures, decisions: pd.DataFrame | None) -> Table:
    """What was decided and is not done yet, by date; ``decisions``: columns ``decisions.DECISIONS``."""
    decided = pd.DataFrame(columns=list(DECISIONS)) if decisions is None else decisions
    open_ones = open_assignments(decided, figures.selection.as_of)
    rows = [_assignment(figures, each) for each in open_ones.rows]
    return Table(say_assignments(open_ones), ASSIGNMENTS, rows, "Поручений нет")


def say_assignments(open_ones: Assignments) -> str:
    """«Поручения: 5, просрочено 2»."""
    late = f", просрочено {open_ones.overdue}" if open_ones.overdue else ""
    return f"Поручения: {len(open_ones.rows)}{late}"


def _item(figures: Figures, item: OpenItem) -> Row:
    return {
        "number": item.item,
        "title": f"{PLAN_ITEMS[item.kind].capitalize()}. {clean(item.title)}",
        "due": item.due,
        "forecast": item.forecast or NOTHING,
        "status": status_label(item.status, figures.rules.status_labels),
        "tint": phrases.tint(item.status, palette.STATUSES),
        "responsible": clean(", ".join(item.responsible)),
    }


def _assignment(figures: Figures, decision: Decision) -> Row:
    late = is_late(decision, figures.selection.as_of)
    state = "overdue" if late else "not_due"
    return {
        "subject": clean(_subject(figures.plan, decision)),
        "action": clean(decision.action or decision.cause),
        "responsible": clean(decision.responsible),
        "due": decision.due or NOTHING,
        "status": status_label(state, {**figures.rules.status_labels, "not_due": "в работе"}),
        "tint": phrases.tint(state, palette.STATUSES),
    }


def _subject(plan: Plan, decision: Decision) -> str:
    """«Показатель 3. Открытые онлайн-уроки, 2023 год»; a line of the budget or a plan item by its number."""
    number = f"{DECIDED.get(decision.subject_kind, decision.subject_kind)}\u00a0{decision.subject}"
    known_ids = plan[f"{decision.subject_kind}s"]["id"] if decision.subject_kind in SUBJECTS else []
    title = plan.short_title(decision.subject_kind, decision.subject) if decision.subject in set(known_ids) else ""
    return ", ".join(filter(None, [f"{number}. {title}" if title else number, f"{decision.year}\u00a0год"]))
