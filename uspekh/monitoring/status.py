"""The machine form of the figures: ``status --json`` (contract, section 3)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.results import results
from uspekh.russian.format import missing
from uspekh.russian.periods import period_name

Json = dict[str, Any]

_FIGURE = ["plan", "plan_kind", "due_plan", "fact", "deviation", "completion", "shortfall", "flag"]
_OF_SET = ["reported", "expected", "complete", "late", "basis", "sum_fact", "months"]
_ORGANIZATION = ["organization", "indicator", "result", "year", *_FIGURE, "late", "chance"]
_BUDGET = [
    "line", "source", "year", "plan", "refined", "executed", "completion", "completion_passport", "flag", "note",
]  # fmt: skip
_RESULT = ["result", "year"]
_MILESTONE = ["item", "kind", "year", "due", "done", "forecast", "flag", "control"]


def status(figures: Figures) -> Json:
    """Every computed figure as plain values; ``null`` where there is none; money in roubles.

    Beside the keys of the contract stand ``basis``, ``sum_fact``, ``months`` and ``late`` of a set of organizations,
    ``note`` of a line of the budget, ``progress`` of indicators. ``shortfall`` and ``chance`` are ``null`` where
    nothing computes them, ``unassigned`` is empty likewise.
    """
    selection = figures.selection
    return {
        "year": selection.year,
        "period": period_name(selection.months),
        "budget_period": period_name(figures.budget_period),
        "indicators": _indicators(figures.indicators),
        "organizations": _organizations(figures.organizations),
        "results": _results(figures),
        "budget": _budget(figures.budget),
        "milestones": [_plain(row) for row in figures.milestones[_MILESTONE].to_dict("records")],
        "unassigned": _unassigned(figures),
    }


def _unassigned(figures: Figures) -> list[Json]:
    """What the plans and guides of organizations lack of the city's plan, or exceed it by, with the reason."""
    if figures.selection.organizations:
        return []
    subjects = figures.definitions.set_index("id")["subject"]
    frame = figures.organization_plans.unassigned
    frame = frame.assign(measure=frame["measure"].map(subjects))
    return _rows(frame, ["measure", "year", "guide", "shortfall", "reason"])


def _indicators(frame: pd.DataFrame) -> list[Json]:
    return _rows(frame.rename(columns={"subject": "id"}), ["id", "year", *_FIGURE, "progress", *_OF_SET])


def _organizations(frame: pd.DataFrame) -> list[Json]:
    """Every organization by the first reading of every indicator and result."""
    first = frame[frame["primary"]]
    of_indicator = first["subject_kind"] == "indicator"
    subjects = {"indicator": first["subject"].where(of_indicator), "result": first["subject"].mask(of_indicator)}
    return _rows(first.assign(**subjects), _ORGANIZATION)


def _results(figures: Figures) -> list[Json]:
    """Every result and year by its first reading; further readings under ``also``."""
    columns = ["basis_kind", "unit", "year", *_FIGURE, *_OF_SET]
    frame = results(figures)
    also = {key: _rows(rows, columns[1:]) for key, rows in frame[~frame["primary"]].groupby(_RESULT)}
    rows = _rows(frame[frame["primary"]].rename(columns={"result": "id"}), ["id", *columns])
    return [row | {"also": also.get((row["id"], row["year"]), [])} for row in rows]


def _budget(frame: pd.DataFrame) -> list[Json]:
    money = {column: frame[column].astype("float64") / 100 for column in ("plan", "refined", "executed")}
    percent = {"completion": frame["completion_refined"], "completion_passport": frame["completion"]}
    return _rows(frame.assign(**money, **percent), _BUDGET)


def _rows(frame: pd.DataFrame, columns: list[str]) -> list[Json]:
    return [_plain(row) for row in frame.reindex(columns=columns).to_dict("records")]


def _plain(row: Json) -> Json:
    return {key: _value(value) for key, value in row.items()}


def _value(value: Any) -> Any:
    """A text that says nothing is ``null`` too, as the contract has it for ``control``."""
    if missing(value) or value == "":
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value
