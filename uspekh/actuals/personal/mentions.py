"""A text that is to be stored and names somebody: stored only if the person is an official, and somebody says so."""

from __future__ import annotations

from collections.abc import Iterable

from uspekh.actuals.personal.texts import people_in
from uspekh.actuals.problems import Problem

MENTION = "personal.mention"
OFFICIAL = "это должностное лицо"
ADVICE = f"Уберите имя или подтвердите: {OFFICIAL}."
NAMED = f"В тексте назван человек. {ADVICE}"


def mentions(cells: Iterable[tuple[str, str, str]]) -> list[Problem]:
    """A warning for each text (sheet, cell, text) that names somebody; the name does not stand in the message."""
    return [
        Problem("warning", MENTION, sheet or None, cell or None, NAMED)
        for sheet, cell, text in cells
        if people_in(text)
    ]
