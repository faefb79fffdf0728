"""Annex 1, what is done, by whom, and what document proves it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from uspekh.audit import quotes
from uspekh.audit.family import linked, results_of
from uspekh.audit.likeness import same_words, words
from uspekh.audit.rules import Contradiction, rule
from uspekh.audit.wording import kind, stated, whole
from uspekh.passport.plan import Plan
from uspekh.russian.format import with_unit
from uspekh.russian.text import fold

_CUMULATIVE = re.compile(r"[Нн]арастающ|[Нн]акоп|с начала проекта")
_SAME_ACTION = 4
"""First words that two events must share to be one kind of action: our own."""


@rule(
    "Контрольная точка названа иначе, чем результат",
    severity="local",
    why="Неясно, что проверяется в контрольной точке.",
    advice="Повторить в контрольной точке название результата.",
    needs=("plan_items",),
)
def control_point_title_differs(plan: Plan) -> Iterator[Contradiction]:
    """A control point that says something else than its result."""
    rows = {item.item: item for item in plan["plan_items"].itertuples()}
    for point in rows.values():
        result = rows.get(point.parent) if point.kind == "control_point" else None
        if result and fold(point.title) != fold(result.title):
            yield Contradiction(
                f"Контрольная точка {point.item} названа иначе, чем результат {result.item}.",
                (quotes.item(result.number, result.title), quotes.item(point.number, point.title)),
                proposal=result.title,
            )


@rule(
    "Пункт плана расходится с плановым значением",
    severity="breaks",
    why="Неясно, при каком значении контрольная точка пройдена.",
    advice="Привести план мероприятий к разделу 3.",
    needs=("plan_items", "result_targets"),
)
def plan_item_figure_differs(plan: Plan) -> Iterator[Contradiction]:
    """A figure in an item of annex 1 that is not the target of its result for that year."""
    targets = plan["result_targets"]
    rows = {item.item: item for item in plan["plan_items"].itertuples()}
    for result in plan["results"]["id"]:
        for item in (rows[name] for name in linked(plan, result, "plan_item") if not pd.isna(rows[name].end)):
            mine = targets[(targets["result"] == result) & (targets["year"] == item.end.year)]
            for written, unit, value in stated(item.title):
                planned = {whole(t.target, t.unit): t for t in mine.itertuples() if kind(t.unit) == unit}
                if planned and value not in planned:
                    target = next(iter(planned.values()))
                    yield Contradiction(
                        f"{item.item}: «{written}», а план результата {result} на {item.end.year} год — "
                        f"{with_unit(target.target, target.unit)}.",
                        (quotes.item(item.number, item.title), quotes.result(result, target.wording)),
                        proposal=item.title.replace(written, with_unit(target.target, target.unit), 1),
                    )


@rule(
    "Нарастающий итог не назван в плане мероприятий",
    severity="breaks",
    why="Число прочтут как сделанное за год, а оно считается с начала проекта.",
    advice="Дописать «нарастающим итогом».",
    needs=("plan_items", "indicators", "indicator_targets"),
)
def cumulative_not_in_item(plan: Plan) -> Iterator[Contradiction]:
    """Items with the cumulative target of their indicator that do not say that it is cumulative: one finding each."""
    items = plan["plan_items"].dropna(subset=["end"])
    for indicator in plan["indicators"].itertuples():
        if not _CUMULATIVE.search(indicator.title):
            continue
        mine = plan["indicator_targets"][plan["indicator_targets"]["indicator"] == indicator.id]
        targets = {row.year: whole(row.target, indicator.unit) for row in mine.itertuples()}
        # The first year's figure is the same whichever way it is read.
        targets.pop(plan.years[0], None)
        roots = [name for r in results_of(plan, "indicator", indicator.id) for name in linked(plan, r, "plan_item")]
        silent = [
            item
            for item in items[items["item"].isin(roots)].itertuples()
            if not _CUMULATIVE.search(item.title)
            and targets.get(item.end.year) in [value for _, _, value in stated(item.title)]
        ]
        if silent:
            yield Contradiction(
                f"Показатель {indicator.id} считается нарастающим итогом, а в пунктах "
                f"{', '.join(item.item for item in silent)} те же числа стоят без этих слов.",
                (
                    quotes.indicator(indicator.id, quotes.end_of(indicator.title)),
                    *(quotes.item(item.number, item.title) for item in silent),
                ),
                proposal="; ".join(f"{item.item}: дописать «нарастающим итогом»" for item in silent),
            )


@rule(
    "Исполнитель записан по-разному",
    severity="trifle",
    why="Отбор по исполнителю находит не все его пункты.",
    advice="Записать исполнителя одинаково.",
    needs=("plan_items.executor",),
)
def executor_spellings(plan: Plan) -> Iterator[Contradiction]:
    """One executor (or one set of executors) spelled several ways: one finding for all."""
    items = plan["plan_items"]
    groups: dict[frozenset[str], list[str]] = {}
    for spelling, rows in plan["executors"].groupby("spelling", sort=False):
        if (items["executor"] == spelling).any():
            groups.setdefault(frozenset(rows["organization"]), []).append(str(spelling))
    several = [spellings for spellings in groups.values() if len(spellings) > 1]
    if several:
        shown = "; ".join(f"«{'», «'.join(spellings)}»" for spellings in several)
        first = [items[items["executor"] == spelling].iloc[0] for spellings in several for spelling in spellings]
        yield Contradiction(
            f"Один и тот же исполнитель записан по-разному: {shown}.",
            tuple(quotes.item(item["number"], item["executor"]) for item in first),
        )


@rule(
    "Нет исполнителя",
    severity="breaks",
    why="Пункт никому не поручен.",
    advice="Указать исполнителя.",
    needs=("plan_items.executor",),
)
def executor_missing(plan: Plan) -> Iterator[Contradiction]:
    """An item with no executor."""
    for item in plan["plan_items"][plan["plan_items"]["executor"] == ""].itertuples():
        yield Contradiction(
            f"{item.item}: ответственный исполнитель не указан.",
            (quotes.item(item.number, item.title),),
        )


@rule(
    "Нет вида документа",
    severity="local",
    why="Выполнение пункта нечем подтвердить.",
    advice="Указать вид документа.",
    needs=("plan_items.document",),
)
def document_missing(plan: Plan) -> Iterator[Contradiction]:
    """An item with no document to prove it."""
    for item in plan["plan_items"][plan["plan_items"]["document"] == ""].itertuples():
        yield Contradiction(
            f"{item.item}: вид документа не указан.",
            (quotes.item(item.number, item.title),),
        )


@rule(
    "Вместо документа — действие",
    severity="trifle",
    why="Не видно, каким документом подтвердить пункт.",
    advice="Назвать документ.",
    needs=("plan_items.document",),
)
def document_is_action(plan: Plan) -> Iterator[Contradiction]:
    """A document that repeats the beginning of the title instead of naming a document."""
    for item in plan["plan_items"].itertuples():
        if len(words(item.document)) > 1 and same_words(item.document, item.title):
            yield Contradiction(
                f"{item.item}: вместо вида документа повторено действие — «{item.document}».",
                (quotes.item(item.number, item.title), quotes.item(item.number, item.document)),
            )


@rule(
    "Документ не как у таких же мероприятий",
    severity="local",
    why="Похоже, документ указан по ошибке.",
    advice="Проверить вид документа.",
    needs=("plan_items.document",),
)
def document_unlike_same_action(plan: Plan) -> Iterator[Contradiction]:
    """An event whose document differs from that of all other events of the same action."""
    actions: dict[tuple[str, ...], list[Any]] = {}
    items = plan["plan_items"]
    for item in items[(items["kind"] == "event") & (items["document"] != "")].itertuples():
        actions.setdefault(tuple(words(item.title)[:_SAME_ACTION]), []).append(item)
    for similar in actions.values():
        documents = [item.document for item in similar]
        usual = max(documents, key=documents.count)
        odd = [item for item in similar if item.document != usual]
        if len(odd) == 1 and len(similar) > 2:
            like = next(item for item in similar if item.document == usual)
            yield Contradiction(
                f"{odd[0].item}: документ «{odd[0].document}», у таких же мероприятий — «{usual}».",
                (
                    quotes.item(odd[0].number, f"{quotes.cut(odd[0].title, 90)}: {odd[0].document}"),
                    quotes.item(like.number, f"{quotes.cut(like.title, 90)}: {like.document}"),
                ),
            )
