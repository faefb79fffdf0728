"""What the final report of the project still lacks, by name: reports, money, dates, documents, explanations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from uspekh.monitoring.execution.milestones import overdue_items
from uspekh.monitoring.explaining.missing_reports import MissingReport, missing_reports
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.agenda import undocumented
from uspekh.monitoring.overview.off_plan import list_off_plan
from uspekh.passport.formulas import FORMULAS
from uspekh.russian.format import NBSP
from uspekh.russian.periods import YEAR
from uspekh.words import SUBJECTS

REPORTS, MONEY, DONE_DATES, DOCUMENTS, CAUSES = "reports", "money", "done_dates", "documents", "causes"
GAPS = {
    REPORTS: "Отчёты организаций",
    MONEY: "Исполнение бюджета",
    DONE_DATES: "Даты исполнения пунктов плана",
    DOCUMENTS: "Документы об исполнении",
    CAUSES: "Причины отклонений",
}
"""What may be missing, in the order in which it is asked for."""


@dataclass(frozen=True)
class FinalGap:
    """``kind`` of ``GAPS``; ``where``: an organization, a line, a plan item or a figure; ``lacks``: of what."""

    kind: str
    year: int
    where: str
    lacks: tuple[str, ...]


def list_final_gaps(figures: Figures, decided: pd.DataFrame | None = None) -> tuple[FinalGap, ...]:
    """Of all years of the project, by kind, year and name. ``decided``: decisions in force (``off_plan.DECISIONS``)."""
    whole = figures.of_year(figures.plan.years[-1]).at(YEAR)
    return (
        *_missing_reports(whole),
        *_missing_money(whole),
        *_missing_dates(whole),
        *_unexplained(whole, decided),
    )


def _missing_reports(figures: Figures) -> Iterator[FinalGap]:
    lacking: dict[tuple[int, str, str], list[str]] = {}
    for definition in figures.definitions[figures.definitions["primary"]].itertuples():
        subject = f"{SUBJECTS[str(definition.subject_kind)].lower()}{NBSP}{definition.subject}"
        for report in _of_all_years(figures, str(definition.id), str(definition.formula)):
            lacking.setdefault((report.year, report.organization, report.name), []).append(subject)
    for (year, _, name), subjects in sorted(lacking.items()):
        yield FinalGap(REPORTS, year, name, tuple(subjects))


def _of_all_years(figures: Figures, measure: str, formula: str) -> list[MissingReport]:
    """Each organization and year once: a growth asks for the same report in two years."""
    years = figures.plan.years[-1:] if FORMULAS[formula].adds_years else figures.plan.years
    reports = (report for year in years for report in missing_reports(figures, measure, year))
    each = list({(report.year, report.organization): report for report in reports}.values())
    # A growth leaves out who did not exist in the year before, too: from them no report is wanted.
    exist = figures.roster.exist(
        pd.Series([report.organization for report in each], dtype="str"),
        pd.Series([report.year for report in each], dtype="int64"),
    )
    return [report for report, exists in zip(each, exist, strict=True) if exists]


def _missing_money(figures: Figures) -> Iterator[FinalGap]:
    rows = figures.budget[figures.budget["flag"] == "no_data"]
    for row in rows.sort_values("year", kind="stable").itertuples():
        yield FinalGap(MONEY, int(row.year), f"Строка{NBSP}{row.line}", (str(row.source),))


def _missing_dates(figures: Figures) -> Iterator[FinalGap]:
    for row in overdue_items(figures.milestones, figures.selection.year).itertuples():
        yield FinalGap(DONE_DATES, int(row.year), f"Пункт плана{NBSP}{row.item}", (str(row.title),))
    for row in undocumented(figures.milestones, figures.rules.documented_controls).itertuples():
        yield FinalGap(DOCUMENTS, int(row.year), f"Пункт плана{NBSP}{row.item}", (str(row.title),))


def _unexplained(figures: Figures, decided: pd.DataFrame | None) -> Iterator[FinalGap]:
    """Deviations of the last year about which nobody has decided anything."""
    for row in list_off_plan(figures, decided):
        if not any(decision.cause.strip() for decision in row.decisions):
            yield FinalGap(CAUSES, figures.selection.year, row.title, (row.gap,))
