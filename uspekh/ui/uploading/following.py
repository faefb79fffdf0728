"""What a file changes: its values by organization, the sharpest first, and beside them the figures that follow."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from uspekh.actuals.reading import Reading
from uspekh.monitoring.explaining.consequences import Consequence
from uspekh.russian.format import NBSP
from uspekh.russian.periods import in_year
from uspekh.russian.text import plain
from uspekh.trial import MOST, Trial, try_values
from uspekh.ui.session import reruns, state
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell
from uspekh.ui.show.words import flags
from uspekh.ui.uploading import preview
from uspekh.words import NOTHING, incomplete_label

_TRIED = "следствия"
_FOLD = 10
_HEADINGS = ("Показатель", "Период", "Было", "Станет", "Оценка")


def show(reading: Reading, values: pd.DataFrame, changed: pd.DataFrame, organization: str = "") -> None:
    """Both halves; ``values``: those of the reading, or what is left of them; ``changed``: what they change.

    ``organization``: whose figures follow, where it is not the municipality.
    """
    left, right = st.columns([3, 2], gap="medium")
    with left:
        preview.show(changed)
    with right:
        st.markdown("**Что из этого следует**")
        if (changed["change"] == "same").all():
            st.caption("Файл ничего не меняет: показатели останутся прежними.")
            return
        with st.spinner("Показатели пересчитываются…"):
            _show_figures(_tried(reading, values, organization))


def _tried(reading: Reading, values: pd.DataFrame, organization: str) -> Trial | None:
    key = (reading.sha256, reading.file_name, len(values), organization, state.stamp(), state.today())
    return reruns.compute_once(_TRIED, key, lambda: try_values(state.project(), values, state.today(), organization))


def _show_figures(trial: Trial | None) -> None:
    if trial is None:
        st.caption(f"Показатели не пересчитаны заранее: в базе больше {MOST} значений. Они изменятся после сохранения.")
        return
    for shift in trial.shifts:
        st.caption(plain(shift.say()))
    if not trial.consequences:
        st.caption("Показатели, результаты, деньги и сроки остаются прежними.")
        return
    rows = [_row(consequence) for consequence in trial.consequences]
    table.show(
        _HEADINGS, rows, key="следствия-таблица", name="Что следует из файла", fold=_FOLD, widths=(22, 15, 12, 15, 36)
    )


def _row(consequence: Consequence) -> list[Cell]:
    what, when = Cell(consequence.what), Cell(in_year(consequence.year, consequence.months))
    if consequence.concealed:
        return [what, when, Cell(NOTHING, number=True), Cell("после сохранения", number=True), Cell(NOTHING)]
    unit = f"{NBSP}{consequence.unit}" if consequence.unit else ""
    return [
        what,
        when,
        Cell(consequence.before, number=True),
        Cell(f"{consequence.after}{unit}", number=True),
        _judged(consequence),
    ]


def _judged(consequence: Consequence) -> Cell:
    """The flag that follows, and the one that it takes the place of."""
    before, after = consequence.flag_before, consequence.flag_after
    if after is None:
        return Cell(NOTHING)
    was = f" (было: {flags.word_of(before)})" if before not in (None, "no_data", after) else ""
    words = incomplete_label(flags.word_of(after), after, consequence.complete)
    return Cell(f"{words}{was}", state=after, incomplete=not consequence.complete)
