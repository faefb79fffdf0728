"""Whom a result is for (ages, school years): the same in every section."""

from __future__ import annotations

from collections.abc import Iterator

from uspekh.passport.audit import places
from uspekh.passport.audit.family import linked
from uspekh.passport.audit.figures import ranges
from uspekh.passport.audit.finding import Finding, Place
from uspekh.passport.plan import Plan


def ranges_differ(plan: Plan) -> Iterator[Finding]:
    """Ages or school years of a result that its plan items, budget line or people put otherwise."""
    for result in plan["results"].itertuples():
        mine = ranges(result.title)
        for text, place in _told_of(plan, result.id):
            theirs = ranges(text)
            for low, high, of in theirs - mine:
                if any(other == of for _, _, other in mine):
                    yield Finding(
                        "ranges_differ",
                        "breaks",
                        f"Результат {result.id}: {low}–{high} ({of}) — в разделе 3 другой охват.",
                        (places.result(result.id, result.title), place),
                        "От охвата зависит численность, от которой считают процент.",
                        "Указать один охват.",
                    )


def _told_of(plan: Plan, result: str) -> Iterator[tuple[str, Place]]:
    for item in plan["plan_items"][plan["plan_items"]["item"].isin(linked(plan, result, "plan_item"))].itertuples():
        yield item.title, places.item(item.number, item.title)
    lines = plan["budget_lines"]
    for line in lines[lines["line"].isin(_own_lines(plan, result)) & ~lines["derived"]].itertuples():
        yield line.title, places.budget(line.line, line.title)
    people = plan["participants"]
    for row in people[people["row"].astype("str").isin(linked(plan, result, "participant"))].itertuples():
        yield row.task, places.participant(row.row, row.task)


def _own_lines(plan: Plan, result: str) -> list[str]:
    """Lines of no other result: the title of a shared line speaks of the others too."""
    shared = plan["links"].query("kind == 'budget_line'")["target"].value_counts()
    return [line for line in linked(plan, result, "budget_line") if shared[line] == 1]
