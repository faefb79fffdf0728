"""Resolving what people write into the codes of the plan and the directory."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

import pandas as pd

from uspekh.actuals.cells import Cell, Unreadable, refuse_error, text_of
from uspekh.russian.periods import parse_period
from uspekh.russian.text import fold

_LISTED = 12
_MARKS = re.compile(r"[\W_]+")
_NUMBER_SIGN = re.compile(r"№|\bn(?= ?\d)")


def labels(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Folded label → the codes that carry it (more than one where a label is not unique)."""
    found: dict[str, list[str]] = {}
    for label, code in pairs:
        codes = found.setdefault(fold(label), [])
        if code not in codes:
            codes.append(code)
    return found


def organization_labels(directory: pd.DataFrame) -> Mapping[str, list[str]]:
    """Codes, names and short names of a directory frame, folded, and the same without spaces and marks."""
    written = [directory[name].tolist() for name in ("code", "name", "short_name")]
    pairs = [
        (label, entry[0]) for entry in zip(*written, strict=True) for label in entry if isinstance(label, str) and label
    ]
    return _organization_labels(tuple(pairs))


@lru_cache(maxsize=4)
def _organization_labels(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, list[str]]:
    """File after file is resolved against the same directory."""
    return labels((compact(label), code) for label, code in pairs) | labels(pairs)


def compact(label: str) -> str:
    """«МОУ СОШ № 2», «МОУ "СОШ №2"» and «МОУ СОШ N2» are the same to a person: letters and digits alone."""
    return _MARKS.sub("", _NUMBER_SIGN.sub("", fold(label)))


def organization(known: Mapping[str, Sequence[str]], spoken: Mapping[str, str], cell: Cell) -> str | None:
    """Code of the organization by code, full or short name; ``spoken`` are the names to suggest, by code.

    Raises ``Unreadable`` with the nearest names where it is unknown.
    """
    refuse_error(cell)
    text = fold(text_of(cell))
    if not text:
        return None
    codes = known.get(text) or known.get(compact(text), [])
    if len(codes) == 1:
        return codes[0]
    if codes:
        raise Unreadable("organization.ambiguous", f"Это имя носят {', '.join(codes)}: впишите код организации.")
    near = difflib.get_close_matches(compact(text), known, n=5, cutoff=0.5)
    suggested = list(dict.fromkeys(spoken[code] for label in near for code in known[label]))[:3]
    hint = f" Похожие: {'; '.join(suggested)}." if suggested else " Добавьте её на лист «Организации»."
    raise Unreadable("organization.unknown", f"Организации «{text_of(cell)}» нет в справочнике.{hint}")


def choice(code: str, what: str, known: Mapping[str, Sequence[str]], spoken: Sequence[str], cell: Cell) -> str | None:
    """One of the names of the plan; ``code`` and ``what`` word the problem. Raises ``Unreadable``."""
    refuse_error(cell)
    text = fold(text_of(cell))
    if not text:
        return None
    if found := known.get(text):
        return found[0]
    near = difflib.get_close_matches(text_of(cell), spoken, n=3, cutoff=0.6)
    listed = f"Похожие: {', '.join(near)}" if near else f"Есть: {', '.join(spoken[:_LISTED])}"
    more = "" if near or len(spoken) <= _LISTED else " …"
    raise Unreadable(code, f"{what} «{text_of(cell)}» в паспорте нет. {listed}{more}.")


def numbered(code: str, what: str, numbers: Sequence[str], cell: Cell) -> str | None:
    """The number of a plan item or budget line, typed as text («1.1.») or as a number of Excel (1.1).

    Raises ``Unreadable`` for a number turned into a date, an unknown one, or 1.1 where 1.10 is there too.
    """
    if isinstance(cell, date):
        raise Unreadable(
            "number.date",
            f"Excel превратил номер в дату {text_of(cell)}. Задайте ячейке формат «Текстовый» и впишите номер заново.",
        )
    text = text_of(cell)
    if isinstance(cell, float):
        text = text.replace(",", ".")
        if "." in text and f"{text}0" in numbers:
            raise Unreadable(
                "number.ambiguous",
                f"Номер читается двояко: {text} или {text}0. Задайте ячейке формат «Текстовый» и впишите номер заново.",
            )
    text = re.sub(r"\s", "", text.replace(",", "."))
    return choice(code, what, labels((number, number) for number in numbers), numbers, text)


def period(cell: Cell) -> int:
    """Months from 1 January; a blank means the year. Raises ``Unreadable`` with the allowed words."""
    refuse_error(cell)
    months = None if isinstance(cell, date) else parse_period(text_of(cell))
    if months is None:
        raise Unreadable(
            "period.unknown",
            f"Период «{text_of(cell)}» не понят. Впишите: I квартал, I полугодие, 9 месяцев, год или N месяцев.",
        )
    return months
