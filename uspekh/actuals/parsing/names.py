"""Resolving what people write into the codes of the plan and the directory."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import NamedTuple

from uspekh.actuals.cells import Cell, Unreadable, cite, is_blank, refuse_error, text_of
from uspekh.actuals.vocabulary import letters
from uspekh.russian.periods import YEAR, PartOfYear, period_name, read_period
from uspekh.russian.text import fold, tidy

_LISTED = 12
_COMPARED = 200
"""Characters of an unknown name that are compared with the names there are."""
_SEVERAL_NUMBERS = re.compile(
    r"(?P<head>[^\d]{2,60}?) ?№* ?(?P<numbers>\d{1,4}(?: ?(?:,|;|и|-|/|\+) ?№? ?\d{1,4}){1,5})"
)
_NUMBER_SIGN = re.compile(r"№|\bn(?= ?\d)")
Codes = Mapping[str, list[str]]
"""The codes that carry a folded label: more than one where a label is not unique."""


class Organization(NamedTuple):
    """An organization of the directory, as far as its names go."""

    code: str
    name: str | None
    short_name: str | None
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChosenName:
    """A name that is not in the directory, and the code of the organization that a person once said it means."""

    name: str
    organization: str

    @property
    def key(self) -> str:
        """The same for every spelling of the name: a hash."""
        return hashlib.sha256(f"name:{compact(self.name)}".encode("utf-8", "surrogatepass")).hexdigest()

    def to_json(self) -> str:
        """The choice as text to keep."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> ChosenName:
        """The choice kept as ``text``. Raises ``ValueError`` where it is none."""
        try:
            return cls(**json.loads(text))
        except TypeError as error:
            raise ValueError("no choice of a name") from error


def split_names(text: str) -> tuple[str, ...]:
    """Former names, parted by semicolons or lines."""
    return tuple(filter(None, map(tidy, re.split(r"[;\n\r]", text))))


def parse_names(cell: Cell) -> str | None:
    """Former names, parted by semicolons whatever parts them in the cell. Raises ``Unreadable`` for an error cell."""
    refuse_error(cell)
    return "; ".join(split_names(cell if isinstance(cell, str) else text_of(cell))) or None


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
    """The names that organizations go by: code, full and short name, each also without spaces and punctuation.

    A former name, and one that a person once chose an organization for, stand for it where nobody bears them now.
    """

    def __init__(self, organizations: Iterable[Organization], chosen: Iterable[ChosenName] = ()) -> None:
        listed = list(organizations)
        present = [(label, entry.code) for entry in listed for label in entry[:3] if label]
        former = [(label, entry.code) for entry in listed for label in entry.former_names]
        codes = {entry.code for entry in listed}
        picked = [(each.name, each.organization) for each in chosen if each.organization in codes]
        self._codes = _spellings(picked) | _spellings(former) | _spellings(present)
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
        if several := self._several(text_of(cell)):
            listed = "; ".join(several)
            return f"«{cite(cell)}» — это несколько организаций: {listed}. Дайте каждой свою строку и свои числа."
        near = nearest(compact(text_of(cell)), self._codes, 5, 50)
        titles = list(dict.fromkeys(self._titles[code] for label in near for code in self._codes[label]))[:3]
        hint = f" Похожие: {'; '.join(titles)}." if titles else ""
        return (
            f"Организации «{cite(cell)}» нет в справочнике.{hint} Исправьте имя, добавьте её на лист «Организации» или "
            "попросите редактора сопоставить это имя на странице загрузки."
        )

    def _several(self, text: str) -> list[str]:
        """The organizations that «СОШ № 1, 2» names, if that is what it does."""
        match = _SEVERAL_NUMBERS.fullmatch(fold(text[:_COMPARED]))
        if match is None:
            return []
        numbers = re.findall(r"\d+", match["numbers"])
        codes = [self._codes.get(compact(f"{match['head']} {number}"), []) for number in numbers]
        return [self._titles[each[0]] for each in codes] if all(len(each) == 1 for each in codes) else []


def _spellings(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    return labels((compact(label), code) for label, code in pairs) | labels(pairs)


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
