"""Frozen meetings: the figures and decisions as they were, kept as text that no later upload changes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Engine, insert, select

from uspekh.access.person import Action, Person
from uspekh.store.log.actions import changing, demand, now, record
from uspekh.store.schema.decided import meetings


class MeetingUnknown(Exception):
    """No meeting has this number; the text is Russian."""


@dataclass(frozen=True)
class Meeting:
    """A meeting frozen ``at`` a moment (UTC); ``status``: the text of ``status --json`` as it was, byte for byte."""

    id: int
    held_on: date
    at: datetime
    by: str
    year: int
    months: int
    status: str
    decisions: str

    def figures(self) -> dict[str, Any]:
        """The frozen figures as ``status --json`` gives them."""
        status: dict[str, Any] = json.loads(self.status)
        return status


def freeze(
    engine: Engine, held_on: date, status: dict[str, Any], months: int, decided: pd.DataFrame, by: Person
) -> int:
    """Keeps a meeting; returns its number. ``status`` as of ``monitoring.status``, ``decided`` of ``decisions``.

    Raises ``Forbidden``.
    """
    row = {
        "held_on": held_on,
        "at": now(),
        "by": by.name,
        "year": status["year"],
        "months": months,
        "status": json.dumps(status, ensure_ascii=False),
        "decisions": decided.astype({"due": "str", "at": "str"}).to_json(orient="records", force_ascii=False),
    }
    with changing(engine, by, Action.EXPLAIN, f"{held_on:%d.%m.%Y}") as connection:
        result = connection.execute(insert(meetings).values(**row))
        record(connection, by, "freeze", detail=f"{held_on:%d.%m.%Y}")
    return int(result.inserted_primary_key[0])  # type: ignore[index]


def held(engine: Engine, by: Person) -> pd.DataFrame:
    """Meetings, latest first: ``id, held_on, by, year, months``. Raises ``Forbidden``."""
    demand(engine, by, Action.LOOK, detail="meetings")
    columns = [meetings.c[name] for name in ("id", "held_on", "by", "year", "months")]
    with engine.connect() as connection:
        result = connection.execute(select(*columns).order_by(meetings.c.held_on.desc(), meetings.c.id.desc()))
        return pd.DataFrame(result.all(), columns=list(result.keys()))


def list_frozen(engine: Engine, by: Person) -> list[dict[str, Any]]:
    """The figures of every meeting, oldest first, as ``Meeting.figures``. Raises ``Forbidden``."""
    demand(engine, by, Action.LOOK, detail="meetings")
    with engine.connect() as connection:
        texts = connection.scalars(select(meetings.c.status).order_by(meetings.c.held_on, meetings.c.id)).all()
    return [json.loads(text) for text in texts]


def meeting(engine: Engine, number: int, by: Person) -> Meeting:
    """A frozen meeting. Raises ``MeetingUnknown``, ``Forbidden``."""
    demand(engine, by, Action.LOOK, detail=f"meeting {number}")
    columns = [meetings.c[name] for name in ("id", "held_on", "at", "by", "year", "months", "status", "decisions")]
    with engine.connect() as connection:
        row = connection.execute(select(*columns).where(meetings.c.id == number)).one_or_none()
    if row is None:
        raise MeetingUnknown(f"Совещания № {number} нет.")
    values = row._asdict()
    # SQLite gives moments without the zone in which all are kept.
    return Meeting(**(values | {"at": pd.Timestamp(values["at"]).to_pydatetime().replace(tzinfo=UTC)}))
