"""Twice as much in a file is at most about twice the work, whatever it is twice as much of.

Work is counted, never timed: calls of functions, and comparisons and hashes of the file's words, which the loops inside
the interpreter make without calling anything.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.actuals.conftest import HEADINGS
from uspekh.actuals.layout import heading, mapping, tables
from uspekh.actuals.layout.candidates import candidates
from uspekh.actuals.layout.heading import folded
from uspekh.actuals.layout.mapping import Mapping
from uspekh.actuals.opening.limits import Limits
from uspekh.actuals.opening.workbook import Sheet
from uspekh.actuals.parsing import names
from uspekh.actuals.parsing.names import Organization
from uspekh.actuals.problems import MOST_ALIKE, MOST_LISTED
from uspekh.actuals.reader import Specification, read_sheets
from uspekh.actuals.sheets import date_labels, sheet_specs
from uspekh.actuals.vocabulary import LabelKey, label_key
from uspekh.russian.text import fold

SMALL = 300
# Twice is 2; what costs the same for every file makes it less, growing numbers of digits a little more.
MOST_GROWTH = 2.2


class Word(str):
    """A text of a file that counts how often it is compared, hashed or walked through."""

    work = 0

    def __eq__(self, other):
        Word.work += 1
        return str.__eq__(self, other)

    def __hash__(self):
        Word.work += 1
        return str.__hash__(self)


@pytest.fixture
def counting_labels(monkeypatch):
    """Labels made of the file's words count as well."""
    for module in (heading, mapping):
        monkeypatch.setattr(module, "folded", lambda label: Word(folded(label)))
    for module in (heading, tables):
        monkeypatch.setattr(module, "label_key", _counting_key)
    monkeypatch.setattr(names, "fold", lambda label: Word(fold(label)))


def _counting_key(label: str) -> LabelKey:
    key = label_key(label)
    return LabelKey(Word(key.words), key.unit)


def counted(run: Callable[[], object]) -> int:
    """Calls made while ``run`` runs, and the work on words."""
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    folded.cache_clear()
    label_key.cache_clear()
    Word.work = 0
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(None)
    return calls + Word.work


def sheet(rows: list[list[object]], name: str = "Показатели") -> Sheet:
    """A sheet of rows of any width, its texts counting."""
    width = max(map(len, rows))
    filled = [[*row, *[None] * (width - len(row))] for row in rows]
    cells = [[Word(cell) if isinstance(cell, str) else cell for cell in row] for row in filled]
    return Sheet(name, False, 0, 0, len(rows), tuple(map(list, zip(*cells, strict=True))))


@pytest.fixture(scope="session")
def specification(plan, directory) -> Specification:
    entries = directory[["code", "name", "short_name"]].itertuples(index=False)
    organizations = tuple(Organization(*entry) for entry in entries)
    matched = Mapping("no such shape", "Показатели", {"Охват": "p2_covered"})
    return Specification(sheet_specs(plan), plan.start.year, date_labels(plan), organizations, (), (matched,))


def good(row: int) -> list[object]:
    return ["Ш1", 2021, f"{row % 12 + 1} месяцев", row, 2 * row, row]


