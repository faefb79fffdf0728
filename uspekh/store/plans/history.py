"""The plan of a project with what its earlier editions had planned, out of the editions in the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Engine

from uspekh.passport.editions.differences import CellDifference, find_differences
from uspekh.passport.editions.edition import Edition
from uspekh.passport.editions.history import EditionPlan, history_of
from uspekh.passport.editions.identity import Pair, join_pairs
from uspekh.passport.plan import Plan, plan_of
from uspekh.store.plans.projects import EditionRefused, identity_of, list_editions, texts_of


def with_history(engine: Engine, code: str, plan: Plan, day: date, moment: datetime | None = None) -> Plan:
    """The ``plan`` of the edition of a project that holds on a ``day``, with the plans of the editions before it.

    ``moment``: editions entered later than it are not there.
    """
    holding = [
        edition
        for edition in list_editions(engine, code)
        if edition.requisites.valid_from <= day and (moment is None or edition.confirmed_at <= moment)
    ]
    if len(holding) < 2:
        return plan
    earlier = [
        EditionPlan(edition, plan_of(texts_of(engine, edition.id)), pairs_between(engine, holding[at:]))
        for at, edition in enumerate(holding[:-1])
    ]
    history = history_of([*earlier, EditionPlan(holding[-1], plan, ())], plan, day)
    return replace(plan, history=history)


def pairs_between(engine: Engine, editions: Sequence[Edition]) -> list[Pair]:
    """The rows that are both in the first and in the last of some editions, which follow one another."""
    pairs: list[Pair] | None = None
    for edition in editions[1:]:
        step = identity_of(engine, edition.id)
        pairs = step if pairs is None else join_pairs(pairs, step)
    return pairs or []


def compare_editions(engine: Engine, code: str, before: int, after: int) -> list[CellDifference]:
    """What the edition of the number ``after`` changed of an earlier one. Raises ``EditionRefused``."""
    every = list_editions(engine, code)
    numbers = [edition.requisites.number for edition in every]
    for number in (before, after):
        if number not in numbers:
            listed = ", ".join(map(str, numbers)) or "только одна, поставленная с программой"
            raise EditionRefused(f"Редакции № {number} нет. Есть: {listed}.")
    first, last = numbers.index(before), numbers.index(after)
    if last <= first:
        raise EditionRefused(f"Редакция № {after} не позже редакции № {before}: сначала укажите более раннюю.")
    old, new = (plan_of(texts_of(engine, every[at].id)) for at in (first, last))
    return find_differences(old, new, pairs_between(engine, every[first : last + 1]))
