"""How far a figure is from its plan, in words: in people where people are counted."""

from __future__ import annotations

import pandas as pd

from uspekh.monitoring.bounds import ZERO
from uspekh.monitoring.plans.guides import GUIDE
from uspekh.monitoring.results import CONTROLLED
from uspekh.russian.format import NBSP, missing, number, plural, with_unit
from uspekh.words import PEOPLE, POINTS, SHARE, difference_unit

_THOUSANDS = "тыс. "


def say_gap(row: pd.Series, *, people_only: bool = False) -> str:
    """«не хватает 270 чел.», «больше плана на 1,2 п. п. (58 чел.)», «ровно по плану»; empty where nothing is compared.

    ``row`` of ``overview.subjects.subjects``; ``people_only``: without the percentage points of a share.
    """
    deviation = row["deviation"]
    if missing(deviation) or row["exceeds_whole"]:
        return ""
    plan = "ориентира" if row["plan_kind"] == GUIDE else "плана"
    if deviation == 0:
        return f"ровно по {'ориентиру' if row['plan_kind'] == GUIDE else 'плану'}"
    size = _say_size(row, people_only)
    # A deviation is positive where the plan is reached with something over, also where less is better.
    if (deviation > 0) != (row["direction"] == "down"):
        return f"больше {plan} на {size}"
    if deviation > 0:
        return f"меньше {plan} на {size}"
    return f"не хватает {size}" if row["plan_kind"] != GUIDE else f"до ориентира не хватает {size}"


def _say_size(row: pd.Series, people_only: bool) -> str:
    unit, people = str(row["unit"]), row["shortfall"]
    if row["basis_kind"] == CONTROLLED:
        points = int(abs(row["deviation"]))
        return f"{points} {plural(points, 'контрольной точки', 'контрольных точек', 'контрольных точек')}"
    counted = not missing(people) and people != 0
    if unit != SHARE:
        return say_people(people, unit) if counted else with_unit(abs(row["deviation"]), unit, bounds=ZERO)
    points_ = with_unit(abs(row["deviation"]), difference_unit(unit), bounds=ZERO)
    if not counted:
        return points_
    return say_people(people, unit) if people_only else f"{points_} ({say_people(people, unit)})"


def say_people(people: float, unit: str) -> str:
    """«148 чел.»: people that are missing or too many, of a figure in a unit; other things counted keep their unit."""
    return with_unit(abs(people), unit_of_people(unit))


def unit_of_people(unit: str) -> str:
    """What is counted one by one by a figure in a unit: «чел.» of «%» and of «тыс. чел.»."""
    return PEOPLE if unit in (SHARE, POINTS) else unit.removeprefix(_THOUSANDS)


def say_count(count: int, one: str, few: str, many: str) -> str:
    """«2 показателя из»: a number with the word that agrees with it."""
    return f"{number(count, 0)}{NBSP}{plural(count, one, few, many)}"
