"""What projects and packages give to the shared indicators, kept by source and year until its state is another."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import Engine, delete, func, insert, select

from uspekh.monitoring.rollup import Part
from uspekh.store.database.engine import writing
from uspekh.store.schema.packages import contributions

_SAME = contributions.alias()
Parts = Sequence[tuple[str, Part]]
"""Each part with its shared code."""


def list_contributions(engine: Engine, year: int) -> dict[str, Parts]:
    """The parts that are kept of a year, by source."""
    query = select(contributions.c.source, contributions.c.content).where(contributions.c.year == year)
    with engine.connect() as connection:
        return {row.source: _read(row.content) for row in connection.execute(query)}


def list_stamps(engine: Engine) -> dict[str, str]:
    """For which state the parts of each source are kept."""
    with engine.connect() as connection:
        query = select(contributions.c.source, func.max(contributions.c.stamp)).group_by(contributions.c.source)
        return dict(map(tuple, connection.execute(query)))


def list_years(engine: Engine, sources: Sequence[str]) -> dict[int, bool]:
    """The years of some sources, each with whether anybody gave a figure."""
    query = select(contributions.c.year, func.max(contributions.c.with_data)).group_by(contributions.c.year)
    query = query.where(contributions.c.source.in_(sources))
    with engine.connect() as connection:
        return {row.year: row[1] > 0 for row in connection.execute(query.order_by(contributions.c.year))}


def list_titles(engine: Engine) -> dict[str, set[tuple[str, str]]]:
    """Titles and units of the indicators that have a shared code, by code, as each source has them in its last year."""
    latest = select(func.max(contributions.c.year)).where(contributions.c.source == _SAME.c.source).scalar_subquery()
    titles: dict[str, set[tuple[str, str]]] = {}
    with engine.connect() as connection:
        for (content,) in connection.execute(select(_SAME.c.content).where(_SAME.c.year == latest)):
            for code, part in _read(content):
                titles.setdefault(code, set()).add((part.title, part.unit))
    return titles


def keep_contributions(engine: Engine, source: str, stamp: str, parts: Mapping[int, Parts]) -> None:
    """Keeps the parts of a source by year in place of those that were kept before."""
    rows = [
        {
            "source": source,
            "year": year,
            "stamp": stamp,
            "with_data": sum(part.fact is not None for _, part in of_year),
            "content": json.dumps([[code, asdict(part)] for code, part in of_year], ensure_ascii=False),
        }
        for year, of_year in parts.items()
    ]
    with writing(engine).begin() as connection:
        connection.execute(delete(contributions).where(contributions.c.source == source))
        if rows:
            connection.execute(insert(contributions), rows)


def _read(content: str) -> Parts:
    return [
        (code, Part(**(part | {name: tuple(part[name]) for name in ("bounds", "not_sent")})))
        for code, part in json.loads(content)
    ]
