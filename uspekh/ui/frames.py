"""Frames of figures made ready for charts and for the tables behind them: names, labels, Russian columns."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.rules import HIDDEN as HIDDEN_FLAG
from uspekh.russian.format import HIDDEN, number, or_hidden, percent, roubles, with_unit
from uspekh.russian.periods import period_name
from uspekh.ui import flags
from uspekh.ui.filters import organization_names
from uspekh.ui.state import project
from uspekh.ui.tables import Formats

KOPECKS = 100
PLAN_KINDS = {"passport": "план паспорта", "calculated": "расчётный план", "own": "план организации"}


def subject_title(kind: str, subject: str) -> str:
    """The short title of an indicator or result."""
    return _titles(kind)[subject]


@st.cache_resource(show_spinner=False)
def _titles(kind: str) -> dict[str, str]:
    """Short titles by id; the plan does not change while the server runs."""
    table = project().plan[{"indicator": "indicators", "result": "results"}[kind]]
    return dict(zip(table["id"], table["short_title"], strict=True))


def for_chart(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds ``flag_label`` and, where there are organizations, ``short_name``."""
    frame = frame.assign(flag_label=[flags.word(flag) for flag in frame["flag"]])
    if "organization" in frame:
        names = {code: name for name, code in organization_names().items()}
        frame["short_name"] = frame["organization"].map(names)
    return frame


def years_table(frame: pd.DataFrame, unit: str) -> tuple[pd.DataFrame, Formats]:
    """Plan, fact and deviation by year."""
    table = pd.DataFrame(
        {
            "Год": frame["year"],
            f"План, {unit}": frame["plan"],
            f"Факт, {unit}": _shown(frame, "fact"),
            "Отклонение": _shown(frame, "deviation"),
            "Выполнение, %": _shown(frame, "completion"),
            "Оценка": [flags.label(flag) for flag in frame["flag"]],
            "Сдали": [f"{got} из {asked}" for got, asked in zip(frame["reported"], frame["expected"], strict=True)],
        }
    )
    return table, _figures_formats(unit)


def organizations_table(frame: pd.DataFrame, unit: str) -> tuple[pd.DataFrame, Formats]:
    """Plan, fact and flag by organization (and year)."""
    table = pd.DataFrame(
        {
            "Организация": frame["short_name"],
            "Год": frame["year"],
            f"План, {unit}": frame["plan"],
            f"Факт, {unit}": _shown(frame, "fact"),
            "Отклонение": _shown(frame, "deviation"),
            "Выполнение, %": _shown(frame, "completion"),
            "Оценка": [flags.label(flag) for flag in frame["flag"]],
            "План": frame["plan_kind"].map(PLAN_KINDS),
        }
    )
    return table, _figures_formats(unit)


def quarters_table(frame: pd.DataFrame, unit: str) -> tuple[pd.DataFrame, Formats]:
    """The year's figures by period."""
    table = pd.DataFrame(
        {
            "Год": frame["year"],
            "Период": frame["period"],
            f"План на дату, {unit}": frame["due_plan"],
            f"Факт, {unit}": _shown(frame, "fact"),
            "Оценка": [flags.label(flag) for flag in frame["flag"]],
            "Сдали": [f"{got} из {asked}" for got, asked in zip(frame["reported"], frame["expected"], strict=True)],
        }
    )
    return table, {**_figures_formats(unit), f"План на дату, {unit}": partial(number, digits=_digits(unit))}


def with_period(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds ``period``, the words of ``period_months``; ``months`` becomes that period."""
    return frame.assign(months=frame["period_months"], period=frame["period_months"].map(period_name))


def contributions_table(frame: pd.DataFrame) -> tuple[pd.DataFrame, Formats]:
    """What each organization adds to the city's figure."""
    names = {"short_name": "Организация", "value": "Человек", "share": "Доля, %"}
    table = frame[list(names)].rename(columns=names)
    return table, {"Человек": partial(number, digits=0), "Доля, %": percent}


def money_table(frame: pd.DataFrame, by: dict[str, str]) -> tuple[pd.DataFrame, Formats]:
    """Passport plan, refined plan and cash execution, roubles; ``by`` names the leading columns."""
    money = {
        "plan": "План по паспорту, руб.",
        "refined": "Уточнённый план, руб.",
        "executed": "Кассовое исполнение, руб.",
    }
    shares = {"completion": "К плану, %", "completion_refined": "К уточнённому плану, %"}
    table = frame[[*by, *money, *shares]].rename(columns={**by, **money, **shares})
    for name in money.values():
        table[name] = table[name].astype("Float64") / KOPECKS
    formats = {name: (lambda value: roubles(round(value * KOPECKS))) for name in money.values()}
    return table, {**formats, **dict.fromkeys(shares.values(), percent)}


def money_long(frame: pd.DataFrame, keep: list[str]) -> pd.DataFrame:
    """One row per kind of money, in roubles, for the charts of the budget."""
    kinds = {"plan": "План по паспорту", "refined": "Уточнённый план", "executed": "Кассовое исполнение"}
    long = frame.melt(id_vars=keep, value_vars=list(kinds), var_name="kind", value_name="kopecks")
    long["roubles"] = long["kopecks"].astype("Float64").astype("float64") / KOPECKS
    return long.assign(kind=long["kind"].map(kinds)).drop(columns="kopecks")


def coverage(figures: Figures, row: pd.Series) -> str:
    """«сдали 8 из 9», with what makes the value incomplete or not a sum."""
    parts = [f"сдали {row['reported']} из {row['expected']}"]
    if row["basis"] == "municipality":
        parts.append("значение муниципалитета")
    elif not row["complete"] and row["reported"]:
        parts.append("данные неполные")
    if row["stale"]:
        parts.append(f"за меньший период — {row['stale']}")
    return ", ".join(parts)


def told(text: str, flag: object) -> str:
    """The words of a figure, «скрыто» where its flag says that it must not be shown."""
    return or_hidden(text, flag == HIDDEN_FLAG)


def told_all(rows: pd.DataFrame, column: str) -> list[str]:
    """The figures of a column with their units (``unit``), as of ``told``."""
    said = (with_unit(value, unit) for value, unit in zip(rows[column], rows["unit"], strict=True))
    return [told(text, flag) for text, flag in zip(said, rows["flag"], strict=True)]


def percents(rows: pd.DataFrame, column: str = "completion") -> list[str]:
    """The percentages of a column, as of ``told``."""
    return [told(percent(value), flag) for value, flag in zip(rows[column], rows["flag"], strict=True)]


def _shown(frame: pd.DataFrame, column: str) -> pd.Series:
    """The figures as numbers, the word in place of those that must not be shown."""
    hidden = (frame["flag"] == HIDDEN_FLAG) & frame[column].isna()
    return frame[column].astype(object).mask(hidden, HIDDEN) if hidden.any() else frame[column]


def figure(value: float | None, unit: str, *, sign: bool = False) -> str:
    """A figure without its unit, with the digits the unit asks for."""
    return number(value, _digits(unit), sign=sign)


def _digits(unit: str) -> int:
    return 3 if unit.startswith("тыс") else 1


def _figures_formats(unit: str) -> Formats:
    plain = partial(number, digits=_digits(unit))
    return {
        f"План, {unit}": plain,
        f"Факт, {unit}": plain,
        "Отклонение": partial(number, digits=_digits(unit), sign=True),
        "Выполнение, %": percent,
    }
