"""A bar in a row of a table: what was done in percent of its plan, as SVG for a page that needs no library."""

from __future__ import annotations

from uspekh.charts import palette
from uspekh.russian.format import missing

WIDTH, HEIGHT = 125, 14
"""Pixels: one for each percent; what is beyond the end is said by the number beside."""
_FULL = 100


def bar(percent: float | None) -> str:
    """SVG of a bar of a percentage with a line at 100; the empty track alone where there is none."""
    reach = 0.0 if percent is None or missing(percent) else round(min(max(float(percent), 0.0), WIDTH), 1)
    return (
        f'<svg class="bar" aria-hidden="true" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect class="track" y="3" width="{_FULL}" height="8" fill="{palette.GRID}"/>'
        f'<rect class="fact" y="3" width="{reach}" height="8" fill="{palette.FACT}"/>'
        f'<rect class="full" x="{_FULL - 1}" width="2" height="{HEIGHT}" fill="{palette.INK}"/></svg>'
    )
