"""The plan of a project with what its earlier editions had planned, out of the editions in the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Engine

from uspekh.passport.editions.differences import CellDifference, find_differences
from uspekh.passport.editions.history import EditionPlan, history_of
from uspekh.passport.editions.identity import Moves, follow_moves, list_moves, pair_through
from uspekh.passport.plan import Plan
from uspekh.store.plans.editions import EditionRefused, list_editions, numbered_plan


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
    plans = [numbered_plan(engine, edition) for edition in holding[:-1]]
    moves = list_moves([*plans, replace(numbered_plan(engine, holding[-1]), plan=plan)])
    earlier = [
        EditionPlan(edition, each.plan, follow_moves(each.plan, moves[at:]))
        for at, (edition, each) in enumerate(zip(holding, plans, strict=False))
    ]
    return replace(plan, history=history_of([*earlier, EditionPlan(holding[-1], plan)], plan, day))


def moves_since(engine: Engine, code: str, moment: datetime, today: date) -> list[Moves]:
    """What became of the numbers of rows by the editions that hold ``today`` and did not yet at a moment."""
    every = [edition for edition in list_editions(engine, code) if edition.requisites.valid_from <= today]
    day = moment.astimezone().date()
    then = [edition for edition in every if edition.requisites.valid_from <= day and edition.confirmed_at <= moment]
    if len(then) == len(every) or len(every) < 2:
        return []
    # Before the first was entered, the passport that came with the program held, and it is that one.
    return list_moves([numbered_plan(engine, edition) for edition in every])[max(len(then) - 1, 0) :]


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
    plans = [numbered_plan(engine, edition) for edition in every[: last + 1]]
    old, new = plans[first].plan, plans[last].plan
    return find_differences(old, new, pair_through(old, new, list_moves(plans)[first:]))
