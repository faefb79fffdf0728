"""Two numbers of one report: a part over its whole, one of the two absent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from uspekh.actuals.checks.evidence import Evidence, Value, cell_reference, problem_at
from uspekh.actuals.problems import Problem
from uspekh.passport.plan import Plan
from uspekh.russian.format import number, roubles


def find_parts_over_wholes(evidence: Evidence) -> Iterator[Problem]:
    """A headcount above the one that it is a part of (column ``at_most`` of the components)."""
    components, headings = evidence.plan["components"], _headings(evidence.plan)
    limits = zip(components["id"], components["at_most"].str.split(), strict=True)
    for part, whole in _exceeding(evidence, ((part, whole) for part, wholes in limits for whole in wholes)):
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
    measures, headings = evidence.plan["measures"], _headings(evidence.plan)
    shares = measures.loc[measures["denominator"] != "", ["numerator", "denominator"]].itertuples(index=False)
    halves = _pairs(evidence, (half for one, other in shares for half in ((one, other), (other, one))))
    present = halves.merge(_asked_for_shares(evidence)[["report", "field", "at"]], on="field")
    numbers = evidence.numbers[["report", "field"]].rename(columns={"field": "other"})
    alone = present.merge(numbers, how="left", on=["report", "other"], indicator=True)
    alone = alone[alone["_merge"] == "left_only"]
    for value, absent in zip(evidence.values_at(alone["at"]), alone["other"], strict=True):
        message = f"Указано «{headings[value.field]}», но не указано «{headings[absent]}»: доля не рассчитается."
        yield problem_at(value, "share.half", message)


def _asked_for_shares(evidence: Evidence) -> pd.DataFrame:
    """The numbers of the file given by those who must give both numbers of a share."""
    directory, numbers = evidence.directory, evidence.numbers
    own_type = evidence.plan.head["municipality_entry"]["type"]
    codes = directory.loc[directory["contingent"].notna() | (directory["type"] == own_type), "code"]
    return numbers[~numbers["stored"] & numbers["subject"].isin(codes)]


def _exceeding(evidence: Evidence, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[Value, Value]]:
    """Values of the first field of a pair above those of the second in the same report, at least one of the file."""
    numbers = evidence.numbers[["report", "field", "number", "stored", "at"]]
    both = _pairs(evidence, pairs).merge(numbers, on="field")
    both = both.merge(numbers.rename(columns={"field": "other"}), on=["report", "other"], suffixes=("", "_other"))
    above = both[(both["number"] > both["number_other"]) & ~(both["stored"] & both["stored_other"])]
    return evidence.pairs_at(above["at"], above["at_other"])


def _pairs(evidence: Evidence, pairs: Iterable[tuple[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(list(pairs), columns=["field", "other"], dtype=evidence.numbers["field"].dtype)


def _headings(plan: Plan) -> dict[str, str]:
    return dict(zip(plan["components"]["id"], plan["components"]["heading"], strict=True))
