"""Makes ``actuals.xlsx``, the invented actuals of the demonstration: ``python data/demo/make.py`` from the root.

The figures are drawn around the passport's targets with a fixed seed; none was reported by anybody.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from uspekh.actuals.demo import starter_directory
from uspekh.actuals.forms import forms
from uspekh.passport.plan import Plan, load_plan
from uspekh.passport.recurrence import due_years
from uspekh.russian.periods import QUARTERS, YEAR, period_name

HERE = Path(__file__).parent
NOTE = "Демонстрационные данные: числа вымышлены"
SEED = 2019
SILENT = {("Ш7", 2023, 12), ("Ш7", 2023, 9), ("ДЮСШ", 2021, 12), ("Ш4", 2024, 12), ("ДШИ", 2024, 12), ("ДШИ", 2024, 9)}
SHARES = {"p1": (0.68, 0.70, 0.69, 0.72, 0.715, 0.738), "r1_2": (0.21, 0.31, 0.43, 0.56, 0.66, 0.80),
          "r1_6": (0.35, 0.45, 0.54, 0.59, 0.65, 0.68), "r1_9": (0.2, 0.35, 0.45, 0.55, 0.62, 0.71),
          "r1_11": (0.36, 0.378, 0.395, 0.408, 0.43, 0.449)}  # fmt: skip
COUNTS = {"p2_covered": (612, 141, 158, 150, 129, 160), "p3_participants": (640, 815, 1105, 1530, 1770, 2310),
          "p4_recommended": (455, 470, 430, 470, 360, 520), "r1_13_parents": (40, 62, 70, 75, 80, 64)}  # fmt: skip
OUTSIDE = {"ДДТ": 180, "ДЮСШ": 95, "ДШИ": 60}
GROWTH = {3: 0.86, 6: 0.93, 9: 0.97, 12: 1.0}


def main() -> None:
    """Writes the workbook beside this file."""
    plan = load_plan(HERE.parent / "passport")
    draw = random.Random(SEED)  # noqa: S311
    book = Workbook()
    book.remove(book.active)
    asked = {form.sheet: form for form in forms(plan)}
    rows = {
        "Показатели": list(people(plan, draw)),
        "Бюджет": list(money(plan, draw)),
        "Мероприятия": list(items(plan, draw)),
        "Организации": list(directory()),
    }
    rows["Результаты"] = rows["Показатели"]
    for name, form in asked.items():
        page = book.create_sheet(name)
        page.append([NOTE])
        page.append([column.heading for column in form.columns])
        for row in rows[name]:
            page.append([row.get(column.field) for column in form.columns])
    book.save(HERE / "actuals.xlsx")


def people(plan: Plan, draw: random.Random) -> Iterator[dict[str, Any]]:
    """Rows of both component sheets, per organization, year and quarter."""
    organizations = starter_directory(HERE)
    whole = int(organizations["contingent"].sum())
    for organization in organizations.itertuples():
        if organization.code == "МО":
            yield {
                "subject": "МО",
                "year": plan.years[2],
                "months": period_name(YEAR),
                "p1_engaged": 4370,
                "p1_total": 5840,
            }
            continue
        talent = draw.uniform(0.9, 1.1)
        for place, year in enumerate(plan.years):
            if organization.code in OUTSIDE:
                yearly = _outside(organization.code, place, draw)
            else:
                yearly = _school(organization, place, whole, talent, draw)
            for months in QUARTERS:
                if (organization.code, year, months) not in SILENT:
                    key = {"subject": organization.short_name, "year": year, "months": period_name(months)}
                    yield key | _to_date(yearly, months)


def _school(organization: Any, place: int, whole: int, talent: float, draw: random.Random) -> dict[str, int]:
    pupils = int(organization.contingent)
    totals = {
        "p1": pupils,
        "r1_2": pupils // 2,
        "r1_6": max(6, pupils // 25),
        "r1_9": pupils // 3,
        "r1_11": pupils * 7 // 10,
    }
    names = {"p1": "p1_engaged", "r1_2": "r1_2_participants", "r1_6": "r1_6_disabled_engaged", "r1_9": "r1_9_mentored",
             "r1_11": "r1_11_participants"}  # fmt: skip
    wholes = {"p1": "p1_total", "r1_2": "r1_2_total", "r1_6": "r1_6_disabled_total", "r1_9": "r1_9_total",
              "r1_11": "r1_11_total"}  # fmt: skip
    told: dict[str, int] = {}
    for key, total in totals.items():
        told[wholes[key]] = total
        told[names[key]] = min(total, round(total * SHARES[key][place] * talent * draw.uniform(0.97, 1.03)))
    for name, counts in COUNTS.items():
        told[name] = round(counts[place] * pupils / whole * talent * draw.uniform(0.95, 1.05))
    told["p3_participants"] = max(told["p3_participants"], told["r1_2_participants"])
    return told


def _outside(code: str, place: int, draw: random.Random) -> dict[str, int]:
    told = {"p1_engaged": round(OUTSIDE[code] * (1 + 0.02 * place) * draw.uniform(0.98, 1.02))}
    # What is not their work they report as zero: an empty cell would mean that nobody answered.
    told |= dict.fromkeys(
        (*COUNTS, "r1_2_participants", "r1_6_disabled_engaged", "r1_9_mentored", "r1_11_participants"), 0
    )
    if code == "ДДТ":
        told |= {"p2_covered": round(20 * draw.uniform(0.8, 1.2)), "r1_9_total": 760, "r1_9_mentored": 400 + 30 * place}
    return told


def _to_date(yearly: dict[str, int], months: int) -> dict[str, int]:
    """Shares stand almost still within a year, counts grow with it."""
    told = {}
    for name, value in yearly.items():
        if name.endswith("_total"):
            told[name] = value
        elif name in COUNTS or name == "r1_2_participants":
            told[name] = round(value * months / YEAR)
        else:
            told[name] = round(value * GROWTH[months])
    return told


def money(plan: Plan, draw: random.Random) -> Iterator[dict[str, Any]]:
    """Refined plan and execution of the lines that have money."""
    for row in plan["budget"].itertuples():
        if not row.kopecks:
            continue
        refined = row.kopecks / 100 * draw.choice((1.0, 1.0, 0.98))
        spent = refined * draw.uniform(0.86, 1.0)
        for months in QUARTERS:
            part = (months / YEAR) ** 1.6
            key = {"subject": row.line, "part": row.source, "year": row.year, "months": period_name(months)}
            yield key | {"refined": round(refined, 2), "executed": round(spent * part, 2)}


def items(plan: Plan, draw: random.Random) -> Iterator[dict[str, Any]]:
    """Dates of the plan of measures: most in time, some late, a few only forecast."""
    for item in plan["plan_items"].itertuples():
        for year in due_years(plan)[item.item]:
            due = item.end.date().replace(year=year)
            luck = draw.random()
            key = {"subject": item.item, "year": year}
            if luck < 0.78:
                yield key | {"done": due - timedelta(days=draw.randrange(0, 40)), "document": "Отчёт (демонстрация)"}
            elif luck < 0.9:
                yield key | {"done": due + timedelta(days=draw.randrange(5, 60)), "document": "Отчёт (демонстрация)"}
            elif luck < 0.97:
                yield key | {"forecast": due + timedelta(days=draw.randrange(30, 200))}


def directory() -> Iterator[dict[str, Any]]:
    """The starter directory."""
    rows = starter_directory(HERE).rename(columns={"code": "subject"}).astype(object)
    yield from rows.where(rows.notna(), None).to_dict("records")


if __name__ == "__main__":
    main()
