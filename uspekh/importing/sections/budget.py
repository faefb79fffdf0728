"""Money: lines of the budget by source and year with the totals as printed, and the supplementary financing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from uspekh.importing.document.joining import join_broken, join_rows, join_texts
from uspekh.importing.document.parsing import find_money_unit, number_parts, parse_amounts
from uspekh.importing.document.recognition import NUMBER, TITLE, TOTAL, Line
from uspekh.importing.draft import Draft
from uspekh.russian.text import fold

_BUDGET, _FINANCING = "budget", "financing"
RESERVE = "резерв"
_ALL_YEARS = 0
_INCLUDING = ("в том числе", "из них", "всего")


@dataclass(frozen=True)
class BudgetRules:
    """How a form writes money: patterns of folded titles, and how deep the number of a line is (0: any).

    ``nested``: a part of the source over it, which is not counted again; ``reserve``: a line without a number;
    ``ignored``: rows of words alone; ``source``: how a source begins.
    """

    project_total: re.Pattern[str]
    line_total: re.Pattern[str]
    nested: re.Pattern[str]
    reserve: re.Pattern[str]
    ignored: re.Pattern[str]
    source: re.Pattern[str]
    depth: int


def read_budget(draft: Draft, lines: list[Line], heading: str, settings: dict[str, Any]) -> None:
    """Section 4: ``budget_lines``, ``budget`` and ``budget_totals``, in million roubles."""
    million = find_money_unit(heading, settings["unit"])
    rules = _compile_rules(settings)
    nested: Counter[str] = Counter()
    number: str | None = None
    for line in _join_lines(lines, rules):
        parts = number_parts(line.of(NUMBER))
        written = _without_including(line.of(TITLE) or line.group)
        title = fold(written)
        amounts = _amounts(draft, _BUDGET, line, million)
        if rules.project_total.search(title):
            number = ""
            _add_totals(draft, line, number, "", amounts)
        elif _is_line(parts, rules.depth):
            number = ".".join(map(str, parts))
            draft.add("budget_lines", line, line=number, title=written, derived=False, note="")
            _add_totals(draft, line, number, "", amounts)
        elif rules.reserve.search(title):
            _add_reserve(draft, line, written, amounts)
        elif rules.ignored.fullmatch(title) or line.group or (rules.depth and 0 < len(parts) < rules.depth):
            pass
        elif number is None or not title:
            draft.leave(_BUDGET, line, _in_million(line, million))
            continue
        elif rules.line_total.search(title):
            _add_totals(draft, line, number, "", amounts)
        elif rules.nested.search(title):
            nested[written] += 1
        elif number:
            if not amounts:
                draft.doubt(_BUDGET, line, f"строка {number}, «{written}»: сумм нет")
            _add_source(draft, line, number, written, amounts)
        else:
            _add_totals(draft, line, number, written, amounts)
        draft.accept(_BUDGET)
    _note_nested(draft, nested)


def read_financing(draft: Draft, lines: list[Line], heading: str, settings: dict[str, Any]) -> None:
    """Financing of the supplementary materials: every amount of a cell is a row; the last line is the total."""
    million = find_money_unit(heading, settings["unit"])
    years = [str(year) for year in (lines[0].years if lines else ())]
    for line in join_rows(lines, (*years, TOTAL)):
        parts = number_parts(line.of(NUMBER))
        title = line.of(TITLE) or line.group
        if not title:
            draft.leave(_FINANCING, line, _in_million(line, million))
            continue
        row = ".".join(map(str, parts))
        for year, amounts in _amounts(draft, _FINANCING, line, million).items():
            for position, amount in enumerate(amounts, 1):
                draft.add(
                    "supplementary_financing",
                    line,
                    row=row, title=title, code=line.of("code"), year=year, position=position, amount_mln=amount,
                )  # fmt: skip
        draft.accept(_FINANCING)


def _in_million(line: Line, million: Decimal) -> dict[str, str]:
    """The cells of a row with its amounts in million roubles; what is no amount stays as it is."""
    cells = dict(line.values)
    for name in (*map(str, line.years), TOTAL):
        try:
            amounts = parse_amounts(cells.get(name, ""), million)
        except ValueError:
            continue
        if amounts:
            cells[name] = format(sum(amounts, Decimal()), "f")
    return cells


def _compile_rules(settings: dict[str, Any]) -> BudgetRules:
    patterns = ("project_total", "line_total", "nested", "reserve", "ignored", "source")
    compiled = {name: re.compile(settings[name]) for name in patterns}
    return BudgetRules(**compiled, depth=settings.get("line_depth", 0))


def _note_nested(draft: Draft, nested: Counter[str]) -> None:
    """Says of each part of a source, by title, how many rows of it were left out of the sums."""
    for title, count in nested.items():
        draft.note(_BUDGET, f"«{title}», строк {count}: часть источника выше, отдельно не учтена")


def _is_line(parts: tuple[int, ...], depth: int) -> bool:
    return bool(parts) and (not depth or len(parts) == depth)


def _add_reserve(draft: Draft, line: Line, title: str, amounts: dict[int, list[Decimal]]) -> None:
    """A reserve is a line of its own; its source is what stands in brackets."""
    named = re.search(r"\(([^()]+)\)", title)
    if not any(row["line"] == RESERVE for row in draft.rows("budget_lines")):
        draft.add("budget_lines", line, line=RESERVE, title=title, derived=False, note="")
    _add_source(draft, line, RESERVE, named[1] if named else title, amounts)


def _join_lines(lines: list[Line], rules: BudgetRules) -> Iterator[Line]:
    """The lines with titles broken by a page made whole: their second part has neither number nor amounts."""

    def join(last: Line, line: Line) -> Line | None:
        text = line.of(TITLE) or line.group
        title = fold(_without_including(text))
        if line.of(NUMBER) or _has_amounts(line) or rules.ignored.fullmatch(title) or rules.source.search(title):
            return None
        return replace(last, values={**last.values, TITLE: join_texts(last.of(TITLE), text)})

    return join_broken(lines, join)


def _has_amounts(line: Line) -> bool:
    return any(line.of(str(year)) for year in line.years) or bool(line.of(TOTAL))


def _without_including(title: str) -> str:
    """The title without «, всего, в том числе:» after it."""
    text = title.rstrip(" ,:")
    ending = next((words for words in _INCLUDING if re.search(rf"(?:^|\W){words}$", text[-20:].casefold())), None)
    return _without_including(text[: -len(ending)]) if ending else text


def _amounts(draft: Draft, section: str, line: Line, million: Decimal) -> dict[int, list[Decimal]]:
    """The amounts of a row by year, under 0 those of all years; what is none is doubted."""
    amounts = {}
    for year in (*line.years, _ALL_YEARS):
        text = line.of(str(year) if year else TOTAL)
        try:
            printed = parse_amounts(text, million)
        except ValueError:
            draft.doubt(section, line, f"{year or 'всего'}: «{text}» — не сумма", "amount_mln")
            continue
        if printed:
            amounts[year] = printed
    return amounts


def _add_source(draft: Draft, line: Line, number: str, source: str, amounts: dict[int, list[Decimal]]) -> None:
    for year, printed in amounts.items():
        if year == _ALL_YEARS:
            _add_totals(draft, line, number, source, {year: printed})
        else:
            draft.add("budget", line, line=number, source=source, year=year, amount_mln=sum(printed, Decimal()))


def _add_totals(draft: Draft, line: Line, number: str, source: str, amounts: dict[int, list[Decimal]]) -> None:
    for year, printed in amounts.items():
        draft.add("budget_totals", line, line=number, source=source, year=year, amount_mln=sum(printed, Decimal()))
