"""Filters that hold across pages and live in the address, and the sentence that says them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from uspekh.monitoring.organizations.directory import split_municipality
from uspekh.monitoring.periods.period import ReportingPeriod
from uspekh.monitoring.selection import Selection
from uspekh.project import default_year, period_of
from uspekh.russian.periods import QUARTERS, YEAR, period_name
from uspekh.russian.text import plain
from uspekh.ui.session import access
from uspekh.ui.session.navigation import Filter
from uspekh.ui.session.state import Stamp, project, shown, stamp, today

MOST_SHOWN = 30
"""Organizations on one chart: more cannot be read, and what is not shown need not travel."""
NAMED = 2
"""So many of the chosen organizations are named in the line (``static/frame.css``), the others counted."""
NEXT_YEAR, NEXT_ORGANIZATIONS = "следующий год", "следующие организации"
UNKNOWN = "неизвестное в ссылке"
_OF_A_YEAR = 52
"""Pixels of its button: kept free until the buttons are there, so that what stands beside them does not jump."""
_RULE_OF_PERIOD = (
    "Значения отчитываются нарастающим итогом с 1 января. Если период не выбран: год, когда срок отчёта "
    "за него прошёл, иначе последний период, за который сдала хотя бы половина организаций. Чтобы снять выбор, нажмите "
    "выбранный период ещё раз."
)


def line() -> DeltaGenerator:
    """The line under the menu that holds the filters; it stays in view while a page is scrolled."""
    return st.container(horizontal=True, vertical_alignment="center", gap="small", key="filters")


def corner() -> DeltaGenerator:
    """The end of the line of the menu: what the data are, and who is here."""
    return st.container(
        horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small", key="corner"
    )


def choose(applied: Collection[Filter]) -> Selection:
    """Draws the filters, side by side, and returns what was chosen; those that do not apply to a page are unseen.

    They stay where they are: a filter that is not drawn, or in another place, falls out of the address. That of the
    organizations is not drawn where it is unseen and holds nothing: a browser loads most for it.
    """
    names = organization_names()
    with _of(Filter.YEAR, applied):
        year = _year()
    with _of(Filter.PERIOD, applied):
        months = _months()
        period = _period(stamp(), year, today(), months)
        _say_period(period)
    chosen = []
    if Filter.ORGANIZATIONS in applied or _holds_organizations():
        with _of(Filter.ORGANIZATIONS, applied):
            chosen = _organizations(names)
    organizations = tuple(names[name] for name in chosen) if Filter.ORGANIZATIONS in applied else ()
    return access.narrowed(Selection(year, today(), period.months, organizations, period.chosen))


def select_at_first() -> Selection:
    """What is selected for whoever comes by the bare address."""
    year = default_year(project().plan, shown().last_year, today())
    period = _period(stamp(), year, today(), None)
    return Selection(year, today(), period.months, (), period.chosen)


def _of(filter_: Filter, applied: Collection[Filter]) -> DeltaGenerator:
    key = filter_.name if filter_ in applied else f"unseen-{filter_.name}"
    return st.container(horizontal=True, vertical_alignment="center", gap="small", width="content", key=key)


def _holds_organizations() -> bool:
    key = Filter.ORGANIZATIONS
    return bool(st.query_params.get_all(key) or st.session_state.get(key) or NEXT_ORGANIZATIONS in st.session_state)


def _year() -> int:
    """The year, which always stands in the address: a link opens the same view in another year too."""
    default = default_year(project().plan, shown().last_year, today())
    if NEXT_YEAR in st.session_state:
        st.session_state[Filter.YEAR] = st.session_state.pop(NEXT_YEAR)
    if Filter.YEAR not in st.query_params and Filter.YEAR not in st.session_state:
        st.query_params[Filter.YEAR] = str(default)
        st.session_state[Filter.YEAR] = default
    year: int | None = st.segmented_control(
        "Год",
        project().plan.years,
        required=True,
        key=Filter.YEAR,
        bind="query-params",
        label_visibility="collapsed",
        width=_OF_A_YEAR * len(project().plan.years),
    )
    return year or default


def _months() -> int | None:
    """The period that a person chose; ``None`` where the rule is to find it."""
    names = {period_name(months): months for months in reversed(QUARTERS)}
    # Buttons as those of the years: for a list to choose from a browser loads as much again as for all the rest.
    with st.popover("Период"):
        chosen = st.segmented_control(
            "Период", list(names), key=Filter.PERIOD, bind="query-params", label_visibility="collapsed"
        )
        st.caption(_RULE_OF_PERIOD)
    return names.get(chosen or "")


def _say_period(period: ReportingPeriod) -> None:
    overdue = period.say_overdue()
    st.caption(f"{period.say()}{f' · {overdue}' if overdue else ''}", width="content")


@st.cache_resource(show_spinner=False, max_entries=64)
def _period(stamp: Stamp, year: int, as_of: date, months: int | None) -> ReportingPeriod:
    """The period of a year in one state of the store, ``months`` if a person chose it."""
    return period_of(shown().reported, project().rules, year, as_of, months)


def _organizations(names: dict[str, str]) -> list[str]:
    if access.person().organization:
        return []
    if NEXT_ORGANIZATIONS in st.session_state:
        st.session_state[Filter.ORGANIZATIONS] = st.session_state.pop(NEXT_ORGANIZATIONS)
    chosen = st.multiselect(
        "Организации",
        list(names),
        key=Filter.ORGANIZATIONS,
        bind="query-params",
        placeholder="Все организации",
        label_visibility="collapsed",
        width=360,
    )
    if len(chosen) > NAMED:
        st.caption(f"и ещё {len(chosen) - NAMED}", width="content")
    return chosen


def show_year(year: int) -> None:
    """Turns the filter to a year from the next run on; a widget cannot be changed after it is drawn."""
    st.session_state[NEXT_YEAR] = year


def show_organizations(names: Sequence[str]) -> None:
    """Turns the filter to organizations of these short names from the next run on, as ``show_year``."""
    st.session_state[NEXT_ORGANIZATIONS] = list(names)


def organization_names() -> dict[str, str]:
    """Codes of the organizations by short name, without the municipality's own row; to an organization, its own."""
    return _names(stamp(), access.person().organization)


