"""Who is at the screen and what of the figures is shown to him. Asked anew at every run, kept nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import TypeVar

import pandas as pd
import streamlit as st

from uspekh.access.person import Action, Forbidden, Person, operator
from uspekh.access.registry import AccessDamaged
from uspekh.monitoring.selection import Selection
from uspekh.store.log.actions import demand as demand_of
from uspekh.store.schema.project import EVERY
from uspekh.store.values.queries import OF_ORGANIZATIONS
from uspekh.ui.session import entrance, navigation, state

T = TypeVar("T")
DESK = operator("рабочее место")
_PRESENT: ContextVar[Person] = ContextVar("present")


@contextmanager
def entered() -> Iterator[Person]:
    """The person for the time of a run; whoever may not enter is shown why, and the script stops."""
    token = _PRESENT.set(_arriving(navigation.hide))
    try:
        yield _PRESENT.get()
    finally:
        _PRESENT.reset(token)


@contextmanager
def at_desk() -> Iterator[None]:
    """Inside, whoever works at this very computer counts as present (``DESK``), before anybody has come."""
    token = _PRESENT.set(DESK)
    try:
        yield
    finally:
        _PRESENT.reset(token)


def persons_in(codes: Sequence[str]) -> dict[str, Person]:
    """Who is at the screen in each of some projects; nobody in any where the entrance would not let the person in."""
    if not entrance.is_service():
        return dict.fromkeys(codes, DESK) if entrance.alone(st.context.headers) else {}
    try:
        return entrance.persons_in(st.user.to_dict(), codes) if st.user.is_logged_in else {}
    except (Forbidden, AccessDamaged):
        return {}


def person_of_all() -> Person | None:
    """Who is at the screen, if the role holds for all projects and is not that of an organization."""
    who = persons_in([EVERY]).get(EVERY)
    return who if who is not None and who.may(Action.LOOK) else None


def person() -> Person:
    """Who is at the screen. A fragment runs without the door, so there he is looked at again."""
    return _PRESENT.get(None) or _arriving()


def may(action: Action) -> bool:
    """Whether a page is to offer it, be it for one organization alone; what does it asks for itself."""
    who = person()
    return who.may(action, who.organization or None)


def may_see_all() -> bool:
    """Whether the person sees what is of the whole project: an organization does not."""
    return person().may(Action.LOOK)


def about_itself() -> bool:
    """Whether an organization is at the screen: it sees itself alone, and of itself everything."""
    return bool(person().organization)


def sees_small() -> bool:
    """Whether small counts are shown in single cells; a screen at a desk may be shared, so there they are not."""
    return entrance.is_service() and may(Action.SEE_SMALL)


def demand(action: Action, organization: str | None = None) -> None:
    """Raises ``Forbidden``, with an entry in the log, unless the person may do it."""
    demand_of(state.project().engine, person(), action, organization)


def narrowed(selection: Selection) -> Selection:
    """What of a selection the person may see: an organization sees itself, whatever was asked for."""
    organization = person().organization
    return replace(selection, organizations=(organization,)) if organization else selection


def visible(rows: pd.DataFrame) -> pd.DataFrame:
    """The reported values (tidy frame) that the person may see: an organization sees its own alone."""
    organization = person().organization
    return rows[(rows["subject"] == organization) & rows["kind"].isin(OF_ORGANIZATIONS)] if organization else rows


def acting(label: str, key: str | None = None) -> Person | None:
    """Who is about to do something: at a desk a field asks for the name, in the service it is who logged in."""
    if entrance.is_service():
        return person()
    name = st.text_input(label, key=key, placeholder="Фамилия И. О.", persist_state="session" if key else None)
    return operator(name.strip()) if name and name.strip() else None


def later(make: Callable[[Person], T]) -> Callable[[], T]:
    """For a download that is made at the click, outside of the session: the person is looked at again then."""
    code, claims = state.code(), st.user.to_dict() if entrance.is_service() else None

    def make_then() -> T:
        with state.about(code):
            return make(DESK if claims is None else entrance.identify(claims))

    return make_then


def _arriving(turning_away: Callable[[], None] = lambda: None) -> Person:
    if entrance.is_service():
        return entrance.arriving(turning_away)
    entrance.stop_unless_alone(turning_away)
    return DESK
