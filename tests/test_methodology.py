"""The examples of docs/методика.md, recomputed from the text by the functions that compute the figures."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.monitoring.small_counts.test_publication import Reports, schools, shown, sick
from tests.tidy import people, tidy
from uspekh.actuals.checks import check_values, jumps
from uspekh.actuals.demo import starter_directory
from uspekh.monitoring.explaining.chance import LABELS, children_to_reach, judge_chance, reference_shares
from uspekh.monitoring.explaining.share_change import split_share_change
from uspekh.monitoring.forecast import look_ahead
from uspekh.monitoring.judging.shortfall import count_shortfalls, divide_shortfalls
from uspekh.monitoring.periods.period import Coverage, choose_period
from uspekh.monitoring.plans.guides import share_out
from uspekh.monitoring.rules import load_rules
from uspekh.passport.formulas import FORMULAS
from uspekh.passport.plan import load_plan
from uspekh.settings import ROOT, data_folder

TEXT = ROOT / "docs" / "методика.md"
NONE = float("nan")
NOT_ASKED = "не запрашивается"


@dataclass(frozen=True)
class Example:
    """Tables of texts, the numbers in bold, and the whole text of an example."""

    tables: list[pd.DataFrame]
    bold: list[float]
    text: str


def number(text: str) -> float:
    """«1 162,5», «−0,66»; missing where it is not asked for."""
    if text == NOT_ASKED:
        return NONE
    return float(text.replace(" ", "").replace("−", "-").replace(",", "."))


@cache
def example(title: str) -> Example:
    parts = re.split(r"^#{2,3} (.*)$", TEXT.read_text(encoding="utf-8"), flags=re.M)
    text = dict(zip(parts[1::2], parts[2::2], strict=True))[f"Пример: {title}"]
    tables = []
    for block in re.findall(r"(?:^\|.*\|\n)+", text, flags=re.M):
        heading, _, *rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in block.splitlines()]
        tables.append(pd.DataFrame(rows, columns=heading))
    return Example(tables, [number(found) for found in re.findall(r"\*\*([^*]+)\*\*", text)], text)


def column(table: pd.DataFrame, name: str) -> list[float]:
    return [number(text) for text in table[name]]


def counts(table: pd.DataFrame, year: str = "") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "organization": table["Организация"],
            "numerator": column(table, f"Занимаются{year}"),
            "denominator": column(table, f"Всего детей{year}"),
        }
    )


@pytest.fixture(scope="module")
def of_year() -> pd.DataFrame:
    return counts(example("доля года").tables[0])


@pytest.fixture(scope="module")
def guide(of_year) -> float:
    plan, *_ = example("ориентир доли").bold
    alone = of_year.loc[of_year["denominator"].isna(), "numerator"].sum()
    return plan - 100 * alone / of_year["denominator"].sum()


def targets(indicator: str) -> dict[int, float]:
    rows = load_plan(data_folder() / "passport")["indicator_targets"]
    rows = rows[rows["indicator"] == indicator]
    return dict(zip(rows["year"], rows["target"], strict=True))


def test_the_period_that_is_shown():
    (table,) = example("какой период показан").tables
    given = [int(months) for text in table["Сданные периоды"] for months in text.split(",")]
    coverage = Coverage(Counter(given), len(table))
    day = re.search(r"На (\d\d)\.(\d\d)\.(\d{4})", example("какой период показан").text).groups()
    as_of = date(*map(int, reversed(day)))
    period = choose_period(coverage, load_rules(data_folder()), as_of.year, as_of)
    assert example("какой период показан").bold == [period.reported, period.expected, period.months]
    four = Coverage({**coverage.reported, 9: 4}, len(table))
    assert choose_period(four, load_rules(data_folder()), as_of.year, as_of).months == 6


def test_the_share_of_a_year(of_year):
    numerator, denominator = of_year["numerator"].sum(), of_year["denominator"].sum()
    share = FORMULAS["share"].ratio(np.array([numerator]), np.array([denominator]))[0]
    assert example("доля года").bold == [numerator, denominator, round(share, 2)]


def test_the_level_of_years():
    (table,) = example("нарастающим итогом").tables
    assert example("нарастающим итогом").bold == [sum(column(table, name)[0] for name in table)]


def test_the_guide_of_a_share(guide):
    plan, points, of_school = example("ориентир доли").bold
    assert plan == targets("1")[2023]
    assert (points, of_school) == (pytest.approx(plan - guide, abs=0.005), pytest.approx(guide, abs=0.005))


def test_the_guide_of_a_count():
    (table,) = example("ориентир численности").tables
    increment = targets("2")[2023] - targets("2")[2022]
    contingents = np.array(column(table, "Контингент"))
    assert column(table, "Ориентир прироста") == list(share_out(int(increment), contingents.astype("int64")))
    assert column(table, "Доля прироста") == pytest.approx(increment * contingents / contingents.sum(), abs=0.0051)
    assert example("ориентир численности").bold == [increment]


def test_the_plan_within_a_year():
    before, plan = (np.array([targets("2")[year]]) for year in (2022, 2023))
    due = FORMULAS["cumulative"].due_plan(plan, np.array([9]), before)[0]
    assert example("план внутри года").bold == [due]


def test_the_flag_of_a_year(of_year):
    rules = load_rules(data_folder())
    deviation, completion, plan, of_level = example("оценка года").bold
    share, share_plan = 100 * of_year["numerator"].sum() / of_year["denominator"].sum(), targets("1")[2023]
    assert (deviation, completion) == (round(share - share_plan, 2), round(100 * share / share_plan, 1))
    assert f"«{rules.flag_labels[rules.flag(100 * share / share_plan)]}»" in example("оценка года").text
    assert plan == targets("4")[2023]
    assert of_level == round(100 * example("нарастающим итогом").bold[0] / plan, 1)


def test_money_at_the_end_of_a_year():
    (table,) = example("строка бюджета в конце года").tables
    plan, refined, executed = (column(table, name)[0] for name in table)
    assert example("строка бюджета в конце года").bold == [
        round(100 * executed / refined, 1), round(100 * executed / plan, 1), round(refined - executed, 2),
    ]  # fmt: skip


def test_the_shortfall_of_a_share(of_year, guide):
    (table,) = example("недостача по доле").tables
    same = {"measure": "p1", "year": 2023, "formula": "share", "divisor": 1, "direction": "up", "flag": "at_risk"}
    sums = {name: of_year[name].sum() for name in ("numerator", "denominator")}
    city = pd.DataFrame([same | sums | {"due_plan": targets("1")[2023], "fact": 77.3, "exceeds_whole": False}])
    each = of_year.assign(**same, plan_kind="guide", fact=NONE, due_plan=guide)
    each.loc[each["denominator"].isna(), ["due_plan", "plan_kind"]] = [NONE, None]
    divided = divide_shortfalls(city, each, pd.DataFrame(columns=["measure", "organization", "year", "plan"]))
    parts = dict(zip(each["organization"], divided.organizations, strict=True))
    assert list(count_shortfalls(city)) == example("недостача по доле").bold
    assert column(table, "Не хватает") == [parts.pop(code) for code in table["Организация"]]
    assert set(parts.values()) == {0} and divided.rest.empty
    needed = dict(zip(of_year["organization"], guide / 100 * of_year["denominator"], strict=True))
    assert column(table, "По ориентиру нужно") == [round(needed[code], 2) for code in table["Организация"]]


def test_why_a_share_changed(of_year):
    before, table = example("доля 2022 и 2023 годов").tables
    change = split_share_change(counts(before, " 2022"), of_year)
    parts = {part.organization: part for part in change.parts}
    assert set(parts) == set(table["Организация"])
    for code, *numbers in table.itertuples(index=False):
        part = parts[code]
        exact = (part.share_change, part.composition, part.without_denominator)
        assert [number(text) for text in numbers] == pytest.approx(exact, abs=0.0051), code
    found = example("доля 2022 и 2023 годов").bold
    assert found == pytest.approx([change.before, change.after, change.after - change.before], abs=0.0051)


def test_chance(of_year, guide):
    (table,) = example("случайность").tables
    rows = of_year.assign(measure="p1", year=2023, late=False)
    states = dict(zip(rows["organization"], judge_chance(rows, reference_shares(rows)), strict=True))
    assert list(table["Случайность"]) == [LABELS[states[code]] for code in table["Организация"]]
    with_whole = rows[rows["denominator"].notna()].set_index("organization")
    shares = 100 * with_whole["numerator"] / with_whole["denominator"]
    assert column(table, "Доля, %") == [round(shares[code], 1) for code in table["Организация"]]
    numerator, denominator = with_whole["numerator"].sum(), with_whole["denominator"].sum()
    school = with_whole.loc["СОШ № 6"]
    lacking = children_to_reach(school["numerator"], school["denominator"], guide, 100, falling=False)
    share = round(100 * numerator / denominator, 1)
    assert example("случайность").bold == [numerator, denominator, share, lacking]


def yearly(title: str, formula: str, indicator: str, divisor: float = 1.0) -> pd.DataFrame:
    """Rows of whole years as ``Figures.measures`` has them, and the last year ahead."""
    (table,) = example(title).tables
    given = [column(table, name)[0] for name in table]
    facts = np.cumsum(given) if formula == "cumulative" else given
    years = [*map(int, table), int(table.columns[-1]) + 1]
    frame = pd.DataFrame({"year": years, "fact": [*facts, NONE], "formula": formula, "direction": "up"})
    frame = frame.assign(sum_fact=frame["fact"], numerator=[*given, NONE], divisor=divisor, months=12.0, basis="sum")
    return frame.assign(reported=9, expected=9, stale=0, late=0, plan=frame["year"].map(targets(indicator)))


def test_the_forecast_of_a_share():
    forecast = look_ahead(yearly("прогноз доли", "share", "1"), 2023).forecast
    assert forecast.year == 2024
    assert example("прогноз доли").bold == [round(each, 1) for each in (forecast.value, forecast.low, forecast.high)]


def test_the_forecast_of_a_level():
    outlook = look_ahead(yearly("нарастающим итогом", "cumulative", "4"), 2023)
    forecast = outlook.forecast
    found = [round(each, 1) for each in (forecast.value, forecast.low, forecast.high, outlook.needed)]
    assert example("прогноз нарастающего итога").bold == found


def test_what_of_small_counts_is_hidden():
    (table,) = example("что скрыто").tables
    names, reports = list(table["Организация"]), Reports(*schools(*table["Организация"]))
    reports.load(*(sick(name, int(count)) for name, count in zip(names, column(table, "Число"), strict=True)))
    publication = reports.publish()
    printed = shown(publication, *names)
    assert list(table["Показано"]) == [f"{printed[name]:g}" if name in printed else "скрыто" for name in names]
    assert publication.totals["count", 2022, 12].printed
    assert example("что скрыто").bold == [sum(column(table, "Число"))]


def test_what_is_taken_for_an_outlier():
    (table,) = example("скачок одной организации").tables
    plan = load_plan(data_folder() / "passport")
    directory = starter_directory(data_folder() / "demo")
    for before, now, warned in table.itertuples(index=False):
        values = tidy(people("Ш2", 2021, p2_covered=int(before)), people("Ш2", 2022, p2_covered=int(now)))
        codes = {problem.code for problem in check_values(values, plan, directory, whole=True)}
        assert ("suspect.jump" in codes) == (warned == "да"), (before, now)


def test_the_bounds_of_outliers_are_those_of_the_checks():
    text = re.split(r"^#{2,3} (.*)$", TEXT.read_text(encoding="utf-8"), flags=re.M)
    section = dict(zip(text[1::2], text[2::2], strict=True))["Выбросы"]
    times = {2: "вдвое", 3: "втрое"}
    rows = {row.split("|")[1].strip(): row for row in section.splitlines() if row.startswith("| ")}
    among = rows["скачок среди организаций"]
    assert f"не меньше {jumps.ENOUGH} организаций" in among and f"на {jumps.LEAST} человек" in among
    assert f"{jumps.FAR:g} разбросов" in among
    alone = rows["скачок одной организации"]
    assert f"меньше {jumps.ENOUGH};" in alone and f"{times[jumps.TIMES]} и на {jumps.LEAST_ALONE} человек" in alone
    like = rows["среди похожих"]
    assert f"не меньше {jumps.ENOUGH} организаций" in like and f"{times[jumps.TIMES]} больше" in like
    assert f"на {jumps.LEAST} человек" in like


def test_every_example_is_recomputed():
    titles = set(re.findall(r"^### Пример: (.*)$", TEXT.read_text(encoding="utf-8"), flags=re.M))
    recomputed = set(re.findall(r'(?:example|yearly)\("([^"]+)"', Path(__file__).read_text(encoding="utf-8")))
    assert titles <= recomputed
