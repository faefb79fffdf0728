"""The workbook rebuilt from what was read gives the same values in the same cells, and holds nothing else."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import given as cases
from hypothesis import strategies as st

from tests.actuals.conftest import HEADINGS, given, saved, workbook
from tests.examples import examples
from uspekh.actuals.layout.mapping import Mapping, shape
from uspekh.actuals.opening.workbook import open_workbook
from uspekh.actuals.reading import read_workbook
from uspekh.actuals.writing.rebuilding import name_of_rebuilt, rebuild_workbook

FORM = {
    "Показатели": [
        ["Показатели за год"],
        [],
        [*HEADINGS, "Комментарий", "Документ"],
        [1, 2, 3, 4, 5, 6, 7, 8],
        ["СОШ № 1", 2021, "год", 10, "1 100", None, "новый корпус", "ОО-1 от 20.09.2021"],
        ["СОШ № 1", "2021 г.", "I полугодие", 0, 100, 3],
        [],
        ["Итого", None, None, 10],
        ["К", 2022, None, 5, "н/д", 7],
    ],
    "бюджет ": [
        ["Источник", "Строка", "Год", "Кассовое исполнение, руб.", "Период"],
        ["региональный бюджет", 1.3, 2021, "1 000,55", "9 месяцев"],
        ["местный бюджет", "1.1-1.2", 2022, 0.1, None],
    ],
    "Мероприятия": [
        ["№", "Год", "Дата исполнения", "Прогнозная дата", "Документ", "Комментарий"],
        ["2.10", 2022, date(2022, 3, 1), None, "приказ № 5", "-"],
        ["1.1.1", 2021, None, "1 марта 2021", None, None],
    ],
    "Организации": [
        ["Код", "Наименование", "Краткое наименование", "Тип", "Контингент 5–18 лет, чел.", "Действует по"],
        ["Ш1", "Средняя школа № 1", "СОШ № 1", "школа", 1500, "2021"],
        ["К", "Клуб «Ёлка»", "Клуб «Ёлка»", "клуб", None, "05.06.2022"],
    ],
}


def same(again, reading):
    pd.testing.assert_frame_equal(
        again.values.sort_values(["kind", "sheet", "cell", "field"], ignore_index=True),
        reading.values.sort_values(["kind", "sheet", "cell", "field"], ignore_index=True),
    )


def test_reading_the_copy_gives_the_same_values_in_the_same_cells(read, plan):
    reading = read(FORM)
    assert reading.accepted and len(reading.values) > 20
    same(read(rebuild_workbook(reading.values, plan)), reading)


def test_the_same_values_give_the_same_bytes(read, plan):
    values = read(FORM).values
    assert rebuild_workbook(values, plan) == rebuild_workbook(values.sample(frac=1, random_state=1), plan)


def test_a_form_filled_far_below_and_a_second_table_are_read_alike(read, plan):
    below = [HEADINGS, *[["Ш1", 2021, "3 месяца"]] * 40, ["Ш1", 2021, "год", 1, 5, 2]]
    second = [[], ["Организация", "Год", "П2 Охвачено, чел."], ["К", 2021, 7], [], HEADINGS, ["К", 2022, None, 2]]
    reading = read({"Показатели": [*below, *second]})
    assert reading.accepted, reading.problems
    same(read(rebuild_workbook(reading.values, plan)), reading)


@pytest.mark.parametrize(
    "rows",
    [
        [["Код", "Наименование"], ["Ш7", "Школа № 7"], ["Ш8", "Школа № 8"]],
        [["Код", "Наименование", "Краткое наименование"], ["Ш7", "Школа № 7", "СОШ 7"], ["Ш8", None, "СОШ 8"]],
        [["Код", "Наименование", "Краткое наименование"], ["Ш7", "Школа № 7", "СОШ 7"], ["Ш8", "Школа № 8", None]],
    ],
    ids=["one name", "the full one is lacking", "the short one is lacking"],
)
def test_an_organization_with_one_name_is_read_alike(read, plan, rows):
    reading = read({"Организации": rows})
    assert reading.accepted and len(reading.values) == 4, reading.problems
    same(read(rebuild_workbook(reading.values, plan)), reading)


def test_a_text_file_and_the_longest_sum_are_read_alike(read, plan):
    text = "Строка;Источник;Год;Уточнённый план, руб.\n1.3;региональный бюджет;2021;9876543210123,45\n"
    reading = read(text.encode(), "бюджет.csv")
    assert given(reading)["1.3", 2021, 12, "refined"] == 987_654_321_012_345
    same(read(rebuild_workbook(reading.values, plan)), reading)


def test_words_that_begin_like_a_formula_stay_words(read, plan):
    text = "№;Год;Документ\n1.1;2021;=приказ\n"
    reading = read(text.encode(), "план.csv")
    assert given(reading)["1.1", 2021, 0, "document"] == "=приказ"
    same(read(rebuild_workbook(reading.values, plan)), reading)


def test_sheets_matched_by_hand_stand_under_one_another_with_our_headings(plan, directory):
    rows = [["Кто", "Лет", "Кружки"], ["Ш1", 2021, 4]], [["Кто", "Лет", "Кружки"], ["К", 2022, 9]]
    content = workbook({"Итоги А": rows[0], "Итоги Б": rows[1]})
    matched = Mapping(
        shape(open_workbook(content)[0], 0), "Показатели", {"Кто": "subject", "Лет": "year", "Кружки": "p1_engaged"}
    )
    reading = read_workbook(content, "a.xlsx", plan, directory, directory.iloc[:0], mappings=[matched])
    assert reading.accepted, reading.problems
    again = read_workbook(rebuild_workbook(reading.values, plan), "a.xlsx", plan, directory, directory.iloc[:0])
    assert given(again) == given(reading) == {("Ш1", 2021, 12, "p1_engaged"): 4, ("К", 2022, 12, "p1_engaged"): 9}
    assert set(again.values["sheet"]) == {"Показатели"}


def test_nothing_of_the_file_but_what_was_read_is_in_the_copy(read, plan):
    book = openpyxl.Workbook()
    book.active.title = "Показатели"
    for row in [["сочинил Тихон"], HEADINGS, ["Ш1", 2021, "год", 1, 100, 3], ["примечание Тихона"]]:
        book.active.append(row)
    book.active["D3"].comment = openpyxl.comments.Comment("сказал Тихон", "Тихон")
    book.active.oddHeader.center.text = "Тихон"
    book.properties.creator = "Тихон"
    book.create_sheet("Прочее").append(["Тихон"])
    reading = read(saved(book))
    assert reading.accepted, reading.problems
    copy = rebuild_workbook(reading.values, plan)
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        held = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "Тихон" not in held and "Прочее" not in held and "Занимаются" in held


@pytest.mark.parametrize(
    ("name", "saved_as"),
    [
        ("отчёт.xls", "Прочитано из отчёт.xlsx"),
        ("отчёт", "Прочитано из отчёт.xlsx"),
        ("а.б.csv", "Прочитано из а.б.xlsx"),
    ],
)
def test_its_name_says_what_it_is(name, saved_as):
    assert name_of_rebuilt(name) == saved_as


CELLS = st.one_of(st.none(), st.integers(0, 10**7), st.sampled_from(["0", "н/д", "1 234"]))


@settings(max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@cases(
    st.lists(
        st.tuples(
            st.sampled_from(["МО", "Ш1", "К"]), st.sampled_from([2021, 2022]), st.sampled_from(["год", "5 месяцев"]),
            CELLS, CELLS, CELLS, st.one_of(st.none(), st.text(max_size=20)),
        ),
        unique_by=lambda row: row[:3],
        max_size=12,
    ),
    st.integers(0, 12),
)  # fmt: skip
def test_whatever_is_filled_in_is_read_alike(read, plan, rows, above):
    blank = [[]] * above
    reading = read(_readable({"Показатели": [*blank, [*HEADINGS, "Комментарий"], *rows]}))
    assume(reading.accepted)
    same(read(rebuild_workbook(reading.values, plan)), reading)


def _readable(sheets):
    """Without characters that no workbook may hold."""
    return {
        name: [
            [openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", c) if isinstance(c, str) else c for c in row]
            for row in rows
        ]
        for name, rows in sheets.items()
    }
