"""What deviates most: severity first, then the missing share of the plan, each figure once. Worked out by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.tidy import item, organization, people, tidy
from uspekh.monitoring.explaining.explanation import explain_flag
from uspekh.monitoring.overview.subjects import deviations, subjects
from uspekh.passport.plan import Plan

COLUMNS = ["subject_kind", "subject", "flag"]


@pytest.fixture(scope="session")
def plan(plan) -> Plan:
    """The small plan with result 1.2, the same count of participants as indicator 2, and 1.3, a control point."""
    measures, results = plan["measures"], plan["results"]
    twin = measures[measures["id"] == "grown"].assign(id="twin", subject_kind="result", subject="1.2")
    targets = pd.DataFrame([("1.2", 2019, "чел.", 100.0, "")], columns=["result", "year", "unit", "target", "wording"])
    tables = {
        "measures": pd.concat([measures, twin], ignore_index=True),
        "results": pd.concat([results.assign(id=id) for id in ("1.1", "1.2", "1.3")], ignore_index=True),
        "result_targets": pd.concat([plan["result_targets"], targets], ignore_index=True),
        "links": pd.DataFrame([("1.3", "plan_item", "1", "")], columns=["result", "kind", "target", "note"]),
    }
    return Plan(plan.head, {**plan.tables, **tables})


def deviating(figures) -> list[tuple[str, ...]]:
    return list(deviations(figures)[COLUMNS].itertuples(index=False, name=None))


# Targets of 2019: share 70 %, grown 100, views 0,6 thousand, harm 50 (less is better); result 1.2 is grown again.
VALUES = tidy(
    organization("A", 100),
    people("A", 2019, **{"in": 66, "all": 100}, tech=92, views=480, harm=54),
    item("1.1", 2019, done="2019-12-01"),
)


def test_severity_comes_first_then_the_share_of_the_plan_that_is_missing(compute):
    rows = deviations(compute(VALUES, year=2019))
    # views 480 of 600: 20 % missing, below 90 %: missed. grown 92 of 100: 8 %; harm 54 against 50: 50/54 = 92,6 %,
    # 7,4 % too much; share 66 of 70: 5,7 %.
    assert list(rows[COLUMNS].itertuples(index=False, name=None)) == [
        ("indicator", "3", "missed"),
        ("indicator", "2", "at_risk"),
        ("indicator", "4", "at_risk"),
        ("indicator", "1", "at_risk"),
    ]
    assert rows["lacking"].tolist() == pytest.approx([20, 8, 100 * 4 / 54, 100 * 4 / 70])


def test_the_slighter_but_graver_one_stands_before_the_greater_share(compute):
    # views 530 of 600: 88,3 %, missed by 11,7 %; harm 55 against 50: 90,9 %, at risk by 9,1 %
    values = VALUES.assign(number=VALUES["number"].mask(VALUES["field"] == "views", 530))
    assert deviating(compute(values, year=2019))[0] == ("indicator", "3", "missed")


def test_the_same_figure_stands_once_and_names_what_repeats_it(compute):
    rows = deviations(compute(VALUES, year=2019)).set_index("subject")
    assert rows.loc["2", "repeats"] == (("result", "1.2"),)
    assert [rows.loc[subject, "repeats"] for subject in ("1", "3", "4")] == [(), (), ()]


def test_a_result_by_control_points_deviates_beside_the_measured_ones(compute):
    values = VALUES[VALUES["kind"] != "milestone"]
    late = pd.concat([values, tidy(item("1.1", 2019, forecast="2020-05-01"))], ignore_index=True)
    figures = compute(late, year=2019, as_of=date(2020, 4, 10))
    rows = deviations(figures)
    # None of the one point that was due: missed as views are, which are measured and stand first; three are at risk.
    assert rows["subject"].tolist() == ["3", "1.3", "2", "4", "1"]
    assert rows.iloc[1][[*COLUMNS, "lacking"]].tolist() == ["result", "1.3", "missed", 100]
    # Each point is due on a day of its own, and no report is waited for.
    explained = explain_flag(figures, "result", "1.3", 2019)
    assert explained.sentences()[-1] == "Оценено на 10.04.2020."
    assert explained.as_dict()["reporting_date"] is None


def test_every_column_has_one_type_for_indicators_and_results(compute):
    rows = subjects(compute(VALUES, year=2019))
    for column in ("subject_kind", "basis_kind", "reported", "expected", "complete", "late", "judged_months"):
        assert not rows[column].isna().any()
    assert rows["complete"].dtype == bool
    assert set(rows["subject_kind"]) == {"indicator", "result"}


def test_nothing_deviates_where_nothing_was_reported(compute):
    # On the last day of 2019 even the control point is not overdue.
    assert deviations(compute(tidy(organization("A", 100)), year=2019, as_of=date(2019, 12, 31))).empty
