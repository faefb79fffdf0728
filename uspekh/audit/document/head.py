"""The document as a whole: names, promises and programmes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

from uspekh.audit import quotes
from uspekh.audit.finding import Citation
from uspekh.audit.likeness import resembles
from uspekh.audit.rules import Contradiction, rule
from uspekh.audit.wording import stated, whole
from uspekh.passport.plan import Plan
from uspekh.russian.format import day
from uspekh.russian.text import fold
from uspekh.words import SHARE

SPELLING = 0.88
"""Likeness from which two quoted names are one name spelled twice: our own."""
_TOWN = re.compile(r"\bг(?:ор)?\.\s*|\bгород\w*\s+")
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
    first: dict[str, tuple[str, Citation]] = {}
    for text, reference in _all_texts(plan):
        for name in _QUOTED.findall(text):
            first.setdefault(_unabbreviated(name), (name, reference))
    for (key, one), (other_key, other) in combinations(first.items(), 2):
        if re.findall(r"\d+", key) == re.findall(r"\d+", other_key) and resembles(key, other_key, SPELLING):
            yield Contradiction(
                f"Одно название записано двумя способами: «{one[0]}» и «{other[0]}».",
                (_quoting(one), _quoting(other)),
                proposal=f"«{one[0]}»",
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
    planned = {(SHARE, whole(target, SHARE)) for target in _percent_targets(plan)}
    for cite, text in _promises(plan):
        for written, unit, value in stated(text):
            if unit == SHARE and (unit, value) not in planned:
                quote = quotes.around(text, written)
                yield Contradiction(
                    f"Обещано «{written}», но ни один показатель и результат такого значения не имеет.",
                    (cite(quote),),
                )


@rule(
    "Программа закончилась раньше проекта",
    severity="local",
    why="После этого года у проекта нет указанной связи и её финансирования.",
    advice="Указать программу, которая действует сейчас.",
    needs=(),
)
def programme_expires(plan: Plan) -> Iterator[Contradiction]:
    """Programmes of section 1 that end before the project: one finding."""
    over = [p for p in plan.head.get("programmes", []) if "until" in p and p["until"] < plan.end.year]
    if over:
        years = ", ".join(dict.fromkeys(str(programme["until"]) for programme in over))
        yield Contradiction(
            f"Программы раздела 1 закончились раньше проекта ({years}), проект идёт до {plan.end.year} года.",
            (
                *(quotes.head(programme["title"]) for programme in over),
                quotes.head(f"{day(plan.start)} – {day(plan.end)}"),
            ),
        )


def _unabbreviated(name: str) -> str:
    """The name with usual abbreviations written out: «г.Саянска» is «города Саянска»."""
    return _TOWN.sub("город", fold(name))


def _quoting(written: tuple[str, Citation]) -> Citation:
    name, reference = written
    return Citation(reference.section, reference.row, name)


def _all_texts(plan: Plan) -> Iterator[tuple[str, Citation]]:
    for official in plan.head.get("officials", []):
        yield official["position"], quotes.head(official["position"])
    for row in plan["results"].itertuples():
        yield row.title, quotes.result(row.id, row.title)
    for row in plan["participants"].itertuples():
        yield row.position, quotes.participant(row.row, row.position)
    for row in plan["plan_items"].itertuples():
        yield row.title, quotes.item(row.number, row.title)


def _promises(plan: Plan) -> Iterator[tuple[Callable[[str], Citation], str]]:
    yield quotes.goal, plan.head["project"].get("goal", "")
    for row in plan["materials"].itertuples():
        yield partial(quotes.material, row.section), row.text


def _percent_targets(plan: Plan) -> Iterator[float]:
    targets, indicators = plan["result_targets"], plan["indicators"]
    yield from targets.loc[targets["unit"] == SHARE, "target"]
    shares = indicators[indicators["unit"] == SHARE]
    yield from shares["base_value"].dropna()
    yield from plan["indicator_targets"][plan["indicator_targets"]["indicator"].isin(shares["id"])]["target"]
