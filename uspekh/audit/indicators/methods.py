"""The methods of calculation against their indicators: what is counted, of whom, by whom, and when it is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from uspekh.audit import quotes
from uspekh.audit.finding import Citation
from uspekh.audit.rules import Contradiction, rule
from uspekh.audit.wording import HEADCOUNT_WORDS, SHARE_WORDS, ranges
from uspekh.passport.plan import Plan
from uspekh.russian.format import day
from uspekh.russian.text import fold

_COLUMNS = {
    "base": "базовые показатели",
    "source": "источник данных",
    "responsible": "ответственный за сбор данных",
    "aggregation": "уровень агрегирования",
    "schedule": "срок и периодичность",
}
_SYMBOL = re.compile(r"(?:^|;\s*)(\w{1,4})\s+[-–—]\s")
_RATIO = re.compile(r"\bдол[яиюей]+\b|%|процент|отношени|/|÷|: ?100|[·*x×х] ?100")
_CUMULATIVE = re.compile(r"нарастающ|накоп|с начала (?:проекта|реализации)")
_OTHERS = re.compile(r"\b(?:и|или) (?:друг|ин|проч)\w+[^,;.]{0,40}")
_OTHER = re.compile(r"\b(?:друг|ин|проч)(?:их|ой|ая|ые|ых|ие)\b")
_ELSEWHERE = re.compile(r"федерац|област|\bкра[йюея]\b|республик|регион")
_HERE = re.compile(r"муниципал|город|район|округ|поселен|организац|учрежден|школ")
_NEXT_YEAR = re.compile(r"следующ\w+ за отч[её]тн\w+")
_OF = {"лет": "лет", "класс": "класса"}
_SEVERAL = 3
"""Bodies in one cell from which nobody in particular answers: our own."""


@rule(
    "Нет методики расчёта",
    severity="breaks",
    why="Значение показателя нельзя проверить.",
    advice="Добавить методику.",
    needs=("indicators", "methods"),
)
def method_missing(plan: Plan) -> Iterator[Contradiction]:
    """An indicator with no method of calculation."""
    for indicator in plan["indicators"].itertuples():
        if indicator.id not in set(plan["methods"]["indicator"]):
            yield Contradiction(
                f"Показатель {indicator.id}: нет методики расчёта.",
                (quotes.indicator(indicator.id, indicator.title),),
            )


@rule(
    "Методика заполнена не полностью",
    severity="local",
    why="Неясно, кто, откуда и когда берёт значение.",
    advice="Заполнить графы.",
    needs=("methods",),
)
def method_incomplete(plan: Plan) -> Iterator[Contradiction]:
    """Methods with empty columns, of those that the form has: one finding."""
    methods = plan["methods"]
    columns = {column: title for column, title in _COLUMNS.items() if (methods[column] != "").any()}
    lacking = [
        (method, [title for column, title in columns.items() if not method[column]])
        for method in methods.to_dict("records")
    ]
    lacking = [(method, empty) for method, empty in lacking if empty]
    if lacking:
        shown = "; ".join(f"показатель {method['indicator']} — {', '.join(empty)}" for method, empty in lacking)
        yield Contradiction(
            f"В методике не заполнено: {shown}.",
            tuple(quotes.method(str(method["indicator"]), f"пусто: {', '.join(empty)}") for method, empty in lacking),
        )


@rule(
    "Обозначение не входит в формулу",
    severity="trifle",
    why="Возможно, в формуле пропущено действие.",
    advice="Исправить формулу или убрать пояснение.",
    needs=("methods.terms",),
)
def method_term_unused(plan: Plan) -> Iterator[Contradiction]:
    """A symbol explained under a formula that does not contain it."""
    for method in plan["methods"].itertuples():
        for symbol in _SYMBOL.findall(method.terms):
            if symbol not in method.method:
                yield Contradiction(
                    f"Методика показателя {method.indicator}: обозначение {symbol} пояснено, но в формуле его нет.",
                    (
                        quotes.method(method.indicator, method.method),
                        quotes.method(method.indicator, method.terms[method.terms.index(f"{symbol} ") :]),
                    ),
                )


@rule(
    "Показатель — доля, методика — численность",
    severity="breaks",
    why="По такой методике получается не то, что запланировано: люди вместо процентов или наоборот.",
    advice="Дать формулу той же величины, что и в наименовании.",
    needs=("indicators", "methods"),
)
def method_of_another_kind(plan: Plan) -> Iterator[Contradiction]:
    """A share whose method counts people, or a number of people whose method divides."""
    for indicator, method in _pairs(plan):
        title, words = fold(indicator.title), fold(f"{method.method} {method.formula} {method.terms}")
        share, ratio, headcount = SHARE_WORDS.search(title), _RATIO.search(words), HEADCOUNT_WORDS.search(words)
        if share and not ratio and headcount:
            kinds = f"в наименовании — «{share[0]}», в методике — «{headcount[0]}» без деления"
        elif not share and ratio and HEADCOUNT_WORDS.match(title):
            kinds = f"в наименовании — «{title.split()[0]}», в методике — отношение («{ratio[0]}»)"
        else:
            continue
        yield Contradiction(
            f"Показатель {indicator.id}: {kinds}.",
            (quotes.indicator(indicator.id, indicator.title), _formula(method)),
        )


@rule(
    "Методика считает другой круг людей",
    severity="breaks",
    why="Численность, от которой и которую считают, определена дважды.",
    advice="Указать один круг в наименовании и в методике.",
    needs=("indicators", "methods"),
)
def method_of_other_people(plan: Plan) -> Iterator[Contradiction]:
    """Ages or school years in a method that the indicator's title puts otherwise or does not name."""
    for indicator, method in _pairs(plan):
        mine, theirs = ranges(indicator.title), ranges(f"{method.method} {method.terms}")
        if theirs - mine:
            low, high, of = sorted(theirs - mine)[0]
            lacks = "иначе" if any(other == of for _, _, other in mine) else "не ограничено"
            yield Contradiction(
                f"Показатель {indicator.id}: методика считает от {low} до {high} {_OF[of]}, "
                f"в наименовании это {lacks}.",
                (quotes.indicator(indicator.id, indicator.title), _formula(method)),
            )


