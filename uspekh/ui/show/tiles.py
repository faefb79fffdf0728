"""Tiles: a figure each, with its plan, state and what it lacks.

    tiles.show([Tile("1. Охват", "73,2 %", "план 77 %", "missed", "не хватает 148 чел.", line=svg, action="1")],
               key="плитки", on_click=open_indicator)

``line``: markup of ``charts.sparkline``; a press on the fact calls ``on_click(action)`` as in ``show.table``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from uspekh.ui.show import clickable, table
from uspekh.ui.show.clickable import escaped

HEIGHT = 130
"""Pixels of a row of tiles whose titles take one line."""


@dataclass(frozen=True)
class Tile:
    """Texts of a tile; ``state`` as of ``table.Cell``, none where empty; ``line``: markup that is safe already."""

    title: str
    fact: str
    plan: str
    state: str
    note: str
    line: str = ""
    action: str = ""


def show(tiles: Sequence[Tile], *, key: str, on_click: Callable[[str], None] | None = None) -> None:
    """Draws the tiles beside one another, as many in a row as there is room for."""
    clickable.show(markup(tiles), key=key, height=HEIGHT, on_click=on_click)


def markup(tiles: Sequence[Tile]) -> str:
    """HTML of the tiles, every value escaped."""
    return f'<div class="tiles">{"".join(map(_tile, tiles))}</div>'


def _tile(tile: Tile) -> str:
    fact = f'<div class="fact">{clickable.button(tile.fact, tile.action)}</div>'
    plan = f'<div class="plan">{escaped(tile.plan)}</div>'
    return (
        f'<div class="tile"><div class="title">{escaped(tile.title)}</div>'
        f'<div class="figures">{fact}{plan}</div><div class="line">{tile.line}</div>'
        f"<div>{table.state(tile.state) if tile.state else ''}</div>"
        f'<div class="note">{escaped(tile.note)}</div></div>'
    )
