"""Values that stand out: against the organization's last year, and against organizations of its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from uspekh.actuals.problems import Problem
from uspekh.actuals.suspect.evidence import Evidence, place, shown, suspicion
from uspekh.russian.format import number

ENOUGH = 5
FAR = 5.0
# 1.4826 · MAD is the standard deviation of a normal spread; the floor keeps like organizations from looking far apart.
_SIGMA, _FLOOR = 1.4826, 0.1


def jump_against_last_year(evidence: Evidence) -> Iterator[Problem]:
    """A headcount that changed otherwise than in the other organizations (five or more), or else threefold."""
    rows = evidence.people
    rows = rows[rows["last"].notna() & ~rows["subject"].isin(_municipality(evidence))]
    amount, last, before = (rows[name].to_numpy() for name in ("amount", "last", "before_last"))
    change = np.log((amount + 1) / (last + 1))
    groups = _Groups(change, rows["group"].to_numpy())
    among = (groups.size >= ENOUGH) & groups.far(_FLOOR) & (abs(change) >= np.log(2)) & (abs(amount - last) >= 20)
    alone = (groups.size < ENOUGH) & (abs(change) >= np.log(3)) & (abs(amount - last) >= 50)
    agreed = np.isnan(before) | (abs(np.log((amount + 1) / (before + 1))) >= np.log(2))
    for row, beside in evidence.named(rows[(among | alone) & agreed & ~rows["stored"]]):
        earlier = evidence.values.loc[beside.last_at]
        message = (
            f"Резко отличается от {earlier.year} года: {shown(row)} вместо {shown(earlier)} "
            f"({place(earlier, row.sheet)}). Проверьте число или поясните в комментарии."
        )
        yield suspicion("jump", row, message)


def jump_against_others(evidence: Evidence) -> Iterator[Problem]:
    """A headcount whose share of the contingent is far from that of at least five organizations of the same type."""
    known = evidence.directory
    known = known[(known["contingent"] > 0).fillna(False) & (known["code"] != evidence.municipality)]
    rows = evidence.people
    places = pd.Index(known["code"]).get_indexer(evidence.codes.subjects)[rows["subject"]]
    rows, places = rows[places >= 0], places[places >= 0]
    types, _ = pd.factorize(known["type"].fillna(""))
    contingent = known["contingent"].to_numpy(dtype=np.float64)[places]
    share = rows["amount"].to_numpy() / contingent
    groups = _Groups(share, rows["group"].to_numpy() * (len(known) + 1) + types[places])
    usual = groups.middle * contingent
    odd = (share >= 3 * groups.middle) | (share <= groups.middle / 3)
    odd &= (groups.size >= ENOUGH) & (groups.middle > 0) & (abs(rows["amount"].to_numpy() - usual) >= 20)
    found = rows.assign(usual=usual, share=share, middle=groups.middle, count=groups.size)
    for row, beside in evidence.named(found[odd & groups.far(_FLOOR * groups.middle) & ~rows["stored"]]):
        yield suspicion("peers", row, f"{shown(row)} {_beside_others(beside)}")


def _municipality(evidence: Evidence) -> np.ndarray:
    """Its code among the subjects, if it is there."""
    return np.flatnonzero(evidence.codes.subjects == evidence.municipality)


def _beside_others(row: Any) -> str:
    return (
        f"— это {number(100 * row.share, 1)} на 100 детей контингента, а у сравнимых организаций "
        f"({number(row.count, 0)}) обычно {number(100 * row.middle, 1)}, то есть было бы около "
        f"{number(row.usual, 0)}. Проверьте число или поясните в комментарии."
    )


class _Groups:
    """Amounts (float64) within their groups: the median and the size of the group of each."""

    def __init__(self, amounts: np.ndarray, groups: np.ndarray) -> None:
        self._amounts = pd.Series(amounts)
        self._groups, _ = pd.factorize(groups)
        self.middle = self._of(self._amounts, "median")
        self.size = self._of(self._amounts, "size")

    def far(self, floor: float | np.ndarray) -> np.ndarray:
        """Which amounts are far from the median in the spread of their group (MAD, at least ``floor``)."""
        distance = (self._amounts - self.middle).abs()
        return distance.to_numpy() >= FAR * _SIGMA * np.maximum(self._of(distance, "median"), floor)

    def _of(self, amounts: pd.Series[Any], measure: str) -> np.ndarray:
        return np.asarray(amounts.groupby(self._groups).transform(measure))
