"""The document as a whole: names, promises and programmes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

from uspekh.audit import places
from uspekh.audit.finding import Place
from uspekh.audit.likeness import letters_alike
from uspekh.audit.rules import Contradiction, rule
from uspekh.audit.wording import PERCENT, stated, whole
from uspekh.passport.plan import Plan
from uspekh.russian.text import fold

SPELLING = 0.88
"""Likeness from which two quoted names are one name spelled twice: our own."""
_QUOTED = re.compile(r"«([^«»]{6,})»")


@rule(
    "Название записано двумя способами",
    severity="trifle",
    why="Программы и люди примут их за разные.",
    advice="Записать одинаково.",
    needs=(),
)
def name_spelled_twice(plan: Plan) -> Iterator[Contradiction]:
    """One name in quotation marks spelled two ways."""
    first: dict[str, tuple[str, Place]] = {}
    for text, place in _all_texts(plan):
        for name in _QUOTED.findall(text):
            first.setdefault(fold(name), (name, place))
    for (key, one), (other_key, other) in combinations(first.items(), 2):
        if re.findall(r"\d+", key) == re.findall(r"\d+", other_key) and letters_alike(key, other_key) >= SPELLING:
            yield Contradiction(
                f"Одно название записано двумя способами: «{one[0]}» и «{other[0]}».",
                (_quoting(one), _quoting(other)),
            )


@rule(
    "Обещание без показателя",
    severity="local",
    why="Обещание нельзя проверить.",
    advice="Добавить показатель или убрать число.",
    needs=(),
)
def promise_unmeasured(plan: Plan) -> Iterator[Contradiction]:
    """A share promised in the aim or the supplementary materials that is nobody's target."""
    known = {(PERCENT, whole(target, PERCENT)) for target in _percent_targets(plan)}
    for place, text in _promises(plan):
        for written, unit, value in stated(text):
            if unit == PERCENT and (unit, value) not in known:
                start = text.index(written)
                quote = f"{places.end_of(text[:start], 60)}{places.cut(text[start:], 90)}"
                yield Contradiction(
                    f"Обещано «{written}», но ни один показатель и результат такого значения не имеет.",
                    (place(quote),),
                )


@rule(
    "Программа закончилась раньше проекта",
    severity="local",
    why="После этого года у проекта нет указанной связи и её финансирования.",
    advice="Указать программу, которая действует сейчас.",
    needs=(),
)
def programme_expires(plan: Plan) -> Iterator[Contradiction]:
    """A programme of section 1 that ends before the project."""
    for programme in plan.head.get("programmes", []):
        if "until" in programme and programme["until"] < plan.end.year:
            yield Contradiction(
                f"Программа закончилась в {programme['until']} году, проект идёт до {plan.end.year} года: "
                f"{programme['title']}.",
                (places.head(programme["title"]),),
            )


def _quoting(found: tuple[str, Place]) -> Place:
    name, place = found
    return Place(place.section, place.row, name)


def _all_texts(plan: Plan) -> Iterator[tuple[str, Place]]:
    for official in plan.head.get("officials", []):
        yield official["position"], places.head(official["position"])
    for row in plan["results"].itertuples():
        yield row.title, places.result(row.id, row.title)
    for row in plan["participants"].itertuples():
        yield row.position, places.participant(row.row, row.position)
    for row in plan["plan_items"].itertuples():
        yield row.title, places.item(row.number, row.title)


def _promises(plan: Plan) -> Iterator[tuple[Callable[[str], Place], str]]:
    yield places.goal, plan.head["project"].get("goal", "")
    for row in plan["materials"].itertuples():
        yield partial(places.material, row.section, row.heading), row.text


def _percent_targets(plan: Plan) -> Iterator[float]:
    yield from plan["result_targets"].query("unit == @PERCENT")["target"]
    shares = plan["indicators"].query("unit == @PERCENT")
    yield from shares["base_value"].dropna()
    yield from plan["indicator_targets"][plan["indicator_targets"]["indicator"].isin(shares["id"])]["target"]
