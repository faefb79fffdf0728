"""What an uploaded file would change, before the person confirms: before → after."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from uspekh.actuals.reading import Reading
from uspekh.russian.format import NO_DATA, missing, moment, number, roubles
from uspekh.russian.periods import period_name
from uspekh.sending import read_own
from uspekh.store.values.queries import revision
from uspekh.ui.session.state import project
from uspekh.ui.show import screening, tables
from uspekh.ui.show.value_words import FIELDS, who
from uspekh.ui.uploading import jobs

CHANGES = {"replaced": "заменено", "new": "новое", "same": "без изменений"}
_SHOWN = 1000
_FEW = 8


def read(content: bytes, name: str, organization: str = "") -> Reading | None:
    """The reading of a file, kept for the reruns of the page that asked for it; ``None`` while it is being read.

    ``organization``: read as that one sends it, with nothing but its own values.
    """
    key = (hashlib.sha256(content).hexdigest(), name, organization, revision(project().engine))
    if st.session_state.get("прочитано", (None,))[0] != key:
        own = partial(read_own, project(), organization=organization)
        done = jobs.reading(content, name, key, own if organization else project().read)
        if done is None:
            return None
        st.session_state["прочитано"] = (key, done)
    reading: Reading = st.session_state["прочитано"][1]
    return reading


def show(
    changed: pd.DataFrame, *, heading: str = "Что изменится", key: str = "изменения", screened: bool = False
) -> None:
    """The table of changes, the replaced first; ``screened``: small health counts as of ``screening.masks``."""
    order = {name: place for place, name in enumerate(CHANGES)}
    rows = changed[changed["change"] != "same"]
    rows = rows.sort_values("change", key=lambda names: names.map(order), kind="stable")
    if rows.empty:
        return
    shown = rows.head(_SHOWN)
    before, after = _masks(shown, screened)
    told = {
        "Было": contents(shown, "_before", before),
        "Станет": contents(shown, "", after),
        "Ячейка": [f"{row.sheet}, {row.cell}" for row in shown.itertuples()],
    }
    table = pd.concat([shown["change"].map(CHANGES).rename("Изменение"), places(shown).assign(**told)], axis=1)
    st.markdown(f"**{heading}**")
    tables.show(table, key=key, height=320 if len(table) > _FEW else None)
    if len(rows) > _SHOWN:
        st.caption(f"Показаны первые {number(_SHOWN, 0)} из {number(len(rows), 0)} изменений.")


def places(rows: pd.DataFrame) -> pd.DataFrame:
    """What each value of a tidy frame is about: columns «Кто или что», «Год», «Период», «Значение»."""
    headings = project().plan["components"].set_index("id")["heading"].to_dict()
    return pd.DataFrame(
        {
            "Кто или что": [" / ".join(filter(None, pair)) for pair in zip(rows["subject"], rows["part"], strict=True)],
            "Год": [str(year) if year else "—" for year in rows["year"]],
            "Период": [period_name(months) if months else "—" for months in rows["months"]],
            "Значение": [headings.get(field, FIELDS.get(field, field)) for field in rows["field"]],
        },
        index=rows.index,
    )


def contents(rows: pd.DataFrame, moment_: str, masks: list[str] | None = None) -> list[str]:
    """The values of the columns ``number`` and ``text`` with the ending ``moment_`` in words; a mask stands instead."""
    each = zip(rows.itertuples(), masks or [""] * len(rows), strict=True)
    return [_content(row, moment_, mask) for row, mask in each]


def journal_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The journal with Russian columns; the reason where any closed period was changed."""
    table = pd.DataFrame(
        {
            "№": rows["id"],
            "Когда": [moment(at) for at in rows["at"]],
            "Кто": [who(*names) for names in zip(rows["by"], rows["sent_by"], strict=True)],
            "Файл": rows["file_name"],
            "Строк": rows["rows"],
            "Новых": rows["new"],
            "Заменено": rows["replaced"],
            "Без изменений": rows["same"],
            "Состояние": ["действует" if missing(at) else f"отменена {moment(at)}" for at in rows["undone_at"]],
        }
    )
    return table.assign(Причина=rows["reason"]) if rows["reason"].any() else table


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
    return roubles(int(figure)) if row.kind == "budget" else number(int(figure), 0)
