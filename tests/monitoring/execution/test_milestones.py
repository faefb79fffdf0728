"""The plan of measures: recurrences and statuses as of a date."""

from __future__ import annotations

from datetime import date

from tests.tidy import item, tidy


def test_a_yearly_item_falls_due_every_year_to_its_end(compute):
    rows = compute(tidy()).milestones
    due = rows.groupby("item")["due"].apply(lambda days: [day.isoformat() for day in days]).to_dict()
    assert due == {
        "1": ["2019-12-31"],
        "1.1": ["2019-12-31"],
        "1.1.1": ["2019-04-01", "2020-04-01", "2021-04-01"],
        "1.1.2": ["2019-06-30", "2020-06-30"],
    }


def test_statuses_as_of_a_date(compute, cell):
    values = tidy(item("1.1.1", 2019, done="2019-04-01"), item("1.1.1", 2020, done="2020-04-02"))
    seen = {(row.item, row.year): row.flag for row in compute(values, as_of=date(2020, 6, 1)).milestones.itertuples()}
    assert seen[("1.1.1", 2019)] == "done"
    assert seen[("1.1.1", 2020)] == "done_late"
    assert seen[("1.1.1", 2021)] == "not_due"
    assert seen[("1.1.2", 2019)] == "overdue"
    assert seen[("1.1.2", 2020)] == "due_soon"  # 29 days ahead
    earlier = compute(values, as_of=date(2020, 4, 1)).milestones
    assert cell(earlier, item="1.1.1", year=2020)["flag"] == "due_soon"  # done only the day after
    assert cell(compute(values, as_of=date(2020, 5, 30)).milestones, item="1.1.2", year=2020)["flag"] == "not_due"
