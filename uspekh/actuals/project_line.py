"""What a form says of its project, and what is said of a file whose project is another or unclear.

A name in the workbook says it, and a line on every sheet for a sheet that is sent alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from uspekh.actuals.opening.defined_names import read_named_texts
from uspekh.actuals.problems import Problem
from uspekh.russian.text import tidy

if TYPE_CHECKING:
    from uspekh.actuals.opening.workbook import Sheet

NAME = "Код_проекта"
"""The name in the workbook: it stands for the code itself, so that no title, sheet or row takes it away."""
UNCLEAR = "file.which_project"
"""The problem of a file of which a person has to say first whose it is."""
_WORDS = "код проекта:"
_CODE = "[0-9a-zа-яё][0-9a-zа-яё_-]{0,39}"
_NAMED = re.compile(_CODE, re.IGNORECASE)
_LINE = re.compile(rf"{_WORDS} ?({_CODE})", re.IGNORECASE)
_ROWS = 10
"""Rows at the top of a sheet in which the line is looked for; the same words further down are not it."""


@dataclass(frozen=True)
class ProjectLabel:
    """Whose form it is. ``in_titles``: the sheets say it too, where there are several projects to tell apart."""

    code: str
    in_titles: bool = True

    @property
    def formula(self) -> str:
        """What the name in the workbook stands for."""
        return f'"{self.code}"'


def with_project(title: str, label: ProjectLabel | None) -> str:
    """The title of a sheet with the code of its project, where titles are to say it."""
    return f"{title} ({_WORDS} {label.code})" if label and label.in_titles else title


def find_projects(content: bytes, sheets: Iterable[Sheet]) -> list[str]:
    """The codes that a file names, each once, in small letters: the name in the workbook, then the titles of sheets."""
    named = (text for text in read_named_texts(content, NAME) if _NAMED.fullmatch(text))
    cells = (cell for sheet in sheets for column in sheet.columns for cell in column[:_ROWS] if isinstance(cell, str))
    in_titles = (match[1] for cell in cells if (match := _LINE.search(tidy(cell))))
    return list(dict.fromkeys(code.lower() for code in (*named, *in_titles)))


def refuse_other_projects(named: Sequence[str], project: str) -> Iterator[Problem]:
    """Why a file that names other projects is not read into this ``project``; all of them are codes."""
    others = ", ".join(f"«{code}»" for code in named if code != project)
    if not others:
        return
    if project in named:
        what = f"В файле есть листы формы другого проекта (код {others})."
        advice = f"Оставьте в нём только листы проекта «{project}» или скачайте форму заново."
    else:
        what = f"Это форма другого проекта (код {others}), а загружается она в проект с кодом «{project}»."
        advice = "Откройте тот проект и загрузите файл в нём."
    yield Problem("error", "file.other_project", None, None, f"{what} Ничего не прочитано. {advice}")


def ask_for_project() -> Problem:
    """That a file may be of another project, too. Which one is not said: not everybody may see it."""
    message = (
        "В файле не указан проект, а столбцы его подходят и другому проекту. Укажите, какого проекта этот файл. Пока "
        "ничего не прочитано."
    )
    return Problem("error", UNCLEAR, None, None, message)


def say_confirmed(title: str) -> Problem:
    """What is left to say of such a file when a person has said whose it is."""
    message = (
        f"В файле не указан проект, такие же столбцы есть и в другом. При загрузке указано, что это отчёт проекта "
        f"«{title}»."
    )
    return Problem("info", "file.any_project", None, None, message)
