"""The machine form of the figures: ``status --json`` (contract, section 3)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.results import results
from uspekh.russian.format import missing
from uspekh.russian.periods import period_name

Json = dict[str, Any]

_INDICATOR = ["year", "plan", "fact", "deviation", "completion", "flag", "reported", "expected"]
_EXTRA = ["plan_kind", "due_plan", "complete", "basis", "sum_fact", "months"]
_BUDGET = ["line", "source", "year", "plan", "refined", "executed", "completion", "flag"]
_RESULT = ["result", "year"]
_MILESTONE = ["item", "kind", "year", "due", "done", "forecast", "flag", "control"]


def status(figures: Figures) -> Json:
    """Every computed figure as plain values; ``null`` where there is none; money in roubles."""
    return {
        "year": figures.selection.year,
        "period": period_name(figures.selection.months),
        "indicators": _subjects(figures.indicators, ["id", *_INDICATOR, *_EXTRA]),
        "organizations": _organizations(figures.organizations),
        "results": _results(figures),
        "budget": _budget(figures.budget),
        "milestones": [_plain(row) for row in figures.milestones[_MILESTONE].to_dict("records")],
    }


def _subjects(frame: pd.DataFrame, columns: list[str]) -> list[Json]:
    return [_plain(row) for row in frame.rename(columns={"subject": "id"})[columns].to_dict("records")]


def _organizations(frame: pd.DataFrame) -> list[Json]:
    indicators = frame[frame["subject_kind"] == "indicator"].rename(columns={"subject": "indicator"})
    columns = [
        "organization",
        "indicator",
        "year",
        "plan",
        "plan_kind",
        "fact",
        "deviation",
        "completion",
        "flag",
    ]
    return [_plain(row) for row in indicators[columns].to_dict("records")]


def _results(figures: Figures) -> list[Json]:
    """Every result and year by its first reading; further readings under ``also``."""
    columns = ["result", "basis_kind", "unit", *_INDICATOR, *_EXTRA]
    frame = results(figures)
    also = {key: rows[columns[2:]].to_dict("records") for key, rows in frame[~frame["primary"]].groupby(_RESULT)}
    rows = frame.loc[frame["primary"], columns].rename(columns={"result": "id"}).to_dict("records")
    return [_plain(row) | {"also": [_plain(more) for more in also.get((row["id"], row["year"]), [])]} for row in rows]


def _budget(frame: pd.DataFrame) -> list[Json]:
    money = frame.assign(
        **{column: frame[column].astype("float64") / 100 for column in ("plan", "refined", "executed")}
    )
    return [_plain(row) for row in money[_BUDGET].to_dict("records")]


def _plain(row: Json) -> Json:
    return {key: _value(value) for key, value in row.items()}


def _value(value: Any) -> Any:
    """A text that says nothing is ``null`` too, as the contract has it for ``control``."""
    if missing(value) or value == "":
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value
