"""A plain table that is read, printed and pressed: figures and actions of a row are buttons.

    rows = [[Cell("СОШ № 4"), Cell("73,2 %", action="S4", number=True), Cell("", state="missed")] for …]
    table.show(["Организация", "Факт", "Оценка"], rows, key="нехватка", on_click=open_school)

``on_click(action)`` is called in the page at every press, the same one again as well; a dialog may be opened there.
What changes the address or the session is better an ``on_press(action)``, called before the page runs: the page runs
once, and a second press that follows at once does not lose the first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import shorten

import streamlit as st

from uspekh.ui.show import clickable
from uspekh.ui.show.clickable import escaped
from uspekh.ui.show.words import flags
from uspekh.words import JUDGED, NO_ROWS, state_sign

FOLD = 20
"""Rows of a long table that are seen at first, and that each press of «Показать ещё» adds."""
_LINE, _DENSE_LINE = 32, 27
"""Pixels of a row of one line."""
_NEXT_LINE = 20
_NARROW = 2
"""Columns that fit a telephone."""
_LOOKS = {
    **dict.fromkeys(("met", "done", "accepted"), "good"),
    **dict.fromkeys(("at_risk", "done_late", "returned"), "warning"),
    **dict.fromkeys(("missed", "overdue"), "bad"),
    **dict.fromkeys(("due_soon", "waiting"), "soon"),
}


@dataclass(frozen=True)
class Cell:
    """``text`` of a cell; ``action`` makes it a button, ``number`` sets it to the right.

    ``state``: a state of a figure, plan item or report, drawn by its sign and by ``text``, or by its word where there
    is none; ``incomplete``: it was given by incomplete data, so its sign is hollow. ``html``: markup after the text,
    whose values the caller has escaped. ``detail``: words that open in the cell by a press on its text.
    """

    text: str
    action: str = ""
    number: bool = False
    state: str = ""
    html: str = ""
    detail: str = ""
    incomplete: bool = False


def folded(text: str, length: int) -> Cell:
    """A long text by its beginning, whole by a press."""
    short = shorten(text, length, placeholder=" …")
    return Cell(short, detail=text if short != " ".join(text.split()) else "")


def show(
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    key: str,
    on_click: Callable[[str], None] | None = None,
    on_press: Callable[[str], None] | None = None,
    name: str = "",
    current: str = "",
    fold: int = FOLD,
    widths: Sequence[int] = (),
    dense: bool = False,
    lines: int = 1,
) -> None:
    """Draws the table, or says that it has no rows.

    ``name`` is read out before the table; the row with the action ``current`` is drawn as the chosen one; rows beyond
    ``fold`` wait for «Показать ещё» (0: none does); ``widths`` of the columns in percent; ``dense``: in smaller
    letters, for a table of many columns; ``lines``: about how many a row takes. On a telephone the cells of a row stand
    under one another where they are many.
    """
    if not rows:
        st.caption(NO_ROWS)
        return
    html = markup(headings, rows, name=name, current=current, fold=fold, widths=widths, dense=dense)
    seen = min(len(rows), fold or len(rows))
    line = _DENSE_LINE if dense else _LINE
    height = line + seen * (line + (lines - 1) * _NEXT_LINE)
    clickable.show(html, key=key, height=height, on_click=on_click, on_press=on_press)


def markup(
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    name: str = "",
    current: str = "",
    fold: int = FOLD,
    widths: Sequence[int] = (),
    dense: bool = False,
) -> str:
    """HTML of the table (``show``), every value escaped."""
    numeric = [all(row[column].number for row in rows) for column in range(len(headings))]
    heads = "".join(
        f'<th scope="col"{_NUMBER if right else ""}>{escaped(heading)}</th>'
        for heading, right in zip(headings, numeric, strict=True)
    )
    columns = "".join(f'<col style="width:{int(width)}%">' for width in widths)
    stacked = len(headings) > _NARROW
    names = headings if stacked else ()
    body = "".join(_row(row, current, names, folded=bool(fold) and at >= fold) for at, row in enumerate(rows))
    label = f' aria-label="{escaped(name)}"' if name else ""
    looks = [*(["dense"] if dense else []), *(["stacked"] if stacked else [])]
    look = f' class="{" ".join(looks)}"' if looks else ""
    more = f'<button type="button" class="more" data-more="{fold}"></button>' if fold and len(rows) > fold else ""
    head = f"<colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead>"
    return f"<table{look}{label}>{head}<tbody>{body}</tbody></table>{more}"


_NUMBER = ' class="number"'


def _row(row: Sequence[Cell], current: str, headings: Sequence[str], *, folded: bool) -> str:
    """``headings``: what each cell says of itself where it stands alone."""
    chosen = bool(current) and any(cell.action == current for cell in row)
    look = (' class="folded"' if folded else "") + (' aria-current="true"' if chosen else "")
    names = [f' data-heading="{escaped(heading)}"' if at and heading else "" for at, heading in enumerate(headings)]
    cells = "".join(
        f"<td{_NUMBER if cell.number else ''}{name}>{_content(cell)}</td>"
        for cell, name in zip(row, names or [""] * len(row), strict=True)
    )
    return f"<tr{look}>{cells}</tr>"


def _content(cell: Cell) -> str:
    content = _state(cell) if cell.state else clickable.button(cell.text, cell.action)
    if cell.detail:
        content = f"<details><summary>{content}</summary>{escaped(cell.detail)}</details>"
    return f"{content}{cell.html}"


def _state(cell: Cell) -> str:
    return state(cell.state, cell.text, cell.action, incomplete=cell.incomplete)


def state(name: str, text: str = "", action: str = "", *, incomplete: bool = False) -> str:
    """HTML of a state: its sign in its colour and the words, its own where ``text`` is empty.

    ``incomplete``: given by incomplete data, so that a sign of what is judged is hollow.
    """
    look = "sign hollow" if incomplete and name in JUDGED else "sign"
    sign = f'<span class="{look}" aria-hidden="true">{escaped(state_sign(name))}</span>'
    words = clickable.button(text or flags.word_of(name), action)
    return f'<span class="state {_LOOKS.get(name, "none")}">{sign}{words}</span>'
