"""Filled forms that people send during a load, and whether all that was told «Сохранено» is in the store."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import openpyxl
import pandas as pd
from openpyxl.worksheet.worksheet import Worksheet

from uspekh.access.person import operator
from uspekh.actuals.sheets import component_sheets
from uspekh.actuals.writing.template import write_template
from uspekh.passport.plan import Plan
from uspekh.russian.periods import YEAR
from uspekh.store.database.engine import Engine
from uspekh.store.uploads.changes import changes_of_upload
from uspekh.store.uploads.journal import journal
from uspekh.store.values.queries import current

PARTS, WHOLES = (200, 900), (900, 1000)
_MEASURER = operator("замер")
HEADING = "Организация"
Key = tuple[str, int, str]
"""Organization, year, component: the number of the whole year."""


@dataclass
class Sending:
    """A form with its numbers; ``upload`` is the number that the screen told when it was stored."""

    name: str
    content: bytes
    numbers: dict[Key, int]
    upload: int = 0


def consistent(values: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Invented reports of which no part exceeds its whole: the pages have nothing to say against them."""
    return values.assign(number=values["number"] + values["field"].isin(_wholes(plan)) * PARTS[1])


def sendings(plan: Plan, directory: pd.DataFrame, sender: int) -> Iterator[Sending]:
    """Forms of these organizations for all years, each with new numbers."""
    book = openpyxl.load_workbook(io.BytesIO(write_template(plan, directory)))
    codes = dict(zip(directory["short_name"], directory["code"], strict=True))
    draw = random.Random(sender)
    turn = 0
    while True:
        turn += 1
        numbers: dict[Key, int] = {}
        for sheet in component_sheets(plan):
            numbers |= _fill(book[sheet], plan, codes, draw)
        buffer = io.BytesIO()
        book.save(buffer)
        yield Sending(f"отчёт {sender}-{turn}.xlsx", buffer.getvalue(), numbers)


def _fill(sheet: Worksheet, plan: Plan, codes: dict[str, str], draw: random.Random) -> dict[Key, int]:
    """New numbers in the rows of the organizations."""
    ids = dict(zip(plan["components"]["heading"], plan["components"]["id"], strict=True))
    wholes = _wholes(plan)
    top = next(row for row in sheet.iter_rows(max_row=30) if any(cell.value == HEADING for cell in row))
    columns = {cell.value: cell.column for cell in top}
    numbers = {}
    for row in range(top[0].row + 1, sheet.max_row + 1):
        name, year = (sheet.cell(row, columns[label]).value for label in (HEADING, "Год"))
        if name not in codes:
            continue
        for heading in ids.keys() & columns.keys():
            number = draw.randrange(*(WHOLES if ids[heading] in wholes else PARTS))
            sheet.cell(row, columns[heading]).value = number
            numbers[codes[name], int(year), ids[heading]] = number
    return numbers


def _wholes(plan: Plan) -> set[str]:
    return set(" ".join(plan["components"]["at_most"]).split())


def losses(engine: Engine, by_sender: Sequence[Sequence[Sending]]) -> list[str]:
    """What of the forms that were told to be stored cannot be found in the store; empty when all is there."""
    names = dict(journal(engine, _MEASURER).set_index("id")["file_name"])
    held = _numbers(current(engine))
    lost = []
    for sent in by_sender:
        stored = [form for form in sent if form.upload]
        lost += [f"{form.name}: not in the journal" for form in stored if names.get(form.upload) != form.name]
        for form in stored:
            if _numbers(changes_of_upload(engine, form.upload, _MEASURER)) != form.numbers:
                lost.append(f"{form.name}: other values than were sent")
        last = max(stored, key=lambda form: form.upload, default=None)
        if last and not last.numbers.items() <= held.items():
            lost.append(f"{last.name}: the last sent is not in force")
    return lost


def _numbers(values: pd.DataFrame) -> dict[Key, int]:
    rows = values[(values["kind"] == "component") & (values["months"] == YEAR) & values["number"].notna()]
    keys = zip(rows["subject"], rows["year"], rows["field"], strict=True)
    return dict(zip(keys, rows["number"].astype(int), strict=True))
