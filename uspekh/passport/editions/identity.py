"""Which row of one edition is which row of the next, whatever numbers are printed before them.

A row is known by its words: an indicator that was third and became fourth is the same indicator, and another one that
took its number is not.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from io import StringIO

from rapidfuzz import fuzz, process

from uspekh.passport.plan import Plan
from uspekh.russian.text import fold

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


def pair_rows(before: Plan, after: Plan) -> list[Pair]:
    """The rows of all numbered tables that are in both editions. The likest pair is taken first, each row once."""
    return [pair for table in NUMBERED for pair in _pair_table(table, before, after)]


def numbers_after(pairs: Iterable[Pair]) -> dict[tuple[str, str], str]:
    """The number of a row in the later edition, by table and number in the earlier one."""
    return {(pair.table, pair.before): pair.after for pair in pairs}


def new_numbers(pairs: Iterable[Pair], before: Plan, after: Plan, last: int) -> dict[str, dict[str, str]]:
    """By table: each number of the edition ``last`` whose row has another number now, with that other number.

    A row that is gone, and whose number another row has now, becomes «2 (ред. 1)».
    """
    numbers = numbers_after(pairs)
    moves: dict[str, dict[str, str]] = {}
    for table in NUMBERED:
        old, new = ([number for number, _ in _rows(plan, table)] for plan in (before, after))
        gone = {number: _set_apart(number, last) for number in old if (table, number) not in numbers and number in new}
        renumbered = {number: numbers[table, number] for number in old if (table, number) in numbers}
        moves[table] = gone | {number: other for number, other in renumbered.items() if other != number}
    return moves


def returning_numbers(pairs: Iterable[Pair], earlier: Mapping[int, Plan], after: Plan) -> dict[str, dict[str, str]]:
    """By table: the number set apart (``new_numbers``) of each row that ``after`` has again, with its number there.

    ``pairs``: the rows that the last edition has too; ``earlier``: the editions before that one by their numbers.
    Nobody confirms these, so a row returns by the very words that it had, where no other row has them.
    """
    present = {(pair.table, pair.after) for pair in pairs}
    moves: dict[str, dict[str, str]] = {table: {} for table in NUMBERED}
    for table, returning in moves.items():
        rows = _numbers_by_words(after, table)
        rows = {words: number for words, number in rows.items() if (table, number) not in present}
        for edition, plan in earlier.items():
            before = _numbers_by_words(plan, table)
            returning |= {_set_apart(before[words], edition): rows[words] for words in rows.keys() & before.keys()}
    return moves


def _set_apart(number: str, edition: int) -> str:
    return f"{number} (ред. {edition})"


def join_pairs(first: Iterable[Pair], then: Iterable[Pair]) -> list[Pair]:
    """The rows that are in the first and in the last of three editions.

    ``first``: pairs of the first and the second edition; ``then``: of the second and the third.
    """
    later = numbers_after(then)
    return [
        Pair(pair.table, pair.before, later[pair.table, pair.after])
        for pair in first
        if (pair.table, pair.after) in later
    ]


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
