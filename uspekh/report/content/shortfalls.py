"""Who makes a deviation and why a share changed, organization by organization, adding up to the city's."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh.monitoring.explaining.chance import LABELS, MODEL
from uspekh.monitoring.explaining.deviation_parts import Deviation, divide_deviations, organization_name
from uspekh.monitoring.explaining.plan_remarks import say_lowered_plans
from uspekh.monitoring.explaining.share_change import explain_share
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.off_plan import OffPlan, list_off_plan
from uspekh.monitoring.overview.subjects import subjects
from uspekh.monitoring.overview.summary import of_year
from uspekh.monitoring.results import MEASURED
from uspekh.report.content.cells import Cell, clean, figure
from uspekh.report.content.table import Column, Row, Table
from uspekh.russian.format import NBSP, NO_DATA
from uspekh.words import NOTHING, PEOPLE, POINTS, SHARE, SUBJECTS

PARTS = (
    Column("subject", "Предмет", 28),
    Column("organization", "Организация", 52),
    Column("shortfall", "Не хватает, чел.", 22, figures=True),
    Column("fact", "Факт", 18, figures=True),
    Column("plan", "План, ориентир", 20, figures=True),
    Column("chance", "Случайность", 40),
)
CHANGES = (
    Column("subject", "Предмет", 28),
    Column("organization", "Организация", 56),
    Column("growth", "Своё изменение", 24, figures=True),
    Column("composition", "Изменение состава", 24, figures=True),
    Column("alone", "Без знаменателя", 24, figures=True),
    Column("total", "Всего", 24, figures=True),
)
WHOLE, OF_CHOSEN = "Всего по городу", "Всего по выбранным"
_DIGITS = 1


def parts(figures: Figures, lowered: pd.DataFrame | None = None) -> Table:
    """Every deviation of the year in people, divided among organizations; the city's sum closes each.

    ``lowered``: plans of organizations that were made easier (``plans.organization_plans.lowered_plans``), which the
    notes say.
    """
    rows: list[Row] = []
    off_plan = list_off_plan(figures)
    divided = divide_deviations(figures, [each.measure for each in off_plan if each.measure])
    for each in off_plan:
        if each.measure in divided:
            rows += part_rows(figures, each, divided[each.measure])
    notes = [f"Со знаком минус — сверх плана. {MODEL.capitalize()}."] if rows else []
    if lowered is not None:
        notes += say_lowered(figures, lowered[lowered["year"] == figures.selection.year])
    return Table("Кто даёт отклонение", PARTS, rows, "Делить по организациям нечего", tuple(notes))


def part_rows(figures: Figures, off_plan: OffPlan, division: Deviation) -> Iterator[Row]:
    """The parts of one deviation, then its sum."""
    subject = f"{SUBJECTS[off_plan.subject_kind]}{NBSP}{off_plan.subject}"
    for part in division.parts:
        yield {
            "subject": subject,
            "organization": clean(", ".join(filter(None, [part.name, "" if part.organization else part.plan]))),
            "shortfall": figure(part.shortfall, PEOPLE),
            "fact": figure(part.fact, off_plan.unit, absent=NO_DATA if part.silent else NOTHING),
            "plan": figure(part.due_plan, off_plan.unit, absent=NOTHING),
            "chance": LABELS.get(part.chance or "", NOTHING),
        }
    blank: dict[str, Cell] = dict.fromkeys(("fact", "plan", "chance"), NOTHING)
    yield {"subject": subject, "organization": _whole(figures), "shortfall": figure(division.total, PEOPLE), **blank}


def _whole(figures: Figures) -> str:
    return OF_CHOSEN if figures.selection.organizations else WHOLE


def changes(figures: Figures) -> Table:
    """Why each share of the year is another than in the year before: the exact parts of every organization."""
    rows: list[Row] = []
    notes = ["Своё изменение — у организации другая доля; состав — другим стал её вес среди всех."]
    for _, row in of_year(subjects(figures), figures).iterrows():
        if row["basis_kind"] == MEASURED and row["unit"] == SHARE:
            added = list(_change_rows(figures, row))
            rows += added
            if added and row["basis"] == "municipality":
                notes.append(
                    f"{_subject(row)}: значение города — строка муниципалитета; разложена сумма по организациям."
                )
    title = f"Почему изменились доли, {figures.selection.year - 1}–{figures.selection.year}{NBSP}годы, {POINTS}"
    return Table(title, CHANGES, rows, "Сравнить доли двух лет нельзя", tuple(notes) if rows else ())


def _change_rows(figures: Figures, row: pd.Series) -> Iterator[Row]:
    change = explain_share(figures, str(row["measure"]), int(row["year"]))
    if change is None:
        return
    subject, parts = _subject(row), change.rounded(_DIGITS).parts
    each = [(part.share_change, part.composition, part.without_denominator, part.total) for part in parts]
    names = [clean(organization_name(figures, part.organization)) for part in parts]
    for name, points in sorted(zip(names, each, strict=True), key=lambda pair: pair[1][-1]):
        yield {"subject": subject, "organization": name, **_points(points)}
    sums = tuple(map(sum, zip(*each, strict=True)))
    yield {"subject": subject, "organization": _whole(figures), **_points(sums)}


def _subject(row: pd.Series) -> str:
    return f"{SUBJECTS[row['subject_kind']]}{NBSP}{row['subject']}"


def _points(numbers: tuple[float, ...]) -> dict[str, Cell]:
    keys = ("growth", "composition", "alone", "total")
    return {key: figure(value, POINTS, sign=True) for key, value in zip(keys, numbers, strict=True)}


def say_lowered(figures: Figures, lowered: pd.DataFrame) -> Iterator[str]:
    """A sentence on each plan that was lowered after its year; ``lowered`` as of ``parts``."""
    names = {code: organization_name(figures, code) for code in figures.directory["code"]}
    definitions = figures.definitions[figures.definitions["primary"]].set_index("id")
    for measure, year in lowered[["measure", "year"]].drop_duplicates().itertuples(index=False):
        if measure in definitions.index:
            row = definitions.loc[measure]
            for words in say_lowered_plans(lowered, names, measure, year, str(row["unit"])):
                subject = f"{SUBJECTS[row['subject_kind']]}{NBSP}{row['subject']}, {year}{NBSP}год"
                yield clean(f"{subject}. {words.rstrip('.')}.")
