"""Checks that anyone trusts: years add up to totals, sources to lines, lines to the project, numbers without gaps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from uspekh.importing.draft import Draft, Remark
from uspekh.russian.format import number

_ALL_YEARS = "0"
Key = tuple[str, str, str]
"""Line, source, year; empty: the project, all sources; «0»: all years."""


@dataclass
class Sums:
    """How many sums were compared, and those that differ or miss, in words."""

    checked: int = 0
    failed: list[Remark] = field(default_factory=list)


def check_sums(draft: Draft) -> Sums:
    """Compares every printed total of the budget with what it is the total of, and looks at the numbering."""
    sums = Sums()
    for key, (printed, added) in _totals(draft).items():
        sums.checked += 1
        if printed != added:
            text = f"напечатано {number(printed, 6)} млн рублей, по слагаемым {number(added, 6)}"
            sums.failed.append(Remark(f"бюджет, {_describe(key)}", text, "budget"))
    for row, (printed, added) in _financing(draft).items():
        sums.checked += 1
        if printed != added:
            text = f"напечатано {number(printed, 6)} млн рублей, по годам {number(added, 6)}"
            sums.failed.append(Remark(f"финансирование материалов, {row}", text, "financing"))
    for (section, title), numbers in _numberings(draft).items():
        sums.checked += 1
        sums.failed += [Remark(title, text, section) for text in find_gaps(numbers)]
    return sums


def find_gaps(numbers: Iterable[str]) -> list[str]:
    """«после 1.3 стоит 1.5» for every number that does not follow the one before it."""
    gaps = []
    last: tuple[int, ...] = ()
    for written in numbers:
        parts = tuple(map(int, written.split("."))) if written.replace(".", "").isdigit() else ()
        if parts and not _follows(last, parts):
            before = ".".join(map(str, last))
            gaps.append(f"после {before} стоит {written}" if last else f"первый номер {written}")
        last = parts or last
    return gaps


def list_missing(numbers: Iterable[str]) -> list[str]:
    """The numbers that stand before the first one of each group: 1.1 and 1.2 where it begins with 1.3."""
    first = next((written for written in numbers if written.replace(".", "").isdigit()), "")
    head, _, end = first.rpartition(".")
    return [f"{head}.{n}".lstrip(".") for n in range(1, int(end or 1))]


def differences_by_source(draft: Draft) -> dict[Key, Decimal]:
    """Printed totals of the project by source and year less the sum of the lines, in million roubles."""
    return {
        key: printed - added
        for key, (printed, added) in _totals(draft).items()
        if not key[0] and key[1] and key[2] != _ALL_YEARS
    }


def _numberings(draft: Draft) -> dict[tuple[str, str], list[str]]:
    """The numbers that follow one another, by section and what they number."""
    return {
        ("indicators", "показатели"): [row["id"] for row in draft.rows("indicators")],
        ("results", "результаты"): [row["id"] for row in draft.rows("results")],
        ("budget", "строки бюджета"): [row["line"] for row in draft.rows("budget_lines")],
        ("participants", "участники"): [row["row"] for row in draft.rows("participants")],
        ("plan", "результаты плана"): [row["item"] for row in draft.rows("plan_items") if row["kind"] == "result"],
    }


def _financing(draft: Draft) -> dict[str, tuple[Decimal, Decimal]]:
    """By row of the supplementary financing with a printed total: that, and what its years add up to."""
    printed: dict[str, Decimal] = {}
    added: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row, amount in _amounts(draft, "supplementary_financing"):
        title = f"строка {row['row']}" if row["row"] else row["title"]
        if row["year"] == _ALL_YEARS:
            printed[title] = amount
        else:
            added[title] += amount
    return {title: (amount, added[title]) for title, amount in printed.items()}


def _totals(draft: Draft) -> dict[Key, tuple[Decimal, Decimal]]:
    """By printed total: what is printed and what its parts add up to; one without any part is not compared."""
    added: defaultdict[Key, Decimal] = defaultdict(Decimal)
    for row, amount in _amounts(draft, "budget"):
        for key in _totals_of(row["line"], row["source"], row["year"]):
            added[key] += amount
    printed = {(row["line"], row["source"], row["year"]): amount for row, amount in _amounts(draft, "budget_totals")}
    return {key: (amount, added[key]) for key, amount in printed.items() if key in added}


def _amounts(draft: Draft, table: str) -> Iterator[tuple[dict[str, str], Decimal]]:
    """The rows of a table with an amount that can be read: of another one the loading of the tables speaks."""
    for row in draft.rows(table):
        if re.fullmatch(r"\d{1,8}([.,]\d{1,8})?", row["amount_mln"]):
            yield row, Decimal(row["amount_mln"].replace(",", "."))


def _totals_of(line: str, source: str, year: str) -> Iterator[Key]:
    """Every total that an amount is in."""
    for of_line in (line, ""):
        for of_source in (source, ""):
            for of_year in (year, _ALL_YEARS):
                yield of_line, of_source, of_year


def _follows(last: tuple[int, ...], parts: tuple[int, ...]) -> bool:
    if not last or last[:-1] != parts[:-1]:
        return parts[-1] == 1
    return parts[-1] == last[-1] + 1


def _describe(key: Key) -> str:
    line, source, year = key
    words = (f"строка {line}" if line else "всего по проекту", source, "все годы" if year == _ALL_YEARS else year)
    return ", ".join(filter(None, words))
