"""What screens, reports and commands say alike is written once, in ``uspekh/words.py`` or in a table of rules."""

from __future__ import annotations

import ast
import csv
from collections import defaultdict
from collections.abc import Iterator

import pytest

from uspekh import words
from uspekh.russian.format import HIDDEN, NBSP, NO_DATA
from uspekh.settings import ROOT

HOMES = {"uspekh/words.py", "uspekh/russian/format.py"}
# What a file may say is another matter than what we say.
READ = {"uspekh/actuals/vocabulary.py"}
SIGNS = set("●▲■○△□‡◌◆")
LABELS = {"met": "отсутствие отклонений", "missed": "наличие критических отклонений", "hidden": HIDDEN}


def literals() -> Iterator[tuple[str, str]]:
    """File and text of every string of the program that is no docstring."""
    for path in (*ROOT.glob("uspekh/**/*.py"), *ROOT.glob("pages/*.py"), ROOT / "app.py"):
        tree = ast.parse(path.read_text("utf-8"))
        bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
                yield path.relative_to(ROOT).as_posix(), node.value


def labels_of(table: str) -> set[str]:
    with (ROOT / "data" / table).open(encoding="utf-8") as rows:
        return {row["label"] for row in csv.DictReader(rows)}


@pytest.fixture(scope="module")
def files() -> dict[str, set[str]]:
    """By text: the files in which it stands."""
    found = defaultdict(set)
    for file, text in literals():
        found[text].add(file)
    return found


def shared() -> set[str]:
    groups = (words.PLAN_KINDS, words.MONEY, words.MONEY_COLUMNS, words.WITHOUT_FLAG, words.REPORT_STATES)
    single = {words.NOTHING, words.DEMONSTRATION, words.STARTER, words.PEOPLE, words.PIECES, words.POINTS, HIDDEN}
    texts = {word for group in groups for word in group.values()} | single | {NO_DATA}
    return texts | labels_of("rules.csv") | labels_of("statuses.csv")


def test_no_shared_word_is_written_a_second_time(files):
    again = {text: sorted(left) for text in shared() if (left := files[text] - HOMES - READ)}
    assert again == {}


def test_no_sign_of_a_state_is_written_a_second_time():
    assert {file for file, text in literals() if SIGNS & set(text)} - READ == {"uspekh/words.py"}


def test_every_state_of_the_rules_has_a_sign():
    with (ROOT / "data" / "rules.csv").open(encoding="utf-8") as rows:
        assert {row["flag"] for row in csv.DictReader(rows)} | {"hidden"} == set(words.FLAG_SIGNS)
    assert set(words.GUIDE_SIGNS) < set(words.WITHOUT_FLAG)
    with (ROOT / "data" / "statuses.csv").open(encoding="utf-8") as rows:
        assert {row["status"] for row in csv.DictReader(rows)} == set(words.STATUS_SIGNS)


@pytest.mark.parametrize(
    ("flag", "label"),
    [
        ("met", "● отсутствие отклонений"),
        ("hidden", "‡ скрыто"),
        ("not_this_year", "в этом году срока нет"),
        ("no_plan", "плана нет"),
        (float("nan"), "плана нет"),
    ],
)
def test_a_flag_is_said_with_its_sign_and_a_state_without_a_flag_in_words_alone(flag, label):
    assert words.flag_label(flag, LABELS).replace(NBSP, " ") == label


def test_shares_differ_by_points_and_people_by_people():
    assert (words.difference_unit("%"), words.difference_unit("тыс. чел.")) == (f"п.{NBSP}п.", "тыс. чел.")


def test_of_a_report_that_was_sent_both_people_are_named():
    assert words.loaded_by("Иванова", "Петров") == "Иванова (прислал: Петров)"
    assert [words.loaded_by("Иванова", nobody) for nobody in (None, float("nan"), "")] == ["Иванова"] * 3
