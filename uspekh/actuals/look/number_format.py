"""What a number format makes of a number before the eye: «100 %» of 1, «12 тыс.» of 12, nothing of 0."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

LONGEST = 255
"""Characters of a number format in Excel."""
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]?|(?P<general>General)|'
    r"(?P<exponent>E[+-]0+)|(?P<pattern>[0#?][0#?.,]*|\.[0#?]+,*)|(?P<date>[dmyhs]+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,9})?)")
_CURRENCY = re.compile(r"\$([^-]*)")
_TESTS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": operator.le, ">=": operator.ge, "<>": operator.ne, "<": operator.lt, ">": operator.gt, "=": operator.eq,
}  # fmt: skip
_SCALES = {1: re.compile(r"тыс|т\.? ?р|thous", re.IGNORECASE), 2: re.compile(r"млн|million", re.IGNORECASE),
           3: re.compile(r"млрд|billion", re.IGNORECASE)}  # fmt: skip
# Units that say what a number counts and change nothing of it.
_UNIT = re.compile(
    r"[\s.,()]*(руб(лей|ля|ль)?|р|₽|rub|чел(овек|овека)?|дет(ей|и)|реб(енка|ёнка)?|шт|г(од|ода)?|коп)?[\s.,()]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Seen:
    """How a number looks. ``text``: what is read in its place; else ``shown`` differs from what the cell holds.

    ``hidden``: nothing of the number is seen.
    """

    text: str | None = None
    shown: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class _Section:
    """One of the up to four parts of a format."""

    before: str = ""
    after: str = ""
    pattern: str = ""
    percents: int = 0
    condition: tuple[str, Decimal] | None = None
    is_date: bool = False

    @property
    def words(self) -> str:
        return self.before + self.after

    @property
    def thousands(self) -> int:
        """How many times the number is divided by a thousand."""
        return len(self.pattern) - len(self.pattern.rstrip(","))


def see_number(value: float, number_format: str) -> Seen | None:
    """How a number looks in a format; ``None`` where it looks like itself (rounding and separators aside)."""
    if number_format == "General" or len(number_format) > LONGEST:
        return None
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        return None
    section = _section_for(exact, _sections(number_format))
    if section.is_date:
        return None
    if not section.pattern:
        words = section.words.strip()
        return Seen(text=words) if _has_words(words) else Seen(shown=words, hidden=True)
    if not exact:
        return None if _shows_zero(section.pattern) else Seen(hidden=True)
    return _seen_through(exact, section)


def _seen_through(exact: Decimal, section: _Section) -> Seen | None:
    amount = exact * 100**section.percents
    digits = f"{amount.normalize():f}".replace(".", ",")
    if section.thousands:
        unit = _SCALES.get(section.thousands)
        if unit is not None and unit.search(section.words):
            return None
        return Seen(shown=_worded(section, f"{(amount / 1000**section.thousands).normalize():f}".replace(".", ",")))
    if any(map(str.isdigit, section.words)):
        return Seen(shown=_worded(section, digits))
    if section.percents:
        return Seen(text=_worded(section, digits))
    if not _has_words(section.words) or (_UNIT.fullmatch(section.before) and _UNIT.fullmatch(section.after)):
        return None
    return Seen(text=_worded(section, digits.zfill(_least_digits(section.pattern))))


def _worded(section: _Section, digits: str) -> str:
    """The digits between the words of the format."""
    return " ".join(f"{section.before}{digits}{section.after}".split())


def _has_words(words: str) -> bool:
    # A sign of per cent among the words (not the one that multiplies) is read by the eye all the same.
    return any(map(str.isalnum, words)) or "%" in words


def _shows_zero(pattern: str) -> bool:
    return "0" in pattern or pattern == "General"


def _least_digits(pattern: str) -> int:
    """Places before the point that are always filled: «000» of 7 is 007."""
    return pattern.partition(".")[0].count("0")


def _section_for(value: Decimal, sections: tuple[_Section, ...]) -> _Section:
    conditional = [section for section in sections if section.condition]
    for section in conditional:
        sign, bound = section.condition or ("=", value)
        if _TESTS[sign](value, bound):
            return section
    if conditional:
        return next((section for section in sections if not section.condition), sections[0])
    index = 0 if value > 0 else 1 if value < 0 else 2
    return sections[index] if index < min(len(sections), 3) else sections[0]


@lru_cache(maxsize=1000)
def _sections(number_format: str) -> tuple[_Section, ...]:
    sections: list[_Section] = []
    tokens: list[re.Match[str]] = []
    for token in _TOKEN.finditer(number_format):
        if token.group() == ";":
            sections.append(_section(tokens))
            tokens = []
        else:
            tokens.append(token)
    return (*sections, _section(tokens))


def _section(tokens: list[re.Match[str]]) -> _Section:
    before = after = pattern = ""
    percents, condition, is_date = 0, None, False
    for token in tokens:
        words = token["quoted"] or token["escaped"] or ""
        if token["pattern"] or token["general"]:
            # Of several runs of digits (a telephone) the first stands for the number.
            pattern = pattern or token["pattern"] or "General"
        elif token["bracket"] is not None:
            currency, limit = _CURRENCY.match(token["bracket"]), _CONDITION.fullmatch(token["bracket"])
            condition = (limit[1], Decimal(limit[2])) if limit else condition
            is_date = is_date or token["bracket"].lower() in ("h", "hh", "m", "mm", "s", "ss")
            words = currency[1] if currency else ""
        elif token["date"]:
            is_date = True
        elif token["other"]:
            percents += token["other"] == "%"
            words = token["other"]
        elif not words and not token["exponent"]:
            words = " "
        before, after = (before, after + words) if pattern else (before + words, after)
    return _Section(before, after, pattern, percents, condition, is_date)
