"""The plan in time."""

from __future__ import annotations

from datetime import date

import pandas as pd

from tests.charts.samples import PLAN, texts
from uspekh.charts import plan


def test_results_head_their_items_in_the_order_of_the_frame():
    said = [" ".join(text.split()) for text in texts(plan.gantt(PLAN, as_of=date(2022, 6, 30)))]
    assert {"1.1. Новые места", "1.2. Проектория", "1.1.1 Отчёт", "на 30.06.2022"} <= set(said)
    assert {"просрочено", "исполнено", "дата исполнения", "прогнозная дата"} <= set(said)


def test_months_are_russian_in_a_short_span_and_years_in_a_long_one():
    assert "апр" in texts(plan.gantt(PLAN, domain=(date(2022, 1, 1), date(2022, 12, 31))))
    long = PLAN.assign(end=date(2024, 12, 31))
    assert "2024" in texts(plan.gantt(long))


def test_the_zoom_leaves_what_touches_it():
    said = texts(plan.gantt(PLAN, domain=(date(2022, 4, 1), date(2022, 12, 31))))
    assert not [text for text in said if "Приказ" in text]
    assert [text for text in said if "Уроки" in text]


def test_nothing_in_the_span_says_so():
    assert texts(plan.gantt(PLAN, domain=(date(2030, 1, 1), date(2030, 12, 31)))) == ["нет данных"]


def test_an_item_that_recurs_keeps_one_line():
    twice = pd.concat([PLAN, PLAN.assign(start=date(2021, 1, 1), end=date(2021, 4, 1))])
    assert len([text for text in texts(plan.gantt(twice)) if "Уроки" in text]) == 1


def test_a_plan_without_dates_of_execution_is_drawn():
    bare = PLAN.drop(columns=["done", "forecast"])
    assert "дата исполнения" not in texts(plan.gantt(bare))
