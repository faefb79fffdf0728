"""What a word is in a person's name, by the dictionary of OpenCorpora (pymorphy3)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from uspekh.actuals.personal.transliteration import cyrillic_spellings

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

SURE, POSSIBLE = 2, 1
"""Whether a word is above all a name («Анна»), or a name among other things («Вера», «Роман»)."""
# From this share of its readings on, a word is above all a name.
_MAINLY = 0.4
_VERB = frozenset(("VERB", "INFN"))
_TURKIC_ENDINGS = frozenset(("оглы", "кызы", "улы", "гызы"))


@dataclass(frozen=True)
class NameWord:
    """How surely a word is a given name, a surname or a patronymic: 0, ``POSSIBLE`` or ``SURE``."""

    given_name: int = 0
    surname: int = 0
    patronymic: int = 0

    def __bool__(self) -> bool:
        return bool(self.given_name or self.surname or self.patronymic)


@lru_cache(maxsize=65536)
def look_up(word: str) -> NameWord:
    """The word as part of a name, in any case form, of Russian or Latin letters, of two parts with a hyphen."""
    parts = [_simple(part) for part in word.split("-")[:3] if part]
    return NameWord(*(max((getattr(part, role) for part in parts), default=0) for role in _ROLES))


_ROLES = ("given_name", "surname", "patronymic")


def is_turkic_ending(word: str) -> bool:
    """Whether the word makes a patronymic of the name before it («Рашид оглы»)."""
    return word.lower() in _TURKIC_ENDINGS


def is_verb(word: str) -> bool:
    """Whether the likeliest reading of a word is a verb."""
    return _analyzer().parse(word)[0].tag.POS in _VERB


def is_known_word(word: str) -> bool:
    """Whether the dictionary knows the word, as a name or otherwise."""
    return any(_analyzer().word_is_known(spelling.lower()) for spelling in cyrillic_spellings(word) or (word,))


def _simple(word: str) -> NameWord:
    readings = [_russian(spelling) for spelling in cyrillic_spellings(word) or (word,)]
    return max(
        readings, key=lambda reading: (reading.given_name + reading.surname + reading.patronymic, reading.given_name)
    )


def _russian(word: str) -> NameWord:
    if is_turkic_ending(word):
        return NameWord(patronymic=SURE)
    readings = _analyzer().parse(word)
    # «София» is a city to the dictionary, «Софья» is a person.
    if word.lower().endswith("ия"):
        readings = [*readings, *(each for each in _analyzer().parse(word[:-2] + "ья") if "Name" in each.tag)]
    given_name = sum(each.score for each in readings if each.is_known and _is(each, "Name"))
    surname = sum(each.score for each in readings if _is(each, "Surn"))
    patronymic = any(_is(each, "Patr") for each in readings)
    return NameWord(_degree(given_name), _degree(surname), SURE if patronymic else 0)


def _is(reading: Any, kind: str) -> bool:
    # «Март» is also the genitive of several Martas.
    return kind in reading.tag and ("plur" not in reading.tag or "Fixd" in reading.tag)


def _degree(share: float) -> int:
    return SURE if share >= _MAINLY else POSSIBLE if share else 0


@lru_cache(maxsize=1)
def _analyzer() -> MorphAnalyzer:
    """The dictionary takes a tenth of a second and 25 MB, so it waits for the first text that looks like a name."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()
