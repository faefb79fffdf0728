"""Writes ``actuals.xlsx``: invented actuals for the demonstration, the same bytes every time.

Run from the root of the project: ``python -m data.demo.make``. Nothing here was ever reported by anybody.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from uspekh import settings
from uspekh.actuals.demo import WORKBOOK, starter_directory
from uspekh.actuals.form import Form, add_form, add_styles
from uspekh.actuals.sheets import BUDGET, MILESTONES, sheet_specs
from uspekh.passport.plan import Plan, load_plan
from uspekh.passport.recurrence import due_years
from uspekh.russian.periods import QUARTERS, YEAR, period_name

FOLDER = Path(__file__).parent
YEARS = range(2019, 2025)
MOMENT = (2025, 1, 20, 12, 0, 0)

# Sums over the schools by year, and what part of the year's value stands by each quarter.
SCHOOLS: dict[str, tuple[tuple[int, ...], tuple[float, ...]]] = {
    "p1_engaged": ((1930, 1790, 1985, 2060, 2020, 2160), (0.92, 0.95, 0.97, 1)),
    "p1_total": ((4800, 4790, 4810, 4800, 4820, 4830), (1, 1, 1, 1)),
    "p2_covered": ((560, 120, 160, 190, 180, 150), (0.15, 0.4, 0.6, 1)),
    "p3_participants": ((640, 710, 1250, 1520, 1710, 2410), (0.3, 0.45, 0.6, 1)),
    "p4_recommended": ((455, 380, 470, 481, 430, 390), (0.1, 0.35, 0.5, 1)),
    "r1_2_participants": ((540, 650, 1190, 1480, 1640, 2250), (0.3, 0.45, 0.6, 1)),
    "r1_2_total": ((2640, 2635, 2640, 2645, 2650, 2650), (1, 1, 1, 1)),
    "r1_6_disabled_engaged": ((62, 80, 96, 108, 121, 129), (0.85, 0.9, 0.95, 1)),
    "r1_6_disabled_total": ((180, 182, 184, 185, 187, 188), (1, 1, 1, 1)),
    "r1_9_mentored": ((180, 420, 790, 1110, 1390, 1660), (0.7, 0.85, 0.9, 1)),
    "r1_9_total": ((2400, 2390, 2400, 2410, 2420, 2430), (1, 1, 1, 1)),
    "r1_11_participants": ((1300, 1355, 1400, 1495, 1530, 1610), (0.2, 0.35, 0.55, 1)),
    "r1_11_total": ((3450, 3445, 3455, 3460, 3470, 3475), (1, 1, 1, 1)),
    "r1_13_parents": ((40, 55, 60, 80, 90, 95), (0.2, 0.4, 0.6, 1)),
}
OTHERS = {
    "ДДТ": (880, 850, 900, 930, 910, 940),
    "ДЮСШ": (420, 400, 430, 440, 435, 450),
    "ДШИ": (300, 290, 300, 310, 305, 315),
}
# The municipality knows its children without counting one twice only in some years.
MUNICIPALITY = {2021: (4105, 5420), 2023: (4165, 5390)}
NOT_SENT = {
    ("Ш7", 2022, 12),
    ("Ш7", 2022, 9),
    ("ДЮСШ", 2023, 12),
    ("Ш4", 2024, 12),
    ("ДШИ", 2024, 12),
    ("Ш3", 2020, 12),
}
MONEY = {
    ("1.6", 2019): (9_000_000, (0, 1_200_000, 5_400_000.5, 8_912_430.55)),
    ("1.1-1.2", 2020): (40_000, (0, 15_000, 25_000, 40_000)),
    ("1.1-1.2", 2023): (40_000, (0, 0, 15_000, 34_800.4)),
}
ROUTINE = (0, 0.3, 0.7, 1)
UNSPENT = {2020: 0.95, 2022: 0.86, 2024: 0.9}
Row = dict[str, Any]


def shared(total: int, weights: list[float]) -> list[int]:
    """Whole parts of a total in proportion to the weights (largest remainder)."""
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    for place in sorted(range(len(exact)), key=lambda i: parts[i] - exact[i])[: total - sum(parts)]:
        parts[place] += 1
    return parts


def components(plan: Plan, chance: random.Random) -> dict[tuple[str, int, int], Row]:
    """Headcounts by organization, year and months."""
    directory = starter_directory(FOLDER)
    schools = directory[directory["contingent"].notna()]
    weights = [float(contingent) for contingent in schools["contingent"]]
    wholes = set(" ".join(plan["components"]["at_most"]).split())
    cells: dict[tuple[str, int, int], Row] = {}
    for place, year in enumerate(YEARS):
        for field, (totals, course) in SCHOOLS.items():
            spread = 0.0 if field in wholes and course[0] == 1 else 0.06
            parts = shared(totals[place], [weight * chance.uniform(1 - spread, 1 + spread) for weight in weights])
            for code, part in zip(schools["code"], parts, strict=True):
                for months, share in zip(QUARTERS, course, strict=True):
                    cells.setdefault((code, year, months), {})[field] = round(part * share)
        for code, engaged in OTHERS.items():
            for months, share in zip(QUARTERS, SCHOOLS["p1_engaged"][1], strict=True):
                cells[code, year, months] = {"p1_engaged": round(engaged[place] * share)}
    for row in cells.values():
        if "r1_2_participants" in row:  # different children cannot be more than participations
            row["r1_2_participants"] = min(row["r1_2_participants"], row["p3_participants"])
    for year, (engaged, total) in MUNICIPALITY.items():
        cells["МО", year, YEAR] = {"p1_engaged": engaged, "p1_total": total, "comment": "Без повторного счёта детей"}
    lost = {key for key in cells if key[2] < YEAR and chance.random() < 0.04}
    return {key: row for key, row in cells.items() if key not in lost | NOT_SENT}


def reports(plan: Plan, fields: set[str], cells: Mapping[tuple[str, int, int], Row]) -> Iterator[Row]:
    """Rows of a sheet of components: those in which it has any figure."""
    names = starter_directory(FOLDER).set_index("code")["short_name"]
    for (code, year, months), row in sorted(cells.items(), key=lambda cell: (cell[0][1], cell[0][2])):
        given = {field: value for field, value in row.items() if field in fields}
        if given.keys() - {"comment"}:
            yield {"subject": names[code], "year": year, "months": period_name(months), **given}


def money(plan: Plan) -> Iterator[Row]:
    """Refined plan and execution by quarter of every line that has money in the passport."""
    for row in plan["budget"][plan["budget"]["kopecks"] > 0].itertuples():
        planned = row.kopecks / 100
        course = tuple(round(planned * share * (UNSPENT.get(row.year, 1) if share == 1 else 1), 2) for share in ROUTINE)
        refined, executed = MONEY.get((row.line, row.year), (planned, course))
        for months, amount in zip(QUARTERS, executed, strict=True):
            key = {"subject": row.line, "part": row.source, "year": row.year, "months": period_name(months)}
            yield {**key, "refined": refined, "executed": amount}


def milestones(plan: Plan, chance: random.Random) -> Iterator[Row]:
    """Most items done in time, some late, some only with a forecast, a few not reported."""
    items = plan["plan_items"].set_index("item")
    for item, years in due_years(plan).items():
        for year in years:
            end = items.loc[item, "end"]
            due = date(year, end.month, end.day)
            row: Row = {"subject": item, "year": year}
            luck = chance.random()
            if item.startswith("27") and luck > 0.3:
                yield row | {"forecast": date(2025, 6, 30), "comment": "Срок перенесён"}
            elif luck < 0.8:
                yield row | _done(due - timedelta(days=chance.randrange(0, 25)), str(items.loc[item, "document"]))
            elif luck < 0.92:
                yield row | _done(due + timedelta(days=chance.randrange(3, 60)), str(items.loc[item, "document"]))
            elif luck < 0.96:
                yield row | {"forecast": due + timedelta(days=90)}


def _done(day: date, document: str) -> Row:
    return {"done": day, "document": f"{document or 'Отчёт'} от {day:%d.%m.%Y}"}


def workbook(plan: Plan) -> bytes:
    """The demonstration workbook."""
    chance = random.Random(2019)  # noqa: S311 - the same invented figures every time
    cells = components(plan, chance)
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book)
    for spec in sheet_specs(plan, starter_directory(FOLDER)):
        if spec.name == BUDGET:
            rows = list(money(plan))
        elif spec.name == MILESTONES:
            rows = list(milestones(plan, chance))
        else:
            rows = list(reports(plan, {field.name for field in spec.fields}, cells))
        add_form(book, Form(spec, f"{spec.name}: демонстрационные данные", rows, 0))
    book.properties.created = datetime(*MOMENT)
    buffer = io.BytesIO()
    book.save(buffer)
    return unhurried(buffer.getvalue())


def unhurried(content: bytes) -> bytes:
    """The same archive with one moment for every part, so that the bytes do not depend on the clock."""
    source, buffer = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _stamped(part)
            target.writestr(zipfile.ZipInfo(entry.filename, MOMENT), part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _stamped(core: bytes) -> bytes:
    head, _, rest = core.partition(b"<dcterms:modified")
    kind, _, tail = rest.partition(b">")
    return (
        head
        + b"<dcterms:modified"
        + kind
        + b">"
        + f"{datetime(*MOMENT):%Y-%m-%dT%H:%M:%SZ}".encode()
        + tail[tail.index(b"<") :]
    )


if __name__ == "__main__":
    (FOLDER / WORKBOOK).write_bytes(workbook(load_plan(settings.data_folder() / "passport")))