@rule(
    "Методика уже показателя",
    severity="breaks",
    why="Часть того, что входит в показатель, по методике не считается.",
    advice="Перечислить в методике всё, что входит в показатель.",
    needs=("indicators", "methods.terms"),
)
def method_narrower(plan: Plan) -> Iterator[Contradiction]:
    """«И других проектов» in the title of an indicator, and a method that counts one of them only."""
    for indicator, method in _pairs(plan):
        others = _OTHERS.search(fold(indicator.title))
        if others and method.terms and not _OTHER.search(fold(f"{method.method} {method.terms}")):
            words = " ".join(others[0].split()[:4])
            yield Contradiction(
                f"Показатель {indicator.id}: в наименовании «{words}», методика считает только названное в ней.",
                (
                    quotes.indicator(indicator.id, quotes.around(indicator.title, others[0].split()[1])),
                    quotes.method(method.indicator, method.terms),
                ),
            )


@rule(
    "Нарастающий итог — не во всех местах",
    severity="breaks",
    why="Одно и то же число прочтут как сделанное за год и как сделанное с начала проекта.",
    advice="Написать «нарастающим итогом» и в методике.",
    needs=("indicators", "methods"),
)
def cumulative_not_in_method(plan: Plan) -> Iterator[Contradiction]:
    """Indicators cumulative by their titles alone, or by their methods alone: one finding."""
    unlike = [
        (indicator, method)
        for indicator, method in _pairs(plan)
        if bool(_CUMULATIVE.search(fold(indicator.title)))
        != bool(_CUMULATIVE.search(fold(f"{method.method} {method.terms} {method.schedule}")))
    ]
    if unlike:
        named = ", ".join(indicator.id for indicator, _ in unlike)
        yield Contradiction(
            f"Показатель {named}: нарастающий итог назван только в одном из двух мест — в наименовании или в методике.",
            tuple(
                reference
                for indicator, method in unlike
                for reference in (quotes.indicator(indicator.id, quotes.end_of(indicator.title)), _formula(method))
            ),
        )


@rule(
    "Показатель города собирают на другом уровне",
    severity="breaks",
    why="Значения по муниципалитету при таком уровне не получить.",
    advice="Указать уровень муниципального образования.",
    needs=("methods.aggregation",),
)
def aggregated_elsewhere(plan: Plan) -> Iterator[Contradiction]:
    """A level of aggregation above the municipality."""

    def above(method: Any) -> str:
        level = fold(method.aggregation)
        return method.aggregation if _ELSEWHERE.search(level) and not _HERE.search(level) else ""

    yield from _one_by_one(plan, above, "уровень агрегирования — «{}», а проект муниципальный")


@rule(
    "За сбор данных отвечают сразу многие",
    severity="local",
    why="Неясно, у кого взять значение и кто за него отвечает.",
    advice="Назвать одного ответственного за сбор данных.",
    needs=("methods.responsible",),
)
def many_collect(plan: Plan) -> Iterator[Contradiction]:
    """A cell of those who collect the data that lists several bodies."""

    def listed(method: Any) -> str:
        bodies = [body for body in re.split(r"[,;]", method.responsible) if body.strip()]
        return quotes.cut(method.responsible, 90) if len(bodies) >= _SEVERAL else ""

    yield from _one_by_one(plan, listed, "ответственных за сбор данных несколько — «{}»")


@rule(
    "Значение станет известно после окончания проекта",
    severity="local",
    why="К последнему дню проекта значения последнего года нет: итог подвести нельзя.",
    advice="Указать срок подведения итога или срок проекта с учётом этой даты.",
    needs=("methods.schedule",),
)
def known_after_end(plan: Plan) -> Iterator[Contradiction]:
    """A value that becomes known in the year after the one it is of, and so after the project."""
    for method in plan["methods"].itertuples():
        if _NEXT_YEAR.search(fold(method.schedule)):
            yield Contradiction(
                f"Показатель {method.indicator}: «{method.schedule}» — значение {plan.end.year} года появится "
                f"в {plan.end.year + 1} году, проект заканчивается {day(plan.end)}.",
                (
                    quotes.method(method.indicator, method.schedule),
                    quotes.head(f"{day(plan.start)} – {day(plan.end)}"),
                ),
            )


def _one_by_one(plan: Plan, quote: Callable[[Any], str], sentence: str) -> Iterator[Contradiction]:
    for method in plan["methods"].itertuples():
        words = quote(method)
        if words:
            yield Contradiction(
                f"Показатель {method.indicator}: {sentence.format(words)}.",
                (quotes.indicator(method.indicator, method.title), quotes.method(method.indicator, words)),
            )


def _pairs(plan: Plan) -> Iterator[tuple[Any, Any]]:
    methods = {method.indicator: method for method in plan["methods"].itertuples()}
    for indicator in plan["indicators"].itertuples():
        if indicator.id in methods:
            yield indicator, methods[indicator.id]


def _formula(method: Any) -> Citation:
    return quotes.method(method.indicator, f"{method.method} {method.terms}".strip())
