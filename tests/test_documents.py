"""The documents name what exists: files and folders of the program, and pictures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from uspekh.settings import ROOT

ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
SHOWN = [ROOT / "docs" / "руководство.md", ROOT / "README.md", ROOT / "README.ru.md"]
PROGRAM = ["uspekh", "pages", "data", "docs", "tests", "static", "benchmarks"]


def paths_of_program() -> list[str]:
    """Every file and folder of the program, from the root on."""
    everything = (path for folder in PROGRAM for path in (ROOT / folder).rglob("*"))
    return [f"/{path.relative_to(ROOT).as_posix()}" for path in everything]


def test_files_and_folders_named_by_the_architecture_exist() -> None:
    named = set(re.findall(r"`([\w/]+\.(?:py|md|csv|toml|css|js|typ)|[a-z_/]+/)`", ARCHITECTURE))
    named |= set(re.findall(r"`([a-z_]+(?:/[a-z_]+)+)`", ARCHITECTURE))
    assert {"ui/show/table.py", "data/rules.csv", "ui/meeting", "store/"} <= named
    ends = paths_of_program() + [f"/{path.name}" for path in ROOT.iterdir()]
    missing = [name for name in sorted(named) if not any(path.endswith(f"/{name.strip('/')}") for path in ends)]
    assert missing == []


def test_every_picture_shown_is_there_and_every_picture_is_shown() -> None:
    shown = {(document.parent / link).resolve() for document in SHOWN for link in pictures(document)}
    assert shown == set((ROOT / "docs" / "images").iterdir())


def pictures(document: Path) -> list[str]:
    """The addresses of the pictures in a document."""
    return re.findall(r"!\[[^\]]+\]\(([^)]+)\)", document.read_text("utf-8"))


def anchor(heading: str) -> str:
    """The address of a heading within its document, as GitHub makes it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("document", SHOWN, ids=lambda path: path.name)
def test_links_within_a_document_lead_to_its_headings(document: Path) -> None:
    text = document.read_text("utf-8")
    headings = {anchor(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings
