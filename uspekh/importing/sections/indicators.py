"""Indicators with their targets, their repetition by organizations, and the methods of calculation."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from uspekh.importing.document.joining import join_rows
from uspekh.importing.document.parsing import (
    find_unit,
    number_parts,
    parse_date,
    parse_number,
    parse_year,
    shorten_unit,
)
from uspekh.importing.document.recognition import NUMBER, TITLE, Line
from uspekh.importing.draft import Draft
from uspekh.russian.text import tidy
from uspekh.words import PIECES

_INDICATORS, _ANNEX, _METHODS = "indicators", "annex2", "methods"
_OF_INDICATOR = re.compile(r"показатель\s+(\d+(?:\.\d+)*)\.?\s*(.*)", re.IGNORECASE | re.DOTALL)
_LATEX = re.compile(r"\$([^$]+)\$")
_WHERE = re.compile(r"\s*\bгде\s*[:,]?\s*", re.IGNORECASE)
_METHOD_COLUMNS = ("base", "source", "responsible", "aggregation", "schedule", "additional")


def read_indicators(draft: Draft, lines: list[Line], settings: dict[str, Any]) -> None:
    """Section 2: ``indicators`` and ``indicator_targets``. Group rows (tasks, results of a programme) have no table."""
    task_depth = settings.get("task_depth", 0)
    for line in join_rows(lines, _single(lines)):
        if line.group or (task_depth and len(number_parts(line.of(NUMBER))) == task_depth):
            draft.accept(_INDICATORS)
            continue
        if not number_parts(line.of(NUMBER)) or not line.of(TITLE):
            draft.leave(_INDICATORS, line)
            continue
        indicator = line.of(NUMBER).rstrip(".")
        unit = shorten_unit(line.of("unit") or find_unit(line.of(TITLE)))
        if not unit:
            draft.doubt(_INDICATORS, line, f"единица измерения показателя {indicator} не названа", "unit")
        draft.add(
            "indicators",
            line,
            id=indicator,
            title=line.of(TITLE),
            type=line.of("type"),
            unit=unit or PIECES,
            base_value=_number(draft, _INDICATORS, line, "base_value"),
            base_date=_base_date(draft, _INDICATORS, line),
        )
        _add_targets(draft, _INDICATORS, "indicator_targets", indicator, line)
        draft.accept(_INDICATORS)


def read_annex(draft: Draft, lines: list[Line]) -> None:
    """Annex 2: ``annex2_indicators`` and ``annex2_targets``; the title stands in a row over each."""
    indicator, title = "", ""
    for line in join_rows(lines, _single(lines)):
        if match := _OF_INDICATOR.fullmatch(line.group):
            indicator, title = match[1], tidy(match[2])
            draft.accept(_ANNEX)
            continue
        if line.group or not indicator or not number_parts(line.of(NUMBER)):
            draft.leave(_ANNEX, line)
            continue
        draft.add(
            "annex2_indicators",
            line,
            row=line.of(NUMBER),
            indicator=indicator,
            title=title,
            scope=line.of("scope"),
            unit=find_unit(title),
            base_value=_number(draft, _ANNEX, line, "base_value"),
            base_date=_base_date(draft, _ANNEX, line),
        )
        _add_targets(draft, _ANNEX, "annex2_targets", indicator, line)
        draft.accept(_ANNEX)


def read_methods(draft: Draft, lines: list[Line]) -> None:
    """Methods of calculation; what stands after «где» are the terms."""
    indicator, title = "", ""
    for line in join_rows(lines):
        if match := _OF_INDICATOR.fullmatch(line.group):
            indicator, title = match[1], tidy(match[2])
            draft.accept(_METHODS)
            continue
        if line.group or not indicator or not line.of("method"):
            draft.leave(_METHODS, line)
            continue
        parts = _WHERE.split(line.values["method"], maxsplit=1)
        terms = "; ".join(filter(None, map(tidy, parts[1].split("\n")))) if len(parts) > 1 else ""
        others = {name: line.of(name) for name in _METHOD_COLUMNS}
        draft.add(
            "methods",
            line,
            indicator=indicator,
            title=title,
            method=tidy(parts[0]),
            formula=_formula(parts[0]),
            terms=terms,
            **others,
        )
        draft.accept(_METHODS)


def _formula(method: str) -> str:
    """LaTeX between dollars, as texts of scanned documents have it."""
    match = _LATEX.search(method)
    return match[1].strip() if match else ""


def _single(lines: list[Line]) -> list[str]:
    return ["base_value", *(str(year) for year in (lines[0].years if lines else ()))]


def _number(draft: Draft, section: str, line: Line, column: str) -> Decimal | None:
    try:
        return parse_number(line.values.get(column, ""))
    except ValueError:
        draft.doubt(section, line, f"«{line.of(column)}» — не число", "target" if column.isdigit() else column)
        return None


def _base_date(draft: Draft, section: str, line: Line) -> date | None:
    """The day of the base value; of a year its last day."""
    text = line.of("base_date")
    if year := parse_year(text):
        return date(year, 12, 31)
    try:
        return parse_date(text)
    except ValueError:
        draft.doubt(section, line, f"«{text}» — не дата", "base_date")
        return None


def _add_targets(draft: Draft, section: str, table: str, indicator: str, line: Line) -> None:
    for year in line.years:
        target = _number(draft, section, line, str(year))
        if target is not None:
            draft.add(table, line, indicator=indicator, year=year, target=target)
