"""Names of the files people download."""

from __future__ import annotations

import re

from uspekh.monitoring.selection import Selection
from uspekh.passport.plan import Plan
from uspekh.russian.periods import YEAR, period_name

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f«»]+')


def file_name(plan: Plan, selection: Selection, ending: str) -> str:
    """«Отчёт Успех каждого ребенка 2023 9 месяцев Ш2.docx»: no mark in it that a file system forbids."""
    period = "" if selection.months == YEAR else period_name(selection.months)
    title = plan.head["project"].get("short_title") or plan.title
    parts = ["Отчёт", title, str(selection.year), period, *selection.organizations]
    words = _FORBIDDEN.sub(" ", " ".join(part for part in parts if part))
    return f"{' '.join(words.split())}.{ending.removeprefix('.')}"
