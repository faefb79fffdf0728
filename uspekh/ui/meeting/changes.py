"""«Почему изменилось»: the figures of two meetings or dates, and what made of the first the second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
import streamlit as st

from uspekh.differences import Difference, State, explain_difference, state_at_end_of, state_of_meeting
from uspekh.monitoring.changed_figures import DIGITS, describe_changes, say_flag, say_standing, say_value
from uspekh.monitoring.difference import CAUSES, Change, Step, print_status
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.judging.shortfall import round_to_total
from uspekh.monitoring.selection import Selection
from uspekh.russian.format import number
from uspekh.store.decided import meetings
from uspekh.store.uploads.earlier import moment_at
from uspekh.ui.session import access
from uspekh.ui.session.figures import BY_SELECTION, figures_of
from uspekh.ui.session.state import Stamp, project, stamp, today
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell

NOW, ON_DATE = "сейчас", "на дату"


@dataclass(frozen=True)
class End:
    """One end of a comparison: a meeting, the end of a day, or (neither) what is shown now."""

    meeting: int | None = None
    on: date | None = None


def section(figures: Figures, names: dict[int, str]) -> None:
    """Two choices of frozen meetings (``names`` by number) and dates, and the changes between them."""
    st.markdown("**Почему изменилось**")
    first, last = st.columns(2)
    with first:
        before = _choose("Было", [*names.values(), ON_DATE], names, "изменилось-было")
    with last:
        after = _choose("Стало", [NOW, ON_DATE, *names.values()], names, "изменилось-стало")
    difference = _explain(stamp(), before, after, figures.selection, access.about_itself())
    if difference.older_rules:
        st.caption("Совещание зафиксировано по прежним правилам: разница из-за них названа первой.")
    if difference.tables_lost:
        st.caption("Таблицы плана того времени не читаются: изменения плана не отделены от изменений правил.")
    if difference.changes:
        show(difference.changes)
    else:
        st.markdown("Изменений нет.")
    st.caption(
        "Причины взяты по очереди: правила, период и дата, поздние сдачи, исправления, отменённые загрузки, план; шаги "
        "складываются в изменение. Численность детей по здоровью сравнивается только между зафиксированными числами."
    )


def _choose(label: str, options: list[str], names: dict[int, str], key: str) -> End:
    chosen = st.selectbox(label, options, key=key)
    if chosen == ON_DATE:
        yesterday = today() - timedelta(days=1)
        picked = st.date_input(
            f"{label}: на конец дня", value=yesterday, max_value=today(), format="DD.MM.YYYY", key=f"{key}-день"
        )
        return End(on=picked if isinstance(picked, date) else yesterday)
    return End(meeting=next((number_ for number_, name in names.items() if name == chosen), None))


@st.cache_data(show_spinner="Числа пересчитываются", max_entries=16, hash_funcs=BY_SELECTION)
def _explain(stamp: Stamp, before: End, after: End, selection: Selection, exact: bool) -> Difference:
    first, last = (_state(end, selection) for end in (before, after))
    if first.moment.at > last.moment.at:
        first, last = last, first
    return explain_difference(project(), first, last, selection.year)


def _state(end: End, selection: Selection) -> State:
    if end.meeting is not None:
        return state_of_meeting(project(), meetings.meeting(project().engine, end.meeting, access.person()))
    if end.on is not None:
        return state_at_end_of(project(), end.on, selection)
    shown = print_status(figures_of(selection))
    return State(moment_at(project().engine, datetime.now(UTC)), selection, shown)


def show(changes: Sequence[Change]) -> None:
    """A table of changes with a column for each cause that there is."""
    texts = [_causes(change) for change in changes]
    present = [cause for cause in CAUSES if any(cause in each for each in texts)]
    described = describe_changes(changes, project().rules)
    rows = [
        [
            Cell(each.what),
            Cell(str(each.year)),
            Cell(each.before, number=True),
            Cell(each.after, number=True),
            *(Cell(text.get(cause, "")) for cause in present),
            Cell(each.flag_before),
            Cell(each.flag_after),
        ]
        for each, text in zip(described, texts, strict=True)
    ]
    causes = (CAUSES[cause].capitalize() for cause in present)
    headings = ["Что", "Год", "Было", "Стало", *causes, "Оценка была", "Оценка стала"]
    table.show(headings, rows, key="изменилось", name="Почему изменилось")


def _causes(change: Change) -> dict[str, str]:
    """What each cause did, in words; differences of numbers are rounded so that they add up."""
    numeric = all(isinstance(each.fact, (int, float)) for step in change.steps for each in (step.before, step.after))
    if not numeric:
        return {step.cause: _words(step) for step in change.steps if step.cause}
    exact = [step.after.fact - step.before.fact for step in change.steps]
    scale = 10**DIGITS
    rounded = round_to_total(np.array(exact) * scale, (change.after.fact - change.before.fact) * scale) / scale
    sums: dict[str, float] = {}
    for step, difference in zip(change.steps, rounded, strict=True):
        sums[step.cause] = sums.get(step.cause, 0.0) + float(difference)
    words = {step.cause: _words(step) for step in change.steps}
    return {
        cause: number(total, DIGITS, sign=True) if total else words[cause] for cause, total in sums.items() if cause
    }


def _words(step: Step) -> str:
    """What became another besides a number."""
    rules = project().rules
    if step.before.fact != step.after.fact:
        return f"{say_standing(step.before)} → {say_standing(step.after)}"
    if step.before.plan != step.after.plan:
        return f"план {say_value(step.before.plan)} → {say_value(step.after.plan)}"
    return f"{say_flag(step.before.flag, rules)} → {say_flag(step.after.flag, rules)}"
