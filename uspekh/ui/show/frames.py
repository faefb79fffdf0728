"""Frames of figures made ready for charts, and figures in words: names, labels, digits."""

from __future__ import annotations

import pandas as pd

from uspekh.monitoring.bounds import ZERO, fact_bounds, with_bounds
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.counts import states_of
from uspekh.monitoring.rules import HIDDEN as HIDDEN_FLAG
from uspekh.russian.format import NO_DATA, digits_of, number, with_unit
from uspekh.russian.periods import period_name
from uspekh.ui.session.filters import organization_names
from uspekh.ui.session.state import project
from uspekh.ui.show.words import flags
from uspekh.words import BY_INCOMPLETE_DATA, GUIDE_SIGNS, JUDGED, NOT_ASKED, UNJUDGED, part_of

KOPECKS = 100
_WITHOUT_FIGURE = (HIDDEN_FLAG, "not_due", NOT_ASKED)
"""States that say why there is no figure."""


def for_chart(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds ``flag_label`` and, where there are organizations, ``short_name``; ``flag`` says why there is none."""
    states = states_of(frame)
    flag = frame["flag"].astype(object).mask(states.isin([*GUIDE_SIGNS, NOT_ASKED, UNJUDGED]), states)
    frame = with_bounds(frame, project().rules).assign(flag=flag, flag_label=[flags.word(each) for each in flag])
    if "organization" in frame:
        names = {code: name for name, code in organization_names().items()}
        frame["short_name"] = frame["organization"].map(names)
    return frame


def with_period(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds ``period``, the words of ``period_months``; ``months`` becomes that period."""
    return frame.assign(months=frame["period_months"], period=frame["period_months"].map(period_name))


def coverage(figures: Figures, row: pd.Series) -> str:
    """«сдали 8 из 9», with what makes the value incomplete, unless its flag says it, or not a sum."""
    parts = [f"сдали {part_of(row['reported'], row['expected'])}"]
    if row["basis"] != "municipality" and not row["complete"] and row["reported"] and row["flag"] not in JUDGED:
        parts.append(BY_INCOMPLETE_DATA)
    if row["late"]:
        parts.append(f"ещё {row['late']} — за более короткий период")
    return ", ".join(parts)


def explain_hollow(rows: pd.DataFrame) -> str:
    """What a sign that is not filled means under a chart, where a row of it is incomplete; else nothing."""
    incomplete = ~rows["complete"].astype(bool) & rows["flag"].isin(JUDGED)
    return f"; незакрашенный знак — {BY_INCOMPLETE_DATA}" if incomplete.any() else ""


def or_masked(text: str, state: object) -> str:
    """The words of a figure; where there is none, the word of its state (``states_of``) if that says why."""
    return flags.word(state) if text == NO_DATA and state in _WITHOUT_FIGURE else text


def figures_in_words(rows: pd.DataFrame, column: str) -> list[str]:
    """The figures of a column with their units (``unit``), as of ``or_masked``."""
    rules = project().rules
    texts = [with_unit(row[column], row["unit"], bounds=fact_bounds(row, rules)) for _, row in rows.iterrows()]
    return [or_masked(text, state) for text, state in zip(texts, states_of(rows), strict=True)]


def figure(value: float | None, unit: str, *, sign: bool = False) -> str:
    """A figure without its unit, with the digits the unit asks for; one with a sign never seems to be nothing."""
    return number(value, digits_of(unit), sign=sign, bounds=ZERO if sign else ())
