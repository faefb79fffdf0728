"""The way back from a figure: the cells add up to it, and to nothing else."""

from __future__ import annotations

from tests.tidy import money, organization, people, tidy
from uspekh.monitoring.explaining.provenance import money_behind, values_behind

VALUES = tidy(
    organization("A", 10),
    organization("B", 10),
    organization("МО", None, type="муниципалитет"),
    people("A", 2019, 6, tech=5, views=900),
    people("A", 2019, 12, tech=7),
    people("B", 2019, 12, tech=3),
    people("A", 2020, 12, tech=10),
    people("МО", 2020, 12, tech=30),
    money("1", "бюджет города", 2019, 6, executed=100),
    money("1", "бюджет города", 2019, 12, executed=250, refined=300),
)


def cells(frame):
    return [(row.subject, row.year, row.months, int(row.number)) for row in frame.itertuples()]


def test_a_cumulative_figure_is_made_of_the_latest_period_of_every_year(compute):
    shown = compute(VALUES)
    behind = values_behind(shown, "grown", 2020)
    # 7 + 3 of 2019 and the municipality's own 30 of 2020, not the organizations' 10.
    assert cells(behind) == [("A", 2019, 12, 7), ("B", 2019, 12, 3), ("МО", 2020, 12, 30)]
    fact = shown.measures.query("measure == 'grown' and year == 2020")["fact"].item()
    assert behind["number"].sum() == fact


def test_of_one_organization(compute):
    assert cells(values_behind(compute(VALUES), "grown", 2020, "A")) == [("A", 2019, 12, 7), ("A", 2020, 12, 10)]


def test_a_selected_period_leads_to_the_cells_of_that_period(compute):
    assert cells(values_behind(compute(VALUES, year=2019, months=6), "grown", 2019)) == [("A", 2019, 6, 5)]


def test_money_leads_to_the_latest_period_of_each_sum(compute):
    behind = money_behind(compute(VALUES, year=2019), 2019, line="1")
    assert [(row.field, int(row.number)) for row in behind.itertuples()] == [("executed", 250), ("refined", 300)]
    half = money_behind(compute(VALUES, year=2019, months=6), 2019)
    assert [(row.field, int(row.number)) for row in half.itertuples()] == [("executed", 100)]
