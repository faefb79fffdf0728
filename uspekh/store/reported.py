"""The store's answers to what figures ask (``monitoring.reported.Reported``): summed in the database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Engine,
    Float,
    Select,
    and_,
    case,
    cast,
    false,
    func,
    or_,
    select,
)

from uspekh.monitoring.entries import STANDING
from uspekh.monitoring.planned import Planned
from uspekh.monitoring.reported import GROUP, SUMS
from uspekh.monitoring.selection import Selection
from uspekh.russian.periods import YEAR
from uspekh.store.bulk import framed, portions
from uspekh.store.derived_schema import GIVEN, OWN, PERIODS, as_of, entries, sums, units
from uspekh.store.schema import records
from uspekh.store.values import current
from uspekh.store.versions import versions

_WORDS = dict.fromkeys(("measure", "organization"), "str")
_NUMBERS = dict.fromkeys(("year", "months"), "int64")
_PEOPLE = {"numerator": "float64", "denominator": "float64"}


@dataclass(frozen=True)
class StoreReported:
    """Answers from the tables that ``store.derived`` keeps."""

    engine: Engine
    planned: Planned

    def sums(self, selection: Selection, measures: Collection[str], codes: Collection[str] | None) -> pd.DataFrame:
        """See ``Reported``."""
        if codes is None:
            query = select(*(sums.c[name] for name in SUMS)).where(sums.c.given > 0, sums.c.measure.in_(list(measures)))
            return self._frame(query.where(_stands(selection)), SUMS).astype(_PEOPLE)
        rows = _standing(selection, measures, codes).subquery().c
        whole = func.coalesce(func.sum(rows.denominator), 0)
        counts = (func.count(rows.denominator), func.count(), func.sum(rows.counted))
        keys = [rows[name] for name in GROUP]
        chosen = select(*keys, func.sum(rows.numerator), whole, *counts).group_by(*keys)
        return self._frame(chosen, SUMS).astype(_PEOPLE | dict.fromkeys(SUMS[5:], "int64"))

    def entries(self, selection: Selection, measures: Collection[str], codes: Collection[str] | None) -> pd.DataFrame:
        """See ``Reported``."""
        if codes is not None and not len(codes):
            return pd.DataFrame(columns=STANDING).astype(_WORDS | _NUMBERS | _PEOPLE)
        rows = _standing(selection, measures, codes).subquery().c
        query = select(*(rows[name] for name in STANDING)).order_by(rows.measure, rows.organization, rows.year)
        return self._frame(query, STANDING).astype(_PEOPLE)

    def leading(
        self,
        selection: Selection,
        measure: str,
        codes: Collection[str] | None,
        count: int,
        *,
        formula: str,
        least: bool,
    ) -> list[str]:
        """See ``Reported``."""
        year = entries.c.year <= selection.year if formula == "cumulative" else entries.c.year == selection.year
        rows = _standing(selection, [measure], codes).where(year).subquery().c
        whole = func.coalesce(func.sum(rows.denominator), 0)
        numerator = func.sum(rows.numerator)
        share = formula not in ("sum", "cumulative")
        value = cast(numerator, Float) / case((whole > 0, whole), else_=1) if share else numerator
        query = select(rows.organization).group_by(rows.organization)
        query = query.order_by(value if least else value.desc(), rows.organization)
        with self.engine.connect() as connection:
            return list(connection.scalars((query.having(whole > 0) if share else query).limit(count)))

    def months(self, year: int) -> list[int]:
        """See ``Reported``."""
        summed = select(sums.c.months).where(sums.c.year == year, sums.c.given > 0)
        own = _own(*(entries.c[as_of("months", month)] for month in PERIODS)).where(entries.c.year == year)
        with self.engine.connect() as connection:
            found = {*connection.scalars(summed), *(month for row in connection.execute(own) for month in row)}
        return sorted(found - {None})

    def cells(self, keys: pd.DataFrame, fields: Collection[str]) -> pd.DataFrame:
        """See ``Reported``."""
        keys = keys[["organization", "year", "months"]].rename(columns={"organization": "subject"}).drop_duplicates()
        asked = (records.c.kind == "component", records.c.year.in_([int(year) for year in keys["year"].unique()]))
        months = [int(month) for month in keys["months"].unique()]
        parts = [
            current(self.engine, *asked, records.c.subject.in_(some), months=months, fields=fields)
            for some in portions(list(keys["subject"].unique()))
        ]
        found = pd.concat(parts, ignore_index=True) if parts else current(self.engine, false())
        return found.merge(keys, on=["subject", "year", "months"])

    def versions(self, fields: Collection[str]) -> pd.DataFrame:
        """See ``Reported``."""
        return versions(self.engine, fields)

    def last_year(self) -> int | None:
        """The last year of which anything was reported."""
        of_money = records.c.in_force & (records.c.kind == "budget")
        queries = (
            select(func.max(sums.c.year)).where(sums.c.given > 0),
            _own(func.max(entries.c.year)),
            select(func.max(records.c.year)).where(of_money),
        )
        with self.engine.connect() as connection:
            years = [connection.scalar(query) for query in queries]
        return max((year for year in years if year), default=None)

    def _frame(self, query: Select[Any], columns: list[str]) -> pd.DataFrame:
        with self.engine.connect() as connection:
            frame = framed(connection.execute(query).all(), columns)
        return frame.astype({name: dtype for name, dtype in (_WORDS | _NUMBERS).items() if name in columns})


def _stands(selection: Selection) -> ColumnElement[bool]:
    """The sums that stand for each year: for the selected year as of the selected period."""
    whole = sums.c.until == YEAR
    if selection.months == YEAR:
        return whole
    within = and_(sums.c.months <= selection.months, sums.c.until >= selection.months)
    return or_(and_(sums.c.year != selection.year, whole), and_(sums.c.year == selection.year, within))


def _standing(selection: Selection, measures: Collection[str], codes: Collection[str] | None) -> Select[Any]:
    """``measure, year, organization, counted`` and what stands for the year; none where nothing does."""
    stands = {name: _as_of(name, selection) for name in GIVEN}
    keys = [entries.c[name] for name in ("measure", "year", "organization", "counted")]
    query = select(*keys, *(column.label(name) for name, column in stands.items()))
    return query.where(entries.c.measure.in_(list(measures)), *_among(codes), stands["months"].is_not(None))


def _as_of(name: str, selection: Selection) -> ColumnElement[Any]:
    """A column of the whole year, of the selected year as of the selected period."""
    whole = entries.c[as_of(name, YEAR)]
    if selection.months == YEAR:
        return whole
    return case((entries.c.year == selection.year, entries.c[as_of(name, selection.months)]), else_=whole)


def _own(*columns: Any) -> Select[Any]:
    """Columns of the municipality's own entries, which are found by its code."""
    return select(*columns).join(units, units.c.organization == entries.c.organization).where(units.c.asked == OWN)


def _among(codes: Collection[str] | None) -> list[ColumnElement[bool]]:
    return [entries.c.own == 0] if codes is None else [entries.c.organization.in_(list(codes))]
