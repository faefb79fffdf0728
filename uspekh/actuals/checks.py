"""Checks of the values of one file against each other, the earlier ones, the plan and the directory.

Each check is a generator of problems over the evidence; none changes it, and each problem stands in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pandas as pd

from uspekh.actuals.duplicates import duplicates
from uspekh.actuals.problems import Problem, Severity
from uspekh.actuals.suspect.checks import suspicions
from uspekh.actuals.suspect.evidence import YEARS, Evidence, evidence, place, shown
from uspekh.actuals.values import KEY
from uspekh.passport.plan import Plan
from uspekh.passport.recurrence import due_years
from uspekh.russian.format import number, roubles
from uspekh.russian.periods import period_name

Check = Callable[[Evidence], Iterator[Problem]]


def check_values(
    values: pd.DataFrame, plan: Plan, directory: pd.DataFrame, earlier: pd.DataFrame | None = None, *, whole: bool
) -> Iterator[Problem]:
    """Every check over ``values`` (tidy frame); ``directory`` is the one the names were resolved against.

    ``earlier``: the values in force (tidy frame). Unless ``values`` are the ``whole`` file (every cell was read),
    nothing is said to be absent from it and nothing is compared beyond what it says itself.
    """
    yield from duplicates(values)
    given = evidence(values.drop_duplicates(KEY), earlier, plan, directory)
    for check in CHECKS:
        yield from check(given)
    if whole:
        yield from half_a_share(given)
        yield from suspicions(given)


def not_due(given: Evidence) -> Iterator[Problem]:
    """A plan item reported for a year in which it does not fall due."""
    years = due_years(given.plan)
    values = given.own
    for row in values[values["kind"] == "milestone"].drop_duplicates(["subject", "year"]).itertuples():
        if row.year not in years[row.subject]:
            listed = ", ".join(map(str, years[row.subject]))
            message = f"Срок пункта {row.subject} наступает не в {row.year} году, а в: {listed}."
            yield _problem("error", "item.not_due", row, message)


def outside_its_years(given: Evidence) -> Iterator[Problem]:
    """Values of an organization for a year in which it does not exist."""
    rows = given.own[given.own["kind"] == "component"].drop_duplicates(["subject", "year"])
    bounds = given.directory.set_index("code")
    first = rows["subject"].map(bounds["active_from"]).str[:4].astype("Int64").fillna(0)
    last = rows["subject"].map(bounds["active_to"]).str[:4].astype("Int64").fillna(9999)
    for row in rows[(rows["year"] < first) | (rows["year"] > last)].itertuples():
        message = f"По справочнику организация в {row.year} году не действует. Проверьте год и лист «Организации»."
        yield _problem("warning", "organization.inactive", row, message)


def part_over_whole(given: Evidence) -> Iterator[Problem]:
    """A headcount above the one that it is a part of (column ``at_most`` of the components)."""
    fields = _by_field(given.values)
    headings = _headings(given.plan)
    for component in given.plan["components"].itertuples():
        for whole in component.at_most.split():
            for row in _both(fields, component.id, whole, lambda a, b: a > b):
                message = (
                    f"«{headings[component.id]}» ({number(row.number, 0)}) больше, чем «{headings[whole]}» "
                    f"({number(row.number_other, 0)}, {_place_other(row)}). Проверьте оба числа."
                )
                yield _problem("warning", "part.over_whole", row, message)


def half_a_share(given: Evidence) -> Iterator[Problem]:
    """One of the two numbers of a share where both are asked: organizations with a contingent, the municipality."""
    values, directory = given.values, given.directory
    own_type = given.plan.head["municipality_entry"]["type"]
    asked = directory.loc[directory["contingent"].notna() | (directory["type"] == own_type), "code"]
    fields = _by_field(values[values["subject"].isin(asked)])
    headings = _headings(given.plan)
    shares = given.plan["measures"][given.plan["measures"]["denominator"] != ""]
    for measure in shares.itertuples():
        for one, absent in ((measure.numerator, measure.denominator), (measure.denominator, measure.numerator)):
            have, other = fields.get(one), fields.get(absent)
            if have is None:
                continue
            lacking = have if other is None else have[~have.index.isin(other.index)]
            for row in lacking[~lacking["stored"]].itertuples():
                message = f"Указано «{headings[one]}», но не указано «{headings[absent]}»: доля не рассчитается."
                yield _problem("warning", "share.half", row, message)


def falling(given: Evidence) -> Iterator[Problem]:
    """A value counted from 1 January that falls within the year. Wholes (contingents) may fall."""
    flows = {"executed", *given.plan["components"]["id"]} - given.wholes
    rows = given.values[given.values["field"].isin(flows) & given.values["number"].notna()]
    series, _ = pd.factorize(rows["subject"] + "\n" + rows["part"] + "\n" + rows["field"])
    slots = (series.astype("int64") * YEARS + rows["year"].to_numpy()) * 100 + rows["months"].to_numpy()
    order = slots.argsort(kind="stable")
    numbers = rows["number"].to_numpy(dtype="int64")[order]
    same = slots[order][1:] // 100 == slots[order][:-1] // 100
    later = (same & (numbers[1:] < numbers[:-1])).nonzero()[0] + 1
    fell, before = rows.iloc[order[later]], rows.iloc[order[later - 1]]
    for row, earlier in zip(fell.itertuples(), before.itertuples(), strict=True):
        if row.stored and earlier.stored:
            continue
        message = (
            f"Значение с начала года уменьшилось: {period_name(int(earlier.months))} — {shown(earlier)} "
            f"({place(earlier, row.sheet)}), {period_name(row.months)} — {shown(row)} ({place(row, row.sheet)}). "
            "Указывайте нарастающим итогом с 1 января."
        )
        yield _problem("warning", "value.falling", earlier if row.stored else row, message)


def over_refined(given: Evidence) -> Iterator[Problem]:
    """Cash execution above the refined plan of the same period."""
    for row in _both(_by_field(given.values), "executed", "refined", lambda a, b: a > b):
        message = f"Исполнено больше уточнённого плана: {roubles(row.number)} из {roubles(row.number_other)} руб."
        yield _problem("warning", "budget.over_refined", row, message)


CHECKS: tuple[Check, ...] = (not_due, outside_its_years, part_over_whole, falling, over_refined)


def _by_field(values: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Rows with numbers by field, indexed by who, when and till when as one number (joins are by it)."""
    rows = values[values["number"].notna() & (values["kind"] != "organization")]
    who = pd.factorize(rows["subject"] + "\n" + rows["part"])[0]
    slots = (who.astype("int64") * 10_000 + rows["year"].to_numpy()) * 100 + rows["months"].to_numpy()
    return dict(list(rows.assign(slot=slots).set_index("slot").groupby("field", sort=False)))


def _both(fields: dict[str, pd.DataFrame], one: str, other: str, test: Callable[..., pd.Series]) -> Iterator[Any]:
    """Rows with both fields that fail the test, at least one of them of the file: the problem stands there."""
    if one not in fields or other not in fields:
        return
    beside = fields[other][["number", "sheet", "cell", "stored"]]
    joined = fields[one].join(beside, how="inner", suffixes=("", "_other"))
    joined = joined[~(joined["stored"] & joined["stored_other"])]
    yield from joined[test(joined["number"], joined["number_other"])].itertuples()


def _headings(plan: Plan) -> dict[str, str]:
    return plan["components"].set_index("id")["heading"].to_dict()


def _place_other(row: Any) -> str:
    other = SimpleNamespace(sheet=row.sheet_other, cell=row.cell_other, stored=row.stored_other)
    return place(other, row.sheet)


def _problem(severity: Severity, code: str, row: Any, message: str) -> Problem:
    own = row if not row.stored else SimpleNamespace(sheet=row.sheet_other, cell=row.cell_other)
    return Problem(severity, code, own.sheet, own.cell, message)
