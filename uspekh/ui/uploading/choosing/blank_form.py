"""The workbook to fill in, for a year and an organization."""

from __future__ import annotations

import streamlit as st

from uspekh.actuals.writing.template import write_template
from uspekh.russian.text import saved_name
from uspekh.ui.session import access, filters, state
from uspekh.ui.show import tables

EVERY_YEAR, EVERYBODY = "все годы", "все организации"


def show() -> None:
    """The choice and the button that saves the form; an organization gets its own alone."""
    names = filters.organization_names()
    whose = list(names) if access.person().organization else [EVERYBODY, *names]
    left, middle, right = st.columns([1, 2, 1], vertical_alignment="bottom")
    years = {EVERY_YEAR: None, **{str(year): [year] for year in state.project().plan.years}}
    year = left.selectbox("За какой год", list(years), key="форма-год")
    organization = middle.selectbox("Для кого", whose, key="форма-организация")

    project, directory = state.project(), state.shown().directory

    def make() -> bytes:
        return write_template(project.plan, directory, years[year], names.get(organization), label=project.label)

    name = saved_name(f"Форма отчёта, {year}, {organization}.xlsx")
    right.download_button("Скачать форму", make, name, tables.XLSX, on_click="ignore", width="stretch")
