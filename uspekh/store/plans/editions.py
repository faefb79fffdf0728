"""The editions of passports that the store keeps: which there are, their texts and plans."""

from __future__ import annotations

from datetime import UTC

from sqlalchemy import Connection, Engine, func, select

from uspekh.passport.editions.edition import Edition, Requisites
from uspekh.passport.editions.identity import IDENTITY_FILE, NumberedPlan, read_pairs
from uspekh.passport.plan import plan_of
from uspekh.passport.texts import FILES
from uspekh.store.schema.editions import edition_tables, editions


class EditionRefused(Exception):
    """The project or the edition cannot be entered; the text is Russian and says what to change."""


def list_editions(engine: Engine, code: str) -> list[Edition]:
    """The editions of a project that the store keeps, in the order in which they come into force."""
    with engine.connect() as connection:
        return editions_of(connection, code)


def find_latest(engine: Engine, code: str) -> int | None:
    """The number by which the store knows the last edition of a project, whether it holds yet or not."""
    with engine.connect() as connection:
        last: int | None = connection.scalar(select(func.max(editions.c.id)).where(editions.c.code == code))
    return last


def texts_of(engine: Engine, edition: int) -> dict[str, str]:
    """The files of an edition by name; none where there is no such edition."""
    with engine.connect() as connection:
        texts = all_texts_of(connection, edition)
    return {name: texts[name] for name in FILES if name in texts}


def numbered_plan(engine: Engine, edition: Edition) -> NumberedPlan:
    """An edition with its plan and with which of its rows are those of the edition before."""
    with engine.connect() as connection:
        return numbered_edition(connection, edition)


def editions_of(connection: Connection, code: str) -> list[Edition]:
    """The same within a transaction."""
    query = select(editions).where(editions.c.code == code).order_by(editions.c.valid_from, editions.c.number)
    return [
        Edition(
            row.id,
            row.code,
            Requisites(row.number, row.dated, row.act, row.valid_from),
            row.confirmed_by,
            row.confirmed_at.replace(tzinfo=UTC),
        )
        for row in connection.execute(query)
    ]


def all_texts_of(connection: Connection, edition: int) -> dict[str, str]:
    """Every text of an edition by name, that of its identity among them."""
    query = select(edition_tables.c.name, edition_tables.c.text).where(edition_tables.c.edition == edition)
    return {row.name: row.text for row in connection.execute(query)}


def numbered_edition(connection: Connection, edition: Edition) -> NumberedPlan:
    """``numbered_plan`` within a transaction."""
    texts = all_texts_of(connection, edition.id)
    return NumberedPlan(edition.requisites.number, plan_of(texts), read_pairs(texts.get(IDENTITY_FILE, "")))
