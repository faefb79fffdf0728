"""Explanations of deviations: cause, measure, responsible person, due date. Nothing is overwritten."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Engine, func, insert, select

from uspekh.access.person import Action, Person
from uspekh.store.guards.texts import guard_typed
from uspekh.store.log.actions import changing, demand, now, record
from uspekh.store.schema.decided import decisions

COLUMNS = ["thread", "subject_kind", "subject", "year", "cause", "action", "responsible", "due", "closed", "by", "at"]


@dataclass(frozen=True)
class Decision:
    """What is said of a deviation of ``subject`` (an indicator, result or budget line) in a year."""

    subject_kind: str
    subject: str
    year: int
    cause: str
    action: str
    responsible: str
    due: date | None
    closed: bool = False


def texts_of(decision: Decision) -> list[str]:
    """Its free texts; who is responsible is said to be an official by the field itself."""
    return [decision.cause, decision.action, f"Ответственные: {decision.responsible}"]


def decide(
    engine: Engine, decision: Decision, by: Person, thread: str | None = None, *, officials: bool = False
) -> str:
    """Stores a decision, or a new wording of the one with this ``thread``; returns the thread.

    ``officials``: whoever is named in the cause or the measure is one. Raises ``TextRefused``, ``Forbidden``.
    """
    thread = thread or str(uuid.uuid4())
    detail = f"{decision.subject_kind} {decision.subject}, {decision.year}"
    with changing(engine, by, Action.EXPLAIN, detail) as connection:
        guard_typed(connection, by, texts_of(decision), officials=officials)
        connection.execute(insert(decisions).values(thread=thread, at=now(), by=by.name, **asdict(decision)))
        record(connection, by, "decide", detail=detail)
    return thread


def in_force(engine: Engine, by: Person) -> pd.DataFrame:
    """The latest wording of every decision: columns ``COLUMNS``, ``due`` as ``datetime.date`` or missing.

    Raises ``Forbidden``: decisions are of the whole project.
    """
    demand(engine, by, Action.LOOK, detail="decisions")
    latest = select(func.max(decisions.c.id)).group_by(decisions.c.thread)
    return _frame(engine, decisions.c.id.in_(latest))


def wordings(engine: Engine, thread: str, by: Person) -> pd.DataFrame:
    """Every wording of a decision, latest first. Raises ``Forbidden``."""
    demand(engine, by, Action.LOOK, detail="decisions")
    return _frame(engine, decisions.c.thread == thread)


def overdue(frame: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Decisions whose date has passed and that nobody closed."""
    late = [due is not None and not pd.isna(due) and due < as_of for due in frame["due"]]
    return frame[pd.Series(late, frame.index, dtype=bool) & ~frame["closed"].astype(bool)]


def _frame(engine: Engine, condition: object) -> pd.DataFrame:
    query = select(*(decisions.c[name] for name in COLUMNS)).where(condition).order_by(decisions.c.id.desc())  # type: ignore[arg-type]
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    frame = pd.DataFrame([tuple(row) for row in rows], columns=COLUMNS).astype({"due": object, "closed": bool})
    return frame.assign(at=pd.to_datetime(frame["at"], utc=True))
