"""Two numbers of one report: a part over its whole, one of the two absent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from uspekh.actuals.checks.applicability import fillers_of
from uspekh.actuals.checks.evidence import Evidence, Value, cell_reference, problem_at
from uspekh.actuals.problems import Problem
from uspekh.passport.plan import Plan
from uspekh.russian.format import number, roubles


def find_numerators_over_denominators(evidence: Evidence) -> Iterator[Problem]:
    """The part of a share above its whole, which one organization cannot have: also any part of a whole of 0."""
    headings = _headings(evidence.plan)
    for part, whole in _exceeding(evidence, sorted(_shares(evidence.plan))):
        value, other = (whole, part) if part.stored else (part, whole)
        reason = "а всего — 0: доли от нуля не бывает" if not whole.number else f"а всего — {number(whole.number, 0)}"
        message = (
            f"«{headings[part.field]}» — {number(part.number, 0)}, {reason} («{headings[whole.field]}»; второе число — "
            f"{cell_reference(other, value.sheet)}). Часть не бывает больше целого: исправьте одно из двух."
        )
        yield problem_at(value, "share.over_whole", message)


def find_parts_over_wholes(evidence: Evidence) -> Iterator[Problem]:
    """A headcount above another that it is a part of (column ``at_most`` of the components), shares aside."""
    components, headings = evidence.plan["components"], _headings(evidence.plan)
    limits = zip(components["id"], components["at_most"].str.split(), strict=True)
    pairs = {(part, whole) for part, wholes in limits for whole in wholes} - _shares(evidence.plan)
    for part, whole in _exceeding(evidence, sorted(pairs)):
        message = (
            f"«{headings[part.field]}» ({number(part.number, 0)}) больше, чем «{headings[whole.field]}» "
            f"({number(whole.number, 0)}, {cell_reference(whole, part.sheet)}). Проверьте оба числа."
        )
        yield problem_at(whole if part.stored else part, "part.over_whole", message)


def find_execution_over_plan(evidence: Evidence) -> Iterator[Problem]:
    """Cash execution above the refined plan of the same period."""
    for executed, refined in _exceeding(evidence, [("executed", "refined")]):
        message = f"Исполнено больше уточнённого плана: {roubles(executed.number)} из {roubles(refined.number)} руб."
        yield problem_at(refined if executed.stored else executed, "budget.over_refined", message)


def find_half_shares(evidence: Evidence) -> Iterator[Problem]:
    """One of the two numbers of a share where both are asked: organizations with a contingent, the municipality."""
    headings = _headings(evidence.plan)
    halves = _pairs(
        evidence, (half for one, other in sorted(_shares(evidence.plan)) for half in ((one, other), (other, one)))
    )
    present = halves.merge(_asked_for_shares(evidence)[["report", "field", "at"]], on="field")
    numbers = evidence.numbers[["report", "field"]].rename(columns={"field": "other"})
    alone = present.merge(numbers, how="left", on=["report", "other"], indicator=True)
    alone = alone[alone["_merge"] == "left_only"]
    for value, absent in zip(evidence.values_at(alone["at"]), alone["other"], strict=True):
        message = f"Указано «{headings[value.field]}», но не указано «{headings[absent]}»: доля не рассчитается."
        yield problem_at(value, "share.half", message)


def _asked_for_shares(evidence: Evidence) -> pd.DataFrame:
    """The numbers of the file by those who are asked for the denominator too, and by the municipality."""
    fillers, numbers = fillers_of(evidence), evidence.numbers
    expected = numbers["subject"] == evidence.municipality
    for part, whole in _shares(evidence.plan):
        subjects = fillers.loc[fillers["field"] == whole, "subject"]
        expected |= numbers["field"].isin([part, whole]) & numbers["subject"].isin(subjects)
    return numbers[~numbers["stored"] & expected]


def _exceeding(evidence: Evidence, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[Value, Value]]:
    """Values of the first field of a pair above those of the second in the same report, at least one of the file."""
    numbers = evidence.numbers[["report", "field", "number", "stored", "at"]]
    both = _pairs(evidence, pairs).merge(numbers, on="field")
    both = both.merge(numbers.rename(columns={"field": "other"}), on=["report", "other"], suffixes=("", "_other"))
    above = both[(both["number"] > both["number_other"]) & ~(both["stored"] & both["stored_other"])]
    return evidence.pairs_at(above["at"], above["at_other"])


def _pairs(evidence: Evidence, pairs: Iterable[tuple[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(list(pairs), columns=["field", "other"], dtype=evidence.numbers["field"].dtype)


def _shares(plan: Plan) -> set[tuple[str, str]]:
    """Numerator and denominator of each share."""
    measures = plan["measures"][plan["measures"]["denominator"] != ""]
    return set(zip(measures["numerator"], measures["denominator"], strict=True))


def _headings(plan: Plan) -> dict[str, str]:
    return dict(zip(plan["components"]["id"], plan["components"]["heading"], strict=True))
