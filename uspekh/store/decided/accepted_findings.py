"""Findings of the audit that were accepted as they are («принято»), with the reason; each decision is kept."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Engine, func, insert, select

from uspekh.access.person import Action, Person
from uspekh.store.guards.texts import guard_typed
from uspekh.store.log.actions import changing, demand, now, record
from uspekh.store.schema.decided import accepted_findings


def decide_finding(
    engine: Engine, key: str, reason: str, by: Person, *, accepted: bool = True, officials: bool = False
) -> None:
    """Accepts a finding with a reason, or no longer accepts it; ``officials``: whoever is named in the reason is one.

    Raises ``TextRefused``, ``Forbidden``.
    """
    with changing(engine, by, Action.ACCEPT_FINDING, key) as connection:
        guard_typed(connection, by, [reason], officials=officials)
        connection.execute(
            insert(accepted_findings).values(key=key, at=now(), by=by.name, accepted=accepted, reason=reason)
        )
        record(connection, by, "mark", detail=f"{key}: {reason}")


def list_accepted(engine: Engine, by: Person) -> pd.DataFrame:
    """The findings that are accepted now: ``key, reason, by, at`` (UTC). Raises ``Forbidden``."""
    demand(engine, by, Action.LOOK, detail="marks")
    latest = select(func.max(accepted_findings.c.id)).group_by(accepted_findings.c.key)
    columns = [accepted_findings.c[name] for name in ("key", "reason", "by", "at")]
    query = select(*columns).where(accepted_findings.c.id.in_(latest), accepted_findings.c.accepted)
    with engine.connect() as connection:
        result = connection.execute(query)
        frame = pd.DataFrame(result.all(), columns=list(result.keys()))
    return frame.assign(at=pd.to_datetime(frame["at"], utc=True))
