"""Explanations of deviations: cause, measure, responsible person, due date. Nothing is overwritten."""

from __future__ import annotations

import uuid
from dataclasses import asdict, replace

import pandas as pd
from sqlalchemy import Engine, func, insert, select

from uspekh.access.person import Action, Person
from uspekh.monitoring.overview.decisions import Decision
from uspekh.store.guards.texts import guard_typed
from uspekh.store.log.actions import changing, demand, now, record
from uspekh.store.schema.decided import decisions

COLUMNS = ["thread", "subject_kind", "subject", "year", "cause", "action", "responsible", "due", "closed", "by", "at"]


def texts_of(decision: Decision) -> list[str]:
    """Its free texts; who is responsible is said to be an official by the field itself."""
    return [decision.cause, decision.action, f"Ответственные: {decision.responsible}"]


def decide(engine: Engine, decision: Decision, by: Person, *, officials: bool = False) -> str:
    """Stores a decision, or a new wording of the one whose ``thread`` it has; returns the thread.

    ``officials``: whoever is named in the cause or the measure is one. Raises ``TextRefused``, ``Forbidden``.
    """
    decision = replace(decision, thread=decision.thread or str(uuid.uuid4()))
    detail = f"{decision.subject_kind} {decision.subject}, {decision.year}"
    with changing(engine, by, Action.EXPLAIN, detail) as connection:
        guard_typed(connection, by, texts_of(decision), officials=officials)
        connection.execute(insert(decisions).values(at=now(), by=by.name, **asdict(decision)))
        record(connection, by, "decide", detail=detail)
    return decision.thread


def in_force(engine: Engine, by: Person) -> pd.DataFrame:
    """The latest wording of every decision: columns ``COLUMNS``, ``due`` as ``datetime.date`` or missing.

    Raises ``Forbidden``: decisions are of the whole project.
    """
    demand(engine, by, Action.LOOK, detail="decisions")
    latest = select(func.max(decisions.c.id)).group_by(decisions.c.thread)
    return _frame(engine, decisions.c.id.in_(latest))


def _frame(engine: Engine, condition: object) -> pd.DataFrame:
    query = select(*(decisions.c[name] for name in COLUMNS)).where(condition).order_by(decisions.c.id.desc())  # type: ignore[arg-type]
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    frame = pd.DataFrame([tuple(row) for row in rows], columns=COLUMNS).astype({"due": object, "closed": bool})
    return frame.assign(at=pd.to_datetime(frame["at"], utc=True))
