"""Indicators and results of the year: plan, fact, deviation, completion, state and how many organizations reported."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh import words
from uspekh.monitoring import results as monitored
from uspekh.monitoring.bounds import ZERO, fact_bounds
from uspekh.monitoring.explaining.explanation import explain_flag
from uspekh.monitoring.explaining.origins import say_year_before
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.counts import states_of
from uspekh.monitoring.overview.subjects import subjects
from uspekh.monitoring.overview.summary import DEVIATIONS, of_year
from uspekh.monitoring.rules import HIDDEN as HIDDEN_FLAG
from uspekh.monitoring.small_counts.screened import hidden_reasons
from uspekh.report.content import phrases
from uspekh.report.content.cells import Cell, Quantity, clean, figure, with_its_unit
from uspekh.report.content.outlook import outlook
from uspekh.report.content.table import Column, Table
from uspekh.russian.format import HIDDEN
from uspekh.russian.periods import period_name
from uspekh.words import NOTHING, PIECES, SHARE, difference_unit, part_of

_FIGURES = (
    Column("unit", "Ед. изм.", 12),
    Column("plan", "План", 15, figures=True),
    Column("fact", "Факт", 16, figures=True),
    Column("deviation", "Отклонение", 19, figures=True),
    Column("completion", "Выполнение, %", 20, figures=True),
    Column("flag", "Оценка", 25),
    Column("reported", "Сдали", 14),
)
INDICATORS = (Column("number", "№", 8), Column("title", "Показатель", 51), *_FIGURES)
RESULTS = (Column("number", "№", 10), Column("title", "Результат", 49), *_FIGURES)


def indicators(figures: Figures) -> Table:
    """The indicators of section 2 in the selected year, under their full titles."""
    rows = of_year(rows_of(figures, "indicator"), figures)
    titles = figures.plan["indicators"].set_index("id")["title"]
    cells = [cells_of(figures, row) | {"title": clean(titles[row["subject"]])} for _, row in rows.iterrows()]
    title = f"Выполнение показателей проекта, {phrases.period(figures.selection)}"
    return Table(title, INDICATORS, cells, notes=(*_notes(figures, rows), *outlook(figures)))


def results(figures: Figures) -> Table:
    """The results of section 3 in the selected year, under their short titles."""
    rows = of_year(rows_of(figures, "result"), figures)
    cells = [cells_of(figures, row) for _, row in rows.iterrows()]
    title = f"Достижение результатов проекта, {phrases.period(figures.selection)}"
    return Table(title, RESULTS, cells, notes=tuple(_notes(figures, rows)))


def rows_of(figures: Figures, kind: str) -> pd.DataFrame:
    """Rows of ``monitoring.overview.subjects`` that are an «indicator» or a «result», with their ``state``."""
    rows = subjects(figures)
    rows = rows[rows["subject_kind"] == kind]
    return rows.assign(state=states_of(rows))


def by_control_points(row: pd.Series) -> bool:
    """Whether a result is done or not done, and its control points are counted."""
    return bool(row.get("basis_kind") == monitored.CONTROLLED)


def cells_of(figures: Figures, row: pd.Series) -> dict[str, Cell]:
    """The cells of one subject in one year.

    ``row``: of ``Figures.measures`` or ``Figures.organizations`` with ``state`` (``overview.counts.states_of``).
    """
    unit = str(row["unit"])
    cells: dict[str, Cell] = {
        "number": str(row["subject"]),
        "title": clean(figures.plan.short_title(row["subject_kind"], row["subject"])),
        "year": int(row["year"]),
        "unit": unit,
        "plan": figure(row["plan"], unit, absent=NOTHING),
        "fact": figure(row["fact"], unit, bounds=fact_bounds(row, figures.rules)),
        "deviation": figure(row["deviation"], difference_unit(unit), sign=True, absent=NOTHING, bounds=ZERO),
        "completion": figure(row["completion"], SHARE, absent=NOTHING, bounds=figures.rules.edges),
        "flag": words.flag_label(row["state"], figures.rules.flag_labels, complete=bool(row["complete"])),
        "tint": phrases.tint(row["flag"]),
        "note": _note(row),
        "reported": reported_words(row),
    }
    if by_control_points(row) and pd.isna(row["plan"]):
        return cells | {"fact": Quantity(None, unit, absent=NOTHING)}
    return cells | (_hidden(unit) if row["flag"] == HIDDEN_FLAG else {})


def reported_words(row: pd.Series) -> str:
    """«6 из 7»: how many of those asked reported."""
    return part_of(row["reported"], row["expected"]) if row.get("expected") else NOTHING


def _hidden(unit: str) -> dict[str, Cell]:
    return {key: Quantity(None, unit, absent=HIDDEN) for key in ("fact", "deviation", "completion")}


def _notes(figures: Figures, rows: pd.DataFrame) -> Iterator[str]:
    """What must be known to read the rows: where a value comes from, what it lacks, what it is judged against."""
    if (rows["unit"] == SHARE).any():
        yield "Отклонение доли дано в процентных пунктах."
    if (rows["unit"] == PIECES).any():
        yield f"«{PIECES}» — контрольные точки результата; «Сдали» — по скольким из них есть отчёт."
    for _, row in rows.iterrows():
        if "organization" not in row and row["flag"] in DEVIATIONS and not by_control_points(row):
            explained = explain_flag(figures, row["subject_kind"], row["subject"], row["year"])
            yield f"{words.SUBJECTS[row['subject_kind']]}\u00a0{row['subject']}. {' '.join(explained.sentences())}"
        elif not by_control_points(row) and (before := say_year_before(figures, row)):
            yield f"{words.SUBJECTS[row['subject_kind']]}\u00a0{row['subject']}: {before}."
        if note := _note(row):
            yield f"{words.SUBJECTS[row['subject_kind']]}\u00a0{row['subject']}: {note}."
    for kind in rows["subject_kind"].unique():
        for subject, why in hidden_reasons(figures, kind).items():
            yield f"{words.SUBJECTS[kind]}\u00a0{subject}: значение скрыто — {why}."
    if rows["flag"].isin(["met", "at_risk", "missed"]).any():
        yield f"Границы оценки: {figures.rules.basis}."


def _note(row: pd.Series) -> str:
    return "; ".join([*_plan_words(row), *value_words(row)])


def _plan_words(row: pd.Series) -> Iterator[str]:
    if row["plan_kind"] in ("guide", "own"):
        yield words.PLAN_KINDS[row["plan_kind"]]
    if pd.notna(row["due_plan"]) and row["due_plan"] != row["plan"]:
        due = with_its_unit(figure(row["due_plan"], row["unit"]))
        if by_control_points(row):
            yield f"к дате отчёта требовалось — {due}"
            return
        yield f"оценка к плану на {period_name(int(row['judged_months']))} — {due}"


def value_words(row: pd.Series) -> Iterator[str]:
    """Whose the value of a row of ``overview.subjects`` is, and what it lacks."""
    if "basis" not in row or by_control_points(row):
        return
    if row["basis"] == "municipality":
        # Without a sum: nobody reported, or it is not shown.
        summed = "" if pd.isna(row["sum_fact"]) else with_its_unit(figure(row["sum_fact"], row["unit"]))
        yield "значение муниципалитета" + (f" (сумма по организациям — {summed})" if summed else "")
    elif row["reported"] and not row["complete"]:
        whole = row["reported"] >= row["expected"]
        yield "данные неполные: не все организации сдали прежние годы" if whole else "данные неполные"
    if row["late"]:
        yield f"за более короткий период сдали — {row['late']}"
