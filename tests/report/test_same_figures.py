"""For random selections the screen, the document, the slides, the workbook and ``status`` give the same figure."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pptx
import pytest

from tests.report.conftest import DATA, TEMPLATES
from tests.report.reading import number, of_sheet, of_table, tables_of, words_of
from tests.small_passport import write_small_passport
from tests.tidy import organization, people, tidy
from uspekh.actuals.demo import starter_directory
from uspekh.monitoring.figures import figures
from uspekh.monitoring.organizations.directory import directory
from uspekh.monitoring.overview.off_plan import list_off_plan
from uspekh.monitoring.overview.tiles import summarize_indicators
from uspekh.monitoring.rules import load_rules
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.small_counts.screened import screened
from uspekh.monitoring.status import status
from uspekh.passport.plan import load_plan
from uspekh.report.write import write_report
from uspekh.russian.format import NBSP

SEED, SELECTIONS, FIRST = 14, 20, 5
"""How many selections there are, and how many of them are tried at every change."""
CODES = [f"Ш{number}" for number in range(1, 6)]
pytestmark = pytest.mark.usefixtures("without_pictures")


@pytest.fixture(scope="module")
def compute(tmp_path_factory):
    """Figures of a small plan and five schools that report at random, some nothing, of a selection."""
    plan = load_plan(write_small_passport(tmp_path_factory.mktemp("passport")))
    chance = random.Random(SEED)
    reports = [
        row
        for code in CODES
        for year in range(2021, 2025)
        for months in (6, 12)
        if chance.random() < 0.85
        for row in people(code, year, months, **_counts(chance, months))
    ]
    values = tidy(*(organization(code, 400, short_name=f"Школа {code}") for code in CODES), reports)
    rules, everyone = load_rules(DATA), directory(values, starter_directory(DATA / "demo").iloc[:0])
    return lambda selection: screened(figures(plan, rules, values, everyone, selection))


def _counts(chance: random.Random, months: int) -> dict[str, int]:
    children, on_duty = chance.randint(100, 400), chance.randint(10, 40)
    return {
        "rested": chance.randint(children // 3, children),
        "children": children,
        "injuries": chance.randint(0, 12) * months // 6,
        "leaders": chance.randint(0, 8) * months // 6,
        "trained": chance.randint(0, on_duty),
        "on_duty": on_duty,
    }


def _selections() -> Iterator[Any]:
    chance = random.Random(SEED)
    for number_ in range(SELECTIONS):
        selection = Selection(
            year := chance.randint(2021, 2024),
            date(year + chance.choice((0, 1, 2)), chance.randint(1, 12), 20),
            chance.choice((6, 12)),
            tuple(sorted(chance.sample(CODES, chance.choice((0, 0, 1, 2, 4))))),
        )
        yield pytest.param(selection, id=str(selection), marks=[pytest.mark.thorough] if number_ >= FIRST else [])


def _written(figures, form):
    return BytesIO(write_report(form, figures, TEMPLATES))


def _plain(text: str) -> str:
    """The text without spaces that tie: an office format ties numbers of schools."""
    return text.replace(NBSP, " ")


@pytest.mark.parametrize("selection", list(_selections()))
def test_every_place_prints_the_same_figure(compute, selection):
    shown = compute(selection)
    machine, tiles, off_plan = status(shown), summarize_indicators(shown), list_off_plan(shown)
    tables = docx.Document(_written(shown, "docx")).tables
    indicators, deviating, parts, results = (of_table(tables[at]) for at in (0, 1, 2, 6))
    slides = list(pptx.Presentation(_written(shown, "pptx")).slides)
    book = openpyxl.load_workbook(_written(shown, "xlsx"))
    on_slides = "\n".join(map(words_of, slides)).split("\n")

    for tile in tiles:
        (exact,) = [r for r in machine["indicators"] if (r["id"], r["year"]) == (tile.subject, selection.year)]
        (written,) = [row for row in indicators if row["№"] == tile.subject]
        (kept,) = [r for r in of_sheet(book["Показатели"]) if (r["№"], r["Год"]) == (tile.subject, selection.year)]
        if exact["fact"] is None:
            assert tile.fact == written["Факт"] == kept["Факт"]
        else:
            assert kept["Факт"] == pytest.approx(exact["fact"], rel=1e-14)
            assert tile.fact == f"{written['Факт']}{NBSP}{tile.unit}"
        assert f"{tile.fact}, {tile.plan}" in on_slides
        assert written["Оценка"] == kept["Оценка"] == tile.label

    for result in (r for r in machine["results"] if r["year"] == selection.year):
        (written,) = [row for row in results if row["№"] == result["id"]]
        (kept,) = [r for r in of_sheet(book["Результаты"]) if (r["№"], r["Год"]) == (result["id"], selection.year)]
        assert written["Оценка"] == kept["Оценка"]
        if isinstance(kept["Факт"], int | float):
            assert kept["Факт"] == pytest.approx(result["fact"], rel=1e-14)
            assert number(written["Факт"]) == pytest.approx(result["fact"], abs=0.051)
        else:
            assert result["fact"] is None or kept["Факт"] == written["Факт"]

    in_book = {_plain(row["Предмет"]): _plain(row["Отклонение"]) for row in of_sheet(book["Отклонения"])}
    on_paper = {_plain(row["Предмет"]): _plain(row["Отклонение"]) for row in deviating}
    for row in off_plan:
        expected = _plain(", ".join(filter(None, [f"{row.fact} при плане {row.plan}", row.gap])))
        assert in_book[_plain(row.title)] == on_paper[_plain(row.title)] == expected
    shortfalls = {(row["Предмет"], row["Организация"]): row["Не хватает, чел."] for row in parts}
    for row in tables_of(slides):
        if "Не хватает, чел." in row and row["Организация"] == "Всего по городу":
            assert row["Не хватает, чел."] in [people for (_, whose), people in shortfalls.items() if "Всего" in whose]
