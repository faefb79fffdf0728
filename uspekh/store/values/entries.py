"""What pages ask for, worked out of the values in force by the database: entries by organization.

Only what changed since the last time is worked out anew. ``monitoring.values.entries`` gives the same from a frame.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Engine,
    Select,
    SelectBase,
    String,
    case,
    column,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    text,
    tuple_,
    union,
    values,
)

from uspekh.monitoring.organizations.roster import Organizations
from uspekh.russian.periods import YEAR
from uspekh.store.database.bulk import analyze
from uspekh.store.database.engine import writing
from uspekh.store.log.actions import last_change
from uspekh.store.plans.plan_tables import FIELD, PlanTables
from uspekh.store.schema.computed import DERIVED, derived, entries, fields, organizations
from uspekh.store.schema.tables import events, value_rows

_MANY = 1_000
_PARTS = ("numerator", "denominator")
_ENTRY = ["measure", "organization", "year", "months", "until", "numerator", "denominator", "expected"]


def refresh(engine: Engine, plan: PlanTables, directory: Organizations) -> None:
    """Brings the derived tables to the store's last change and to these tables of the plan."""
    with engine.connect() as connection:
        if _worked_out_for(connection) == (last_change(connection), plan.digest):
            return
    with writing(engine).begin() as connection:
        keep_up(connection, plan, directory)


def keep_up(connection: Connection, plan: PlanTables, directory: Organizations) -> None:
    """The same in the transaction of the change itself: nobody meets entries of another state, or waits for them."""
    last, digest = last_change(connection), plan.digest
    event, worked_out_by = _worked_out_for(connection)
    if (event, worked_out_by) == (last, digest):
        return
    if worked_out_by != digest:
        for table in DERIVED:
            connection.execute(delete(table))
        if len(plan.fields):
            connection.execute(insert(fields), plan.fields[FIELD].to_dict("records"))
    codes, uploads = _store_directory(connection, directory), _uploads_since(connection, event)
    everything = worked_out_by != digest or len(codes) + len(uploads) > _MANY
    _fill(connection, plan, None if everything else _touched(codes, uploads))
    connection.execute(delete(derived))
    connection.execute(insert(derived).values(event=last, plan=digest))


def _worked_out_for(connection: Connection) -> tuple[int, str]:
    row = connection.execute(select(derived.c.event, derived.c.plan)).first()
    return (row.event, row.plan) if row else (0, "")


def _store_directory(connection: Connection, directory: Organizations) -> list[str]:
    """Stores the directory; returns the codes of the organizations whose entries that may change."""
    rows = _organizations(directory).astype(object)
    now = {row["code"]: row for row in rows.where(rows.notna(), None).to_dict("records")}
    query = select(*(organizations.c[name] for name in rows.columns))
    before = {row["code"]: dict(row) for row in connection.execute(query).mappings()}
    changed = [code for code in {*now, *before} if now.get(code) != before.get(code)]
    if changed:
        connection.execute(delete(organizations))
        if now:
            connection.execute(insert(organizations), list(now.values()))
    return changed


def _organizations(directory: Organizations) -> pd.DataFrame:
    """Rows of the table ``organizations``."""
    years = directory.expected.groupby("organization")["year"].agg(first_year="min", last_year="max")
    rows = directory.directory[["code", "name", "short_name"]]
    rows = rows.merge(years, how="left", left_on="code", right_index=True)
    return rows.assign(filler=rows["code"].map(directory.kinds), municipality=rows["code"] == directory.municipality)


def _uploads_since(connection: Connection, event: int) -> list[int]:
    """The uploads that were loaded or taken back since an event."""
    later = select(events.c.upload).distinct().where(events.c.id > event, events.c.outcome == "done")
    return list(connection.scalars(later.where(events.c.upload.is_not(None))))


def _touched(codes: Collection[str], uploads: Collection[int]) -> SelectBase:
    """The organizations and years of which some uploads hold values, and those of the organizations of ``codes``."""
    pairs = select(value_rows.c.subject, value_rows.c.year).where(value_rows.c.kind == "component")
    of_uploads = pairs.where(value_rows.c.upload.in_(list(uploads)))
    # Each part is found by an index of its own; an «or» of both would look through all values.
    return union(of_uploads, pairs.where(value_rows.c.subject.in_(list(codes)))) if codes else of_uploads.distinct()


