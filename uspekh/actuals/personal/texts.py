"""One text: whether it holds personal data, or names a person who may be an official."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from uspekh.actuals.personal import numbers
from uspekh.actuals.personal.names import Name, named_people

WHAT = {
    "personal.name": "имена людей",
    "personal.birth": "даты рождения",
    "personal.snils": "СНИЛС",
    "personal.document": "данные документов, удостоверяющих личность",
    "personal.address": "адреса людей",
    "personal.phone": "телефоны людей",
    "personal.email": "адреса электронной почты людей",
}
MANY = 3
"""So many people named in one text are a list."""
_SHORTEST = 5
_AFTER_A_NAME, _BEFORE_A_NAME = 24, 3


def personal_code(text: str) -> str | None:
    """Code of the personal data for which a text is refused wherever it stands; ``None`` where there are none."""
    if code := identity_code(text):
        return code
    names = people_in(text)
    return _beside_names(text, names) if names else None


def identity_code(text: str) -> str | None:
    """The same of what is a person's whoever is named beside: a number, a birth, a home."""
    if len(text) < _SHORTEST or not any(character.isdigit() for character in text):
        return None
    if numbers.holds_snils(text):
        return "personal.snils"
    if numbers.holds_document(text):
        return "personal.document"
    if _is_born_on(text):
        return "personal.birth"
    return "personal.address" if numbers.holds_home(text) else None


def people_in(text: str) -> list[Name]:
    """The people whom a text names (``names.named_people``)."""
    return named_people(text) if len(text) >= _SHORTEST and any(character.isalpha() for character in text) else []


def _is_born_on(text: str) -> bool:
    """«12.05.2012 г.р.»: a full date is nobody's but one child's; «дети 2012 г.р.» and «рождённые до …» are a count."""
    return numbers.says_born(text) and any(not date.of_event for date in numbers.dates_in(text))


def _beside_names(text: str, names: Sequence[Name]) -> str | None:
    if len({text[name.start : name.end].casefold() for name in names}) >= MANY:
        return "personal.name"
    if numbers.holds_year_of_birth(text) or _holds_birthday(text, names):
        return "personal.birth"
    if numbers.holds_telephone(text):
        return "personal.phone"
    if numbers.holds_email(text):
        return "personal.email"
    return "personal.address" if numbers.holds_address(text) else None


def _holds_birthday(text: str, names: Sequence[Name]) -> bool:
    """Whether a date follows a name at once, or stands at once before it, and is not said to be of an order."""
    starts, ends = [name.start for name in names], [name.end for name in names]
    for date in numbers.dates_in(text):
        if date.of_event:
            continue
        before, after = bisect_right(ends, date.start), bisect_left(starts, date.end)
        if (
            before
            and date.start - ends[before - 1] <= _AFTER_A_NAME
            and _only_marks(text[ends[before - 1] : date.start])
        ):
            return True
        if after < len(starts) and starts[after] - date.end <= _BEFORE_A_NAME:
            return True
    return False


def _only_marks(between: str) -> bool:
    """Nothing but punctuation, a class («7А») and the word «класс»."""
    words = "".join(character if character.isalpha() else " " for character in between).split()
    return all(len(word) == 1 or word.lower() in ("класс", "класса", "кл", "др", "гр") for word in words)
