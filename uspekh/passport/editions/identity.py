"""Which row of one edition is which row of the next, whatever numbers are printed before them.

A row is known by its words: an indicator that was third and became fourth is the same indicator, and another one that
took its number is not.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from io import StringIO
from itertools import pairwise
from typing import TypeAlias

from rapidfuzz import fuzz, process

from uspekh.passport.plan import Plan
from uspekh.russian.text import fold

Moves: TypeAlias = Mapping[str, Mapping[str, str]]
"""By table of ``NUMBERED``: what a row was known by, and what it is known by now."""
IDENTITY_FILE = "identity.csv"
"""Under this name an edition keeps which of its rows is which of the edition before."""
NUMBERED = {
    "indicators": ("id", ("title",)),
    "results": ("id", ("title",)),
    "budget_lines": ("line", ("title",)),
    "participants": ("row", ("person", "role", "task")),
    "plan_items": ("item", ("title",)),
    "annex2_indicators": ("row", ("title", "scope")),
}
"""Tables whose rows are numbered: the column of the number, and those of the words."""
_SAME_NUMBER, _OTHER_NUMBER, _FOR_NUMBER = 60, 82, 10
"""From how many per cent of likeness two rows may be one row: where the number is the same, and where it is another;
and how many the same number adds when the likest pair is chosen."""


@dataclass(frozen=True)
class Pair:
    """A row of ``table`` (of ``NUMBERED``) that is in both editions, by its numbers."""

    table: str
    before: str
    after: str

    @property
    def renumbered(self) -> bool:
        """Whether another number is printed before it now."""
        return self.before != self.after


@dataclass(frozen=True)
class NumberedPlan:
    """An edition by its ``number`` with its plan. ``pairs``: which of its rows are those of the edition before it."""

    number: int
    plan: Plan
    pairs: Sequence[Pair] = ()


def pair_rows(before: Plan, after: Plan) -> list[Pair]:
    """The rows of all numbered tables that are in both editions. The likest pair is taken first, each row once."""
    return [pair for table in NUMBERED for pair in _pair_table(table, before, after)]


def numbers_after(pairs: Iterable[Pair]) -> dict[tuple[str, str], str]:
    """The number of a row in the later edition, by table and number in the earlier one."""
    return {(pair.table, pair.before): pair.after for pair in pairs}


def list_moves(editions: Sequence[NumberedPlan]) -> list[Moves]:
    """Of each edition but the first, by table: each number of the one before it that is not that of its row any more.

    With what the row is known by instead: its number in the later edition, or «2 (ред. 1)» where it is in none. A row
    that was gone and is there again has a number in place of «2 (ред. 1)».
    ``editions``: all of a project from the first, in the order in which they come into force.
    """
    return [
        _join_moves(_new_numbers(later.pairs, before), _returning_numbers(later, editions[: at + 1]))
        for at, (before, later) in enumerate(pairwise(editions))
    ]


def follow_moves(plan: Plan, moves: Sequence[Moves]) -> dict[tuple[str, str], str]:
    """What each row of a plan is known by after the ``moves`` of later editions, by table and number."""
    return {
        (table, number): later_number(table, number, moves) for table in NUMBERED for number, _ in _rows(plan, table)
    }


def later_number(table: str, number: str, moves: Sequence[Moves]) -> str:
    """What a row is known by after the ``moves`` of later editions."""
    for step in moves:
        number = step[table].get(number, number)
    return number


def earlier_number(table: str, number: str, moves: Sequence[Moves]) -> str:
    """What a row was known by before the ``moves``; where another row had its number then, one that no row had."""
    for step in reversed(moves):
        before = {after: earlier for earlier, after in step[table].items()}
        taken = number in step[table] and number not in before
        number = f"{number} (новая строка)" if taken else before.get(number, number)
    return number


def _new_numbers(pairs: Iterable[Pair], before: NumberedPlan) -> Moves:
    """The rows of the edition ``before`` that are gone in the next one, or have another number there."""
    numbers = numbers_after(pairs)
    moves: dict[str, dict[str, str]] = {}
    for table in NUMBERED:
        after = {
            number: numbers.get((table, number), _set_apart(number, before.number))
            for number, _ in _rows(before.plan, table)
        }
        moves[table] = {number: other for number, other in after.items() if other != number}
    return moves


def _returning_numbers(later: NumberedPlan, earlier: Sequence[NumberedPlan]) -> Moves:
    """The rows of an edition that were gone before it.

    Nobody confirms these, so a row returns by the very words that it had, where no other row has them.
    """
    present = {(pair.table, pair.after) for pair in later.pairs}
    moves: dict[str, dict[str, str]] = {table: {} for table in NUMBERED}
    for table, returning in moves.items():
        rows = _numbers_by_words(later.plan, table)
        rows = {words: number for words, number in rows.items() if (table, number) not in present}
        # The last of them is the one before it: what of that is not paired now is gone, whatever its words are.
        for edition in earlier[:-1]:
            before = _numbers_by_words(edition.plan, table)
            returning |= {
                _set_apart(before[words], edition.number): rows[words] for words in rows.keys() & before.keys()
            }
    return moves


def _join_moves(first: Moves, second: Moves) -> Moves:
    return {table: {**first[table], **second[table]} for table in NUMBERED}


def _set_apart(number: str, edition: int) -> str:
    return f"{number} (ред. {edition})"


def pair_through(before: Plan, after: Plan, moves: Sequence[Moves]) -> list[Pair]:
    """The rows that are in both of two editions, whatever ``moves`` lie between them."""
    rows = {(table, number) for table in NUMBERED for number, _ in _rows(after, table)}
    pairs = [Pair(table, number, now) for (table, number), now in follow_moves(before, moves).items()]
    return [pair for pair in pairs if (pair.table, pair.after) in rows]


def write_pairs(pairs: Iterable[Pair]) -> str:
    """The pairs as CSV, under a heading."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([("table", "before", "after"), *map(astuple, pairs)])
    return out.getvalue()


