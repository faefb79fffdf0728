"""What was decided and printed of the sensitive counts of one year, every version of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TypeAlias

from uspekh.monitoring.small_counts.disclosure import Members, Offer, protect

Version: TypeAlias = tuple[str, str, int, float]
"""Organization, field, months, number: a count that was corrected is another version."""


class Ledger:
    """Grows with every change of the year; nothing that was printed is ever taken out."""

    def __init__(self) -> None:
        self._positions: dict[Version, int] = {}
        self._rows: dict[tuple[str, str], int] = {}
        self._row_of: list[int] = []
        self._order: list[int] = []
        self._public: list[bool] = []
        self._hidden: list[bool] = []
        # A dictionary for its order: that of adding, which is the same for the same past.
        self._pairs: dict[tuple[int, int], None] = {}
        self._printed: dict[Members, None] = {}

    def copy(self) -> Ledger:
        """A ledger that goes on from the same entries."""
        other = Ledger()
        for name, entries in vars(self).items():
            setattr(other, name, entries.copy())
        return other

    def add(self, version: Version, *, public: bool) -> int:
        """Adds a count about which something is to be decided, and tells its position.

        ``public`` where everybody sees it anyway.
        """
        position = self._positions.get(version)
        if position is None:
            position = self._positions[version] = len(self._positions)
            self._row_of.append(self._rows.setdefault(version[:2], len(self._rows)))
            # By the name alone: it says nothing of the counts, and is the same for all periods.
            self._order.append(int.from_bytes(sha256(version[0].encode()).digest()[:6]))
            self._public.append(public)
            self._hidden.append(False)
        return position

    def find(self, version: Version) -> int | None:
        """The position of a count, ``None`` where nothing was ever decided about it."""
        return self._positions.get(version)

    def add_pair(self, lesser: int, greater: int) -> None:
        """Says that everybody knows the first not to exceed the second; positions."""
        self._pairs[lesser, greater] = None

    def is_public(self, position: int) -> bool:
        """Whether a count has been printed."""
        return self._public[position]

    def is_printed(self, sums: Members) -> bool:
        """Whether the sum of some counts, by their sorted positions, has been printed."""
        return sums in self._printed

    def decide(self, cells: Iterable[int], offered: Sequence[Members], certain: Sequence[Members]) -> bool:
        """Prints cells and sums as far as ``protect`` allows; returns whether no sum was withheld.

        ``cells``: positions; ``offered``: the sums that may be withheld, in this order; ``certain``: those that are
        printed in any case.
        """
        printed = dict.fromkeys([*self._printed, *certain])
        wanted = [sums for sums in dict.fromkeys(offered) if sums not in printed]
        hidden, allowed = protect(self._offer(tuple(printed), tuple(wanted)))
        self._hidden = list(hidden)
        for position in cells:
            self._public[position] |= not self._hidden[position]
        self._printed = printed | dict.fromkeys(allowed)
        return len(allowed) == len(wanted)

    def _offer(self, printed: tuple[Members, ...], sums: tuple[Members, ...]) -> Offer:
        return Offer(
            numbers=tuple(number for *_, number in self._positions),
            rows=tuple(self._row_of),
            order=tuple(self._order),
            public=tuple(self._public),
            hidden=tuple(self._hidden),
            printed=printed,
            sums=sums,
            pairs=tuple(self._pairs),
        )
