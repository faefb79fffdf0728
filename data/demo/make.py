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

from data.demo import figures
from uspekh import settings
from uspekh.actuals.demo import WORKBOOK, starter_directory
from uspekh.actuals.fields import BUDGET, MILESTONES, PLANS
from uspekh.actuals.sheets import sheet_specs
from uspekh.actuals.writing.form import Form, add_form, add_styles
from uspekh.passport.applicability import applicability_of
from uspekh.passport.plan import Plan, load_plan
from uspekh.passport.recurrence import due_years
from uspekh.russian.periods import QUARTERS, YEAR, period_name

FOLDER = Path(__file__).parent
YEARS = range(2019, 2025)
MOMENT = (2025, 1, 20, 12, 0, 0)

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
    rules = applicability_of(plan)
    directory = starter_directory(FOLDER)
    schools = directory[directory["contingent"].notna()]
    weights = [float(contingent) for contingent in schools["contingent"]]
    wholes = set(plan["measures"]["denominator"])
    types = directory.set_index("code")["type"]
    cells: dict[tuple[str, int, int], Row] = {}
    for place, year in enumerate(YEARS):
        for field, (totals, course) in figures.SCHOOLS.items():
            spread = 0.0 if field in wholes else 0.04
            parts = shared(totals[place], [weight * chance.uniform(1 - spread, 1 + spread) for weight in weights])
            for code, part in zip(schools["code"], parts, strict=True):
                for months, share in zip(QUARTERS, course, strict=True):
                    cells.setdefault((code, year, months), {})[field] = round(part * share)
        for code, given in figures.OTHERS.items():
            # What a type is asked for and nobody names here is a reported zero.
            for field in (name for name in figures.SCHOOLS if name in rules.fields_of(types[code], None)):
                for months, share in zip(QUARTERS, figures.SCHOOLS[field][1], strict=True):
                    year_value = given[field][place] if field in given else 0
                    cells.setdefault((code, year, months), {})[field] = round(year_value * share)
    for row in cells.values():
        if "r1_2_participants" in row:  # different children cannot be more than participations
            row["r1_2_participants"] = min(row["r1_2_participants"], row["p3_participants"])
    for year, (engaged, total) in figures.MUNICIPALITY.items():
        cells["МО", year, YEAR] = {"p1_engaged": engaged, "p1_total": total, "comment": "Без повторного счёта детей"}
    lost = {key for key in cells if key[2] < YEAR and chance.random() < 0.04}
    sent = {key: row for key, row in cells.items() if key[:2] not in figures.NOT_SENT and key not in lost}
    sent.pop((*figures.LATE, YEAR))
    return sent


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
        course = tuple(
            round(planned * share * (figures.UNSPENT.get(row.year, 1) if share == 1 else 1), 2)
            for share in figures.ROUTINE
        )
        refined, executed = figures.MONEY.get((row.line, row.year), (planned, course))
        for months, amount in zip(QUARTERS, executed, strict=True):
            key = {"subject": row.line, "part": row.source, "year": row.year, "months": period_name(months)}
            yield {**key, "refined": refined, "executed": amount}


def plans() -> Iterator[Row]:
    """What schools were set."""
    names = starter_directory(FOLDER).set_index("code")["short_name"]
    for (measure, year), by_school in figures.PLANS.items():
        for code, planned in by_school.items():
            yield {"subject": names[code], "year": year, "part": measure, "plan": planned}


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
    for spec in sheet_specs(plan):
        if spec.name == BUDGET:
            rows = list(money(plan))
        elif spec.name == MILESTONES:
            rows = list(milestones(plan, chance))
        elif spec.name == PLANS:
            rows = list(plans())
        else:
            rows = list(reports(plan, {field.name for field in spec.fields}, cells))
        add_form(book, Form(spec, f"{spec.name}: демонстрационные данные", rows, 0))
    book.properties.creator = None
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
