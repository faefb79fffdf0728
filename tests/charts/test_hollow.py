"""A flag that was given by incomplete data is drawn hollow and says so."""

from __future__ import annotations

import altair as alt
import pandas as pd
import pytest

from uspekh.charts.layers import state_signs
from uspekh.ui.show.frames import explain_hollow
from uspekh.words import flag_label, incomplete_label


def test_only_a_judged_flag_of_incomplete_data_is_hollow():
    rows = pd.DataFrame(
        {"flag": ["met", "no_data"], "flag_label": ["да", "нет данных"], "complete": [False, False], "x": [1, 2]}
    )
    drawn = state_signs(rows, x=alt.X("x:Q")).to_dict()
    opacity = drawn["encoding"]["fillOpacity"]
    assert opacity["condition"] == {
        "test": "datum.complete === false && indexof(['met', 'at_risk', 'missed'], datum.flag) >= 0", "value": 0,
    }  # fmt: skip
    # Nobody sees a hollow sign without an outline of the same colour.
    assert drawn["encoding"]["stroke"]["scale"] == drawn["encoding"]["fill"]["scale"]


def test_rows_that_do_not_know_what_is_missing_are_drawn_as_before():
    rows = pd.DataFrame({"flag": ["met"], "flag_label": ["да"], "x": [1]})
    assert "fillOpacity" not in state_signs(rows, x=alt.X("x:Q")).to_dict()["encoding"]


@pytest.mark.parametrize(
    ("flag", "complete", "label"),
    [("met", True, "да"), ("met", False, "да, по неполным данным"), ("no_data", False, "да"), (None, False, "да")],
)
def test_the_words_of_a_flag_say_that_data_are_missing(flag, complete, label):
    assert incomplete_label("да", flag, complete) == label


@pytest.mark.parametrize(
    ("flag", "complete", "label"),
    [
        ("met", True, "●\u00a0да"),
        ("met", False, "○\u00a0да, по неполным данным"),
        ("missed", False, "□\u00a0нет, по неполным данным"),
        ("no_data", False, "?\u00a0нет данных"),
        ("unjudged", False, "без оценки"),
    ],
)
def test_its_sign_in_a_text_is_hollow_too(flag, complete, label):
    labels = {"met": "да", "missed": "нет", "no_data": "нет данных"}
    assert flag_label(flag, labels, complete=complete) == label


def test_a_hollow_sign_is_explained_where_there_is_one():
    rows = pd.DataFrame({"flag": ["met", "below_guide"], "complete": [True, False]})
    assert explain_hollow(rows) == ""
    assert "незакрашенный" in explain_hollow(rows.assign(complete=False))
