"""The demonstration data: a starter directory and a workbook of invented actuals. They never enter the store."""

from __future__ import annotations

import logging
from pathlib import Path

import pandas as pd

from uspekh.actuals.directory import COLUMNS, complete
from uspekh.actuals.reading import read_workbook
from uspekh.actuals.values.frame import values_frame
from uspekh.passport.plan import Plan

DIRECTORY = "organizations.csv"
WORKBOOK = "actuals.xlsx"


_LOG = logging.getLogger(__name__)


def starter_directory(folder: Path) -> pd.DataFrame:
    """The shipped directory: columns ``COLUMNS``, texts ``str`` (missing where empty), contingent ``Int64``.

    A passport may come without a demonstration: then the directory is empty.
    """
    if not (folder / DIRECTORY).exists():
        return pd.DataFrame(columns=COLUMNS, dtype="str").astype({"contingent": "Int64"})
    frame = pd.read_csv(folder / DIRECTORY, dtype="str", na_values=[""], keep_default_na=False)
    return complete(frame.astype({"contingent": "Int64"}))


def load_demo(folder: Path, plan: Plan) -> pd.DataFrame:
    """The invented actuals as a tidy frame, empty where there are none.

    What does not fit the plan (an item whose number the document repeats) is left out and logged: no figure of a faulty
    passport may keep the others from being shown.
    """
    path = folder / WORKBOOK
    if not path.exists():
        return values_frame()
    starter = starter_directory(folder)
    reading = read_workbook(path.read_bytes(), path.name, plan, starter.iloc[:0], starter)
    for problem in reading.problems:
        if problem.severity == "error":
            _LOG.warning(
                "demonstration left out", extra={"place": f"{problem.sheet}, {problem.cell}", "why": problem.message}
            )
    return reading.values
