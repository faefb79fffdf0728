"""The first page of an installation with several projects: where each stands, and the way into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import streamlit as st

from uspekh.access.person import Action
from uspekh.monitoring.explaining.headline import say_headline
from uspekh.monitoring.overview.counts import INDICATORS, ITEMS, count_incomplete, state_counts
from uspekh.monitoring.rules import RulesDamaged
from uspekh.monitoring.selection import Selection
from uspekh.passport.damage import PassportDamaged
from uspekh.project import default_year, period_of
from uspekh.russian.format import day, plural
from uspekh.store.plans.openable import ProjectEntry
from uspekh.store.schema.project import EVERY, of_project
from uspekh.store.values.headlines import Headline, keep_headline, last_changes, list_headlines
from uspekh.ui.session import access, figures, projects, state
from uspekh.ui.show import parts, table
from uspekh.ui.show.clickable import escaped
from uspekh.ui.show.table import Cell
from uspekh.words import BY_INCOMPLETE_DATA, JUDGED, NOTHING

_PROJECTS, _ROLLUP, _PACKAGES = "Проекты", "Свод", "Пакеты"
_AT_ONCE = 3
"""So many projects are worked out before the page is drawn again with them."""
_WIDTHS = (26, 46, 14, 14)


def show(entries: Sequence[ProjectEntry]) -> None:
    """The projects that the person may see; the roll-up over them and the municipalities for who may see all."""
    who = access.person_of_all()
    names = [_PROJECTS, *([_ROLLUP] if who else []), *([_PACKAGES] if who and projects.municipalities() else [])]
    with st.container(key="projects", horizontal=True, vertical_alignment="center", gap="large"):
        st.subheader("Проекты", anchor=False, width="content")
        part = parts.choose(names)
    projects.warn_of_unknown()
    if who and part == _ROLLUP:
        # Only these parts need what reads packages and writes workbooks.
        from uspekh.ui.sections.rollup import consolidated

        consolidated.show()
    elif who and part == _PACKAGES:
        from uspekh.ui.sections.rollup import received

        received.show(who)
    else:
        _show_projects(entries)


def _show_projects(entries: Sequence[ProjectEntry]) -> None:
    """What is known is drawn at once; what has changed is worked out after it."""
    persons = access.persons_in([entry.code for entry in entries])
    headlines, changes, today = list_headlines(state.store()), last_changes(state.store()), state.today()
    looked_at = [entry.code for entry in entries if persons[entry.code].may(Action.LOOK)]
    rows = [_row(entry, headlines.get(entry.code), today, looks=entry.code in looked_at) for entry in entries]
    headings = ["Проект", "Главное", "Показатели", "Просрочено пунктов"]
    table.show(headings, rows, key="проекты", name="Проекты", widths=_WIDTHS, lines=2)
    if any(headlines[code].incomplete for code in looked_at if code in headlines):
        st.caption(f"Незакрашенный знак — {BY_INCOMPLETE_DATA}.")
    stale = [code for code in looked_at if not _holds(headlines.get(code), changes.get(code, changes[EVERY]), today)]
    if stale:
        with st.spinner(f"Пересчитывается: {len(stale)} {plural(len(stale), 'проект', 'проекта', 'проектов')}"):
            for code in stale[:_AT_ONCE]:
                _renew(code, today)
        st.rerun()


def _holds(headline: Headline | None, change: int, today: date) -> bool:
    return headline is not None and (headline.event, headline.day) == (change, today)


def _row(entry: ProjectEntry, headline: Headline | None, today: date, *, looks: bool) -> list[Cell]:
    """An organization (not ``looks``) sees the name of a project and nothing else."""
    name = Cell("", html=f'<a class="long" href="{escaped(projects.link_to(entry.code))}">{escaped(entry.title)}</a>')
    if not looks or headline is None:
        return [name, Cell("" if not looks else "Считается"), Cell(""), Cell("", number=True)]
    states = "&ensp;".join(_signs(headline))
    as_of = "" if headline.day == today else f" На {day(headline.day)}."
    return [
        name,
        Cell(f"{headline.sentence}{as_of}"),
        Cell("", html=states) if states else Cell(NOTHING),
        Cell(str(headline.overdue), number=True),
    ]


def _signs(headline: Headline) -> Iterator[str]:
    """HTML of how many indicators have each flag, those by incomplete data apart."""
    for name in JUDGED:
        incomplete = headline.incomplete.get(name, 0)
        if complete := headline.states.get(name, 0) - incomplete:
            yield table.state(name, str(complete))
        if incomplete:
            yield table.state(name, str(incomplete), incomplete=True)


def _renew(code: str, today: date) -> None:
    """Works out what is said of a project; where its passport cannot be read, that is what is said."""
    engine = of_project(state.store(), code)
    try:
        with state.about(code), state.steady():
            keep_headline(engine, _work_out(today))
    except (PassportDamaged, RulesDamaged) as error:
        changes = last_changes(engine)
        change = changes.get(code, changes[EVERY])
        keep_headline(engine, Headline(change, today, f"Паспорт не открывается. {error}", {}, {}, 0))


def _work_out(today: date) -> Headline:
    project, shown = state.project(), state.shown()
    year = default_year(project.plan, shown.last_year, today)
    period = period_of(shown.reported, project.rules, year, today)
    of_city = figures.city_figures_of(Selection(year, today, period.months, (), period.chosen))
    counts = state_counts(of_city)
    _, change = state.stamp()
    sentence = "Отчётов ещё нет." if shown.empty else say_headline(of_city)
    states, incomplete = counts[INDICATORS].states, count_incomplete(of_city)
    return Headline(change, today, sentence, states, incomplete, counts[ITEMS].of("overdue"))
