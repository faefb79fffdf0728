"""«Кто даёт отклонение»: people short or over by organization, adding up to the city's, and what is but chance."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from uspekh.monitoring.explaining.chance import LABELS, MODEL
from uspekh.monitoring.explaining.deviation_parts import Deviation, DeviationPart, divide_deviation, say_undivided
from uspekh.monitoring.figures import Figures
from uspekh.russian.format import NBSP, number
from uspekh.ui.show import methodology, table
from uspekh.ui.show.table import Cell
from uspekh.words import GUIDE_SIGNS, NO_PLAN, NOTHING, PEOPLE, WITHOUT_FLAG

_TITLE = "Кто даёт отклонение"
_PIXELS = 40
"""Length of the longest bar."""


def show(figures: Figures, measure: str, on_click: Callable[[str], None]) -> None:
    """The table of the selected year; words where nothing is divided. ``on_click``: takes an organization's code."""
    year = figures.selection.year
    deviation = divide_deviation(figures, measure)
    if deviation is None:
        st.markdown(f"**{_TITLE}, {year}{NBSP}год**")
        st.caption(say_undivided(figures, measure))
        return
    st.markdown(f"**{_TITLE}, {year}{NBSP}год:** {_say_total(deviation)}")
    with_chance = any(part.chance for part in deviation.parts)
    table.show(
        ["Организация", f"К плану, {PEOPLE}", "", *(["Случайность"] if with_chance else [])],
        [_row(part, deviation.longest, with_chance=with_chance) for part in deviation.parts],
        key=f"отклонение-{measure}",
        on_click=on_click,
        fold=0,
        dense=True,
    )
    whose = "выбранных организаций" if figures.selection.organizations else "города"
    st.caption("; ".join(_notes(deviation, whose)) + ".")
    methodology.button("отклонение", methodology.SHORTFALL)


def _row(part: DeviationPart, longest: int, *, with_chance: bool) -> list[Cell]:
    chance = Cell(LABELS[part.chance].removesuffix(" случайного") if part.chance else NOTHING)
    return [
        Cell(f"{part.name}, не сдано" if part.silent else part.name),
        Cell(part.say(), part.organization, number=True, state="" if part.state == NO_PLAN else part.state),
        Cell("", html=_bar(part, longest)),
        *([chance] if with_chance else []),
    ]


def _bar(part: DeviationPart, longest: int) -> str:
    """A full bar for who lacks, an outline for who has more; the number stands beside it."""
    if not part.shortfall:
        return ""
    pixels = max(2, round(_PIXELS * abs(part.shortfall) / longest))
    fill = "var(--st-blue-color)" if part.shortfall > 0 else "transparent"
    return (
        f'<span aria-hidden="true" style="display:inline-block;height:10px;width:{pixels}px;background:{fill};'
        'border:1px solid var(--st-blue-color);box-sizing:border-box;print-color-adjust:exact"></span>'
    )


def _say_total(deviation: Deviation) -> str:
    if deviation.total is None:
        return "значения города нет, показано, чего ждём от каждой организации"
    people = f"**{number(abs(deviation.total), 0)}**{NBSP}{PEOPLE}"
    if deviation.total > 0:
        return f"до плана не хватает {people}"
    return f"сверх плана {people}" if deviation.total else "ровно по плану"


def _notes(deviation: Deviation, whose: str) -> list[str]:
    notes = [f"части складываются в отклонение {whose}"] if deviation.total is not None else []
    signs = {part.state for part in deviation.parts} & set(GUIDE_SIGNS)
    if signs:
        words = ", ".join(f"{GUIDE_SIGNS[each]}{NBSP}{WITHOUT_FLAG[each]}" for each in GUIDE_SIGNS if each in signs)
        notes.append(f"{words}: своего плана у организации нет")
    if any(part.chance for part in deviation.parts):
        notes.append(MODEL)
    return notes
