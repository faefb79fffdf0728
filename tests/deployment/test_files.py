"""Files from outside at the terminal: too big a one is not read whole, and no name is taken for a path."""

from __future__ import annotations

import json
import os
import zipfile

import pytest
from click.testing import CliRunner

from tests.filling import filled_form
from tests.persons import ADMINISTRATOR
from uspekh.__main__ import cli
from uspekh.actuals.opening.workbook import open_workbook
from uspekh.store.database.engine import open_store
from uspekh.store.uploads.journal import journal

TERABYTE = 1024**4


@pytest.fixture
def database(tmp_path, monkeypatch) -> str:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    monkeypatch.setenv("USPEKH_DATABASE_URL", url)
    return url


@pytest.mark.parametrize("command", ["check", "load"])
def test_a_file_no_memory_holds_is_refused_in_a_sentence(database, tmp_path, command) -> None:
    file = tmp_path / "Отчёт.xlsx"
    file.touch()
    os.truncate(file, TERABYTE)  # takes no room on the disk; read whole it would take more than there is
    done = CliRunner().invoke(cli, [command, str(file), "--json"])
    assert done.exit_code == 1
    (problem,) = json.loads(done.stdout)["problems"]
    assert (problem["code"], problem["message"]) == (
        "file.too_big",
        "Файл больше 50 МБ. Разделите его по годам или листам.",
    )


def test_names_inside_an_archive_are_not_written_anywhere(tmp_path, monkeypatch) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    monkeypatch.chdir(inside)
    book = filled_form(tmp_path / "Отчёт.xlsx", 700)
    sheets = len(open_workbook(book.read_bytes()))
    with zipfile.ZipFile(book, "a") as archive:
        for name in ("../escaped", f"{tmp_path}/absolute", "..\\..\\back"):
            archive.writestr(name, "written")
    before = sorted(tmp_path.rglob("*"))
    assert len(open_workbook(book.read_bytes())) == sheets
    assert sorted(tmp_path.rglob("*")) == before


def test_the_name_of_a_file_is_kept_as_a_word(database, tmp_path) -> None:
    form = filled_form(tmp_path / "..%2f..%2fetc%2fpasswd\n.xlsx", 700)
    before = sorted(tmp_path.iterdir())
    assert CliRunner().invoke(cli, ["load", str(form), "--by", "../../Иванова"]).exit_code == 0
    made = {path.name for path in tmp_path.iterdir()} - {path.name for path in before}
    assert {name for name in made if not name.startswith("store.sqlite")} == set()
    engine = open_store(database)
    assert journal(engine, ADMINISTRATOR)["file_name"].tolist() == [form.name]
    engine.dispose()
