"""«Не по плану»: what is short, who makes it, why, what is done about it, by whom and by when."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from uspekh.access.person import Action
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.decisions import Decision
from uspekh.monitoring.overview.off_plan import OffPlan
from uspekh.russian.format import day
from uspekh.ui.meeting import decision_form
from uspekh.ui.meeting.headline import open_number
from uspekh.ui.meeting.packing import count_lines
from uspekh.ui.sections.indicators import subject_list
from uspekh.ui.session import access
from uspekh.ui.session.state import shown
from uspekh.ui.show import clickable, table
from uspekh.ui.show.clickable import escaped
from uspekh.ui.show.table import Cell
from uspekh.ui.show.words import flags
from uspekh.words import NOTHING, incomplete_label

NUMBER, DECIDE, OPEN = "число", "решение", "показатель"
_SHORT = ("Показатель, результат", "Факт и план", "Сколько", "Больше всего не хватает")
_DECIDED = ("Причина и мера", "Кто отвечает", "Срок")
_OF_PAGE = ("Показатель, результат", "Факт и план", "Больше всего не хватает", "Причина и мера", "Кто отвечает, срок")
_WIDTHS, _SHORT_WIDTHS, _DECIDED_WIDTHS = (23, 14, 19, 32, 12), (38, 15, 16, 31), (30, 44, 15, 11)


def show(figures: Figures, rows: Sequence[OffPlan], *, key: str, fold: int) -> None:
    """The whole table; whoever may, writes a cause and a measure by the button of a row."""
    may = may_decide()
    cells = []
    for row in rows:
        title, fact, gap, largest = _short_cells(row, leads=True)
        lacks = replace(fact, html=f"{fact.html}<div>{escaped(gap.text)}</div>")
        first, *further = ([words, _join_date(who, due)] for words, who, due in decided_cells(row, may))
        cells += [[title, lacks, largest, *first], *([Cell(""), Cell(""), Cell(""), *each] for each in further)]
    _draw(figures, rows, _OF_PAGE, cells, key=key, widths=_WIDTHS, fold=fold)


def _join_date(who: Cell, due: Cell) -> Cell:
    return who if due.text == NOTHING else Cell(f"{who.text}\nдо {due.text}")


def show_short(figures: Figures, rows: Sequence[OffPlan], *, key: str) -> None:
    """What is short and who makes most of it, for a shared screen."""
    _draw(figures, rows, _SHORT, [_short_cells(row, "; ") for row in rows], key=key, widths=_SHORT_WIDTHS)


def show_decided(figures: Figures, rows: Sequence[OffPlan], *, key: str) -> None:
    """What was decided, and the buttons to decide, for a shared screen."""
    may = may_decide()
    cells = []
    for row in rows:
        first, *further = decided_cells(row, may)
        cells += [[Cell(f"{row.title}\n{row.gap}"), *first], *([Cell(""), *each] for each in further)]
    _draw(figures, rows, [_SHORT[0], *_DECIDED], cells, key=key, widths=_DECIDED_WIDTHS)


def may_decide() -> bool:
    """Whether causes and measures can be written: by whoever may explain, about real figures."""
    return not shown().demonstration and access.may(Action.EXPLAIN)


def _short_cells(row: OffPlan, separator: str = "\n", *, leads: bool = False) -> list[Cell]:
    """``leads``: the title opens the page of the indicator or result."""
    words = incomplete_label(flags.word(row.flag), row.flag, row.complete)
    return [
        Cell(
            row.title,
            _action(OPEN, row) if leads else "",
            html=f"<div>{table.state(row.flag, words, incomplete=not row.complete)}</div>",
        ),
        Cell(row.fact, action=_action(NUMBER, row), html=f"<div>при плане {escaped(row.plan)}</div>"),
        Cell(row.gap),
        Cell(say_largest(row, separator)),
    ]


def say_largest(row: OffPlan, separator: str = "\n") -> str:
    """«СОШ № 4 — 60 чел.; СОШ № 7 — 41 чел., не сдано; и ещё 3»."""
    parts = [f"{each.name} — {each.say(row.unit)}" for each in row.largest]
    more = f"; и ещё {row.more}" if row.more else ""
    return f"{separator.join(parts)}{more}" if parts else NOTHING


def decided_cells(row: OffPlan, may_decide: bool) -> Iterator[list[Cell]]:
    """For each decision cause and measure whole, who answers, by when; without one, who answers by the passport."""
    new = clickable.button("Записать причину и меру", _action(DECIDE, row)) if may_decide else ""
    if not row.decisions:
        who = ", ".join(row.answers)
        yield [Cell("" if new else NOTHING, html=new), Cell(f"{who}\n(по паспорту)" if who else NOTHING), Cell(NOTHING)]
    for decision in row.decisions:
        buttons = [clickable.button("Изменить", _action(DECIDE, row, decision.thread))] if may_decide else []
        if may_decide and decision is row.decisions[-1]:
            buttons.append(clickable.button("Добавить", _action(DECIDE, row)))
        html = f'<span class="noprint"> {" · ".join(buttons)}</span>' if buttons else ""
        yield [
            Cell(say_decision(decision), html=html),
            Cell(decision.responsible),
            Cell(day(decision.due) if decision.due else NOTHING),
        ]


def say_decision(decision: Decision) -> str:
    """Cause and measure, a line each, whole."""
    done = ["Исполнено."] if decision.closed else []
    return "\n".join([decision.cause, f"→ {decision.action}", *done])


def count_short_lines(row: OffPlan) -> int:
    """The lines that a row of ``show_short`` takes on a shared screen."""
    texts = [
        f"{row.title}\n{row.label}",
        f"{row.fact}\nпри плане {row.plan}",
        row.gap,
        say_largest(row, "; "),
    ]
    return max(map(_lines, texts, _SHORT_WIDTHS))


def count_decided_lines(row: OffPlan) -> int:
    """The same of ``show_decided``, with a line for the buttons."""
    title, words, *_ = _DECIDED_WIDTHS
    decided = sum(_lines(say_decision(decision), words) + 1 for decision in row.decisions)
    return max(_lines(f"{row.title}\n{row.gap}", title), decided, 2)


def _lines(text: str, percent: int) -> int:
    """Lines of a column so many percent wide: on a shared screen of 1 280 pixels a letter takes about ten."""
    return count_lines(text, int(1.2 * percent) - 2)


def answer(figures: Figures, rows: Sequence[OffPlan], action: str) -> None:
    """What a press on a figure or on a button of the table does."""
    what, kind, subject, thread = json.loads(action)
    row = next((row for row in rows if (row.subject_kind, row.subject) == (kind, subject)), None)
    if row is None:
        return
    if what == NUMBER:
        open_number(figures, kind, subject)
    elif what == OPEN:
        subject_list.open_subject(kind, subject)
    elif may_decide():
        past = next((decision for decision in row.decisions if decision.thread == thread), None)
        decision_form.open_form(row, figures.selection.year, past)


def _draw(
    figures: Figures,
    rows: Sequence[OffPlan],
    headings: Sequence[str],
    cells: Sequence[Sequence[Cell]],
    *,
    key: str,
    widths: Sequence[int],
    fold: int = 0,
) -> None:
    table.show(
        headings,
        cells,
        key=key,
        name="Не по плану",
        on_click=lambda action: answer(figures, rows, action),
        fold=fold,
        widths=widths,
        lines=_usual_lines(cells, widths),
    )


def _usual_lines(cells: Sequence[Sequence[Cell]], widths: Sequence[int]) -> int:
    """The lines that a row takes in the middle: on a page a percent of its width holds one letter and a half."""
    lines = [
        max(count_lines(cell.text, int(1.5 * width)) for cell, width in zip(row, widths, strict=True)) for row in cells
    ]
    return round(sum(lines) / len(lines))


def _action(what: str, row: OffPlan, thread: str = "") -> str:
    return json.dumps([what, row.subject_kind, row.subject, thread], ensure_ascii=False)
