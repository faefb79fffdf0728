"""«Утвердить планы организаций»: guides in a form, to be changed and accepted as plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from uspekh.access.person import Action, Forbidden, Person
from uspekh.actuals.parsing.numbers import CLEARED
from uspekh.actuals.writing.template import write_plans, write_template
from uspekh.monitoring.explaining.plan_remarks import say_lowered_plans, say_sum_of_plans
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.plans.guides import OWN_PLAN
from uspekh.monitoring.selection import Selection
from uspekh.passport.organization_plans import plan_labels, same_figures
from uspekh.russian.format import NBSP, missing, number
from uspekh.russian.text import plain, saved_name
from uspekh.store.guards.locks import PeriodClosed
from uspekh.store.uploads.confirmation import PreviewOutdated
from uspekh.ui.session import access, filters, state
from uspekh.ui.session.figures import figures_of
from uspekh.ui.show import tables
from uspekh.ui.uploading import checked
from uspekh.words import PLAN_KINDS

TITLE = "Утвердить планы организаций"
MOST_IN_FORM = 60
"""More organizations than these are planned in a workbook, not on a page."""
_OPEN, _SAVED = "планы-открыты", "планы-утверждены"
_DIGITS = 3


def offer() -> None:
    """The button that opens the form; what a form that was accepted has changed is said once."""
    if not access.may(Action.ACCEPT):
        return
    if saved := st.session_state.pop(_SAVED, None):
        st.success(saved)
    st.button(TITLE, width="stretch", on_click=_turn, args=(True,))


def is_open() -> bool:
    """Whether the form stands in place of the page: its guides are worked out when somebody asks for them."""
    return bool(st.session_state.get(_OPEN)) and access.may(Action.ACCEPT)


def show(selection: Selection) -> None:
    """The form of a measure's plans in the selected year, and the same as a workbook."""
    head, back = st.columns([5, 1], vertical_alignment="center")
    head.subheader(TITLE, anchor=False)
    back.button("Закрыть", width="stretch", on_click=_turn, args=(False,))
    plan, year = state.project().plan, selection.year
    measures, first = plan["measures"].set_index("id"), same_figures(plan["measures"])
    labels = {measure: label for measure, label in plan_labels(plan["measures"]).items() if first[measure] == measure}
    measure = st.selectbox(
        "Показатель или результат",
        list(labels),
        format_func=lambda each: f"{labels[each]} {plan.short_title(*measures.loc[each, ['subject_kind', 'subject']])}",
        key="планы-показатель",
    )
    figures = figures_of(replace(selection, organizations=()))
    every = figures.organizations[figures.organizations["year"] == year]
    _offer_workbook(every, year)
    rows = every[(every["measure"] == measure) & every["plan_kind"].notna()]
    if rows.empty or len(rows) > MOST_IN_FORM:
        st.caption("Организаций с ориентиром нет." if rows.empty else "Организаций много: впишите планы в книгу Excel.")
        return
    _form(rows, measure, year, labels[measure])


def _turn(opened: bool) -> None:
    st.session_state[_OPEN] = opened


def say_remarks(figures: Figures, organization: str = "") -> None:
    """Beside the flags of the year: plans that do not add up to the city's, and which were made easier afterwards.

    ``organization``: whose plans alone are spoken of.
    """
    year = figures.selection.year
    names = {code: name for name, code in filters.organization_names().items()}
    planned = dict.fromkeys(figures.set_plans["measure"])
    # Nothing is to be said of a measure for which nobody has set a plan.
    lowered = None if state.shown().demonstration or not planned else state.project().lowered_plans()
    if lowered is not None and organization:
        lowered = lowered[lowered["organization"] == organization]
    labels = plan_labels(figures.definitions)
    units = dict(zip(figures.definitions["id"], figures.definitions["unit"], strict=True))
    for measure in planned:
        remarks = [] if organization else [say_sum_of_plans(figures, measure, year)]
        if lowered is not None:
            remarks += say_lowered_plans(lowered, names, measure, year, str(units[measure]))
        for remark in filter(None, remarks):
            st.caption(plain(f"{labels[measure]}: {remark}."))


def _offer_workbook(every: pd.DataFrame, year: int) -> None:
    project, directory = state.project(), state.shown().directory
    st.download_button(
        "Форма с ориентирами в Excel",
        lambda: write_template(project.plan, directory, [year], None, every, project.label),
        saved_name(f"Планы организаций, {year}.xlsx"),
        tables.XLSX,
        on_click="ignore",
    )


def _form(rows: pd.DataFrame, measure: str, year: int, label: str) -> None:
    names = {code: name for name, code in filters.organization_names().items()}
    with st.form(f"планы-{measure}-{year}"):
        st.caption(
            f"{label}, {year} год, {rows['unit'].iloc[0]}: вписаны действующие планы, а где их нет — ориентиры. Числа "
            "станут планами, по которым организации оценивают; очистите поле, чтобы плана не было."
        )
        columns = st.columns(3)
        typed = {
            row.organization: columns[index % 3].text_input(
                f"{plain(names.get(row.organization, row.organization))} ({PLAN_KINDS[row.plan_kind]})",
                value="" if missing(row.plan) else number(row.plan, _DIGITS),
                key=f"план-{measure}-{year}-{row.organization}",
            )
            for index, row in enumerate(rows.itertuples())
        }
        by = access.acting("Кто утверждает", "планы-кто")
        pressed = st.form_submit_button("Утвердить планы", type="primary")
    if pressed and by is None:
        st.error("Впишите, кто утверждает планы.")
    elif pressed and by is not None:
        planned = set(rows.loc[rows["plan_kind"] == OWN_PLAN, "organization"])
        _accept(
            {code: text.strip() or CLEARED for code, text in typed.items() if text.strip() or code in planned},
            measure,
            year,
            by,
        )


def _accept(typed: Mapping[str, str], measure: str, year: int, by: Person) -> None:
    """Reads what was typed as the sheet «Планы» is read, and stores it in the same way."""
    project = state.project()
    rows = [(measure, code, year, _plan_of(text)) for code, text in typed.items()]
    plans = pd.DataFrame(rows, columns=["measure", "organization", "year", "plan"])
    content = write_plans(project.plan, state.shown().directory, [year], plans, project.label)
    reading = project.read(content, f"Планы организаций, {year}.xlsx")
    if not reading.accepted:
        checked.refused(reading, "Исправьте планы и утвердите снова.")
        return
    try:
        upload, counted = project.load(reading, by)
    except (Forbidden, PeriodClosed, PreviewOutdated) as refusal:
        st.error(str(refusal))
        return
    _turn(False)
    changed = counted["new"] + counted["replaced"]
    st.session_state[_SAVED] = (
        f"Утверждено планов: {len(reading.values)}, из них изменилось: {changed}. Загрузка № {upload}."
    )
    st.rerun()


def _plan_of(text: str) -> float | str:
    """A number as it is typed; anything else as it stands, for the reading to say what is wrong with it."""
    digits = text.replace(NBSP, "").replace(" ", "").removesuffix("%").replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return text
