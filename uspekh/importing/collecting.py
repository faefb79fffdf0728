"""What organizations might report of each indicator: fields and a formula, proposed from the unit and the title."""

from __future__ import annotations

import re

from uspekh.importing.draft import Draft
from uspekh.words import PEOPLE, SHARE

_SHEET = "Показатели"
_CUMULATIVE = re.compile(r"нарастающим итогом", re.IGNORECASE)
_DOWN = re.compile(r"снижен|уменьшен|смертност|заболева|преступ|правонаруш", re.IGNORECASE)
_THOUSANDS = {"тыс.": 1_000, "млн": 1_000_000}


def propose_fields(draft: Draft) -> int:
    """Adds ``components`` and ``measures``, one measure an indicator; returns how many.

    A share has a part and a whole, of people. «Нарастающим итогом» adds the years up. Who is asked what depends on the
    organizations, of which the document says nothing: ``applicability`` stays empty.
    """
    for row in draft.rows("indicators"):
        _propose(draft, row)
    return len(draft.rows("measures"))


def _propose(draft: Draft, row: dict[str, str]) -> None:
    measure = "p" + row["id"].replace(".", "_")
    multiple, _, one = row["unit"].partition(" ")
    divisor = _THOUSANDS.get(multiple, 1)
    unit = one if divisor > 1 and one else row["unit"]
    denominator = ""
    if row["unit"] == SHARE:
        denominator = f"{measure}_whole"
        _add_field(draft, row, f"{measure}_part", "часть", PEOPLE, at_most=denominator)
        _add_field(draft, row, denominator, "всего", PEOPLE)
        formula, numerator = "share", f"{measure}_part"
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
        report_due="",
        primary=True,
    )


def _add_field(draft: Draft, row: dict[str, str], field: str, what: str, unit: str, at_most: str = "") -> None:
    draft.add(
        "components",
        id=field,
        sheet=_SHEET,
        heading=f"П{row['id']} {what}, {unit}",
        title=f"{row['short_title']}: {what}",
        hint="",
        at_most=at_most,
        sensitive=False,
    )
