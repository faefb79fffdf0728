"""Sections do not share numbering: what belongs to what goes through the links of the plan, never by number."""

from __future__ import annotations

import pandas as pd

from uspekh.once import remembered
from uspekh.passport.plan import Plan
from uspekh.russian.text import fold

_ANSWERS = "ответственный"


def linked(plan: Plan, result: str, kind: str) -> pd.DataFrame:
    """Columns ``target, note`` of the links of a result: to plan items, budget lines, participants or indicators."""
    links = plan.of_all_editions("links")
    rows = links[(links["result"] == result) & (links["kind"] == kind)]
    return rows[["target", "note"]].reset_index(drop=True)


def results_of_subject(plan: Plan, kind: str, subject: str) -> tuple[str, ...]:
    """The result itself, or the results linked to an indicator, in the order of the plan."""
    return (subject,) if kind == "result" else _results_by(plan, "indicator").get(subject, ())


def item_results(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Results by plan item: those linked to the item itself or to an item above it, in the order of the plan."""
    items = plan.of_all_editions("plan_items")
    parents = dict(zip(items["item"], items["parent"], strict=True))
    direct = _results_by(plan, "plan_item")
    order = list(plan["results"]["id"])
    by_item = {item: {r for above in _line(item, parents) for r in direct.get(above, ())} for item in parents}
    return {item: tuple(sorted(results, key=order.index)) for item, results in by_item.items()}


def participant_results(plan: Plan) -> dict[int, tuple[str, ...]]:
    """Results by row of section 5, in the order of the plan."""
    return {int(row): results for row, results in _results_by(plan, "participant").items()}


@remembered
def responsible(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Persons who answer for each result by their role in section 5, named as in the directory of persons."""
    rows = plan["participants"]
    answering = rows.loc[[fold(role).startswith(_ANSWERS) for role in rows["role"]]].set_index("row")["person"]
    persons = dict(zip(plan["people"]["spelling"], plan["people"]["person"], strict=True))
    answers: dict[str, tuple[str, ...]] = {}
    for row, results in participant_results(plan).items():
        for result in results if row in answering.index else ():
            answers[result] = tuple(dict.fromkeys((*answers.get(result, ()), persons[answering[row]])))
    return answers


def _results_by(plan: Plan, kind: str) -> dict[str, tuple[str, ...]]:
    links = plan.of_all_editions("links")
    grouped = links[links["kind"] == kind].groupby("target", sort=False)["result"]
    return {str(target): tuple(results) for target, results in grouped}


def _line(item: str, parents: dict[str, str]) -> list[str]:
    """The item and all above it, the topmost last; a circle of parents is walked once."""
    line: list[str] = []
    while item and item not in line:
        line.append(item)
        item = parents[item]
    return line
