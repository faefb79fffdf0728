"""«Откуда число»: from a figure to the cells it came from, who sent them and when, and the earlier values."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from uspekh.actuals.values.frame import KEY
from uspekh.monitoring.explaining.arithmetic import say_arithmetic
from uspekh.monitoring.explaining.explanation import FlagExplanation
from uspekh.report.content.reported_values import FIELDS, value_in_words
from uspekh.russian.format import missing, moment, number
from uspekh.russian.periods import period_name
from uspekh.russian.text import plain
from uspekh.store.uploads import remarks
from uspekh.store.uploads.journal import journal
from uspekh.store.values.queries import history
from uspekh.ui.session import access
from uspekh.ui.session.state import project, shown
from uspekh.ui.show import methodology
from uspekh.ui.show.table import Cell
from uspekh.ui.show.table import show as show_table
from uspekh.ui.show.words import screening
from uspekh.ui.show.words.value_words import owners
from uspekh.words import loaded_by

WORDS = "Откуда число"
_DEMONSTRATION = "демонстрация"


def open_cells(title: str, rows: pd.DataFrame, explanation: FlagExplanation | None = None) -> None:
    """Opens the dialog with the cells behind a figure (values in force), after what its flag says of itself.

    To be called where a press is answered (``table.show``, ``tiles.show``, ``charts.show``); it opens each time.
    """
    _opened(title, rows, explanation)


@st.dialog(WORDS, width="large")
def _opened(title: str, rows: pd.DataFrame, explanation: FlagExplanation | None) -> None:
    """The flag, the sum, the cells by whose they are; the earlier values of one that is pressed."""
    st.markdown(f"**{plain(title)}**")
    if explanation is not None:
        st.markdown("  \n".join(plain(sentence) for sentence in explanation.sentences()))
    rows = access.visible(rows)
    if rows.empty:
        st.info("За этим числом нет ни одной ячейки: отчётов не было.")
        return
    rows = rows.assign(owner=owners(rows), mask=screening.masks(rows))
    rows = rows.sort_values(["owner", "year", "months"], kind="stable", ignore_index=True)
    # A sum would tell what is hidden.
    if not any(rows["mask"]):
        st.markdown("  \n".join(plain(sentence) for sentence in say_arithmetic(project().plan, rows)))
    st.caption(f"Ячеек: {number(len(rows), 0)}. Нажмите на значение, чтобы увидеть прежние.")
    headings, cells = _cells(rows)
    show_table(headings, cells, key="откуда-ячейки", on_click=lambda row: _earlier(rows.iloc[int(row)]))
    with st.expander(methodology.TITLE):
        methodology.choice("откуда-методика", methodology.VALUES)


def _earlier(row: pd.Series) -> None:
    """Every value that was ever stored in the cell of a value in force."""
    if shown().demonstration:
        st.caption("У демонстрационных чисел истории нет.")
        return
    past = history(project().engine, {name: row[name] for name in KEY}, access.person())
    if past.empty:
        st.caption("Прежних значений нет.")
        return
    sent_by = journal(project().engine, access.person()).set_index("id")["sent_by"].reindex(past["upload"])
    values = zip(past.itertuples(), values_in_words(past), sent_by, strict=True)
    st.markdown(f"**{plain(row['owner'])}: все значения, последнее сверху**")
    show_table(
        ["Значение", "Файл", "Ячейка", "Загрузил", "Когда", "Состояние"],
        [
            [
                Cell(value, number=True),
                Cell(f"№ {entry.upload}, {entry.file_name}"),
                Cell(f"{entry.sheet}, {entry.cell}"),
                Cell(loaded_by(entry.by, sender)),
                Cell(moment(entry.at)),
                Cell("принята" if missing(entry.undone_at) else "отменена"),
            ]
            for entry, value, sender in values
        ],
        key="откуда-история",
        name="Прежние значения",
    )


def _cells(rows: pd.DataFrame) -> tuple[list[str], list[list[Cell]]]:
    """Whose, what, when, how much, from where and from whom: headings and rows; an owner's name once."""
    components = project().plan["components"].set_index("id")["heading"].to_dict()
    uploads = _uploads(rows)
    columns = {
        "Кто": [Cell(name) for name in rows["owner"].mask(rows["owner"] == rows["owner"].shift(), "")],
        "Что": [Cell(components.get(field, FIELDS.get(field, field))) for field in rows["field"]],
        "Период": [Cell(_when(row)) for row in rows.itertuples()],
        "Значение": [
            Cell(value, action=str(position), number=True) for position, value in enumerate(values_in_words(rows))
        ],
        "Файл, ячейка": [
            Cell(f"{file}\n{row.sheet}, {row.cell}")
            for file, row in zip(uploads["file_name"], rows.itertuples(), strict=True)
        ],
        "Загрузил": [Cell(f"{by}\n{when}") for by, when in zip(uploads["by"], uploads["when"], strict=True)],
        "Документ": [Cell(document) for document in _texts(rows, "document")],
        "Пояснение": [Cell(comment) for comment in _comments_on(rows)],
    }
    columns = {heading: cells for heading, cells in columns.items() if any(cell.text.strip() for cell in cells)}
    return list(columns), [list(row) for row in zip(*columns.values(), strict=True)]


def _when(row: Any) -> str:
    """«2022, год»."""
    return ", ".join([str(row.year), *([period_name(row.months)] if row.months else [])])


def _texts(rows: pd.DataFrame, column: str) -> list[str]:
    return rows[column].fillna("").tolist() if column in rows else [""] * len(rows)


def _comments_on(rows: pd.DataFrame) -> list[str]:
    """What was said of the warnings about each cell when its file was accepted."""
    if "upload" not in rows:
        return [""] * len(rows)
    explained = remarks.of_uploads(
        project().engine, [int(upload) for upload in rows["upload"].unique()], access.person()
    )
    by_cell = explained.groupby(["upload", "sheet", "cell"])["comment"].agg("; ".join).to_dict()
    cells = zip(rows["upload"], rows["sheet"], rows["cell"], strict=True)
    return [by_cell.get(position, "") for position in cells]


def _uploads(rows: pd.DataFrame) -> pd.DataFrame:
    """Upload of each row: ``file_name, by, when``; the demonstration has none."""
    if "upload" not in rows:
        return pd.DataFrame({"file_name": _DEMONSTRATION, "by": "", "when": ""}, index=rows.index)
    uploads = journal(project().engine, access.person()).set_index("id")
    uploads_of_rows = uploads.loc[rows["upload"]]
    return uploads_of_rows.assign(
        file_name=[f"№ {upload}, {name}" for upload, name in uploads_of_rows["file_name"].items()],
        by=[loaded_by(*names) for names in zip(uploads_of_rows["by"], uploads_of_rows["sent_by"], strict=True)],
        when=[moment(at) for at in uploads_of_rows["at"]],
    )


def values_in_words(rows: pd.DataFrame) -> list[str]:
    """What each value reads like, with small counts hidden from whoever may not see them."""
    masks = screening.masks(rows)
    return [mask or value_in_words(row) for row, mask in zip(rows.itertuples(), masks, strict=True)]
