"""What the list of all projects says of each, kept until something of the project changes or the day is over."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, delete, func, insert, select

from uspekh.store.database.engine import writing
from uspekh.store.log.actions import DONE
from uspekh.store.schema.computed import every_headline, headlines
from uspekh.store.schema.project import EVERY
from uspekh.store.schema.tables import any_event


@dataclass(frozen=True)
class Headline:
    """The sentence of a project on a day, how many indicators are in each state, and how many plan items are overdue.

    ``event``: the last change of the project that it holds for; ``incomplete``: how many in each of the ``states`` are
    there by incomplete data.
    """

    event: int
    day: date
    sentence: str
    states: Mapping[str, int]
    incomplete: Mapping[str, int]
    overdue: int


def list_headlines(engine: Engine) -> dict[str, Headline]:
    """What is kept, by project, whether it still holds or not."""
    with engine.connect() as connection:
        rows = connection.execute(select(every_headline)).all()
    return {
        row.project: Headline(row.event, row.day, row.sentence, *_states_of(row.states), row.overdue) for row in rows
    }


def keep_headline(engine: Engine, headline: Headline) -> None:
    """Keeps what is said of the project of the engine in place of what was said before."""
    row = {name: getattr(headline, name) for name in ("event", "day", "sentence", "overdue")}
    with writing(engine).begin() as connection:
        connection.execute(delete(headlines))
        states = json.dumps([dict(headline.states), dict(headline.incomplete)])
        connection.execute(insert(headlines).values(**row, states=states))


def _states_of(text: str) -> tuple[dict[str, int], dict[str, int]]:
    """``states`` and ``incomplete``; a database of an earlier version keeps the first alone until the day is over."""
    states = json.loads(text)
    return (states[0], states[1]) if isinstance(states, list) else (states, {})


def last_changes(engine: Engine) -> dict[str, int]:
    """The last change of each project (``log.actions.revision``); under ``EVERY`` that of all of them."""
    event = any_event.c
    query = select(event.project, func.max(event.id)).where(event.outcome == DONE).group_by(event.project)
    with engine.connect() as connection:
        changes: dict[str, int] = dict(map(tuple, connection.execute(query)))
    of_every = changes.setdefault(EVERY, 0)
    return {project: max(number, of_every) for project, number in changes.items()}