def read_pairs(text: str) -> list[Pair]:
    """What ``write_pairs`` wrote."""
    return [Pair(*cells) for cells in list(csv.reader(StringIO(text)))[1:]]


def _pair_table(table: str, before: Plan, after: Plan) -> Iterator[Pair]:
    old, new = (list(_rows(plan, table)) for plan in (before, after))
    likeness = process.cdist([words for _, words in old], [words for _, words in new], scorer=fuzz.ratio)
    scored = []
    for at, (number, _) in enumerate(old):
        for position, (other, _) in enumerate(new):
            alike_enough = likeness[at, position] >= (_SAME_NUMBER if number == other else _OTHER_NUMBER)
            if alike_enough:
                score = float(likeness[at, position]) + (_FOR_NUMBER if number == other else 0)
                scored.append((-score, at, position))
    taken: dict[int, int] = {}
    for _, at, position in sorted(scored):
        if at not in taken and position not in taken.values():
            taken[at] = position
    return (Pair(table, old[at][0], new[taken[at]][0]) for at in sorted(taken))


def _numbers_by_words(plan: Plan, table: str) -> dict[str, str]:
    """Numbers of the rows of a table by their words, of which no two rows are the same."""
    rows = [(words, number) for number, words in _rows(plan, table) if words]
    times = Counter(words for words, _ in rows)
    return {words: number for words, number in rows if times[words] == 1}


def _rows(plan: Plan, table: str) -> Iterator[tuple[str, str]]:
    """Number and folded words of each row; of a number that is printed twice the first row."""
    number, columns = NUMBERED[table]
    rows = plan.document[table].drop_duplicates(number)
    for row in rows.to_dict("records"):
        yield str(row[number]).strip(), fold(" ".join(str(row[column]) for column in columns))
