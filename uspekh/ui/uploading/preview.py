"""What an uploaded file would change, before the person confirms: before → after."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from uspekh.report.content.reported_values import FIELDS, number_of
from uspekh.russian.format import NO_DATA, missing, number
from uspekh.russian.periods import period_name
from uspekh.ui.session.state import project
from uspekh.ui.show import screening, tables
from uspekh.ui.show.value_words import owners
from uspekh.words import NOTHING

CHANGES = {"replaced": "заменено", "new": "новое", "same": "без изменений"}
_SHOWN = 1000
_FEW = 8


def show(
    changed: pd.DataFrame, *, heading: str = "Что изменится", key: str = "изменения", screened: bool = False
) -> None:
    """The table of changes, the replaced first; ``screened``: small health counts as of ``screening.masks``."""
    order = {name: position for position, name in enumerate(CHANGES)}
    rows = changed[changed["change"] != "same"]
    rows = rows.sort_values("change", key=lambda names: names.map(order), kind="stable")
    if rows.empty:
        return
    shown = rows.head(_SHOWN)
    before, after = _masks(shown, screened)
    columns = {
        "Было": contents(shown, "_before", before),
        "Станет": contents(shown, "", after),
        "Ячейка": [f"{row.sheet}, {row.cell}" for row in shown.itertuples()],
    }
    table = pd.concat(
        [shown["change"].map(CHANGES).rename("Изменение"), describe_keys(shown).assign(**columns)], axis=1
    )
    st.markdown(f"**{heading}**")
    tables.show(table, key=key, height=320 if len(table) > _FEW else None)
    if len(rows) > _SHOWN:
        st.caption(f"Показаны первые {number(_SHOWN, 0)} из {number(len(rows), 0)} изменений.")


def describe_keys(rows: pd.DataFrame) -> pd.DataFrame:
    """What each value of a tidy frame is about: columns «Кто или что», «Год», «Период», «Значение»."""
    headings = project().plan["components"].set_index("id")["heading"].to_dict()
    return pd.DataFrame(
        {
            "Кто или что": owners(rows),
            "Год": [str(year) if year else NOTHING for year in rows["year"]],
            "Период": [period_name(months) if months else NOTHING for months in rows["months"]],
            "Значение": [headings.get(field, FIELDS.get(field, field)) for field in rows["field"]],
        },
        index=rows.index,
    )


def contents(rows: pd.DataFrame, moment_: str, masks: list[str] | None = None) -> list[str]:
    """The values of the columns ``number`` and ``text`` with the ending ``moment_`` in words; a mask stands instead."""
    each = zip(rows.itertuples(), masks or [""] * len(rows), strict=True)
    return [_content(row, moment_, mask) for row, mask in each]


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
