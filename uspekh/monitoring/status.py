"""The machine form of the figures: ``status --json`` (contract, section 3)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pandas as pd

from uspekh.monitoring.execution.budget import year_passed
from uspekh.monitoring.explaining.chance import chance_of
from uspekh.monitoring.explaining.explanation import explain_budget_line, explain_flag
from uspekh.monitoring.explaining.missing_reports import possible_range
from uspekh.monitoring.explaining.share_change import explain_share
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.forecast import list_forecasts
from uspekh.monitoring.plans.edition_remarks import changed_money, changed_target
from uspekh.monitoring.results import results
from uspekh.russian.format import missing
from uspekh.russian.periods import period_name

Json = dict[str, Any]

_FIGURE = ["plan", "plan_kind", "due_plan", "fact", "deviation", "completion", "shortfall", "flag"]
_OF_SET = ["reported", "expected", "complete", "late", "basis", "sum_fact", "months"]
_ORGANIZATION = ["organization", "indicator", "result", "year", *_FIGURE, "late", "chance"]
_BUDGET = [
    "line", "source", "year", "plan", "refined", "executed", "completion", "completion_passport", "year_passed",
    "flag", "note",
]  # fmt: skip
_RESULT = ["result", "year"]
_MILESTONE = ["item", "kind", "year", "due", "done", "forecast", "flag", "control"]


def status(figures: Figures, *, explain: bool = False, lowered: pd.DataFrame | None = None) -> Json:
    """Every computed figure as plain values; ``null`` where there is none; money in roubles.

    Beside the keys of the contract stand ``basis``, ``sum_fact``, ``months`` and ``late`` of a set of organizations,
    ``note`` of a line of the budget and ``year_passed``, per cent of its year at the period of money (``null`` once it
    is over), ``progress`` of indicators; ``forecast`` (``forecast.list_forecasts``); ``range``: percent, what an
    incomplete share can still become; ``change``, why a share of the selected year is another than in the year before,
    in percentage points: ``indicator`` or ``result``, ``year, organization, share_change, composition,
    without_denominator``. Where the passport has had several editions, rows of indicators, results and money have
    ``plan_change``, rows of plan items ``due_change``: what was planned at ``first`` and what at ``present``, and the
    day ``on`` which the present plan began to hold, ``null`` where it is as it was at first. With ``explain`` every row
    of the first four has an ``explanation`` (``monitoring.explaining.explanation``); ``lowered`` as it has it.
    """
    selection = figures.selection
    rows = {
        "indicators": _indicators(figures),
        "organizations": _organizations(figures),
        "results": _results(figures),
        "budget": _budget(figures),
    }
    if explain:
        _explain(figures, rows, lowered)
    return {
        "year": selection.year,
        "period": period_name(selection.months),
        "budget_period": period_name(figures.budget_period),
        **rows,
        "milestones": _milestones(figures),
        "unassigned": _unassigned(figures),
        "forecast": list_forecasts(figures),
        "change": _changes(figures),
    }


def _explain(figures: Figures, rows: dict[str, list[Json]], lowered: pd.DataFrame | None) -> None:
    """Adds to each row what its flag says of itself."""
    for kind, name in (("indicator", "indicators"), ("result", "results")):
        for row in rows[name]:
            row["explanation"] = explain_flag(figures, kind, row["id"], row["year"], lowered=lowered).as_dict()
    for row in rows["organizations"]:
        kind = "indicator" if row["indicator"] else "result"
        explained = explain_flag(figures, kind, row[kind], row["year"], row["organization"], lowered)
        row["explanation"] = explained.as_dict()
    for row, (_, line) in zip(rows["budget"], figures.budget.iterrows(), strict=True):
        row["explanation"] = explain_budget_line(figures, line).as_dict()


def _indicators(figures: Figures) -> list[Json]:
    columns = ["id", "year", *_FIGURE, "progress", *_OF_SET]
    return _with_range(figures, _rows(figures.indicators.rename(columns={"subject": "id"}), [*columns, "measure"]))


def _with_range(figures: Figures, rows: list[Json]) -> list[Json]:
    """Adds ``range``, and ``plan_change`` where the passport has had several editions, in place of ``measure``."""
    for row in rows:
        measure = row.pop("measure")
        if figures.plan.history is not None:
            row["plan_change"] = _say_change(changed_target(figures.plan, pd.Series(row | {"measure": measure})))
        bounds = possible_range(figures, measure, row["year"]) if measure else None
        row["range"] = list(bounds) if bounds else None
    return rows


def _say_change(change: pd.Series | None, unit: int = 1) -> Json | None:
    if change is None:
        return None
    plans = {name: float(change[name]) / unit for name in ("first", "present")}
    return plans | {"on": change["changed_on"].isoformat()}


def _organizations(figures: Figures) -> list[Json]:
    """Every organization by the first reading of every indicator and result."""
    frame = figures.organizations.assign(shortfall=figures.shortfalls.organizations)
    key = ["measure", "organization", "year"]
    frame = frame.merge(chance_of(figures)[[*key, "chance"]], how="left", on=key)
    return _rows(_with_subjects(frame[frame["primary"]]), _ORGANIZATION)


def _unassigned(figures: Figures) -> list[Json]:
    """What of the city's plan (``guide``) and of its shortfall is no organization's, with the reason.

    ``measure``: the number of the indicator or result. Of a part of the organizations the city's plan is not divided.
    """
    plans = figures.organization_plans.unassigned
    plans = plans.iloc[:0] if figures.selection.organizations else plans
    rest = plans.merge(figures.shortfalls.rest, how="outer", on=["measure", "year", "reason"])
    first = figures.definitions[figures.definitions["primary"].astype(bool)].set_index("id")["subject"]
    rest = rest[rest["measure"].isin(first.index)]
    return _rows(rest.assign(measure=rest["measure"].map(first)), ["measure", "year", "guide", "shortfall", "reason"])


def _changes(figures: Figures) -> list[Json]:
    year, rows = figures.selection.year, []
    for definition in figures.definitions[figures.definitions["primary"].astype(bool)].to_dict("records"):
        change = explain_share(figures, definition["id"], year)
        for part in change.parts if change else ():
            subject = {f"{definition['subject_kind']}": definition["subject"]}
            rows.append({"indicator": None, "result": None} | subject | {"year": year} | asdict(part))
    return [_plain(row) for row in rows]


def _with_subjects(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds ``indicator`` and ``result``: the number of the one that a row is of, nothing in the other."""
    of_indicator = frame["subject_kind"] == "indicator"
    return frame.assign(indicator=frame["subject"].where(of_indicator), result=frame["subject"].mask(of_indicator))


