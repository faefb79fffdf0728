"""Filters that hold across pages and live in the address, and the sentence that says them."""

from __future__ import annotations

from datetime import date

import streamlit as st

from uspekh.monitoring.organizations.directory import split_municipality
from uspekh.monitoring.periods.period import ReportingPeriod
from uspekh.monitoring.selection import Selection
from uspekh.project import default_year, period_of
from uspekh.russian.format import number
from uspekh.russian.periods import QUARTERS, YEAR, period_name
from uspekh.russian.text import plain
from uspekh.ui.session import access
from uspekh.ui.session.state import project, shown, stamp, today

MOST_SHOWN = 30
"""Organizations on one chart: more cannot be read, and what is not shown need not travel."""
NEXT_YEAR = "следующий год"
BY_REPORTS = "по сданным отчётам"
"""In the list of periods: the one that the rule finds."""
YEAR_KEY, PERIOD_KEY, ORGANIZATION_KEY = "год", "период", "организация"


def choose() -> Selection:
    """Draws the filters in the side bar and returns what was chosen."""
    default = default_year(project().plan, shown().last_year, today())
    names = organization_names()
    _say_unknown(names)
    if NEXT_YEAR in st.session_state:
        st.session_state[YEAR_KEY] = st.session_state.pop(NEXT_YEAR)
    with st.sidebar:
        year = st.selectbox(
            "Год",
            project().plan.years,
            index=project().plan.years.index(default),
            key=YEAR_KEY,
            bind="query-params",
        )
        period = st.selectbox(
            "Период",
            [BY_REPORTS, *(period_name(months) for months in reversed(QUARTERS))],
            key=PERIOD_KEY,
            bind="query-params",
            help="Значения отчитываются нарастающим итогом с 1 января. Если период не выбран: год, когда срок отчёта "
            "за него прошёл, иначе последний период, за который сдала хотя бы половина организаций.",
        )
        months = next((months for months in QUARTERS if period_name(months) == period), None)
        of_year = _period(stamp(), year, today(), months)
        st.caption(". ".join(filter(None, [of_year.say(), of_year.say_overdue()])))
        chosen = _organizations(names)
    organizations = tuple(names[name] for name in chosen)
    return access.narrowed(Selection(year, today(), of_year.months, organizations, of_year.chosen))


@st.cache_resource(show_spinner=False, max_entries=64)
def _period(stamp: int, year: int, as_of: date, months: int | None) -> ReportingPeriod:
    """The period of a year in one state of the store, ``months`` if a person chose it."""
    return period_of(shown().reported, project().rules, year, as_of, months)


def _organizations(names: dict[str, str]) -> list[str]:
    if access.person().organization:
        return []
    return st.multiselect(
        "Организации", list(names), key=ORGANIZATION_KEY, bind="query-params", placeholder="Все организации"
    )


def shown_of(shown: int, all_: int) -> str:
    """«; показаны 30 из 1 000», where not all are."""
    return "" if all_ <= MOST_SHOWN else f"; показаны {number(shown, 0)} из {number(all_, 0)}"


def show_year(year: int) -> None:
    """Turns the filter to a year from the next run on; a widget cannot be changed after it is drawn."""
    st.session_state[NEXT_YEAR] = year


def organization_names() -> dict[str, str]:
    """Codes of the organizations by short name, without the municipality's own row; to an organization, its own."""
    return _names(stamp(), access.person().organization)


@st.cache_resource(show_spinner=False, max_entries=64)
def _names(stamp: int, only: str) -> dict[str, str]:
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


def _say_unknown(names: dict[str, str]) -> None:
    """The address is cleaned of unknown values silently; the person should know that the view differs."""
    allowed = {
        YEAR_KEY: {str(year) for year in project().plan.years},
        PERIOD_KEY: {BY_REPORTS, *(period_name(months) for months in QUARTERS)},
        ORGANIZATION_KEY: set(names),
    }
    for key, values in allowed.items():
        unknown = [value for value in st.query_params.get_all(key) if value not in values]
        if unknown:
            st.warning(
                f"В ссылке указано неизвестное значение: {key} — {plain(', '.join(unknown))}. Показано без него."
            )
