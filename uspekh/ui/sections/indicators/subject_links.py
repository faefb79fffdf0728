"""What belongs to an indicator or result: links with counts, each opened in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from uspekh.monitoring.execution import budget
from uspekh.monitoring.execution.links import linked, results_of_subject
from uspekh.monitoring.explaining.provenance import items_behind, money_behind
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.counts import states_of
from uspekh.monitoring.overview.subjects import subjects
from uspekh.monitoring.overview.summary import of_year
from uspekh.passport.formulas import FORMULAS, Share
from uspekh.russian.format import NBSP, day, missing, number, percent, roubles
from uspekh.russian.names import list_years
from uspekh.russian.periods import YEAR
from uspekh.russian.text import plain
from uspekh.store.decided import decisions
from uspekh.ui.sections.indicators import chance, contradictions, quarters, share_change, subject_list
from uspekh.ui.session import access, state
from uspekh.ui.session.figures import agenda_of, growth_readings_of, tasks
from uspekh.ui.show import frames, methodology, provenance, table
from uspekh.ui.show.table import Cell
from uspekh.words import MONEY, NOTHING, POINTS, SHARE, SUBJECTS, SUBJECTS_PLURAL

_KEY = "что ещё"
_READINGS = {"relative": (SHARE, "в процентах к доле прошлого года"), "points": (POINTS, "в процентных пунктах")}
_FEW, _SHORT = 10, 90
"""Rows seen at first; characters of a text that is opened by a press."""


@dataclass(frozen=True)
class _Link:
    """``draw`` shows what the link opens; ``count``: how many things that is."""

    title: str
    draw: Callable[[], None]
    count: int | None = None

    @property
    def label(self) -> str:
        """The title with the count."""
        return self.title if self.count is None else f"{self.title}{NBSP}{self.count}"


def show(figures: Figures, kind: str, subject: str, measure: str, caption: str) -> None:
    """The links and what the chosen one opens; ``measure``: empty for a result of control points."""
    links = {link.title: link for link in _links(figures, kind, subject, measure, caption)}
    if st.session_state.get(_KEY) not in links:
        st.session_state.pop(_KEY, None)
    chosen = st.segmented_control(
        "Что ещё известно",
        list(links),
        format_func=lambda title: links[title].label,
        key=_KEY,
        label_visibility="collapsed",
    )
    if chosen:
        links[chosen].draw()


def _links(figures: Figures, kind: str, subject: str, measure: str, caption: str) -> Iterator[_Link]:
    """Those of which there is anything; what is of the whole project is not an organization's."""
    if measure:
        yield from _of_measure(figures, measure, caption)
    yield _Link("Полное наименование", partial(_show_title, figures, kind, subject))
    if not access.may_see_all():
        return
    plan = figures.plan
    results = results_of_subject(plan, kind, subject)
    items = agenda_of(figures.selection)
    items = items.loc[[not set(results).isdisjoint(row) for row in items["results"]]]
    money = budget.funded(figures.budget[figures.budget["line"].isin(_targets(figures, results, "budget_line"))])
    people = tasks()
    people = people.loc[[not set(results).isdisjoint(row) for row in people["results"]]]
    others = _related(figures, kind, subject, results)
    held = decisions.in_force(state.project().engine, access.person())
    held = held[(held["subject_kind"] == kind) & (held["subject"] == subject)]
    lists = (
        ("Мероприятия", items, partial(_show_items, figures, items)),
        ("Деньги", money["line"].drop_duplicates(), partial(_show_money, figures, money, results)),
        ("Люди", people, partial(_show_people, people)),
        (SUBJECTS_PLURAL["result" if kind == "indicator" else "indicator"], others, partial(_show_related, others)),
        ("Решения", held, partial(_show_decisions, held)),
    )
    for title, rows, draw in lists:
        if len(rows):
            yield _Link(title, draw, len(rows))


def _of_measure(figures: Figures, measure: str, caption: str) -> Iterator[_Link]:
    definition = figures.definitions.set_index("id").loc[measure]
    formula, year = FORMULAS[str(definition["formula"])], figures.selection.year
    if any(months < YEAR for months in figures.reported.months(year)):
        yield _Link("По кварталам", partial(quarters.show, figures, measure, str(definition["unit"]), caption))
    if isinstance(formula, Share) and not formula.compares_years:
        if year - 1 in figures.plan.years:
            yield _Link("Почему изменилось", partial(share_change.show, figures, measure))
        yield _Link("Случайность", partial(chance.show, figures, measure, str(definition["unit"]), caption))
    if formula.compares_years:
        rows = growth_readings_of(figures.selection)
        rows = rows[rows["measure"] == measure]
        yield _Link("Два прочтения", partial(_show_readings, rows))
    fields = {str(definition["numerator"]), str(definition["denominator"])}
    excesses = contradictions.of_fields(figures, fields)
    if len(excesses):
        yield _Link("Часть больше целого", partial(contradictions.show, figures, excesses), len(excesses))


def _targets(figures: Figures, results: tuple[str, ...], kind: str) -> list[str]:
    return [target for result in results for target in linked(figures.plan, result, kind)["target"]]


def _related(figures: Figures, kind: str, subject: str, results: tuple[str, ...]) -> pd.DataFrame:
    """The results of an indicator, or the indicators of a result (rows of ``subjects`` of the year)."""
    rows = of_year(subjects(figures), figures)
    if kind == "indicator":
        return rows[(rows["subject_kind"] == "result") & rows["subject"].isin(results)]
    return rows[
        (rows["subject_kind"] == "indicator") & rows["subject"].isin(_targets(figures, (subject,), "indicator"))
    ]


