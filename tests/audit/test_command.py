"""``audit`` of the command line."""

from __future__ import annotations

import json

from click.testing import CliRunner

from tests.audit.clean import write_clean_passport
from uspekh.__main__ import cli
from uspekh.audit import SEVERITIES


def test_the_contract_of_audit_json(found):
    answer = CliRunner().invoke(cli, ["audit", "--json"])
    assert answer.exit_code == 0
    rows = json.loads(answer.output)
    assert len(rows) == len(found) > 0
    assert all(set(row) == {"id", "rule", "severity", "message", "places"} for row in rows)
    assert [row["id"] for row in rows] == [finding.key for finding in found]
    assert {row["severity"] for row in rows} == set(SEVERITIES)
    undefined = next(row for row in rows if row["rule"] == "control_empty")
    assert [(place["section"], place["row"]) for place in undefined["places"]] == [("Приложение № 1", "27.1.4")]


def test_a_person_reads_every_place(found):
    answer = CliRunner().invoke(cli, ["audit"])
    for finding in found:
        assert finding.what in answer.output
        assert all(f"{place}: " in answer.output for place in finding.citations)


def test_a_clean_passport_answers_with_an_empty_list(tmp_path, monkeypatch):
    write_clean_passport(tmp_path / "passport")
    monkeypatch.setenv("USPEKH_DATA", str(tmp_path))
    answer = CliRunner().invoke(cli, ["audit", "--json"])
    assert (answer.exit_code, json.loads(answer.output)) == (0, [])


def test_a_damaged_passport_is_refused_with_its_place(tmp_path, monkeypatch):
    write_clean_passport(tmp_path / "passport")
    (tmp_path / "passport" / "links.csv").unlink()
    monkeypatch.setenv("USPEKH_DATA", str(tmp_path))
    answer = CliRunner().invoke(cli, ["audit", "--json"])
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "links.csv" in answer.stderr
