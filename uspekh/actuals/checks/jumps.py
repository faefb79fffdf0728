"""Headcounts that stand out: against the organization's last year, and against organizations of its kind."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from uspekh.actuals.checks.evidence import Evidence, amount, cell_reference, problem_at
from uspekh.actuals.problems import Problem
from uspekh.russian.format import number

ENOUGH = 5
FAR = 5.0
TIMES = 3
LEAST, LEAST_ALONE = 20, 50
# 1.4826 · MAD is the standard deviation of a normal spread; the floor keeps like organizations from looking far apart.
_SIGMA, _FLOOR = 1.4826, 0.1
_ADVICE = "Проверьте число или поясните в комментарии."
_PERIOD = ["field", "year", "months"]


def find_jumps_in_time(evidence: Evidence) -> Iterator[Problem]:
    """A headcount that changed otherwise than in the other organizations (five or more), or else threefold."""
    people = evidence.headcounts
    people = people[people["last"].notna() & (people["subject"] != evidence.municipality)]
    people = people.assign(change=np.log((people["number"] + 1) / (people["last"] + 1)))
    size = people.groupby(_PERIOD, observed=True)["change"].transform("size")
    change, difference = people["change"].abs(), (people["number"] - people["last"]).abs()
    unlike = _far_from_median(people["change"], people[_PERIOD], _FLOOR)
    far = (size >= ENOUGH) & (change >= np.log(2)) & (difference >= LEAST) & unlike
    alone = (size < ENOUGH) & (change >= np.log(TIMES)) & (difference >= LEAST_ALONE)
    # The year after a mistake differs from the mistake, but not from the year before it.
    since = np.log((people["number"] + 1) / (people["before"] + 1)).abs()
    unlikely = people[(far | alone) & ~people["stored"] & (since.isna() | (since >= np.log(2)))]
    for value, last in evidence.pairs_at(unlikely["at"], unlikely["last_at"]):
        message = (
            f"Резко отличается от {last.year} года: {amount(value)} вместо {amount(last)} "
            f"({cell_reference(last, value.sheet)}). {_ADVICE}"
        )
        yield problem_at(value, "suspect.jump", message)


def find_jumps_among_others(evidence: Evidence) -> Iterator[Problem]:
    """A headcount whose share of the contingent is far from that of at least five organizations of the same type."""
    directory = evidence.directory[["code", "type", "contingent"]].rename(columns={"code": "subject"})
    compared = directory[(directory["contingent"] > 0) & (directory["subject"] != evidence.municipality)]
    people = evidence.headcounts.astype({"subject": "str"}).merge(compared.fillna({"type": ""}), on="subject")
    people["contingent"] = people["contingent"].astype("float64")
    people["share"] = people["number"] / people["contingent"]
    groups = people.groupby([*_PERIOD, "type"], observed=True)["share"]
    people["median"], people["size"] = groups.transform("median"), groups.transform("size")
    people["usual"] = people["median"] * people["contingent"]
    odd = (people["share"] >= TIMES * people["median"]) | (people["share"] <= people["median"] / TIMES)
    odd &= (people["size"] >= ENOUGH) & (people["median"] > 0) & ((people["number"] - people["usual"]).abs() >= LEAST)
    unlike = _far_from_median(people["share"], people[[*_PERIOD, "type"]], _FLOOR * people["median"])
    unlikely = people[odd & unlike & ~people["stored"]]
    others = zip(unlikely["share"], unlikely["size"], unlikely["median"], unlikely["usual"], strict=True)
    for value, (share, size, median, usual) in zip(evidence.values_at(unlikely["at"]), others, strict=True):
        message = (
            f"{amount(value)} — это {number(100 * share, 1)} на 100 детей контингента, а у сравнимых организаций "
            f"({number(size, 0)}) обычно {number(100 * median, 1)}, то есть было бы около {number(usual, 0)}. {_ADVICE}"
        )
        yield problem_at(value, "suspect.peers", message)


def _far_from_median(
    amounts: pd.Series[float], groups: pd.DataFrame, floor: float | pd.Series[float]
) -> pd.Series[bool]:
    """Which amounts are far from the median of their group, in the spread of the group (MAD, at least ``floor``)."""
    keys = [groups[name] for name in groups]
    distance = (amounts - amounts.groupby(keys, observed=True).transform("median")).abs()
    spread = distance.groupby(keys, observed=True).transform("median")
    return distance >= FAR * _SIGMA * np.maximum(spread, floor)
