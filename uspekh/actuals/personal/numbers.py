"""Numbers and addresses by which a person is found: СНИЛС, certificates, telephones, e-mails, dates of birth.

Every pattern is bounded, and each place of a text begins at most one match of it: work is proportional to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SNILS = re.compile(r"(?<!\d)\d{3}[ \u00a0-]\d{3}[ \u00a0-]\d{3}[ \u00a0-]\d{2}(?!\d)")
_BARE_SNILS = re.compile(r"(?:снилс|snils)[^\d\n]{0,12}(\d{11})(?!\d)", re.IGNORECASE)
# «IV-СТ № 123456»: Roman figures, typed in either alphabet, two letters, six digits.
_CERTIFICATE = re.compile(r"(?<![^\W\d_])[IVXLCІХ1]{1,5}[ -]{0,2}[А-ЯЁ]{2}[ №N:.-]{0,4}\d{6}(?!\d)")
_DOCUMENT = re.compile(
    r"(?:свидетельств\w{0,3} о рожд\w{0,6}|паспорт\w{0,2}|полис\w{0,3})[^\d\n]{0,20}(?:\d[ №-]{0,3}){6,16}(?!\d)",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"(?<!\d)(?:\+?7|8)?[ (-]{0,3}9\d{2}[ )-]{0,3}\d{3}[ -]{0,2}\d{2}[ -]{0,2}\d{2}(?!\d)")
_TELEPHONE = re.compile(
    r"(?<![\d.,])(?:\+7|8)[ (-]{0,3}\d{3,5}[ )-]{0,3}\d{1,3}(?:[ -]{0,2}\d{2}){2}(?!\d)"
    r"|(?<![\d.,-])(?:\d|\d{3})-\d{2}-\d{2}(?![\d-])"
    r"|\bтел(?:ефон\w{0,3}|\.)?[ :№]{0,4}\d[\d -]{4,12}",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_MONTHS = "январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр"
_DATE = re.compile(
    r"(?<![\d.])(?:(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?P<year>(?:19|20)\d{2}|\d{2})"
    r"|(?P<iso>(?:19|20)\d{2})[./-](?:0?[1-9]|1[0-2])[./-](?:0?[1-9]|[12]\d|3[01])"
    rf"|\d{{1,2}} (?:{_MONTHS})[а-я]{{0,3}} (?P<spelled>(?:19|20)\d{{2}}))(?!\d)",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\bг\. ?р\b|\bг/р\b|\bд\. ?р\b|\bд/р\b|рожд[её]н|\bродил[аси]|\bрод\.|\bborn\b|\bdob\b|\bbirth", re.IGNORECASE
)
_BORN_YEAR = re.compile(r"\b(?:19|20)\d{2} {0,2}(?:г\. ?р|г/р|год\w{0,2} рожд)", re.IGNORECASE)
_NOT_BORN = re.compile(r"(?:\b(?:от|до|после|с|по|на|за|приказ\w{0,3}|№)|№)[ №]{0,3}$", re.IGNORECASE)
_STREET_AND_HOUSE = re.compile(
    r"(?:\bул\b|\bулиц|\bпер\b|\bпереул|\bпр-т|\bпросп|\bмкр\b|\bмикрорайон|\bквартал)[^\d\n;]{0,40}\d"
    r"|\bкв\b\.? {0,2}№? ?\d",
    re.IGNORECASE,
)
_LIVES = re.compile(r"\bпрожива|\bживет\b|\bживёт\b|\bмест\w{1,2} жительства|\bдомашн\w{1,3} адрес", re.IGNORECASE)
# The checksum of СНИЛС is not kept by the first numbers ever given.
_FIRST_CHECKED = 1_001_998
_BEFORE_A_DATE = 14


@dataclass(frozen=True)
class DateInText:
    """A date written in a text. ``year`` in full; ``of_event``: said to be of an order, a deadline and the like."""

    start: int
    end: int
    year: int
    of_event: bool


def holds_snils(text: str) -> bool:
    """Whether a СНИЛС stands in a text, with hyphens, spaces, or its name before it."""
    grouped = (match[0] for match in _SNILS.finditer(text))
    return any(map(is_snils, grouped)) or any(is_snils(match[1]) for match in _BARE_SNILS.finditer(text))


def is_snils(text: str) -> bool:
    """Whether 11 digits carry the checksum of СНИЛС."""
    digits = [int(character) for character in text if character.isdigit()]
    if len(digits) != 11 or int("".join(map(str, digits[:9]))) < _FIRST_CHECKED:
        return False
    total = sum(weight * digit for weight, digit in zip(range(9, 0, -1), digits, strict=False))
    return total % 101 % 100 == digits[9] * 10 + digits[10]


def holds_document(text: str) -> bool:
    """Whether the number of a birth certificate, passport or policy stands in a text."""
    return bool(_CERTIFICATE.search(text) or _DOCUMENT.search(text))


def holds_mobile(text: str) -> bool:
    """Whether the number of a mobile telephone stands in a text."""
    return bool(_MOBILE.search(text))


def holds_telephone(text: str) -> bool:
    """Whether any telephone number stands in a text; beside a name even a short one counts."""
    return bool(_MOBILE.search(text) or _TELEPHONE.search(text))


def holds_email(text: str) -> bool:
    """Whether an e-mail address stands in a text."""
    return bool(_EMAIL.search(text))


def holds_address(text: str) -> bool:
    """Whether a street with a house or a flat stands in a text."""
    return bool(_STREET_AND_HOUSE.search(text))


def holds_home(text: str) -> bool:
    """Whether a text says where somebody lives."""
    return bool(_LIVES.search(text)) and holds_address(text)


def dates_in(text: str) -> Iterator[DateInText]:
    """The dates of a text: 05.03.2012, 2012-03-05, 5/3/12, 5 марта 2012."""
    for match in _DATE.finditer(text):
        year = int(match["iso"] or match["spelled"] or match["year"])
        before = text[max(0, match.start() - _BEFORE_A_DATE) : match.start()]
        yield DateInText(match.start(), match.end(), year if year > 99 else 2000 + year, bool(_NOT_BORN.search(before)))


def says_born(text: str) -> bool:
    """Whether a text speaks of a birth."""
    return bool(_BORN.search(text))


def holds_year_of_birth(text: str) -> bool:
    """Whether a text says a year of birth («2012 г.р.»)."""
    return bool(_BORN_YEAR.search(text))
