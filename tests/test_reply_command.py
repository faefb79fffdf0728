"""``check FILE --reply OUT.xlsx``: the file with its cells at fault coloured."""

from __future__ import annotations

import openpyxl
import pytest
from click.testing import CliRunner

from tests.actuals.conftest import workbook
from uspekh.commands.group import cli

FILE = {"Показатели": [["Организация", "Год", "П2 Охвачено, чел."], ["ДДТ", 2023, "сорок"]]}


@pytest.fixture
def check(tmp_path, monkeypatch):
    monkeypatch.setenv("USPEKH_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    file = tmp_path / "отчёт.xlsx"
    file.write_bytes(workbook(FILE))
    return lambda *more: CliRunner().invoke(cli, ["check", str(file), *map(str, more)])


def test_the_reply_is_written_beside_the_answer(check, tmp_path):
    done = check("--reply", tmp_path / "ответ.xlsx")
    assert done.exit_code == 1 and "не принят" in done.output
    book = openpyxl.load_workbook(tmp_path / "ответ.xlsx")
    assert book["Показатели"]["C2"].value == "сорок" and "не число" in book["Показатели"]["C2"].comment.text


def test_one_reply_is_of_one_file(check, tmp_path):
    done = check(tmp_path / "отчёт.xlsx", "--reply", tmp_path / "ответ.xlsx")
    assert done.exit_code == 2 and not (tmp_path / "ответ.xlsx").exists()
