"""The cached way to the figures that the person at the screen may see: by the store's revision and the selection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from uspekh.access.person import Action
from uspekh.expected import gathering
from uspekh.monitoring import results
from uspekh.monitoring.execution import workload
from uspekh.monitoring.expectations import Addressee, Expectation
from uspekh.monitoring.figures import Figures, figures
from uspekh.monitoring.organizations.due_reports import ReportsOfOrganization
from uspekh.monitoring.overview import agenda
from uspekh.monitoring.overview.money import BudgetAnswer, answer_for
from uspekh.monitoring.overview.quarters import within_year
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.small_counts.screened import screened, with_guides_screened
from uspekh.ui.session import access
from uspekh.ui.session.state import Stamp, any_year, code, project, publication, shown, stamp, today

BY_SELECTION: dict[str | type, Callable[[Any], Any]] = {
    Selection: lambda s: (s.year, s.as_of.toordinal(), s.months, s.organizations, s.chosen)
}


def figures_of(selection: Selection) -> Figures:
    """The figures of a selection as the store stands now, as far as the person may see them."""
    return _figures(stamp(), access.narrowed(selection), access.about_itself())


def city_figures_of(selection: Selection) -> Figures:
    """The figures of the whole project as everybody who looks at it sees them, whoever asks."""
    return _figures(stamp(), selection, False)


def budget_answer_of(selection: Selection, line: str | None) -> BudgetAnswer:
    """What «Бюджет» says of a selection and of a line (``monitoring.overview.money.answer_for``)."""
    return _budget_answer(stamp(), access.narrowed(selection), access.about_itself(), line)


def quarters_of(selection: Selection, measure: str) -> pd.DataFrame:
    """The selected year of a measure by quarters (``monitoring.overview.quarters.within_year``)."""
    return _quarters(stamp(), access.narrowed(selection), access.about_itself(), measure)


@st.cache_resource(show_spinner=False, max_entries=128, hash_funcs=BY_SELECTION)
def _figures(stamp: Stamp, selection: Selection, exact: bool) -> Figures:
    base = any_year(selection)
    if base != selection:
        return _figures(stamp, base, exact).of_year(selection.year)
    now = shown()
    shown_figures = figures(project().plan, project().rules, now.reported, now.roster, selection)
    screen = with_guides_screened if exact else screened
    return screen(shown_figures, publication())


@st.cache_resource(show_spinner=False, max_entries=128, hash_funcs=BY_SELECTION)
def _budget_answer(stamp: Stamp, selection: Selection, exact: bool, line: str | None) -> BudgetAnswer:
    return answer_for(_figures(stamp, selection, exact), line)


@st.cache_resource(show_spinner=False, max_entries=128, hash_funcs=BY_SELECTION)
def _quarters(stamp: Stamp, selection: Selection, exact: bool, measure: str) -> pd.DataFrame:
    return within_year(_figures(stamp, selection, exact), measure)


def excesses_of(selection: Selection) -> pd.DataFrame:
    """Counts above what they are a part of (``monitoring.results.excesses``)."""
    return _excesses(stamp(), access.narrowed(any_year(selection)), access.about_itself())


def growth_readings_of(selection: Selection) -> pd.DataFrame:
    """Both readings of every growth (``monitoring.results.growth_readings``)."""
    return _growth_readings(stamp(), access.narrowed(any_year(selection)), access.about_itself())


def agenda_of(selection: Selection) -> pd.DataFrame:
    """The plan of measures as of the date of the selection (``overview.agenda.agenda``): of the whole project.

    Raises ``Forbidden``.
    """
    access.demand(Action.LOOK)
    return _agenda((code(), shown().reported.planned.digest), any_year(selection))


def tasks() -> pd.DataFrame:
    """Rows of section 5 (``monitoring.execution.workload.tasks``); the plan does not change while the server runs."""
    return _tasks(code())


def expected_of(addressee: Addressee, reports: ReportsOfOrganization | None = None) -> tuple[Expectation, ...]:
    """What is expected of an addressee today (``expected.gathering.gather``). Raises ``Forbidden``."""
    return gathering.gather(project(), addressee, _agenda_today(), today(), access.person(), reports)


def addressees() -> tuple[Addressee, ...]:
    """Persons and executors of the plan, then organizations: of the whole project. Raises ``Forbidden``."""
    access.demand(Action.LOOK)
    return gathering.list_addressees(project(), _agenda_today())


def _agenda_today() -> pd.DataFrame:
    """The plan of measures as it stands today, whoever looks: nothing of it is shown that is not the person's."""
    return _agenda((code(), shown().reported.planned.digest), any_year(Selection(project().plan.end.year, today())))


@st.cache_resource(show_spinner=False)
def _tasks(code: str) -> pd.DataFrame:
    return workload.tasks(project().plan)


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=BY_SELECTION)
def _excesses(stamp: Stamp, selection: Selection, exact: bool) -> pd.DataFrame:
    return results.excesses(figures_of(selection))


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=BY_SELECTION)
def _growth_readings(stamp: Stamp, selection: Selection, exact: bool) -> pd.DataFrame:
    return results.growth_readings(figures_of(selection))


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=BY_SELECTION)
def _agenda(fingerprint: tuple[str, str], selection: Selection) -> pd.DataFrame:
    return agenda.agenda(figures_of(selection))
