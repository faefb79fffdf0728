"""«План»: what is overdue and what falls due soon, who answers; the same in time, and who carries how much."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from uspekh.charts import plan as charts
from uspekh.monitoring.execution.milestones import items_of_year
from uspekh.monitoring.expectations import name_key
from uspekh.monitoring.explaining.provenance import items_behind
from uspekh.monitoring.overview import schedule
from uspekh.monitoring.overview.agenda import chosen, undocumented
from uspekh.monitoring.selection import Selection
from uspekh.russian.format import day
from uspekh.russian.text import plain
from uspekh.ui.sections import expected, people_table, plan_list
from uspekh.ui.session import access, door, state
from uspekh.ui.session.figures import addressees, agenda_of, expected_of, figures_of, tasks
from uspekh.ui.show import linked
from uspekh.ui.show.pictures import chart_cache, saving
from uspekh.ui.show.pictures import charts as drawn

LIST, TIMELINE, PEOPLE = "Список", "Лента", "Люди"
OF_YEAR, WHOLE = "год", "все годы"
# Beyond the ends of the year, so that the signs at its last day are seen whole.
ROOM = timedelta(days=12)


@dataclass(frozen=True)
class Choice:
    """What was chosen of the plan items as of a date; nothing chosen means all; no ``year`` means all years."""

    year: int | None
    as_of: date
    statuses: tuple[str, ...]
    persons: tuple[str, ...]
    controls: tuple[str, ...]
    organizations: tuple[str, ...]


def choose(agenda: pd.DataFrame, selection: Selection) -> Choice:
    """Draws the filters, which live in the address: status and person at hand, the rest one press away."""
    plan, rules = state.project().plan, state.project().rules
    statuses = {word: status for status, word in rules.status_labels.items()}
    controls = {code or linked.NOT_NAMED: code for code in plan.of_all_editions("plan_items")["control"].unique()}
    executors = sorted(plan.of_all_editions("executors")["organization"].unique())
    of_status, of_person, rest = st.columns([4, 4, 1.5], vertical_alignment="center")
    with of_status:
        words = several("Состояние", list(statuses), "состояние", "Все состояния")
    with of_person:
        persons = several("Кто отвечает", schedule.persons_of(agenda), "кто", "Все, кто отвечает")
    with rest.popover("Ещё отбор", width="stretch"):
        span = st.segmented_control(
            "Срок", [OF_YEAR, WHOLE], default=OF_YEAR, required=True, key="срок", bind="query-params",
            persist_state="session", format_func=lambda word: f"{selection.year} год" if word == OF_YEAR else word,
        )  # fmt: skip
        codes = several("Контроль", list(controls), "контроль", "Все", levels(), collapsed=False)
        bodies = several("Исполнитель", executors, "исполнитель", "Все", collapsed=False)
        as_of = st.date_input(
            "На дату", state.today(), format="DD.MM.YYYY", key="дата", bind="query-params", persist_state="session"
        )
    return Choice(
        None if span == WHOLE else selection.year,
        as_of or state.today(),
        tuple(statuses[word] for word in words),
        tuple(persons),
        tuple(controls[code] for code in codes),
        tuple(bodies),
    )


def several(
    label: str, options: list[str], key: str, placeholder: str, hint: str | None = None, *, collapsed: bool = True
) -> list[str]:
    """A filter of several values."""
    return st.multiselect(
        label, options, key=key, placeholder=placeholder, help=hint, bind="query-params", persist_state="session",
        label_visibility="collapsed" if collapsed else "visible",
    )  # fmt: skip


def levels() -> str:
    """The footnote of annex 1, and the codes that it leaves out."""
    rows = state.project().plan["control_levels"].itertuples()
    return "; ".join(f"{row.code} — {plain(row.title) or 'в сноске не расшифрован'}" for row in rows)


def show_list(rows: pd.DataFrame, agenda: pd.DataFrame, choice: Choice, selection: Selection) -> None:
    """The items, overdue first; what is counted elsewhere otherwise, and what is done without its document."""
    plan_list.show(rows, figures_of(selection), key="план-список")
    controls = state.project().rules.documented_controls
    lacking = undocumented(items_of_year(agenda, choice.year), controls)
    levels_without = f"{' и '.join(controls)}, исполнено без документа"
    notes = [
        schedule.say_later(agenda, choice.year),
        f"{levels_without}: {', '.join(lacking['item'])}" if len(lacking) else "",
        "Отвечает — по разделу 5 паспорта за связанный результат; где его нет — исполнитель",
    ]
    words, save = st.columns([7, 1])
    words.caption(". ".join(plain(note) for note in notes if note) + ".")
    with save:
        saving.menu("План мероприятий", caption_of(rows, choice), lambda: linked.plan_table(rows)[0], key="план")


def caption_of(rows: pd.DataFrame, choice: Choice) -> str:
    """What is shown, as of which date."""
    span = f"{choice.year} года и просроченные прежних лет" if choice.year else "всех лет проекта"
    return f"Пункты плана {span}: {len(rows)}, повторяющиеся — в каждом году; на {day(choice.as_of)}"


def show_timeline(rows: pd.DataFrame, choice: Choice, selection: Selection) -> None:
    """The items in time, and the table behind."""
    year = choice.year
    domain = (date(year, 1, 1) - ROOM, date(year, 12, 31) + ROOM) if year else None
    chart = chart_cache.specify(
        charts.gantt, with_words(rows), as_of=choice.as_of, domain=domain, selection=drawn.PICKED
    )
    drawn.show(
        chart,
        "План мероприятий во времени",
        partial(linked.plan_table, rows),
        key="план",
        caption=caption_of(rows, choice),
        find_cells=finder(rows, selection),
    )


def finder(rows: pd.DataFrame, selection: Selection) -> Callable[[dict[str, Any]], pd.DataFrame]:
    """What was reported of the item that was pressed, or of all."""

    def find_cells(picked: dict[str, Any]) -> pd.DataFrame:
        item = picked.get("item")
        return items_behind(figures_of(selection), rows if item is None else rows[rows["item"] == item])

    return find_cells


def with_words(rows: pd.DataFrame) -> pd.DataFrame:
    """The items with the words of their states, as the chart wants them."""
    labels = state.project().rules.status_labels
    return rows.assign(
        result=[heading(results) for results in rows["results"]],
        status=rows["flag"],
        status_label=[labels[status] for status in rows["flag"]],
        control=[code or linked.NOT_NAMED for code in rows["control"]],
        end=rows["due"],
    )


def heading(results: tuple[str, ...]) -> str:
    """«1.2. Охват онлайн-уроками»; the results that share a group, one after another."""
    if not results:
        return "Без связи с результатом"
    return f"{', '.join(results)}. {state.project().plan.short_title('result', results[0])}"


def remind(at_list: DeltaGenerator) -> None:
    """What is expected of one person, executor or organization: the list, to remind of it, or for a calendar.

    Whoever the passport names begins with what is expected of himself. ``at_list``: where the list stands.
    """
    people = {one.code: one for one in addressees()}
    names = set(map(name_key, access.person().names))
    first = next((at for at, one in enumerate(people.values()) if not names.isdisjoint(one.names)), None)
    at_choice, *buttons = st.columns([4, 2, 2, 2.6], vertical_alignment="center")
    picked = at_choice.selectbox(
        "Кому напомнить", list(people), index=first, key="кому", placeholder="Кому напомнить",
        format_func=lambda code: people[code].name, label_visibility="collapsed", bind="query-params",
    )  # fmt: skip
    if picked:
        things = expected_of(people[picked])
        expected.show_actions(buttons, people[picked], things)
        with at_list:
            expected.show_sentence(things)
            expected.show_list(things)


selection = door.selection()
answer = st.container()
at_view, at_filters = st.columns([2.2, 8.5], vertical_alignment="center")
with at_view:
    view = st.segmented_control(
        "Вид", [LIST, TIMELINE, PEOPLE], default=LIST, required=True, key="вид", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
if view == PEOPLE:
    persons = schedule.loads(tasks(), agenda_of(selection), selection.year)
    answer.subheader(f"{plain(schedule.say_loads(persons, selection.year))}.", anchor=False)
    at_list = st.container()
    with at_filters:
        remind(at_list)
    people_table.show(persons, tasks(), selection.year)
    saving.menu("Участники", "раздел 5 паспорта", partial(people_table.for_saving, tasks()), key="люди")
else:
    with at_filters:
        choice = choose(agenda_of(selection), selection)
    selection = replace(selection, as_of=choice.as_of)
    agenda = agenda_of(selection)
    answer.subheader(f"{plain(schedule.say_plan(agenda, choice.year, choice.as_of))}.", anchor=False)
    narrowed = chosen(
        agenda,
        controls=choice.controls,
        organizations=choice.organizations,
        statuses=choice.statuses,
        persons=choice.persons,
    )
    if view == LIST:
        show_list(schedule.rows_of(narrowed, choice.year, choice.as_of), agenda, choice, selection)
    else:
        show_timeline(items_of_year(narrowed, choice.year), choice, selection)
