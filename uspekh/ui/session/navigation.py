"""The pages and whose they are. A page hides what would be refused; the functions behind it refuse by themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

import streamlit as st
from streamlit.navigation.page import Page

from uspekh.access.person import ROLE_NAMES, Action, Person
from uspekh.store.submissions import lists
from uspekh.ui.session import state

DATA, MEETING = "data", "meeting"
Whose = Callable[[Person], bool]


class Filter(StrEnum):
    """A filter of the line under the menu; the value is its name in the address."""

    YEAR = "год"
    PERIOD = "период"
    ORGANIZATIONS = "организация"


OF_YEAR = (Filter.YEAR,)
OF_PERIOD = (Filter.YEAR, Filter.PERIOD)
OF_ORGANIZATIONS = (*OF_PERIOD, Filter.ORGANIZATIONS)


def everybody(who: Person) -> bool:
    """Whoever came in."""
    return True


def all_seeing(who: Person) -> bool:
    """Those who see the figures of all organizations."""
    return who.may(Action.LOOK)


def organization(who: Person) -> bool:
    """An organization, about itself."""
    return bool(who.organization)


@dataclass(frozen=True)
class Entry:
    """A page; ``name`` is its file and its address, ``filters`` are those that change what it shows."""

    name: str
    title: str
    whose: Whose
    filters: tuple[Filter, ...] = ()
    hidden: bool = False


ENTRIES = (
    Entry("today", "Сегодня", all_seeing, OF_PERIOD),
    Entry("our_organization", "Наша организация", organization, OF_PERIOD),
    Entry("indicators", "Показатели", everybody, OF_ORGANIZATIONS),
    Entry("organizations", "Организации", all_seeing, OF_ORGANIZATIONS),
    Entry("budget", "Бюджет", all_seeing, OF_PERIOD),
    Entry("plan", "План", all_seeing, OF_YEAR),
    Entry(DATA, "Данные", everybody, OF_PERIOD),
    Entry("passport", "Паспорт", everybody),
    Entry(MEETING, "Показ", all_seeing, OF_PERIOD, hidden=True),
)
"""The first that a person may see answers at ``/``, and there alone."""


@dataclass(frozen=True)
class Moved:
    """Where a former address leads: a page, and what is added to the parameters of the address."""

    page: str
    parameters: Mapping[str, str] = field(default_factory=dict)


FIRST = ""
MOVED = {
    "overview": Moved(FIRST),
    "today": Moved(FIRST),
    "own": Moved(FIRST),
    "our_organization": Moved(FIRST),
    "upload": Moved(DATA),
    "acceptance": Moved(DATA, {"раздел": "Кто сдал"}),
    "log": Moved(DATA, {"раздел": "Журнал"}),
    "audit": Moved("passport", {"раздел": "Проверка"}),
    "results": Moved("indicators"),
    "participants": Moved("plan", {"вид": "Люди"}),
}


def page_of(who: Person) -> tuple[Page, Entry]:
    """Draws the menu of a person along the top; returns the page that was asked for, or the first of the menu.

    An address that is not of the menu gives a page that says so.
    """
    first = next(entry for entry in ENTRIES if entry.whose(who))
    counts = {DATA: lists.waiting(state.project().engine) if who.may(Action.ACCEPT) else 0}
    pages = {
        entry: _page(entry, counts.get(entry.name, 0), default=entry is first)
        if entry.whose(who)
        else _closed(entry, ROLE_NAMES[who.role])
        for entry in ENTRIES
    }
    page = st.navigation(list(pages.values()), position="top")
    return page, next(entry for entry, of_entry in pages.items() if of_entry is page)


def hide() -> None:
    """No menu for whoever stands at the entrance: Streamlit would draw one of the folder ``pages/``."""
    st.navigation([_closed(entry, "вход не выполнен") for entry in ENTRIES], position="hidden")


def _page(entry: Entry, count: int, *, default: bool) -> Page:
    """``count``: how many things wait there, said beside the title."""
    title = f"{entry.title} ({count})" if count else entry.title
    return st.Page(
        f"pages/{entry.name}.py",
        title=title,
        url_path=entry.name,
        default=default,
        visibility="hidden" if entry.hidden else "visible",
    )


def _closed(entry: Entry, role: str) -> Page:
    return st.Page(partial(_say_closed, entry.title, role), title=entry.title, url_path=entry.name, visibility="hidden")


def _say_closed(title: str, role: str) -> None:
    st.error(f"Страница «{title}» недоступна вашей роли ({role}).", icon=":material/lock:")
