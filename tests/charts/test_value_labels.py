"""Where the figures of a chart of years stand: heights in pixels from the axis, one pixel a unit."""

from __future__ import annotations

from itertools import pairwise, product

import pandas as pd

from tests.charts.samples import NONE
from uspekh.charts.value_labels import PARTIAL, Ahead, label_years

NO_LINES = pd.DataFrame({"kind": [], "year": [], "fact": [], "level": []})


def year(plan: float, fact: float, **texts: str) -> pd.DataFrame:
    row = {"year": 2022, "due": plan, "fact": fact, "kind": "Факт", "plan_short": "план", "fact_short": "факт"}
    return pd.DataFrame([row | {"gap": "нет\nданных"} | texts])


def line(height: float, *, level: bool = False) -> pd.DataFrame:
    return pd.DataFrame([("СОШ № 4", 2022, height, level)], columns=list(NO_LINES))


def heights(rows: pd.DataFrame, over: pd.DataFrame = NO_LINES, ahead: Ahead | None = None) -> dict[str, float]:
    """The middle of each text; of one of two lines, of the first."""
    labels = label_years(rows, over, 1.0, ahead)
    return dict(zip(labels["text"], labels["up"], strict=True))


def test_the_plan_stands_above_its_tick_and_the_fact_inside_its_bar():
    # A text is 16 high: 4 above the tick at 200 begins at 204; the bar's begins 6 under its end, at 144, and goes down.
    assert heights(year(200, 150)) == {"план": 212, "факт": 136}
    # The tick lies in the bar: the fact stands under it, the plan above the bar.
    assert heights(year(150, 200)) == {"план": 212, "факт": 136}


def test_a_line_is_crossed_by_no_figure():
    # It takes 6 on each side: 206 to 218 of the plan's 204 to 220, which then begins at 218.
    assert heights(year(200, 150), line(212)) == {"план": 226, "факт": 136}
    # 124 to 136 of the fact's 128 to 144: its upper end comes down to 124.
    assert heights(year(200, 150), line(130)) == {"план": 212, "факт": 116}
    # Under a line at 20 the bar of 40 has no room: above it come the tick, to 49, the plan, to 65, and then the fact.
    assert heights(year(45, 40), line(20)) == {"план": 57, "факт": 73}


def test_the_base_goes_through_bars_and_not_through_figures_above_them():
    assert heights(year(200, 150), line(136, level=True)) == {"план": 212, "факт": 136}
    assert heights(year(200, 150), line(212, level=True)) == {"план": 226, "факт": 136}


def test_where_there_is_no_fact_its_words_stand_clear_of_the_plan():
    # Two lines of 16, from 192 down.
    assert heights(year(200, NONE)) == {"план": 212, "нет\nданных": 184}
    # Under a low tick there is no room for them: the plan is from 24 to 40, they from there to 72.
    assert heights(year(20, NONE)) == {"план": 32, "нет\nданных": 64}
    # Without a plan they stand 4 above the axis.
    assert heights(year(NONE, NONE)) == {"нет\nданных": 28}


def test_a_figure_wider_than_its_bar_stands_above_it():
    # Seven digits of 8 pixels are more than the 42 of a bar; between bar and tick, from 154 to 196, there is room.
    wide = year(200, 150, fact_short="1 100 000")
    assert heights(wide) == {"план": 212, "1 100 000": 162}


def test_a_forecast_stands_above_its_interval_and_the_plan():
    # The interval ends at 230, with 4 more the plan begins at 234; the forecast begins above the plan, at 250.
    ahead = Ahead(2022, "прогноз 190", 150, 230)
    assert heights(year(200, NONE), ahead=ahead) == {"план": 242, "прогноз 190": 258}


def test_no_figure_stands_on_another_or_under_a_line():
    for plan, fact, height in product([0, 40, 120, 230], [0, 30, 150, NONE], range(0, 260, 30)):
        over = pd.concat([line(height), line(height / 2).assign(kind="СОШ № 5")])
        texts = heights(year(plan, fact, kind=PARTIAL), over)
        spans = [(up + 8 - 16 * len(text.split("\n")), up + 8) for text, up in texts.items()]
        taken = sorted([*spans, (height, height), (height / 2, height / 2), (plan, plan)])
        assert all(first[1] <= second[0] for first, second in pairwise(taken)), (plan, fact, height)
        assert min(spans)[0] >= 0
