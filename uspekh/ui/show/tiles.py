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
    """Texts of a tile; ``state`` and ``incomplete`` as of ``table.Cell``, no state where empty.

    ``line``: markup that is safe already; ``unit`` of the fact, in smaller letters; ``opens``: action of the title.
    """

    title: str
    fact: str
    plan: str
    state: str
    note: str
    line: str = ""
    action: str = ""
    unit: str = ""
    incomplete: bool = False
    opens: str = ""


def show(
    tiles: Sequence[Tile], *, key: str, on_click: Callable[[str], None] | None = None, height: int = HEIGHT
) -> None:
    """Draws the tiles beside one another, as many in a row as there is room for; ``height``: about their own."""
    clickable.show(markup(tiles), key=key, height=height, on_click=on_click)


def markup(tiles: Sequence[Tile]) -> str:
    """HTML of the tiles, every value escaped."""
    return f'<div class="tiles">{"".join(map(_tile, tiles))}</div>'


def _tile(tile: Tile) -> str:
    unit = f' <span class="unit">{escaped(tile.unit)}</span>' if tile.unit else ""
    fact = f'<div class="fact">{clickable.button(tile.fact, tile.action)}{unit}</div>'
    plan = f'<div class="plan">{escaped(tile.plan)}</div>'
    return (
        f'<div class="tile"><div class="title">{clickable.button(tile.title, tile.opens)}</div>'
        f'<div class="figures">{fact}</div><div class="line">{tile.line}</div>{plan}'
        f"<div>{table.state(tile.state, incomplete=tile.incomplete) if tile.state else ''}</div>"
        f'<div class="note">{escaped(tile.note)}</div></div>'
    )