def _show_title(figures: Figures, kind: str, subject: str) -> None:
    row = figures.plan["indicators" if kind == "indicator" else "results"].set_index("id").loc[subject]
    st.markdown(f"**{plain(row['title'])}**")
    if kind == "result":
        st.markdown(plain(row["characteristic"]) or "Характеристики в паспорте нет.")


def _show_items(figures: Figures, rows: pd.DataFrame) -> None:
    rows = rows.sort_values("due", kind="stable").reset_index(drop=True)
    cells = [
        [
            Cell(row["item"], action=str(position)),
            Cell(day(row["due"])),
            Cell("", state=row["flag"]),
            Cell(NOTHING if missing(row["done"]) else day(row["done"])),
            table.folded(row["title"], _SHORT),
            Cell(", ".join(row["responsible"])),
        ]
        for position, row in enumerate(rows.to_dict("records"))
    ]

    def open_item(action: str) -> None:
        row = rows.iloc[[int(action)]]
        provenance.open_cells(f"Пункт плана {row['item'].iloc[0]}", items_behind(figures, row))

    headings = ["№", "Срок", "Состояние", "Исполнено", "Мероприятие", "Отвечает"]
    table.show(headings, cells, key="мероприятия", on_click=open_item, fold=_FEW, widths=(8, 9, 15, 9, 40, 19))


def _show_money(figures: Figures, rows: pd.DataFrame, results: tuple[str, ...]) -> None:
    rows = budget.totals(rows, ["line", "year"]).reset_index(drop=True)
    edges = figures.rules.edges
    cells = [
        [
            Cell(row["line"]),
            Cell(str(row["year"])),
            *(Cell(roubles(row[name]), number=True) for name in ("plan", "refined")),
            Cell(roubles(row["executed"]), action=str(position), number=True),
            Cell(percent(row["completion_refined"], bounds=edges), number=True),
        ]
        for position, row in enumerate(rows.to_dict("records"))
    ]

    def open_line(action: str) -> None:
        row = rows.iloc[int(action)]
        provenance.open_cells(
            f"Строка {row['line']}, {row['year']} год", money_behind(figures, int(row["year"]), row["line"])
        )

    headings = ["Строка", "Год", *(f"{word}, руб." for word in MONEY.values()), "К уточнённому плану"]
    table.show(headings, cells, key="деньги", on_click=open_line)
    titles = figures.plan.of_all_editions("budget_lines").set_index("line")["title"]
    notes = pd.concat([linked(figures.plan, result, "budget_line") for result in results]).drop_duplicates("target")
    for link in notes.itertuples():
        note = f" Связь: {link.note}." if link.note else ""
        st.caption(plain(f"Строка {link.target}. {titles[link.target]}.{note}"))


def _show_people(rows: pd.DataFrame) -> None:
    cells = [
        [
            Cell(str(row["row"])),
            Cell(row["spelling"]),
            Cell(row["role"]),
            Cell(number(row["workload"]), number=True),
            Cell(list_years(row["years"]) if row["dated"] else "все годы"),
            table.folded(row["task"] or NOTHING, _SHORT),
        ]
        for row in rows.to_dict("records")
    ]
    headings = ["Строка", "Участник", "Роль", "Занятость, %", "Годы", "Задача"]
    table.show(headings, cells, key="люди", widths=(8, 22, 20, 10, 12, 28))


def _show_related(rows: pd.DataFrame) -> None:
    cells = [
        [
            Cell(f"{SUBJECTS[row['subject_kind']]} {row['subject']}. {_title(row)}", action=_action(row)),
            Cell("", state=name, incomplete=not row["complete"]),
        ]
        for row, name in zip(rows.to_dict("records"), states_of(rows), strict=True)
    ]
    table.show(["Связан в паспорте", "Оценка года"], cells, key="связи", on_click=subject_list.follow)


def _title(row: dict[str, str]) -> str:
    return state.project().plan.short_title(row["subject_kind"], row["subject"])


def _action(row: dict[str, str]) -> str:
    return subject_list.action(row["subject_kind"], row["subject"])


def _show_decisions(rows: pd.DataFrame) -> None:
    done = state.project().rules.status_labels["done"]
    cells = [
        [
            Cell(str(row["year"])),
            Cell(row["cause"]),
            Cell(row["action"]),
            Cell(row["responsible"]),
            Cell(day(row["due"])),
            Cell(done if row["closed"] else "в работе"),
        ]
        for row in rows.sort_values("year", ascending=False).to_dict("records")
    ]
    table.show(["Год", "Причина", "Мера", "Ответственный", "Срок", "Состояние"], cells, key="решения")


def _show_readings(rows: pd.DataFrame) -> None:
    """Both readings of a growth side by side, a row for each year."""
    headings, columns = ["Год", "План"], []
    for reading, years in rows.groupby("reading", sort=False):
        unit, word = _READINGS[str(reading)]
        headings += [f"Факт, {word}{', принято проектом' if years['chosen'].all() else ''}", f"Оценка, {unit}"]
        facts = [Cell(text, number=True) for text in frames.figures_in_words(years.assign(unit=unit), "fact")]
        judged = zip(states_of(years), years["complete"], strict=True)
        columns += [facts, [Cell("", state=name, incomplete=not complete) for name, complete in judged]]
    years = rows.drop_duplicates("year")
    first = [[Cell(str(year)) for year in years["year"]], [Cell(number(plan), number=True) for plan in years["plan"]]]
    table.show(headings, list(zip(*first, *columns, strict=True)), key="прочтения")
    st.caption(plain('Прочтение выбирается в data/settings.toml: [growth] reading = "relative" или "points".'))
    methodology.button("прочтения", methodology.VALUES)
