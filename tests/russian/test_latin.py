"""Codes of Russian words."""

from __future__ import annotations

from uspekh.russian.latin import write_in_latin


def test_every_letter_has_latin_ones_and_other_signs_none():
    assert write_in_latin("ребёнка") == "rebenka"
    assert write_in_latin("съёмщица") == "sieemshchitsa"
    assert write_in_latin("2025") == "2025"
    assert all(write_in_latin(letter) for letter in "абвгдеёжзийклмнопрстуфхцчшщъыэюя")
    assert write_in_latin("ь№日") == ""
