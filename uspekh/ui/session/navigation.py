"""The pages and whose they are. A page hides what would be refused; the functions behind it refuse by themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import Page

from uspekh.access.person import ROLE_NAMES, Action, Person
from uspekh.store.submissions import lists
from uspekh.ui.session import state

ACCEPTANCE, MEETING = "acceptance", "meeting"
_SIDE_BAR_PIXELS = 250
_ROOT = "first"
Whose = Callable[[Person], bool]


def everybody(who: Person) -> bool:
    """Whoever came in."""
    return True


def all_seeing(who: Person) -> bool:
    """Those who see the figures of all organizations."""
    return who.may(Action.LOOK)


def organization(who: Person) -> bool:
    """An organization, about itself."""
    return bool(who.organization)


def who_may(action: Action) -> Whose:
    """Those who may do it, be it for their own organization alone."""
    return lambda who: who.may(action, who.organization or None)


@dataclass(frozen=True)
class Entry:
    """A page of the menu; ``name`` is its file, and its address where it has no ``short_address``."""

    name: str
    title: str
    icon: str
    whose: Whose
    short_address: str = ""

    @property
    def address(self) -> str:
        """What stands in the browser's address line."""
        return self.short_address or self.name


ENTRIES = (
    Entry("overview", "Обзор", "dashboard", all_seeing),
    Entry("our_organization", "Наша организация", "home", organization, "own"),
    Entry("indicators", "Показатели", "monitoring", everybody),
    Entry("organizations", "Организации", "school", all_seeing),
    Entry("budget", "Бюджет", "payments", all_seeing),
    Entry("results", "Результаты", "task_alt", all_seeing),
    Entry("plan", "План мероприятий", "calendar_month", all_seeing),
    Entry("participants", "Участники", "badge", all_seeing),
    Entry("passport", "Паспорт", "description", everybody),
    Entry("audit", "Проверка паспорта", "fact_check", all_seeing),
    Entry(MEETING, "Совещание", "groups", all_seeing),
    Entry("upload", "Загрузка данных", "upload_file", who_may(Action.SEND)),
    Entry(ACCEPTANCE, "Приём отчётов", "inbox", all_seeing),
    Entry("log", "Журнал действий", "history", who_may(Action.READ_LOG)),
)


def page_of(who: Person) -> Page:
    """Draws the menu of a person in the side bar; returns the page that was asked for, or the first of the menu.

    An address that is not of the menu gives a page that says so.
    """
    visible = [entry for entry in ENTRIES if entry.whose(who)]
    counts = {ACCEPTANCE: lists.waiting(state.project().engine) if who.may(Action.ACCEPT) else 0}
    menu = [_page(entry, counts.get(entry.name, 0)) for entry in visible]
    closed = [_closed(entry, ROLE_NAMES[who.role]) for entry in ENTRIES if entry not in visible]
    # The address without a name leads to the first page, whose link must not be that address: a browser takes an empty
    # link for the page it stands on.
    first = _page(visible[0], address=_ROOT, default=True)
    page = st.navigation([first, *menu, *closed], position="hidden")
    # Streamlit shows its own menu on a fresh server before this line runs: with the names of files. It is off.
    with st.sidebar.container(gap="xsmall"):
        for link in menu:
            st.page_link(link, width="stretch")
    return page


def side_bar(address: str | None) -> int | Literal["collapsed"]:
    """How the side bar stands when a page is opened at an address: its width, or shut where a meeting is shown."""
    return "collapsed" if urlsplit(address or "").path.endswith(f"/{MEETING}") else _SIDE_BAR_PIXELS


def hide() -> None:
    """No menu for whoever stands at the entrance: Streamlit would draw one of the folder ``pages/``."""
    st.navigation([_closed(entry, "вход не выполнен") for entry in ENTRIES], position="hidden")


def _page(entry: Entry, count: int = 0, *, address: str = "", default: bool = False) -> Page:
    """``count``: how many things wait there, said beside the title; ``address``: another than its usual one."""
    icon, title = f":material/{entry.icon}:", f"{entry.title} ({count})" if count else entry.title
    return st.Page(f"pages/{entry.name}.py", title=title, icon=icon, url_path=address or entry.address, default=default)


def _closed(entry: Entry, role: str) -> Page:
    return st.Page(
        partial(_say_closed, entry.title, role), title=entry.title, url_path=entry.address, visibility="hidden"
    )


def _say_closed(title: str, role: str) -> None:
    st.error(f"Страница «{title}» недоступна вашей роли ({role}).", icon=":material/lock:")
