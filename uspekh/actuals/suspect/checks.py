"""All suspicions of a file, at most one for a cell: the plainest reason comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from uspekh.actuals.problems import Problem
from uspekh.actuals.suspect.evidence import Evidence
from uspekh.actuals.suspect.jumps import jump_against_last_year, jump_against_others
from uspekh.actuals.suspect.municipality import sum_against_municipality
from uspekh.actuals.suspect.repeats import looks_cumulative, same_as_last_year
from uspekh.actuals.suspect.scale import scale_of_money, scale_of_people

CHECKS: tuple[Callable[[Evidence], Iterator[Problem]], ...] = (
    scale_of_people,
    scale_of_money,
    looks_cumulative,
    jump_against_last_year,
    jump_against_others,
    sum_against_municipality,
    same_as_last_year,
)


def suspicions(evidence: Evidence) -> Iterator[Problem]:
    """Warnings ``suspect.*``, each with both compared numbers and where they stand."""
    named: set[tuple[str | None, str | None]] = set()
    for check in CHECKS:
        for problem in check(evidence):
            place = (problem.sheet, problem.cell)
            if place not in named:
                named.add(place)
                yield problem
