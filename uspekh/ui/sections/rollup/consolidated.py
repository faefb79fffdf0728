"""«Свод»: municipalities and projects against the indicators that they share, with the sums and who is not in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from textwrap import shorten

import streamlit as st

from uspekh import settings
from uspekh.consolidation import (
    Consolidation,
    Contributor,
    consolidate,
    list_contributors,
    list_silent,
    list_unfinished,
    work_out,
)
from uspekh.monitoring.rollup import Part, Total, say_absences, say_periods
from uspekh.monitoring.rules import RulesDamaged, load_rules
from uspekh.passport.damage import PassportDamaged
from uspekh.project import Project
from uspekh.russian.format import day, digits_of, number
from uspekh.russian.text import plain
from uspekh.store.packages.archive import PackageRefused
from uspekh.ui.session import projects, state
from uspekh.ui.show import table
from uspekh.ui.show.clickable import escaped
from uspekh.ui.show.table import Cell
from uspekh.ui.show.tables import XLSX
from uspekh.words import BY_INCOMPLETE_DATA, NO_SUM, NOTHING, part_of

_AT_ONCE = 3
"""So many are worked out before the page is drawn again with them."""
_COLUMNS = 7
"""Indicators that stand side by side."""
_NAME, _LONGEST_TITLE, _NAMED = 22, 70, 12


def show() -> None:
    """The table of a year. What is kept is drawn at once; what has changed is worked out after it."""
    store, keys = state.store(), projects.municipalities()
    contributors = list_contributors(store, keys, settings.data_folder(), state.today(), _open)
    of_year, silent = consolidate(store, contributors, None), list_silent(store, keys)
    unfinished = list_unfinished(store, contributors)
    if of_year.totals:
        _show_year(of_year, contributors, silent, {each.name for each in unfinished})
    elif not unfinished:
        _explain_beginning(silent)
    _finish(unfinished)


def _show_year(
    latest: Consolidation, contributors: Sequence[Contributor], silent: Sequence[str], unfinished: Collection[str]
) -> None:
    """``unfinished``: names of those whose figures are not worked out for their present state."""
    head, years, saving = st.columns([6, 1, 1.4], vertical_alignment="center")
    year = years.selectbox(
        "Год", latest.years, index=latest.years.index(latest.year or 0), key="свод-год", label_visibility="collapsed"
    )
    of_year = latest if year == latest.year else consolidate(state.store(), contributors, year)
    head.markdown(f"**{plain(of_year.heading(silent))}**")
    saving.download_button(
        "Свод в Excel", lambda: _workbook(of_year, silent), f"Свод {year}.xlsx", XLSX, on_click="ignore",
        width="stretch",
    )  # fmt: skip
    totals = _page_of(of_year.totals)
    rows = [_row_of_sum(totals), *(_row(each, totals, unfinished) for each in of_year.contributors)]
    parts = {_action(total, part): (total, part) for total in totals for part in total.parts.values()}
    widths = [_NAME, *[(100 - _NAME) // len(totals)] * len(totals)]
    table.show(
        ["Муниципалитет, проект", *map(_heading, totals)], rows, key="свод", name="Свод", widths=widths, lines=2,
        on_click=lambda action: _show_lacking(*parts[action]),
    )  # fmt: skip
    notes = [*say_absences(of_year.totals, _NAMED), *filter(None, [say_periods(of_year.totals)])]
    for note in notes:
        st.caption(plain(note))
    st.caption(
        f"Знак — оценка по плану самого муниципалитета на его дату; незакрашенный — {BY_INCOMPLETE_DATA}. Нажмите на "
        "число: чьих отчётов нет. «Всего» по долям — сумма численностей, делённая на сумму."
    )


def _page_of(totals: Sequence[Total]) -> Sequence[Total]:
    """The indicators that are seen: where they are many, those of the page that is chosen."""
    if len(totals) <= _COLUMNS:
        return totals
    firsts = list(range(0, len(totals), _COLUMNS))
    first = st.segmented_control(
        "Показатели",
        firsts,
        default=0,
        required=True,
        format_func=lambda first: f"Показатели {first + 1}–{min(first + _COLUMNS, len(totals))}",
        key="свод-показатели",
        label_visibility="collapsed",
    )
    return totals[first : first + _COLUMNS]


def _heading(total: Total) -> str:
    return f"{shorten(total.title, _LONGEST_TITLE, placeholder=' …')}, {total.unit}"


def _row_of_sum(totals: Sequence[Total]) -> list[Cell]:
    cells = [
        Cell(
            total.no_fact.partition(",")[0] if total.fact is None else number(total.fact, digits_of(total.unit)),
            number=True,
            html=_reported(total),
        )
        for total in totals
    ]
    return [Cell("Всего"), *cells]


def _row(contributor: Contributor, totals: Sequence[Total], unfinished: Collection[str]) -> list[Cell]:
    as_of = f'<div class="none">на {day(contributor.as_of)}</div>'
    name = Cell(contributor.name, html=as_of)
    if contributor.name in unfinished and not any(contributor.name in total.parts for total in totals):
        return [name, *(Cell("считается", number=True) for _ in totals)]
    return [name, *(_cell(total, contributor.name) for total in totals)]


def _cell(total: Total, name: str) -> Cell:
    part = total.parts.get(name)
    if part is None:
        return Cell(NOTHING, number=True)
    action, reported = _action(total, part) if part.not_sent else "", _reported(part)
    reason = total.absences.get(name)
    if reason is None:
        figure = number(part.fact, digits_of(part.unit), bounds=part.bounds)
        return Cell(figure, action, number=True, state=part.flag, incomplete=not part.complete, html=reported)
    # Why, is said under the table.
    words = NO_SUM[reason].partition(",")[0]
    return Cell(words, action, number=True, state=part.flag if reason == "no_data" else "", html=reported)


def _action(total: Total, part: Part) -> str:
    return f"{part.project} / {total.code}"


@st.dialog("Чьих отчётов нет", width="large")
def _show_lacking(total: Total, part: Part) -> None:
    st.markdown(f"**{plain(part.project)}.** {plain(total.title)}, {plain(total.unit)}")
    st.caption(f"Сдали {part_of(part.reported, part.expected)}. Не хватает отчётов:")
    rows = [[Cell(words)] for words in part.not_sent]
    table.show(["Организация"], rows, key="свод-нет", name="Не сдали", fold=10)


def _reported(of: Part | Total) -> str:
    """HTML of how many organizations reported."""
    return f'<div class="none">сдали {escaped(part_of(of.reported, of.expected))}</div>' if of.expected else ""


def _workbook(of_year: Consolidation, silent: Sequence[str]) -> bytes:
    # Only a press on the button needs the writer of workbooks.
    from uspekh.report.rollup import write_rollup

    labels = load_rules(settings.data_folder()).flag_labels
    return write_rollup(of_year.heading(silent), of_year.rows, of_year.totals, labels)


def _explain_beginning(silent: Sequence[str]) -> None:
    st.info(
        "Общих показателей ещё нет. Общий код назначают в каждом проекте: «Паспорт → Свод». У муниципалитета код "
        "приходит с пакетом; пакеты принимают в разделе «Пакеты»."
    )
    if silent:
        st.caption(plain(f"Пакета нет: {', '.join(silent)}."))


def _finish(unfinished: Sequence[Contributor]) -> None:
    """Works out the first of those that are not, and draws the page again with them."""
    if not unfinished:
        return
    finished, failed = 0, {}
    with st.spinner(f"Пересчитывается, осталось {len(unfinished)}"):
        for contributor in unfinished:
            try:
                work_out(state.store(), contributor)
                finished += 1
            except (PassportDamaged, RulesDamaged, PackageRefused) as error:
                failed[contributor.name] = str(error)
            if finished == _AT_ONCE:
                st.rerun()
    if finished:
        st.rerun()
    for name, reason in failed.items():
        st.error(plain(f"{name}: в свод не входит. {reason}"))


def _open(code: str) -> Project:
    with state.about(code):
        return state.project()
