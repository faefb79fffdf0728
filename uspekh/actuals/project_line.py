"""The line of a form that names its project: on every sheet, so that a sheet sent alone names it too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from uspekh.russian.text import tidy

if TYPE_CHECKING:
    from uspekh.actuals.opening.workbook import Sheet

_WORDS = "код проекта:"
_CODE = re.compile(rf"{_WORDS} ?([0-9a-zа-яё][0-9a-zа-яё_-]{{0,39}})", re.IGNORECASE)
_ROWS = 10
"""Rows at the top of a sheet in which the line is looked for; the same words further down are not it."""


def with_project(title: str, code: str | None) -> str:
    """The title of a sheet with the code of its project; without one where the form is of the only project."""
    return title if code is None else f"{title} ({_WORDS} {code})"


def find_projects(sheets: Iterable[Sheet]) -> list[str]:
    """The codes that the first rows of some sheets name, each once, in small letters."""
    cells = (cell for sheet in sheets for column in sheet.columns for cell in column[:_ROWS] if isinstance(cell, str))
    return list(dict.fromkeys(match[1].lower() for cell in cells if (match := _CODE.search(tidy(cell)))))
