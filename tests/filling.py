"""The form filled in as an organization does it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from uspekh import settings
from uspekh.actuals.demo import starter_directory
from uspekh.actuals.writing.template import write_template
from uspekh.passport.plan import load_plan


def filled_form(path: Path, *engaged: int) -> Path:
    """The form of 2022 for the first schools of the directory: so many of 1 000 children of each are engaged."""
    plan = load_plan(settings.data_folder() / "passport")
    directory = starter_directory(settings.data_folder() / "demo")
    book = load_workbook(BytesIO(write_template(plan, directory, [2022])))
    sheet = book["Показатели"]
    heading = next(row for row in sheet.iter_rows() if "Организация" in {cell.value for cell in row})
    columns = {cell.value: cell.column for cell in heading}
    schools = directory.loc[directory["contingent"].notna(), "short_name"].tolist()[: len(engaged)]
    for name, number in zip(schools, engaged, strict=True):
        row = next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, columns["Организация"]).value == name)
        sheet.cell(row, columns["П1 Занимаются, чел."]).value = number
        sheet.cell(row, columns["П1 Всего детей 5–18 лет, чел."]).value = 1000
    book.save(path)
    return path
