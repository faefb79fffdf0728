"""The journal: accepting an upload all or nothing, taking one back, listing what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, insert, select, update

from uspekh.access.person import Action, Person
from uspekh.actuals.values import KEY
from uspekh.store.directory_guard import directory_guarded
from uspekh.store.journal import changing, demand, now, record
from uspekh.store.locks import guard, touched, touched_by_upload
from uspekh.store.records import add, put_out_of_force, take_back
from uspekh.store.schema import files, records, remarks, submissions, uploads
from uspekh.store.values import about, beside

CONTENT = ["number", "text"]
CHANGES = ["new", "replaced", "same"]
Settle = Callable[[Connection, int], None]
Follow = Callable[[Connection], None]
"""What is brought forward with every change, in its transaction (``store.derived.keep_up``)."""


class UploadUnknown(Exception):
    """No upload in force has this number; the text is Russian."""


@dataclass(frozen=True)
class File:
    """An accepted file: its name as sent, its bytes and their SHA-256, and how many rows were read."""

    name: str
    content: bytes
    sha256: str
    rows: int


def changes(before: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``given`` with ``change`` («new», «replaced», «same»), ``number_before`` and ``text_before``.

    ``before``: the values in force, or those of the same subjects (``values.beside``); both are tidy frames. Its
    ``record``, where it has one, goes along.
    """
    place = _places(before, given)
    found = {name: before[name].array.take(place, allow_fill=True) for name in CONTENT}
    same = np.zeros(len(given), dtype=np.bool_)
    for name in CONTENT:
        same |= np.asarray(given[name].eq(pd.Series(found[name], given.index)).fillna(False), dtype=np.bool_)
    change = np.where(place < 0, 0, np.where(same, 2, 1))
    beside = {f"{name}_before": found[name] for name in CONTENT}
    if "record" in before:
        beside["record"] = pd.array(before["record"], dtype="Int64").take(place, allow_fill=True)
    return given.assign(**beside, change=pd.array(CHANGES, dtype="str").take(change))


def _places(before: pd.DataFrame, given: pd.DataFrame) -> np.ndarray:
    """Where in ``before`` the key of each row of ``given`` stands, -1 where it does not."""
    if before.empty:
        return np.full(len(given), -1)
    key = np.zeros(len(before) + len(given), dtype=np.int64)
    for name in KEY:
        codes, distinct = pd.factorize(pd.concat([before[name], given[name]]))
        key = key * len(distinct) + codes
    return pd.Index(key[: len(before)]).get_indexer(key[len(before) :])


def count(changed: pd.DataFrame) -> dict[str, int]:
    """Numbers of new, replaced and same values."""
    found = changed["change"].value_counts()
    return {name: int(found.get(name, 0)) for name in CHANGES}


@dataclass(frozen=True)
class Remark:
    """What a person said of a warning about a cell."""

    sheet: str
    cell: str
    code: str
    message: str
    comment: str


def accept(
    engine: Engine,
    file: File,
    given: pd.DataFrame,
    by: Person,
    said: Sequence[Remark] = (),
    *,
    reason: str = "",
    settle: Settle | None = None,
    follow: Follow | None = None,
) -> tuple[int, dict[str, int]]:
    """Stores the values of a file in one transaction; returns the upload's number and what it changed.

    A file that is in force already and would change nothing is not stored again: its first number is returned.
    ``said``: comments on warnings, kept with the values of their cells. ``reason``: why closed periods change.
    ``settle`` is called in the transaction with the upload's number. Raises ``PeriodClosed``, ``Forbidden``.
    """
    with changing(engine, by, Action.ACCEPT, file.name) as connection, directory_guarded(connection, by):
        before = beside(connection, given)
        changed = changes(before, given)
        counted = count(changed)
        guard(connection, touched(changed), reason)
        again = _in_force(connection, file.sha256)
        if again is not None and not counted["new"] + counted["replaced"]:
            if settle:
                settle(connection, again)
            return again, counted
        number = _journal(connection, file, by, counted, reason)
        if len(before):
            put_out_of_force(connection, before, changed)
        add(connection, number, given)
        if said:
            connection.execute(insert(remarks), [{"upload": number, **asdict(remark)} for remark in said])
        if settle:
            settle(connection, number)
        if follow:
            follow(connection)
        return number, counted


