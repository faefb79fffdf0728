"""«Откуда число»: from a figure to the cells it came from, who sent them and when, and the earlier values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Literal

import pandas as pd
import streamlit as st

from uspekh.actuals.values.frame import KEY
from uspekh.monitoring.explaining.explanation import FlagExplanation
from uspekh.russian.format import NO_DATA, day, missing, moment, number
from uspekh.russian.periods import period_name
from uspekh.russian.text import plain
from uspekh.store.uploads import remarks
from uspekh.store.uploads.journal import journal
from uspekh.store.values.queries import history
from uspekh.ui.session import access
from uspekh.ui.session.state import project, shown
from uspekh.ui.show import methodology, screening, tables
from uspekh.ui.show.value_words import FIELDS, number_of, owners
from uspekh.words import NOTHING, loaded_by

WORDS = "Откуда число"
_OPENED = "откуда-который"
_DEMONSTRATION = "демонстрация"
_DATES = ("done", "forecast")


def button(
    key: str,
    title: str,
    find_cells: Callable[[], pd.DataFrame],
    *,
    short: bool = False,
    explain: Callable[[], FlagExplanation] | None = None,
) -> None:
    """A button that opens the cells behind a figure; ``find_cells`` gives rows of the values in force.

    ``short``: without its words, for a narrow place; ``explain``: what the flag of the figure says of itself.
    """
    look: dict[str, Any] = {"icon": ":material/search:", "type": "tertiary", "key": f"{key}-откуда"}
    if st.button("", help=WORDS, **look) if short else st.button(WORDS, **look):
        open_cells(title, find_cells(), explain().sentences() if explain else ())


def line(markdown: str, key: str, title: str, find_cells: Callable[[], pd.DataFrame]) -> None:
    """A line of words with such a button after it."""
    words, position = st.columns([20, 1], vertical_alignment="center")
    words.markdown(markdown)
    with position:
        button(key, title, find_cells, short=True)


def table(
    frame: pd.DataFrame,
    title: str,
    find_cells: Callable[[int, str], pd.DataFrame],
    *,
    key: str,
    formats: tables.Formats | None = None,
    height: int | Literal["content"] | None = None,
) -> None:
    """A table (``tables.show_clickable``) of which a click on a cell opens the cells behind it.

    ``find_cells`` gives the values in force behind the row of a place and the column of a name.
    """
    clicked = tables.show_clickable(frame, formats, key=key, height=height)
    if clicked is not None:
        open_cells(title, find_cells(*clicked))


def open_cells(title: str, rows: pd.DataFrame, sentences: Sequence[str] = ()) -> None:
    """Opens the dialog with the cells behind a figure (values in force), after ``sentences`` about its flag."""
    # Each opening is of its own: the row chosen in one is not chosen in the next.
    st.session_state[_OPENED] = st.session_state.get(_OPENED, 0) + 1
    _opened(title, rows, tuple(sentences), st.session_state[_OPENED])


@st.dialog(WORDS, width="large")
def _opened(title: str, rows: pd.DataFrame, sentences: tuple[str, ...], turn: int) -> None:
    """The cells, a row each; the earlier values of a row that is chosen."""
    st.markdown(f"**{plain(title)}**")
    if sentences:
        st.markdown("  \n".join(plain(sentence) for sentence in sentences))
    rows = access.visible(rows)
    if rows.empty:
        st.info("За этим числом нет ни одной ячейки: отчётов не было.")
        return
    st.caption(f"Ячеек: {number(len(rows), 0)}. Нажмите на строку, чтобы увидеть прежние значения.")
    chosen = st.dataframe(
        _cells(rows),
        hide_index=True,
        width="stretch",
        placeholder=NO_DATA,
        key=f"откуда-строка-{turn}",
        on_select="rerun",
        selection_mode="single-cell",
    )
    for position, _ in chosen["selection"]["cells"]:
        _earlier(rows.iloc[position])
    with st.expander(methodology.TITLE):
        methodology.choice(f"откуда-методика-{turn}", methodology.VALUES)


def _earlier(row: pd.Series) -> None:
    """Every value that was ever stored in the place of a value in force."""
    if shown().demonstration:
        st.caption("У демонстрационных чисел истории нет.")
        return
    past = history(project().engine, {name: row[name] for name in KEY}, access.person())
    if past.empty:
        st.caption("Прежних значений нет.")
        return
    sent_by = journal(project().engine, access.person()).set_index("id")["sent_by"].loc[past["upload"]]
    table = pd.DataFrame(
        {
            "Загрузка": [f"№ {upload}" for upload in past["upload"]],
            "Значение": values_in_words(past),
            "Ячейка": [f"{entry.sheet}, {entry.cell}" for entry in past.itertuples()],
            "Файл": past["file_name"],
            "Загрузил": [loaded_by(*names) for names in zip(past["by"], sent_by, strict=True)],
            "Когда": [moment(at) for at in past["at"]],
            "Состояние": ["отменена" if not missing(at) else "принята" for at in past["undone_at"]],
        }
    )
    st.markdown("**Все значения, последнее сверху**")
    tables.whole(table)


def _cells(rows: pd.DataFrame) -> pd.DataFrame:
    """The table of some rows of the values in force: whose, when, what, how much, from where and from whom."""
    headings = project().plan["components"].set_index("id")["heading"].to_dict()
    uploads = _uploads(rows)
    table = pd.DataFrame(
        {
            "Кто": owners(rows),
            "Год": [str(year) for year in rows["year"]],
            "Период": [period_name(months) if months else NOTHING for months in rows["months"]],
            "Что": [headings.get(field, FIELDS.get(field, field)) for field in rows["field"]],
            "Значение": values_in_words(rows),
            "Ячейка": [f"{row.sheet}, {row.cell}" for row in rows.itertuples()],
            "Файл": uploads["file_name"].tolist(),
            "Загрузил": uploads["by"].tolist(),
            "Когда": uploads["when"].tolist(),
        }
    )
    documents = rows["document"].fillna("").tolist() if "document" in rows else []
    if any(documents):
        table = table.assign(Документ=documents)
    comments = _comments_on(rows)
    return table.assign(Пояснение=comments) if any(comments) else table


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
        return pd.DataFrame({name: [_DEMONSTRATION] * len(rows) for name in ("file_name", "by", "when")})
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
    return [mask or _value_in_words(row) for row, mask in zip(rows.itertuples(), masks, strict=True)]


def _value_in_words(row: Any) -> str:
    if not missing(row.text):
        return day(date.fromisoformat(row.text)) if row.field in _DATES else str(row.text)
    if missing(row.number):
        return NO_DATA
    return number_of(row.kind, row.number)
