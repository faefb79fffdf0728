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
    Table,
    and_,
    case,
    cast,
    false,
    func,
    literal_column,
    or_,
    select,
)

from uspekh.monitoring.entries import COLUMNS
from uspekh.monitoring.planned import Planned
from uspekh.monitoring.reported import SUMS
from uspekh.monitoring.selection import Selection
from uspekh.russian.periods import YEAR
from uspekh.store.bulk import framed, portions
from uspekh.store.derived_schema import OWN, entries, sums, totals, units
from uspekh.store.schema import records
from uspekh.store.values import current

_WORDS = dict.fromkeys(("measure", "organization"), "str")
_NUMBERS = dict.fromkeys(("year", "months", "until"), "int64")
_PEOPLE = {"numerator": "float64", "denominator": "float64"}
# The whole year has an index of its own, which is found by the number itself.
_WHOLE: ColumnElement[int] = literal_column(str(YEAR))


@dataclass(frozen=True)
class StoreReported:
    """Answers from the tables that ``store.derived`` keeps."""

    engine: Engine
    planned: Planned

    def sums(self, selection: Selection, measures: Collection[str], codes: Collection[str] | None) -> pd.DataFrame:
        """See ``Reported``."""
        if codes is None:
            query = select(*(sums.c[name] for name in SUMS)).where(sums.c.given > 0)
            return self._frame(query.where(*_asked(sums, selection, measures)), SUMS).astype(_PEOPLE)
        keys = [entries.c[name] for name in SUMS[:4]]
        chosen = select(*keys, *totals()).where(*_asked(entries, selection, measures), *_among(codes)).group_by(*keys)
        return self._frame(chosen, SUMS).astype(_PEOPLE | dict.fromkeys(SUMS[6:], "int64"))

    def entries(self, selection: Selection, measures: Collection[str], codes: Collection[str] | None) -> pd.DataFrame:
        """See ``Reported``."""
        if codes is not None and not len(codes):
            return pd.DataFrame(columns=COLUMNS).astype(_WORDS | _NUMBERS | _PEOPLE)
        query = select(*(entries.c[name] for name in COLUMNS)).where(*_asked(entries, selection, measures))
        query = query.where(*_among(codes)).order_by(entries.c.measure, entries.c.organization, entries.c.year)
        return self._frame(query, COLUMNS).astype(_PEOPLE)

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
        whole = func.coalesce(func.sum(entries.c.denominator), 0)
        numerator = func.sum(entries.c.numerator)
        share = formula not in ("sum", "cumulative")
        value = cast(numerator, Float) / case((whole > 0, whole), else_=1) if share else numerator
        year = entries.c.year <= selection.year if formula == "cumulative" else entries.c.year == selection.year
        query = select(entries.c.organization).where(*_asked(entries, selection, [measure]), *_among(codes), year)
        query = query.group_by(entries.c.organization).order_by(
            value if least else value.desc(), entries.c.organization
        )
        with self.engine.connect() as connection:
            return list(connection.scalars((query.having(whole > 0) if share else query).limit(count)))

    def months(self, year: int) -> list[int]:
        """See ``Reported``."""
        summed = select(sums.c.months).where(sums.c.year == year, sums.c.given > 0)
        own = _own(entries.c.months).where(entries.c.year == year)
        with self.engine.connect() as connection:
            return sorted(connection.scalars(summed.union(own)))

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


def _asked(table: Table, selection: Selection, measures: Collection[str]) -> list[ColumnElement[bool]]:
    """The measures, and the entry that stands for each year: of the selected year as of the selected period."""
    of_year = table.c.until == _WHOLE
    if selection.months < YEAR:
        within = and_(table.c.months <= selection.months, table.c.until >= selection.months)
        own = table.c.year == selection.year
        of_year = or_(and_(~own, of_year), and_(own, within))
    return [table.c.measure.in_(list(measures)), of_year]


def _own(column: Any) -> Select[Any]:
    """A column of the municipality's own entries, which are found by its code."""
    return select(column).join(units, units.c.organization == entries.c.organization).where(units.c.asked == OWN)


def _among(codes: Collection[str] | None) -> list[ColumnElement[bool]]:
    return [entries.c.own == 0] if codes is None else [entries.c.organization.in_(list(codes))]
