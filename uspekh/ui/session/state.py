"""The cached way to the project and its figures: by the store's revision and plain filter values, never by a frame."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from uspekh import settings
from uspekh.actuals.demo import load_demo
from uspekh.actuals.values.frame import values_frame
from uspekh.monitoring.organizations.directory import directory
from uspekh.monitoring.organizations.roster import Organizations, organizations_of
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.small_counts.printed_counts import Publication
from uspekh.monitoring.small_counts.publication import PublicationHistory
from uspekh.monitoring.small_counts.screened import publication_history, publication_of
from uspekh.monitoring.values.reported import FrameReported, Reported
from uspekh.project import Project, open_project
from uspekh.store.database.engine import Engine, open_store
from uspekh.store.log.actions import revision
from uspekh.store.plans.editions import find_latest
from uspekh.store.schema.project import PROJECT, of_project
from uspekh.store.values.queries import holds_any
from uspekh.store.values.sums import StoreReported

Stamp = tuple[str, int]
"""A project and its revision of the store: nothing cached for one of them is shown for another."""
_ABOUT: ContextVar[str] = ContextVar("about")
SHOWN_LAST = "проект-показан"
_STAMP: ContextVar[Stamp] = ContextVar("stamp")


@dataclass(frozen=True)
class Shown:
    """What the screens show. Nobody changes these frames: they are shared by all sessions.

    ``last_year``: the latest with a value; ``empty``: there is nothing, not even a demonstration; ``starter``:
    contingents are those of the shipped directory.
    """

    reported: Reported
    roster: Organizations
    last_year: int | None
    demonstration: bool
    empty: bool
    starter: bool

    @property
    def directory(self) -> pd.DataFrame:
        """The directory of organizations."""
        return self.roster.directory


@st.cache_resource(show_spinner=False)
def store() -> Engine:
    """The store of this server, for the project that came with the program."""
    return open_store(settings.database_url())


@contextmanager
def about(code: str) -> Iterator[None]:
    """Whatever is asked inside is about this project."""
    token = _ABOUT.set(code)
    try:
        yield
    finally:
        _ABOUT.reset(token)


def code() -> str:
    """The project that the screen is about. A fragment runs without the door: there it is the one last shown."""
    return _ABOUT.get(None) or str(st.session_state.get(SHOWN_LAST, PROJECT))


def project() -> Project:
    """The project that the screen is about, by the edition of its passport that holds today."""
    opened = _opened(code())
    if opened.until is not None and opened.until <= date.today():
        st.cache_resource.clear()
        opened = _opened(code())
    return opened


@st.cache_resource(show_spinner=False)
def _opened(code: str) -> Project:
    return open_project(settings.data_folder(), of_project(store(), code))


@contextmanager
def steady() -> Iterator[None]:
    """For the time of a run the store's revision is asked once: what is kept for it was made of one state of the store.

    What changes the store runs the page anew.
    """
    now = (code(), revision(project().engine))
    if project().latest != _latest_edition(now):
        # Another process has entered an edition: this one still has the plan of the one before.
        st.cache_resource.clear()
    token = _STAMP.set(now)
    try:
        yield
    finally:
        _STAMP.reset(token)


@st.cache_resource(show_spinner=False, max_entries=32)
def _latest_edition(stamp: Stamp) -> int | None:
    """The number by which the store knows the last edition of the project."""
    return find_latest(project().engine, stamp[0])


def stamp() -> Stamp:
    """The key of every cache. A fragment runs without the door, so there the revision is asked."""
    of_run = _STAMP.get(None)
    return (code(), revision(project().engine)) if of_run is None else of_run


def shown() -> Shown:
    """The values in force, or the demonstration while the store is empty."""
    return _shown(stamp())


@st.cache_resource(show_spinner=False, max_entries=32)
def _shown(stamp: Stamp) -> Shown:
    if holds_any(project().engine):
        roster = project().roster()
        return _shown_of(project().reported(roster), roster, demonstration=False, empty=False)
    plan = project().plan
    # The figures of the demonstration are those of the passport that came with the program.
    folder = settings.data_folder() / "demo"
    values = load_demo(folder, plan) if code() == PROJECT else values_frame(())
    roster = organizations_of(plan, directory(values, project().starter))
    reported = FrameReported(values, plan["measures"], roster)
    return _shown_of(reported, roster, demonstration=not values.empty, empty=values.empty)


def _shown_of(reported: Reported, roster: Organizations, *, demonstration: bool, empty: bool) -> Shown:
    return Shown(reported, roster, reported.last_year(), demonstration, empty, starter=_invented(roster.directory))


def _invented(entries: pd.DataFrame) -> bool:
    """Whether the contingents are still those of the shipped directory, also when they came back in a filled form."""
    shipped = project().starter
    both = entries.dropna(subset=["contingent"]).merge(shipped.dropna(subset=["contingent"]), on=["code", "contingent"])
    return len(both) > 0 and len(both) == int(entries["contingent"].notna().sum())


def publication() -> Publication:
    """What of the sensitive counts may be printed as the store stands now."""
    return _publication(stamp())


@st.cache_resource(show_spinner=False, max_entries=32)
def _publication(stamp: Stamp) -> Publication:
    now = shown()
    if isinstance(now.reported, StoreReported):
        return _publication_history(code()).publish(now.reported, now.roster)
    return publication_of(project().plan, now.reported, now.roster)


@st.cache_resource(show_spinner=False)
def _publication_history(code: str) -> PublicationHistory:
    """What the states of a project's store had printed; each further one is added to it."""
    return publication_history(project().plan, project().roster())


def any_year(selection: Selection) -> Selection:
    """The selection by which what does not depend on the year is kept, if it does not."""
    return selection.of_any_year(project().plan.end.year)


def today() -> date:
    """The day as of which the screens judge."""
    return date.today()
