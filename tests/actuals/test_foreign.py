"""Files that none of us wrote: odd, old, damaged, encrypted and hostile. None is a report of actuals."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from uspekh.actuals.opening.workbook import open_workbook
from uspekh.actuals.problems import Problem
from uspekh.settings import ROOT

FOLDER = Path(os.environ.get("USPEKH_FOREIGN_WORKBOOKS", ROOT.parent / "shared" / "workbooks" / "foreign"))
FILES = sorted(path for path in FOLDER.glob("*.*") if path.suffix != ".md") if FOLDER.is_dir() else []
here = pytest.mark.skipif(not FILES, reason=f"no foreign workbooks in {FOLDER}")


@here
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_foreign_workbook_is_answered(read, path):
    reading = read(path.read_bytes(), path.name)
    assert not reading.accepted
    assert reading.values.empty and reading.rows == 0
    errors: list[Problem] = [problem for problem in reading.problems if problem.severity == "error"]
    assert errors and all(re.search("[а-яё]{3}", problem.message) for problem in errors)


@here
def test_dates_of_both_systems_are_the_same_days():
    for ending in ("xlsx", "xls", "xlsb"):
        usual, mac = (_days(FOLDER / f"{name}.{ending}") for name in ("date", "date_1904"))
        assert usual and usual == mac


def _days(path: Path) -> list[object]:
    (sheet,) = open_workbook(path.read_bytes())
    return [cell for column in sheet.columns for cell in column]
