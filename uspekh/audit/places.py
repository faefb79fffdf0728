"""Places of the document as the rules name them."""

from __future__ import annotations

from uspekh.audit.finding import Place

_QUOTE_LENGTH = 160


def cut(text: str, length: int = _QUOTE_LENGTH) -> str:
    """The beginning of a long text, at a word's end, with an ellipsis."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def end_of(text: str, length: int = 90) -> str:
    """The end of a long text, from a word's beginning, after an ellipsis."""
    return text if len(text) <= length else "…" + text[-length:].split(" ", 1)[-1]


def head(quote: str) -> Place:
    """Section 1."""
    return Place("Раздел 1", "", cut(quote))


def goal(quote: str) -> Place:
    """The aim, above the table of section 2."""
    return Place("Раздел 2, цель", "", cut(quote))


def indicator(row: str, quote: str) -> Place:
    """A row of section 2."""
    return Place("Раздел 2", row, cut(quote))


def result(row: str, quote: str) -> Place:
    """A row of section 3."""
    return Place("Раздел 3", row, cut(quote))


def budget(row: str, quote: str) -> Place:
    """A row of section 4."""
    return Place("Раздел 4", row, cut(quote))


def participant(row: int, quote: str) -> Place:
    """A row of section 5."""
    return Place("Раздел 5", str(row), cut(quote))


def item(number: str, quote: str) -> Place:
    """A row of annex 1."""
    return Place("Приложение № 1", number, cut(quote))


def annex2(row: str, quote: str) -> Place:
    """A row of annex 2."""
    return Place("Приложение № 2", row, cut(quote))


def method(row: str, quote: str) -> Place:
    """A row of the methods of calculation."""
    return Place("Методика расчёта", row, cut(quote))


def financing(row: str, quote: str) -> Place:
    """A row of the supplementary financing."""
    return Place("Дополнительные материалы, раздел 3", row, cut(quote))


def material(section: str, heading: str, quote: str) -> Place:
    """A paragraph of the supplementary materials."""
    return Place(f"Дополнительные материалы, раздел {section}" if section else heading, "", cut(quote))
