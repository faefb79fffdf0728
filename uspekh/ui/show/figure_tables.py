"""The tables behind the charts of figures: Russian columns and how their numbers are told."""

from __future__ import annotations

from functools import partial

import pandas as pd

from uspekh.monitoring.bounds import ZERO, fact_bounds
from uspekh.monitoring.plans.guides import GUIDE
from uspekh.monitoring.rules import HIDDEN as HIDDEN_FLAG
from uspekh.russian.format import HIDDEN, digits_of, number, percent
from uspekh.ui.session.state import project
from uspekh.ui.show.tables import Formats
from uspekh.ui.show.words import flags
from uspekh.words import PLAN_KINDS, part_of


def years_table(frame: pd.DataFrame, unit: str) -> tuple[pd.DataFrame, Formats]:
    """Plan, fact and deviation by year."""
    table = pd.DataFrame(
        {
            "Год": frame["year"],
            **_judged(frame, unit),
            "Сдали": _reported(frame),
        }
    )
    return table, _figures_formats(unit, frame)


def organizations_table(frame: pd.DataFrame, unit: str) -> tuple[pd.DataFrame, Formats]:
    """Plan, fact and flag by organization (and year)."""
    table = pd.DataFrame(
        {
            "Организация": frame["short_name"],
            "Год": frame["year"],
            **_judged(frame, unit),
            "План": frame["plan_kind"].map(PLAN_KINDS),
        }
    )
    return table, _figures_formats(unit, frame)


def quarters_table(frame: pd.DataFrame, unit: str) -> tuple[pd.DataFrame, Formats]:
    """The year's figures by period."""
    table = pd.DataFrame(
        {
            "Год": frame["year"],
            "Период": frame["period"],
            f"План на дату, {unit}": frame["due_plan"],
            f"Факт, {unit}": _shown(frame, "fact"),
            "Оценка": flags.labels(frame),
            "Сдали": _reported(frame),
        }
    )
    return table, {**_figures_formats(unit, frame), f"План на дату, {unit}": partial(number, digits=digits_of(unit))}


def _judged(frame: pd.DataFrame, unit: str) -> dict[str, object]:
    """The plan that is due, fact and what is said of them; the year's plan beside it where that is another."""
    differs = (frame["plan"] - frame["due_plan"]).abs() > 0
    return {
        f"План, {unit}": _plan(frame.assign(plan=frame["due_plan"])),
        **({f"План года, {unit}": _plan(frame)} if differs.any() else {}),
        f"Факт, {unit}": _shown(frame, "fact"),
        "Отклонение": _shown(frame, "deviation"),
        "Выполнение, %": _shown(frame, "completion"),
        "Оценка": flags.labels(frame),
    }


def _plan(frame: pd.DataFrame) -> pd.Series:
    """The plans as numbers, the word in place of a guide that would tell a hidden count."""
    hidden = frame["plan"].isna() & (frame["plan_kind"] == GUIDE)
    return frame["plan"].astype(object).mask(hidden, HIDDEN) if hidden.any() else frame["plan"]


def _reported(frame: pd.DataFrame) -> list[str]:
    return [part_of(got, expected) for got, expected in zip(frame["reported"], frame["expected"], strict=True)]


def _shown(frame: pd.DataFrame, column: str) -> pd.Series:
    """The figures as numbers, the word in place of those that must not be shown."""
    hidden = (frame["flag"] == HIDDEN_FLAG) & frame[column].isna()
    return frame[column].astype(object).mask(hidden, HIDDEN) if hidden.any() else frame[column]


def _figures_formats(unit: str, frame: pd.DataFrame) -> Formats:
    """A column has one format: none of its facts may seem to reach or cross a plan or a bound of any of its rows."""
    rules, digits = project().rules, digits_of(unit)
    bounds = {bound for _, row in frame.iterrows() for bound in fact_bounds(row, rules)}
    return {
        f"План, {unit}": partial(number, digits=digits),
        f"План года, {unit}": partial(number, digits=digits),
        f"Факт, {unit}": partial(number, digits=digits, bounds=tuple(bounds)),
        "Отклонение": partial(number, digits=digits, sign=True, bounds=ZERO),
        "Выполнение, %": partial(percent, bounds=rules.edges),
    }
