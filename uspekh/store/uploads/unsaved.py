"""What was read from a file and not stored yet, kept for a day for the person who chose it.

A server that is restarted forgets the files of its pages. Kept are the values alone, as storing them would keep them,
never the file; and no reading whose texts name somebody of whom nobody has said yet that it is an official.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pandas as pd
from sqlalchemy import Connection, Engine, delete, insert, select

from uspekh.access.person import Action, Person, require
from uspekh.actuals.problems import Problem
from uspekh.actuals.values.frame import COLUMNS, values_frame
from uspekh.store.database.engine import writing
from uspekh.store.database.unreachable import StoreUnreachable
from uspekh.store.log.actions import now
from uspekh.store.schema.tables import unsaved

if TYPE_CHECKING:
    from uspekh.actuals.reading import Reading

KEEP_FOR = timedelta(hours=24)
MOST_VALUES = 50_000
"""A filled form has hundreds. Longer files are chosen again: what is written at every preview must be short."""
_PERSONAL = "personal."


@dataclass(frozen=True)
class Unsaved:
    """A reading that was not stored: when it was made (UTC), and by which directory and plan (``basis``)."""

    reading: Reading
    at: datetime
    basis: str


def keep_reading(engine: Engine, reading: Reading, basis: str, by: Person) -> None:
    """Keeps an accepted reading in place of the one before; nothing at a desk, where nobody is known.

    Raises ``Forbidden``.
    """
    if not by.identity or not _is_storable(reading):
        return
    require(by, Action.SEND, by.organization or None)
    row = {
        "person": _key(by),
        "at": now(),
        "file_name": reading.file_name,
        "sha256": reading.sha256,
        "size": reading.size,
        "rows": reading.rows,
        "basis": basis,
        "content": _packed(reading.values),
        "problems": json.dumps([problem.as_dict() for problem in reading.problems], ensure_ascii=False),
    }
    with writing(engine).begin() as connection:
        _expire(connection)
        connection.execute(delete(unsaved).where(unsaved.c.person == _key(by)))
        connection.execute(insert(unsaved).values(**row))


def unsaved_of(engine: Engine, by: Person) -> Unsaved | None:
    """The reading that the person has not stored, if it is not older than ``KEEP_FOR``."""
    if not by.identity:
        return None
    query = select(unsaved).where(unsaved.c.person == _key(by), unsaved.c.at > now() - KEEP_FOR)
    with engine.connect() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return None
    # Only whoever goes on with a file needs what reads files.
    from uspekh.actuals.reading import Reading

    problems = tuple(Problem(**problem) for problem in json.loads(row.problems))
    reading = Reading(row.file_name, row.sha256, row.size, row.rows, _unpacked(row.content), problems)
    return Unsaved(reading, pd.to_datetime(row.at, utc=True).to_pydatetime(), row.basis)


def discard(engine: Engine, by: Person) -> None:
    """Forgets the reading: the person does not want to go on with it."""
    with writing(engine).begin() as connection:
        connection.execute(delete(unsaved).where(unsaved.c.person == _key(by)))


def forget_stored(connection: Connection, sha256: str, by: Person) -> None:
    """Forgets the reading of a file that is being stored, in that transaction, and whatever is too old."""
    _expire(connection)
    connection.execute(delete(unsaved).where(unsaved.c.person == _key(by), unsaved.c.sha256 == sha256))


def expire(engine: Engine) -> None:
    """Forgets whatever is older than ``KEEP_FOR``; writes nothing where there is none."""
    with engine.connect() as connection:
        late = connection.scalar(select(unsaved.c.person).where(unsaved.c.at <= now() - KEEP_FOR).limit(1))
    # A database that may only be read is a matter of whoever writes to it next.
    with suppress(StoreUnreachable):
        if late is not None:
            with writing(engine).begin() as connection:
                _expire(connection)


def _is_storable(reading: Reading) -> bool:
    named = any(problem.code.startswith(_PERSONAL) for problem in reading.problems)
    return reading.accepted and not named and len(reading.values) <= MOST_VALUES


def _key(by: Person) -> str:
    return hashlib.sha256(by.identity.encode()).hexdigest()


def _expire(connection: Connection) -> None:
    connection.execute(delete(unsaved).where(unsaved.c.at <= now() - KEEP_FOR))


def _packed(values: pd.DataFrame) -> str:
    # A document beside a number comes last, where the frame has any.
    plain = values[[*COLUMNS, *(["document"] if "document" in values else [])]].astype(object)
    return json.dumps(plain.where(plain.notna(), None).to_numpy().tolist(), ensure_ascii=False)


def _unpacked(content: str) -> pd.DataFrame:
    rows: Sequence[Sequence[object]] = json.loads(content)
    values = values_frame(dict(zip(COLUMNS, row, strict=False)) for row in rows)
    documents = [row[len(COLUMNS)] for row in rows if len(row) > len(COLUMNS)]
    return values.assign(document=pd.array(documents, dtype="str")) if documents else values