def _fill(connection: Connection, plan: PlanTables, touched: SelectBase | None) -> None:
    """Works out the entries of some organizations and years anew, or all of them."""
    if connection.dialect.name == "postgresql":
        # Else a long file is sorted on the disk.
        connection.execute(text("SET LOCAL work_mem = '64MB'"))
    stale = entries.delete()
    if touched is not None:
        stale = stale.where(tuple_(entries.c.organization, entries.c.year).in_(touched))
    connection.execute(stale)
    if plan.measures.empty:
        return
    of_touched = [] if touched is None else [tuple_(value_rows.c.subject, value_rows.c.year).in_(touched)]
    filled = connection.execute(insert(entries).from_select(_ENTRY, _complete(plan, *of_touched)))
    if filled.rowcount > _MANY:
        analyze(connection, entries)


def _complete(plan: PlanTables, *conditions: ColumnElement[bool]) -> Select[Any]:
    """Every period in which an organization gave all that a measure asks of it; it stands until the next one.

    The years in which it does not exist are left out.
    """
    of_measure, row = _fields_of(plan.measures), value_rows.c
    # In the order of the rows and of the key of ``entries``: sorting and adding cost least so.
    key = [row.subject, row.year, of_measure.measure, row.months]
    # Grouping puts the numerator and the denominator of a period into one row.
    numbers = (func.max(row.number).filter(of_measure.part == part).label(part) for part in _PARTS)
    of_fields = select(*key, *numbers).join(of_measure.measure.table, of_measure.field == row.field)
    reported = (row.in_force, row.kind == "component", row.number.is_not(None))
    pair = of_fields.where(*reported, *conditions).group_by(*key).subquery("pair").c
    asks, organization = _asks(plan), organizations.c
    both = func.coalesce(asks.whole, organization.municipality & asks_whole(plan.measures, pair.measure))
    enough = or_(pair.denominator.is_not(None), ~both)
    used = case((both, pair.denominator))
    of_year = pair.year.between(organization.first_year, organization.last_year) | organization.municipality
    full = (
        select(
            pair.measure, pair.subject, pair.year, pair.months, pair.numerator, used.label("denominator"),
            func.coalesce(asks.part, false()).label("expected"),
        )
        .join(organizations, organization.code == pair.subject)
        .outerjoin(asks.measure.table, (asks.measure == pair.measure) & (asks.filler == organization.filler))
        .where(pair.numerator.is_not(None), enough, of_year)
    ).subquery("full").c  # fmt: skip
    later = func.lead(full.months).over(partition_by=[full.subject, full.year, full.measure], order_by=full.months)
    until = func.coalesce(later - 1, YEAR)
    return select(
        full.measure, full.subject, full.year, full.months, until, full.numerator, full.denominator, full.expected
    )


def asks_whole(measures: pd.DataFrame, measure: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a measure has a denominator."""
    return measure.in_(list(measures.loc[measures["denominator"] != "", "id"]))


def _fields_of(measures: pd.DataFrame) -> Any:
    """Columns ``measure, part, field``: the fields of each measure."""
    rows = [
        (measure.id, part, getattr(measure, part))
        for measure in measures.itertuples()
        for part in _PARTS
        if getattr(measure, part)
    ]
    columns = (column(name, String) for name in ("measure", "part", "field"))
    return values(*columns).data(rows).cte("fields_of_measures").c


def _asks(plan: PlanTables) -> Any:
    """Columns ``measure, filler, part, whole``: whether a kind of organizations is asked for each part of a measure."""
    rows = [
        (measure.id, kind, measure.numerator in fields, measure.denominator in fields)
        for measure in plan.measures.itertuples()
        for kind, fields in plan.applicability.fields.items()
    ]
    columns = (column("measure", String), column("filler", String), column("part", Boolean), column("whole", Boolean))
    return values(*columns).data(rows).cte("asks").c
