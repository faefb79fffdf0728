"""What cannot be claimed of the whole project because reports are missing: what is missing, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from uspekh.monitoring.explaining.final_gaps import CAUSES, DONE_DATES, GAPS, FinalGap
from uspekh.monitoring.explaining.missing_reports import MissingReport, missing_reports, possible_range
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.subjects import subjects
from uspekh.monitoring.rules import HIDDEN as HIDDEN_FLAG
from uspekh.passport.formulas import FORMULAS
from uspekh.report.content import phrases
from uspekh.report.content.cells import clean
from uspekh.report.content.subjects import by_control_points
from uspekh.report.content.table import Column, Row, Table
from uspekh.russian.format import missing, percent
from uspekh.russian.periods import YEAR, period_name

_MISSING = (
    Column("kind", "Чего нет", 45),
    Column("year", "Год", 12),
    Column("where", "Где", 55),
    Column("lacks", "О чём", 68),
)
_UNPROVEN = (
    Column("year", "Год", 12),
    Column("title", "Показатель, результат", 52),
    Column("lacking", "Чего нет", 66),
    Column("follows", "Что из этого следует", 50),
)
_SHOWN_ELSEWHERE = (DONE_DATES, CAUSES)
"""Plan items and deviations have tables of their own."""


@dataclass(frozen=True)
class Unproven:
    """A figure of a year that cannot be claimed; ``organizations``: codes of those who did not report."""

    kind: str
    subject: str
    year: int
    title: str
    lacking: str
    follows: str
    organizations: tuple[str, ...] = ()


def say_missing(gaps: Sequence[FinalGap]) -> str:
    """«Не хватает: отчёты организаций — 4; документы об исполнении — 2», causes aside: they have a section."""
    kinds = {kind: label for kind, label in GAPS.items() if kind != CAUSES}
    counts = [(label, sum(gap.kind == kind for gap in gaps)) for kind, label in kinds.items()]
    parts = [f"{label[:1].lower()}{label[1:]} — {count}" for label, count in counts if count]
    return f"Не хватает: {'; '.join(parts)}" if parts else "Все отчёты за годы проекта сданы"


def missing_table(gaps: Sequence[FinalGap]) -> Table:
    """What is missing, by organization and year."""
    rows: list[Row] = [
        {"kind": GAPS[gap.kind], "year": gap.year, "where": clean(gap.where), "lacks": clean(", ".join(gap.lacks))}
        for gap in gaps
        if gap.kind not in _SHOWN_ELSEWHERE
    ]
    return Table("Чего не хватает", _MISSING, rows, "Всё сдано")


def unproven_table(figures: Figures) -> Table:
    """Every figure that cannot be claimed, and what it can still become."""
    rows: list[Row] = [
        {name: getattr(each, name) for name in ("year", "title", "lacking", "follows")}
        for each in list_unproven(figures)
    ]
    return Table("Чего нельзя утверждать", _UNPROVEN, rows, "Все значения полные")


def list_unproven(figures: Figures) -> list[Unproven]:
    """By year, then in the order of the passport. ``figures``: of the last year of the project, whole.

    Years whose reports are not due by the date of the figures lack nothing yet.
    """
    rows = subjects(figures)
    rows = rows[(rows["year"] <= figures.selection.as_of.year) & (rows["flag"] != "not_due")]
    each = [one for _, row in rows.iterrows() if not by_control_points(row) for one in _of_year(figures, row)]
    return sorted(each, key=lambda one: one.year)


def _of_year(figures: Figures, row: pd.Series) -> Iterator[Unproven]:
    kind, subject, year = str(row["subject_kind"]), str(row["subject"]), int(row["year"])
    title = phrases.subject(figures.plan, row)
    if row["flag"] == HIDDEN_FLAG:
        yield Unproven(kind, subject, year, title, "малая численность: значение не печатается", "вывода в отчёте нет")
        return
    if row["complete"] or not (row["expected"] or not missing(row["plan"])):
        return
    silent = [each for each in missing_reports(figures, str(row["measure"]), year) if each.year == year]
    nobody = not row["reported"] and missing(row["fact"])
    if silent or nobody:
        lacking = "отчётов нет" if nobody else f"не сдали {', '.join(map(_name, silent))}"
        codes = tuple(each.organization for each in silent)
        yield Unproven(kind, subject, year, title, clean(lacking), _follows(figures, row), codes)


def _name(report: MissingReport) -> str:
    return report.name if report.last in (None, YEAR) else f"{report.name} (последнее — {period_name(report.last)})"


def _follows(figures: Figures, row: pd.Series) -> str:
    """What the figure can still become once all have reported."""
    formula = FORMULAS[str(figures.definitions.set_index("id")["formula"][row["measure"]])]
    if missing(row["fact"]):
        return "значения нет"
    if formula.counts_people:
        return "значение не меньше показанного"
    bounds = possible_range(figures, str(row["measure"]), int(row["year"]))
    if bounds is None:
        return "значение может быть и больше, и меньше показанного"
    return f"значение от {percent(bounds[0])} до {percent(bounds[1])}"
