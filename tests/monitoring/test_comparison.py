"""The difference between two meetings."""

from __future__ import annotations

from tests.tidy import money, organization, people, tidy
from uspekh.monitoring.comparison import changed
from uspekh.monitoring.status import status


def test_only_what_differs_is_told(compute):
    first = tidy(organization("A", 10), people("A", 2019, tech=50), people("A", 2020, tech=150))
    second = tidy(organization("A", 10), people("A", 2019, tech=50), people("A", 2020, tech=160),
                  money("2", "спонсоры", 2019, executed=150_00))  # fmt: skip
    before, now = status(compute(first)), status(compute(second))
    found = {(row.kind, row.id, row.year): row for row in changed(before, now).itertuples()}
    # 50 + 150 = 200 meets the target of 2020, so does 210; the budget line had no report.
    assert set(found) == {("indicators", "2", 2020), ("budget", "2 / спонсоры", 2019)}
    assert (found[("indicators", "2", 2020)].fact_before, found[("indicators", "2", 2020)].fact) == (200, 210)
    line = found[("budget", "2 / спонсоры", 2019)]
    assert (line.flag_before, line.flag, line.fact) == ("no_data", "met", 150.0)
    assert changed(before, now, 2019)["kind"].tolist() == ["budget"]
    assert changed(now, now).empty
