"""The cached way to the project and its figures: by the store's revision and plain filter values, never by a frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from uspekh import settings
from uspekh.actuals.demo import load_demo
from uspekh.monitoring.directory import directory
from uspekh.monitoring.figures import Figures, figures, within_year
from uspekh.monitoring.selection import Selection
from uspekh.project import Project, open_project
from uspekh.store.values import revision

EMPTY_STORE = 0


@dataclass(frozen=True)
class Shown:
    """The values that the screens show. Nobody changes these frames: they are shared by all sessions.

    ``starter``: contingents are those of the shipped directory.
    """

    values: pd.DataFrame
    directory: pd.DataFrame
    demonstration: bool
    starter: bool


@st.cache_resource(show_spinner=False)
def project() -> Project:
    """The project of this server."""
    return open_project(settings.data_folder(), settings.database_url())


def shown() -> Shown:
    """The values in force, or the demonstration while the store is empty."""
    return _shown(revision(project().engine))


@st.cache_resource(show_spinner=False, max_entries=4)
def _shown(stamp: int) -> Shown:
    held = project().values()
    values = load_demo(settings.data_folder() / "demo", project().plan) if held.empty else held
    known = directory(values, project().starter)
    return Shown(values, known, demonstration=held.empty and not values.empty, starter=_invented(known))


def _invented(known: pd.DataFrame) -> bool:
    """Whether the contingents are still those of the shipped directory, also when they came back in a filled form."""
    shipped = project().starter
    both = known.dropna(subset=["contingent"]).merge(shipped.dropna(subset=["contingent"]), on=["code", "contingent"])
    return len(both) > 0 and len(both) == int(known["contingent"].notna().sum())


def figures_of(selection: Selection) -> Figures:
    """The figures of a selection as the store stands now."""
    return _figures(revision(project().engine), selection)


def quarters_of(selection: Selection, measure: str) -> pd.DataFrame:
    """The selected year of a measure by quarters (``monitoring.figures.within_year``)."""
    return _quarters(revision(project().engine), selection, measure)


_BY_SELECTION: dict[str | type, Callable[[Any], Any]] = {
    Selection: lambda s: (s.year, s.as_of.toordinal(), s.months, s.organizations)
}


@st.cache_resource(show_spinner=False, max_entries=128, hash_funcs=_BY_SELECTION)
def _figures(stamp: int, selection: Selection) -> Figures:
    now = shown()
    return figures(project().plan, project().rules, now.values, now.directory, selection)


@st.cache_resource(show_spinner=False, max_entries=128, hash_funcs=_BY_SELECTION)
def _quarters(stamp: int, selection: Selection, measure: str) -> pd.DataFrame:
    return within_year(_figures(stamp, selection), measure)


def today() -> date:
    """The day as of which the screens judge."""
    return date.today()
