"""Resolving what people write into the codes of the plan and the directory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from uspekh.actuals.cells import Cell, Unreadable, cite, is_blank, refuse_error, text_of
from uspekh.actuals.vocabulary import letters
from uspekh.russian.periods import YEAR, PartOfYear, period_name, read_period
from uspekh.russian.text import fold

_LISTED = 12
_COMPARED = 200
"""Characters of an unknown name that are compared with the names there are."""
_NUMBER_SIGN = re.compile(r"№|\bn(?= ?\d)")
Codes = Mapping[str, list[str]]
"""The codes that carry a folded label: more than one where a label is not unique."""


class Organization(NamedTuple):
    """An organization of the directory, as far as its names go."""

    code: str
    name: str | None
    short_name: str | None


def labels(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The codes by folded label, from pairs of a label and its code."""
    by_label: dict[str, list[str]] = {}
    for label, code in pairs:
        codes = by_label.setdefault(fold(label), [])
        if code not in codes:
            codes.append(code)
    return by_label


def compact(label: str) -> str:
    """«МОУ СОШ № 2», «МОУ "СОШ №2"» and «МОУ СОШ N2» are the same to a person, «№ 1, 2» and «№ 12» are not."""
    return letters(_NUMBER_SIGN.sub(" ", fold(label)))


class OrganizationNames:
    """The names that organizations go by: code, full and short name, and each without spaces and punctuation."""

    def __init__(self, organizations: Iterable[Organization]) -> None:
        listed = list(organizations)
        pairs = [(label, entry.code) for entry in listed for label in entry if label]
        self._codes = labels((compact(label), code) for label, code in pairs) | labels(pairs)
        self._titles = {entry.code: entry.short_name or entry.code for entry in listed}

    def parse(self, cell: Cell) -> str | None:
        """The code of the organization that a cell names.

        Raises ``Unreadable`` where several bear the name, and where none does: then with the nearest names.
        """
        refuse_error(cell)
        text = fold(text_of(cell))
        if not text:
            return None
        codes = self._codes.get(text) or self._codes.get(compact(text), [])
        if len(codes) == 1:
            return codes[0]
        if codes:
            raise Unreadable("organization.ambiguous", f"Это имя носят {', '.join(codes)}: впишите код организации.")
        raise Unreadable("organization.unknown", lambda: self._unknown(cell))

    def _unknown(self, cell: Cell) -> str:
        near = nearest(compact(text_of(cell)), self._codes, 5, 50)
        titles = list(dict.fromkeys(self._titles[code] for label in near for code in self._codes[label]))[:3]
        hint = f" Похожие: {'; '.join(titles)}." if titles else " Добавьте её на лист «Организации»."
        return f"Организации «{cite(cell)}» нет в справочнике.{hint}"


def choice(code: str, what: str, options: Codes, cell: Cell) -> str | None:
    """One of the names of the plan; ``code`` and ``what`` word the problem. Raises ``Unreadable``."""
    refuse_error(cell)
    text = fold(text_of(cell))
    if not text:
        return None
    if text in options:
        return options[text][0]
    raise Unreadable(code, lambda: _no_such(what, options, cell))


def numbered(code: str, what: str, numbers: Codes, cell: Cell) -> str | None:
    """The number of a plan item or budget line, typed as text («1.1.») or as a number of Excel (1.1).

    Raises ``Unreadable`` for a number turned into a date, one that is unknown or borne by several, or 1.1 where 1.10 is
    there too.
    """
    if isinstance(cell, date):
        raise Unreadable(
            "number.date",
            f"Excel превратил номер в дату {text_of(cell)}. Задайте ячейке формат «Текстовый» и впишите номер заново.",
        )
    refuse_error(cell)
    text = text_of(cell)
    if isinstance(cell, float):
        text = text.replace(",", ".")
        if "." in text and f"{text}0" in numbers:
            raise Unreadable(
                "number.ambiguous",
                f"Номер читается двояко: {text} или {text}0. Задайте ячейке формат «Текстовый» и впишите номер заново.",
            )
    text = "".join(text.replace(",", ".").split())
    if len(bearers := numbers.get(fold(text), [])) > 1:
        raise Unreadable("number.ambiguous", f"Номер {text} носят {', '.join(bearers)}: впишите его с буквой.")
    return choice(code, what, numbers, text)


def parse_period(cell: Cell) -> int:
    """Months from 1 January; a blank means the year.

    Raises ``Unreadable`` with the allowed words, and for a part of a year that does not begin in January.
    """
    refuse_error(cell)
    if is_blank(cell):
        return YEAR
    try:
        period = None if isinstance(cell, date) else read_period(text_of(cell))
    except PartOfYear as part:
        raise Unreadable("period.part", f"Период «{cite(cell)}» читается двояко. {explain_part(part)}") from part
    if period is None:
        raise Unreadable(
            "period.unknown",
            f"Период «{cite(cell)}» не понят. Впишите: I квартал, I полугодие, 9 месяцев, год или N месяцев.",
        )
    return period.months


def explain_part(part: PartOfYear) -> str:
    """The two readings of a period that does not begin in January, and what to write."""
    months = period_name(part.months)
    return f"Только {part.part} или «{months}» с начала года? Впишите период с 1 января: «{months}»."


def nearest(text: str, options: Iterable[str], limit: int, least: float) -> list[str]:
    """At most ``limit`` options that are like the text (``least`` of 100 per cent or more), the nearest first."""
    from rapidfuzz import fuzz, process  # a file in which every name is known needs no comparison

    matches = process.extract(text[:_COMPARED], list(options), scorer=fuzz.ratio, limit=limit, score_cutoff=least)
    return [option for option, _, _ in matches]


def _no_such(what: str, options: Codes, cell: Cell) -> str:
    titles = list(dict.fromkeys(code for codes in options.values() for code in codes))
    near = [title for option in nearest(fold(text_of(cell)), options, 3, 60) for title in options[option]]
    listed = f"Похожие: {', '.join(dict.fromkeys(near))}" if near else f"Есть: {', '.join(titles[:_LISTED])}"
    more = "" if near or len(titles) <= _LISTED else " …"
    return f"{what} «{cite(cell)}» в паспорте нет. {listed}{more}."
