"""Values that stand out: against the organization's last year, and against organizations of its kind."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from uspekh.actuals.problems import Problem
from uspekh.actuals.suspect.evidence import Evidence, place, shown, suspicion
from uspekh.actuals.suspect.people import People
from uspekh.russian.format import number

ENOUGH = 5
FAR = 5.0
TIMES = 3
# 1.4826 · MAD is the standard deviation of a normal spread; the floor keeps like organizations from looking far apart.
_SIGMA, _FLOOR = 1.4826, 0.1


def jump_against_last_year(evidence: Evidence) -> Iterator[Problem]:
    """A headcount that changed otherwise than in the other organizations (five or more), or else threefold."""
    people = evidence.people
    compared = ~np.isnan(people.last) & ~np.isnan(people.amount)
    compared[:, people.subject == evidence.codes.subject_of(evidence.municipality)] = False
    # Nothing less than a doubling is a jump: the spread is worked out only where there may be one.
    doubled = compared & people.fresh & (people.high + 1 >= 1.9 * (people.low + 1)) & (people.high - people.low >= 20)
    if not doubled.any():
        return
    groups, rows, columns = _of_same_period(people, compared, doubled)
    amount, last = people.amount[rows, columns], people.last[rows, columns]
    change = np.log((amount + 1) / (last + 1))
    spread = _Groups(change, groups)
    among = (spread.size >= ENOUGH) & spread.far(_FLOOR) & (abs(change) >= np.log(2)) & (abs(amount - last) >= 20)
    alone = (spread.size < ENOUGH) & (abs(change) >= np.log(3)) & (abs(amount - last) >= 50)
    before = people.beside(people.years_before(columns, 2))[rows, np.arange(len(columns))]
    agreed = np.isnan(before) | (abs(np.log((amount + 1) / (before + 1))) >= np.log(2))
    found = (among | alone) & agreed & people.fresh[rows, columns]
    for row, earlier in zip(*evidence.with_last(rows[found], columns[found]), strict=True):
        message = (
            f"Резко отличается от {earlier.year} года: {shown(row)} вместо {shown(earlier)} "
            f"({place(earlier, row.sheet)}). Проверьте число или поясните в комментарии."
        )
        yield suspicion("jump", row, message)


def _of_same_period(people: People, compared: np.ndarray, odd: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The compared headcounts of the fields and periods that have an odd one: their groups, rows and columns."""
    period, periods = people.period
    group = np.arange(len(people.fields))[:, None] * periods + period
    chosen = np.zeros(len(people.fields) * periods, dtype=np.bool_)
    chosen[group[odd]] = True
    rows, columns = people.chosen(compared & chosen[group])
    return group[rows, columns], rows, columns


def jump_against_others(evidence: Evidence) -> Iterator[Problem]:
    """A headcount whose share of the contingent is far from that of at least five organizations of the same type."""
    people = evidence.people
    contingent, kind, kinds = _comparable(evidence)
    shares = people.amount / contingent
    period, periods = people.period
    groups = period * kinds + kind
    wide = _wide(shares, groups, periods * kinds)
    if not wide.any():
        return
    rows, columns = (wide[:, groups] & ~np.isnan(shares)).nonzero()
    share, amount = shares[rows, columns], people.amount[rows, columns]
    spread = _Groups(share, rows * (periods * kinds) + groups[columns])
    usual = spread.middle * contingent[columns]
    odd = (share >= TIMES * spread.middle) | (share <= spread.middle / TIMES)
    odd &= (spread.size >= ENOUGH) & (spread.middle > 0) & (abs(amount - usual) >= 20) & people.fresh[rows, columns]
    found = np.flatnonzero(odd & spread.far(_FLOOR * spread.middle))
    places = people.at[rows[found], columns[found]]
    order = places.argsort()
    found = found[order]
    beside = zip(*(each[found].tolist() for each in (share, spread.middle, spread.size, usual)), strict=True)
    for row, others in zip(evidence.rows(places[order]), beside, strict=True):
        yield suspicion("peers", row, f"{shown(row)} {_beside_others(*others)}")


def _wide(shares: np.ndarray, groups: np.ndarray, count: int) -> np.ndarray:
    """In which groups of columns the largest share of a field is so many times the smallest (fields × groups).

    In any other none can be so far from the middle one, and no median is needed.
    """
    # Numbers of one or two bytes are sorted by counting.
    order = groups.astype(np.min_scalar_type(count)).argsort(kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    marks = np.zeros((len(shares), count), dtype=np.bool_)
    if len(starts):
        ordered = shares[:, order]
        low, high = (ends.reduceat(ordered, starts, axis=1) for ends in (np.fmin, np.fmax))
        marks[:, groups[order][starts]] = (high >= TIMES * low) | (low <= high / TIMES)
    return marks


def _comparable(evidence: Evidence) -> tuple[np.ndarray, np.ndarray, int]:
    """Of each column of headcounts: the organization's contingent (NaN where it is not compared) and its type as a
    number, and how many types there are."""
    known, subjects, types = evidence.directory, evidence.codes.subject_places, dict[str, int]()
    contingent, kind = np.full(len(subjects), np.nan), np.zeros(len(subjects), dtype=np.int64)
    children = known["contingent"].to_numpy(dtype=np.float64, na_value=np.nan)
    own = evidence.municipality
    for code, word, count in zip(known["code"].tolist(), known["type"].tolist(), children.tolist(), strict=True):
        if count > 0 and code in subjects and code != own:
            contingent[subjects[code]] = count
            kind[subjects[code]] = types.setdefault(word if isinstance(word, str) else "", len(types))
    return contingent[evidence.people.subject], kind[evidence.people.subject], max(1, len(types))


def _beside_others(share: float, middle: float, count: int, usual: float) -> str:
    return (
        f"— это {number(100 * share, 1)} на 100 детей контингента, а у сравнимых организаций "
        f"({number(count, 0)}) обычно {number(100 * middle, 1)}, то есть было бы около "
        f"{number(usual, 0)}. Проверьте число или поясните в комментарии."
    )


class _Groups:
    """Amounts (float64) within their groups (small numbers): the median and the size of the group of each."""

    def __init__(self, amounts: np.ndarray, groups: np.ndarray) -> None:
        self._amounts, self._groups = amounts, groups
        self.middle = self._median(amounts)
        self.size = np.bincount(groups)[groups]

    def far(self, floor: float | np.ndarray) -> np.ndarray:
        """Which amounts are far from the median in the spread of their group (MAD, at least ``floor``)."""
        distance = abs(self._amounts - self.middle)
        return np.asarray(distance >= FAR * _SIGMA * np.maximum(self._median(distance), floor))

    def _median(self, amounts: np.ndarray) -> np.ndarray:
        return pd.Series(amounts).groupby(self._groups).transform("median").to_numpy()
