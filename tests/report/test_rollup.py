"""The workbook of the roll-up: live numbers, sums of sums, and whoever gave nothing by name."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl

from tests.monitoring.test_rollup import share
from uspekh.monitoring.rollup import roll_up_all
from uspekh.report.rollup import write_rollup

LABELS = {"met": "отсутствие отклонений"}


def test_the_workbook_holds_figures_the_sum_and_who_has_not_reported():
    here = replace(share("=cmd", 90, 100, complete=False), flag="met", reported=1, expected=2, not_sent=("Ш2: нет",))
    there = replace(share("б", 100, 400), reported=3, expected=3)
    parts = [("охват", here), ("охват", there), ("охват", share("в", None, None))]
    totals = roll_up_all([*parts, ("овз", replace(share("б", None, None), sensitive=True))])
    rows = [(name, date(2023, 1, 10)) for name in ("=cmd", "б", "в")]
    book = openpyxl.load_workbook(io.BytesIO(write_rollup("2022 год", rows, totals, LABELS)))
    cells = [[cell.value for cell in row] for row in book["Свод"].iter_rows(min_row=5)]
    day = rows[0][1].isoformat()
    assert [str(row[1])[:10] for row in cells[:3]] == [day] * 3
    assert [row[:1] + row[2:] for row in cells[:4]] == [
        ["=cmd", "—", None, None, 90, "1 из 2", "отсутствие отклонений, по неполным данным"],
        ["б", "закрытая численность, в свод не входит", None, None, 25, "3 из 3", "—"],
        ["в", "—", None, None, "нет данных", None, None],
        # (90 + 100) of (100 + 400).
        ["Всего", "закрытая численность, в свод не входит", None, None, 38, "4 из 5", None],
    ]
    assert book["Свод"]["A5"].data_type == "s", "no formula, however a municipality is called"
    notes = [row[0] for row in cells[5:] if row[0]]
    assert notes == ["Нет данных: в.", "Закрытая численность, в свод не входит: Охват."]
    assert [cell.value for cell in book["Кто не сдал"][5]] == ["=cmd", "Охват", "Ш2: нет"]
