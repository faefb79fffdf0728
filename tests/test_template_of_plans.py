"""``template --plans``: the form with the guides in it, which loaded become plans that judge."""

from __future__ import annotations

import json

from click.testing import CliRunner

from uspekh.commands.group import cli


def run(*arguments: str) -> dict:
    answer = CliRunner().invoke(cli, [*arguments, "--json"])
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def test_guides_that_are_sent_back_are_plans(tmp_path, monkeypatch):
    monkeypatch.setenv("USPEKH_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    form = tmp_path / "Планы.xlsx"
    run("template", str(form), "--year", "2024", "--plans")
    before = {row["organization"]: row for row in run("status", "--year", "2024")["organizations"]
              if row["indicator"] == "2" and row["year"] == 2024}  # fmt: skip
    loaded = run("load", str(form), "--by", "Редактор")
    assert loaded["accepted"] and loaded["changed"]["new"] > 0
    after = {row["organization"]: row for row in run("status", "--year", "2024")["organizations"]
             if row["indicator"] == "2" and row["year"] == 2024}  # fmt: skip
    schools = {code for code, row in before.items() if row["plan_kind"] == "guide"}
    # The six schools of the directory have a contingent; the guides of 2024 add up to the city's 1 350.
    assert len(schools) == 6 and sum(before[code]["plan"] for code in schools) == 1350
    assert {code: row["plan"] for code, row in after.items()} == {code: row["plan"] for code, row in before.items()}
    assert {after[code]["plan_kind"] for code in schools} == {"own"}
