"""What the headings of another department's table may mean: proposed by likeness and by content."""

from __future__ import annotations

from functools import cache

import pytest

from uspekh import settings
from uspekh.actuals.layout.candidates import Candidate
from uspekh.actuals.layout.suggestions import suggest_fields
from uspekh.actuals.sheets import describe_components, sheet_specs
from uspekh.passport.plan import load_plan


@cache
def shipped():
    return load_plan(settings.data_folder() / "passport")


@pytest.fixture(scope="module")
def spec():
    return next(spec for spec in sheet_specs(shipped()) if spec.name == "Показатели")


def suggested(spec, **columns):
    """What is proposed for a table of headings with the cells below each."""
    table = Candidate("Свод", 1, "A2", "", tuple(columns), tuple(tuple(cells) for cells in columns.values()))
    return suggest_fields(table, spec, ["СОШ № 4", "Школа № 5"], range(2019, 2025), describe_components(shipped()))


def test_keys_go_by_what_stands_below_whatever_the_heading(spec):
    assert suggested(
        spec, **{"Площадка": ["СОШ № 4", "школа № 5"], "За что": ["2022", "2023"], "Срез": ["I квартал", "9 месяцев"]}
    ) == {"Площадка": "subject", "За что": "year", "Срез": "months"}


def test_figures_go_by_the_likeness_of_their_heading(spec):
    assert suggested(spec, **{"Занимаются": ["5"], "Всего детей 5–18 лет": ["10"], "Погода": ["12"]}) == {
        "Занимаются": "p1_engaged", "Всего детей 5–18 лет": "p1_total",
    }  # fmt: skip
    # One letter off our own heading.
    assert suggested(spec, **{"П1 Занемаются, чел.": ["5"]}) == {"П1 Занемаются, чел.": "p1_engaged"}


def test_two_columns_of_years_are_nobodys_guess_and_a_field_is_proposed_once(spec):
    assert suggested(spec, **{"Было": ["2021"], "Стало": ["2022"]}) == {}
    assert list(suggested(spec, **{"Занимаются": ["5"], "Занимаются, чел.": ["6"]}).values()).count("p1_engaged") == 1


def test_the_words_of_the_passport_tell_columns_apart_that_begin_alike(spec):
    # Indicator 1 is the «охват дополнительным образованием»; «Охвачено» alone is the heading of indicator 2.
    assert suggested(spec, **{"Охвачено дополнительным образованием": ["5"]}) == {
        "Охвачено дополнительным образованием": "p1_engaged"
    }
    assert suggested(spec, **{"Охвачено «Кванториумом»": ["5"], "Охвачено": ["6"]}) == {
        "Охвачено «Кванториумом»": "p2_covered"
    }
    assert suggested(spec, **{"Охвачено": ["6"]}) == {"Охвачено": "p2_covered"}
