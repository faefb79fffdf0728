"""Titles and descriptions: said twice, or said otherwise in another section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from uspekh.passport.audit import places
from uspekh.passport.audit.family import linked
from uspekh.passport.audit.finding import Finding
from uspekh.passport.audit.likeness import letters_alike, same_words
from uspekh.passport.plan import Plan
from uspekh.russian.text import fold

DUPLICATE = 0.95
"""Likeness from which two descriptions are one: our own."""
_YEAR_PROMISED = re.compile(r"[Кк]\s+(?:(?:началу|середине|концу)\s+)?(\d{4})\s+год\w*")


def duplicate_result(plan: Plan) -> Iterator[Finding]:
    """Two results of section 3 with one title (one may go on where the other ends)."""
    for one, other in combinations(plan["results"].itertuples(), 2):
        if same_words(one.title, other.title):
            yield Finding(
                "duplicate_result",
                "breaks",
                f"Результаты {one.id} и {other.id} названы одинаково"
                f"{'' if fold(one.title) == fold(other.title) else ', один лишь длиннее другого'}.",
                (places.result(one.id, one.title), places.result(other.id, other.title)),
                "Пункты плана и деньги нельзя отнести к одному из двух; результат считается дважды.",
                "Оставить один результат или назвать второй иначе.",
            )


def duplicate_characteristic(plan: Plan) -> Iterator[Finding]:
    """Two results of section 3 with one description."""
    described = [row for row in plan["results"].itertuples() if row.characteristic]
    for one, other in combinations(described, 2):
        if letters_alike(one.characteristic, other.characteristic) >= DUPLICATE:
            yield Finding(
                "duplicate_characteristic",
                "local",
                f"У результатов {one.id} и {other.id} одна и та же характеристика.",
                (places.result(one.id, one.characteristic), places.result(other.id, other.characteristic)),
                "Характеристика описывает другой результат.",
                "Дать каждому результату свою характеристику.",
            )


def control_point_title_differs(plan: Plan) -> Iterator[Finding]:
    """A control point that says something else than its result."""
    rows = {item.item: item for item in plan["plan_items"].itertuples()}
    for point in plan["plan_items"].query("kind == 'control_point'").itertuples():
        result = rows.get(point.parent)
        if result and fold(point.title) != fold(result.title):
            yield Finding(
                "control_point_title_differs",
                "local",
                f"Контрольная точка {point.item} названа иначе, чем результат {result.item}.",
                (places.item(result.number, result.title), places.item(point.number, point.title)),
                "Неясно, что проверяется в контрольной точке.",
                "Повторить в контрольной точке название результата.",
            )


def promised_year_differs(plan: Plan) -> Iterator[Finding]:
    """«К … году» in the description of a result against the last year of its items in annex 1."""
    rows = {item.item: item for item in plan["plan_items"].itertuples()}
    for result in plan["results"].itertuples():
        items = [rows[name] for name in linked(plan, result.id, "plan_item")]
        found = list(_YEAR_PROMISED.finditer(result.characteristic))
        if not items or not found:
            continue
        promise = max(found, key=lambda match: int(match[1]))
        last = max(items, key=lambda item: item.end)
        if int(promise[1]) != last.end.year:
            yield Finding(
                "promised_year_differs",
                "local",
                f"Результат {result.id}: «{promise[0]}» в разделе 3, в плане мероприятий — {last.end_text}.",
                (places.result(result.id, result.characteristic), places.item(last.number, last.end_text)),
                "Срок результата определён дважды.",
                "Привести срок к одному году.",
            )
