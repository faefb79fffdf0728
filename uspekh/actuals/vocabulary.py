"""The words that people write in a table around its figures, gathered in one place; periods are in russian/periods.

Everything here is about how Russian tables are written, nothing about one passport. Labels are compared without case,
spaces and punctuation, with Latin letters that look Cyrillic taken for Cyrillic ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from uspekh.russian.text import fold

NO_DATA = frozenset((
    "", "-", "--", "---", "х", "x", "н/д", "нд", "н.д", "н. д", "н/п", "б/д", "нет данных", "данных нет", "без данных",
    "данные отсутствуют", "нет сведений", "сведений нет", "сведения отсутствуют", "нет информации", "нет инф",
    "не сдано", "не сдан", "не сдали", "не представлено", "не предоставлено", "не заполняется", "не заполнено",
    "не применимо", "неприменимо", "прочерк", "уточняется", "…", "#н/д", "n/a", "na",
))  # fmt: skip
"""Marks of a figure that was not reported, folded."""
PLAN_CLEARED = frozenset(("нет плана", "плана нет", "без плана", "план снят", "снять план"))
"""What takes back a plan that was set, folded."""
ZERO_OR_NO_DATA = frozenset(("нет", "отсутствует", "отсутствуют", "не было", "не имеется", "нету"))
"""Words that may mean 0 as well as no data."""

KEY_HEADINGS: dict[str, tuple[str, ...]] = {
    "Организация": (
        "учреждение", "наименование организации", "название организации", "организация (учреждение)",
        "образовательная организация", "наименование образовательной организации", "образовательное учреждение",
        "наименование образовательного учреждения", "наименование учреждения", "название учреждения", "школа", "оо",
        "оу", "наименование оо", "наименование оу", "краткое наименование организации", "организации",
    ),
    "Год": ("отчетный год", "год отчета", "календарный год", "год реализации", "за год", "годы", "год отчетности"),
    "Период": (
        "отчетный период", "период отчета", "за период", "период отчетности", "квартал", "период (нарастающим итогом)",
        "за какой период", "отчетный квартал",
    ),
    "Строка": ("номер строки", "№ строки", "код строки", "строка паспорта", "строка бюджета", "№ строки паспорта"),
    "Источник": (
        "источник финансирования", "источник средств", "источники финансирования", "источник финансового обеспечения",
    ),
    "№": ("номер", "номер пункта", "№ пункта", "пункт", "пункт плана", "№ пункта плана"),
    "Код": ("код организации", "код учреждения"),
}  # fmt: skip
"""Other words for the headings of our keys."""

_LOOK_ALIKES = str.maketrans("abcehkmoptxyiё", "авсенкмортхуіе")
_SIGNS = re.compile(r"[^\w№%]+")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[^\w№%]+(?=\d)")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡]+")
_FOOTNOTE = re.compile(
    r" ?(?:<\d{1,2}>|\[\d{1,2}\]|\(\d{1,2}\)|(?<=[а-я.])\d{1,2}\)|\((?:см|сноска|примечание)\b[^()]{0,60}\))$"
)
_UNITS = {
    "thousand": r"тыс(?:яч[аи]?(?:х)?)?\.? ?(?:чел(?:овек)?|руб(?:л(?:ей|ях))?|ед|шт)?",
    "million": r"(?:млн|миллион(?:ов|ах)?|млрд)\.? ?(?:чел(?:овек)?|руб(?:л(?:ей|ях))?)?",
    "people": r"чел(?:овека?)?",
    "money": r"руб(?:л(?:ей|я|ях|и))?|₽|р",
    "percent": r"%|проц(?:ент(?:ов|ы|ах)?)?|доля",
    "pieces": r"ед(?:иниц[аы]?)?|шт(?:ук)?",
}
_UNIT = {
    name: re.compile(rf"(?:^|[ ,;(\[./]) ?(?:в |ед\.? ?изм\.?:? ?)?(?:{words})\.?[)\]]?\.?$")
    for name, words in _UNITS.items()
}
_UNIT_ALONE = {
    name: re.compile(rf"[(\[]?(?:в |ед\.? ?изм\.?:? ?)?(?:{words})\.?[)\]]?") for name, words in _UNITS.items()
}
UNIT_NAMES = {
    "people": "чел.", "money": "руб.", "thousand": "тыс.", "million": "млн", "percent": "%", "pieces": "ед.",
}  # fmt: skip

_TOTAL = re.compile(
    r"(?:(?:общий |общая |общее |всего )?(?:итого|итог|всего)\b|в целом\b|в сумме\b|сумма\b|общая сумма\b|в среднем\b|"
    r"среднее(?: значение)?(?! \w)|среднее (?:значение|по)\b|средн(?:ий|яя) (?:показатель|процент|балл|доля)\b|"
    r"промежуточн\w+ итог|максимум\b|минимум\b|процент\b|% |отклонение\b|темп роста\b|total\b|grand total\b|"
    r"свод по\b|сводно\b|по (?:муниципалитету|городу|району|округу|всем)\b|по всем\b|[^\n]{1,150} итог$)"
)
_TOTAL_WORDS = ("итого", "всего")
_FOOT = re.compile(
    r"(?:директор|и\. ?о\.|руководитель|заведующ|зам(?:еститель|\.)|начальник|исполнитель|исп\.|ответственн|"
    r"главный бухгалтер|гл\. ?бухгалтер|бухгалтер|согласовано|утверждаю|составил|проверил|подпись|должность|телефон\b|"
    r"тел\.|м\. ?п\b|мп\b|дата составления|дата заполнения|дата\b|расшифровка|печать\b)|"
    r"\((?:подпись|расшифровка|ф\. ?и\. ?о|должность|дата|м\. ?п)"
)
_NUMBER = re.compile(r"[-+−]?\d[\d\s.,]{0,30}(?:%|чел\.?|руб\.?|г\.?|года?)?")
_LONGEST = 200
"""Characters of a cell that may be a total or a signature."""


@dataclass(frozen=True)
class LabelKey:
    """What two spellings of one heading have in common: its letters and digits, and the unit, if it names one."""

    words: str
    unit: str | None


def letters(text: str) -> str:
    """Letters and digits alone, folded; Latin letters as the Cyrillic ones they look like; «1, 2» is not «12»."""
    plain = fold(text).translate(_LOOK_ALIKES).replace("_", " ")
    return _SIGNS.sub("", _BETWEEN_DIGITS.sub("_", plain))


@lru_cache(maxsize=100_000)
def label_key(label: str) -> LabelKey:
    """«П2. Охвачено (чел.)¹» and «П2 Охвачено, человек» → the same key."""
    text = fold(_RAISED.sub("", label)).translate(_LOOK_ALIKES)
    text = _FOOTNOTE.sub("", text)
    for name, pattern in _UNIT.items():
        match = pattern.search(text)
        if match and (words := letters(text[: match.start()])):
            return LabelKey(words, name)
    return LabelKey(letters(text), None)


@lru_cache(maxsize=100)
def key_headings(label: str) -> frozenset[str]:
    """Other words for a heading of ours, as ``LabelKey.words``."""
    return frozenset(letters(words) for words in KEY_HEADINGS.get(label, ()))


def unit_of(text: str) -> str | None:
    """The unit that a cell holds and nothing else: «чел.», «(тыс. руб.)»; one of ``UNIT_NAMES``."""
    words = fold(text)
    return next((name for name, pattern in _UNIT_ALONE.items() if words and pattern.fullmatch(words)), None)


def is_total(text: str) -> bool:
    """«Итого», «Общий итог», «В целом по …», «Среднее»."""
    words = fold(text) if len(text) <= _LONGEST else ""
    # «И т о г о» is spread over the width of the column; a Latin letter may stand in it.
    return _TOTAL.match(words) is not None or letters(words) in _TOTAL_WORDS


def is_foot(text: str) -> bool:
    """Words of a signature under a table: «Директор», «(подпись)», «М.П.», a line to sign on."""
    return len(text) <= _LONGEST and ("___" in text or _FOOT.match(fold(text)) is not None)


def is_figure(cell: object) -> bool:
    """Whether a cell holds a number or a text that is one: 1040.0, «1 040», «73,4 %», «2023 г.»."""
    if isinstance(cell, str):
        return len(cell) <= _LONGEST and _NUMBER.fullmatch(cell.strip().lower()) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)
