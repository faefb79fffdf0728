"""Short ways to write tidy values in tests."""

from __future__ import annotations

import pandas as pd

from uspekh.actuals.values.frame import values_frame

BLANK = {"part": "", "year": 0, "months": 0, "number": None, "text": None, "sheet": "Лист", "cell": "A1"}


def people(organization: str, year: int, months: int = 12, **components: int) -> list[dict]:
    """Headcounts of one organization and period, by component id."""
    key = {"kind": "component", "subject": organization, "year": year, "months": months}
    return [BLANK | key | {"field": field, "number": number} for field, number in components.items()]


def money(line: str, source: str, year: int, months: int = 12, **kopecks: int) -> list[dict]:
    """Refined plan and cash execution of a budget line, in kopecks."""
    key = {"kind": "budget", "subject": line, "part": source, "year": year, "months": months}
    return [BLANK | key | {"field": field, "number": number} for field, number in kopecks.items()]


def item(number: str, year: int, **texts: str) -> list[dict]:
    """Reported dates of a plan item."""
    key = {"kind": "milestone", "subject": number, "year": year}
    return [BLANK | key | {"field": field, "text": text} for field, text in texts.items()]


def planned(code: str, measure: str, year: int, thousandths: int | None) -> list[dict]:
    """A plan that somebody set for an organization, in thousandths of the unit of the measure («П2», «Р1.6»).

    ``None`` takes it back.
    """
    key = {"kind": "plan", "subject": code, "part": measure, "year": year}
    text = "нет плана" if thousandths is None else None
    return [BLANK | key | {"field": "plan", "number": thousandths, "text": text}]


def organization(code: str, contingent: int | None = None, **texts: str) -> list[dict]:
    """An entry of the directory."""
    key = {"kind": "organization", "subject": code}
    given = {"name": code, "short_name": code, "type": "школа"} | texts
    rows = [BLANK | key | {"field": field, "text": text} for field, text in given.items()]
    if contingent is not None:
        rows.append(BLANK | key | {"field": "contingent", "number": contingent})
    return rows


def tidy(*groups: list[dict]) -> pd.DataFrame:
    """One frame of the groups above."""
    return values_frame(row for group in groups for row in group)
