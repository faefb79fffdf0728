"""No function, class, variable, parameter or module bears a name that has come to mean too many things."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RETIRED = {
    *("told", "said", "known", "given", "found", "place", "places", "asked", "behind", "kept", "brought", "laid"),
    *("mark", "marks", "own", "beside", "alike"),
}


def find_names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every name that a module gives to something, with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name, node.lineno
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name, node.lineno
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield name, node.lineno
            case ast.alias(asname=str(name)):
                yield name, node.lineno


def find_retired(source: str) -> list[str]:
    """«line: name» of every retired name; a leading underscore or capital letters make no other name of it."""
    return [f"{line}: {name}" for name, line in find_names(ast.parse(source)) if name.strip("_").lower() in RETIRED]


@pytest.mark.parametrize(
    "source",
    [
        "def told(): ...",
        "async def _told(): ...",
        "class Told: ...",
        "told = 1",
        "TOLD: int = 1",
        "self.told = 1",
        "def f(*, told): ...",
        "def f(**told): ...",
        "lambda told: 1",
        "[told for told in ()]",
        "for _, told in (): ...",
        "with x as told: ...",
        "import x as told",
        "f(told := 1)",
        "try: ...\nexcept OSError as told: ...",
        "match x:\n    case {'a': told}: ...",
    ],
)
def test_every_way_to_name_something_is_seen(source):
    assert len(find_retired(source)) == 1


def test_words_in_texts_and_parts_of_names_are_free():
    assert find_retired("def list_own_reports(kind='own'):\n    'What is known.'\n    return library.found(kind)") == []


def test_no_retired_name():
    folders = ("uspekh/**/*.py", "pages/*.py", "benchmarks/*.py")
    files = [*(path for each in folders for path in ROOT.glob(each)), ROOT / "app.py", ROOT / "service.py"]
    checked = {path.relative_to(ROOT).as_posix(): path for path in files}
    assert len(checked) > 40
    of_modules = [name for name in checked if RETIRED.intersection(Path(name).with_suffix("").parts)]
    assert of_modules == []
    sources = {name: path.read_text("utf-8") for name, path in checked.items()}
    assert [f"{name}:{retired}" for name, source in sources.items() for retired in find_retired(source)] == []