def undo(engine: Engine, number: int, by: Person, reason: str = "", follow: Follow | None = None) -> None:
    """Takes an upload back: the figures are as if it had never been.

    ``reason``: why closed periods change. Raises ``UploadUnknown``, ``PeriodClosed``, ``Forbidden``.
    """
    with changing(engine, by, Action.UNDO, f"№ {number}") as connection, directory_guarded(connection, by):
        standing = (uploads.c.id == number) & uploads.c.undone_at.is_(None)
        changed = connection.execute(update(uploads).where(standing).values(undone_at=now(), undone_by=by.name))
        if not changed.rowcount:
            raise UploadUnknown(f"Загрузки № {number} нет или она уже отменена.")
        guard(connection, touched_by_upload(connection, number), reason)
        take_back(connection, number)
        record(connection, by, "undo", number, detail=reason.strip())
        if follow:
            follow(connection)


def journal(engine: Engine, by: Person) -> pd.DataFrame:
    """Uploads, latest first, in the columns of the table ``uploads``; moments in UTC.

    ``sent_by``: who sent it for acceptance, missing where it was loaded directly. An organization is told of those
    alone that hold its own values. Raises ``Forbidden``.
    """
    demand(engine, by, Action.LOOK, by.organization or None, "uploads")
    sender = select(submissions.c.by).where(submissions.c.upload == uploads.c.id).order_by(submissions.c.id).limit(1)
    query = select(uploads, sender.scalar_subquery().label("sent_by")).order_by(uploads.c.id.desc())
    if by.organization:
        query = query.where(uploads.c.id.in_(select(records.c.upload).where(about(by.organization))))
    with engine.connect() as connection:
        result = connection.execute(query)
        frame = pd.DataFrame(result.all(), columns=list(result.keys()))
    return frame.assign(**{name: pd.to_datetime(frame[name], utc=True) for name in ("at", "undone_at")})


def keep(connection: Connection, file: File) -> None:
    """Keeps the bytes of a file, once however often it is sent."""
    if connection.scalar(select(files.c.sha256).where(files.c.sha256 == file.sha256)) is None:
        connection.execute(insert(files).values(sha256=file.sha256, content=file.content))


def content(engine: Engine, sha256: str, by: Person) -> bytes | None:
    """The file as it was sent. Raises ``Forbidden``: an organization opens only what it sent itself."""
    demand(engine, by, Action.OPEN_FILE, _sent_by(engine, sha256, by.organization), sha256)
    with engine.connect() as connection:
        return connection.scalar(select(files.c.content).where(files.c.sha256 == sha256))


def _sent_by(engine: Engine, sha256: str, organization: str) -> str | None:
    own = (submissions.c.sha256 == sha256) & (submissions.c.organization == organization)
    with engine.connect() as connection:
        return connection.scalar(select(submissions.c.organization).where(own).limit(1))


def _in_force(connection: Connection, sha256: str) -> int | None:
    standing = (uploads.c.sha256 == sha256) & uploads.c.undone_at.is_(None)
    return connection.scalar(select(uploads.c.id).where(standing).order_by(uploads.c.id))


def _journal(connection: Connection, file: File, by: Person, counted: dict[str, int], reason: str) -> int:
    keep(connection, file)
    row = {"at": now(), "by": by.name, "file_name": file.name, "sha256": file.sha256, "rows": file.rows}
    result = connection.execute(insert(uploads).values(**row, **counted, reason=reason.strip()))
    number = int(result.inserted_primary_key[0])  # type: ignore[index]
    record(connection, by, "load", number, detail=": ".join(filter(None, [file.name, reason.strip()])))
    return number
