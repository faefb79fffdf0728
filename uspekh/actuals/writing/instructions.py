"""Sheet «Как заполнять»: the rules in a page, and the lists that the other sheets choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from uspekh.actuals.cells import column_letters
from uspekh.actuals.fields import GUIDE
from uspekh.actuals.project_line import ProjectLabel, with_project
from uspekh.actuals.writing.form import print_set_up, protect, put

RULES = (
    "Заполняйте белые ячейки. Серые уже заполнены и защищены.",
    "Числа — нарастающим итогом с 1 января года до конца периода. Период «год» — за весь год.",
    "Нет данных — оставьте ячейку пустой. 0 впишите, только если на самом деле ноль.",
    "Строки ниже заполненных — для кварталов: выберите организацию, год и период из списка.",
    "Люди — целыми числами, деньги — в рублях и копейках, даты — в виде 28.02.2019. Проценты рассчитываются сами.",
    "Организация без своего контингента (дополнительное образование, спорт, культура) заполняет только число "
    "занимающихся.",
    "Строку муниципалитета заполняет администратор проекта, когда число детей известно без повторного счёта.",
    "ФИО, даты рождения, СНИЛС, адреса, телефоны и почту детей и родителей вписывать нельзя: такой файл "
    "не будет принят. В комментарии называйте только должностных лиц, с должностью.",
    "Заголовки и названия листов не меняйте. Готовый файл загрузите на странице «Данные».",
)
LISTS_COLUMN = 3
TITLE = "Как заполнять"


def add_guide(
    book: Workbook, project: str, lists: Mapping[str, Sequence[tuple[object, ...]]], label: ProjectLabel | None = None
) -> dict[str, str]:
    """Adds the sheet; returns the range of the first column of each list.

    ``label``: of the project (``with_project``). ``lists``: rows by the heading of the list; a second cell of a row
    says what the first means.
    """
    sheet = book.create_sheet(GUIDE)
    put(sheet.cell(1, 1), with_project(f"{TITLE}. Отчёт по проекту «{project}»", label)).font = Font(bold=True, size=14)
    for row, rule in enumerate(RULES, start=2):
        cell = put(sheet.cell(row, 1), f"{row - 1}. {rule}")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 70
    ranges, column = {}, LISTS_COLUMN
    for heading, rows in lists.items():
        ranges[heading] = _add_list(sheet, column, heading, rows)
        column += max(map(len, rows), default=1) + 1
    print_set_up(sheet)
    protect(sheet)
    return ranges


def _add_list(sheet: Worksheet, column: int, heading: str, rows: Sequence[tuple[object, ...]]) -> str:
    put(sheet.cell(1, column), heading).font = Font(bold=True)
    for row, cells in enumerate(rows, start=2):
        for shift, cell in enumerate(cells):
            put(sheet.cell(row, column + shift), cell)
    letter = column_letters(column - 1)
    sheet.column_dimensions[letter].width = max((len(str(row[0])) for row in rows), default=10) + 4
    if rows and len(rows[0]) > 1:
        sheet.column_dimensions[column_letters(column)].width = 60
    return f"'{GUIDE}'!${letter}$2:${letter}${len(rows) + 1}"
