"""Rows of the template that are filled in beforehand: who, which year, which line or item."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from uspekh.actuals.forms import Form
from uspekh.passport.plan import Plan
from uspekh.passport.recurrence import due_years
from uspekh.russian.periods import YEAR, period_name

Row = dict[str, Any]


def prefilled(
    form: Form, plan: Plan, directory: pd.DataFrame, years: tuple[int, ...], organization: str | None
) -> list[Row]:
    """Rows of a form by field, for some years and one or all organizations."""
    chosen = directory if organization is None else directory[directory["code"] == organization]
    makers: dict[str, Callable[[], list[Row]]] = {
        "component": lambda: _by_organization(chosen, years),
        "budget": lambda: _by_line(plan, years),
        "milestone": lambda: _by_item(plan, years),
        "organization": lambda: _directory(chosen),
    }
    return makers[form.kind]()


def _by_organization(directory: pd.DataFrame, years: tuple[int, ...]) -> list[Row]:
    rows = []
    for organization in directory.itertuples():
        name = organization.name if pd.isna(organization.short_name) else organization.short_name
        for year in years:
            if _exists(organization, year):
                rows.append({"subject": name, "year": year, "months": period_name(YEAR)})
    return rows


def _exists(organization: Any, year: int) -> bool:
    first, last = organization.active_from, organization.active_to
    return (pd.isna(first) or int(first[:4]) <= year) and (pd.isna(last) or year <= int(last[:4]))


def _by_line(plan: Plan, years: tuple[int, ...]) -> list[Row]:
    rows = plan["budget"][plan["budget"]["year"].isin(years)].sort_values("year", kind="stable")
    return [
        {"subject": row.line, "part": row.source, "year": row.year, "months": period_name(YEAR)}
        for row in rows.itertuples()
    ]


def _by_item(plan: Plan, years: tuple[int, ...]) -> list[Row]:
    rows = [(year, place, item) for place, (item, due) in enumerate(due_years(plan).items()) for year in due]
    # What fell due before the project began belongs to its first year's form.
    shown = [(max(year, plan.start.year), year, item) for year, _, item in sorted(rows)]
    return [{"subject": item, "year": year} for asked, year, item in shown if asked in years]


def _directory(directory: pd.DataFrame) -> list[Row]:
    rows = directory.rename(columns={"code": "subject"}).astype(object)
    return rows.where(rows.notna(), None).to_dict("records")
