"""A chart that is kept is the chart that would be drawn anew, whatever was chosen, reported or looked at before."""

from __future__ import annotations

import json

import pytest

from tests.persons import ADMINISTRATOR
from tests.tidy import item, organization, people, tidy
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.ui.show.pictures import chart_cache

# What is chosen one after another on each page.
YEARS = [("segmented_control", "год", 2019), ("segmented_control", "год", 2022)]
CHOICES = {
    "indicators": [YEARS[0], ("multiselect", "организация", ["Вторая"]), YEARS[1]],
    "plan": [
        ("segmented_control", "вид", "Лента"),
        *YEARS,
        ("multiselect", "контроль", ["АП"]),
        ("multiselect", "состояние", ["просрочено"]),
    ],
}


@pytest.fixture
def loaded(project):
    _report(project, 900)
    return project


def _report(project, engaged: int) -> None:
    rows = tidy(
        organization("S1", 1000, short_name="Первая"),
        organization("S2", 3000, short_name="Вторая"),
        people("S1", 2022, p1_engaged=engaged, p1_total=1000, p3_participants=500, r1_2_participants=3, r1_2_total=9),
        people("S2", 2021, p1_engaged=600, p1_total=3000, p3_participants=70),
        item("5.1.3", 2021, done="2021-07-01"),
    )
    accept(project.engine, File(f"{engaged}.xlsx", b"1", f"{engaged:064}", len(rows)), rows, ADMINISTRATOR)


def _charts(app) -> list[dict]:
    assert not app.exception
    return [json.loads(element.proto.spec) for element in app.get("vega_lite_chart")]


def _anew(app) -> list[dict]:
    chart_cache._specification.clear()
    return _charts(app.run())


@pytest.mark.thorough
@pytest.mark.parametrize("page", CHOICES)
def test_a_kept_chart_is_the_one_that_would_be_drawn_anew(loaded, open_page, page):
    """Before each choice the charts of the one before are kept, so what a chart forgets to ask for would be seen."""
    app = open_page(page)
    seen = [_charts(app)]
    for kind, key, value in CHOICES[page]:
        getattr(app, kind)(key=key).set_value(value)
        seen.append(_charts(app.run()))
        assert seen[-1] == _anew(app)
    assert len({json.dumps(charts) for charts in seen}) > 1
    _report(loaded, 950)
    assert _charts(app.run()) == _anew(app)


def test_a_function_with_variables_of_its_own_is_refused():
    """Its arguments would not be all that the chart is made of."""
    with pytest.raises(ValueError, match="not a function of a module"):
        chart_cache.specify(lambda: None)
