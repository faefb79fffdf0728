"""The sections of a passport as we name them, in the order in which they are printed."""

from __future__ import annotations

import re

HEAD, AIM, INDICATORS = "Раздел 1", "Раздел 2, цель", "Раздел 2"
TASK, RESULTS = "Раздел 3, задача", "Раздел 3"
BUDGET, PEOPLE = "Раздел 4", "Раздел 5"
ITEMS, FOOTNOTE, ANNEX2 = "Приложение № 1", "Приложение № 1, сноска 1", "Приложение № 2"
MATERIALS, METHODS = "Дополнительные материалы", "Методика расчёта"
FINANCING = "Дополнительные материалы, раздел 3"

TITLES = {
    HEAD: "1. Основное", INDICATORS: "2. Показатели", RESULTS: "3. Результаты", BUDGET: "4. Бюджет",
    PEOPLE: "5. Участники", ITEMS: "Прил. 1. План", ANNEX2: "Прил. 2. По организациям", MATERIALS: "Доп. материалы",
    METHODS: "Методика",
}  # fmt: skip
"""The sections in short, as a list of them has room for."""
_ORDER = (HEAD, AIM, INDICATORS, TASK, RESULTS, BUDGET, PEOPLE, ITEMS, FOOTNOTE, ANNEX2, MATERIALS, METHODS, FINANCING)


def position(section: str, row: str = "") -> tuple[int, tuple[int, ...], str]:
    """Sorts places as they follow in the document: 2 before 10, 1.9 before 1.10; unknown sections last."""
    named = section if section in _ORDER else chapter(section)
    order = _ORDER.index(named) if named in _ORDER else len(_ORDER)
    return order, tuple(int(part) for part in re.findall(r"\d+", row)[:6]), row


def material(section: str) -> str:
    """A section of the supplementary materials by its number, or by its name where it has none."""
    return f"{MATERIALS}, раздел {section}" if section.isdigit() else f"{MATERIALS}, {section.lower()}"


def chapter(section: str) -> str:
    """The section without its part: «Раздел 2» of «Раздел 2, цель»."""
    return section.partition(",")[0]
