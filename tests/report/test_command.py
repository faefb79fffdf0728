"""The command writes each form from the store and refuses what it cannot write."""

from __future__ import annotations

import zipfile

import docx
import pytest
from click.testing import CliRunner

from uspekh.__main__ import cli


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("USPEKH_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite'}")
    return lambda *words: CliRunner().invoke(cli, ["report", *map(str, words)])


@pytest.mark.parametrize(
    ("form", "part"),
    [("docx", "word/document.xml"), ("pptx", "ppt/presentation.xml"), ("xlsx", "xl/workbook.xml")],
)
def test_an_empty_store_gives_a_report(run, tmp_path, form, part):
    out = tmp_path / f"отчёт.{form}"
    answer = run(out, "--year", "2023", "--org", "Ш2")
    assert answer.exit_code == 0
    assert part in zipfile.ZipFile(out).namelist()


def test_an_empty_store_gives_a_final_report_that_is_preliminary_before_the_end(run, tmp_path):
    out = tmp_path / "итог.docx"
    answer = run(out, "--final", "--as-of", "2023-06-01")
    assert answer.exit_code == 0, answer.output
    assert "отчёт предварительный" in "\n".join(paragraph.text for paragraph in docx.Document(out).paragraphs)


@pytest.mark.parametrize(
    "words",
    [
        ("a.odt",),
        ("a.pdf",),
        ("a.pptx", "--final"),
        ("a.pdf", "--final", "--year", "2023"),
        ("a.docx", "--year", "1999"),
        ("a.docx", "--org", "Ш99"),
    ],
)
def test_what_cannot_be_written_is_wrong_usage(run, tmp_path, words):
    assert run(tmp_path / words[0], *words[1:]).exit_code == 2
    assert not (tmp_path / words[0]).exists()
