"""The verdict on a file and its problems, in the order a person should read them, with fields to explain warnings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from uspekh.actuals.problems import SEVERITIES, Problem, say_counts
from uspekh.actuals.reading import Reading
from uspekh.monitoring.explaining.changed_values import measure_sharpness
from uspekh.russian.format import number
from uspekh.russian.text import plain
from uspekh.store.uploads.remarks import Remark
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell
from uspekh.words import NOTHING

_ON_PAGE, _NOTES = 20, 5
_NOTHING_WRONG = "Замечаний нет."
_COLOURS = {"error": "red", "warning": "orange", "info": "gray"}
CellReference = tuple[str, str]
# Checks compare a value with the two years before it.
_COMPARED_YEARS = 2


def refused(reading: Reading, advice: str = "Исправьте и загрузите снова.") -> None:
    """The verdict on a file that is not taken, and its problems."""
    st.error(f"Файл «{plain(reading.file_name)}» {say_refusal(reading)}. Ничего не сохранено. {advice}")
    problems(reading)


def say_refusal(reading: Reading) -> str:
    """«не принят: 2 ошибки»."""
    return f"не принят: {say_counts(problem for problem in reading.problems if problem.severity == 'error')}"


def problems(reading: Reading, remarks: Sequence[Remark] = (), changed: pd.DataFrame | None = None) -> None:
    """Every problem with its place, the gravest first, with what was said of it already.

    ``changed``: what the file changes; problems on values that stay are folded then (``order_problems``).
    """
    if not reading.problems:
        st.caption(_NOTHING_WRONG)
        return
    ordered = order_problems(reading.problems, changed)
    comments = {(remark.sheet, remark.cell, remark.code): remark.comment for remark in remarks}
    _table(ordered.first, comments, "замечания")
    if ordered.unchanged:
        with st.expander(_folded_title(ordered.unchanged)):
            _table(ordered.unchanged, comments, "замечания-прежние-таблица")


def explained(reading: Reading, changed: pd.DataFrame) -> list[Remark]:
    """The same of an accepted file, each warning with a field to explain it; returns what was said."""
    if not reading.problems:
        st.caption(_NOTHING_WRONG)
        return []
    ordered = order_problems(reading.problems, changed)
    st.caption(f"{say_counts(ordered.first).capitalize() or 'Новых замечаний нет'}.")
    _page_of_rows(reading, [problem for problem in ordered.first if problem.severity == "warning"], "первые")
    if notes := [problem for problem in ordered.first if problem.severity != "warning"]:
        _table(notes, {}, "сведения", fold=_NOTES)
    if ordered.unchanged:
        # Rows that nobody opens are not drawn: a file may have hundreds.
        folded = st.expander(_folded_title(ordered.unchanged), key="замечания-прежние", on_change="rerun")
        if folded.open:
            with folded:
                _page_of_rows(reading, ordered.unchanged, "прежние")
    return [
        Remark(problem.sheet or "", problem.cell or "", problem.code, problem.message, comment)
        for problem in (*ordered.first, *ordered.unchanged)
        if (comment := str(st.session_state.get(_comment_key(reading, problem)) or "").strip())
    ]


def _folded_title(unchanged: Sequence[Problem]) -> str:
    return f"Замечания к значениям, которые не меняются: {number(len(unchanged), 0)}"


def _page_of_rows(reading: Reading, listed: Sequence[Problem], name: str) -> None:
    """The problems a page at a time, a row each; what is written on one page stays while another is shown."""
    pages = -(-len(listed) // _ON_PAGE)
    page = st.pagination(pages, key=f"замечания-{name}-страница") if pages > 1 else 1
    for problem in listed[(page - 1) * _ON_PAGE : page * _ON_PAGE]:
        _row(reading, problem)


def _row(reading: Reading, problem: Problem) -> None:
    words, comment = st.columns([3, 2], gap="medium", vertical_alignment="center")
    badge = f":{_COLOURS[problem.severity]}-badge[{SEVERITIES[problem.severity]}]"
    where = ", ".join(filter(None, [problem.sheet and f"лист «{problem.sheet}»", problem.cell]))
    words.markdown(f"{badge} {plain(where)}  \n{plain(problem.message)}")
    if problem.severity == "warning":
        comment.text_input(
            f"Пояснение: {plain(where)}",
            key=_comment_key(reading, problem),
            placeholder="Пояснение: почему значение верно",
            label_visibility="collapsed",
            persist_state="page",
        )


def _comment_key(reading: Reading, problem: Problem) -> str:
    return "|".join(
        ("пояснение", reading.sha256, problem.sheet or "", problem.cell or "", problem.code, problem.message)
    )


def _table(
    rows: Sequence[Problem], comments: Mapping[tuple[str, str, str], str], key: str, fold: int = table.FOLD
) -> None:
    """Every message whole; the column of explanations where there are any."""
    explanations = [comments.get((row.sheet or "", row.cell or "", row.code), "") for row in rows]
    headings = ["Важность", "Лист", "Ячейка", "Что исправить"]
    cells = [
        [Cell(words) for words in (SEVERITIES[row.severity], row.sheet or NOTHING, row.cell or NOTHING, row.message)]
        for row in rows
    ]
    if any(explanations):
        headings.append("Пояснение")
        cells = [[*row, Cell(words)] for row, words in zip(cells, explanations, strict=True)]
    table.show(headings, cells, key=key, name="Замечания к файлу", fold=fold)


@dataclass(frozen=True)
class Ordered:
    """``first``: to be read before the file is stored; ``unchanged``: on values that stay as they are."""

    first: list[Problem]
    unchanged: list[Problem]


def order_problems(problems: Iterable[Problem], changed: pd.DataFrame | None = None) -> Ordered:
    """Puts the gravest first; of one gravity those on changed values, the sharpest change before the others.

    ``changed``: the values of the file against those in force (``store.changes.changes``); without it nothing is set
    apart. A problem on an unchanged value is set apart only if nothing else changes that it may be about: no value of
    its organization (budget line) in the same year, and none of its field in the two years before or after.
    """
    values = _Values(changed) if changed is not None else None
    first: list[Problem] = []
    unchanged: list[Problem] = []
    for problem in dict.fromkeys(problems):
        (unchanged if values and values.stay(problem) else first).append(problem)
    return Ordered(_gravest_first(first, values), _gravest_first(unchanged, values))


def _gravest_first(problems: Iterable[Problem], values: _Values | None) -> list[Problem]:
    gravity = list(SEVERITIES)

    def rank(problem: Problem) -> tuple[int, float]:
        return gravity.index(problem.severity), -values.sharpness(problem) if values else 0.0

    return sorted(problems, key=rank)


class _Values:
    """What becomes of the value in each cell of a file."""

    def __init__(self, changed: pd.DataFrame) -> None:
        moving = changed[changed["change"] != "same"]
        cells = zip(moving["sheet"].fillna(""), moving["cell"], strict=True)
        self._sharpness: dict[CellReference, float] = dict(zip(cells, measure_sharpness(moving), strict=True))
        self._moving_years = set(zip(moving["subject"], moving["year"], strict=True))
        self._moving = set(zip(moving["subject"], moving["field"], moving["year"], strict=True))
        staying = changed[changed["change"] == "same"]
        self._staying = {
            (row.sheet, row.cell): (row.subject, row.year, row.field)
            for row in staying[["sheet", "cell", "subject", "year", "field"]].fillna({"sheet": ""}).itertuples()
        }

    def stay(self, problem: Problem) -> bool:
        """Whether the problem is about a value that stays, among values that stay."""
        value = self._staying.get(_cell(problem))
        if value is None or problem.severity == "error":
            return False
        subject, year, field = value
        near = range(year - _COMPARED_YEARS, year + _COMPARED_YEARS + 1)
        return (subject, year) not in self._moving_years and not any((subject, field, n) in self._moving for n in near)

    def sharpness(self, problem: Problem) -> float:
        """How much the value at the problem changes: 0 where nothing does, 1 a new value, above 1 a replaced one."""
        return self._sharpness.get(_cell(problem), 0.0)


def _cell(problem: Problem) -> CellReference:
    return problem.sheet or "", problem.cell or ""
