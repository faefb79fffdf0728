"""Tables the Russian way: a styler formats, so that any browser shows 1 234,5 and 73,4 %."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
import streamlit as st

from uspekh.russian.format import HIDDEN, NO_DATA, missing
from uspekh.russian.text import visible
from uspekh.ui.show.table import Cell
from uspekh.ui.show.table import show as show_table
from uspekh.words import NO_ROWS

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

Formats = Mapping[str, Callable[..., str]]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def show(
    frame: pd.DataFrame,
    formats: Formats | None = None,
    *,
    key: str | None = None,
    height: int | Literal["content"] | None = None,
) -> None:
    """Draws a frame whose columns already have Russian names; missing values read «нет данных».

    ``height`` in pixels, or «content» for a frame that is to be seen whole.
    """
    if not _without_rows(frame):
        st.dataframe(_styled(frame, formats), key=key, **_look(height))


_MANY = 6
"""More columns than these have room beside another table only in smaller letters."""


def plain_table(
    frame: pd.DataFrame,
    formats: Formats | None = None,
    *,
    key: str,
    name: str,
    on_row: Callable[[str], None] | None = None,
) -> None:
    """The same frame as a table that prints (``show.table``); a figure of a row, or its first cell where it has none,
    calls ``on_row`` with the place of the row."""
    formatted = _formatted(frame, formats)
    numeric = [column in (formats or {}) for column in frame]
    answers = numeric if any(numeric) else [column == frame.columns[0] for column in frame]
    rows = [
        [
            Cell(text, number=right, action=str(position) if on_row and pressed else "")
            for text, right, pressed in zip(row, numeric, answers, strict=True)
        ]
        for position, row in enumerate(formatted.itertuples(index=False, name=None))
    ]
    show_table(list(frame.columns), rows, key=key, name=name, on_click=on_row, dense=len(frame.columns) > _MANY)


def workbook(frame: pd.DataFrame, sheet: str, heading: str) -> bytes:
    """The frame as an .xlsx with live numbers, frozen headings, and texts that never act as formulas."""
    out = BytesIO()
    safe = frame.map(_inert)
    with pd.ExcelWriter(out, engine="openpyxl") as writer:
        safe.to_excel(writer, sheet_name=sheet[:31], index=False, startrow=2, na_rep=NO_DATA)
        writer.book.properties.creator = None
        page = writer.sheets[sheet[:31]]
        page["A1"] = _inert(heading)
        page.freeze_panes = "A4"
        for column, name in zip(page.columns, frame.columns, strict=True):
            longest = max([len(str(name)), *(len(str(value)) for value in frame[name])])
            page.column_dimensions[column[2].column_letter].width = min(60, longest + 3)
    return out.getvalue()


def _without_rows(frame: pd.DataFrame) -> bool:
    """Whether there is no row to draw; then it is said: Streamlit would draw an English word."""
    if frame.empty:
        st.caption(NO_ROWS)
    return bool(frame.empty)


def _look(height: int | Literal["content"] | None) -> dict[str, Any]:
    return {"hide_index": True, "width": "stretch", "height": height or "auto", "placeholder": NO_DATA}


def _styled(frame: pd.DataFrame, formats: Formats | None) -> Styler:
    return frame.style.format(_formatters(frame, formats))


def _formatted(frame: pd.DataFrame, formats: Formats | None) -> pd.DataFrame:
    """The frame with its values in words."""
    formatters = _formatters(frame, formats)
    return frame.assign(**{name: [formatters[name](value) for value in frame[name]] for name in frame})


def _formatters(frame: pd.DataFrame, formats: Formats | None) -> dict[str, Callable[[object], str]]:
    return {**dict.fromkeys(frame.columns, _plain), **_guarded(formats or {})}


def _guarded(formats: Formats) -> dict[str, Callable[[object], str]]:
    return {column: partial(_guard, how) for column, how in formats.items()}


def _guard(how: Callable[..., str], value: object) -> str:
    if isinstance(value, str) and value == HIDDEN:
        return HIDDEN
    return NO_DATA if missing(value) else how(value)


def _plain(value: object) -> str:
    return NO_DATA if missing(value) else str(value)


def _inert(value: object) -> object:
    """Words as a workbook may hold them: nothing that begins as a formula does or that Excel takes for an error."""
    if not isinstance(value, str):
        return value
    # Only who saves a workbook needs what writes it.
    from openpyxl.cell.cell import ERROR_CODES

    text = visible(value)
    return f"'{text}" if text.startswith(_RISKY) or text in ERROR_CODES else text
