"""Indicators and results over all years of the project: what was promised, what came of it, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from uspekh import words
from uspekh.charts import palette
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.rules import HIDDEN as HIDDEN_FLAG
from uspekh.report.content import phrases, subjects
from uspekh.report.content.cells import Cell, clean, figure
from uspekh.report.content.final.outcome import NOT_REACHED, REACHED, UNPROVEN, Outcome
from uspekh.report.content.table import Column, Row, Table
from uspekh.russian.format import HIDDEN, NBSP
from uspekh.words import NOTHING

_NUMBER, _YEAR = Column("number", "№", 11), Column("year", "Год", 12)
_OUTCOMES = (
    _NUMBER,
    Column("title", "Наименование", 62),
    _YEAR,
    Column("plan", "План", 17, figures=True),
    Column("fact", "Факт", 17, figures=True),
    Column("completion", "Выполнение, %", 20, figures=True),
    Column("state", "Вывод", 41),
)
_YEARS = (
    _NUMBER,
    _YEAR,
    Column("unit", "Ед. изм.", 14),
    Column("plan", "План", 16, figures=True),
    Column("fact", "Факт", 16, figures=True),
    Column("deviation", "Отклонение", 19, figures=True),
    Column("completion", "Выполнение, %", 20, figures=True),
    Column("shortfall", "Не хватает, чел.", 19, figures=True),
    Column("flag", "Оценка", 35),
    Column("reported", "Сдали", 18),
)
_FLAGS_OF_STATES = {REACHED: "met", NOT_REACHED: "missed", UNPROVEN: "no_data"}


def outcome_table(figures: Figures, kind: str, reached: Sequence[Outcome]) -> Table:
    """What became of each indicator or result by the last year that has a plan, indicators under their full titles."""
    # The wording of a result repeats its targets of every year.
    titles = figures.plan[f"{kind}s"].set_index("id")["title" if kind == "indicator" else "short_title"]
    rows = [_outcome_row(figures, each, str(titles[each.subject])) for each in reached if each.kind == kind]
    return Table(f"{words.SUBJECTS_PLURAL[kind]}: итог за всё время проекта", _OUTCOMES, rows)


def _outcome_row(figures: Figures, outcome: Outcome, title: str) -> Row:
    cells = subjects.cells_of(figures, outcome.row)
    tint = phrases.tint(_FLAGS_OF_STATES.get(outcome.state), palette.FLAGS)
    return {**cells, "title": clean(title), "state": outcome.label(), "tint": tint}


def year_table(figures: Figures, kind: str) -> Table:
    """Each indicator or result year by year; a result has no row of a year in which nothing of it was due."""
    rows = subjects.rows_of(figures, kind)
    due = rows[rows["plan"].notna() | rows["fact"].notna()]
    cells = [
        subjects.cells_of(figures, row) | {"shortfall": _people(row), "reported": subjects.reported_words(row)}
        for _, row in due.iterrows()
    ]
    notes = ["Отклонение доли дано в процентных пунктах; «не хватает» со знаком минус — сверх плана."]
    if (due["unit"] == words.PIECES).any():
        notes.append(f"«{words.PIECES}» — контрольные точки результата; «Сдали» — по скольким из них есть отчёт.")
    notes += list(_municipal_values(due))
    return Table(f"{words.SUBJECTS_PLURAL[kind]} по годам", _YEARS, cells, notes=tuple(notes))


def _municipal_values(rows: pd.DataFrame) -> Iterator[str]:
    """Which figures are the municipality's row, with the sum over organizations."""
    for _, row in rows[rows["basis"] == "municipality"].iterrows():
        subject = f"{words.SUBJECTS[row['subject_kind']]}{NBSP}{row['subject']}, {row['year']}{NBSP}год"
        yield f"{subject}: {'; '.join(subjects.value_words(row))}."


def _people(row: pd.Series) -> Cell:
    hidden = row["flag"] == HIDDEN_FLAG
    return figure(row["shortfall"], words.PEOPLE, absent=HIDDEN if hidden else NOTHING)
