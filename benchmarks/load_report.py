"""What the load benchmark prints."""

from __future__ import annotations

import os
from collections.abc import Sequence
from statistics import median, quantiles

from benchmarks.people import ACTIONS, Notes
from benchmarks.server import Watched

MEGABYTE = 2**20


def print_times(ours: Notes, bare: Notes) -> None:
    """A line for each action, then for each page that was switched to; the ratios are to the bare app."""
    head = f"{'action':20}{'count':>7}{'p50':>8}{'p95':>8}{'max, ms':>9}"
    print(f"\n{head}{'bare p50':>11}{'p95, ms':>9}{'× p50':>8}{'× p95':>7}")
    for action in ACTIONS:
        if not (seconds := ours.seconds[action]):
            continue
        line = _line(action, seconds)
        if bare_seconds := bare.seconds[action]:
            line += f"{1000 * median(bare_seconds):11.0f}{1000 * p95(bare_seconds):9.0f}"
            line += f"{median(seconds) / median(bare_seconds):8.1f}{p95(seconds) / p95(bare_seconds):7.1f}"
        print(line)
    for path, seconds in sorted(ours.by_page.items()):
        print(_line(f"  {path or 'overview'}", seconds))


def print_servers(ours: Sequence[Watched], bare: Watched) -> None:
    """Memory and processor time of the copies of the service and of the bare app."""
    for name, server in (*(("the service", copy) for copy in ours), ("the bare app", bare)):
        held = [size / MEGABYTE for size in server.memory]
        print(
            f"{name}: memory {held[0]:.0f} MB at the start, {max(held):.0f} at most, {held[-1]:.0f} at the end; "
            f"processors busy: {server.busy:.2f}, with the people {server.busy_beside:.2f}"
        )
    print(f"load average after: {os.getloadavg()[0]:.1f}")


def p95(seconds: Sequence[float]) -> float:
    """The time within which 95 of 100 were answered."""
    return quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]


def _line(name: str, seconds: Sequence[float]) -> str:
    figures = (1000 * median(seconds), 1000 * p95(seconds))
    return f"{name:20}{len(seconds):7}{figures[0]:8.0f}{figures[1]:8.0f}{1000 * max(seconds):9.0f}"
