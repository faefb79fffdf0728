"""What reading the shipped passport line by line found, found by the audit too: rules and places, not words."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.audit.change import places
from uspekh.audit import find_contradictions
from uspekh.audit.people import overload
from uspekh.audit.results import implied_population

A1 = "Приложение № 1, строка"
EXPECTED = {
    "base_value_differs": [
        ["Раздел 2, строка 1", "Методика расчёта, строка 1."],
        ["Раздел 2, строка 3", "Методика расчёта, строка 3."],
    ],
    "base_date_differs": [[f"Раздел 2, строка {n}", f"Приложение № 2, строка {n}."] for n in (1, 2, 3, 4)],
    "base_date_inside_project": [["Раздел 2, строка 4", "Раздел 1"]],
    "unit_differs": [["Раздел 2, строка 3", "Приложение № 2, строка 3."]],
    "target_in_title": [["Раздел 2, строка 3"] * 2],
    "wording_differs_from_target": [["Раздел 3, строка 1.3"] * 2],
    "one_target_two_counts": [["Раздел 3, строка 1.2", "Раздел 2, строка 3"]],
    "growth_of_share": [["Раздел 3, строка 1.11"]],
    "promised_year_differs": [["Раздел 3, строка 1.5", f"{A1} 5."]],
    "outside_project": [[f"{A1} 1.1.1", "Раздел 1"]],
    "child_outside_parent": [[f"{A1} 7.1.2", f"{A1} 7."]],
    "recurs_after_parent": [
        [f"{A1} {item}", f"{A1} {parent}."]
        for item, parent in [
            ("1.1.3", 1),
            ("2.1.3", 2),
            ("3.1.1.", 3),
            ("3.1.4.", 3),
            ("4.1.2.", 4),
            ("7.1.1", 7),
            ("9.1.1", 9),
            ("14.1.1", 14),
            ("14.1.2", 14),
            ("20.1.1", 20),
        ]
    ],
    "control_point_with_start": [[f"{A1} 2.1", f"{A1} 22.1"]],
    "control_undefined": [
        [f"{A1} {n}" for n in ("1.1.2", "10.", "10.1", "11.", "11.1", "27.", "27.1.1", "27.1.2", "27.1")]
        + ["Приложение № 1, сноска 1"]
    ],
    "control_empty": [[f"{A1} 27.1.4"]],
    "control_differs_from_result": [[f"{A1} 1.", f"{A1} 1.1."]],
    "control_differs_by_year": [
        [f"{A1} 1.", f"{A1} 6.", f"{A1} 11."],
        [f"{A1} {n}." for n in (4, 9, 14, 17, 20, 23)],
    ],
    "result_without_plan_items": [["Раздел 3, строка 1.7"], ["Раздел 3, строка 1.13"]],
    "result_without_line": [["Раздел 3, строка 1.7"], ["Раздел 3, строка 1.13"]],
    "result_without_people": [["Раздел 3, строка 1.13"]],
    "result_without_measure": [["Раздел 3, строка 1.7"]],
    "result_without_events": [[f"{A1} 10."], [f"{A1} 26."]],
    "duplicate_result": [["Раздел 3, строка 1.1", "Раздел 3, строка 1.12"]],
    "duplicate_characteristic": [["Раздел 3, строка 1.3", "Раздел 3, строка 1.12"]],
    "line_title_differs": [["Раздел 4, строка 1.9", "Раздел 3, строка 1.11"]],
    "person_spelled_twice": [["Раздел 5, строка 5", "Раздел 5, строка 18"]],
    "role_of_two": [["Раздел 1", "Раздел 5, строка 3", "Раздел 5, строка 36"]],
    "subordinate_above_chief": [["Раздел 5, строка 37", "Раздел 5, строка 36"]],
    "control_point_number_unlike": [[f"{A1} 5.1.3"]],
    "document_is_action": [[f"{A1} 27.1.4", f"{A1} 27.1.4"]],
    "document_unlike_same_action": [[f"{A1} 3.1.4.", f"{A1} 2.1.2"]],
    "programme_expires": [["Раздел 1"], ["Раздел 1"]],
}
CONSISTENT = (
    "targets_differ",
    "target_falls",
    "printed_total_wrong",
    "financing_total_wrong",
    "financing_differs",
    "plan_item_figure_differs",
    "result_and_indicator_differ",
    "ranges_differ",
    "responsible_missing",
)


@pytest.fixture(scope="module")
def found(shipped):
    return find_contradictions(shipped)


@pytest.mark.parametrize("rule", EXPECTED)
def test_what_was_read_is_found(found, rule):
    assert [[str(place) for place in finding.places] for finding in found if finding.rule == rule] == EXPECTED[rule]


def test_what_adds_up_is_not_reported(found):
    assert not {finding.rule for finding in found} & set(CONSISTENT)


def test_what_remains_of_the_budget(found):
    # totals less lines by year, million roubles: 9,03 - 9 - 0,015; 0,055 - 0,015; 0,03 - 0,015; ...
    (finding,) = [finding for finding in found if finding.rule == "lines_short_of_total"]
    assert finding.places[1].quote == (
        "2019 — 0,015; 2020 — 0,04; 2021 — 0,015; 2022 — 0,015; 2023 — 0,04; 2024 — 0,015"
    )


def test_populations_that_share_and_headcount_imply(shipped):
    # 600 / 20 %, 800 / 30 %, 1200 / 45 %, 1500 / 55 %, 1900 / 70 %, 2400 / 85 %
    (finding,) = implied_population.findings(shipped)
    implied = [place.quote.split(" = ")[1].replace("\u00a0", "") for place in finding.places]
    assert implied == ["3000", "2667", "2667", "2727", "2714", "2824"]


def test_loads_over_full_time_with_their_arithmetic(shipped):
    found = {
        tuple(rows): finding
        for rows, finding in zip(places(overload, shipped), overload.findings(shipped), strict=True)
    }
    expected = {
        # Бадулина, rows and percent: 20 + 20 + 40·6 (row 18 under her other spelling) = 280;
        # in 2020 all but 21: 240
        (5, 9, 11, 13, 18, 21, 24, 32): ("breaks", "280", "240"),
        # Каплина: 20 + 40·3 + 35 = 175; in 2020 the rows 4, 19, 25: 20 + 40 + 40 = 100
        (4, 19, 22, 25, 28): ("local", "175", "100"),
        # Кузюкова: 20 + 20 + 35 + 20 + 20 = 115; in 2024 all but row 8: 95
        (3, 8, 27, 34, 37): ("local", "115", "95"),
    }
    for rows, (severity, total, busiest) in expected.items():
        finding = found.pop(tuple(f"Раздел 5, строка {row}" for row in rows))
        assert finding.severity == severity
        assert f"= {total}\u00a0%" in finding.what
        assert f"{busiest}\u00a0%" in finding.what
    assert not found


def test_no_place_is_empty_and_no_sentence_is_broken(found):
    for finding in found:
        assert all(place.section for place in finding.places), finding
        for sentence in (finding.what, finding.why, finding.advice):
            assert sentence and ".." not in sentence and "nan" not in sentence.lower(), finding
    assert Counter(finding.severity for finding in found).keys() == {"breaks", "local", "trifle"}
