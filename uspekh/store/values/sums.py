"""The store's answers to what figures ask (``monitoring.values.reported.Reported``): summed in the database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Engine,
    Integer,
    Select,
    String,
    case,
    column,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    values,
)

from uspekh.monitoring.organizations.roster import Organizations
from uspekh.monitoring.periods.period import Coverage
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.values.entries import GROWTH, STANDING
from uspekh.monitoring.values.planned import Planned
from uspekh.monitoring.values.reported import GROUP, SUMS, Uploaded
from uspekh.once import remembered
from uspekh.russian.periods import YEAR
from uspekh.store.database.bulk import frame_of, portions
from uspekh.store.schema.computed import entries, organizations
from uspekh.store.schema.tables import IN_FORCE, any_upload, value_rows
from uspekh.store.values.queries import columns_of, current, read_values

_POINTS = 500
_DTYPES = {
    "measure": "str", "organization": "str", "year": "int64", "months": "int64", "numerator": "float64",
    "denominator": "float64", "numerator_before": "float64", "denominator_before": "float64", "expected": "bool",
    "wholes": "int64", "entries": "int64", "reported": "int64",
}  # fmt: skip


@dataclass(frozen=True)
class StoreReported:
    """Answers from the entries that ``store.values.entries`` keeps, and from the values themselves.

    It is of one state of the store, so what it was asked once it answers again without asking the database.
    """

    engine: Engine
    planned: Planned
    organizations: Organizations

    def sums(self, selection: Selection, measures: Collection[str], codes: Collection[str] | None) -> pd.DataFrame:
        """See ``Reported``."""
        rows = self._sums(_ShownPeriod.of(selection), _together(codes))
        return rows[rows["measure"].isin(list(measures))]

    @remembered
    def _sums(self, period: _ShownPeriod, codes: tuple[str, ...] | None) -> pd.DataFrame:
        """The sums of all measures: one question, whichever of them are asked for first."""
        keys = [entries.c[name] for name in GROUP]
        summed = {
            "numerator": func.sum(entries.c.numerator),
            "denominator": func.coalesce(func.sum(entries.c.denominator), 0),
            "wholes": func.count(entries.c.denominator),
            "entries": func.count(),
            "reported": func.count().filter(entries.c.expected),
        }
        columns = (column.label(name) for name, column in summed.items())
        return self._frame(_select_counted(period, codes, *keys, *columns).group_by(*keys))[SUMS]

    def entries(self, selection: Selection, measures: Collection[str], codes: Collection[str] | None) -> pd.DataFrame:
        """See ``Reported``."""
        return self._entries(_ShownPeriod.of(selection), tuple(measures), _together(codes))

    @remembered
    def _entries(self, period: _ShownPeriod, measures: tuple[str, ...], codes: tuple[str, ...] | None) -> pd.DataFrame:
        columns = [entries.c[name] for name in STANDING]
        query = _select_counted(period, codes, *columns).where(entries.c.measure.in_(measures))
        return self._frame(query.order_by(entries.c.measure, entries.c.organization, entries.c.year))

    def growth(self, selection: Selection, measures: Collection[str], codes: Collection[str] | None) -> pd.DataFrame:
        """See ``Reported``."""
        return self._growth(_ShownPeriod.of(selection), tuple(measures), _together(codes))

    @remembered
    def _growth(self, period: _ShownPeriod, measures: tuple[str, ...], codes: tuple[str, ...] | None) -> pd.DataFrame:
        before = entries.alias("before").c
        row = entries.c
        same = (before.measure == row.measure) & (before.organization == row.organization)
        same &= (before.year == row.year - 1) & (before.months == row.months)
        columns: list[ColumnElement[Any]] = [row[name] for name in GROWTH[:5]]
        columns += [before[name].label(f"{name}_before") for name in GROWTH[3:5]]
        months = case((row.year == period.year, period.months), else_=YEAR) if period.year else YEAR
        query = _of_directory(*columns).join(before.measure.table, same)
        query = query.where(row.measure.in_(measures), _chosen(codes), row.months == months)
        return self._frame(query.order_by(row.measure, row.organization, row.year))[GROWTH]

    @remembered
    def coverage(self, year: int) -> Coverage:
        """See ``Reported``."""
        row, organization = value_rows.c, organizations.c
        periods = [(each,) for each in range(1, YEAR + 1)]
        months = values(column("months", Integer)).data(periods).cte("periods").c.months
        # Of a plan without measures nobody is asked anything, and SQL knows no empty VALUES.
        pairs = self.organizations.applicability.pairs() or [("", "")]
        asks = values(column("filler", String), column("field", String)).data(pairs).cte("asks").c
        of_year = literal(year).between(organization.first_year, organization.last_year)
        fields = select(asks.field).where(asks.filler == organization.filler).correlate(organizations)
        is_asked = of_year & row.field.in_(fields)
        of_period = (row.kind == "component", row.year == year, row.months == months, row.subject == organization.code)
        # One value that is there is enough: the others of an organization and period are not looked at.
        gave = exists().where(IN_FORCE, *of_period, row.number.is_not(None), organization.municipality | is_asked)
        query = select(months, organization.municipality, func.count()).join_from(months.table, organizations, true())
        with self.engine.connect() as connection:
            rows = connection.execute(query.where(gave).group_by(months, organization.municipality)).all()
        reported = {months: count for months, of_city, count in rows if not of_city}
        of_city = frozenset(months for months, of_city, _ in rows if of_city)
        return Coverage(reported, self.organizations.count_reporting(year), of_city)

    def months(self, year: int) -> list[int]:
        """See ``Reported``."""
        query = _of_directory(entries.c.months).distinct().where(entries.c.year == year).order_by(entries.c.months)
        with self.engine.connect() as connection:
            return list(connection.scalars(query))

    def cells(self, keys: pd.DataFrame, fields: Collection[str]) -> pd.DataFrame:
        """See ``Reported``."""
        points = {
            (str(key.organization), int(key.year), int(key.months))
            for key in keys[["organization", "year", "months"]].itertuples(index=False)
        }
        point = tuple_(value_rows.c.subject, value_rows.c.year, value_rows.c.months)
        of_fields = (value_rows.c.kind == "component", value_rows.c.field.in_(list(fields)))
        parts = [current(self.engine, *of_fields, point.in_(some)) for some in portions(sorted(points), _POINTS)]
        return pd.concat(parts, ignore_index=True) if parts else current(self.engine, false())

    def versions(self, fields: Collection[str], uploads: Collection[int] | None = None) -> pd.DataFrame:
        """See ``Reported`` and ``Versions``; moments in UTC."""
        upload = any_upload.c
        query = columns_of("id", "upload").add_columns(upload.at.label("accepted"), upload.undone_at.label("undone"))
        query = query.join(any_upload, upload.id == value_rows.c.upload).order_by(value_rows.c.id)
        of_fields = (value_rows.c.kind == "component") & value_rows.c.field.in_(list(fields))
        query = query.where((value_rows.c.kind == "organization") | of_fields)
        if uploads is None:
            rows = read_values(self.engine, query)
        else:
            parts = [read_values(self.engine, query.where(upload.id.in_(some))) for some in portions(sorted(uploads))]
            rows = pd.concat(parts, ignore_index=True) if parts else read_values(self.engine, query.where(false()))
        return rows.assign(**{name: pd.to_datetime(rows[name], utc=True) for name in ("accepted", "undone")})

    def uploads(self) -> dict[int, Uploaded]:
        """See ``Versions``; moments in UTC."""
        columns = (any_upload.c[name] for name in ("id", "at", "undone_at"))
        with self.engine.connect() as connection:
            return {number: Uploaded(at, undone) for number, at, undone in connection.execute(select(*columns))}

    def last_year(self) -> int | None:
        """The last year of which anything was reported."""
        of_money = (IN_FORCE, value_rows.c.kind == "budget")
        # Of every year with entries one stands at its end.
        latest = _of_directory(func.max(entries.c.year)).where(entries.c.until == YEAR)
        queries = (latest, select(func.max(value_rows.c.year)).where(*of_money))
        with self.engine.connect() as connection:
            years = [connection.scalar(query) for query in queries]
        return max((year for year in years if year), default=None)

    def _frame(self, query: Select[Any]) -> pd.DataFrame:
        with self.engine.connect() as connection:
            return frame_of(connection.execute(query), _DTYPES)


class _ShownPeriod(NamedTuple):
    """What of a selection an answer depends on: where years are whole, the selected year makes no difference."""

    year: int | None
    months: int

    @staticmethod
    def of(selection: Selection) -> _ShownPeriod:
        """The selected year where it is shown only in part, else no year; and the months."""
        return _ShownPeriod(None if selection.months == YEAR else selection.year, selection.months)


def _together(codes: Collection[str] | None) -> tuple[str, ...] | None:
    return None if codes is None else tuple(codes)


def _select_counted(period: _ShownPeriod, codes: Collection[str] | None, *columns: ColumnElement[Any]) -> Select[Any]:
    """Columns of the entries that count: for the selected year those of its period, for others of the whole year."""
    return _of_directory(*columns).where(_chosen(codes), _is_counted(period))


def _chosen(codes: Collection[str] | None) -> ColumnElement[bool]:
    return ~organizations.c.municipality if codes is None else entries.c.organization.in_(list(codes))


def _is_counted(period: _ShownPeriod) -> ColumnElement[bool]:
    whole = entries.c.until == YEAR
    if period.year is None:
        return whole
    within = (entries.c.months <= period.months) & (entries.c.until >= period.months)
    return or_((entries.c.year != period.year) & whole, (entries.c.year == period.year) & within)


def _of_directory(*columns: ColumnElement[Any]) -> Select[Any]:
    """Columns of the entries of organizations that the directory has."""
    return select(*columns).join_from(entries, organizations, organizations.c.code == entries.c.organization)
