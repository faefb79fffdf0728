"""Flags as people see them: a shape and a word beside the colour, never the colour alone."""

from __future__ import annotations

from uspekh.monitoring.counts import LABELS
from uspekh.monitoring.counts import NO_PLAN as NO_PLAN_STATE
from uspekh.ui.session.state import project

SHAPES = {"met": "●", "at_risk": "▲", "missed": "■", "no_data": "○", "hidden": "□", "not_due": "◌"}
COLOURS = {"met": "green", "at_risk": "orange", "missed": "red", "no_data": "gray", "hidden": "gray", "not_due": "gray"}
NO_PLAN = LABELS[NO_PLAN_STATE]


def label(flag: str | None) -> str:
    """The words of a flag with its shape, «▲ наличие отклонений», or of a state without one (``counts.LABELS``)."""
    return f"{SHAPES[flag]} {word(flag)}" if flag in SHAPES else LABELS.get(str(flag), NO_PLAN)


def word(flag: str | None) -> str:
    """The words of a flag from the rule table."""
    return project().rules.flag_labels[flag] if flag in SHAPES else NO_PLAN


def line(flag: str | None) -> str:
    """Markdown of the words in colour, for narrow places where a badge would be cut."""
    return f":{COLOURS.get(str(flag), 'gray')}[**{label(flag)}**]"


def badge(flag: str | None) -> str:
    """Markdown of a coloured badge."""
    return f":{COLOURS.get(str(flag), 'gray')}-badge[{label(flag)}]"
