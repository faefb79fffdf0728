"""«Не по плану»: everything that is short in the selected year, who makes most of it, and what was decided about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from uspekh.monitoring.execution.links import responsible
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.decisions import Decision, read_decisions
from uspekh.monitoring.overview.gaps import say_gap, say_people
from uspekh.monitoring.overview.subjects import deviations
from uspekh.monitoring.overview.summary import DEVIATIONS, of_year
from uspekh.monitoring.overview.tiles import say_due_plan, say_fact
from uspekh.monitoring.results import CONTROLLED
from uspekh.russian.format import NBSP, missing
from uspekh.words import SUBJECTS, flag_label

_LARGEST = 3


@dataclass(frozen=True)
class OrganizationShortfall:
    """The people that one organization lacks; ``reported``: whether it gave anything."""

    organization: str
    name: str
    people: int
    reported: bool

    def say(self, unit: str) -> str:
        """«60 чел.», of a figure in a unit; that nothing was reported."""
        return say_people(self.people, unit) + ("" if self.reported else ", не сдано")


@dataclass(frozen=True)
class OffPlan:
    """An indicator or result that is not on plan.

    ``title``: with what is the same figure; ``flag`` and its sign and words ``label``; ``gap``: how much is short;
    ``largest``: the organizations that make most of it, ``more``: how many others lack people too; ``answers``: the
    persons who answer by the passport.
    """

    subject_kind: str
    subject: str
    repeats: tuple[tuple[str, str], ...]
    measure: str
    title: str
    flag: str
    label: str
    complete: bool
    fact: str
    plan: str
    gap: str
    unit: str
    largest: tuple[OrganizationShortfall, ...]
    more: int
    decisions: tuple[Decision, ...]
    answers: tuple[str, ...]


def list_off_plan(figures: Figures, decided: pd.DataFrame | None = None) -> tuple[OffPlan, ...]:
    """Rows of ``subjects.deviations`` in their order; ``decided``: decisions in force (``decisions.DECISIONS``)."""
    rows = deviations(figures)
    largest = _shortfalls(figures) if (rows["basis_kind"] != CONTROLLED).any() else {}
    decisions = [] if decided is None else read_decisions(decided)
    persons = responsible(figures.plan)
    return tuple(_off_plan(figures, row, largest, decisions, persons) for _, row in rows.iterrows())


def _off_plan(
    figures: Figures,
    row: pd.Series,
    shortfalls: dict[str, list[OrganizationShortfall]],
    decisions: list[Decision],
    persons: dict[str, tuple[str, ...]],
) -> OffPlan:
    kind, subject, flag = str(row["subject_kind"]), str(row["subject"]), str(row["flag"])
    each = shortfalls.get(str(row["measure"]), [])
    return OffPlan(
        subject_kind=kind,
        subject=subject,
        repeats=row["repeats"],
        measure=str(row["measure"]),
        title=title_of(figures, row),
        flag=flag,
        label=flag_label(flag, figures.rules.flag_labels, complete=bool(row["complete"])),
        complete=bool(row["complete"]),
        fact=say_fact(figures, row),
        plan=say_due_plan(row),
        gap=say_gap(row),
        unit=str(row["unit"]),
        largest=tuple(each[:_LARGEST]),
        more=len(each[_LARGEST:]),
        decisions=choose_decisions(decisions, row),
        answers=_answering(figures, kind, subject, persons),
    )


def choose_decisions(decisions: Sequence[Decision], row: pd.Series) -> tuple[Decision, ...]:
    """Those about a row of ``deviations`` and its year, or about what is the same figure."""
    names = {(row["subject_kind"], row["subject"]), *row["repeats"]}
    return tuple(
        each for each in decisions if (each.subject_kind, each.subject) in names and each.year == int(row["year"])
    )


def title_of(figures: Figures, row: pd.Series) -> str:
    """«Показатель 4. Рекомендации «Билет в будущее» (то же — результат 1.3)»: a row of ``deviations``."""
    kind, subject = str(row["subject_kind"]), str(row["subject"])
    others = ", ".join(f"{SUBJECTS[other].lower()}{NBSP}{number}" for other, number in row["repeats"])
    title = f"{SUBJECTS[kind]}{NBSP}{subject}. {figures.plan.short_title(kind, subject)}"
    return f"{title} (то же — {others})" if others else title


def _answering(figures: Figures, kind: str, subject: str, persons: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The persons who answer for a result by the passport, or for the results of an indicator."""
    links = figures.plan["links"]
    results = [subject]
    if kind == "indicator":
        results = list(links.loc[(links["kind"] == "indicator") & (links["target"] == subject), "result"])
    return tuple(dict.fromkeys(person for result in results for person in persons.get(result, ())))


def _shortfalls(figures: Figures) -> dict[str, list[OrganizationShortfall]]:
    """The organizations that lack people, by measure, those who lack most first."""
    deviating = figures.measures.loc[figures.measures["flag"].isin(DEVIATIONS), "measure"]
    # Measures that deviate in any year, so that one division serves whichever year is selected.
    part = figures.of(deviating.unique())
    rows = of_year(part.organizations.assign(shortfall=part.shortfalls.organizations), figures)
    rows = rows[rows["shortfall"] > 0].sort_values(["shortfall", "organization"], ascending=[False, True])
    directory = figures.directory
    names = dict(zip(directory["code"], directory["short_name"].fillna(directory["name"]), strict=True))
    lists: dict[str, list[OrganizationShortfall]] = {}
    for row in rows.itertuples():
        code = str(row.organization)
        shortfall = OrganizationShortfall(code, str(names[code]), int(row.shortfall), not missing(row.fact))
        lists.setdefault(str(row.measure), []).append(shortfall)
    return lists
