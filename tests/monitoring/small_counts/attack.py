"""What a viewer who wrote down every state of the screens can work out: bounds of each count by linear programming.

Written apart from the program's own audit, with every count a variable and everything seen an equation.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from scipy.optimize import linprog

Version = tuple[str, int, str, int, int]
"""Organization, year, field, months, number: a corrected count is another unknown."""


class Viewer:
    """Collects what is seen; knows that counts grow within a year and that a part does not exceed its whole."""

    def __init__(self, at_most: Iterable[tuple[str, str]] = ()) -> None:
        self.at_most = list(at_most)
        self.versions: dict[Version, int] = {}
        self.seen: set[Version] = set()
        self.sums: dict[tuple[Version, ...], None] = {}
        self.pairs: set[tuple[Version, Version]] = set()

    def look(self, counts: dict[tuple[str, int, str, int], int], shown: Iterable[tuple[str, int, str, int]]) -> None:
        """One state: ``counts`` in force by organization, year, field and months, and those of them that are shown."""
        shown = set(shown)
        now = {key: (*key, number) for key, number in counts.items()}
        for key, version in now.items():
            self.versions.setdefault(version, len(self.versions))
            if key in shown or not counts[key]:
                self.seen.add(version)
        for (who, year, field, months), version in now.items():
            steps = [(who, year, whole, months) for part, whole in self.at_most if part == field]
            self._pair(version, [now[key] for key in steps if key in now])
        for who, year, field in {key[:3] for key in counts}:
            own = sorted(key for key in counts if key[:3] == (who, year, field))
            for earlier, later in pairwise(own):
                self._pair(now[earlier], [now[later]])

    def add_sum(self, members: Iterable[Version]) -> None:
        """A printed sum of versions that were looked at."""
        self.sums[tuple(sorted(members))] = None

    def find_narrow(self, versions: Iterable[Version], width: int) -> list[Version]:
        """Which counts have fewer than ``width`` whole steps between the least and the greatest possible value."""
        program = _Program(self)
        return [version for version in versions if program.width(self.versions[version], width) < width]

    def _pair(self, lesser: Version, greater: list[Version]) -> None:
        # Reports that contradict this are no knowledge.
        self.pairs |= {(lesser, each) for each in greater if lesser[-1] <= each[-1]}


class _Program:
    """Everything seen, and the ranges of all counts in the tables found so far, each of which could be true."""

    def __init__(self, viewer: Viewer) -> None:
        place = viewer.versions
        equal, above = np.zeros((len(viewer.sums), len(place))), np.zeros((len(viewer.pairs), len(place)))
        for row, members in enumerate(viewer.sums):
            equal[row, [place[each] for each in members]] = 1
        for row, (lesser, greater) in enumerate(sorted(viewer.pairs)):
            above[row, place[lesser]], above[row, place[greater]] = 1, -1
        self.given = {
            "A_eq": equal if len(equal) else None,
            "b_eq": [sum(each[-1] for each in members) for members in viewer.sums] or None,
            "A_ub": above if len(above) else None,
            "b_ub": np.zeros(len(above)) if len(above) else None,
            "bounds": [(each[-1], each[-1]) if each in viewer.seen else (1, 10_000) for each in place],
        }
        self.least, self.greatest = np.full(len(place), np.inf), np.full(len(place), -np.inf)

    def width(self, place: int, enough: int) -> int:
        for sign in (1, -1):
            aim = np.zeros(len(self.least))
            aim[place] = sign
            if self._width(place) < enough:
                found = linprog(aim, method="highs", **self.given)
                assert found.status == 0, "the exact counts satisfy everything that is seen"
                self.least, self.greatest = np.minimum(self.least, found.x), np.maximum(self.greatest, found.x)
        return self._width(place)

    def _width(self, place: int) -> int:
        if self.greatest[place] < self.least[place]:
            return -1
        return math.floor(self.greatest[place] + 1e-6) - math.ceil(self.least[place] - 1e-6)
