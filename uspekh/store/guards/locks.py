"""Closed periods: what they hold changes only with a reason. Each closing and opening is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, Select, func, insert, select

from uspekh.access.person import Action, Person
from uspekh.russian.periods import YEAR, in_year
from uspekh.store.guards.texts import guard_typed
from uspekh.store.log.actions import changing, demand, now, record
from uspekh.store.schema.tables import locks, value_rows

REPORTED = ("component", "budget", "plan")
"""Kinds of values that belong to a period; a plan of a year belongs to the whole of it."""
Periods = set[tuple[int, int]]
_MONTHS = 100


class Unexplained(Exception):
    """A reason or a remark is lacking; the text is Russian and says of what."""


class PeriodClosed(Unexplained):
    """The change touches a closed period and no reason is given; the text is Russian and names the periods."""


def explained(words: str, lacking: str) -> str:
    """The words without spaces around; raises ``Unexplained`` with ``lacking`` where there are none."""
    if not words.strip():
        raise Unexplained(lacking)
    return words.strip()


def set_closed(
    engine: Engine, year: int, months: int, reason: str, by: Person, *, closed: bool, officials: bool = False
) -> None:
    """Closes a period or opens it again; ``officials``: whoever is named in the reason is one.

    Raises ``Unexplained``, ``TextRefused``, ``Forbidden``.
    """
    period = named({(year, months)})
    with changing(engine, by, Action.LOCK, period) as connection:
        reason = explained(reason, "Укажите, почему период закрывается или открывается.")
        guard_typed(connection, by, [reason], officials=officials)
        row = {"at": now(), "by": by.name, "year": year, "months": months, "locked": closed, "reason": reason}
        connection.execute(insert(locks).values(**row))
        record(connection, by, "lock" if closed else "unlock", detail=f"{period}: {reason}")


def history(engine: Engine, by: Person) -> pd.DataFrame:
    """Every closing and opening, the latest first: ``year, months, locked, reason, by, at`` (UTC), ``in_force``.

    Raises ``Forbidden``: an organization is told which periods are closed (``closed``), not what was said of it.
    """
    demand(engine, by, Action.LOOK, detail="locks")
    columns = [locks.c[name] for name in ("year", "months", "locked", "reason", "by", "at")]
    query = select(*columns, locks.c.id.in_(_latest()).label("in_force")).order_by(locks.c.id.desc())
    with engine.connect() as connection:
        result = connection.execute(query)
        frame = pd.DataFrame(result.all(), columns=list(result.keys()))
    return frame.astype({"locked": bool, "in_force": bool}).assign(at=pd.to_datetime(frame["at"], utc=True))


def closed(source: Engine | Connection) -> Periods:
    """The periods that are closed now, or as a transaction sees it."""
    if isinstance(source, Engine):
        with source.connect() as connection:
            return closed(connection)
    query = select(locks.c.year, locks.c.months).where(locks.c.id.in_(_latest()), locks.c.locked)
    return {(year, months) for year, months in source.execute(query)}


def touched(changed: pd.DataFrame) -> Periods:
    """The periods whose values a frame of ``changes.changes`` adds or replaces."""
    reported = (changed["kind"].isin(REPORTED) & (changed["change"] != "same")).to_numpy()
    # A year and its months as one number, found once each without sorting.
    years, months = (changed[name].to_numpy()[reported] for name in ("year", "months"))
    months = np.where(months == 0, YEAR, months)
    return {divmod(period, _MONTHS) for period in pd.unique(years * _MONTHS + months).tolist()}


def touched_by_upload(connection: Connection, upload: int) -> Periods:
    """The periods of which an upload holds values."""
    query = select(value_rows.c.year, value_rows.c.months).distinct()
    rows = connection.execute(query.where(value_rows.c.upload == upload, value_rows.c.kind.in_(REPORTED)))
    return {(year, months or YEAR) for year, months in rows}


def guard(connection: Connection, periods: Periods, reason: str) -> None:
    """Raises ``PeriodClosed`` where a period is closed at this moment of the transaction and no reason is given."""
    if periods and not reason.strip() and (shut := periods & closed(connection)):
        raise PeriodClosed(f"Период закрыт: {named(shut)}. Изменить его можно, указав причину.")


def named(periods: Iterable[tuple[int, int]]) -> str:
    """«2023 год, I полугодие; 2023 год»."""
    return "; ".join(in_year(year, months) for year, months in sorted(periods))


def _latest() -> Select[Any]:
    return select(func.max(locks.c.id)).group_by(locks.c.year, locks.c.months)
