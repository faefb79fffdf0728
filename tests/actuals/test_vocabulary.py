"""Words of Russian tables: what is the same heading, what is a total, a signature, a mark of no data."""

from __future__ import annotations

import pytest

from uspekh.actuals.vocabulary import (
    KEY_HEADINGS,
    NO_DATA,
    ZERO_OR_NO_DATA,
    LabelKey,
    is_figure,
    is_foot,
    is_total,
    key_headings,
    label_key,
    letters,
    unit_of,
)
from uspekh.russian.text import fold


@pytest.mark.parametrize(
    "label",
    ["Р5 Ходят, чел.", "Р5. Ходят (чел.)", "р5 — ходят, человек", "P5 Ходят, чeл", "Р5 Ходят, чел.²", "Р5 Ходят, чел.*",
     "Р5 Ходят, чел.1)", "Р5 Ходят, чел. (см. примечание)", "Р5: Ходят [чел.]", "Р5 Ходят, ед. изм.: чел."],
)  # fmt: skip
def test_one_heading_in_different_spellings(label):
    assert label_key(label) == LabelKey("р5ходят", "people")


@pytest.mark.parametrize(
    ("label", "unit"),
    [("Р5 Ходят, тыс. чел.", "thousand"), ("Р5 Ходят, %", "percent"), ("Р5 Ходят", None), ("Р5 Ходят (млн)", "million"),
     ("Р5 Ходят, тыс. рублей", "thousand"), ("Р5 Ходят, руб.", "money")],
)  # fmt: skip
def test_the_same_words_over_another_unit_are_not_the_same_heading(label, unit):
    assert label_key(label) == LabelKey("р5ходят", unit)


def test_numbers_in_labels_are_not_glued():
    assert label_key("Р1.2 Всего").words != label_key("Р12 Всего").words
    assert len({letters(name) for name in ("Лицей № 1, 2", "Лицей № 12", "Лицей № 2-1", "Лицей № 21")}) == 4


def test_every_other_word_for_a_key_means_one_key():
    words = [letters(word) for label in KEY_HEADINGS for word in KEY_HEADINGS[label]]
    assert len(words) == len(set(words))
    assert letters("Отчётный год") in key_headings("Год")


@pytest.mark.parametrize(
    "words",
    ["Итого", "ИТОГО:", "Всего по городу", "Общий итог", "Итог", "В целом по району", "Среднее", "Среднее по школам",
     "В среднем", "Сумма", "Школа № 3 Итог", "И т о г о", "Итoго",
     "Промежуточные итоги", "Максимум", "Total", "По муниципалитету"],
)  # fmt: skip
def test_totals(words):
    assert is_total(words)


@pytest.mark.parametrize(
    "words", ["Средняя школа № 1", "Среднее общее образование", "Итоговая аттестация", "Всегда рядом"]
)
def test_names_that_only_begin_like_a_total(words):
    assert not is_total(words)


@pytest.mark.parametrize(
    "words", ["Директор", "И. о. директора", "М.П.", "(подпись)", "______", "Исполнитель: отдел учёта", "тел. 5-12-34"]
)
def test_signatures(words):
    assert is_foot(words)


@pytest.mark.parametrize("words", ["Школа № 1", "Исполнено", "Мир", "Тельмана, 5"])
def test_words_that_are_no_signature(words):
    assert not is_foot(words)


@pytest.mark.parametrize(
    ("words", "unit"),
    [("чел.", "people"), ("(тыс. руб.)", "thousand"), ("%", "percent"), ("в рублях", "money"), ("12", None)],
)
def test_units(words, unit):
    assert unit_of(words) == unit


def test_marks_are_folded_and_none_means_two_things():
    assert all(fold(mark) == mark for mark in NO_DATA | ZERO_OR_NO_DATA)
    assert not NO_DATA & ZERO_OR_NO_DATA


def test_figures():
    assert all(map(is_figure, (5, 0.5, "1 040", "73,4 %", "2023 г.", "12 чел.")))
    assert not any(map(is_figure, ("П2", "", None, True, "5–18 лет", "№ 5", "1 квартал")))
