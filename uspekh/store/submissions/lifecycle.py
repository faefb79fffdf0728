"""Reports of organizations on their way to acceptance: sent, withdrawn, returned, accepted. Nothing is erased."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, Row, insert, select, update

from uspekh.access.person import Action, Forbidden, Person
from uspekh.actuals.organization_report import is_reported_by
from uspekh.russian.periods import YEAR
from uspekh.store.guards.locks import PeriodClosed, Periods, Unexplained, closed, explained, named
from uspekh.store.guards.texts import guard_typed
from uspekh.store.log.actions import changing, now, record
from uspekh.store.plans.renumbering import renumbered_since
from uspekh.store.schema.tables import submissions
from uspekh.store.submissions.replacing import (
    ACCEPTED,
    WAITING,
    Points,
    later,
    packed,
    points_of,
    remaining,
    unpacked_points,
)
from uspekh.store.uploads.changes import changes
from uspekh.store.uploads.files import File, add_file
from uspekh.store.uploads.journal import Follow, accept, guard_file_texts
from uspekh.store.uploads.remarks import Remark
from uspekh.store.uploads.unsaved import forget_stored
from uspekh.store.values.queries import same_subjects
from uspekh.words import REPORT_STATES

RETURNED, WITHDRAWN = "returned", "withdrawn"
_DID = {ACCEPTED: "accept_sent", RETURNED: "return", WITHDRAWN: "withdraw"}


class SubmissionDecided(Exception):
    """The report does not wait any more, or never did; the text is Russian and says who decided."""


def send(
    engine: Engine,
    file: File,
    values: pd.DataFrame,
    by: Person,
    remarks: Sequence[Remark] = (),
    *,
    plans: tuple[File, pd.DataFrame] | None = None,
) -> int:
    """Keeps a report until an editor decides; nothing enters the figures. Returns the submission's number.

    ``values``: those of the report (tidy frame). ``plans``: those that the organization proposes, kept in the same
    transaction as a report of their own, since they are decided apart. What it sent before and is replaced wholly is
    withdrawn; of what is replaced in part the rest still waits.
    Raises ``PeriodClosed``, ``TextRefused``, ``Forbidden``.
    """
    with changing(engine, by, Action.SEND, file.name, by.organization) as connection:
        number = _send(connection, file, values, by, remarks)
        if plans is not None:
            _send(connection, *plans, by, remarks)
        return number


def _send(connection: Connection, file: File, values: pd.DataFrame, by: Person, remarks: Sequence[Remark]) -> int:
    _own_only(values, by.organization, Action.SEND)
    periods = periods_of(values)
    refuse_closed(connection, periods)
    guard_file_texts(connection, by, changes(same_subjects(connection, values), values), remarks)
    row = {
        "at": now(),
        "by": by.name,
        "organization": by.organization,
        "file_name": file.name,
        "periods": json.dumps(sorted(periods)),
        "said": json.dumps([asdict(remark) for remark in remarks], ensure_ascii=False),
        "sha256": file.sha256,
        "state": WAITING,
        "copy": add_file(connection, file),
        "points": packed(points_of(values)),
    }
    forget_stored(connection, file.sha256, by)
    result = connection.execute(insert(submissions).values(**row))
    number = int(result.inserted_primary_key[0])  # type: ignore[index]
    record(connection, by, "send", detail=f"№ {number}, {file.name}")
    _withdraw_replaced(connection, number, by)
    return number


def periods_of(values: pd.DataFrame) -> Periods:
    """The periods that reported values belong to; a plan is of a year, without months (0)."""
    return set(zip(values["year"].tolist(), values["months"].tolist(), strict=True))


def refuse_closed(source: Engine | Connection, periods: Periods) -> None:
    """Raises ``PeriodClosed`` where an organization cannot send for one of the periods."""
    # A plan is of the whole year.
    if shut := {(year, months or YEAR) for year, months in periods} & closed(source):
        raise PeriodClosed(f"Период закрыт: {named(shut)}. Изменить его может только редактор: обратитесь к нему.")


def withdraw(engine: Engine, number: int, by: Person) -> None:
    """The organization takes its own report back. Raises ``SubmissionDecided``, ``Forbidden``."""
    with changing(engine, by, Action.SEND, f"№ {number}", by.organization) as connection:
        row = _waiting(connection, number)
        if row.organization != by.organization:
            raise Forbidden("Отозвать можно только свой отчёт.", Action.SEND)
        _decide(connection, row, WITHDRAWN, by)


def return_back(engine: Engine, number: int, remark: str, by: Person, *, officials: bool = False) -> None:
    """An editor returns a report with a remark; ``officials``: whoever is named in it is one.

    Raises ``SubmissionDecided``, ``Unexplained``, ``TextRefused``, ``Forbidden``.
    """
    with changing(engine, by, Action.ACCEPT, f"№ {number}") as connection:
        remark = explained(remark, "Напишите, что исправить: без замечания отчёт не возвращается.")
        guard_typed(connection, by, [remark], officials=officials)
        _decide(connection, _waiting(connection, number), RETURNED, by, remark=remark)


def accept_sent(
    engine: Engine,
    number: int,
    file: File,
    values: pd.DataFrame,
    by: Person,
    reason: str = "",
    follow: Follow | None = None,
    shown: pd.DataFrame | None = None,
    more: Sequence[Remark] = (),
) -> tuple[int, dict[str, int]]:
    """An editor accepts a report: an ordinary upload, and the decision, in one transaction.

    ``file``, ``values``: the copy of what was sent, as it reads now; ``reason``: why closed periods change.
    Values that the organization sent anew since are left out (``replacing.later``).
    ``shown``: the preview that the editor confirmed; ``more``: what the editor says beside the remarks at sending.
    Returns what ``uploads.accept`` returns.
    Raises ``SubmissionDecided``, ``PreviewOutdated``, ``Unexplained``, ``TextRefused``, ``Forbidden``.
    """
    with engine.connect() as connection:
        row = _waiting(connection, number)
        if renumbered_since(connection, row.at):
            raise SubmissionDecided(
                f"Отчёт № {number} прислан до редакции паспорта, в которой у строк другие номера. Верните его, чтобы "
                "его прислали заново."
            )
        remarks = [*(Remark(**remark) for remark in json.loads(row.said)), *more]
        replaced = set(later(connection, number))
    left = remaining(values, replaced)
    if left.empty:
        raise Unexplained(f"Все значения отчёта № {number} организация прислала заново: верните его с замечанием.")
    file = replace(file, sha256=row.sha256)
    settle = partial(_settle, number=number, file=file, values=values, replaced=replaced, by=by)
    return accept(engine, file, left, by, remarks, reason=reason, shown=shown, settle=settle, follow=follow)


def unpacked(periods: str) -> Periods:
    """The periods of a submission, year and months each."""
    return {(year, months) for year, months in json.loads(periods)}


def _settle(
    connection: Connection, upload: int, *, number: int, file: File, values: pd.DataFrame, replaced: Points, by: Person
) -> None:
    row = _waiting(connection, number)
    _own_only(values, row.organization, Action.ACCEPT)
    if row.copy != hashlib.sha256(file.copy).hexdigest():
        raise SubmissionDecided(f"Отчёт № {number} прислан другим файлом. Откройте его снова.")
    if set(later(connection, number)) != replaced:
        raise SubmissionDecided(f"Отчёт № {number} тем временем заменён более поздним. Откройте его снова.")
    _decide(connection, row, ACCEPTED, by, upload=upload)


def _own_only(values: pd.DataFrame, organization: str, action: Action) -> None:
    if not is_reported_by(values, organization).all():
        raise Forbidden("Организация отправляет только свои значения.", action)
    if values["kind"].nunique() > 1:
        raise Forbidden("Планы принимаются отдельно от показателей: отправьте их отдельным отчётом.", action)


def _withdraw_replaced(connection: Connection, by_number: int, by: Person) -> None:
    """Withdraws earlier waiting reports of which every value was sent anew; others hold values that only they have."""
    waiting = (submissions.c.organization == by.organization) & (submissions.c.state == WAITING)
    for row in connection.execute(select(submissions).where(waiting, submissions.c.id < by_number)).all():
        points = unpacked_points(row.points)
        if points and points <= set(later(connection, row.id)):
            _decide(connection, row, WITHDRAWN, by, remark=f"заменён отчётом № {by_number}")


def _waiting(connection: Connection, number: int) -> Row[Any]:
    row = connection.execute(select(submissions).where(submissions.c.id == number)).one_or_none()
    if row is None:
        raise SubmissionDecided(f"Отчёта № {number} нет.")
    if row.state != WAITING:
        raise SubmissionDecided(f"Отчёт № {number} уже {REPORT_STATES[row.state]}: {row.decided_by}.")
    return row


def _decide(
    connection: Connection, row: Row[Any], state: str, by: Person, *, remark: str = "", upload: int | None = None
) -> None:
    decided = {"state": state, "decided_at": now(), "decided_by": by.name, "remark": remark, "upload": upload}
    connection.execute(update(submissions).where(submissions.c.id == row.id).values(**decided))
    detail = ": ".join(filter(None, [f"№ {row.id}, {row.file_name}", remark]))
    record(connection, by, _DID[state], upload, detail=detail)
