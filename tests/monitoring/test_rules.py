"""Flag bands: the edges, and tables that contradict themselves."""

from __future__ import annotations

import shutil

import pytest

from tests.monitoring.conftest import DATA
from uspekh.monitoring.rules import RulesDamaged, load_rules


@pytest.mark.parametrize(
    ("completion", "flag"),
    [(100, "met"), (250, "met"), (99.9, "at_risk"), (90, "at_risk"), (89.9, "missed"), (-5, "missed")],
)
def test_the_edges_of_the_bands(rules, completion, flag):
    assert rules.flag(completion) == flag


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("at_risk,наличие отклонений,90,100", "at_risk,наличие отклонений,85,100"),
        ("at_risk,наличие отклонений,90,100", "at_risk,наличие отклонений,95,100"),
        ("met,отсутствие отклонений,100,", "met,отсутствие отклонений,100,120"),
        ("missed,наличие критических отклонений,,90", "missed,наличие критических отклонений,0,90"),
        ("no_data,", "nodata,"),
    ],
)
def test_bands_that_overlap_or_leave_a_gap_are_refused(tmp_path, old, new):
    for name in ("rules.csv", "statuses.csv", "settings.toml"):
        shutil.copy(DATA / name, tmp_path)
    path = tmp_path / "rules.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RulesDamaged, match=r"rules\.csv"):
        load_rules(tmp_path)
