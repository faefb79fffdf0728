"""What organizations might report of each indicator: fields, a formula, a deadline and who is asked, all proposed."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from uspekh.importing.document.parsing import parse_month_day, shorten_title
from uspekh.importing.draft import Draft, Tables
from uspekh.words import PEOPLE, SHARE

SHEET = "Показатели"
_CUMULATIVE = re.compile(r"нарастающим итогом", re.IGNORECASE)
_DOWN = re.compile(r"снижен|уменьшен|смертност|заболева|преступ|правонаруш", re.IGNORECASE)
_OF_CHILDREN = re.compile(r"\bдет(?:ей|и)\b", re.IGNORECASE)
_NEXT_YEAR = re.compile(r"следующ", re.IGNORECASE)
_THOUSANDS = {"тыс.": 1_000, "млн": 1_000_000}


@dataclass(frozen=True)
class OrganizationType:
    """A type of the directory. ``with_contingent``: its organizations have children of their own to count."""

    title: str
    with_contingent: bool


def propose_missing(tables: Tables, types: Sequence[OrganizationType] = ()) -> Draft:
    """The same for the indicators of a draft that nothing is counted for, as rows to be added; nothing is changed."""
    counted = {row["subject"] for row in tables.get("measures", ()) if row["subject_kind"] == "indicator"}
    missing = [
        {**row, "short_title": row["short_title"] or shorten_title(row["title"])}
        for row in tables.get("indicators", ())
        if row["id"] and row["unit"] and row["id"] not in counted
    ]
    draft = Draft(tables={"indicators": missing, "methods": tables.get("methods", [])})
    propose_fields(draft, types, {row["id"] for name in ("measures", "components") for row in tables.get(name, ())})
    return draft


def propose_fields(draft: Draft, types: Sequence[OrganizationType] = (), taken: Collection[str] = ()) -> int:
    """Adds ``components``, ``measures`` and ``applicability``, one measure an indicator; returns how many measures.

    A share has a part and a whole, of people; the whole is asked of types with a contingent, everything else of all.
    «Нарастающим итогом» adds the years up. The deadline is that of the methods. Without ``types`` nobody is named.
    ``taken``: codes that are in use.
    """
    schedules = {row["indicator"]: row["schedule"] for row in draft.rows("methods")}
    for row in draft.rows("indicators"):
        _propose(draft, row, schedules.get(row["id"], ""), taken)
    wholes = {row["denominator"] for row in draft.rows("measures")}
    has_contingents = any(each.with_contingent for each in types)
    for each in types:
        for field in (row["id"] for row in draft.rows("components")):
            fills = field not in wholes or each.with_contingent or not has_contingents
            draft.add("applicability", type=each.title, field=field, asked=fills)
    return len(draft.rows("measures"))


def _propose(draft: Draft, row: dict[str, str], schedule: str, taken: Collection[str]) -> None:
    measure = "p" + "_".join(re.findall(r"[0-9a-z]+", row["id"].casefold()))
    while any(code == measure or code.startswith(f"{measure}_") for code in taken):
        measure += "n"
    multiple, _, one = row["unit"].partition(" ")
    divisor = _THOUSANDS.get(multiple, 1)
    unit = one if divisor > 1 and one else row["unit"]
    denominator = ""
    if row["unit"] == SHARE:
        denominator = f"{measure}_whole"
        _add_field(draft, row, f"{measure}_part", "часть", PEOPLE, at_most=denominator)
        _add_field(draft, row, denominator, "всего", PEOPLE)
        formula, numerator = "share", f"{measure}_part"
        if _OF_CHILDREN.search(row["title"]):
            draft.head.setdefault("contingent", {"field": denominator})
    else:
        numerator = f"{measure}_count"
        _add_field(draft, row, numerator, "значение", unit)
        formula = "cumulative" if _CUMULATIVE.search(row["title"]) else "sum"
    draft.add(
        "measures",
        id=measure,
        subject_kind="indicator",
        subject=row["id"],
        formula=formula,
        numerator=numerator,
        denominator=denominator,
        divisor=divisor,
        unit=row["unit"],
        direction="down" if _DOWN.search(row["title"]) else "up",
        report_due=parse_month_day(schedule) if _NEXT_YEAR.search(schedule) else "",
        primary=True,
    )


def _add_field(draft: Draft, row: dict[str, str], field: str, what: str, unit: str, at_most: str = "") -> None:
    draft.add(
        "components",
        id=field,
        sheet=SHEET,
        heading=f"П{row['id']} {what}, {unit}",
        title=f"{row['short_title']}: {what}",
        hint="",
        at_most=at_most,
        sensitive=False,
    )
