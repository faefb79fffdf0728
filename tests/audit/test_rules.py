"""Every rule finds what it is for and stays silent where nothing is wrong."""

from __future__ import annotations

import pytest

from tests.audit.cases import CASES
from tests.audit.change import places
from uspekh.audit import RULES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule.name)
def test_a_case(clean, case):
    assert places(case.rule, case.change(clean)) == ([case.places] if case.places else [])


def test_every_rule_has_a_case_that_it_finds(clean):
    assert {rule.name for rule in RULES} == {case.rule.name for case in CASES if case.places}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_silence_on_a_clean_plan(clean, rule):
    assert list(rule.findings(clean)) == []
