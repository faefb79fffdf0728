"""Last year's report sent again, and totals since the project's start where the year's own numbers are asked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from uspekh.actuals.problems import Problem
from uspekh.actuals.suspect.codes import among
from uspekh.actuals.suspect.evidence import Evidence, place, shown, suspicion
from uspekh.actuals.suspect.slots import MONTHS
from uspekh.passport.formulas import which
from uspekh.russian.periods import YEAR, period_name

SAME_LEAST = 3
YEARS_LEAST = 3
LEAST = 20
TELLING = 10


def same_as_last_year(evidence: Evidence) -> Iterator[Problem]:
    """All headcounts of a row equal last year's: at least three, two of them ten or more and no contingents."""
    people = evidence.people
    part = ~among(people.fields, evidence.wholes)
    telling = part[:, None] & (people.amount >= TELLING) & people.fresh
    # Most reports have no two such numbers: only what is left is looked at row by row.
    seeming = (telling & (people.high == people.low)).sum(axis=0) >= 2
    if not seeming.any():
        return
    rows, columns = people.chosen(~np.isnan(people.high) & people.fresh & seeming)
    sheet, sheets = pd.factorize(evidence.values["sheet"].iloc[people.at[rows, columns]])
    # A row of a sheet: the same sheet, organization, year and months.
    report, first = _numbered(columns * len(sheets) + sheet)
    same = np.bincount(report, people.amount[rows, columns] != people.last[rows, columns]) == 0
    found = same & (np.bincount(report, telling[rows, columns]) >= 2) & (np.bincount(report) >= SAME_LEAST)
    chosen = first[found]
    for row, last in zip(*evidence.with_last(rows[chosen], columns[chosen]), strict=True):
        message = (
            f"Все значения строки те же, что за {last.year} год: здесь {shown(row)}, там {shown(last)} "
            f"({place(last, row.sheet)}). Проверьте, не переслан ли прошлогодний отчёт."
        )
        yield suspicion("same", row, message)


def looks_cumulative(evidence: Evidence) -> Iterator[Problem]:
    """Numbers since the project's start where the year's own are asked (measures that sum the years themselves)."""
    measures = evidence.plan["measures"]
    asked = measures.loc[which(measures["formula"], lambda kind: kind.adds_years), "numerator"]
    fields = np.flatnonzero(among(evidence.people.fields, set(asked)))
    if len(fields):
        yield from _carried_over(evidence, fields)
        yield from _growing(evidence, fields)


def _carried_over(evidence: Evidence, fields: np.ndarray) -> Iterator[Problem]:
    """The first half of a year already holds all of the year before."""
    people = evidence.people
    begun = np.flatnonzero(people.months <= YEAR // 2)
    years = people.find(people.layout.keys[people.slots[begun]] - people.months[begun] + YEAR - MONTHS)
    amount, whole = people.amount[fields][:, begun], people.beside(years)[fields]
    rows, columns = ((amount >= whole) & (whole >= LEAST) & people.fresh[fields][:, begun]).nonzero()
    rows, at, last = fields[rows], begun[columns], years[columns]
    order = people.at[rows, at].argsort()
    rows, at, last = rows[order], at[order], last[order]
    # One remark for an organization, a field and a year, however many periods of it are given.
    _, first = _numbered(rows * len(people.slots) + last)
    named = evidence.rows(people.at[rows[first], at[first]]), evidence.rows(people.at[rows[first], last[first]])
    for row, earlier in zip(*named, strict=True):
        message = (
            f"Уже за {period_name(row.months)} не меньше, чем за весь {row.year - 1} год: {shown(row)} и "
            f"{shown(earlier)} ({place(earlier, row.sheet)}). Похоже на итог с начала проекта: нужны только дети "
            "этого года."
        )
        yield suspicion("cumulative", row, message)


def _growing(evidence: Evidence, fields: np.ndarray) -> Iterator[Problem]:
    """From the project's first year each value is about the last one and as much again as a year gives."""
    people, start, years = evidence.people, evidence.plan.years[0], len(evidence.plan.years)
    columns = np.flatnonzero(people.months == YEAR)
    whose, organizations = pd.factorize(people.subject[columns])
    year = people.year[columns] - start
    planned = (year >= 0) & (year < years)
    amount = people.amount[np.ix_(fields, columns)]
    wide = np.full((len(fields), len(organizations), years), np.nan)
    wide[:, whose[planned], year[planned]] = amount[:, planned]
    grown = np.zeros(people.at.shape, dtype=np.bool_)
    grown[np.ix_(fields, columns)] = _grown(wide)[:, whose] & ~np.isnan(amount)
    rows, at = people.chosen(grown)
    order = people.year[at].argsort()
    rows, at = rows[order], at[order]
    series, first = _numbered(rows * len(evidence.codes.subjects) + people.subject[at])
    fresh = np.flatnonzero(people.fresh[rows, at])
    latest = np.full(len(first), -1)
    latest[series[fresh]] = fresh
    latest = np.sort(latest[latest >= 0])
    begun = first[series[latest]]
    named = (evidence.rows(people.at[rows[each], at[each]]) for each in (latest, begun))
    for row, begin in zip(*named, strict=True):
        message = (
            f"С {begin.year} года значения растут так, будто каждый год прибавляют прошлые: {shown(begin)} "
            f"({place(begin, row.sheet)}) … {shown(row)}. Нужны только дети этого года."
        )
        yield suspicion("cumulative", row, message)


def _grown(wide: np.ndarray) -> np.ndarray:
    """Which series of years (the last axis; NaN where there is no value) grow so, unbroken from the first year."""
    given, before, now = ~np.isnan(wide), wide[..., :-1], wide[..., 1:]
    grown = (now >= before * (1 + 0.6 / np.arange(1, wide.shape[-1]))) | np.isnan(now)
    unbroken = given[..., :-1] | ~given[..., 1:]
    return (grown & unbroken).all(axis=-1) & (given.sum(axis=-1) >= YEARS_LEAST) & (wide[..., 0] >= LEAST)


def _numbered(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Keys as small numbers in the order of their first places, and those places."""
    number, distinct = pd.factorize(keys)
    first = np.empty(len(distinct), dtype=np.int64)
    # Written from the end: of equal keys the first place stays.
    first[number[::-1]] = np.arange(len(keys))[::-1]
    return number, first
