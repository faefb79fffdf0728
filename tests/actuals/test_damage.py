"""Random damage to a good workbook: always an answer, and never values of a file that was refused."""

from __future__ import annotations

import io
import zipfile

import openpyxl
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.actuals.bad_workbooks import BUDGET, GOOD, ITEMS, UNITS
from tests.actuals.conftest import HEADINGS, saved, workbook
from tests.examples import examples

SHEETS = {
    "Показатели": [["Отчёт"], HEADINGS, GOOD, ["К", 2021, "год", 5, None, 2]],
    "Бюджет": [BUDGET, ["1.3", "региональный бюджет", 2021, "год", 1000, 900, "остаток"]],
    "Мероприятия": [ITEMS, ["1", 2021, "01.12.2021"]],
    "Организации": [UNITS, ["Ш1", "Школа", "СОШ № 1", "школа", "Отдел", 100, 2001, None]],
}
CONTENT = workbook(SHEETS)
PARTS = zipfile.ZipFile(io.BytesIO(CONTENT)).namelist()
many = settings(
    max_examples=examples(8),
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.sampled_from(["#REF!", "=A1", "Итого", "Организация", "I квартал", "1.10", "1.234", "–", "\u00a0", "СНИЛС"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20),
)


def answered(reading):
    assert reading.accepted or reading.values.empty
    assert reading.accepted or any(problem.message for problem in reading.problems)
    return reading


def test_the_good_workbook_is_good(read):
    assert answered(read(CONTENT)).problems == ()


@many
@given(st.lists(st.tuples(st.integers(0, len(CONTENT) - 1), st.integers(0, 255)), min_size=1, max_size=40))
def test_bytes_changed(read, changes):
    content = bytearray(CONTENT)
    for place, byte in changes:
        content[place] = byte
    answered(read(bytes(content)))


@many
@given(st.sets(st.sampled_from(PARTS), min_size=1, max_size=4), st.integers(0, 400))
def test_parts_dropped_or_cut(read, parts, left):
    source, buffer = zipfile.ZipFile(io.BytesIO(CONTENT)), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in PARTS:
            if name not in parts:
                archive.writestr(name, source.read(name))
            elif left > 200:
                archive.writestr(name, source.read(name)[: left - 200])
    answered(read(buffer.getvalue()))


@many
@example([("Показатели", 3, 1, "Организация")])  # a heading of which nothing is left but its first label
@given(st.lists(st.tuples(st.sampled_from(list(SHEETS)), st.integers(1, 5), st.integers(1, 9), cells), max_size=6))
def test_cells_replaced(read, changes):
    book = openpyxl.load_workbook(io.BytesIO(CONTENT))
    for sheet, row, column, value in changes:
        book[sheet].cell(row, column).value = value
    answered(read(saved(book)))


@many
@given(st.binary(max_size=600) | st.text(max_size=300).map(str.encode))
def test_any_bytes(read, content):
    answered(read(content))
