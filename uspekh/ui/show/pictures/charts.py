"""A chart on a page: the picture, the table behind it one click away, and what can be saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from uspekh.charts.theme import Specification
from uspekh.monitoring.explaining.explanation import FlagExplanation
from uspekh.russian.text import plain
from uspekh.ui.show import provenance, tables
from uspekh.ui.show.pictures import saving

Picked = TypeVar("Picked")
PICKED = "picked"
TABLE = "Таблица"
# What a row of the table behind a chart says of itself in the words of the chart's marks.
FIELDS = {
    "Год": "year", "Период": "period", "Организация": "short_name", "Строка": "line_title", "Источник": "source",
    "№": "item",
}  # fmt: skip
MakeTable = Callable[[], tuple[pd.DataFrame, tables.Formats]]
FindCells = Callable[[dict[str, Any]], pd.DataFrame]
Explain = Callable[[dict[str, Any]], FlagExplanation | None]


def draw(chart: Specification, key: str) -> None:
    """Draws a chart alone (``chart_cache.specify``) as wide as its place."""
    st.vega_lite_chart(chart, width="stretch", theme=None, key=key)


def show(
    chart: Specification,
    title: str,
    make_table: MakeTable,
    *,
    key: str,
    caption: str,
    find_cells: FindCells | None = None,
    explain: Explain | None = None,
) -> None:
    """Draws ``chart`` (``chart_cache.specify``) with its ``title``; ``make_table``: what is behind it, Russian columns.

    ``caption`` says the filters and the coverage; it goes under the chart and into the saved workbook.
    ``find_cells`` gives the values in force behind a mark of the chart or a figure of the table that was pressed (the
    fields of its row); the chart is to be made with ``selection=PICKED``. ``explain`` gives what the flag of the same
    mark says of itself.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"##### {plain(title)}", width="stretch")
        as_table = st.toggle(TABLE, key=f"{key}-вид", width="content")
        saving.menu(title, caption, lambda: make_table()[0], key=key, chart=chart)
    # The table is made when it is asked for: drawing all of them takes as long as the rest of a page.
    if as_table:
        _table(*make_table(), f"{title}. {caption}", f"{key}-таблица", find_cells, explain)
    else:
        answering(chart, f"{title}. {caption}", key, find_cells, explain)
    st.caption(plain(caption))


def answering(
    chart: Specification, heading: str, key: str, find_cells: FindCells | None, explain: Explain | None = None
) -> None:
    """Draws a chart alone; a click on a mark opens the cells behind it (see ``show``) under a heading."""
    # By its beginning ``static/frame.css`` knows where a chart will be.
    name = f"chart-{key}"
    if find_cells is None or not _answers(chart):
        draw(chart, name)
        return
    st.vega_lite_chart(
        chart,
        width="stretch",
        theme=None,
        key=_current_key(name),
        on_select=_remember(name, _clicked_fields),
        selection_mode=[PICKED],
    )
    picked = _take(name)
    if picked is not None:
        provenance.open_cells(heading, find_cells(picked), explain(picked) if explain else None)


def _clicked_fields(selection: Mapping[str, Any]) -> dict[str, Any] | None:
    """The fields of the mark that was clicked; none where the click fell beside the marks."""
    return next(iter(selection.get(PICKED, ())), None)


def _table(
    data: pd.DataFrame,
    formats: tables.Formats,
    heading: str,
    key: str,
    find_cells: FindCells | None,
    explain: Explain | None,
) -> None:
    def open_row(row: str) -> None:
        picked = {FIELDS[name]: data[name].iloc[int(row)] for name in FIELDS if name in data}
        if find_cells is not None:
            provenance.open_cells(heading, find_cells(picked), explain(picked) if explain else None)

    tables.plain_table(data, formats, key=key, name=heading, on_row=open_row if find_cells else None)


def _answers(chart: Specification) -> bool:
    """Whether the chart has marks to click: an empty one has none."""
    return f"{PICKED}_area" in [layer.get("name") for layer in chart["layer"]]


# Every click is answered, a second one on the same mark as well: the browser reports a selection only when it changes,
# so a chart or table that was clicked is drawn under another key, with nothing selected in it.


def _current_key(name: str) -> str:
    """The key under which a chart or table of this name is drawn until its next click."""
    clicks = st.session_state.get(_counter(name), 0)
    return f"{name}-{clicks}" if clicks else name


def _remember(name: str, pick: Callable[[Mapping[str, Any]], Picked | None]) -> Callable[[], None]:
    """An ``on_select`` that keeps what ``pick`` takes from the selection, until ``_take`` asks for it."""
    key = _current_key(name)

    def keep() -> None:
        picked = pick(st.session_state[key]["selection"])
        if picked is not None:
            st.session_state[pending_key(name)] = picked
            st.session_state[_counter(name)] = st.session_state.get(_counter(name), 0) + 1

    return keep


def _take(name: str) -> Any | None:
    """What was clicked just now, once; ``None`` where nothing was."""
    return st.session_state.pop(pending_key(name), None)


def pending_key(name: str) -> str:
    """Where a click waits in the session for the run that answers it."""
    return f"{name}-нажато"


def _counter(name: str) -> str:
    return f"{name}-нажатий"
