"""What holds for all rules together."""

from __future__ import annotations

from dataclasses import replace

from uspekh.audit import RULES, SEVERITIES, find_contradictions


def test_a_clean_passport_has_no_findings(clean):
    assert [(finding.rule, finding.what) for finding in find_contradictions(clean)] == []


def test_every_rule_is_named_once_and_every_finding_by_its_rule(shipped):
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    for rule in RULES:
        assert {finding.rule for finding in rule.findings(shipped)} <= {rule.name}


def test_findings_come_in_the_order_of_the_document_with_places_and_separate_keys(found):
    sections = list(dict.fromkeys(finding.citations[0].section for finding in found))
    printed = ["Раздел 1", "Раздел 2", "Раздел 3", "Раздел 4", "Раздел 5", "Приложение № 1", "Приложение № 2"]
    assert sections[: len(printed)] == printed
    # 2 before 10, by number and not by letters
    rows = [float(f.citations[0].row) for f in found if f.citations[0].section == "Раздел 5"]
    assert rows == sorted(rows) and max(rows) > 10
    assert {finding.severity for finding in found} == set(SEVERITIES)
    assert all(finding.citations for finding in found)
    assert len({finding.key for finding in found}) == len(found)


def test_a_key_outlives_new_words_of_the_message_but_not_of_the_document(found):
    finding = found[0]
    assert replace(finding, what="иначе", severity="trifle").key == finding.key
    amended = replace(finding.citations[0], quote="исправлено")
    assert replace(finding, citations=(amended, *finding.citations[1:])).key != finding.key
