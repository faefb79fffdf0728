"""Where a part exceeds its whole: a few are said in words, many are listed."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

import pandas as pd
import streamlit as st

from uspekh.monitoring.explaining.provenance import excess_behind
from uspekh.monitoring.figures import Figures
from uspekh.russian.format import number, plural
from uspekh.russian.text import plain
from uspekh.ui.session import filters, state
from uspekh.ui.session.figures import excesses_of
from uspekh.ui.show import provenance

FEW = 3
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
    if len(excesses) <= FEW:
        for row in excesses.itertuples():
            _say(figures, row)
    else:
        _listed(figures, excesses)


def _say(figures: Figures, row: pd.Series) -> None:
    st.error(
        f"{plain(row.who)}, {row.year} год: «{plain(row.part_title)}» — {number(row.value, 0)}, это больше, чем "
        f"«{plain(row.whole_title)}» — {number(row.limit, 0)}. Проверьте оба числа.",
        icon=WRONG,
    )
    cells = partial(excess_behind, figures, row.organization, row.year, (row.part, row.whole))
    provenance.button(f"превышение-{row.Index}", f"{row.who}, {row.year} год", cells)


def _listed(figures: Figures, excesses: pd.DataFrame) -> None:
    count = f"{len(excesses)} {plural(len(excesses), 'раз', 'раза', 'раз')}"
    st.error(f"В отчётах {count} часть больше целого. Проверьте оба числа каждой строки.", icon=WRONG)
    table = pd.DataFrame(
        {
            "Организация": excesses["who"],
            "Год": excesses["year"],
            "Часть": excesses["part_title"],
            "Сдано": [number(value, 0) for value in excesses["value"]],
            "Целое": excesses["whole_title"],
            "Сдано целого": [number(value, 0) for value in excesses["limit"]],
        }
    )

    def find_cells(position: int, _: str) -> pd.DataFrame:
        row = excesses.iloc[position]
        return excess_behind(figures, row["organization"], row["year"], (row["part"], row["whole"]))

    with st.expander(f"Показать все: {len(excesses)}"):
        provenance.table(table, "Часть больше целого", find_cells, key="превышения")
