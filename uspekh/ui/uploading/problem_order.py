"""Problems of a file in the order a person should read them: what changes stored values first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from uspekh.actuals.problems import SEVERITIES, Problem

CellReference = tuple[str, str]
# Checks compare a value with the two years before it.
_COMPARED_YEARS = 2


@dataclass(frozen=True)
class Ordered:
    """``first``: to be read before the file is stored; ``unchanged``: on values that stay as they are."""

    first: list[Problem]
    unchanged: list[Problem]


def order_problems(problems: Iterable[Problem], changed: pd.DataFrame | None = None) -> Ordered:
    """Puts the gravest first; of one gravity those on changed values, the sharpest change before the others.

    ``changed``: the values of the file against those in force (``uploads.changes.changes``); without it nothing is set
    apart. A problem on an unchanged value is set apart only if nothing else changes that it may be about: no value of
    its organization (budget line) in the same year, and none of its field in the two years before or after.
    """
    values = _Values(changed) if changed is not None else None
    first: list[Problem] = []
    unchanged: list[Problem] = []
    for problem in dict.fromkeys(problems):
        (unchanged if values and values.stay(problem) else first).append(problem)
    return Ordered(_gravest_first(first, values), _gravest_first(unchanged, values))


def _gravest_first(problems: Iterable[Problem], values: _Values | None) -> list[Problem]:
    gravity = list(SEVERITIES)

    def rank(problem: Problem) -> tuple[int, float]:
        return gravity.index(problem.severity), -values.sharpness(problem) if values else 0.0

    return sorted(problems, key=rank)


class _Values:
    """What becomes of the value in each cell of a file."""

    def __init__(self, changed: pd.DataFrame) -> None:
        moving = changed[changed["change"] != "same"]
        cells = zip(moving["sheet"].fillna(""), moving["cell"], strict=True)
        self._sharpness = dict(zip(cells, _sharpness(moving), strict=True))
        self._moving_years = set(zip(moving["subject"], moving["year"], strict=True))
        self._moving = set(zip(moving["subject"], moving["field"], moving["year"], strict=True))
        staying = changed[changed["change"] == "same"]
        self._staying = {
            (row.sheet, row.cell): (row.subject, row.year, row.field)
            for row in staying[["sheet", "cell", "subject", "year", "field"]].fillna({"sheet": ""}).itertuples()
        }

    def stay(self, problem: Problem) -> bool:
        """Whether the problem is about a value that stays, among values that stay."""
        value = self._staying.get(_cell(problem))
        if value is None or problem.severity == "error":
            return False
        subject, year, field = value
        near = range(year - _COMPARED_YEARS, year + _COMPARED_YEARS + 1)
        return (subject, year) not in self._moving_years and not any((subject, field, n) in self._moving for n in near)

    def sharpness(self, problem: Problem) -> float:
        """How much the value at the problem changes: 0 where nothing does, 1 a new value, above 1 a replaced one."""
        return self._sharpness.get(_cell(problem), 0.0)


def _cell(problem: Problem) -> CellReference:
    return problem.sheet or "", problem.cell or ""


def _sharpness(moving: pd.DataFrame) -> Iterable[float]:
    """1 for a new value and a replaced text; of a replaced number more by the part of the larger one that is lost."""
    before, after = (moving[name].astype("Float64") for name in ("number_before", "number"))
    larger = pd.concat([before.abs(), after.abs()], axis=1).max(axis=1)
    part = ((after - before).abs() / larger.where(larger > 0)).fillna(0.0)
    shares: list[float] = (1.0 + part.where(moving["change"] == "replaced", 0.0)).tolist()
    return shares
