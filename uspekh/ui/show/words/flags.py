"""Flags as people see them: a shape and a word beside the colour, never the colour alone."""

from __future__ import annotations

import pandas as pd

from uspekh import words
from uspekh.monitoring.overview.counts import states_of
from uspekh.ui.session.state import project

COLOURS = {"met": "green", "at_risk": "orange", "missed": "red"}
_COLOUR = "gray"


def label(flag: object, *, complete: bool = True) -> str:
    """The words of a flag with its sign (``words.flag_label``)."""
    return words.flag_label(flag, project().rules.flag_labels, complete=complete)


def labels(rows: pd.DataFrame) -> list[str]:
    """The label of the state of each row of a frame of figures (``monitoring.overview.counts.states_of``)."""
    complete = rows["complete"] if "complete" in rows else [True] * len(rows)
    states = zip(states_of(rows), complete, strict=True)
    return [label(state, complete=bool(whole)) for state, whole in states]


def word(flag: object) -> str:
    """The words of a flag without its sign."""
    return words.flag_word(flag, project().rules.flag_labels)


def word_of(state: str) -> str:
    """The words of a state of a figure, a plan item or a report."""
    rules = project().rules
    return (words.REPORT_STATES | rules.status_labels).get(state) or words.flag_word(state, rules.flag_labels)


def badge(flag: object, *, complete: bool) -> str:
    """Markdown of a coloured badge; of incomplete data its sign is hollow."""
    return f":{COLOURS.get(str(flag), _COLOUR)}-badge[{label(flag, complete=complete)}]"


def status_label(status: str) -> str:
    """The words of a plan item's status with its sign (``words.status_label``)."""
    return words.status_label(status, project().rules.status_labels)
