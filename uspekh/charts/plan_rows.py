"""Rows of the plan made ready for drawing: lines and headings, texts, moments that no time zone shifts."""

from __future__ import annotations

from datetime import date

import pandas as pd

from uspekh.charts.labels import wrapped
from uspekh.russian.format import NBSP, day, missing

HEADING = "= "
"""Beginning of the key of a heading: no number of an item begins so."""
_WIDTH, _LINES = 34, 2
_DATE_WORDS = {"done_at": "дата исполнения", "forecast_at": "прогнозная дата"}
_MOMENTS = {"start": "since", "end": "moment", "done": "done_at", "forecast": "forecast_at"}


def touching(frame: pd.DataFrame, domain: tuple[date, date] | None) -> pd.DataFrame:
    """The items that touch the span."""
    if domain is None or frame.empty:
        return frame
    first, last = map(pd.Timestamp, domain)
    ends = pd.to_datetime(frame["end"])
    begins = pd.to_datetime(frame["start"]).fillna(ends)
    return frame[(begins <= last) & (ends >= first)]


def plan_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with every text of the chart; dates as local moments (text without a zone) or missing."""
    rows = frame.reset_index(drop=True)
    rows = rows.assign(**{name: rows.get(name) for name in ("done", "forecast")})
    for column, name in _MOMENTS.items():
        rows[name] = pd.to_datetime(rows[column]).dt.strftime("%Y-%m-%dT00:00:00")
    texts = rows.assign(
        begins=rows["since"].fillna(rows["moment"]),
        term=[_term(*ends) for ends in zip(rows["start"], rows["end"], strict=True)],
        done_text=[_or_dash(value) for value in rows["done"]],
        forecast_text=[_or_dash(value) for value in rows["forecast"]],
    )
    return texts.drop(columns=list(_MOMENTS))


def date_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """A row for each date of execution and each forecast: ``item``, ``moment``, ``status``, ``status_label``."""
    columns = ["item", "moment", "status", "status_label"]
    return pd.concat(
        [
            rows[rows[name].notna()].assign(moment=lambda found, at=name: found[at], status=name, status_label=word)
            for name, word in _DATE_WORDS.items()
        ]
    )[columns]


def _term(start: date | None, end: date) -> str:
    return day(end) if start is None or missing(start) or start == end else f"{day(start)} – {day(end)}"


def _or_dash(value: date | None) -> str:
    return "–" if missing(value) else day(value)


def plan_lines(rows: pd.DataFrame) -> dict[str, list[str]]:
    """Lines of the chart by key: the heading of each result, then its items, each once, in the order of the frame."""
    lines: dict[str, list[str]] = {}
    for result, group in rows.groupby("result", sort=False):
        lines[f"{HEADING}{result}"] = [""]
        for item, name in zip(group["item"], group["title"], strict=True):
            lines[item] = wrapped(f"{item}{NBSP} {name}", _WIDTH, _LINES).split("\n")
    return lines


def headings(lines: dict[str, list[str]]) -> pd.DataFrame:
    """Keys and texts of the headings."""
    keys = [key for key in lines if key.startswith(HEADING)]
    return pd.DataFrame({"item": keys, "text": [wrapped(key.removeprefix(HEADING), 74, 2) for key in keys]})
