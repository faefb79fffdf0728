"""What a case is, and short ways to write the change that makes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.audit.change import added, changed, headed, without
from tests.audit.clean import write_clean_passport
from uspekh.audit import Rule
from uspekh.passport.plan import Plan, load_plan


class Case(NamedTuple):
    """``places`` of the single finding that the change must bring; none where it is none of the rule's business."""

    rule: Rule
    change: Callable[[Plan], Plan]
    places: list[str]


def put(table: str, where: dict, **cells) -> Callable[[Plan], Plan]:
    return lambda plan: changed(plan, table, where, **cells)


def cut(table: str, **where) -> Callable[[Plan], Plan]:
    return lambda plan: without(plan, table, **where)


def add(table: str, like: dict, **cells) -> Callable[[Plan], Plan]:
    return lambda plan: added(plan, table, like, **cells)


def item(number: str, /, **cells) -> Callable[[Plan], Plan]:
    return put("plan_items", {"item": number}, **cells)


def written(table: str, old: str, new: str) -> Callable[[Plan], Plan]:
    """The clean passport with other words in the file of a table, loaded anew."""

    def reload(_: Plan) -> Plan:
        with TemporaryDirectory() as folder:
            path = write_clean_passport(Path(folder)) / f"{table}.csv"
            text = path.read_text(encoding="utf-8")
            assert old in text
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
            return load_plan(path.parent)

    return reload


def in_head(**parts) -> Callable[[Plan], Plan]:
    return lambda plan: headed(plan, **parts)


def both(first: Callable[[Plan], Plan], second: Callable[[Plan], Plan]) -> Callable[[Plan], Plan]:
    return lambda plan: second(first(plan))
