"""Annex 1, what is done, by whom, and what document proves it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from uspekh.audit import places
from uspekh.audit.family import linked
from uspekh.audit.likeness import same_words, words
from uspekh.audit.rules import Contradiction, rule
from uspekh.audit.wording import kind, stated, whole
from uspekh.passport.plan import Plan
from uspekh.russian.format import with_unit
from uspekh.russian.text import fold

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
    for point in plan["plan_items"].query("kind == 'control_point'").itertuples():
        result = rows.get(point.parent)
        if result and fold(point.title) != fold(result.title):
            yield Contradiction(
                f"Контрольная точка {point.item} названа иначе, чем результат {result.item}.",
                (places.item(result.number, result.title), places.item(point.number, point.title)),
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
        for item in (rows[name] for name in linked(plan, result, "plan_item")):
            mine = targets[(targets["result"] == result) & (targets["year"] == item.end.year)]
            for written, unit, value in stated(item.title):
                known = {whole(t.target, t.unit): t for t in mine.itertuples() if kind(t.unit) == unit}
                if known and value not in known:
                    target = next(iter(known.values()))
                    yield Contradiction(
                        f"{item.item}: «{written}», а план результата {result} на {item.end.year} год — "
                        f"{with_unit(target.target, target.unit)}",
                        (places.item(item.number, item.title), places.result(result, target.wording or written)),
                    )


@rule(
    "Исполнитель записан по-разному",
    severity="trifle",
    why="Отбор по исполнителю находит не все его пункты.",
    advice="Записать исполнителя одинаково.",
    needs=("plan_items.executor",),
)
def executor_spellings(plan: Plan) -> Iterator[Contradiction]:
    """One executor (or one set of executors) spelled several ways."""
    items = plan["plan_items"]
    groups: dict[frozenset[str], list[str]] = {}
    for spelling, rows in plan["executors"].groupby("spelling", sort=False):
        if (items["executor"] == spelling).any():
            groups.setdefault(frozenset(rows["organization"]), []).append(str(spelling))
    for spellings in groups.values():
        if len(spellings) > 1:
            first = [items[items["executor"] == spelling].iloc[0] for spelling in spellings]
            yield Contradiction(
                f"Один исполнитель записан {len(spellings)} способами: «{'», «'.join(spellings)}».",
                tuple(places.item(item["number"], item["executor"]) for item in first),
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
    for item in plan["plan_items"].query("executor == ''").itertuples():
        yield Contradiction(
            f"{item.item}: ответственный исполнитель не указан.",
            (places.item(item.number, item.title),),
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
    for item in plan["plan_items"].query("document == ''").itertuples():
        yield Contradiction(
            f"{item.item}: вид документа не указан.",
            (places.item(item.number, item.title),),
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
                (places.item(item.number, item.title), places.item(item.number, item.document)),
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
    for item in plan["plan_items"].query("kind == 'event' and document != ''").itertuples():
        actions.setdefault(tuple(words(item.title)[:_SAME_ACTION]), []).append(item)
    for items in actions.values():
        documents = [item.document for item in items]
        usual = max(documents, key=documents.count)
        odd = [item for item in items if item.document != usual]
        if len(odd) == 1 and len(items) > 2:
            like = next(item for item in items if item.document == usual)
            yield Contradiction(
                f"{odd[0].item}: документ «{odd[0].document}», у таких же мероприятий — «{usual}».",
                (
                    places.item(odd[0].number, f"{places.cut(odd[0].title, 90)}: {odd[0].document}"),
                    places.item(like.number, f"{places.cut(like.title, 90)}: {like.document}"),
                ),
            )
