"""What a person matched by hand once: layouts of foreign tables by the shape of their headings, and names of
organizations by their letters."""

from __future__ import annotations

from sqlalchemy import Engine, delete, insert, select

from uspekh.access.person import Action, Person
from uspekh.store.log.actions import changing, now, record
from uspekh.store.schema.tables import layouts


def store_mapping(engine: Engine, shape: str, mapping: str, by: Person) -> None:
    """Keeps the mapping or the chosen name (its text) for a shape or key; a later one takes its place.

    Raises ``Forbidden``.
    """
    with changing(engine, by, Action.MATCH, shape) as connection:
        connection.execute(delete(layouts).where(layouts.c.shape == shape))
        connection.execute(insert(layouts).values(shape=shape, at=now(), by=by.name, mapping=mapping))
        record(connection, by, "match", detail=shape)


def list_mappings(engine: Engine) -> list[str]:
    """The texts of all mappings and chosen names, the latest last."""
    with engine.connect() as connection:
        return list(connection.scalars(select(layouts.c.mapping).order_by(layouts.c.at)))
