"""What holds for every chart: valid, Russian, legible, chosen by a click, said where empty, saved as a picture."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from functools import cache, partial

import altair as alt
import pandas as pd
import pytest
import vl_convert

from tests.charts import samples
from tests.charts.contrast import contrast
from uspekh.charts import budget, chance, export, indicators, organizations, palette, plan, theme, trends
from uspekh.settings import ROOT

MONEY = samples.money(a=(15000.0, 14000.0, samples.NONE), b=(9e6, 9e6, 8.7e6))
KEYS = {"name", "short_name", "person", "result", "item", "year", "period", "kind", "flag_label", "status_label"}
CHARTS = {
    "plan_fact": (indicators.plan_fact, samples.PEOPLE, ("чел.",)),
    "years": (
        partial(
            indicators.plan_fact, lines=samples.LINES, base=300.0, forecast=(2024, 2100.0, 1900.0, 2300.0), chosen=2022
        ),
        samples.PEOPLE,
        ("чел.",),
    ),
    "trend": (trends.trend, samples.QUARTERS, ("чел.",)),
    "compared": (organizations.compared, samples.by_years(4), ("%",)),
    "chance": (partial(chance.funnel, limits=samples.LIMITS, plan=78.0), samples.CHANCE, ("%",)),
    "by_year": (budget.by_year, MONEY.assign(year=2022), ()),
    "gantt": (plan.gantt, samples.PLAN, ()),
}


@pytest.fixture(params=CHARTS)
def name(request) -> str:
    return request.param


@pytest.fixture
def made(name):
    return CHARTS[name]


@cache
def drawn(name: str) -> str:
    """The chart as SVG, drawn once for all tests that only read it."""
    draw, frame, unit = CHARTS[name]
    return export.to_svg(draw(frame, *unit), width=600)


def test_the_specification_is_valid_and_as_wide_as_its_container(made):
    draw, frame, unit = made
    spec = draw(frame, *unit, title="Заголовок").to_dict()
    alt.LayerChart.from_dict(spec, validate=True)
    assert spec["width"] == "container"
    assert spec["config"]["locale"]["number"]["decimal"] == ","
    assert spec["config"]["locale"]["time"]["shortMonths"][0] == "янв"
    assert spec["description"].startswith("Заголовок. ")


def test_no_text_is_english_or_a_broken_value(name):
    said = " ".join([*samples.read(drawn(name)), *re.findall(r'aria-label="([^"]*)"', drawn(name))])
    assert not re.findall(r"NaN|null|undefined|Infinity|[A-Za-z]{2,}", said.replace("II", ""))


def test_the_description_is_russian_and_holds_no_broken_value(made):
    draw, frame, unit = made
    assert not re.findall(r"nan|None|NaT|[A-Za-z]{3,}", draw(frame, *unit).to_dict()["description"])


def test_no_text_is_smaller_than_thirteen_pixels(name):
    sizes = re.findall(r'font-size="(\d+)', drawn(name))
    assert sizes
    assert min(map(int, sizes)) >= theme.SIZE


def test_texts_are_drawn_in_the_shipped_typeface(name):
    families = set(re.findall(r'font-family="([^"]*)"', drawn(name)))
    assert {family.split(",")[0].strip("'&quot; ") for family in families} == {"IBM Plex Sans"}


def test_no_row_of_a_chart_is_nameless(made):
    """A row without a name would take a place of its own on the scales."""
    draw, frame, unit = made
    for rows in (frame, frame.head(1)):
        for layer in draw(rows, *unit).to_dict()["layer"]:
            assert all(record[key] is not None for record in layer["data"]["values"] for key in KEYS & record.keys())


def test_no_rows_say_that_there_is_no_data(made):
    draw, frame, unit = made
    assert samples.texts(draw(frame.head(0), *unit)) == ["нет данных"]


def test_one_row_is_drawn(made):
    draw, frame, unit = made
    assert samples.texts(draw(frame.head(1), *unit))


def test_a_repeated_index_changes_nothing(name, made):
    draw, frame, unit = made
    assert samples.texts(draw(frame.set_axis([0] * len(frame)), *unit)) == samples.read(drawn(name))


def test_a_click_is_named_by_the_caller_and_the_specification_is_steady(made):
    draw, frame, unit = made
    first, second = (json.dumps(draw(frame, *unit, selection="выбор").to_dict()) for _ in range(2))
    assert first == second
    assert "выбор" in [param["name"] for param in json.loads(first)["params"] if "select" in param]


def test_a_chart_is_saved_as_a_picture(made):
    draw, frame, unit = made
    assert export.to_png(draw(frame, *unit)).startswith(b"\x89PNG\r\n\x1a\n")


def test_vega_lite_has_nothing_to_warn_of(made, capfd):
    draw, frame, unit = made
    spec = draw(frame, *unit, selection="выбор").to_dict() | {"width": 600}
    vl_convert.vegalite_to_svg(spec, show_warnings=True)
    assert capfd.readouterr().err == ""


def test_a_heading_comes_before_the_description():
    chart = theme.named(indicators.plan_fact(samples.SHARE, "%"), "Показатель 1")
    assert chart.to_dict()["description"].startswith("Показатель 1. 2019: план 73\u00a0%")


def test_on_a_dark_page_no_colour_of_the_light_one_is_left(name, made):
    draw, frame, unit = made
    dark = theme.specify(draw(frame, *unit), dark=True)
    assert not set(palette.DARK) & set(re.findall(r"#[0-9A-F]{6}", json.dumps(dark)))
    assert samples.texts(dark) == samples.read(drawn(name))


def test_the_library_never_has_to_look_for_the_class_of_a_channel(made, monkeypatch):
    """A channel given as a text or a dictionary costs as long as the rest of a chart."""
    monkeypatch.setattr(alt.SchemaBase, "from_dict", lambda *_, **__: pytest.fail("a channel without its class"))
    draw, frame, unit = made
    assert draw(frame, *unit, selection="выбор").to_dict(validate=False)["layer"]


def test_rows_are_written_out_as_the_library_would_write_them():
    rows = pd.DataFrame(
        {
            "name": ["a", None],
            "whole": [1, 2],
            "part": [0.5, float("nan")],
            "nullable": pd.array([1, None], dtype="Float64"),
            "yes": [True, False],
            "moment": pd.to_datetime(["2022-01-31 12:30", "2022-02-01 00:00"]),
            "mixed": pd.Series([5, "нет данных"], dtype=object),
        }
    )
    written = alt.data_transformers.get()(rows)
    assert written == alt.to_values(rows)
    assert json.loads(json.dumps(written, allow_nan=False)) == written


@pytest.mark.parametrize("dark", [False, True])
def test_a_chart_written_out_holds_its_rows(made, dark):
    """Streamlit takes tables beside the layers out of the specification: there must be none."""
    draw, frame, unit = made
    written = theme.specify(draw(frame, *unit), dark=dark)
    assert not {"data", "datasets"} & written.keys()
    assert all(layer["data"]["values"] for layer in written["layer"])
    assert json.loads(json.dumps(written, allow_nan=False)) == written


def test_layers_that_draw_one_frame_hold_its_rows_each():
    rows = pd.DataFrame({"year": ["2022", "2023"], "count": [1, 2]})
    layers = (alt.Chart(rows).mark_bar().encode(x="count:Q"), alt.Chart(rows).mark_text().encode(text="year:N"))
    written = theme.specify(theme.finish(*layers, height=50, title="", description="Два года."))
    assert "data" not in written
    assert [layer["data"]["values"] for layer in written["layer"]] == [rows.to_dict("records")] * 2


def test_the_line_of_the_day_stands_only_inside_the_span():
    span = (date(2022, 1, 1), date(2022, 12, 31))
    assert "на 30.06.2022" in samples.texts(plan.gantt(samples.PLAN, as_of=date(2022, 6, 30), domain=span))
    assert "на 30.06.2023" not in samples.texts(plan.gantt(samples.PLAN, as_of=date(2023, 6, 30), domain=span))


@pytest.mark.parametrize("dark", [False, True])
def test_texts_and_marks_stand_out_from_their_ground(dark):
    shown = palette.DARK if dark else {colour: colour for colour in palette.DARK}
    ground = shown[palette.SURFACE]
    for text in (palette.INK, palette.MUTED):
        assert contrast(shown[text], ground) >= 4.5
    assert contrast(shown[palette.SURFACE], shown[palette.FACT]) >= 4.5
    for sign in (*palette.FLAGS.values(), *palette.STATUSES.values()):
        assert contrast(shown[sign.colour], ground) >= 3
        assert contrast(shown[palette.INK], shown[sign.tint]) >= 4.5
    for sign in (palette.FLAGS["no_data"], palette.FLAGS["not_due"]):
        assert contrast(shown[palette.MUTED], shown[sign.tint]) >= 4.5


def test_states_differ_by_shape_and_not_by_colour_alone():
    assert len({sign.shape for sign in palette.FLAGS.values()}) == len(palette.FLAGS)
    assert len({sign.shape for sign in palette.STATUSES.values()}) == len(palette.STATUSES)


def test_the_colours_of_the_page_are_those_of_the_charts():
    page = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    pairs = {"backgroundColor": palette.SURFACE, "textColor": palette.INK, "primaryColor": palette.FACT}
    assert {name: page["light"][name] for name in pairs} == pairs
    assert {name: page["dark"][name] for name in pairs} == {name: palette.DARK[pair] for name, pair in pairs.items()}
