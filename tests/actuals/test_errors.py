"""An error in a cell is no blank, whatever the format of the file."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.actuals.bad_workbooks import GOOD
from tests.actuals.conftest import HEADINGS, places, saved
from tests.actuals.conftest import given as values_of
from tests.actuals.old_workbooks import WRITERS, Error, ods
from tests.examples import examples
from uspekh.actuals.cells import ErrorCell
from uspekh.actuals.opening.lost import ooxml
from uspekh.actuals.opening.workbook import open_workbook

P = "Показатели"
WORDS = "Другой лист"
LONG = [["Ш1", 2021, "год", 1, 100, 3], *[[None] * 6] * 300]
formats = pytest.mark.parametrize("ending", WRITERS)
many = settings(
    max_examples=examples(8),
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
numbers = st.integers(0, 10**9) | st.floats(allow_nan=False, allow_infinity=False, width=32)
words = st.text(st.characters(max_codepoint=0xFFFF, categories=["L", "N"]), min_size=1, max_size=9)
errors = st.builds(Error, st.sampled_from(["#DIV/0!", "#REF!", "#N/A"]), st.booleans())
grids = st.lists(st.lists(st.none() | st.booleans() | numbers | words | errors, max_size=6), max_size=8)


@formats
@pytest.mark.parametrize("error", [Error("#DIV/0!"), Error("#N/A", computed=False)])
def test_an_error_is_told_with_its_sheet_and_cell(read, ending, error):
    rows = [HEADINGS, GOOD, ["К", 2021, "год", error, None, 5]]
    reading = read(WRITERS[ending]({WORDS: [["слова", 1]], P: rows}), f"отчёт.{ending}")
    assert places(reading, "error") == [("cell.error", P, "D3")]
    (told,) = (problem for problem in reading.problems if problem.severity == "error")
    assert error.text in told.message
    assert not reading.accepted and reading.values.empty


@formats
def test_a_proper_file_gets_no_such_remark(read, ending):
    reading = read(WRITERS[ending]({P: [HEADINGS, GOOD, ["К", 2021, "год", 0, None, 5]]}), f"отчёт.{ending}")
    # The smallest .xls and .xlsb have no styles to be looked at.
    assert [problem.code for problem in reading.problems] == ([] if ending == "ods" else ["look.unchecked"])
    expected = {("Ш1", "p1_engaged"): 1, ("Ш1", "p1_total"): 100, ("Ш1", "p2_covered"): 3, ("К", "p1_engaged"): 0,
                ("К", "p2_covered"): 5}  # fmt: skip
    assert values_of(reading) == {(who, 2021, 12, field): value for (who, field), value in expected.items()}


@formats
@many
@example([[Error("#REF!"), "я"], ["", 2.5]])
@example([[1] * 6] * 400)
@given(grids)
def test_errors_are_found_where_they_stand_and_nowhere_else(ending, rows):
    # Words around keep the corners of the area, and an error before it the way through the records.
    frame = [["начало", *[None] * 5, "край"], *rows, ["конец"]]
    (_, sheet) = open_workbook(WRITERS[ending]({"Ошибки": [["к", Error("#N/A"), "к"]], P: frame}))
    for r, row in enumerate(frame):
        for c, cell in enumerate(row):
            expected = ErrorCell(cell.text) if isinstance(cell, Error) else cell
            assert sheet.columns[c][r] == (None if cell == "" else expected)


@formats
@many
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=30), st.floats(0.05, 1))
def test_a_damaged_file_is_answered(read, ending, changes, left):
    content = bytearray(WRITERS[ending]({P: [HEADINGS, ["Ш1", 2021, "год", Error("#REF!"), 100, 3], *LONG]}))
    for place, byte in changes:
        content[int(place * len(content))] = byte
    reading = read(bytes(content[: int(left * len(content))]))
    assert reading.accepted or any(problem.message for problem in reading.problems)


def raw(*cells: str) -> bytes:
    """An .ods of one row of elements as they stand, with a word at its end."""
    row = f"<table:table-row>{''.join(cells)}<table:table-cell office:value-type='string'><text:p>я</text:p>"
    return _replaced(f"{row}</table:table-cell></table:table-row>")


def _replaced(row: str) -> bytes:
    source, buffer = zipfile.ZipFile(io.BytesIO(ods({P: [["на этом месте"]]}))), io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in source.namelist():
            part = source.read(name).decode()
            head, _, rest = part.partition("<table:table-row>")
            archive.writestr(name, head + row + rest.partition("</table:table-row>")[2] if rest else part)
    return buffer.getvalue()


def first_row(content: bytes) -> list[object]:
    (sheet,) = open_workbook(content)
    return [column[0] for column in sheet.columns]


WORD = '<table:table-cell office:value-type="string"><text:p>а</text:p></table:table-cell>'
BLANK = '<table:table-cell table:formula="of:=[.A1]"/>'
COUNTED = '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>'  # noqa: E501


def test_an_error_as_other_offices_write_it():
    zero = '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0">'
    note = "<office:annotation><text:p>#N/A</text:p></office:annotation>"
    plain = '<table:table-cell office:value-type="float" office:value="7">'
    cells = [
        f"{zero}<text:p>Err:502</text:p></table:table-cell>",
        f"{zero}<text:p>#ССЫЛ!</text:p></table:table-cell>",
        f"{plain}{note}<text:p>7</text:p></table:table-cell>",
        f"{zero}{note}<text:p>0</text:p></table:table-cell>",
        COUNTED,
    ]
    assert first_row(raw(*cells)) == [ErrorCell("Err:502"), ErrorCell("#ССЫЛ!"), 7, 0, 2, "я"]


def test_an_error_that_stands_for_several_cells():
    shown = 'office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    cells = ['<table:table-cell table:number-columns-repeated="2"/>',
             f'<table:table-cell table:number-columns-repeated="2" {shown}', COUNTED]  # fmt: skip
    (sheet,) = open_workbook(raw(*cells))
    assert (sheet.address(0, 0), [column[0] for column in sheet.columns]) == (
        "C1", [ErrorCell("#N/A"), ErrorCell("#N/A"), 2, "я"])  # fmt: skip


def test_formulas_that_a_program_never_calculated_are_no_blanks():
    assert first_row(raw(WORD, "<table:covered-table-cell/>", BLANK)) == ["а", None, ErrorCell(""), "я"]
    assert first_row(raw(WORD, BLANK, COUNTED)) == ["а", None, 2, "я"]  # calculated: the first one's value is a blank


def _rewritten(content: bytes, change) -> bytes:
    """An archive with its parts changed."""
    source, buffer = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, change(name, source.read(name)))
    return buffer.getvalue()


def _excel(*, charts: int = 0) -> bytes:
    """An error in D3 and a formula without a value in F3, beside sheets of charts."""
    book = openpyxl.Workbook()
    for _ in range(charts):
        book.create_chartsheet()
    sheet = book.active
    sheet.title = P
    for row in ([*HEADINGS], [*GOOD], ["К", 2021, "год", "#DIV/0!", None, "=1+1"]):
        sheet.append(row)
    sheet["D3"].data_type = "e"
    return saved(book)


DAMAGED = {(2, 3): "#DIV/0!", (2, 5): ""}


def lost_in_excel(content: bytes) -> dict[int, dict[tuple[int, int], str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ooxml.lost(archive)


@pytest.mark.parametrize("charts", [0, 1, 3])
def test_an_error_is_found_beside_sheets_of_charts(charts):
    assert lost_in_excel(_excel(charts=charts))[0] == DAMAGED


def test_an_error_is_found_where_cells_and_rows_have_no_addresses():
    def without(name: str, part: bytes) -> bytes:
        return re.sub(rb'(<(?:c|row)) r="\w+"', rb"\1", part) if "worksheets/" in name else part

    content = _rewritten(_excel(), without)
    # The blank cell E3 is not written at all: without addresses the formula moves into its place.
    assert lost_in_excel(content)[0] == {(2, 3): "#DIV/0!", (2, 4): ""}
    (sheet,) = open_workbook(content)
    assert sheet.columns[3][2] == ErrorCell("#DIV/0!")


def test_parts_are_found_however_their_paths_are_written():
    def backslashes(name: str, part: bytes) -> bytes:
        return part.replace(b'Target="/xl/worksheets/', b'Target="worksheets\\') if name.endswith(".rels") else part

    assert lost_in_excel(_rewritten(_excel(), backslashes))[0] == DAMAGED
