"""The cached way to what is derived from the figures, by the store's revision and the plain values of a selection."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from uspekh.access.person import Action
from uspekh.monitoring import agenda, results, workload
from uspekh.monitoring.selection import Selection
from uspekh.ui.session import access
from uspekh.ui.session.figures import BY_SELECTION, figures_of
from uspekh.ui.session.state import any_year, project, shown, stamp


def results_of(selection: Selection) -> pd.DataFrame:
    """Every result and year (``monitoring.results.results``)."""
    return _results(stamp(), access.narrowed(any_year(selection)), access.about_itself())


def excesses_of(selection: Selection) -> pd.DataFrame:
    """Counts above what they are a part of (``monitoring.results.excesses``)."""
    return _excesses(stamp(), access.narrowed(any_year(selection)), access.about_itself())


def growth_readings_of(selection: Selection) -> pd.DataFrame:
    """Both readings of every growth (``monitoring.results.growth_readings``)."""
    return _growth_readings(stamp(), access.narrowed(any_year(selection)), access.about_itself())


def agenda_of(selection: Selection) -> pd.DataFrame:
    """The plan of measures as of the date of the selection (``monitoring.agenda.agenda``): of the whole project.

    Raises ``Forbidden``.
    """
    access.demand(Action.LOOK)
    return _agenda(shown().reported.planned.mark, any_year(selection))


@st.cache_resource(show_spinner=False)
def tasks() -> pd.DataFrame:
    """Rows of section 5 (``monitoring.workload.tasks``); the plan does not change while the server runs."""
    return workload.tasks(project().plan)


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=BY_SELECTION)
def _results(stamp: int, selection: Selection, exact: bool) -> pd.DataFrame:
    return results.results(figures_of(selection))


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=BY_SELECTION)
def _excesses(stamp: int, selection: Selection, exact: bool) -> pd.DataFrame:
    return results.excesses(figures_of(selection))


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=BY_SELECTION)
def _growth_readings(stamp: int, selection: Selection, exact: bool) -> pd.DataFrame:
    return results.growth_readings(figures_of(selection))


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=BY_SELECTION)
def _agenda(mark: str, selection: Selection) -> pd.DataFrame:
    return agenda.agenda(figures_of(selection))
