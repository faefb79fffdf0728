"""Plans that are set for organizations: what the sheet «Планы» may not say (contract, section 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from uspekh.actuals.checks.evidence import Evidence, Value, problem_at
from uspekh.actuals.problems import Problem
from uspekh.passport.applicability import applicability_of
from uspekh.passport.formulas import FORMULAS, Formula
from uspekh.passport.organization_plans import plan_labels
from uspekh.passport.targets import measure_targets
from uspekh.russian.format import PLAN_SCALE, number, with_unit

_LARGEST_SHARE = 100


@dataclass(frozen=True)
class _Planned:
    """A plan of the file: the value, what measure it is of, and the plan itself in the measure's unit."""

    value: Value
    measure: str
    label: str
    formula: Formula
    denominator: str
    unit: str
    divisor: int
    plan: float


def find_plans_of_municipality(evidence: Evidence) -> Iterator[Problem]:
    """A plan for the municipality itself: its plan is the passport's."""
    for planned in _plans(evidence, municipality=True):
        message = "План муниципалитета берётся из паспорта проекта: уберите строку."
        yield problem_at(planned.value, "plan.municipality", message)


def find_shares_in_two_readings(evidence: Evidence) -> Iterator[Problem]:
    """A plan of a share below 1 (Excel keeps 80 % as 0,8) or above a hundred."""
    for planned in _plans(evidence):
        if planned.formula.counts_people or planned.unit != "%":
            continue
        if 0 < planned.plan < 1:
            as_written, times = number(planned.plan, 3), number(planned.plan * 100, 1)
            message = f"План читается двояко: {as_written} % или {times} %. Впишите число процентов, например {times}."
            yield problem_at(planned.value, "plan.share", message)
        elif planned.plan > _LARGEST_SHARE and not planned.formula.compares_years:
            message = f"План доли больше 100 %: {number(planned.plan, 3)}. Впишите число процентов от 0 до 100."
            yield problem_at(planned.value, "plan.share", message)


def find_plans_over_city(evidence: Evidence) -> Iterator[Problem]:
    """A count that one organization is to reach above the one that the whole city is to reach in the year."""
    targets = measure_targets(evidence.plan)
    city = dict(zip(zip(targets["measure"], targets["year"], strict=True), targets["plan"], strict=True))
    for planned in _plans(evidence):
        whole = city.get((planned.measure, planned.value.year))
        if not planned.formula.counts_people or whole is None or planned.plan <= whole:
            continue
        other = planned.plan / planned.divisor
        reading = f" или {number(other, 3)}" if planned.divisor > 1 and other <= whole else ""
        message = (
            f"План больше плана города на {planned.value.year} год ({with_unit(whole, planned.unit)}). Что верно: "
            f"{with_unit(planned.plan, planned.unit)}{reading}? "
        )
        yield problem_at(planned.value, "plan.over_city", message + _advice(planned, whole))


def find_plans_without_denominator(evidence: Evidence) -> Iterator[Problem]:
    """A plan of a share for an organization that gives no denominator: no share of it can ever be known."""
    applicability = applicability_of(evidence.plan)
    entries = evidence.directory[["code", "type", "contingent"]].itertuples(index=False, name=None)
    fields = {code: applicability.fields_of(type_, contingent) for code, type_, contingent in entries}
    for planned in _plans(evidence):
        denominator = planned.denominator
        if denominator and denominator not in fields.get(planned.value.subject, frozenset()):
            message = f"Доля организации не рассчитается: знаменатель {planned.label} она не заполняет. Уберите строку."
            yield problem_at(planned.value, "plan.denominator", message)


def find_plans_in_parts_of_people(evidence: Evidence) -> Iterator[Problem]:
    """A plan of people that is not a whole number of them."""
    for planned in _plans(evidence):
        people = planned.plan * planned.divisor
        if planned.formula.counts_people and abs(people - round(people)) * PLAN_SCALE > 1 / PLAN_SCALE:
            message = f"Число людей не бывает дробным: {number(people, 3)}. Впишите план в целых людях."
            yield problem_at(planned.value, "plan.fraction", message)


def _advice(planned: _Planned, whole: float) -> str:
    if planned.divisor > 1:
        return f"Впишите план организации в единице показателя ({planned.unit})."
    return f"Проверьте, не вписан ли план города: план организации не больше {number(whole, 0)}."


def _plans(evidence: Evidence, *, municipality: bool = False) -> Iterator[_Planned]:
    """The plans of the file, either those of the municipality or all others."""
    numbers = evidence.numbers
    rows = numbers[(numbers["kind"] == "plan") & (numbers["field"] == "plan") & ~numbers["stored"]]
    rows = rows[(rows["subject"] == evidence.municipality) == municipality]
    measures = _measures(evidence.plan["measures"]) if len(rows) else {}
    for value, label in zip(evidence.values_at(rows["at"]), rows["part"], strict=True):
        measure = measures[label]
        formula = FORMULAS[measure["formula"]]
        plan = value.number / PLAN_SCALE
        yield _Planned(
            value, measure["id"], label, formula, measure["denominator"], measure["unit"], int(measure["divisor"]), plan
        )


def _measures(measures: pd.DataFrame) -> dict[str, pd.Series]:
    labels = plan_labels(measures)
    return {labels[row["id"]]: row for _, row in measures.iterrows() if row["id"] in labels}
