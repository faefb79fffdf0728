"""What pages ask for, worked out from the values in force: entries by organization, and their sums.

Only what changed since the last time is worked out anew; the rule itself stands in ``monitoring.entries``.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Connection, Engine, Select, delete, exists, insert, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from uspekh.monitoring.entries import complete
from uspekh.monitoring.reported import Organizations
from uspekh.once import remembered
from uspekh.store.bulk import acquaint, insert_many, portions
from uspekh.store.derived_schema import DERIVED, OWN, affected, derived, entries, sums, units
from uspekh.store.engine import writing
from uspekh.store.laid import STORED, laid, unlaid
from uspekh.store.schema import events, records
from uspekh.store.values import current, last_change

_MANY = 10_000
_AT_ONCE = 300
_UPON = ["measure", "year", "months", "until"]
_ADDED = ["numerator", "denominator", "wholes", "given", "counted"]


def refresh(engine: Engine, measures: pd.DataFrame, fingerprint: str, known: Organizations) -> None:
    """Brings the derived tables to the store's last change.

    ``fingerprint`` of the measures and of whatever else ``known`` is made of besides the store: where it is another
    than the last time, everything is worked out anew.
    """
    with engine.connect() as connection:
        if _stands(connection) == (last_change(connection), fingerprint):
            return
    with writing(engine).begin() as connection:
        keep_up(connection, measures, fingerprint, known)


def keep_up(connection: Connection, measures: pd.DataFrame, fingerprint: str, known: Organizations) -> None:
    """The same in the transaction of the change itself: nobody meets with sums of another state, or waits for them."""
    last, (stands, made_for) = last_change(connection), _stands(connection)
    if (stands, made_for) == (last, fingerprint):
        return
    if made_for != fingerprint:
        for table in DERIVED:
            connection.execute(delete(table))
    _mark_uploads(connection, stands if made_for == fingerprint else 0)
    _mark_units(connection, known)
    _work_out(connection, measures, known)
    connection.execute(delete(derived))
    connection.execute(insert(derived).values(event=last, measures=fingerprint))


def _stands(connection: Connection) -> tuple[int, str]:
    row = connection.execute(select(derived.c.event, derived.c.measures)).first()
    return (row.event, row.measures) if row else (0, "")


def _mark_uploads(connection: Connection, since: int) -> None:
    """Marks what uploads brought, or lost, since an event."""
    touched = select(events.c.upload).distinct().where(events.c.id > since, events.c.upload.is_not(None))
    for numbers in portions(list(connection.scalars(touched.where(events.c.outcome == "done")))):
        _mark(connection, _told().where(records.c.upload.in_(numbers)))


def _mark_units(connection: Connection, known: Organizations) -> None:
    """Marks organizations of which the directory says something else than before."""
    now = _asked(known)
    before = dict(connection.execute(select(units.c.organization, units.c.asked)).all())
    changed = [code for code in {*now, *before} if now.get(code) != before.get(code)]
    for codes in portions(changed):
        connection.execute(delete(units).where(units.c.organization.in_(codes)))
        _mark(connection, _told().where(records.c.subject.in_(codes)))
    fresh = [{"organization": code, "asked": now[code]} for code in changed if code in now]
    if fresh:
        connection.execute(insert(units), fresh)


def _told() -> Select[tuple[str, int]]:
    return select(records.c.subject, records.c.year).distinct().where(records.c.kind == "component")


def _mark(connection: Connection, points: Select[tuple[str, int]]) -> None:
    statement = _insert(connection)(affected).from_select(["organization", "year"], points)
    connection.execute(statement.on_conflict_do_nothing())


def _insert(connection: Connection):  # type: ignore[no-untyped-def]  # noqa: ANN202 (one of two unrelated types)
    return postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert


@remembered
def _asked(known: Organizations) -> dict[str, str]:
    """By organization, in words: whether both numbers are asked, and in which years it exists."""
    years = known.expected.astype({"year": "str"}).groupby("organization")["year"].agg(" ".join).to_dict()
    everyone = {code: f"{code in known.asked_both} {years.get(code, '')}" for code in known.everyone["code"]}
    return everyone | ({known.municipality: OWN} if known.municipality else {})


def _work_out(connection: Connection, measures: pd.DataFrame, known: Organizations) -> None:
    """Makes the marked entries anew, and adds to the sums what that changes."""
    acquaint(connection, affected)
    codes = list(connection.scalars(select(affected.c.organization).distinct().order_by(affected.c.organization)))
    count = 0
    for some in portions(codes, _AT_ONCE):
        before, now = _taken_out(connection, some), _made(connection, some, measures, known)
        insert_many(connection, entries, STORED, laid(now))
        _add(connection, _summed(now).sub(_summed(before), fill_value=0))
        count += len(now)
    connection.execute(delete(affected))
    if count > _MANY:
        acquaint(connection, entries, sums)


def _taken_out(connection: Connection, codes: Sequence[str]) -> pd.DataFrame:
    """Takes out the entries of some organizations and the years marked for them, and returns them."""
    # Every engine finds them by their index when the pair is asked for.
    marked = select(affected.c.organization, affected.c.year).where(affected.c.organization.in_(codes))
    standing = tuple_(entries.c.organization, entries.c.year).in_(marked)
    before = unlaid(connection.execute(select(*(entries.c[name] for name in STORED)).where(standing)).all())
    connection.execute(delete(entries).where(standing))
    return before


def _made(connection: Connection, codes: Sequence[str], measures: pd.DataFrame, known: Organizations) -> pd.DataFrame:
    """Entries of some organizations and the years marked for them, as ``laid.unlaid`` gives them."""
    marked = exists().where(affected.c.organization == records.c.subject, affected.c.year == records.c.year)
    given = current(connection, marked, records.c.kind == "component", records.c.subject.in_(codes))
    given = given[given["subject"].isin([*known.everyone["code"], known.municipality])]
    rows = complete(given, measures, known.asked_both)
    marks = known.expected.assign(counted=1)
    rows = rows.merge(marks, how="left", on=["organization", "year"])
    counted = rows["counted"].fillna(0).astype("int64")
    return rows.assign(counted=counted, own=(rows["organization"] == known.municipality) * 1)


def _summed(rows: pd.DataFrame) -> pd.DataFrame:
    """Columns ``_ADDED`` by ``_UPON``: of all organizations but the municipality's own row."""
    rows = rows[rows["own"] == 0].assign(given=1, wholes=rows["denominator"].notna() * 1)
    return rows.groupby(_UPON)[_ADDED].sum()


def _add(connection: Connection, change: pd.DataFrame) -> None:
    change = change[(change != 0).any(axis=1)].astype("int64").reset_index()
    if change.empty:
        return
    statement = _insert(connection)(sums)
    added = {name: sums.c[name] + statement.excluded[name] for name in _ADDED}
    upsert = statement.on_conflict_do_update(index_elements=list(sums.primary_key), set_=added)
    connection.execute(upsert, change.to_dict("records"))
