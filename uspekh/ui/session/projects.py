"""Which project of the installation the screen is about. With one project nothing of this is seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st

from uspekh import settings
from uspekh.access.registry import AccessDamaged, load_access
from uspekh.russian.text import plain
from uspekh.russian.text import visible as visible_words
from uspekh.store.plans.openable import ProjectEntry, list_openable_projects, tell_apart
from uspekh.store.schema.project import PROJECT
from uspekh.ui.session import access, navigation, state

PARAMETER = "проект"
"""The name of the project in the address, where it stands on every page as soon as there are several."""
UNKNOWN = "проект-неизвестный"


def list_codes() -> list[str]:
    """The codes of the projects that can be opened; in a new store, of the one that comes with the program."""
    return [entry.code for entry in list_openable_projects(state.store())] or [PROJECT]


def municipalities() -> Mapping[str, str]:
    """The municipalities whose packages are taken, names by public key; none where the file cannot be read."""
    try:
        return load_access(settings.access_file()).municipalities
    except AccessDamaged:
        return {}


def is_sharing() -> bool:
    """Whether there is anybody to share indicators with: several projects, municipalities, or a region."""
    return settings.has_package_key() or bool(municipalities()) or len(list_codes()) > 1


def list_visible() -> list[ProjectEntry]:
    """The projects in which whoever is at the screen has a role; none before the entrance.

    None either where there is one project and no municipality sends packages: then there is nothing to choose from.
    Those of one title say their codes (``tell_apart``).
    """
    entries = list_openable_projects(state.store())
    if len(entries) < 2 and not municipalities():
        return []
    persons = access.persons_in([entry.code for entry in entries])
    return tell_apart([entry for entry in entries if entry.code in persons])


def lead_to_list(visible: Sequence[ProjectEntry]) -> bool:
    """Whether the person comes to the list of projects: there are several, or a roll-up of municipalities to see."""
    return len(visible) > 1 or bool(visible and municipalities() and access.person_of_all())


def settle(visible: Sequence[ProjectEntry]) -> str | None:
    """The code of the project that this run is about, which then stands in the address; ``None``: one is to be chosen.

    ``visible``: of ``list_visible``. An address of a page without a project leads to the first of them.
    """
    codes = [entry.code for entry in visible]
    if not codes:
        every = list_codes()
        if len(every) == 1:
            # Whoever works here when another project comes stays in this one.
            st.session_state[state.SHOWN_LAST] = every[0]
        return every[0]
    wanted = st.query_params.get(PARAMETER)
    if wanted is None and lead_to_list(visible) and _starts():
        return None
    if wanted is not None and wanted not in codes:
        st.session_state[UNKNOWN] = wanted
        return None
    shown = st.session_state.get(state.SHOWN_LAST)
    code = wanted or (shown if shown in codes else codes[0])
    if shown not in (None, code):
        # What was chosen and opened in another project says nothing in this one.
        st.session_state.clear()
    st.session_state[state.SHOWN_LAST] = code
    if wanted != code:
        st.query_params[PARAMETER] = code
    return code


def link_to(code: str, page: str = "") -> str:
    """The address of a project, of a page of it where one is named (``navigation.Entry``).

    It is opened as a whole: nothing of another project is left in the session.
    """
    return f"./{page}?{urlencode({PARAMETER: code})}"


def show_name(visible: Sequence[ProjectEntry]) -> None:
    """The title of the project, which leads to the list of all, where the person has one."""
    if lead_to_list(visible):
        title = escape(visible_words(next(entry.title for entry in visible if entry.code == state.code())))
        link = f'<a class="project" href="./" title="{title} — ко всем проектам">{title}</a>'
        st.html(link, width="content")


def warn_of_unknown() -> None:
    """Says that the address named a project that is not there, or not for this person."""
    if unknown := st.session_state.pop(UNKNOWN, None):
        st.warning(f"Проекта «{plain(unknown)}» нет, или у вас нет роли в нём. Выберите проект из списка.")


def _starts() -> bool:
    """Whether a person comes by the address of the program itself, not by that of a page."""
    page = urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2]
    return state.SHOWN_LAST not in st.session_state and page not in {entry.name for entry in navigation.ENTRIES}
