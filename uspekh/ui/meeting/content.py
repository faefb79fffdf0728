"""What «Сегодня» and «Показ» say of a selection, worked out once for each state of the store."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from uspekh.access.person import Action
from uspekh.differences import frozen_figures
from uspekh.monitoring.changed_figures import ChangedFigure, list_changed, same_organizations
from uspekh.monitoring.explaining.final_gaps import FinalGap, list_final_gaps
from uspekh.monitoring.explaining.headline import say_headline
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.dates import OpenItems, list_open_items
from uspekh.monitoring.overview.decisions import Assignments, open_assignments
from uspekh.monitoring.overview.off_plan import OffPlan, list_off_plan
from uspekh.monitoring.overview.tiles import IndicatorSummary, summarize_indicators
from uspekh.monitoring.selection import Selection
from uspekh.russian.format import day
from uspekh.store.decided import decisions, meetings
from uspekh.ui.session import access
from uspekh.ui.session.figures import BY_SELECTION, agenda_of, figures_of
from uspekh.ui.session.state import Stamp, any_year, project, shown, stamp


@dataclass(frozen=True)
class SinceMeeting:
    """``title`` says which meeting it was."""

    title: str
    changed: tuple[ChangedFigure, ...]


@dataclass(frozen=True)
class Content:
    """Everything that is said of a selection.

    ``over``: the project has ended; ``gaps``: what its final report lacks, looked for only then.
    """

    figures: Figures
    headline: str
    indicators: tuple[IndicatorSummary, ...]
    off_plan: tuple[OffPlan, ...]
    items: OpenItems
    assignments: Assignments
    over: bool
    gaps: tuple[FinalGap, ...]
    since: SinceMeeting | None


def content_of(selection: Selection) -> Content:
    """The content of a selection for whoever sees the whole project. Raises ``Forbidden``."""
    access.demand(Action.LOOK)
    return _content(stamp(), selection)


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=BY_SELECTION)
def _content(stamp: Stamp, selection: Selection) -> Content:
    figures = figures_of(selection)
    decided = decisions.in_force(project().engine, access.person())
    over = selection.as_of > figures.plan.end
    return Content(
        figures,
        headline=say_headline(figures),
        indicators=summarize_indicators(figures),
        off_plan=list_off_plan(figures, decided),
        items=list_open_items(figures, agenda_of(selection)),
        assignments=open_assignments(decided, selection.as_of),
        over=over,
        gaps=_gaps(stamp, any_year(selection)) if over else (),
        since=_since_last(figures),
    )


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=BY_SELECTION)
def _gaps(stamp: Stamp, selection: Selection) -> tuple[FinalGap, ...]:
    """What the final report lacks, the same in every year."""
    return list_final_gaps(figures_of(selection), decisions.in_force(project().engine, access.person()))


def _since_last(figures: Figures) -> SinceMeeting | None:
    """What has changed since the last meeting about the same organizations."""
    if shown().demonstration:
        return None
    person = access.person()
    for held in meetings.held(project().engine, person).itertuples():
        frozen = frozen_figures(project(), meetings.meeting(project().engine, int(held.id), person))
        if same_organizations(figures, frozen):
            return SinceMeeting(f"Изменилось после совещания {day(held.held_on)}", list_changed(figures, frozen))
    return None
