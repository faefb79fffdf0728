"""Figures in words: read two ways, or that no target keeps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from uspekh.passport.audit import places
from uspekh.passport.audit.family import linked
from uspekh.passport.audit.figures import PERCENT, kind, stated, whole
from uspekh.passport.audit.finding import Finding, Place
from uspekh.passport.plan import Plan
from uspekh.russian.format import with_unit

_GROWTH_OF_A_SHARE = re.compile(r"на\s+(\d+(?:,\d+)?\s*%)\s+дол[юиья]")


def growth_of_share(plan: Plan) -> Iterator[Finding]:
    """«Увеличение на N % доли»: percent of the share or percentage points, from no stated base."""
    for result in plan["results"].itertuples():
        match = _GROWTH_OF_A_SHARE.search(result.title)
        if match:
            yield Finding(
                "growth_of_share",
                "breaks",
                f"Результат {result.id}: «{match[0]}» — проценты от доли или процентные пункты, и от какой базы.",
                (places.result(result.id, result.title),),
                "Два прочтения дают разные планы на каждый следующий год.",
                "Написать «на N процентных пункта» или «на N % к уровню прошлого года» и указать базу.",
            )


def plan_item_figure_differs(plan: Plan) -> Iterator[Finding]:
    """A figure in an item of annex 1 that is not the target of its result for that year."""
    targets = plan["result_targets"]
    rows = {item.item: item for item in plan["plan_items"].itertuples()}
    for result in plan["results"]["id"]:
        for item in (rows[name] for name in linked(plan, result, "plan_item")):
            mine = targets[(targets["result"] == result) & (targets["year"] == item.end.year)]
            for written, unit, value in stated(item.title):
                known = {whole(t.target, t.unit): t for t in mine.itertuples() if kind(t.unit) == unit}
                if known and value not in known:
                    target = next(iter(known.values()))
                    yield Finding(
                        "plan_item_figure_differs",
                        "breaks",
                        f"{item.item}: «{written}», а план результата {result} на {item.end.year} год — "
                        f"{with_unit(target.target, target.unit)}",
                        (places.item(item.number, item.title), places.result(result, target.wording or written)),
                        "Неясно, при каком значении контрольная точка пройдена.",
                        "Привести план мероприятий к разделу 3.",
                    )


def promise_unmeasured(plan: Plan) -> Iterator[Finding]:
    """A share promised in the aim or the supplementary materials that is nobody's target."""
    known = {(PERCENT, whole(target, PERCENT)) for target in _percent_targets(plan)}
    for place, text in _promises(plan):
        for written, unit, value in stated(text):
            if unit == PERCENT and (unit, value) not in known:
                start = text.index(written)
                quote = f"{places.end_of(text[:start], 60)}{places.cut(text[start:], 90)}"
                yield Finding(
                    "promise_unmeasured",
                    "local",
                    f"Обещано «{written}», но ни один показатель и результат такого значения не имеет.",
                    (place(quote),),
                    "Обещание нельзя проверить.",
                    "Добавить показатель или убрать число.",
                )


def _promises(plan: Plan) -> Iterator[tuple[Callable[[str], Place], str]]:
    yield places.goal, plan.head["project"].get("goal", "")
    for row in plan["materials"].itertuples():
        yield partial(places.material, row.section, row.heading), row.text


def _percent_targets(plan: Plan) -> Iterator[float]:
    yield from plan["result_targets"].query("unit == @PERCENT")["target"]
    shares = plan["indicators"].query("unit == @PERCENT")
    yield from shares["base_value"].dropna()
    yield from plan["indicator_targets"][plan["indicator_targets"]["indicator"].isin(shares["id"])]["target"]
