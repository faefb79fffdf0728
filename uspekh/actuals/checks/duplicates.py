"""The same key twice in one file."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase

from uspekh.actuals.checks.evidence import Evidence, Value, problem_at
from uspekh.actuals.problems import Problem
from uspekh.actuals.values.frame import KEY
from uspekh.passport.organization_plans import labels_of_figures
from uspekh.russian.periods import period_name


def find_duplicates(evidence: Evidence) -> Iterator[Problem]:
    """The same key twice: one error for each pair of rows of a sheet, naming both cells."""
    values = evidence.reported.assign(stored=False)
    doubled = values[values.duplicated(KEY, keep=False)]
    if doubled.empty:
        return
    first = doubled.drop_duplicates(KEY).set_index(KEY)[["sheet", "cell"]]
    pairs = doubled[doubled.duplicated(KEY)].join(first, on=KEY, suffixes=("", "_first"))
    pairs["row"] = pairs["cell"].str.lstrip(ascii_uppercase)
    pairs["row_first"] = pairs["cell_first"].str.lstrip(ascii_uppercase)
    pairs = pairs.drop_duplicates(["sheet", "row", "sheet_first", "row_first"])
    rows = pairs[list(Value._fields)].itertuples(index=False, name=None)
    earlier_cells = zip(pairs["sheet_first"], pairs["cell_first"], pairs["part"], strict=True)
    for value, (sheet, cell, part) in zip(map(Value._make, rows), earlier_cells, strict=True):
        earlier = cell if sheet == value.sheet else f"{cell} листа «{sheet}»"
        about = _subject_and_period(value, part, evidence)
        message = f"То же самое уже указано в ячейке {earlier}: {about}. Оставьте одно из двух."
        yield problem_at(value, "key.duplicate", message)


def _subject_and_period(value: Value, part: str, evidence: Evidence) -> str:
    what = {
        "milestone": f"пункт {value.subject}",
        "budget": f"строка {value.subject}",
        "plan": f"{value.subject}, план {part}",
    }.get(value.kind, value.subject)
    period = period_name(value.months) if value.months else ""
    about = ", ".join(filter(None, [what, str(value.year) if value.year else "", period]))
    return about + (_other_numbers(part, evidence) if value.kind == "plan" else "")


def _other_numbers(part: str, evidence: Evidence) -> str:
    """« (П4 и Р1.3 — один показатель)» where a figure stands under several numbers."""
    labels = [label for label, first in labels_of_figures(evidence.plan["measures"]).items() if first == part]
    return f" ({' и '.join(labels)} — один показатель)" if len(labels) > 1 else ""
