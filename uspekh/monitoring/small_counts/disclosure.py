"""Which cells and totals must not be printed, so that small counts cannot be worked out from what is printed.

Counts of 1 to 4 are hidden, and beside them as many others as it takes: whoever knows every printed cell and total,
that counts grow within a year and that a part does not exceed its whole is left with at least ``WIDTH + 1`` possible
values of each hidden cell. Zeros are never hidden, so a hidden cell is known to be 1 or more.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

FEWEST = 5
"""The least count that is printed, zero aside."""
WIDTH = FEWEST - 1
"""The narrowest range of a hidden cell, highest less lowest. A hidden cell is at least 1, so a range this wide always
reaches 5: nobody can tell a small count from one that was hidden beside it."""
_LEAST = 1.0
_NOISE = 1e-6

Members = tuple[int, ...]


@dataclass(frozen=True)
class Links:
    """What is known of cells, by their positions: sums of some, and pairs of which the first never exceeds the second.

    ``numbers``: the exact counts, which agree with the pairs.
    """

    numbers: np.ndarray
    sums: tuple[Members, ...]
    pairs: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Offer:
    """What is about to be printed.

    ``order``: of cells that may be hidden beside small ones, the least comes first; it must not depend on the counts,
    or they could be guessed from the choice. ``rows``: cells of one row follow each other within a year. ``public``:
    cells that were printed before, so that hiding them helps nobody, and ``printed`` sums likewise; ``sums``: those
    that may be withheld, in this order.
    """

    numbers: tuple[float, ...]
    rows: tuple[int, ...]
    order: tuple[int, ...]
    public: tuple[bool, ...]
    hidden: tuple[bool, ...]
    printed: tuple[Members, ...]
    sums: tuple[Members, ...]
    pairs: tuple[tuple[int, int], ...]


def protect(offer: Offer) -> tuple[tuple[bool, ...], tuple[Members, ...]]:
    """Which cells are to be hidden, and which of the offered sums may be printed.

    More cells are hidden while there are any that help; only then is a sum withheld, and the cells chosen anew.
    """
    numbers = np.array(offer.numbers, dtype=np.float64)
    start = np.array(offer.hidden, dtype=bool) | (is_small(numbers) & ~np.array(offer.public, dtype=bool))
    sums = list(offer.sums)
    while True:
        links = Links(numbers, (*offer.printed, *sums), offer.pairs)
        hidden, narrow = _hide_partners(offer, links, start)
        withheld = None if narrow is None else _choose_withheld(links, hidden, narrow, sums)
        if withheld is None:
            return tuple(hidden.tolist()), tuple(sums)
        sums.remove(withheld)


def _hide_partners(offer: Offer, links: Links, hidden: np.ndarray) -> tuple[np.ndarray, int | None]:
    """Hides more cells until every hidden one is wide enough, and a cell for which that cannot be done."""
    ranges, suspected = _Ranges(links), np.flatnonzero(hidden).tolist()
    while True:
        suspected = ranges.skip_wide(links, hidden, suspected)
        if not suspected:
            return hidden, None
        partner = _choose_partner(offer, links, hidden, suspected[0])
        if not partner:
            return hidden, suspected[0]
        hidden = hidden.copy()
        hidden[partner] = True
        suspected += partner


def is_small(numbers: np.ndarray) -> np.ndarray:
    """Whether each count is one of 1 to 4."""
    return (numbers >= _LEAST) & (numbers < FEWEST)


class _Ranges:
    """The range of each cell over the tables found so far that could be true, of which the exact one is the first.

    A table stays possible when one more cell is hidden, so what was wide stays wide.
    """

    def __init__(self, links: Links) -> None:
        self._lowest, self._highest = links.numbers.astype(float), links.numbers.astype(float)
        self._broad = False

    def skip_wide(self, links: Links, hidden: np.ndarray, suspected: Sequence[int]) -> list[int]:
        """Some hidden cells from the first on whose range is narrower than ``WIDTH``."""
        movable = _find_movable(links, hidden)
        program: _Program | None = None
        for index, cell in enumerate(suspected):
            for sign in (-1.0, 1.0):
                if movable[cell] or self._is_wide(cell):
                    break
                program = program or self._prepare(links, hidden)
                self._add(program, program.move({cell: sign}))
            if not movable[cell] and not self._is_wide(cell):
                return list(suspected[index:])
        return []

    def _prepare(self, links: Links, hidden: np.ndarray) -> _Program:
        """The program; at first, two tables that show many cells at once: all small ones raised, and all lowered."""
        program = _Program(links, hidden)
        if not self._broad:
            signs = np.where(is_small(links.numbers), 1.0, -1.0)
            for sign in (-1.0, 1.0):
                self._add(program, program.move({int(cell): sign * signs[cell] for cell in program.cells}))
            self._broad = True
        return program

    def _is_wide(self, cell: int) -> bool:
        """By the whole numbers within the range."""
        highest, lowest = float(self._highest[cell]), float(self._lowest[cell])
        return math.floor(highest + _NOISE) - math.ceil(lowest - _NOISE) >= WIDTH

    def _add(self, program: _Program, table: np.ndarray) -> None:
        cells = program.cells
        self._lowest[cells] = np.minimum(self._lowest[cells], table)
        self._highest[cells] = np.maximum(self._highest[cells], table)


class _Program:
    """The linear program of everything that is known of the hidden cells."""

    def __init__(self, links: Links, hidden: np.ndarray) -> None:
        self.cells = np.flatnonzero(hidden)
        self._exact = links.numbers[self.cells].astype(float)
        self._column = {int(cell): index for index, cell in enumerate(self.cells)}
        low, high = _boxes(links, hidden)
        # Wider than any range asked for, so that no cell runs away without end.
        high = np.minimum(high, float(links.numbers.max()) + 2 * WIDTH)
        self._bounds = [(float(low[cell]), float(high[cell])) for cell in self.cells]
        sums = sorted({tuple(cell for cell in members if hidden[cell]) for members in links.sums} - {()})
        pairs = sorted({(a, b) for a, b in links.pairs if hidden[a] and hidden[b]})
        self._sums = self._matrix([dict.fromkeys(each, 1.0) for each in sums])
        self._totals = np.array([float(links.numbers[list(members)].sum()) for members in sums])
        self._pairs = self._matrix([{a: 1.0, b: -1.0} for a, b in pairs])

    def move(self, signs: Mapping[int, float]) -> np.ndarray:
        """The table in which some cells together are highest (-1) or lowest (1) of all that could be true."""
        # Only a table in which something is hidden needs SciPy, which is slow to import.
        from scipy.optimize import linprog

        aim = np.zeros(len(self.cells))
        aim[[self._column[cell] for cell in signs]] = list(signs.values())
        solution = linprog(
            aim,
            A_ub=self._pairs if len(self._pairs) else None,
            b_ub=np.zeros(len(self._pairs)) if len(self._pairs) else None,
            A_eq=self._sums if len(self._sums) else None,
            b_eq=self._totals if len(self._sums) else None,
            bounds=self._bounds,
            method="highs",
        )
        # Numerical trouble leaves the cell narrow, so that more is hidden.
        return np.asarray(solution.x, dtype=float) if solution.status == 0 else self._exact

    def _matrix(self, rows: Sequence[Mapping[int, float]]) -> np.ndarray:
        matrix = np.zeros((len(rows), len(self.cells)))
        for line, row in zip(matrix, rows, strict=True):
            line[[self._column[cell] for cell in row]] = list(row.values())
        return matrix


def _boxes(links: Links, hidden: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest value of each hidden cell by the printed cells of its pairs alone."""
    low, high = np.full(len(hidden), _LEAST), np.full(len(hidden), np.inf)
    for lesser, greater in links.pairs:
        if hidden[greater] and not hidden[lesser]:
            low[greater] = max(low[greater], links.numbers[lesser])
        if hidden[lesser] and not hidden[greater]:
            high[lesser] = min(high[lesser], links.numbers[greater])
    return low, high


