"""The journal: accepting an upload all or nothing, taking one back, listing what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict

import pandas as pd
from sqlalchemy import Connection, Engine, insert, select, update

from uspekh.access.person import Action, Person, require
from uspekh.actuals.personal.mentions import MENTION, NAMED, OFFICIAL
from uspekh.store.guards.locks import guard, touched, touched_by_upload
from uspekh.store.guards.texts import TYPED, TextCell, cells_with_people, guard_texts, guard_typed, texts_of
from uspekh.store.log.actions import changing, demand, now, record
from uspekh.store.schema.tables import remark_rows, submissions, uploads, value_rows
from uspekh.store.uploads.changes import changes, count
from uspekh.store.uploads.confirmation import refuse_outdated
from uspekh.store.uploads.files import File, add_file
from uspekh.store.uploads.remarks import Remark
from uspekh.store.uploads.unsaved import forget_stored
from uspekh.store.values.in_force import DIRECTORY, add, put_out_of_force, take_back
from uspekh.store.values.queries import of_kinds, of_organization, same_subjects

Settle = Callable[[Connection, int], None]
Follow = Callable[[Connection], None]
"""What is brought forward with every change, in its transaction (``store.values.entries.keep_up``)."""


class UploadUnknown(Exception):
    """No upload in force has this number; the text is Russian."""


def accept(
    engine: Engine,
    file: File,
    values: pd.DataFrame,
    by: Person,
    remarks: Sequence[Remark] = (),
    *,
    reason: str = "",
    shown: pd.DataFrame | None = None,
    settle: Settle | None = None,
    follow: Follow | None = None,
) -> tuple[int, dict[str, int]]:
    """Stores the values of a file in one transaction; returns the upload's number and what it changed.

    A file that is in force already and would change nothing is not stored again: its first number is returned.
    ``remarks``: comments on warnings, kept with the values of their cells. ``reason``: why closed periods change.
    ``shown``: the preview (``changes.changes``) that the person confirmed; without one nothing is compared.
    ``settle`` is called in the transaction with the upload's number.
    Raises ``PreviewOutdated``, ``PeriodClosed``, ``TextRefused``, ``Forbidden``.
    """
    with changing(engine, by, Action.ACCEPT, file.name) as connection, _directory_guarded(connection, by):
        changed = changes(same_subjects(connection, values), values)
        if shown is not None:
            refuse_outdated(shown, changed)
        forget_stored(connection, file.sha256, by)
        counted = count(changed)
        guard(connection, touched(changed), reason)
        guard_file_texts(connection, by, changed, remarks, reason)
        earlier = _in_force(connection, file.sha256)
        if earlier is not None and not counted["new"] + counted["replaced"]:
            number = earlier
        else:
            number = _journal(connection, file, by, counted, reason, every_project=_changes_directory(changed))
            _put_in_force(connection, number, values, changed, remarks)
        if settle:
            settle(connection, number)
        if follow and number != earlier:
            follow(connection)
        return number, counted


def confirmations(values: pd.DataFrame, remarks: Sequence[Remark] = (), reason: str = "") -> list[Remark]:
    """The remarks of a person who confirms that whoever is named in these texts is an official."""
    cells = cells_with_people(_texts(values, remarks, reason))
    return [Remark(sheet, cell, MENTION, NAMED, OFFICIAL) for sheet, cell in cells]


def undo(
    engine: Engine,
    number: int,
    by: Person,
    reason: str = "",
    follow: Follow | None = None,
    *,
    officials: bool = False,
) -> None:
    """Takes an upload back: the figures are as if it had never been.

    ``reason``: why closed periods change; ``officials``: whoever is named in it is one.
    Raises ``UploadUnknown``, ``PeriodClosed``, ``TextRefused``, ``Forbidden``.
    """
    with changing(engine, by, Action.UNDO, f"№ {number}") as connection, _directory_guarded(connection, by):
        guard_typed(connection, by, [reason], officials=officials)
        standing = (uploads.c.id == number) & uploads.c.undone_at.is_(None)
        changed = connection.execute(update(uploads).where(standing).values(undone_at=now(), undone_by=by.name))
        if not changed.rowcount:
            raise UploadUnknown(f"Загрузки № {number} нет или она уже отменена.")
        guard(connection, touched_by_upload(connection, number), reason)
        before = _directory(connection)
        take_back(connection, number)
        every_project = _directory(connection) != before
        record(connection, by, "undo", number, detail=reason.strip(), every_project=every_project)
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
        query = query.where(uploads.c.id.in_(select(value_rows.c.upload).where(of_organization(by.organization))))
    with engine.connect() as connection:
        result = connection.execute(query)
        frame = pd.DataFrame(result.all(), columns=list(result.keys()))
    return frame.assign(**{name: pd.to_datetime(frame[name], utc=True) for name in ("at", "undone_at")})


def guard_file_texts(
    connection: Connection, by: Person, values: pd.DataFrame, remarks: Sequence[Remark], reason: str = ""
) -> None:
    """Lets the texts of a file and of the remarks on it be stored (``texts.guard_texts``)."""
    official = {
        (remark.sheet, remark.cell) for remark in remarks if (remark.code, remark.comment) == (MENTION, OFFICIAL)
    }
    guard_texts(connection, by, _texts(values, remarks, reason), official)


def _texts(values: pd.DataFrame, remarks: Sequence[Remark], reason: str) -> list[tuple[TextCell, str]]:
    """Every text that an upload stores: of its values, of the remarks on warnings, and why closed periods change."""
    explanations = [((remark.sheet, remark.cell), remark.comment) for remark in remarks]
    return [*texts_of(values), *explanations, (TYPED, reason)]


def _in_force(connection: Connection, sha256: str) -> int | None:
    standing = (uploads.c.sha256 == sha256) & uploads.c.undone_at.is_(None)
    return connection.scalar(select(uploads.c.id).where(standing).order_by(uploads.c.id))


def _journal(
    connection: Connection, file: File, by: Person, counted: dict[str, int], reason: str, *, every_project: bool
) -> int:
    copy = add_file(connection, file)
    row = {"at": now(), "by": by.name, "file_name": file.name, "sha256": file.sha256, "rows": file.rows, "copy": copy}
    result = connection.execute(insert(uploads).values(**row, **counted, reason=reason.strip()))
    number = int(result.inserted_primary_key[0])  # type: ignore[index]
    detail = ": ".join(filter(None, [file.name, reason.strip()]))
    record(connection, by, "load", number, detail=detail, every_project=every_project)
    return number


def _put_in_force(
    connection: Connection, number: int, values: pd.DataFrame, changed: pd.DataFrame, remarks: Sequence[Remark]
) -> None:
    """Stores the values of an upload, with the remarks on them, in place of those that it changes."""
    put_out_of_force(connection, changed)
    add(connection, number, values)
    if remarks:
        connection.execute(insert(remark_rows), [{"upload": number, **asdict(remark)} for remark in remarks])


def _changes_directory(changed: pd.DataFrame) -> bool:
    """Whether other projects see something of a change (``changes.changes``): the directory is everybody's."""
    return bool(((changed["kind"] == DIRECTORY) & (changed["change"] != "same")).any())


@contextmanager
def _directory_guarded(connection: Connection, by: Person) -> Iterator[None]:
    """Raises ``Forbidden`` when what was done inside changed the directory in force and the person may not.

    A filled form carries the directory along: entries that stay as they were are no change.
    """
    free = by.may(Action.EDIT_DIRECTORY)
    before = None if free else _directory(connection)
    yield
    if not free and _directory(connection) != before:
        require(by, Action.EDIT_DIRECTORY)


def _directory(connection: Connection) -> set[tuple[object, ...]]:
    entries = of_kinds(connection, "organization")[["subject", "field", "number", "text"]].astype(object)
    return set(entries.where(entries.notna(), None).itertuples(index=False, name=None))
