"""Workbooks as people spoil them: each with all that must be said of it (code, sheet, cell)."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.actuals.conftest import HEADINGS, saved, workbook
from tests.actuals.old_workbooks import ods

Row = Sequence[object]
Said = tuple[str, str | None, str | None]
P, R, B, M, O = "Показатели", "Результаты", "Бюджет", "Мероприятия", "Организации"  # noqa: E741
BUDGET = ["Строка", "Источник", "Год", "Период", "Уточнённый план, руб.", "Кассовое исполнение, руб.", "Комментарий"]
ITEMS = ["№", "Год", "Дата исполнения", "Прогнозная дата", "Документ", "Комментарий"]
UNITS = ["Код", "Наименование", "Краткое наименование", "Тип", "Учредитель", "Контингент 5–18 лет, чел.",
         "Действует с", "Действует по"]  # fmt: skip
GOOD = ["Ш1", 2021, "год", 1, 100, 3]
TWO_ROWS = [
    ["Организация", "Год", "Период", "П1", None, "П2 Охвачено, чел."],
    [None, None, None, "Занимаются, чел.", "Всего детей, чел.", None],
]


@dataclass(frozen=True)
class Bad:
    """How a file is made, and everything that must be said of it, in order of severity as the reading gives it."""

    make: Callable[[], bytes]
    said: Sequence[Said]
    name: str = "отчёт.xlsx"


def book(sheets: Mapping[str, Sequence[Row]]) -> Callable[[], bytes]:
    """Makes a workbook of rows by sheet."""
    return partial(workbook, sheets)


def indicators(*rows: Row) -> Callable[[], bytes]:
    """Makes a workbook with the rows under the heading of «Показатели»."""
    return book({P: [HEADINGS, *rows]})


def engaged(value: object, code: str) -> Bad:
    """One value where people are asked (D2)."""
    return Bad(indicators(["Ш1", 2021, "год", value, 100, 3]), [(code, P, "D2")])


def keys(organization: object, year: object, period: object, *said: Said) -> Bad:
    return Bad(indicators([organization, year, period, 1, 100, 3]), said)


def money(value: object, code: str) -> Bad:
    return Bad(book({B: [BUDGET, ["1.3", "региональный бюджет", 2021, "год", value]]}), [(code, B, "E2")])


def budget_key(line: object, source: object, *said: Said) -> Bad:
    return Bad(book({B: [BUDGET, [line, source, 2021, "год", 1000]]}), said)


def done(value: object, code: str) -> Bad:
    return Bad(book({M: [ITEMS, ["1", 2021, value]]}), [(code, M, "C2")])


def text(rows: Sequence[Row], separator: str, encoding: str) -> bytes:
    """A text file as Excel saves it."""
    return "\r\n".join(separator.join("" if cell is None else str(cell) for cell in row) for row in rows).encode(
        encoding
    )


def changed(make: Callable[[], bytes], change: Callable[[openpyxl.Workbook], None]) -> Callable[[], bytes]:
    """Makes the workbook and changes it in openpyxl."""

    def make_changed() -> bytes:
        opened = openpyxl.load_workbook(io.BytesIO(make()))
        change(opened)
        return saved(opened)

    return make_changed


def _error(book: openpyxl.Workbook) -> None:
    book.active["D2"].value, book.active["D2"].data_type = "#DIV/0!", "e"


def _hide(book: openpyxl.Workbook) -> None:
    book.active.sheet_state = "hidden"
    book.create_sheet("Видимый")


def _hide_row(book: openpyxl.Workbook) -> None:
    book.active.row_dimensions[3].hidden = True


def _mac(book: openpyxl.Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904
    book.active["C2"].value = date(2021, 2, 31 - 3)
    book.active["C3"].value = date(2021, 2, 28)


def _merge(book: openpyxl.Workbook) -> None:
    book.active.merge_cells("D2:E2")


CELLS = {
    "words for people": engaged("много", "number.text"),
    "a fraction of a child": engaged(0.73, "number.fraction"),
    "a fraction as text": engaged("0,73", "number.fraction"),
    "a percentage as text": engaged("73%", "number.percent"),
    "a percentage with a space": engaged("73,4 %", "number.percent"),
    "thousands in words": engaged("1,2 тыс.", "number.scale"),
    "two readings of a point": engaged("1.234", "number.ambiguous"),
    "two readings of a comma": engaged("12,345", "number.ambiguous"),
    "нет": engaged("нет", "number.ambiguous"),
    "less than nothing": engaged(-1, "number.negative"),
    "less than nothing with a long dash": engaged("–5", "number.negative"),
    "a date for a number": engaged(date(2021, 3, 1), "number.type"),
    "a time for a number": engaged(time(3, 20), "number.type"),
    "truth for a number": engaged(True, "number.type"),
    "too many children": engaged(10**16, "number.too_big"),
    "groups broken by spaces": engaged("1 23 4", "number.text"),
    "two numbers in a cell": engaged("12/15", "number.text"),
    "a note in the cell": engaged("12 (из них 3 с ОВЗ)", "number.text"),
    "a formula never calculated": engaged("=1+1", "cell.formula"),
    "an error cell": Bad(changed(indicators(GOOD), _error), [("cell.error", P, "D2")]),
    "NBSP within a fraction": engaged("1\u00a0234,5", "number.fraction"),
    "thin spaces within a fraction": engaged("1\u2009234,5", "number.fraction"),
}
KEYS = {
    "unknown organization": keys("Лицей", 2021, "год", ("organization.unknown", P, "A2")),
    "no organization": keys(None, 2021, "год", ("subject.missing", P, "A2")),
    "no year": keys("Ш1", None, "год", ("year.missing", P, "B2")),
    "a year of two digits": keys("Ш1", 21, "год", ("year.text", P, "B2")),
    "a school year": keys("Ш1", "2021/2022", "год", ("year.text", P, "B2")),
    "a date for a year": keys("Ш1", date(2021, 1, 1), "год", ("year.text", P, "B2")),
    "a year of another project": keys("Ш1", 2031, "год", ("year.outside", P, "B2")),
    "unknown period": keys("Ш1", 2021, "весна", ("period.unknown", P, "C2")),
    "thirteen months": keys("Ш1", 2021, "13 месяцев", ("period.unknown", P, "C2")),
    "the second quarter alone": keys("Ш1", 2021, "II квартал", ("period.part", P, "C2")),
    "everything wrong at once": keys("Лицей", 2031, "весна", ("organization.unknown", P, "A2"),
                                     ("year.outside", P, "B2"), ("period.unknown", P, "C2")),
    "the same key twice": Bad(indicators(GOOD, ["К", 2021, "год", 1, None, 1], GOOD), [("key.duplicate", P, "D4")]),
    "the same key by code and name": Bad(
        indicators(GOOD, ["СОШ № 1", "2021 г.", None, 2, 100, 3]), [("key.duplicate", P, "D3")]
    ),
    "part over whole": Bad(indicators(["Ш1", 2021, "год", 101, 100, 3]), [("share.over_whole", P, "D2")]),
    "falling since January": Bad(
        indicators(["Ш1", 2021, "I квартал", 9, 100, 3], ["Ш1", 2021, "год", 8, 100, 3]), [("value.falling", P, "D3")]
    ),
    "half a share": Bad(indicators(["Ш1", 2021, "год", 1, None, 3]), [("share.half", P, "D2")]),
    "outside its years": Bad(indicators(["Ш2", 2022, "год", 1, 100, 3]), [("organization.inactive", P, "D2")]),
}  # fmt: skip
MONEY = {
    "three decimals": money("10,005", "number.ambiguous"),
    "fractions of a kopeck": money(10.0051, "number.precision"),
    "millions in words": money("1,5 млн", "number.scale"),
    "words for money": money("согласно смете", "number.text"),
    "thousands for roubles": money(1, "suspect.scale"),
    "an extra zero": money(10_000, "suspect.scale"),
    "unknown line": budget_key("1.9", "региональный бюджет", ("line.unknown", B, "A2")),
    "a line turned into a date": budget_key(datetime(2021, 3, 1), "региональный бюджет", ("number.date", B, "A2")),
    "unknown source": budget_key("1.3", "областной", ("source.unknown", B, "B2")),
    "no source": budget_key("1.3", None, ("source.missing", B, "B2")),
    "executed over refined": Bad(
        book({B: [BUDGET, ["1.3", "местный бюджет", 2021, "год", 10, 11]]}), [("budget.over_refined", B, "F2")]
    ),
}
ITEMS_BAD = {
    "a day that is not": done("31.02.2021", "date.text"),
    "words for a date": done("в срок", "date.text"),
    "two readings of a date": done("02/03/2021", "date.ambiguous"),
    "a serial number for a date": done(44255, "date.number"),
    "an item not due": Bad(book({M: [ITEMS, ["1", 2022, "01.02.2022"]]}), [("item.not_due", M, "C2")]),
    "an unknown item": Bad(book({M: [ITEMS, ["99", 2021, "01.02.2021"]]}), [("item.unknown", M, "A2")]),
    "1.10 become 1.1": Bad(book({M: [ITEMS, [2.1, 2022, "01.02.2022"]]}), [("number.ambiguous", M, "A2")]),
    "dates from 1904": Bad(
        changed(book({M: [ITEMS, ["1", 2021, None], ["99", 2021, None]]}), _mac), [("item.unknown", M, "A3")]
    ),
    "a nameless organization": Bad(book({O: [UNITS, ["Ш9", None, None, "школа"]]}), [
        ("organization.unnamed", O, "D2")]),
    "a contingent in words": Bad(book({O: [UNITS, ["Ш1", "Школа", None, None, None, "около ста"]]}), [
        ("number.text", O, "F2")]),
    "a bound that is no date": Bad(book({O: [UNITS, ["Ш1", "Школа", None, None, None, 5, "давно"]]}), [
        ("date.text", O, "G2")]),
}  # fmt: skip
LAYOUTS = {
    "no heading": Bad(book({P: [["просто", "слова"]]}), [("heading.missing", P, None)]),
    "a heading below the thirtieth row": Bad(
        book({P: [["Отчёт"], *[[]] * 30, HEADINGS, GOOD]}), [("heading.missing", P, None)]
    ),
    "no sheet of ours": Bad(book({"Лист1": [["слова"]]}), [
        ("sheet.ignored", "Лист1", None), ("sheet.none", None, None)]),
    "a key column is absent": Bad(book({P: [HEADINGS[1:], GOOD[1:]]}), [("column.missing", P, "A1")]),
    "a column twice": Bad(book({P: [[*HEADINGS, HEADINGS[5]], [*GOOD, 4]]}), [("column.duplicate", P, "G1")]),
    "a column of another form": Bad(book({P: [[*HEADINGS, "Доля, %"], [*GOOD, "1 %"]]}), [
        ("column.ignored", P, "G1")]),
    "a title, two rows of heading, numbers": Bad(
        book({P: [["Отчёт за год"], [], *TWO_ROWS, [1, 2, 3, 4, 5, 6], ["Ш1", 2021, "год", "?", 100, 3]]}),
        [("number.text", P, "D6")],
    ),
    "letters and numbers under the heading": Bad(
        book({P: [HEADINGS, ["А", "Б", 1, 2, 3, 4], ["Ш1", 2021, "год", "?", 100, 3]]}), [("number.text", P, "D3")]
    ),
    "totals, stars, notes, blanks": Bad(
        indicators(["Ш1", 2021, "год", "1*", 100, "3 чел."], [], ["Всего по городу", None, None, 1, 100, 3],
                   ["* предварительно"], ["К", 2021, "год", "?", None, 3]),
        [("row.total", P, "A4"), ("row.ignored", P, "A5"), ("number.text", P, "D6")],
    ),
    "the form repeated": Bad(
        indicators(GOOD, [], HEADINGS, ["К", 2021, "год", "?", None, 3]), [("number.text", P, "D5")]
    ),
    "the form repeated in another order": Bad(
        indicators(GOOD, [], [HEADINGS[1], HEADINGS[0], HEADINGS[5]], [2021, "К", "?"]), [("number.text", P, "C5")]
    ),
    "the form repeated without its year": Bad(
        indicators(GOOD, [], [HEADINGS[0], HEADINGS[3]], ["К", 5]), [("column.missing", P, "A4")]
    ),
    "another table under ours": Bad(
        indicators(GOOD, [], ["Организация", "Педагогов", "Ставок"], ["К", 5, 4], ["Ш2", 7, 6]),
        [("table.ignored", P, "A4")],
    ),
    "a quite foreign table under ours": Bad(
        indicators(GOOD, [], ["Приложение"], ["Кружок", "Часов", "Место"], ["Шахматы", 5, "зал"]),
        [("table.ignored", P, "A5"), ("row.ignored", P, "A4")],
    ),
    "a hidden sheet": Bad(changed(indicators(["Ш1", 2021, "год", "?", 1, 1]), _hide), [
        ("sheet.hidden", P, None), ("number.text", P, "D2")]),
    "a hidden row": Bad(
        changed(indicators(GOOD, ["К", 2021, "год", "?", None, 3]), _hide_row),
        [("number.text", P, "D3"), ("row.hidden", P, "A3")],
    ),
    "merged cells of data": Bad(
        changed(indicators(GOOD), _merge), [("merge.number", P, "D2"), ("share.half", P, "D2")]
    ),
    "a far corner": Bad(
        changed(book({P: []}), lambda book: [book.active.cell(9 + r, 4 + c, value) for r, row in enumerate(
            [HEADINGS, ["Ш1", 2021, "год", "?", 100, 3]]) for c, value in enumerate(row)]), [("number.text", P, "G10")]
    ),
    "names of children beside": Bad(book({P: [[*HEADINGS, "ФИО ребёнка"], [*GOOD, "Иванов Иван"]]}), [
        ("personal.name", P, "G1")]),
}  # fmt: skip
ROWS = [HEADINGS, ["Ш1", 2021, "год", "?", 100, 3]]
QUOTED = [[f'"{heading}"' for heading in HEADINGS], ROWS[1]]
FORMATS = {
    "semicolons in CP1251": Bad(partial(text, ROWS, ";", "cp1251"), [("number.text", P, "D2")], "отчёт.csv"),
    "semicolons in marked UTF-8": Bad(partial(text, ROWS, ";", "utf-8-sig"), [("number.text", P, "D2")], "отчёт.csv"),
    "commas in UTF-8": Bad(partial(text, QUOTED, ",", "utf-8"), [("number.text", P, "D2")], "отчёт.csv"),
    "tabs in UTF-16": Bad(partial(text, ROWS, "\t", "utf-16"), [("number.text", P, "D2")], "отчёт.txt"),
    "a text of no table": Bad("просто слова".encode, [("sheet.none", None, None)], "письмо.csv"),
    "an OpenDocument sheet": Bad(partial(ods, {P: ROWS}), [("number.text", P, "D2")], "отчёт.ods"),
    "OpenDocument under the name of Excel": Bad(partial(ods, {P: ROWS}), [("number.text", P, "D2")]),
    "a page of the web named .xls": Bad("<html><table></table></html>".encode, [("file.format", None, None)], "а.xls"),
    "half an archive": Bad(lambda: indicators(GOOD)()[:2000], [("file.unreadable", None, None)]),
    "nothing": Bad(bytes, [("file.empty", None, None)]),
}
CASES: dict[str, Bad] = {**CELLS, **KEYS, **MONEY, **ITEMS_BAD, **LAYOUTS, **FORMATS}
