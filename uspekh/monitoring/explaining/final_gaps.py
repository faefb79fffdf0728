"""What the final report of the project still lacks, by name: reports, money, dates, documents, explanations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from uspekh.monitoring.execution.milestones import overdue_items
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.agenda import undocumented
from uspekh.monitoring.overview.decisions import read_decisions
from uspekh.monitoring.overview.gaps import say_gap
from uspekh.monitoring.overview.off_plan import choose_decisions, title_of
from uspekh.monitoring.overview.subjects import deviations
from uspekh.monitoring.plans.planning import asked_organizations
from uspekh.russian.format import NBSP, missing
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
    """Of all years of the project, by kind, year and name. ``decided``: those in force (``decisions.DECISIONS``)."""
    last = figures.plan.years[-1]
    whole = (figures if figures.selection.year == last else figures.of_year(last)).at(YEAR)
    return (
        *_missing_reports(whole),
        *_missing_money(whole),
        *_missing_dates(whole),
        *_unexplained(whole, decided),
    )


def _missing_reports(figures: Figures) -> Iterator[FinalGap]:
    """Organizations that did not give the whole of a year, each with the figures that lack it."""
    rows = _absent(figures)
    names = dict(zip(figures.definitions["id"], _names_of_subjects(figures), strict=True))
    directory = figures.directory.set_index("code")
    for (year, organization), measures in rows.groupby(["year", "organization"])["measure"]:
        lacking = set(measures)
        subjects = tuple(name for measure, name in names.items() if measure in lacking)
        short, name = directory.loc[organization, ["short_name", "name"]]
        yield FinalGap(REPORTS, int(year), str(name if missing(short) else short), subjects)


def _absent(figures: Figures) -> pd.DataFrame:
    """``measure, organization, year`` of what was asked and not given for the whole year.

    The municipality's row of a year stands for everybody.
    """
    key = ["measure", "organization", "year"]
    rows = figures.measures
    rows = rows[rows["primary"] & (rows["reported"] < rows["expected"]) & (rows["basis"] != "municipality")]
    lacking = figures.definitions[figures.definitions["id"].isin(rows["measure"])]
    requests = asked_organizations(lacking, figures.roster, figures.set_plans)[key]
    requests = requests[requests["organization"].isin(figures.directory["code"])].merge(rows[key[::2]])
    entries = figures.reported.entries(figures.selection, list(lacking["id"]), figures.codes)
    merged = requests.merge(entries.loc[entries["months"] == YEAR, key], how="left", indicator=True)
    return merged.loc[merged["_merge"] == "left_only", key]


def _names_of_subjects(figures: Figures) -> list[str]:
    rows = figures.definitions
    return [
        f"{SUBJECTS[kind].lower()}{NBSP}{subject}"
        for kind, subject in zip(rows["subject_kind"], rows["subject"], strict=True)
    ]


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
    decisions = [] if decided is None else read_decisions(decided)
    for _, row in deviations(figures).iterrows():
        if not any(decision.cause.strip() for decision in choose_decisions(decisions, row)):
            yield FinalGap(CAUSES, figures.selection.year, title_of(figures, row), (say_gap(row),))
