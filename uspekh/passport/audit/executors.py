"""Annex 1: who does it and what document proves it; section 1: programmes the project leans on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from uspekh.passport.audit import places
from uspekh.passport.audit.finding import Finding
from uspekh.passport.audit.likeness import same_words, words
from uspekh.passport.plan import Plan

_SAME_ACTION = 4
"""First words that two events must share to be one kind of action: our own."""


def executor_spellings(plan: Plan) -> Iterator[Finding]:
    """One executor (or one set of executors) spelled several ways."""
    items = plan["plan_items"]
    groups: dict[frozenset[str], list[str]] = {}
    for spelling, rows in plan["executors"].groupby("spelling", sort=False):
        if (items["executor"] == spelling).any():
            groups.setdefault(frozenset(rows["organization"]), []).append(str(spelling))
    for spellings in groups.values():
        if len(spellings) > 1:
            first = [items[items["executor"] == spelling].iloc[0] for spelling in spellings]
            yield Finding(
                "executor_spellings",
                "trifle",
                f"Один исполнитель записан {len(spellings)} способами: «{'», «'.join(spellings)}».",
                tuple(places.item(item["number"], item["executor"]) for item in first),
                "Отбор по исполнителю находит не все его пункты.",
                "Записать исполнителя одинаково.",
            )


def executor_missing(plan: Plan) -> Iterator[Finding]:
    """An item with no executor."""
    for item in plan["plan_items"].query("executor == ''").itertuples():
        yield Finding(
            "executor_missing",
            "breaks",
            f"{item.item}: ответственный исполнитель не указан.",
            (places.item(item.number, item.title),),
            "Пункт никому не поручен.",
            "Указать исполнителя.",
        )


def document_missing(plan: Plan) -> Iterator[Finding]:
    """An item with no document to prove it."""
    for item in plan["plan_items"].query("document == ''").itertuples():
        yield Finding(
            "document_missing",
            "local",
            f"{item.item}: вид документа не указан.",
            (places.item(item.number, item.title),),
            "Выполнение пункта нечем подтвердить.",
            "Указать вид документа.",
        )


def document_is_action(plan: Plan) -> Iterator[Finding]:
    """A document that repeats the beginning of the title instead of naming a document."""
    for item in plan["plan_items"].itertuples():
        if len(words(item.document)) > 1 and same_words(item.document, item.title):
            yield Finding(
                "document_is_action",
                "trifle",
                f"{item.item}: вместо вида документа повторено действие — «{item.document}».",
                (places.item(item.number, item.title), places.item(item.number, item.document)),
                "Не видно, каким документом подтвердить пункт.",
                "Назвать документ.",
            )


def document_unlike_same_action(plan: Plan) -> Iterator[Finding]:
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
            yield Finding(
                "document_unlike_same_action",
                "local",
                f"{odd[0].item}: документ «{odd[0].document}», у таких же мероприятий — «{usual}».",
                (
                    places.item(odd[0].number, f"{places.cut(odd[0].title, 90)}: {odd[0].document}"),
                    places.item(like.number, f"{places.cut(like.title, 90)}: {like.document}"),
                ),
                "Похоже, документ указан по ошибке.",
                "Проверить вид документа.",
            )


def programme_expires(plan: Plan) -> Iterator[Finding]:
    """A programme of section 1 that ends before the project."""
    for programme in plan.head.get("programmes", []):
        if "until" in programme and programme["until"] < plan.end.year:
            yield Finding(
                "programme_expires",
                "local",
                f"Программа закончилась в {programme['until']} году, проект идёт до {plan.end.year} года: "
                f"{programme['title']}.",
                (places.head(programme["title"]),),
                "После этого года у проекта нет указанной связи и её финансирования.",
                "Указать программу, которая действует сейчас.",
            )
