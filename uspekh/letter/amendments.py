"""Findings, and differences of two editions, as amendments: where, in which words now, what is proposed, why."""

from __future__ import annotations

from collections.abc import Iterable

from uspekh.audit import Citation, Finding
from uspekh.passport.editions.differences import CellDifference
from uspekh.report.content.cells import clean
from uspekh.report.content.table import Column, Row
from uspekh.russian.format import plural
from uspekh.words import NOTHING

COLUMNS = (
    Column("where", "Раздел, строка", 42),
    Column("now", "В редакции", 90),
    Column("proposed", "Предлагается", 62),
    Column("reason", "Обоснование", 70),
)
"""Of the letter's table, in millimetres of an A4 page on its side."""


def list_amendments(findings: Iterable[Finding]) -> list[Row]:
    """A row of ``COLUMNS`` for each finding, in their order."""
    return [
        {
            "where": clean(say_places(finding.citations)),
            "now": clean(say_words(finding.citations)),
            "proposed": clean(say_proposal(finding)),
            "reason": clean(f"{finding.what} {finding.why}"),
        }
        for finding in findings
    ]


def list_changes(differences: Iterable[CellDifference]) -> list[Row]:
    """A row of ``COLUMNS`` for each difference of two editions; the column of reasons stays empty."""
    return [
        {
            "where": clean(f"{each.spot}: {each.column}"),
            "now": clean(f"«{each.before}»" if each.before else NOTHING),
            "proposed": clean(f"«{each.after}»" if each.after else "исключить"),
            "reason": "",
        }
        for each in differences
    ]


def say_places(references: Iterable[Citation]) -> str:
    """«Раздел 2, строка 1; Приложение № 2, строки 1., 2.»: each section once, its rows in order."""
    rows: dict[str, list[str]] = {}
    for section, row in dict.fromkeys((reference.section, reference.row) for reference in references):
        rows.setdefault(section, []).extend(filter(None, [row]))
    return "; ".join(
        f"{section}, {plural(len(of_section), 'строка', 'строки', 'строки')} {', '.join(of_section)}"
        if of_section
        else section
        for section, of_section in rows.items()
    )


def say_words(references: tuple[Citation, ...]) -> str:
    """The quoted words, a line each, with their places where there are several."""
    quoted = [reference for reference in dict.fromkeys(references) if reference.quote]
    if len(quoted) == 1:
        return f"«{quoted[0].quote}»"
    one_section = len({reference.section for reference in quoted}) == 1
    return "\n".join(f"{p.row or p.section if one_section else p}: «{p.quote}»" for p in quoted)


def say_proposal(finding: Finding) -> str:
    """The words that a rule proposes, else what it advises to do."""
    return finding.proposal or finding.advice