SHEETS = {
    "rows": lambda n: [sheet([HEADINGS, *map(good, range(n))])],
    "columns beside the form": lambda n: [sheet([[*HEADINGS, *(f"Прочее {i}" for i in range(n))], good(1)])],
    "filled columns beside the form": lambda n: [sheet([[*HEADINGS, *map(str, range(n))], [*good(1), *range(n)]])],
    "columns of a foreign table": lambda n: [sheet([[f"Столбец {i}" for i in range(n)], [*range(n)]], "Свод")],
    "the same heading": lambda n: [sheet([["Год", "Организация", *["П2 Охвачено, чел."] * n], [2021, "Ш1"]])],
    "headings that look merged": lambda n: [
        sheet([["П" * 400, *[None] * n], [*HEADINGS[:3], *(f"нижний {i}" for i in range(n))], good(1)])
    ],
    "thirty rows of headings": lambda n: [sheet([[f"{row} {i}" for i in range(n)] for row in range(30)])],
    "our labels far to the right": lambda n: [sheet([[*(f"{i}" for i in range(10 * n)), *HEADINGS], [1] * 10 * n])],
    "tables under one another": lambda n: [sheet([row for i in range(n) for row in (HEADINGS, good(i))])],
    "broken tables under one another": lambda n: [
        sheet([HEADINGS, good(1), *([HEADINGS[0], HEADINGS[3], f"{i}"] for i in range(n))])
    ],
    "foreign tables under ours": lambda n: [
        sheet([HEADINGS, good(1), *(row for i in range(n) for row in ([], ["Кружок", "Часов"], HEADINGS, good(i)))])
    ],
    "unknown organizations": lambda n: [sheet([HEADINGS, *([f"Лицей {i}", *good(i)[1:]] for i in range(n))])],
    "names nearly known": lambda n: [sheet([HEADINGS, *([f"СОШ № 1{i}", *good(i)[1:]] for i in range(n))])],
    "organizations of the file": lambda n: [
        sheet([["Код", "Наименование"], *([f"Н{i}", f"Школа {i}"] for i in range(n))], "Организации"),
        sheet([HEADINGS, *([f"Школа {i}", *good(i)[1:]] for i in range(n))]),
    ],
    "cells that are wrong": lambda n: [sheet([HEADINGS, *(["Ш1", 1999, "весна", "?", -1, 0.5] for _ in range(n))])],
    "wrong cells, each another": lambda n: [sheet([HEADINGS, *([f"{i}", f"{i}?"] * 3 for i in range(n))])],
    "rows of totals and notes": lambda n: [sheet([HEADINGS, *(["Итого"] if i % 2 else ["* note"] for i in range(n))])],
    "sheets": lambda n: [sheet([["слова", "числа"], ["а", 1]], f"Лист {i}") for i in range(n)],
    "sheets of the form": lambda n: [sheet([HEADINGS, good(i)]) for i in range(n)],
    "headings nearly ours": lambda n: [
        sheet([[*HEADINGS[:5], *(f"П2 Охват {i}, чел." for i in range(n))], [*good(1)[:5], *range(n)]])
    ],
    "figures under foreign headings": lambda n: [sheet([["Кто", "Когда", *HEADINGS[2:]], *map(good, range(n))])],
    "titles over a table": lambda n: [
        sheet([[f"за {i % 9 + 1} месяцев 2021 года {i}" for i in range(n)], HEADINGS, good(1)])
    ],
    "signatures and zeros": lambda n: [
        sheet([HEADINGS, *([*[None] * 3, 0, 0, 0] if i % 2 else ["Директор", None, None, "___"] for i in range(n))])
    ],
    "periods with years": lambda n: [
        sheet([HEADINGS, *(["Ш1", 2021, f"{i % 9 + 1} мес. 2021 г. № {i}", i, i, i] for i in range(n))])
    ],
    "hidden copies of sheets": lambda n: [
        replace(sheet([HEADINGS, good(i)], f"Лист {i}"), hidden=i % 2 == 1) for i in range(n)
    ],
    "lines and sources that the plan has not": lambda n: [
        sheet([["Строка", "Источник", "Год", "Уточнённый план, руб."], *(
            [f"9.{i}", f"фонд {i}", 2021, i] for i in range(n))], "Бюджет")
    ],
}  # fmt: skip


@pytest.mark.parametrize("sheets", SHEETS.values(), ids=SHEETS.keys())
def test_reading_sheets(specification, counting_labels, sheets):
    small, large = sheets(SMALL), sheets(2 * SMALL)
    read_sheets(small, specification)  # what is worked out once and kept
    once, twice = (counted(lambda each=each: read_sheets(each, specification)) for each in (small, large))
    assert twice <= MOST_GROWTH * once


@pytest.mark.parametrize("sheets", SHEETS.values(), ids=SHEETS.keys())
def test_offering_tables_to_be_matched(counting_labels, sheets):
    def offered(each):
        return [candidates(one) for one in each]

    once, twice = (counted(lambda size=size: offered(sheets(size))) for size in (SMALL, 2 * SMALL))
    assert twice <= MOST_GROWTH * once


def text(head: str, part: str, times: int, tail: str = "") -> bytes:
    return (head + part * times + tail).encode()


# Parts of one text: longer than any bound on the length of a cell, and shorter.
TEXTS = {
    "hyphens in a comment": lambda n: text("Код;Комментарий\nS1;", "-", n),
    "dots before a word of a year": lambda n: text("Организация;Год;П2 Охвачено, чел.\nШ1;", ". ", n, "x;5\n"),
    "digits": lambda n: text("Организация;Год;П2 Охвачено, чел.\nШ1;2021;", "1", n),
    "groups of digits": lambda n: text("Организация;Год;П2 Охвачено, чел.\nШ1;2021;", "1.234,", n, "?"),
    "quotes": lambda n: text('Код;Комментарий\nS1;"', '""', n),
    "separators": lambda n: text("Код;Комментарий\nS1", ";", n),
    "line ends": lambda n: text("Код;Комментарий\nS1", "\n", n),
    "headings of children": lambda n: text("", "ФИО обучающегося;", n, "\n1;1\n"),
}


