"""Reporting periods: words of the reports and the number of months from 1 January."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass

from uspekh.russian.text import fold

YEAR = 12
QUARTERS = (3, 6, 9, 12)
_NAMES = {3: "I квартал", 6: "I полугодие", 9: "9 месяцев", YEAR: "год"}
_MONTHS = ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь",
           "декабрь")  # fmt: skip
_LONGEST = 200
"""Characters of a text that may name a period; longer ones are no title and no key."""

# Words for numbers, by how they begin: «девяти месяцев», «третий квартал». The longer stem goes first.
_ORDINALS = {"перв": 1, "втор": 2, "трет": 3, "четверт": 4}
_CARDINALS = {
    "одиннадцат": 11, "двенадцат": 12, "один": 1, "одного": 1, "два": 2, "две": 2, "двух": 2, "три": 3, "трех": 3,
    "четыре": 4, "четырех": 4, "пят": 5, "шест": 6, "сем": 7, "восем": 8, "восьм": 8, "девят": 9, "десят": 10,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11,
          "xii": 12}  # fmt: skip
# What is typed for I, V, X, II and III with a Cyrillic keyboard.
_AS_ROMAN = str.maketrans({"і": "i", "х": "x", "п": "ii", "ш": "iii"})

_NUMBER = rf"(?P<number>\d{{1,2}}|[ivxіхпш]{{1,4}}|(?:{'|'.join([*_ORDINALS, *_CARDINALS])})[а-я]{{0,4}})"
_ENDING = r"(?:-?(?:ый|ой|ий|ое|ого|го|ая|ти|х|й|е|я|и))?"
_MONTH = r"(?P<{0}>янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]{{0,6}}\.?"
_DAY = r"0?(?P<{0}day>\d{{1,2}})\.(?P<{0}month>\d{{1,2}})\.?"
_QUARTER = rf"{_NUMBER}{_ENDING} ?(?P<quarter>квартал[а-я]{{0,2}}|кварт|кв)\.?"
_HALF = rf"(?:{_NUMBER}{_ENDING} ?)?(?P<half>полугоди[а-я]{{1,2}}|полугод|полуг|полгода|п/г|пг|п/годи[ея])\.?"
_COUNT = rf"{_NUMBER}{_ENDING}[ -]?(?P<count>месяц[а-я]{{0,2}}|мес|м-?ц[а-я]{{0,3}})\.?"
_COUNT_SHORT = rf"{_NUMBER} ?(?P<count>м)\.?"
_RANGE = rf"(?:с )?{_MONTH.format('begin')} ?(?:-|по|до|/) ?{_MONTH.format('end')}"
_DATES = rf"(?:с )?{_DAY.format('first')} ?(?:-|по|до) ?{_DAY.format('last')}"
_AS_OF = rf"(?:по )?(?:состоянию )?на (?:{_DAY.format('at')}|0?(?P<atdayword>\d{{1,2}}) {_MONTH.format('atword')})"
_FORMS = tuple(
    map(re.compile, (_QUARTER, _HALF, _COUNT, _COUNT_SHORT, _RANGE, _DATES, _AS_OF, _MONTH.format("single")))
)
# A single month in a title is mostly a date («с 1 января»), so titles are not searched for it.
_IN_TITLE = tuple(
    re.compile(rf"(?<![\w.,-]){form}(?!\w)") for form in (_QUARTER, _HALF, _COUNT, _RANGE, _DATES, _AS_OF)
)
_YEARS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d) ?(?:-?го\b)? ?(?:(?:годовой|года|году|год|гг|г)(?![а-я])\.?)?"
)
_CUMULATIVE = re.compile(r"\(?(?:нарастающим итогом|накопительно|с начала года|с нач\. ?года)\)?")
_AROUND = re.compile(
    r"^(?:(?:за )?(?:отчетный период|отчет|итоги|итог|факт|фактически|данные|период)\b)?[ .,;:/()-]*(?:за\b)?"
    r"[ .,;:/()-]*|[ .,;:/()-]+$"
)
_SHORT_YEAR = re.compile(r"(?<=[а-я. ]) ?(?<!\d)(?P<year>[12]\d) ?(?:г|года|год)\.?$")
_BRACKETED = re.compile(r"(?P<outer>[^()]{1,100})\((?P<inner>[^()]{1,100})\)\.?")
_FOR_A_YEAR = re.compile(r"\bза (?:19|20)\d\d ?(?:год|г)")
# «На 1 января 2024 года» is the end of 2023; «от 12.03.2022» is the date of a document.
_NEW_YEAR = re.compile(
    r"(?:по )?(?:состоянию )?на (?:0?1\.0?1\.|0?1 января )(?P<year>(?:19|20)\d\d)(?: ?г(?:ода|од)?\b\.?)?"
)
_OF_DOCUMENT = re.compile(r"\bот \d{1,2}(?:\.\d{1,2}\.| [а-я]{3,8} )(?:19|20)\d\d")
_WHOLE_YEAR = re.compile(r"(?:весь |полный |целый |календарный |отчетный )?(?:год|годовой|годовая|годовые)(?: отчет)?")


@dataclass(frozen=True)
class Period:
    """``months`` from 1 January, and the year where the words name one."""

    months: int
    year: int | None = None


@dataclass(frozen=True)
class PeriodsOfTitle:
    """Years, periods from 1 January in months, and parts of a year that begin later."""

    years: frozenset[int]
    months: frozenset[int]
    parts: tuple[PartOfYear, ...]


class PartOfYear(Exception):
    """A period that does not begin in January; ``part`` names it, ``months`` are those from January to its end."""

    def __init__(self, part: str, months: int) -> None:
        super().__init__(part)
        self.part = part
        self.months = months


def period_name(months: int) -> str:
    """``6`` → «I полугодие», ``5`` → «5 месяцев»."""
    if months in _NAMES:
        return _NAMES[months]
    ending = "месяц" if months == 1 else "месяца" if months < 5 else "месяцев"
    return f"{months} {ending}"


def in_year(year: int, months: int) -> str:
    """«2023 год, I полугодие», «2023 год»."""
    return f"{year} год" if months == YEAR else f"{year} год, {period_name(months)}"


def parse_period(value: object) -> int | None:
    """Months from 1 January; an empty value means the whole year; ``None`` where it is no period."""
    text = fold("" if value is None else value)
    if not text:
        return YEAR
    try:
        period = read_period(text)
    except PartOfYear:
        return None
    return period.months if period else None


def read_period(text: str) -> Period | None:
    """The period that a text names and nothing else, «за 6 мес. 2023 г.»; ``None`` where it names none.

    Raises ``PartOfYear`` for «II квартал», «апрель–июнь», «август»: they may or may not include the months before.
    """
    words = _SHORT_YEAR.sub(r" 20\g<year>", _prepared(text))
    if bracketed := _BRACKETED.fullmatch(words):
        return _same_twice(bracketed["outer"], bracketed["inner"])
    years = {int(match["year"]) for match in _YEARS.finditer(words)}
    if len(years) > 1:
        return None
    year = next(iter(years), None)
    rest, cumulative = _CUMULATIVE.subn(" ", _YEARS.sub(" ", words))
    rest = _stripped(rest)
    if (not rest and year) or _WHOLE_YEAR.fullmatch(rest):
        return Period(YEAR, year)
    for form in _FORMS:
        if match := form.fullmatch(rest):
            return _period(match, year, bool(cumulative))
    return None


def _same_twice(outer: str, inner: str) -> Period | None:
    """A period with another word for it in brackets: «III квартал (9 месяцев)», «год (итог)»."""
    if _CUMULATIVE.fullmatch(inner):
        return read_period(f"{outer} {inner}")
    try:
        explained = read_period(inner)
    except PartOfYear:
        explained = None
    try:
        period = read_period(outer)
    except PartOfYear as part:
        if explained is None or explained.months != part.months:
            raise
        return explained
    if period and explained and explained.months != period.months:
        return None
    return period


def find_periods(title: str) -> PeriodsOfTitle:
    """What a title says of years and periods, wherever the words stand in it."""
    if len(title) > _LONGEST:
        return PeriodsOfTitle(frozenset(), frozenset(), ())
    words = _OF_DOCUMENT.sub(" ", _prepared(title))
    words = _NEW_YEAR.sub(lambda match: f"за {int(match['year']) - 1} год", words)
    years = frozenset(int(match["year"]) for match in _YEARS.finditer(words))
    rest = _YEARS.sub(" ", words)
    months: set[int] = set()
    parts: list[PartOfYear] = []
    for match in (match for form in _IN_TITLE for match in form.finditer(rest)):
        try:
            if period := _period(match, None, bool(_CUMULATIVE.search(rest))):
                months.add(period.months)
        except PartOfYear as part:
            parts.append(part)
    if not months and not parts and len(years) == 1 and _FOR_A_YEAR.search(words):
        months = {YEAR}
    return PeriodsOfTitle(years, frozenset(months), tuple(parts))


def _prepared(text: str) -> str:
    """Folded words of at most ``_LONGEST`` characters; signs such as Ⅳ become letters, dashes stand without spaces."""
    words = fold(unicodedata.normalize("NFKC", text[:_LONGEST])).replace('"', "")
    words = re.sub(r"\bq ?([1-4])\b|\b([1-4]) ?q(?=\d|\b)", r" \1\2 кв ", words)
    return re.sub(r" ?- ?", "-", words)


def _stripped(words: str) -> str:
    """The words without «за» and the signs around them."""
    words = " ".join(words.split())
    return _AROUND.sub("", _AROUND.sub("", words)).strip()


def _period(match: re.Match[str], year: int | None, cumulative: bool) -> Period | None:
    """The period of a matched form; what is no month, quarter or half-year gives ``None``."""
    named = match.groupdict()
    if "quarter" in named:
        return _quarter(named, year, cumulative)
    if "half" in named:
        return _half(named, year, cumulative)
    if "count" in named:
        months = _number(named["number"])
        return Period(months, year) if 1 <= months <= YEAR else None
    if "single" in named:
        month = _month(named["single"])
        return _from_january(month, month, year, cumulative)
    if "begin" in named:
        return _from_january(_month(named["begin"]), _month(named["end"]), year, cumulative)
    if "firstday" in named:
        return _between(named, year)
    return _as_of(named, year)


def _quarter(named: dict[str, str | None], year: int | None, cumulative: bool) -> Period | None:
    number = _number(named["number"])
    if not 1 <= number <= 4:
        return None
    # «3 квартала», «за три квартала» are so many quarters; «III квартал», «третий квартал» is one of them.
    counted = named["quarter"] == "квартала" and number > 1 and not _is_ordinal(str(named["number"]))
    return _from_january(1 if counted else 3 * number - 2, 3 * number, year, cumulative)


def _half(named: dict[str, str | None], year: int | None, cumulative: bool) -> Period | None:
    number = _number(named["number"]) if named["number"] else 1
    return _from_january(6 * number - 5, 6 * number, year, cumulative) if number in (1, 2) else None


def _between(named: dict[str, str | None], year: int | None) -> Period | None:
    """Two days: the first of January and the last of a month."""
    days = {name: int(named[name] or 0) for name in ("firstday", "firstmonth", "lastday", "lastmonth")}
    whole = 1 <= days["lastmonth"] <= YEAR and days["lastday"] in _last_days(days["lastmonth"])
    if (days["firstday"], days["firstmonth"]) != (1, 1) or not whole:
        return None
    return Period(days["lastmonth"], year)


def _as_of(named: dict[str, str | None], year: int | None) -> Period | None:
    """«на 01.04» and «на 31 марта» are three months; «на 1 января» is the year before."""
    day = int(named["atday"] or named["atdayword"] or 0)
    month = int(named["atmonth"] or 0) or _month(named["atword"])
    if not 1 <= month <= YEAR:
        return None
    if day == 1:
        return Period(month - 1, year) if month > 1 else Period(YEAR, year - 1 if year else None)
    return Period(month, year) if day in _last_days(month) else None


def _from_january(first: int, last: int, year: int | None, cumulative: bool) -> Period | None:
    if first > last:
        return None
    if first == 1 or cumulative:
        return Period(last, year)
    part = _MONTHS[first - 1] if first == last else f"{_MONTHS[first - 1]}–{_MONTHS[last - 1]}"
    raise PartOfYear(part, last)


def _number(word: str | None) -> int:
    """«9», «IX», «девяти», «третий»; 0 for what is no number."""
    if not word:
        return 0
    if word.isdecimal():
        return int(word)
    if roman := _ROMAN.get(word.translate(_AS_ROMAN)):
        return roman
    return next((number for stem, number in (_ORDINALS | _CARDINALS).items() if word.startswith(stem)), 0)


def _is_ordinal(word: str) -> bool:
    return not word.isdecimal() and not any(map(word.startswith, _CARDINALS))


def _month(stem: str | None) -> int:
    if stem == "мая":
        return 5
    return next((number for number, name in enumerate(_MONTHS, 1) if stem and name.startswith(stem)), 0)


def _last_days(month: int) -> set[int]:
    return {monthrange(2023, month)[1], monthrange(2024, month)[1]}
