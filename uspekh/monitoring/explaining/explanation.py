"""What a flag says of itself: by which rule it was given, against which plan, of which fact, and who is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from uspekh.monitoring.bounds import fact_bounds
from uspekh.monitoring.explaining.deviation_parts import organization_name
from uspekh.monitoring.explaining.missing_reports import MissingReport, missing_reports, possible_range
from uspekh.monitoring.explaining.origins import say_guide, say_value_origin, say_year_before
from uspekh.monitoring.explaining.plan_remarks import say_lowered_plans, say_members_without_plan
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.judging.judgement import BANDS
from uspekh.monitoring.periods.deadlines import reporting_date
from uspekh.monitoring.plans.edition_remarks import say_changed_money, say_changed_target
from uspekh.monitoring.plans.guides import GUIDE, OWN_PLAN
from uspekh.monitoring.results import CONTROLLED, results
from uspekh.monitoring.rules import HIDDEN, Rules
from uspekh.passport.formulas import FORMULAS
from uspekh.russian.format import NO_DATA, day, missing, number, percent, roubles, with_unit
from uspekh.russian.periods import YEAR, period_name
from uspekh.words import NO_PLAN, NOT_ASKED, PLAN_KINDS, WITHOUT_FLAG

TWICE = "больше 100 %: дети посчитаны дважды, нужна строка муниципалитета"
_OF_SUBJECT = {"indicator": "раздел 2 паспорта", "result": "раздел 3 паспорта"}


@dataclass(frozen=True)
class FlagExplanation:
    """``flag`` of a subject and year (of an ``organization``, else of the selection), in words.

    ``rule``: why this flag, with its ``bounds`` in percent of completion, which are missing where none apply, and on
    what they rest (``basis``); ``due``: how the plan that is due came; ``absent``: who did not report; ``range``: what
    an incomplete share can still become, percent; ``plan_kind``: whose the plan is (``words.PLAN_KINDS``);
    ``fact_origin``: of which years the fact is the municipality's own row, empty where organizations are added up;
    ``plan_remarks``: plans made easier after their year, with the first and the present one, and who has none.
    """

    subject_kind: str
    subject: str
    year: int
    organization: str | None
    flag: str | None
    label: str
    rule: str
    bounds: tuple[float | None, float | None]
    basis: str
    plan: str
    due_plan: str
    due: str
    fact: str
    completion: str
    complete: bool
    absent: tuple[str, ...]
    range: tuple[float, float] | None
    reporting_date: date | None
    as_of: date
    plan_kind: str | None = None
    fact_origin: str = ""
    plan_remarks: tuple[str, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """The same for a person, a sentence each."""
        return tuple(self._say())

    def _say(self) -> Iterator[str]:
        yield f"Оценка: {self.label}. {_capital(self.rule)} ({self.basis})."
        if self.due_plan != NO_DATA:
            word = "Ориентир" if self.plan_kind == GUIDE else "План"
            yield f"{word}: {self.due_plan} — {self.due}."
        for remark in self.plan_remarks:
            yield f"{_capital(remark).removesuffix('.')}."
        completion = f"выполнение {self.completion}" if self.completion != NO_DATA else ""
        yield f"Факт: {', '.join(filter(None, [self.fact, completion, self.fact_origin]))}."
        if not self.complete and self.fact != NO_DATA:
            yield "Данные неполные."
        if self.range:
            yield f"Когда сдадут все, значение будет от {percent(self.range[0])} до {percent(self.range[1])}."
        if self.absent:
            yield f"{'; '.join(self.absent)}."
        if self.reporting_date is None:
            yield f"Оценено на {day(self.as_of)}."
        else:
            yield f"Срок отчёта {day(self.reporting_date)}, оценено на {day(self.as_of)}."

    def as_dict(self) -> dict[str, Any]:
        """Plain values for ``status --json --explain``."""
        plain = asdict(self)
        for name in ("absent", "bounds", "plan_remarks"):
            plain[name] = list(plain[name])
        plain["range"] = list(self.range) if self.range else None
        last_day = self.reporting_date and self.reporting_date.isoformat()
        return plain | {"reporting_date": last_day, "as_of": self.as_of.isoformat()}


def explain_flag(
    figures: Figures,
    kind: str,
    subject: str,
    year: int,
    organization: str | None = None,
    lowered: pd.DataFrame | None = None,
) -> FlagExplanation:
    """Explains the flag of an indicator or result by its first reading; ``LookupError`` where there is no such row.

    ``lowered``: ``organization_plans.lowered_plans``, where the past of the plans is at hand.
    """
    if kind == "result" and organization is None:
        rows = results(figures).rename(columns={"result": "subject"}).assign(subject_kind="result")
    else:
        rows = figures.measures if organization is None else figures.organizations
        rows = rows[(rows["subject_kind"] == kind)]
        rows = rows if organization is None else rows[rows["organization"] == organization]
    rows = rows[(rows["subject"] == subject) & (rows["year"] == year) & rows["primary"]]
    if rows.empty:
        raise LookupError(f"{kind} {subject}, {year}")
    row = rows.iloc[0]
    if row.get("basis_kind") == CONTROLLED:
        return _explain_control_points(figures, row)
    explained = _explain_measure(figures, row, organization)
    return replace(explained, plan_remarks=tuple(_plan_remarks(figures, row, organization, lowered)))


def _plan_remarks(
    figures: Figures, row: pd.Series, organization: str | None, lowered: pd.DataFrame | None
) -> Iterator[str]:
    """What must be said beside the plan of a row of figures that has one."""
    measure, year = str(row["measure"]), int(row["year"])
    if missing(row["plan"]):
        return
    if organization is None and (without := say_members_without_plan(figures, measure, year)):
        yield without
    if organization is None and (changed := say_changed_target(figures.plan, row)):
        yield changed
    if lowered is not None and len(lowered):
        codes = figures.directory["code"] if organization is None else [organization]
        rows = lowered[lowered["organization"].isin(codes)]
        names = {code: organization_name(figures, code) for code in rows["organization"].unique()}
        yield from say_lowered_plans(rows, names, measure, year, str(row["unit"]))


def _explain_measure(figures: Figures, row: pd.Series, organization: str | None) -> FlagExplanation:
    measure, year = str(row["measure"]), int(row["year"])
    definition = figures.definitions.set_index("id").loc[measure]
    formula = FORMULAS[str(definition["formula"])]
    months = int(row["judged_months"])
    last_day = reporting_date(figures.rules, year, months, str(definition["report_due"]))
    flag = None if missing(row["flag"]) else str(row["flag"])
    absent = missing_reports(figures, measure, year, organization)
    facts = _Facts(row, formula.compares_years, formula.needs_denominator, months, last_day)
    unit = str(row["unit"])
    low, high = _bounds(figures.rules, flag) if not formula.compares_years else (None, None)
    return FlagExplanation(
        subject_kind=str(row.get("subject_kind", "result")),
        subject=str(row["subject"]),
        year=year,
        organization=organization,
        flag=flag,
        label=figures.rules.flag_labels.get(flag or "", "оценки нет"),
        rule=_rule(figures, facts, flag, absent),
        bounds=(low, high),
        basis=figures.rules.basis,
        plan=with_unit(row["plan"], unit),
        due_plan=with_unit(row["due_plan"], unit),
        due=_due_words(figures, row, definition, months),
        fact=_say_fact(row, flag, figures.rules),
        completion=percent(row["completion"], bounds=figures.rules.edges),
        complete=bool(row["complete"]),
        absent=tuple(report.say() for report in absent),
        range=None if organization or flag == HIDDEN else possible_range(figures, measure, year),
        reporting_date=last_day,
        as_of=figures.selection.as_of,
        plan_kind=None if missing(row["plan_kind"]) else str(row["plan_kind"]),
        fact_origin="" if organization else say_value_origin(figures.measures, measure, year),
    )


def _say_fact(row: pd.Series, flag: str | None, rules: Rules) -> str:
    if flag == HIDDEN:
        return rules.flag_labels[HIDDEN]
    return with_unit(row["fact"], str(row["unit"]), bounds=fact_bounds(row, rules))


def _explain_control_points(figures: Figures, row: pd.Series) -> FlagExplanation:
    flag = None if missing(row["flag"]) else str(row["flag"])
    rules = {
        "missed": "есть просроченная контрольная точка",
        "met": "все контрольные точки, срок которых наступил, исполнены",
        "not_due": "срок контрольных точек не наступил",
    }
    return FlagExplanation(
        subject_kind="result",
        subject=str(row["subject"]),
        year=int(row["year"]),
        organization=None,
        flag=flag,
        label=figures.rules.flag_labels.get(flag or "", "оценки нет"),
        rule=rules.get(flag or "", "в этом году контрольных точек нет"),
        bounds=(None, None),
        basis=figures.rules.basis,
        plan=with_unit(row["plan"], str(row["unit"])),
        due_plan=with_unit(row["due_plan"], str(row["unit"])),
        due="контрольные точки, срок которых наступил или которые исполнены раньше",
        fact=with_unit(row["fact"], str(row["unit"])),
        completion=percent(row["completion"], bounds=figures.rules.edges),
        complete=bool(row["complete"]),
        absent=(),
        range=None,
        reporting_date=None,
        as_of=figures.selection.as_of,
    )


def explain_budget_line(figures: Figures, row: pd.Series) -> FlagExplanation:
    """Explains the flag of a row of ``Figures.budget``."""
    rules, year = figures.rules, int(row["year"])
    last_day = reporting_date(rules, year, YEAR)
    refined = not missing(row["refined"])
    flag = None if missing(row["flag"]) else str(row["flag"])
    completion = row["completion_refined"] if refined else row["completion"]
    rule = _budget_rule(rules, row, flag, last_day)
    changed = say_changed_money(figures.plan, row)
    return FlagExplanation(
        subject_kind="budget",
        subject=f"{row['line']} / {row['source']}",
        year=year,
        organization=None,
        flag=flag,
        label=rules.flag_labels.get(flag or "", "оценки нет"),
        rule=rule,
        bounds=_bounds(rules, flag) if flag in BANDS and not row["note"] else (None, None),
        basis=rules.basis,
        plan=_in_roubles(row["plan"]),
        due_plan=_in_roubles(row["judged_by"]),
        due="уточнённый план года" if refined else "план по паспорту: уточнённого нет",
        fact=_in_roubles(row["executed"]),
        completion=percent(completion, bounds=rules.edges),
        complete=not missing(row["months"]) and int(row["months"]) == int(row["period_months"]),
        absent=(),
        range=None,
        reporting_date=last_day,
        as_of=figures.selection.as_of,
        plan_remarks=(changed,) if changed else (),
    )


def _budget_rule(rules: Rules, row: pd.Series, flag: str | None, last_day: date) -> str:
    if row["note"]:
        return str(row["note"])
    if flag is None:
        return "деньги оцениваются по итогам года" if row["period_months"] < YEAR else "ни плана, ни расхода"
    if flag == "no_data":
        return f"срок отчёта прошёл {day(last_day)}, исполнения нет"
    if flag == "not_due":
        return f"до срока отчёта {day(last_day)} оценивается только исполнение за весь год"
    return _band_rule(rules, flag)


def _in_roubles(kopecks: Any) -> str:
    return NO_DATA if missing(kopecks) else f"{roubles(int(kopecks))} руб."


def _band_rule(rules: Rules, flag: str) -> str:
    """«наличие отклонений — выполнение от 90 % и меньше 100 %»."""
    low, high = _bounds(rules, flag)
    limits = [f"от {number(low)} %" if low is not None else "", f"меньше {number(high)} %" if high is not None else ""]
    return f"{rules.flag_labels[flag]} — выполнение {' и '.join(filter(None, limits))}"


@dataclass(frozen=True)
class _Facts:
    """A row of figures with what its rule depends on."""

    row: pd.Series
    compares_years: bool
    is_share: bool
    months: int
    last_day: date


def _rule(figures: Figures, facts: _Facts, flag: str | None, absent: tuple[MissingReport, ...]) -> str:
    row, rules = facts.row, figures.rules
    if flag == HIDDEN:
        return str(row.get("hidden_why", ""))
    if flag is None:
        return explain_missing_flag(figures, row)
    if flag == "no_data":
        late = next((report.last for report in absent if report.last and report.year == row["year"]), None)
        what = (
            f"последнее — {period_name(late)}: {with_unit(row['fact'], str(row['unit']))}" if late else "значения нет"
        )
        return f"срок отчёта прошёл {day(facts.last_day)}, {what}"
    if flag == "not_due":
        if facts.is_share and facts.months < YEAR:
            return "; ".join(filter(None, ["доли и прирост оцениваются по итогам года", say_year_before(figures, row)]))
        return f"до срока отчёта {day(facts.last_day)} оцениваются только полные значения"
    if facts.compares_years:
        met, at_risk, missed = (rules.flag_labels[band] for band in BANDS)
        return f"прирост не меньше плана — {met}, от нуля до плана — {at_risk}, меньше нуля — {missed}"
    return _band_rule(rules, flag)


def explain_missing_flag(figures: Figures, row: pd.Series) -> str:
    """Why a row of ``Figures.measures`` has no flag."""
    if row["exceeds_whole"]:
        return TWICE
    if row["plan_kind"] == GUIDE:
        return "это ориентир, а не план: оценивают только по плану, который установлен"
    if not row["expected"] and pd.isna(row["fact"]) and pd.isna(row["plan"]):
        return WITHOUT_FLAG[NOT_ASKED]
    if pd.isna(row["plan"]):
        return WITHOUT_FLAG[NO_PLAN]
    if row["plan"] == 0:
        return "план равен нулю"
    formula = FORMULAS[str(figures.definitions.set_index("id")["formula"][row["measure"]])]
    if formula.compares_years and row["year"] == figures.plan.years[0]:
        return "первый год проекта: сравнивать не с чем"
    return "плана прошлого года нет, поэтому план на дату не определён"


def _bounds(rules: Rules, flag: str | None) -> tuple[float | None, float | None]:
    for name, low, high in rules.bands:
        if name == flag:
            return (None if np.isinf(low) else low), (None if np.isinf(high) else high)
    return None, None


def _due_words(figures: Figures, row: pd.Series, definition: pd.Series, months: int) -> str:
    """How the plan that is due came."""
    kind = str(definition["subject_kind"])
    if row["plan_kind"] == GUIDE:
        source = say_guide(figures, row.to_dict() | {"formula": definition["formula"]})
    elif row["plan_kind"] == OWN_PLAN:
        source = PLAN_KINDS[OWN_PLAN]
    elif not _is_on_line(figures, definition):
        source = _OF_SUBJECT[kind]
    else:
        source = f"прямая от начала проекта к плану {figures.plan.years[-1]} года, {_OF_SUBJECT[kind]}"
    formula = FORMULAS[str(definition["formula"])]
    if months == YEAR or not formula.counts_people:
        return source if row["plan_kind"] == GUIDE else f"план {row['year']} года, {source}"
    unit = str(row["unit"])
    year_plan = with_unit(row["plan"], unit)
    if not formula.adds_years:
        return f"{months} из {YEAR} месяцев плана года {year_plan}, {source}"
    before = (row["due_plan"] - row["plan"] * months / YEAR) / (1 - months / YEAR)
    return (
        f"план прошлого года {with_unit(before, unit)} и {months} из {YEAR} месяцев прироста "
        f"{with_unit(row['plan'] - before, unit)} до плана года {year_plan}, {source}"
    )


def _is_on_line(figures: Figures, definition: pd.Series) -> bool:
    """Whether the document sets the target of the last year alone, so that the others are on a straight line."""
    if not FORMULAS[str(definition["formula"])].adds_years:
        return False
    kind = str(definition["subject_kind"])
    targets = figures.plan["indicator_targets" if kind == "indicator" else "result_targets"]
    targets = targets[targets[kind] == definition["subject"]]
    if kind == "result":
        targets = targets[targets["unit"] == definition["unit"]]
    return len(targets) == 1 and len(figures.plan.years) > 1


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
