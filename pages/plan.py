"""«План мероприятий»: annex 1 with recurrences, in time and as a table, as of any date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any, Literal, TypedDict

import pandas as pd
import streamlit as st

from uspekh.charts import plan as charts
from uspekh.monitoring.execution.milestones import items_of_year, overdue_items
from uspekh.monitoring.explaining.provenance import items_behind
from uspekh.monitoring.overview.agenda import chosen, undocumented, upcoming
from uspekh.monitoring.overview.counts import item_counts
from uspekh.monitoring.selection import Selection
from uspekh.russian.format import day
from uspekh.russian.text import plain
from uspekh.ui.session import door, state
from uspekh.ui.session.figures import agenda_of, figures_of
from uspekh.ui.show import chart_cache, flags, linked, provenance, tables
from uspekh.ui.show import charts as drawn

WHOLE = "все годы"
NEAR_DAYS = (30, 90)
# Beyond the ends of the year, so that the signs at its last day are seen whole.
ROOM = timedelta(days=12)


class Keep(TypedDict):
    """How a filter is kept: in the address, and on return to the page."""

    bind: Literal["query-params"]
    persist_state: Literal["session"]


KEEP: Keep = {"bind": "query-params", "persist_state": "session"}


class Picked(TypedDict):
    """What was chosen of the plan items; an empty list means all."""

    controls: list[str]
    organizations: list[str]
    statuses: list[str]


def choose(year: int) -> tuple[date, Picked, bool]:
    """Draws the filters; returns the date of the view, what was chosen, and whether of one year."""
    plan, rules = state.project().plan, state.project().rules
    controls = {code or linked.NOT_NAMED: code for code in plan["plan_items"]["control"].unique()}
    statuses = {word: status for status, word in rules.status_labels.items()}
    executors = sorted(plan["executors"]["organization"].unique())
    span, control, executor, status, moment = st.columns([3, 2, 3, 3, 2.7])
    of = span.segmented_control("Срок", ["год", WHOLE], default="год", required=True, key="срок",
                                format_func=lambda word: f"{year} год" if word == "год" else word, **KEEP)  # fmt: skip
    picked: Picked = {
        "controls": [controls[word] for word in control.multiselect(
            "Контроль", list(controls), key="контроль", placeholder="Все", help=levels(), **KEEP)],
        "organizations": executor.multiselect("Исполнитель", executors, key="исполнитель", placeholder="Все", **KEEP),
        "statuses": [statuses[word] for word in status.multiselect(
            "Состояние", list(statuses), key="состояние", placeholder="Все", **KEEP)],
    }  # fmt: skip
    as_of = moment.date_input("На дату", state.today(), format="DD.MM.YYYY", key="дата", **KEEP)
    return as_of or state.today(), picked, of != WHOLE


def levels() -> str:
    """The footnote of annex 1, and the codes that it leaves out."""
    rows = state.project().plan["control_levels"].itertuples()
    return "; ".join(f"{row.code} — {plain(row.title) or 'в сноске не расшифрован'}" for row in rows)


def states(rows: pd.DataFrame, year: int | None) -> None:
    """How many items are in each state: what the tabs below begin with is the same count."""
    counts = item_counts(items_of_year(rows, year), year)
    words = [f"{flags.status_badge(status)} **{counts.of(status)}**" for status in state.project().rules.status_labels]
    st.markdown("&ensp;".join(words))
    st.caption(f"{counts.scope}; с учётом отбора по контролю и исполнителю.")


def lists(rows: pd.DataFrame, as_of: date, year: int | None) -> None:
    """What is late and what is near, with those who answer."""
    late = overdue_items(rows, year)
    parts = {"Просрочено": late}
    parts |= {f"Срок за {days} дней, все годы": upcoming(rows, as_of, days) for days in NEAR_DAYS}
    if controls := state.project().rules.documented_controls:
        parts[f"{' и '.join(controls)} без документа"] = undocumented(items_of_year(rows, year), controls)
    tabs = st.tabs([f"{title}: {len(part)}" for title, part in parts.items()])
    for tab, (title, part) in zip(tabs, parts.items(), strict=True):
        with tab:
            if part.empty:
                st.info(f"На {day(as_of)} таких мероприятий нет.")
            else:
                tables.whole(linked.near_table(part))
                provenance.button(f"план-{title}", title, partial(find_cells, part))
    later = len(overdue_items(rows, None)) - len(late)
    more = f"Просроченных со сроком после {year} года — {later}, они видны за все годы. " if later else ""
    st.caption(f"{more}Ответственный — по разделу 5 паспорта за связанный результат; где его нет — исполнитель.")


def timeline(rows: pd.DataFrame, selection: Selection, year: int | None) -> None:
    """The items in time and the table behind."""
    span = f"{year} года и просроченные прежних лет (те — в таблице)" if year else "за весь проект"
    caption = f"Строк плана — {len(rows)}: {span}, повторяющиеся — в каждом году; на {day(selection.as_of)}"
    data, formats = linked.plan_table(rows)
    domain = (date(year, 1, 1) - ROOM, date(year, 12, 31) + ROOM) if year else None
    chart = chart_cache.specify(
        charts.gantt, with_words(rows), as_of=selection.as_of, domain=domain, selection=drawn.PICKED
    )
    drawn.show(
        chart,
        "План мероприятий во времени",
        data,
        formats,
        key="план",
        caption=caption,
        find_cells=partial(find_cells, rows),
    )


def find_cells(rows: pd.DataFrame, picked: dict[str, Any] | None = None) -> pd.DataFrame:
    """What was reported of the item that was clicked, or of all."""
    item = (picked or {}).get("item")
    return items_behind(figures_of(selection), rows if item is None else rows[rows["item"] == item])


def with_words(rows: pd.DataFrame) -> pd.DataFrame:
    """The items with the words of their states, as the chart wants them."""
    return rows.assign(
        result=[heading(results) for results in rows["results"]],
        status=rows["flag"],
        status_label=[state.project().rules.status_labels[status] for status in rows["flag"]],
        control=[code or linked.NOT_NAMED for code in rows["control"]],
        end=rows["due"],
    )


def heading(results: tuple[str, ...]) -> str:
    """«1.2. Охват онлайн-уроками»; the results that share a group, one after another."""
    if not results:
        return "Без связи с результатом"
    return f"{', '.join(results)}. {state.project().plan.short_title('result', results[0])}"


selection = door.selection()
st.title("План мероприятий", anchor=False)
as_of, picked, one_year = choose(selection.year)
selection = replace(selection, as_of=as_of)
everything = agenda_of(selection)
year = selection.year if one_year else None
in_any_state = chosen(everything, controls=picked["controls"], organizations=picked["organizations"])
states(in_any_state, year)
lists(in_any_state, as_of, year)
timeline(chosen(items_of_year(in_any_state, year), statuses=picked["statuses"]), selection, year)
