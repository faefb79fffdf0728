"""Opening foreign files: whatever they are, an answer with a reason and a server that lives on."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from tests.actuals.conftest import HEADINGS, places, saved, workbook
from uspekh.actuals.cells import ErrorCell
from uspekh.actuals.limited.interpreter import run_limited
from uspekh.actuals.opening.limits import Limits, Refusal
from uspekh.actuals.opening.workbook import open_workbook
from uspekh.actuals.reader import Specification, read_file


def refusal(content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Refusal) as caught:
        run_limited(read_file, content, Specification((), 2021, frozenset()), limits)
    return caught.value.code


def test_cells_keep_their_kind_and_place():
    book = openpyxl.Workbook()
    sheet = book.active
    for cell, value in {
        "C5": "текст",
        "D5": 1.5,
        "E5": True,
        "F5": date(2021, 2, 3),
        "G5": datetime(2021, 2, 3, 4),
        "D6": 1,
    }.items():
        sheet[cell] = value
    sheet.sheet_state = "hidden"
    book.create_sheet("Ещё")
    first, second = open_workbook(saved(book))
    assert (first.name, first.hidden, first.address(0, 0)) == ("Sheet", True, "C5")
    assert [column[0] for column in first.columns] == ["текст", 1.5, True, date(2021, 2, 3), datetime(2021, 2, 3, 4)]
    assert [column[1] for column in first.columns] == [None, 1, None, None, None]
    assert (second.height, second.columns) == (0, ())


def test_an_error_and_an_uncalculated_formula_are_not_blanks():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["a", "=1/0", None, "=A1", "конец"])
    sheet["B1"].value, sheet["B1"].data_type = "#DIV/0!", "e"
    sheet["C1"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFFFF")
    (read,) = open_workbook(saved(book))
    assert [column[0] for column in read.columns] == ["a", ErrorCell("#DIV/0!"), None, ErrorCell(""), "конец"]


def test_such_cells_are_named_when_a_number_is_asked(read):
    book = openpyxl.load_workbook(io.BytesIO(workbook({"Показатели": [HEADINGS, ["Ш1", 2021, "год", 1, "=D2", 3]]})))
    book.active["D2"].value, book.active["D2"].data_type = "#REF!", "e"
    assert places(read(saved(book))) == [("cell.error", "Показатели", "D2"), ("cell.formula", "Показатели", "E2")]


def test_a_single_cell_at_the_far_corner_is_read_where_it_stands():
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = 1
    (sheet,) = open_workbook(saved(book))
    assert (sheet.address(0, 0), sheet.height) == ("XFD1048576", 1)


def test_a_stray_far_cell_is_refused_before_the_time_is_over():
    book = openpyxl.Workbook()
    book.active["A1"] = book.active["XFD1048576"] = 1
    assert refusal(saved(book)) == "file.too_big"


def test_a_bomb_is_refused_before_it_is_unpacked():
    buffer = io.BytesIO(workbook({"Лист": [[1]]}))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(20 * 1024 * 1024))
    assert refusal(buffer.getvalue(), Limits(unpacked=10)) == "file.too_big"


def test_a_lying_archive_meets_the_limit_of_memory():
    sheet = b'<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>' + b"a" * 300 * 1024 * 1024
    buffer = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(workbook({"Лист": [[1]]})))
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            archive.writestr(entry.filename, sheet if "sheet1" in entry.filename else source.read(entry))
    assert refusal(buffer.getvalue(), Limits(memory=256)) in {"file.too_big", "file.unreadable"}


def test_a_reader_that_hangs_is_stopped():
    assert refusal(workbook({"Лист": [[1]]}), Limits(wall=0)) == "file.timeout"


def test_too_many_bytes_and_too_many_cells():
    content = workbook({"Лист": [[1, 2], [3, 4]]})
    assert refusal(content, Limits(content=100)) == "file.too_big"
    assert refusal(content, Limits(cells=3)) == "file.too_big"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"   \r\n", "file.empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "file.format"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "file.format"),
        (b"PK\x03\x04 but no archive", "file.unreadable"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "file.unreadable"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "file.password"),
    ],
)
def test_what_is_no_table(content, code):
    assert refusal(content) == code


def test_an_archive_of_something_else():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("письмо.txt", "слова")
    assert refusal(buffer.getvalue()) == "file.format"


def test_the_name_does_not_decide(read):
    content = workbook({"Показатели": [HEADINGS, ["Ш1", 2021, "год", 1, 100, 3]]})
    assert read(content, "отчёт.csv").accepted
