"""Every code of a problem that the reading of files can give stands in the table of codes, as grave as it says."""

from __future__ import annotations

import ast
import re

import pytest

from uspekh.actuals.problem_codes import PROBLEM_CODES
from uspekh.actuals.problems import MOST_ALIKE, Problem, Problems
from uspekh.settings import ROOT

ACTUALS = ROOT / "uspekh" / "actuals"
CODE = re.compile(r"[a-z]+\.[a-z_]+")
FILES = (".csv", ".xlsx", ".xml", ".bin", ".rels")
# What a file says of its project is checked where the projects are known.
SOURCES = [*(path for path in ACTUALS.rglob("*.py") if path.name != "problem_codes.py"), ROOT / "uspekh" / "project.py"]
TREES = {path: ast.parse(path.read_text("utf-8")) for path in SOURCES}


def codes_in_program():
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            word = node.value if isinstance(node, ast.Constant) else None
            if isinstance(word, str) and CODE.fullmatch(word) and not word.endswith(FILES):
                yield word, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_the_table_holds_every_code_of_the_program_and_no_other():
    used = dict(codes_in_program())
    assert {code: where for code, where in used.items() if code not in PROBLEM_CODES} == {}
    assert set(PROBLEM_CODES) - {"more"} == set(used)


def test_problems_are_as_grave_as_the_table_says():
    severities = []
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
                written = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant)]
                if len(written) == 2:
                    severities.append((written[1], written[0]))
    # Those that are written out; of the others the code comes from elsewhere.
    assert len(severities) >= 15
    assert [pair for pair in severities if PROBLEM_CODES[pair[0]].severity != pair[1]] == []


def test_what_is_not_listed_is_named_in_words():
    alike = [Problem("error", "number.text", "Показатели", f"D{row}", "Это не число") for row in range(MOST_ALIKE + 7)]
    last = Problems(alike).listed()[-1]
    assert last.message == "И ещё 7 таких же замечаний на этом листе (вместо числа текст)."


@pytest.mark.parametrize("code", PROBLEM_CODES)
def test_a_meaning_is_short_russian(code):
    assert re.fullmatch(r"[а-яё А-ЯЁ0-9,]{4,50}", PROBLEM_CODES[code].meaning)
