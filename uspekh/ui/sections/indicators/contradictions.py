"""Where a part exceeds its whole: a row each, which opens both numbers."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
import streamlit as st

from uspekh.monitoring.explaining.provenance import excess_behind
from uspekh.monitoring.figures import Figures
from uspekh.russian.format import number, plural
from uspekh.ui.session import filters, state
from uspekh.ui.session.figures import excesses_of
from uspekh.ui.show import provenance, table
from uspekh.ui.show.table import Cell

WRONG = ":material/error:"


def of_fields(figures: Figures, fields: Collection[str]) -> pd.DataFrame:
    """The contradictions of the selection (unique children above views) with one of the fields as part or whole."""
    limits = figures.plan["components"].set_index("id")["at_most"].str.split()
    involved = {*limits[limits.str.len() > 0].index, *limits.explode().dropna()}
    # Most figures are compared with nothing: they need not wait for those that are.
    if involved.isdisjoint(fields):
        return pd.DataFrame()
    excesses = excesses_of(figures.selection)
    return excesses[excesses["part"].isin(list(fields)) | excesses["whole"].isin(list(fields))].reset_index(drop=True)


def show(figures: Figures, excesses: pd.DataFrame) -> None:
    """Contradictions, each with the way to its cells."""
    titles = state.project().plan["components"].set_index("id")["heading"]
    names = {code: name for name, code in filters.organization_names().items()}
    excesses = excesses.assign(
        who=[names.get(code, code) or "В сумме" for code in excesses["organization"]],
        part_title=excesses["part"].map(titles),
        whole_title=excesses["whole"].map(titles),
    )
    count = f"{len(excesses)} {plural(len(excesses), 'раз', 'раза', 'раз')}"
    st.error(f"В отчётах {count} часть больше целого. Проверьте оба числа каждой строки.", icon=WRONG)

    def open_row(position: str) -> None:
        row = excesses.iloc[int(position)]
        cells = excess_behind(figures, row["organization"], row["year"], (row["part"], row["whole"]))
        provenance.open_cells(f"{row['who']}, {row['year']} год", cells)

    rows = [
        [
            Cell(row.who),
            Cell(str(row.year)),
            Cell(row.part_title),
            Cell(number(row.value, 0), number=True, action=str(position)),
            Cell(row.whole_title),
            Cell(number(row.limit, 0), number=True, action=str(position)),
        ]
        for position, row in enumerate(excesses.itertuples())
    ]
    headings = ["Организация", "Год", "Часть", "Сдано", "Целое", "Сдано целого"]
    table.show(headings, rows, key="превышения", on_click=open_row, name="Часть больше целого")
