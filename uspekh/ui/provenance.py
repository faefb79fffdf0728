"""«Откуда число»: from a figure to the cells it came from, who sent them and when, and the earlier values."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from uspekh.actuals.values import KEY
from uspekh.russian.format import NO_DATA, missing, number, roubles
from uspekh.russian.periods import period_name
from uspekh.russian.text import plain
from uspekh.store import remarks
from uspekh.store.uploads import journal
from uspekh.store.values import history
from uspekh.ui import access, screening, tables
from uspekh.ui.filters import organization_names
from uspekh.ui.preview import FIELDS, moment, who
from uspekh.ui.state import project, shown

DEMONSTRATION = "демонстрация"


def button(key: str, title: str, behind: Callable[[], pd.DataFrame]) -> None:
    """A button that opens the cells behind a figure; ``behind`` gives rows of the values in force."""
    if st.button("Откуда число", icon=":material/search:", key=f"{key}-откуда", type="tertiary"):
        opened(title, behind())


@st.dialog("Откуда число", width="large")
def opened(title: str, rows: pd.DataFrame) -> None:
    """The cells, a row each; the earlier values of a row that is chosen."""
    st.markdown(f"**{plain(title)}**")
    rows = access.visible(rows)
    if rows.empty:
        st.info("За этим числом нет ни одной ячейки: отчётов не было.")
        return
    table = _cells(rows)
    st.caption(f"Ячеек: {number(len(rows), 0)}. Выберите строку, чтобы увидеть прежние значения.")
    chosen = st.dataframe(
        table, hide_index=True, width="stretch", key="откуда-строка", on_select="rerun", selection_mode="single-row"
    )
    for place in chosen["selection"]["rows"]:
        _earlier(rows.iloc[place])


def _cells(rows: pd.DataFrame) -> pd.DataFrame:
    names = {code: name for name, code in organization_names().items()}
    headings = project().plan["components"].set_index("id")["heading"].to_dict()
    uploads = _uploads(rows)
    table = pd.DataFrame(
        {
            "Кто": [names.get(code, code) if not part else f"{code}, {part}" for code, part in _pairs(rows)],
            "Год": [str(year) for year in rows["year"]],
            "Период": [period_name(months) for months in rows["months"]],
            "Что": [headings.get(field, FIELDS.get(field, field)) for field in rows["field"]],
            "Значение": _values(rows),
            "Ячейка": [f"{row.sheet}, {row.cell}" for row in rows.itertuples()],
            "Файл": uploads["file_name"].tolist(),
            "Загрузил": uploads["by"].tolist(),
            "Когда": uploads["when"].tolist(),
        }
    )
    said = _said_of(rows)
    return table.assign(Пояснение=said) if any(said) else table


def _said_of(rows: pd.DataFrame) -> list[str]:
    """What was said of the warnings about each cell when its file was accepted."""
    if "upload" not in rows:
        return [""] * len(rows)
    kept = remarks.of_uploads(project().engine, [int(upload) for upload in rows["upload"].unique()], access.person())
    by_cell = kept.groupby(["upload", "sheet", "cell"])["comment"].agg("; ".join).to_dict()
    places = zip(rows["upload"], rows["sheet"], rows["cell"], strict=True)
    return [by_cell.get(place, "") for place in places]


def _pairs(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(rows["subject"], rows["part"], strict=True))


def _uploads(rows: pd.DataFrame) -> pd.DataFrame:
    """Upload of each row: ``file_name, by, when``; the demonstration has none."""
    if "upload" not in rows:
        return pd.DataFrame({name: [DEMONSTRATION] * len(rows) for name in ("file_name", "by", "when")})
    known = journal(project().engine, access.person()).set_index("id")
    found = known.loc[rows["upload"]]
    return found.assign(
        file_name=[f"№ {upload}, {name}" for upload, name in found["file_name"].items()],
        by=[who(*names) for names in zip(found["by"], found["sent_by"], strict=True)],
        when=[moment(at) for at in found["at"]],
    )


def _earlier(row: pd.Series) -> None:
    if shown().demonstration:
        st.caption("У демонстрационных чисел истории нет.")
        return
    past = history(project().engine, {name: row[name] for name in KEY}, access.person())
    sent_by = journal(project().engine, access.person()).set_index("id")["sent_by"].loc[past["upload"]]
    table = pd.DataFrame(
        {
            "Загрузка": [f"№ {upload}" for upload in past["upload"]],
            "Значение": _values(past),
            "Ячейка": [f"{entry.sheet}, {entry.cell}" for entry in past.itertuples()],
            "Файл": past["file_name"],
            "Загрузил": [who(*names) for names in zip(past["by"], sent_by, strict=True)],
            "Когда": [moment(at) for at in past["at"]],
            "Состояние": ["отменена" if not missing(at) else "принята" for at in past["undone_at"]],
        }
    )
    st.markdown("**Все значения этой ячейки плана, последнее сверху**")
    tables.show(table, key="откуда-история")


def _values(rows: pd.DataFrame) -> list[str]:
    masks = screening.masks(rows)
    return [mask or _said(row.kind, row.number) for row, mask in zip(rows.itertuples(), masks, strict=True)]


def _said(kind: str, value: int | None) -> str:
    if missing(value):
        return NO_DATA
    return roubles(value) if kind == "budget" else number(value, 0)
