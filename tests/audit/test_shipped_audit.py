"""What reading the shipped passport line by line found, found by the audit too: rules and places, not words."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.audit.change import places
from uspekh.audit.people.roles import overload
from uspekh.audit.results.descriptions import implied_population
from uspekh.passport.origins import year_origins

A1 = "Приложение № 1, строка"
M, S2, S3, S4, S5 = (
    "Методика расчёта, строка",
    "Раздел 2, строка",
    "Раздел 3, строка",
    "Раздел 4, строка",
    "Раздел 5, строка",
)
WHOLE = f"{S4} Всего по муниципальному проекту"
ANNEX2, EXTRA = "Приложение № 2", "Дополнительные материалы, раздел 3"
EXPECTED = {
    "base_value_differs": [[f"{S2} 1", f"{M} 1"], [f"{S2} 3", f"{M} 3"]],
    "base_date_differs": [[place for n in (1, 2, 3, 4) for place in (f"{S2} {n}", f"{ANNEX2}, строка {n}.")]],
    "base_date_inside_project": [[f"{S2} 4", "Раздел 1"]],
    "unit_differs": [[f"{S2} 3", f"{ANNEX2}, строка 3."]],
    "target_in_title": [[f"{S2} 3"] * 2],
    "bound_unsaid": [[f"{S2} 1", f"{M} 1", f"{M} 2"]],
    "method_of_another_kind": [[f"{S2} 1", f"{M} 1"]],
    "method_of_other_people": [[f"{S2} 2", f"{M} 2"]],
    "method_narrower": [[f"{S2} 2", f"{M} 2"]],
    "cumulative_not_in_method": [[f"{S2} 2", f"{M} 2", f"{S2} 4", f"{M} 4"]],
    "aggregated_elsewhere": [[f"{S2} 1", f"{M} 1"]],
    "many_collect": [[f"{S2} 4", f"{M} 4"]],
    "known_after_end": [[f"{M} 1", "Раздел 1"]],
    "method_incomplete": [[f"{M} {n}" for n in (2, 3, 4)]],
    "rise_before_result": [[f"{S2} 2", f"{A1} 27.", f"{S3} 1.4"]],
    "work_ends_before_target": [[f"{S2} 1", f"{A1} 1.1.3", f"{S3} 1.1", f"{S3} 1.12"]],
    "cumulative_not_in_item": [[f"{S2} 4", *(f"{A1} {n}." for n in (8, 13, 16, 19)), f"{A1} 22"]],
    # 2,7 thousand in section 3; 2787 in annex 1, which is where the years stand
    "wording_differs_from_target": [[f"{S3} 1.3", f"{A1} 22"]],
    "one_target_two_counts": [[f"{S3} 1.2", f"{S2} 3"]],
    "ladder_without_years": [[f"{S3} 1.2"], [f"{S3} 1.6"]],
    # «осваивают» in 2019, «обучаются» after it; «в городе» and «города»
    "ladder_wording_differs": [[f"{S3} 1.6"] * 3],
    "deadline_twice": [[f"{S3} 1.9"] * 2],
    "share_or_number": [[f"{S3} 1.11"] * 2],
    "scope_in_description_alone": [[f"{S3} 1.3"] * 2],
    "organizations_differ": [[f"{S3} 1.5"] * 2],
    "level_differs": [[f"{A1} 5.1.1", f"{A1} 24.1.1"]],
    "target_only_at_end": [[f"{S3} 1.9", f"{A1} 24"]],
    "target_without_year": [[f"{S3} 1.13"]],
    "growth_of_share": [[f"{S3} 1.11"]],
    "promised_year_differs": [[f"{S3} 1.5", f"{A1} 5."]],
    "outside_project": [[f"{A1} 1.1.1", "Раздел 1"]],
    "child_outside_parent": [[f"{A1} 7.1.2", f"{A1} 7."]],
    "recurs_after_parent": [
        [f"{A1} {n}" for n in ("1.1.3", "1.", "2.1.3", "2.", "3.1.1.", "3.", "3.1.4.", "4.1.2.", "4.", "7.1.1", "7.")]
        + [f"{A1} {n}" for n in ("9.1.1", "9.", "14.1.1", "14.", "14.1.2", "20.1.1", "20.")]
    ],
    "yearly_with_one_point": [[f"{A1} 26.", f"{A1} 26.1"]],
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
    "result_uncovered": [[f"{S3} 1.7"], [f"{S3} 1.13"]],
    "result_without_events": [[f"{A1} 10.", f"{A1} 26."]],
    "duplicate_result": [[f"{S3} 1.1", f"{S3} 1.12"]],
    "duplicate_characteristic": [[f"{S3} 1.3", f"{S3} 1.12"]],
    "line_title_differs": [[f"{S4} 1.9", f"{S3} 1.11"]],
    "line_without_money": [[f"{S4} {line}" for line in ("1.4", "1.5", "1.7", "1.8", "1.9")]],
    "line_number_missing": [[f"{S4} 1.3"]],
    "money_before_work": [[f"{S4} 1.6", f"{A1} 27."]],
    "one_line_holds_most": [[f"{S4} 1.6", WHOLE]],
    "source_without_money": [["Раздел 4", "Раздел 4"]],
    "two_amounts_in_cell": [[f"{EXTRA}, строка 1"]],
    "financing_of_nothing": [[f"{EXTRA}, строка 1"]],
    "person_spelled_twice": [[f"{S5} 5", f"{S5} 18"]],
    "role_of_two": [["Раздел 1", f"{S5} 3", f"{S5} 36"]],
    "subordinate_above_chief": [[f"{S5} 37", f"{S5} 36"]],
    "collective_with_workload": [[f"{S5} 16", f"{S5} 29", f"{S5} 35"]],
    "participant_executes_nothing": [
        [*(f"{S5} {row}" for row in (4, 19, 22, 25, 28)), "Приложение № 1"],
        [f"{S5} 38", "Приложение № 1"],
    ],
    "control_point_number_unlike": [[f"{A1} 5.1.3"]],
    "document_is_action": [[f"{A1} 27.1.4", f"{A1} 27.1.4"]],
    "document_unlike_same_action": [[f"{A1} 3.1.4.", f"{A1} 2.1.2"]],
    "date_written_oddly": [[f"{A1} 1.1.4"]],
    "name_spelled_twice": [[f"{A1} 2.1.2", f"{A1} 7.1.2"]],
    "programme_expires": [["Раздел 1"] * 3],
    "approval_without_date": [["Раздел 1"]],
    "parent_named_like_itself": [["Раздел 1"] * 2],
    "section_number_missing": [["Раздел 3", "Раздел 5"]],
    "breakdown_of_one_row": [[ANNEX2, *(f"{ANNEX2}, строка {n}." for n in (1, 2, 3, 4))]],
    "column_empty": [["Методика расчёта"], [EXTRA]],
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
    "cell_unreadable",
    "cell_empty",
    "number_repeated",
    "year_outside",
    "row_of_nothing",
    "executor_unknown",
    "executor_takes_no_part",
    "total_missing",
    "end_missing",
    "workload_missing",
    "start_missing",
)


@pytest.mark.parametrize("rule", EXPECTED)
def test_what_was_read_is_found(found, rule):
    assert [[str(place) for place in finding.citations] for finding in found if finding.rule == rule] == EXPECTED[rule]


def test_what_adds_up_is_not_reported(found):
    assert not {finding.rule for finding in found} & set(CONSISTENT)


def test_what_remains_of_the_budget(found):
    # totals less lines by year, million roubles: 9,03 - 9 - 0,015; 0,055 - 0,015; 0,03 - 0,015; ...
    (finding,) = [finding for finding in found if finding.rule == "lines_unlike_total"]
    assert "2019 — 0,015; 2020 — 0,04; 2021 — 0,015; 2022 — 0,015; 2023 — 0,04; 2024 — 0,015" in finding.what
    # what is quoted stands in the document: no line of ours
    assert [str(place) for place in finding.citations] == [WHOLE, "Раздел 4"]


def test_populations_that_share_and_headcount_imply(shipped):
    # 600 / 20 %, 800 / 30 %, 1200 / 45 %, 1500 / 55 %, 1900 / 70 %, 2400 / 85 %
    (finding,) = implied_population.findings(shipped)
    implied = [place.quote.split("выходит ")[1].replace("\u00a0", "") for place in finding.citations]
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
        assert all(place.section for place in finding.citations), finding
        for sentence in (finding.what, finding.why, finding.advice):
            assert sentence and ".." not in sentence and "nan" not in sentence.lower(), finding
    assert Counter(finding.severity for finding in found).keys() == {"breaks", "local", "trifle"}


def test_what_the_document_does_not_say_is_not_quoted(found):
    """Of result 1.13 the passport names neither a year nor a term."""
    mine = [f for f in found if any(str(place) == f"{S3} 1.13" for place in f.citations)]
    # item 13 of annex 1 belongs to another result than 1.13
    assert {finding.rule for finding in mine} == {"result_uncovered", "target_without_year", "item_number_differs"}
    assert not any("2024" in finding.what for finding in mine)


def test_whose_the_years_of_targets_are(shipped):
    origins = shipped["result_targets"].assign(origin=year_origins(shipped)).groupby("result")["origin"].agg(set)
    # 1.9: «к концу 2024 года»; 1.2, 1.3, 1.6: annex 1 has the same figures by years; 1.13: nowhere
    assert (origins["1.9"], origins["1.13"]) == ({"document"}, {"ours"})
    assert origins["1.3"] == {"derived"}
    assert "ours" not in origins["1.2"] | origins["1.6"]
