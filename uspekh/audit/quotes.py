"""Places of the document as the rules name them."""

from __future__ import annotations

from uspekh.audit.finding import Citation
from uspekh.passport import sections

_QUOTE_LENGTH = 160


def cut(text: str, length: int = _QUOTE_LENGTH) -> str:
    """The beginning of a long text, at a word's end, with an ellipsis."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def end_of(text: str, length: int = 90) -> str:
    """The end of a long text, from a word's beginning, after an ellipsis."""
    return text if len(text) <= length else "…" + text[-length:].split(" ", 1)[-1]


def around(text: str, words: str, length: int = 140) -> str:
    """The part of a long text that has the words, with ellipses."""
    start = text.find(words)
    return text if len(text) <= length or start < 0 else f"{end_of(text[:start], 60)}{cut(text[start:], 90)}"


def head(quote: str) -> Citation:
    """Section 1."""
    return Citation(sections.HEAD, "", cut(quote))


def goal(quote: str) -> Citation:
    """The aim, above the table of section 2."""
    return Citation(sections.AIM, "", cut(quote))


def indicator(row: str, quote: str) -> Citation:
    """A row of section 2."""
    return Citation(sections.INDICATORS, row, cut(quote))


def result(row: str, quote: str) -> Citation:
    """A row of section 3."""
    return Citation(sections.RESULTS, row, cut(quote))


def budget(row: str, quote: str) -> Citation:
    """A row of section 4."""
    return Citation(sections.BUDGET, row, cut(quote))


def participant(row: int, quote: str) -> Citation:
    """A row of section 5."""
    return Citation(sections.PEOPLE, str(row), cut(quote))


def item(number: str, quote: str) -> Citation:
    """A row of annex 1."""
    return Citation(sections.ITEMS, number, cut(quote))


def annex2(row: str, quote: str) -> Citation:
    """A row of annex 2."""
    return Citation(sections.ANNEX2, row, cut(quote))


def method(row: str, quote: str) -> Citation:
    """A row of the methods of calculation."""
    return Citation(sections.METHODS, row, cut(quote))


def financing(row: str, quote: str) -> Citation:
    """A row of the supplementary financing."""
    return Citation(sections.FINANCING, row, cut(quote))


def material(section: str, quote: str) -> Citation:
    """A paragraph of the supplementary materials."""
    return Citation(sections.material(section), "", cut(quote))
