"""The short lists of «Сегодня»: what is overdue and near, assignments, the final report, what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

import streamlit as st

from uspekh.monitoring.explaining.final_gaps import GAPS, FinalGap
from uspekh.monitoring.overview.dates import OpenItem, OpenItems
from uspekh.monitoring.overview.decisions import Assignments, is_late
from uspekh.russian.format import NBSP, NO_DATA, day
from uspekh.russian.text import plain
from uspekh.ui.meeting.content import SinceMeeting
from uspekh.ui.session.state import today
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell
from uspekh.words import DECIDED, NOTHING

ROWS = 5
_NAMED = 2
_TITLE = 70
"""Letters of the title of a plan item, so that a row takes two lines."""


def heading(words: str) -> None:
    """The heading of a part of the page."""
    st.markdown(f"##### {plain(words)}")


def show_items(items: OpenItems, *, over: bool, key: str, count: int = ROWS) -> None:
    """Plan items that are overdue and near. ``over``: after the project's end nothing is near any more."""
    first = items.overdue[:count] if over else items.first(count)
    all_ = len(items.overdue) + (0 if over else len(items.soon))
    words = "Просрочено" if over else "Просрочено и скоро"
    heading(f"{words}: {all_}{_shown_of(first, all_)}")
    if not first:
        st.markdown("Просроченных пунктов плана нет.")
        return
    table.show(
        ["Пункт плана", "Срок", "Кто отвечает"],
        [
            [
                _title(row),
                Cell(day(row.due), state=row.status, html=_forecast(row)),
                Cell(", ".join(row.responsible)),
            ]
            for row in first
        ],
        key=key,
        name=words,
        widths=(60, 20, 20),
        lines=2,
    )


def _shown_of(rows: Sequence[object], all_: int) -> str:
    """That not all are shown: the others stand on «План»."""
    return f", показаны {len(rows)}" if len(rows) < all_ else ""


def _title(row: OpenItem) -> Cell:
    """The beginning of a long title, which opens whole."""
    words = f"{row.item}. {row.title}"
    short = shorten(words, _TITLE, placeholder=" …")
    return Cell(short, detail=row.title if short != words else "")


def _forecast(row: OpenItem) -> str:
    return f"<div>ожидается {day(row.forecast)}</div>" if row.forecast else ""


def show_assignments(assignments: Assignments, *, key: str) -> None:
    """Decisions that are not carried out yet, the first few of them until a press."""
    late = f", просрочено {assignments.overdue}" if assignments.overdue else ""
    heading(f"Поручения: {len(assignments.rows)}{late}")
    if not assignments.rows:
        st.markdown("Открытых поручений нет.")
        return
    table.show(
        ["Поручение", "Срок", "Кто отвечает"],
        [
            [
                Cell(f"{row.action} ({DECIDED[row.subject_kind].lower()}{NBSP}{row.subject}, {row.year})"),
                Cell(
                    NOTHING if day(row.due) == NO_DATA else day(row.due),
                    state="overdue" if is_late(row, today()) else "",
                ),
                Cell(row.responsible),
            ]
            for row in assignments.rows
        ],
        key=key,
        name="Поручения",
        fold=ROWS,
        widths=(60, 20, 20),
        lines=2,
    )


def show_final_gaps(gaps: Sequence[FinalGap], *, key: str) -> None:
    """What the final report lacks: how much of each kind, the first by name, all of them by a press."""
    heading("Итоговый отчёт: чего не хватает")
    if not gaps:
        st.markdown("Все данные есть.")
        return
    rows = []
    for kind, words in GAPS.items():
        of_kind = [gap for gap in gaps if gap.kind == kind]
        if of_kind:
            names = "\n".join(map(_say_gap, of_kind))
            rows.append([Cell(f"{words}: {len(of_kind)}", detail=names), Cell(_name_first(of_kind))])
    table.show(
        ["Чего нет", "Например"], rows, key=key, name="Чего не хватает для итогового отчёта", widths=(42, 58), lines=2
    )


def _name_first(gaps: Sequence[FinalGap]) -> str:
    names = [f"{gap.where}, {gap.year}" for gap in gaps[:_NAMED]]
    rest = len(gaps) - len(names)
    return "; ".join(names) + (f" и ещё {rest}" if rest else "")


def _say_gap(gap: FinalGap) -> str:
    return f"{gap.where}, {gap.year}{NBSP}год: {', '.join(gap.lacks)}"


def show_changes(since: SinceMeeting, *, key: str, count: int) -> None:
    """Figures that are others than at the meeting."""
    heading(since.title)
    if not since.changed:
        st.markdown("Ничего не изменилось.")
        return
    table.show(
        ["Что", "Было", "Стало", "Оценка была", "Оценка стала"],
        [
            [
                Cell(each.what),
                Cell(each.before, number=True),
                Cell(each.after, number=True),
                Cell(each.flag_before),
                Cell(each.flag_after),
            ]
            for each in since.changed
        ],
        key=key,
        name=since.title,
        fold=count,
    )
