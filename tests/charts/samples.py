"""Plausible frames for charts, and what is read from a drawn one."""

from __future__ import annotations

import html
import math
import re
from datetime import date

import pandas as pd

from uspekh.charts.export import to_svg
from uspekh.charts.theme import Chart

NONE = math.nan
WORDS = {
    "met": "отсутствие отклонений",
    "at_risk": "наличие отклонений",
    "missed": "наличие критических отклонений",
    "no_data": "нет данных",
    "hidden": "скрыто",
    "not_due": "срок не наступил",
}
STATUS_WORDS = {
    "done": "исполнено",
    "done_late": "исполнено с опозданием",
    "overdue": "просрочено",
    "due_soon": "срок наступает",
    "not_due": "срок не наступил",
}
KINDS = ("План по паспорту", "Уточнённый план", "Кассовое исполнение")


def years(*rows: tuple) -> pd.DataFrame:
    """``year, plan, fact, flag, reported, expected``; deviation and completion follow from plan and fact."""
    frame = pd.DataFrame(rows, columns=["year", "plan", "fact", "flag", "reported", "expected"])
    return frame.assign(
        deviation=frame["fact"] - frame["plan"],
        completion=100 * frame["fact"] / frame["plan"],
        flag_label=frame["flag"].map(WORDS),
    )


PEOPLE = years(
    (2019, 452.0, 460.0, "met", 9, 9),
    (2020, 902.0, 880.0, "at_risk", 9, 9),
    (2021, 1359.0, 1402.0, "met", 9, 9),
    (2022, 1834.0, 1650.0, "missed", 6, 7),
    (2023, 2272.0, NONE, "no_data", 0, 9),
    (2024, 2787.0, NONE, "not_due", 0, 9),
)
SHARE = years(
    (2019, 73.0, 74.26, "met", 9, 9),
    (2020, 75.0, 71.2, "at_risk", 9, 9),
    (2021, 76.0, 66.1, "missed", 9, 9),
)
LINES = pd.DataFrame(
    [("СОШ № 4", 2021, 300.0), ("СОШ № 4", 2022, 320.0), ("СОШ № 5", 2021, NONE), ("СОШ № 5", 2022, 250.0)],
    columns=["short_name", "year", "fact"],
)
QUARTERS = pd.DataFrame(
    [
        (2021, 3, "I квартал", 300.0, NONE),
        (2021, 6, "I полугодие", 700.0, NONE),
        (2022, 3, "I квартал", 350.5, 458.5),
        (2022, 6, "I полугодие", NONE, 917.0),
        (2022, 9, "9 месяцев", 1500.0, 1375.5),
    ],
    columns=["year", "months", "period", "fact", "due_plan"],
)


def organizations(count: int, year: int = 2022) -> pd.DataFrame:
    """Organizations of every state in turn; every fourth has no figure."""
    rows = []
    for index in range(count):
        completion = (101.3, 95.0, 80.4, NONE)[index % 4]
        flag = ("met", "at_risk", "missed", "no_data")[index % 4]
        rows.append((f"Школа № {index + 1}", year, 0.77 * completion, 77.0, completion, flag, WORDS[flag]))
    names = ["short_name", "year", "fact", "plan", "completion", "flag", "flag_label"]
    return pd.DataFrame(rows, columns=names)


def by_years(count: int) -> pd.DataFrame:
    return pd.concat([organizations(count, year) for year in (2021, 2022)])


def money(**groups: tuple) -> pd.DataFrame:
    rows = [(name, kind, sum_) for name, sums in groups.items() for kind, sum_ in zip(KINDS, sums, strict=True)]
    return pd.DataFrame(rows, columns=["name", "kind", "roubles"])


CHANCE = pd.DataFrame(
    [
        ("Школа № 1", 850, 71.8, "within"),
        ("Школа № 2", 695, 65.5, "edge"),
        ("Школа № 3", 120, 95.0, "outside"),
    ],
    columns=["short_name", "size", "share", "chance"],
).assign(chance_label=lambda rows: rows["chance"].map({"within": "в пределах", "edge": "на границе", "outside": "вне"}))
LIMITS = pd.DataFrame(
    [(10, 40.0, 100.0, 20.0, 100.0), (400, 65.0, 74.0, 62.0, 77.0), (900, 66.5, 72.5, 65.0, 74.0)],
    columns=["size", "inner_low", "inner_high", "outer_low", "outer_high"],
)


PLAN = pd.DataFrame(
    [
        ("1", "Созданы новые места", "1.1. Новые места", date(2022, 1, 1), date(2022, 12, 31), "not_due", None, None),
        ("1.1", "Приказ", "1.1. Новые места", date(2022, 2, 1), date(2022, 3, 1), "done", date(2022, 2, 25), None),
        ("1.1.1", "Отчёт", "1.1. Новые места", None, date(2022, 5, 10), "overdue", None, date(2022, 8, 1)),
        ("2", "Уроки", "1.2. Проектория", date(2022, 3, 1), date(2022, 7, 20), "due_soon", None, None),
    ],
    columns=["item", "title", "result", "start", "end", "status", "done", "forecast"],
).assign(control="КП", status_label=lambda rows: rows["status"].map(STATUS_WORDS))


def texts(chart: Chart, width: int = 600) -> list[str]:
    """Every text of the chart when drawn."""
    return read(to_svg(chart, width=width))


def read(svg: str) -> list[str]:
    """Every text of a drawing, lines of one text joined by a space, hard spaces as they are."""
    found = re.findall(r"<text[^>]*>(.*?)</text>", svg, re.S)
    return [re.sub("[ \n]+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text))).strip(" ") for text in found]