@pytest.mark.parametrize("content", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("size", [2_000, 70_000])
def test_reading_text_files_in_the_limited_process(read, content, size):
    # A pattern that is not linear takes minutes of 70 000 characters; the process has seconds.
    reading = read(content(size), "отчёт.csv", Limits(processor=10, wall=120))
    assert [problem for problem in reading.problems if problem.code in ("file.timeout", "file.unreadable")] == []


XML = {
    "value tags that never end": "<row><c r='A1'><f>1</f>" + "<v " * 300_000,
    "a tag of formulas": "<table:table-cell " + "table:formula='' " * 100_000,
    "tags that never end": "<table:table-cell " * 200_000,
}


@pytest.mark.parametrize("xml", XML.values(), ids=XML.keys())
def test_the_search_for_lost_cells(xml):
    from uspekh.actuals.opening.lost import ooxml, opendocument

    # Were it not linear, this would not end: 300 000 times 300 000 steps.
    assert opendocument._LIKE.search(xml.encode()) is None
    assert opendocument._has_blank_formula(xml.encode()) is False
    assert ooxml._damaged(f"<sheetData>{xml}</sheetData>".encode()) in ({}, {(0, 0): ""})


def test_a_cell_longer_than_excel_holds_is_refused_with_its_place(read):
    for length in (60_000, 131_072, 400_000):
        (problem,) = read(text("Код;Комментарий\nS1;", "-", length), "отчёт.csv").problems
        assert (problem.code, problem.sheet, problem.cell) == ("cell.too_long", None, "B2")
        assert str(length) in problem.message


def test_a_text_wider_than_a_sheet_of_excel_is_refused(read):
    (problem,) = read(text("Код;Комментарий\nS1", ";", 16_384), "отчёт.csv").problems
    assert problem.code == "file.too_big" and "16385" in problem.message


def test_what_is_said_of_a_file_is_bounded(read):
    # Each sheet has a remark of its own, and the error comes last.
    sheets = {f"Лист {i}": [["слово", i]] for i in range(60)}
    reading = read({**sheets, "Показатели": [HEADINGS, *([f"Лицей {i}", *good(i)[1:]] for i in range(500))]})
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    assert len(errors) == MOST_ALIKE and not reading.accepted
    assert max(len(problem.message) for problem in reading.problems) < 500


def test_problems_of_each_severity_are_bounded_and_an_error_is_never_crowded_out(specification):
    foreign = [sheet([["слова", "числа"], ["а", 1]], f"Лист {i}") for i in range(MOST_LISTED + 7)]
    content = read_sheets([*foreign, sheet([HEADINGS, ["Ш1", 1999, "год", 1, 2, 3]])], specification)
    assert len(content.problems) == MOST_LISTED + 2
    assert [(problem.severity, problem.code) for problem in content.problems[-2:]] == [
        ("error", "year.outside"),
        ("info", "more"),
    ]
    assert "7" in content.problems[-1].message


def test_tables_of_the_same_columns_are_one_for_the_server(specification):
    content = read_sheets(SHEETS["tables under one another"](250), specification)
    (table,) = content.tables
    # A row under each heading, from the second row of the sheet on.
    assert table.row == list(range(2, 501, 2))
    assert table.fields[0].values == list(range(250))


def test_very_many_tables_of_different_columns_are_refused(specification):
    turned = [HEADINGS[1], HEADINGS[0], HEADINGS[3]]
    rows = [row for i in range(101) for row in (HEADINGS, good(i), turned, [2021, "Ш1", i])]
    content = read_sheets([sheet(rows)], specification)
    assert [(problem.severity, problem.code) for problem in content.problems] == [("error", "table.too_many")]
    assert len(read_sheets([sheet(rows[:-8])], specification).tables) == 198


def test_a_row_too_wide_to_be_matched_by_hand_is_not_offered(specification):
    wide = sheet([[f"Столбец {i}" for i in range(201)], [*range(201)]], "Свод")
    assert candidates(wide) == []
    narrow = sheet([[f"Столбец {i}" for i in range(200)], [*range(200)]], "Свод")
    assert len(candidates(narrow)) == 1
