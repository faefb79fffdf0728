"""Made-up passports: in the clean twins there is nothing to find, in the others all that was put in."""

from __future__ import annotations

import pytest

from tests.audit.made_up import library, planted_in_library, region
from uspekh.audit import RULES, find_contradictions
from uspekh.passport.plan import load_plan

PASSPORTS = {
    "library": (library.PASSPORT, planted_in_library.DOCUMENTS),
    "region": (region.PASSPORT, region.DOCUMENTS),
}
PLANTED = [(name, number) for name, (_, documents) in PASSPORTS.items() for number in range(len(documents))]


@pytest.mark.parametrize("name", PASSPORTS)
def test_nothing_is_found_in_a_clean_twin(name, tmp_path):
    plan = load_plan(PASSPORTS[name][0].write(tmp_path / "passport"))
    assert (plan.faults, plan.unlinked) == ((), ())
    assert [(f.rule, f.what, [str(p) for p in f.citations]) for f in find_contradictions(plan)] == []


@pytest.mark.parametrize(("name", "number"), PLANTED)
def test_all_that_was_put_in_is_found(name, number, tmp_path):
    passport, documents = PASSPORTS[name]
    planted = documents[number]
    found = find_contradictions(load_plan(passport.write(tmp_path / "passport", planted)))
    places = {}
    for finding in found:
        places.setdefault(finding.rule, []).append([str(place) for place in finding.citations])
    lacking = [(p.rule, p.places, places.get(p.rule)) for p in planted if p.places not in places.get(p.rule, [])]
    assert lacking == []


def test_the_regional_form_is_not_blamed_for_the_sections_it_does_not_have(tmp_path):
    for number, planted in enumerate(region.DOCUMENTS):
        plan = load_plan(region.PASSPORT.write(tmp_path / str(number), planted))
        sections = {place.section for finding in find_contradictions(plan) for place in finding.citations}
        assert sections <= {"Раздел 1", "Раздел 2", "Раздел 3", "Раздел 4", "Приложение № 1"}


def test_something_of_every_family_was_put_in():
    planted = {planted.rule for _, documents in PASSPORTS.values() for document in documents for planted in document}
    families = {
        rule.search.__module__: rule.name in planted for rule in sorted(RULES, key=lambda rule: rule.name in planted)
    }
    assert all(families.values()), families