@st.cache_resource(show_spinner=False, max_entries=64)
def _names(stamp: Stamp, only: str) -> dict[str, str]:
    entry = project().plan.head["municipality_entry"]["type"]
    organizations, _ = split_municipality(shown().directory, entry)
    short = organizations["short_name"].fillna(organizations["name"])
    return {name: code for name, code in zip(short, organizations["code"], strict=True) if only in ("", code)}


def sentence(selection: Selection) -> str:
    """«2023 год, I полугодие; Школа № 2» — for captions, headings and file names."""
    period = "" if selection.months == YEAR else f", {period_name(selection.months)}"
    names = {code: name for name, code in organization_names().items()}
    who = ", ".join(names[code] for code in selection.organizations) or "все организации"
    return f"{selection.year} год{period}; {who}"


def settle_address() -> None:
    """Takes unknown values out of the address and says so: a filter would drop them silently."""
    allowed = {
        Filter.YEAR: {str(year) for year in project().plan.years},
        Filter.PERIOD: {period_name(months) for months in QUARTERS},
        Filter.ORGANIZATIONS: set(organization_names()),
    }
    unknown = {
        key: rest
        for key, values in allowed.items()
        if st.session_state.get(key) is None and (rest := [v for v in st.query_params.get_all(key) if v not in values])
    }
    if unknown:
        for key in unknown:
            st.query_params[key] = [value for value in st.query_params.get_all(key) if value in allowed[key]]
        st.session_state[UNKNOWN] = unknown
        st.rerun()
    for key, rest in st.session_state.pop(UNKNOWN, {}).items():
        st.warning(f"В ссылке указано неизвестное значение: {key} — {plain(', '.join(rest))}. Показано без него.")
