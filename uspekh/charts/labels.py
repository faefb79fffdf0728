"""Texts of charts: figures in short form, long names in lines, what a tooltip and a description say."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping

import altair as alt
import pandas as pd

from uspekh.russian.format import NBSP, NO_DATA, missing, with_unit
from uspekh.words import NO_PLAN, NOT_ASKED

_WORDS = ("hidden", "not_due", NOT_ASKED)
"""States whose words stand where there is no figure."""


def numbered(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The frame with a plain index and its figures as floats, whatever way they were missing."""
    plain_index = frame.reset_index(drop=True)
    return plain_index.assign(**{column: plain_index[column].astype("Float64").astype("float64") for column in columns})


def wrapped(text: str, width: int = 28, lines: int = 3) -> str:
    """The text broken at spaces into lines of ``width``; what does not fit ends in «…», «№» stays with its number."""
    tied = text.replace("№ ", f"№{NBSP}").replace(" %", f"{NBSP}%")
    return "\n".join(textwrap.wrap(tied, width, max_lines=lines, placeholder=" …", break_on_hyphens=False))


def judged(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with a state in every row: a missing ``flag`` with words is ``no_plan``, one without is ``no_data``."""
    silent = frame["flag_label"].isna()
    states = frame["flag"].astype(object).where(frame["flag"].notna(), NO_PLAN)
    return frame.assign(flag=states.mask(silent, "no_data"), flag_label=frame["flag_label"].mask(silent, NO_DATA))


def plain(value: float | None, unit: str, *, sign: bool = False, bounds: Iterable[float | None] = ()) -> str:
    """A figure beside a mark, its unit left to the axis: «73,4», «1 650»; ``bounds`` as of ``format.number``."""
    return with_unit(value, unit, sign=sign, bounds=bounds).removesuffix(f"{NBSP}{unit}")


def unknown(flag: object, flag_label: str) -> str:
    """What to say where there is no figure: that it is not due yet, not asked, not shown, or that there is none."""
    return flag_label if flag in _WORDS else NO_DATA


def masked_texts(frame: pd.DataFrame, column: str, say: Callable[[float], str]) -> list[str]:
    """The texts of a column of figures; where there is none, the word of the state that says why."""
    if not {"flag", "flag_label"} <= set(frame):
        return [say(value) for value in frame[column]]
    rows = zip(frame[column], frame["flag"], frame["flag_label"], strict=True)
    return [unknown(flag, label) if missing(value) else say(value) for value, flag, label in rows]


def printed(
    frame: pd.DataFrame, column: str, limits: str, say: Callable[[float, Iterable[float | None]], str]
) -> list[str]:
    """The same of ``judged`` rows with numbers that no printed figure may seem to cross, a tuple in each row of
    ``limits``; without that column a fact keeps off its plan alone."""
    plans = [(value,) for value in frame["plan"]] if column == "fact" else [()] * len(frame)
    bounds = list(frame[limits]) if limits in frame else plans
    rows = zip(frame[column], bounds, frame["flag"], frame["flag_label"], strict=True)
    return [unknown(flag, label) if missing(value) else say(value, limit) for value, limit, flag, label in rows]


def tooltip(columns: Mapping[str, str]) -> list[alt.Tooltip]:
    """Tooltip of ready texts: ``{"Факт": "fact_text"}``."""
    return [alt.Tooltip(f"{column}:N", title=title) for title, column in columns.items()]


def described(rows: pd.DataFrame, columns: Mapping[str, str], limit: int = 40) -> str:
    """The same texts as sentences for those who do not see the chart: «2019: план 73 %, факт 71,2 %.»"""
    key, *rest = columns.items()
    sentences = []
    for row in rows.head(limit).to_dict("records"):
        words = ", ".join(f"{title.lower()} {row[column]}" for title, column in rest if not missing(row[column]))
        sentences.append(f"{row[key[1]]}: {words}")
    return ". ".join(sentences).replace("\n", " ") + "."
