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
_GROUP = ["field", "year", "months"]


def jump_against_last_year(evidence: Evidence) -> Iterator[Problem]:
    """A headcount that changed otherwise than in the other organizations (five or more), or else threefold."""
    rows = evidence.people
    rows = rows[rows["last"].notna() & (rows["subject"] != evidence.municipality)]
    change = np.log((rows["amount"] + 1) / (rows["last"] + 1))
    far, count = _far(change, rows, floor=pd.Series(_FLOOR, index=rows.index))
    difference = (rows["amount"] - rows["last"]).abs()
    among = (count >= ENOUGH) & far & (change.abs() >= np.log(2)) & (difference >= 20)
    alone = (count < ENOUGH) & (change.abs() >= np.log(3)) & (difference >= 50)
    earlier = np.log((rows["amount"] + 1) / (rows["before_last"] + 1))
    agreed = earlier.isna() | (earlier.abs() >= np.log(2))
    for row in rows[(among | alone) & agreed & ~rows["stored"]].itertuples():
        last = evidence.values.loc[row.last_at]
        message = (
            f"Резко отличается от {last.year} года: {shown(row)} вместо {shown(last)} ({place(last, row.sheet)}). "
            "Проверьте число или поясните в комментарии."
        )
        yield suspicion("jump", row, message)


def jump_against_others(evidence: Evidence) -> Iterator[Problem]:
    """A headcount whose share of the contingent is far from that of at least five organizations of the same type."""
    known = evidence.directory.set_index("code")
    rows = evidence.people
    rows = rows.assign(
        contingent=rows["subject"].map(known["contingent"]).astype("Float64").to_numpy(np.float64, na_value=np.nan),
        type=rows["subject"].map(known["type"]).fillna(""),
    )
    rows = rows[(rows["contingent"] > 0) & (rows["subject"] != evidence.municipality)]
    share = rows["amount"] / rows["contingent"]
    grouped = share.groupby([rows["type"], *(rows[name] for name in _GROUP)])
    middle = grouped.transform("median")
    far, count = _far(share, rows, floor=_FLOOR * middle, by=["type", *_GROUP])
    usual = middle * rows["contingent"]
    odd = (share >= 3 * middle) | (share <= middle / 3)
    chosen = far & odd & (count >= ENOUGH) & (middle > 0) & ((rows["amount"] - usual).abs() >= 20) & ~rows["stored"]
    found = rows.assign(usual=usual, share=share, middle=middle, count=count)[chosen]
    for row in found.itertuples():
        yield suspicion("peers", row, _beside_others(row))


def _beside_others(row: Any) -> str:
    return (
        f"{shown(row)} — это {number(100 * row.share, 1)} на 100 детей контингента, а у сравнимых организаций "
        f"({number(row.count, 0)}) обычно {number(100 * row.middle, 1)}, то есть было бы около "
        f"{number(row.usual, 0)}. Проверьте число или поясните в комментарии."
    )


def _far(
    amounts: pd.Series[Any], rows: pd.DataFrame, floor: pd.Series[Any], by: list[str] | None = None
) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """Which amounts are far from the median of their group in its spread (MAD, at least ``floor``); group sizes."""
    keys = [rows[name] for name in by or _GROUP]
    middle = amounts.groupby(keys).transform("median")
    distance = (amounts - middle).abs()
    spread = distance.groupby(keys).transform("median").clip(lower=floor)
    return distance >= FAR * _SIGMA * spread, amounts.groupby(keys).transform("size")
