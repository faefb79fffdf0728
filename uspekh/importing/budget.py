"""Money: lines of the budget by source and year with the totals as printed, and the supplementary financing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from uspekh.importing.draft import Draft
from uspekh.importing.joining import join_rows, join_texts
from uspekh.importing.parsing import find_money_unit, number_parts, parse_amounts
from uspekh.importing.recognition import NUMBER, TITLE, TOTAL, Line
from uspekh.russian.text import fold

_BUDGET, _FINANCING = "budget", "financing"
_ALL_YEARS = 0
_INCLUDING = re.compile(r"[\s,]*(?:в том числе|из них|всего)?[\s:,]*$", re.IGNORECASE)


def read_budget(draft: Draft, lines: list[Line], heading: str, settings: dict[str, Any]) -> None:
    """Section 4: ``budget_lines``, ``budget`` and ``budget_totals``, in million roubles.

    ``settings``: patterns of folded titles: ``project_total``, ``line_total``, ``nested`` (a part of the source over
    it, which is not counted again), ``ignored`` (rows of words alone).
    """
    million = find_money_unit(heading, settings["unit"])
    patterns = {name: re.compile(settings[name]) for name in ("project_total", "line_total", "nested", "ignored")}
    number: str | None = None
    for line in _join_lines(lines, patterns["ignored"]):
        title = fold(_without_including(line.of(TITLE) or line.group))
        amounts = _amounts(draft, _BUDGET, line, million)
        if parts := number_parts(line.of(NUMBER)):
            number = ".".join(map(str, parts))
            draft.add("budget_lines", line=number, title=_without_including(line.of(TITLE)), derived=False, note="")
            _add_totals(draft, number, "", amounts)
        elif patterns["project_total"].search(title):
            number = ""
            _add_totals(draft, number, "", amounts)
        elif patterns["ignored"].fullmatch(title) or line.group:
            pass
        elif number is None or not title:
            draft.leave(_BUDGET, line)
            continue
        elif patterns["line_total"].search(title):
            _add_totals(draft, number, "", amounts)
        elif patterns["nested"].search(title):
            if amounts:
                draft.doubt(_BUDGET, line, f"«{line.of(TITLE)}»: часть источника выше, отдельно не учтена")
        elif number:
            _add_source(draft, number, _without_including(line.of(TITLE)), amounts)
        else:
            _add_totals(draft, number, _without_including(line.of(TITLE)), amounts)
        draft.accept(_BUDGET)


def read_financing(draft: Draft, lines: list[Line], heading: str, settings: dict[str, Any]) -> None:
    """Financing of the supplementary materials: every amount of a cell is a row; the last line is the total."""
    million = find_money_unit(heading, settings["unit"])
    years = [str(year) for year in (lines[0].years if lines else ())]
    for line in join_rows(lines, (*years, TOTAL)):
        parts = number_parts(line.of(NUMBER))
        title = line.of(TITLE) or line.group
        if not title:
            draft.leave(_FINANCING, line)
            continue
        row = ".".join(map(str, parts))
        for year, amounts in _amounts(draft, _FINANCING, line, million).items():
            for position, amount in enumerate(amounts, 1):
                draft.add(
                    "supplementary_financing",
                    row=row, title=title, code=line.of("code"), year=year, position=position, amount_mln=amount,
                )  # fmt: skip
        draft.accept(_FINANCING)


def _join_lines(lines: list[Line], ignored: re.Pattern[str]) -> Iterator[Line]:
    """The lines with titles broken by a page made whole: their second part has neither number nor amounts."""
    last: Line | None = None
    for line in lines:
        text = line.of(TITLE) or line.group
        plain = not line.of(NUMBER) and not _has_amounts(line) and not ignored.fullmatch(fold(_without_including(text)))
        if last is not None and plain and (line.first or text[:1].islower()):
            last = replace(last, values={**last.values, TITLE: join_texts(last.of(TITLE), text)})
            continue
        if last is not None:
            yield last
        last = line
    if last is not None:
        yield last


def _has_amounts(line: Line) -> bool:
    return any(line.of(str(year)) for year in line.years) or bool(line.of(TOTAL))


def _without_including(title: str) -> str:
    return _INCLUDING.sub("", title)


def _amounts(draft: Draft, section: str, line: Line, million: Decimal) -> dict[int, list[Decimal]]:
    """The amounts of a row by year, under 0 those of all years; what is none is doubted."""
    amounts = {}
    for year in (*line.years, _ALL_YEARS):
        text = line.of(str(year) if year else TOTAL)
        try:
            printed = parse_amounts(text, million)
        except ValueError:
            draft.doubt(section, line, f"{year or 'всего'}: «{text}» — не сумма")
            continue
        if printed:
            amounts[year] = printed
    return amounts


def _add_source(draft: Draft, number: str, source: str, amounts: dict[int, list[Decimal]]) -> None:
    for year, printed in amounts.items():
        if year == _ALL_YEARS:
            _add_totals(draft, number, source, {year: printed})
        else:
            draft.add("budget", line=number, source=source, year=year, amount_mln=sum(printed, Decimal()))


def _add_totals(draft: Draft, number: str, source: str, amounts: dict[int, list[Decimal]]) -> None:
    for year, printed in amounts.items():
        draft.add("budget_totals", line=number, source=source, year=year, amount_mln=sum(printed, Decimal()))
