"""Words from outside: nothing in them acts where they are shown, and none is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uspekh.russian.text import one_line, plain, saved_name

HOSTILE = (
    "[x](javascript:alert(1))", "<script>alert(1)</script>", "$$x^2$$", ":red[x]", ":material/home:", ":smile:",
    "**x**", "`x`", "| a | b |", "www.example.org", "https://example.org/x", "a@example.org", "# x", "1. x", "&lt;",
)  # fmt: skip


def drawn(markdown: str) -> str:
    """What remains of escaped Markdown by its own rule: a backslash before a sign is not drawn."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace("\u2060", "")


@pytest.mark.parametrize("words", HOSTILE)
def test_every_sign_is_escaped_and_no_word_is_lost(words):
    shown = plain(words)
    assert drawn(shown) == words
    assert not re.search(r"(?<!\\)[\[\]<>$`*_|&:~]|^#|^\d+[.)] ", shown)


@pytest.mark.parametrize("words", ["www.example.org", "https://example.org", "a@example.org", ":smile:"])
def test_what_acts_on_its_own_is_parted(words):
    assert not re.search(r"www\\?\.|:\\?/|@\w|:\w", plain(words).replace("\\", ""))


@given(st.text())
def test_the_words_read_the_same(words):
    assert drawn(plain(words)) == one_line(words)


@pytest.mark.parametrize(
    "words", ["Форма отчёта, 2023; I полугодие (все).xlsx", "Название: школа № 2", "a-b, 95 %!", "1.1.1", "-5", "#2"]
)
def test_ordinary_words_stay_as_they_are(words):
    assert plain(words) == words


def test_a_figure_stays_tied_to_its_unit():
    assert plain("9\u00a0000\u00a0%") == "9\u00a0000\u00a0%"


def test_a_terminal_is_given_no_command():
    assert one_line("a\x1b[31m\u202eb\nc") == "a[31mb c"


def test_a_line_break_does_not_begin_a_heading():
    assert plain("a\n\n# b") == "a # b"


@pytest.mark.parametrize(
    ("given_", "name"),
    [
        ("отчёт.xlsx", "отчёт.xlsx"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ('a"b\r\nSet-Cookie: x.xlsx', "a-b Set-Cookie- x.xlsx"),
        ("я" * 300 + ".xlsx", "я" * 120 + ".xlsx"),
        ("\u202eexe.xlsx", "exe.xlsx"),
        ("", "файл"),
    ],
)
def test_a_name_of_a_file_holds_no_path_and_no_break(given_, name):
    assert saved_name(given_) == name
