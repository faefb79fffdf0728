"""What an uploaded file would change, before the person confirms: before → after, by organization."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from uspekh.monitoring.explaining.changed_values import order_changes, say_change, say_difference, say_scope, say_when
from uspekh.report.content.reported_values import FIELDS, number_of
from uspekh.russian.format import NO_DATA, missing, number
from uspekh.russian.periods import period_name
from uspekh.russian.text import plain
from uspekh.ui.session.state import project
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell
from uspekh.ui.show.words import screening
from uspekh.ui.show.words.value_words import owners
from uspekh.words import NOTHING

_SHOWN = 300
_FOLD = 10


def show(changed: pd.DataFrame, *, key: str = "изменения", past: bool = False) -> None:
    """A sentence and the table of changes by organization, the sharpest first.

    ``past``: of an upload that is stored; small health counts as of ``screening.masks`` then.
    """
    before, after = _masks(changed, past)
    shown = changed.assign(before=contents(changed, "_before", before), after=contents(changed, "", after))
    # The order must not tell how much a hidden count changes.
    hidden = [bool(each) for each in map("".join, zip(before, after, strict=True))]
    shown = shown.assign(**{name: shown[name].mask(hidden) for name in ("number_before", "number")})
    rows = order_changes(shown)
    if rows.empty:
        return
    rows = rows.assign(owner=owners(rows), heading=_headings(rows))
    st.markdown(f"**{say_scope(rows, past=past)}**")
    sharpest = next(rows.itertuples())
    if sharpest.change == "replaced" and len(rows) > 1:
        words = say_change(sharpest, sharpest.heading, sharpest.owner, sharpest.before, sharpest.after)
        st.caption(f"Сильнее всего: {plain(words)}")
    listed = rows.head(_SHOWN)
    first_of = listed["owner"] != listed["owner"].shift()
    cells = [_row(row, first=first) for row, first in zip(listed.itertuples(), first_of, strict=True)]
    headings = ["Кто или что", "Значение", "Период", "Было", "Стало" if past else "Станет", "Разница", "Ячейка"]
    table.show(headings, cells, key=key, name="Изменения", fold=_FOLD)
    if len(rows) > _SHOWN:
        st.caption(f"Показаны первые {number(_SHOWN, 0)} из {number(len(rows), 0)} изменений.")


def describe_keys(rows: pd.DataFrame) -> pd.DataFrame:
    """What each value of a tidy frame is about: columns «Кто или что», «Год», «Период», «Значение»."""
    return pd.DataFrame(
        {
            "Кто или что": owners(rows),
            "Год": [str(year) if year else NOTHING for year in rows["year"]],
            "Период": [period_name(months) if months else NOTHING for months in rows["months"]],
            "Значение": _headings(rows),
        },
        index=rows.index,
    )


def contents(rows: pd.DataFrame, moment_: str, masks: list[str] | None = None) -> list[str]:
    """The values of the columns ``number`` and ``text`` with the ending ``moment_`` in words; a mask stands instead."""
    each = zip(rows.itertuples(), masks or [""] * len(rows), strict=True)
    return [_content(row, moment_, mask) for row, mask in each]


def _headings(rows: pd.DataFrame) -> list[str]:
    headings = project().plan["components"].set_index("id")["heading"].to_dict()
    return [headings.get(field, FIELDS.get(field, field)) for field in rows["field"]]


def _row(row: Any, *, first: bool) -> list[Cell]:
    """``first``: of its organization, whose name is not repeated."""
    return [
        Cell(row.owner if first else ""),
        Cell(row.heading),
        Cell(say_when(row) or NOTHING),
        Cell(row.before, number=True),
        Cell(row.after, number=True),
        Cell(say_difference(row), number=True),
        Cell(f"{row.sheet}, {row.cell}"),
    ]


def _masks(rows: pd.DataFrame, screened: bool) -> tuple[list[str], list[str]]:
    """What stands instead of the values before and after."""
    if not screened:
        return [""] * len(rows), [""] * len(rows)
    return screening.masks(rows.assign(number=rows["number_before"])), screening.masks(rows)


def _content(row: Any, moment_: str, mask: str) -> str:
    figure, text = getattr(row, f"number{moment_}"), getattr(row, f"text{moment_}")
    if missing(figure):
        return NO_DATA if missing(text) else str(text)
    if mask:
        return mask
    return number_of(row.kind, int(figure))