def _find_movable(links: Links, hidden: np.ndarray) -> np.ndarray:
    """Whether a cell is seen to be wide enough without a linear program.

    Everything else stays as it is but cells of the very same sums, which give what the cell takes. Where a single
    total is the only link this is the exact range; elsewhere the range is at least as wide.
    """
    down, up = _rooms(links, hidden)
    sums_of: dict[int, list[int]] = {int(cell): [] for cell in np.flatnonzero(hidden)}
    for number, members in enumerate(links.sums):
        for cell in members:
            if hidden[cell]:
                sums_of[cell].append(number)
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for cell, numbers in sums_of.items():
        groups[tuple(numbers)].append(cell)
    wide = np.zeros(len(hidden), dtype=bool)
    for sums, cells in groups.items():
        fallen, risen = down[cells], up[cells]
        if sums:
            fallen = np.minimum(fallen, risen.sum() - risen)
            risen = np.minimum(risen, down[cells].sum() - down[cells])
        wide[cells] = fallen + risen >= WIDTH
    return wide


def _rooms(links: Links, hidden: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How far each cell can fall and rise while the cells of its pairs stay as they are."""
    numbers = links.numbers.astype(float)
    down, up = numbers - _LEAST, np.full(len(numbers), float(numbers.max(initial=0.0)) + WIDTH)
    for lesser, greater in links.pairs:
        gap = numbers[greater] - numbers[lesser]
        down[greater], up[lesser] = min(down[greater], gap), min(up[lesser], gap)
    return down, up


def _choose_withheld(links: Links, hidden: np.ndarray, narrow: int, sums: Sequence[Members]) -> Members | None:
    """The first of some sums that holds a narrow cell or one paired to it, else the first that is connected to it."""
    for reached in (_reach(links.pairs, hidden, narrow), _find_connected(links, hidden, narrow)):
        for members in sums:
            if any(hidden[cell] and cell in reached for cell in members):
                return members
    return None


def _find_connected(links: Links, hidden: np.ndarray, cell: int) -> set[int]:
    """All cells that can be reached from a hidden one by pairs and sums, from one hidden cell to the next."""
    return _reach([*links.pairs, *links.sums], hidden, cell)


def _reach(links: Sequence[Sequence[int]], hidden: np.ndarray, cell: int) -> set[int]:
    """All cells that can be reached from a hidden one, from one hidden cell to the next."""
    near: dict[int, set[int]] = defaultdict(set)
    for members in links:
        for each in members:
            if hidden[each]:
                near[each].update(members)
    reached, waiting = {cell}, [cell]
    while waiting:
        fresh = near[waiting.pop()] - reached
        reached |= fresh
        waiting += fresh
    return reached


def _choose_partner(offer: Offer, links: Links, hidden: np.ndarray, narrow: int) -> list[int]:
    """Cells to be hidden next for the sake of a narrow one; none where nothing that is left would help.

    The first row by ``order`` whose cells have room to differ, and of that row its cells in all sums that are to be
    helped. A row without room is hidden for the year.
    """
    rows = np.array(offer.rows)
    free = ~hidden & ~np.array(offer.public, dtype=bool) & (links.numbers >= _LEAST)
    candidates, close = _find_candidates(links, hidden, free, narrow)
    if not candidates:
        return []
    down, up = _room_by_printed(links, hidden)
    tight_rows = {int(offer.rows[cell]) for cell in candidates if min(down[cell], up[cell]) < WIDTH}
    first = min(candidates, key=lambda cell: (int(offer.rows[cell]) in tight_rows, offer.order[cell], cell))
    row = int(offer.rows[first])
    if row in tight_rows:
        return [int(cell) for cell in np.flatnonzero(free & (rows == row))]
    return sorted(cell for cell in {first} | close if offer.rows[cell] == row)


def _find_candidates(links: Links, hidden: np.ndarray, free: np.ndarray, narrow: int) -> tuple[set[int], set[int]]:
    """The free cells to choose from, and those of all sums that hold the narrow cell or a hidden one paired to it.

    First come those of the sum with the fewest hidden cells; then whatever is paired, then whatever is connected.
    """
    paired = _reach(links.pairs, hidden, narrow)
    helped = [members for members in links.sums if any(hidden[cell] and cell in paired for cell in members)]
    open_cells = {members: {cell for cell in members if free[cell]} for members in helped}
    close: set[int] = set().union(*open_cells.values())
    if close:
        order = sorted(helped, key=lambda members: (int(hidden[list(members)].sum()), members))
        return next(open_cells[members] for members in order if open_cells[members]), close
    free_paired = {cell for cell in paired if free[cell]}
    return free_paired or {cell for cell in _find_connected(links, hidden, narrow) if free[cell]}, close


def _room_by_printed(links: Links, hidden: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How far each cell could fall and rise, were it hidden, by the printed cells of its pairs."""
    numbers = links.numbers.astype(float)
    down, up = numbers - _LEAST, np.full(len(numbers), np.inf)
    for lesser, greater in links.pairs:
        gap = numbers[greater] - numbers[lesser]
        if not hidden[lesser]:
            down[greater] = min(down[greater], gap)
        if not hidden[greater]:
            up[lesser] = min(up[lesser], gap)
    return down, up
