"""One organization: every measure over the years, its plan and how it came, what it has not sent, chance."""

from __future__ import annotations

import streamlit as st

from uspekh.monitoring.explaining.chance import LABELS, MODEL, RANGE
from uspekh.monitoring.explaining.organization_card import ChanceInterval, OrganizationCard, make_card
from uspekh.monitoring.figures import Figures
from uspekh.report.forms.certificate import write_certificate
from uspekh.russian.format import NBSP, number, percent
from uspekh.russian.periods import in_year
from uspekh.russian.text import plain, saved_name
from uspekh.ui.accepting import planning
from uspekh.ui.sections.organizations import organization_figures
from uspekh.ui.session import access, state
from uspekh.ui.show import table
from uspekh.words import NOTHING

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_TITLE, _YEARS, _PLAN, _CHANCE = 22, 42, 18, 18
"""Percent of the width: names of measures, all years together, the plan, chance."""


def show(figures: Figures, organization: str) -> None:
    """The message, the table of years, and what is missing; «Справка» saves the same on one page."""
    card = make_card(figures, organization, of_itself=access.about_itself())
    year, months = figures.selection.year, figures.selection.months
    message, back, button = st.columns([5, 1, 1], vertical_alignment="center")
    message.markdown(f"**{plain(card.name)}, {in_year(year, months)}:** {plain(card.sentence)}.")
    with back:
        organization_figures.offer_all()
    shown = state.shown()
    button.download_button(
        "Справка",
        lambda: write_certificate(figures, organization, demonstration=shown.demonstration, starter=shown.starter),
        saved_name(f"Справка {card.name}, {year}.docx"),
        DOCX,
        icon=":material/description:",
        on_click="ignore",
        width="stretch",
    )
    show_years(figures, card)


def show_years(figures: Figures, card: OrganizationCard) -> None:
    """The table of a card, with what its signs mean and what was not sent."""
    year = figures.selection.year
    headings = ["Показатель", *map(str, figures.plan.years), f"План или ориентир {year}", "Среди других"]
    rows = [
        [
            table.Cell(organization_figures.heading(line.measure)),
            *map(organization_figures.cell, line.cells),
            table.Cell(line.plan, detail=line.origin),
            table.Cell(_chance(line.chance)),
        ]
        for line in card.lines
    ]
    table.show(
        headings,
        rows,
        key="организация-по-годам",
        on_click=lambda action: _open(figures, action),
        name=f"{card.name} по годам",
        fold=0,
        dense=True,
        widths=[_TITLE, *[_YEARS // len(figures.plan.years)] * len(figures.plan.years), _PLAN, _CHANCE],
    )
    planning.say_remarks(figures, card.organization)
    if card.not_sent:
        st.caption(plain(f"Не сдано {'; '.join(missing.say() for missing in card.not_sent)}."))
    if any(line.chance for line in card.lines):
        st.caption(plain(f"Среди других: {RANGE}; {MODEL}."))
    organization_figures.explain_signs(cell for line in card.lines for cell in line.cells)


def _open(figures: Figures, action: str) -> None:
    organization_figures.open_figure(figures, action)


def _chance(chance: ChanceInterval | None) -> str:
    if chance is None:
        return NOTHING
    limits = f"{number(chance.low)}–{percent(chance.high)}"
    return f"{LABELS[chance.state]}:\n{limits} при{NBSP}{percent(chance.city)} у{NBSP}всех"