def _results(figures: Figures) -> list[Json]:
    """Every result and year by its first reading; further readings under ``also``."""
    columns = ["basis_kind", "unit", "year", *_FIGURE, *_OF_SET]
    frame = results(figures)
    also = {key: _rows(rows, columns[1:]) for key, rows in frame[~frame["primary"]].groupby(_RESULT)}
    rows = _rows(frame[frame["primary"]].rename(columns={"result": "id"}), ["id", *columns, "measure"])
    rows = _with_range(figures, rows)
    return [row | {"also": also.get((row["id"], row["year"]), [])} for row in rows]


def _budget(figures: Figures) -> list[Json]:
    frame = figures.budget
    money = {column: frame[column].astype("float64") / 100 for column in ("plan", "refined", "executed")}
    percent = {"completion": frame["completion_refined"], "completion_passport": frame["completion"]}
    passed = frame["period_months"].map(year_passed)
    rows = _rows(frame.assign(**money, **percent, year_passed=passed), _BUDGET)
    if figures.plan.history is None:
        return rows
    changes = [changed_money(figures.plan, row) for _, row in frame.iterrows()]
    return [row | {"plan_change": _say_change(change, 100)} for row, change in zip(rows, changes, strict=True)]


def _milestones(figures: Figures) -> list[Json]:
    rows = _rows(figures.milestones, _MILESTONE)
    if figures.plan.history is None:
        return rows
    changes = map(_moved_due, figures.milestones.itertuples())
    return [row | {"due_change": change} for row, change in zip(rows, changes, strict=True)]


def _moved_due(row: Any) -> Json | None:
    if missing(row.moved_on):
        return None
    days = {"first": row.first_due, "present": row.present_due, "on": row.moved_on}
    return {name: day.isoformat() for name, day in days.items()}


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
