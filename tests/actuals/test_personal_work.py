"""The search for personal data does twice the work for twice the input, and asks the dictionary only about names."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from itertools import islice, product
from re import _parser

import pytest

from tests.actuals.test_children import DATED, STARTED, sheet
from uspekh.actuals import personal
from uspekh.actuals.personal import dictionary, transliteration
from uspekh.actuals.personal.search import personal_data

WIDEST = 400


def patterns():
    """Every compiled pattern of the package by the name of its module and its own."""
    for module in pkgutil.iter_modules(personal.__path__):
        held = vars(importlib.import_module(f"{personal.__name__}.{module.name}"))
        for name, value in held.items():
            for pattern in value.values() if isinstance(value, dict) else [value]:
                if isinstance(pattern, re.Pattern):
                    yield f"{module.name}.{name}", pattern


@pytest.mark.parametrize(("name", "pattern"), list(patterns()))
def test_no_pattern_can_take_more_than_a_bounded_part_of_a_text(name, pattern):
    # A match that is bounded costs a bounded number of steps at each place of the text: together linear.
    assert _parser.parse(pattern.pattern, pattern.flags).getwidth()[1] <= WIDEST


SYLLABLES = ["ба", "ве", "го", "да", "ке", "ло", "ма", "не"]


def surnames(count):
    """As many different words that look like surnames."""
    return ["".join(parts).capitalize() + "нов" for parts in islice(product(SYLLABLES, repeat=6), count)]


GROWING = {
    "hyphens": lambda n: sheet(["Код", "Комментарий"], ["S1", "-" * 50 * n]),
    "digits": lambda n: sheet(["Код", "Комментарий"], ["S1", "9" * 50 * n]),
    "digits and spaces": lambda n: sheet(["Код", "Комментарий"], ["S1", "8 9 (" * 20 * n]),
    "one word": lambda n: sheet(["Код", "Комментарий"], ["S1", "Иванов" * 10 * n]),
    "a sentence of capitals": lambda n: sheet(["Код", "Комментарий"], ["S1", " ".join(surnames(n))]),
    "one name and many dates": lambda n: sheet(["Код", "Комментарий"], ["S1", "Жукова Ксения от 05.04.2013 " * n]),
    "headings": lambda n: sheet(["Показатель"] * n, [1] * n),
    "headings of names": lambda n: sheet(["ФИО обучающегося"] * n, [1] * n),
    "a column of headings": lambda n: sheet(*([f"Ученик {place}", 1] for place in range(n))),
    "a column of headings over officials": lambda n: sheet(
        *([f"Ученик {place}", 1] for place in range(n)), ["Жукова Ксения", "Директор"]
    ),
    "names in a column": lambda n: sheet(*([f"{name} Ксения", 1] for name in surnames(n))),
    "names beside telephones": lambda n: sheet(*([f"{name} К. А.", "5-51-17"] for name in surnames(n))),
    "words": lambda n: sheet(["Комментарий"], *([f"по списку {place} человек в кружке"] for place in range(n))),
}


def calls(made):
    """How many functions are called while a sheet is searched, those of the interpreter included."""
    dictionary.look_up.cache_clear()
    transliteration.cyrillic_spellings.cache_clear()
    counted = 0

    def count(_frame, event, _argument):
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        personal_data([made], STARTED, DATED)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("make", GROWING.values(), ids=GROWING.keys())
def test_twice_the_input_is_twice_the_work(make):
    personal_data([make(50)], STARTED, DATED)  # what is loaded once is loaded
    once, twice = calls(make(300)), calls(make(600))
    assert twice <= 2.2 * once


@pytest.mark.parametrize(
    "text",
    ["региональный бюджет", "МОУ СОШ № 2", "Средняя общеобразовательная школа", "I полугодие", "нет данных", "Код"],
)
def test_a_text_without_the_shape_of_a_name_asks_no_dictionary(text, monkeypatch):
    dictionary.look_up.cache_clear()
    monkeypatch.setattr(dictionary, "_analyzer", lambda: pytest.fail("the dictionary was asked"))
    personal_data([sheet(["Показатель", "Комментарий"], ["Ш1", text])], STARTED, DATED)
