"""What differs between two states of the figures, and what led there."""

from __future__ import annotations

import pandas as pd

from tests.tidy import money, organization, people, tidy
from uspekh.monitoring.difference import Standing, list_changes, print_status, separate_causes


def test_only_what_differs_is_listed(compute):
    first = tidy(organization("A", 10), people("A", 2019, tech=50), people("A", 2020, tech=150))
    second = tidy(organization("A", 10), people("A", 2019, tech=50), people("A", 2020, tech=160),
                  money("2", "спонсоры", 2019, executed=150_00))  # fmt: skip
    before, now = print_status(compute(first)), print_status(compute(second))
    found = {(each.kind, each.id, each.year): each for each in list_changes(before, [("late", now)])}
    # 50 + 150 = 200 meets the target of 2020, so does 210; the budget line had no report.
    assert set(found) == {("indicators", "2", 2020), ("budget", "2 / спонсоры", 2019)}
    tech = found["indicators", "2", 2020]
    assert (tech.before.fact, tech.after.fact, [step.cause for step in tech.steps]) == (200, 210, ["late"])
    line = found["budget", "2 / спонсоры", 2019]
    assert (line.before.flag, line.after.flag, line.after.fact) == ("no_data", "met", 150.0)
    assert [each.kind for each in list_changes(before, [("late", now)], 2019)] == ["budget"]
    assert list_changes(now, [("", now)]) == []


def rows(*groups, upload=1):
    return tidy(*groups).assign(upload=upload)


def test_values_become_others_cause_by_cause():
    before = pd.concat([rows(people("А", 2022, x=1, y=2)), rows(people("Б", 2022, x=5), upload=2)], ignore_index=True)
    after = pd.concat([rows(people("А", 2022, x=1)), rows(people("А", 2022, y=3), upload=3),
                       rows(people("В", 2022, x=7), upload=4)], ignore_index=True)  # fmt: skip
    states = {
        cause: {(row.subject, row.field): row.number for row in frame.itertuples()}
        for cause, frame in separate_causes(before, after, undone={2})
    }
    # В came late, y of А was corrected, and Б fell with the second upload.
    assert states == {
        "late": {("А", "x"): 1, ("А", "y"): 2, ("Б", "x"): 5, ("В", "x"): 7},
        "corrections": {("А", "x"): 1, ("А", "y"): 3, ("Б", "x"): 5, ("В", "x"): 7},
        "undone": {("А", "x"): 1, ("А", "y"): 3, ("В", "x"): 7},
    }
    assert list(states) == ["late", "corrections", "undone"]
    assert list(separate_causes(before, before, undone=set())) == []


def state(fact, flag="missed"):
    return {"indicators": [{"id": "1", "year": 2022, "fact": fact, "due_plan": 80.0, "plan": 80.0, "flag": flag}]}


def test_what_may_not_be_shown_between_is_one_step():
    chain = [("late", state(70.0)), ("corrections", state(75.0))]
    (change,) = list_changes(state(60.0), chain)
    assert [(step.cause, step.before.fact, step.after.fact) for step in change.steps] == [
        ("late", 60.0, 70.0), ("corrections", 70.0, 75.0),
    ]  # fmt: skip
    (whole,) = list_changes(state(60.0), chain, undivided={("indicators", "1")})
    assert [(step.cause, step.before.fact, step.after.fact) for step in whole.steps] == [("", 60.0, 75.0)]
    # A figure that a state does not have yet came with it.
    (new,) = list_changes({"indicators": []}, [("rules", state(60.0))])
    assert (new.before, new.after) == (Standing(), Standing(60.0, 80.0, "missed"))
