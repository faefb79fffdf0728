"""Layouts of foreign tables, matched by hand once: kept by the shape of their headings."""

from __future__ import annotations

from sqlalchemy import Engine, delete, insert, select

from uspekh.access.person import Action, Person
from uspekh.store.log.actions import changing, now, record
from uspekh.store.schema.tables import layouts


def store_mapping(engine: Engine, shape: str, mapping: str, by: Person) -> None:
    """Keeps the mapping (text of ``actuals.mapping.Mapping``) for a shape; a later one takes its place.

    Raises ``Forbidden``.
    """
    with changing(engine, by, Action.MATCH, shape) as connection:
        connection.execute(delete(layouts).where(layouts.c.shape == shape))
        connection.execute(insert(layouts).values(shape=shape, at=now(), by=by.name, mapping=mapping))
        record(connection, by, "match", detail=shape)


def list_mappings(engine: Engine) -> list[str]:
    """The texts of all mappings."""
    with engine.connect() as connection:
        return list(connection.scalars(select(layouts.c.mapping).order_by(layouts.c.at)))
