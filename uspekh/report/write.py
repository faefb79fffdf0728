"""The report written in one of its three forms, and the name of the file it is saved under."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.small_counts.screened import screened
from uspekh.passport.plan import Plan
from uspekh.report.content import phrases
from uspekh.report.content.contents import content
from uspekh.report.forms.document import document
from uspekh.report.forms.sheets import sheets
from uspekh.report.forms.slides import slides
from uspekh.report.progress import Progress, silent
from uspekh.russian.periods import YEAR, period_name

DOCX, PPTX, XLSX = "docx", "pptx", "xlsx"
FORMS = (DOCX, PPTX, XLSX)
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f«»]+')


def write_report(
    form: str,
    figures: Figures,
    folder: Path,
    *,
    decisions: pd.DataFrame | None = None,
    demonstration: bool = False,
    starter: bool = False,
    progress: Progress = silent,
) -> bytes:
    """The report in one of ``FORMS``.

    ``folder`` holds the templates; ``decisions``: columns ``deviations.DECISIONS``. Every page says that the figures
    are invented (``demonstration``) or that only the directory of organizations is (``starter``). ``progress`` hears
    what is being done. Small counts by health are left out of it, whoever asks: a report goes from hand to hand.
    """
    figures = screened(figures)
    progress(0.0, "Собираются таблицы")
    report = content(figures, decisions, banner=phrases.banner(demonstration, starter))
    if form == XLSX:
        written = sheets(figures, report, progress)
    else:
        make = {DOCX: document, PPTX: slides}[form]
        written = make(figures, report, folder, progress)
    progress(1.0, "Готово")
    return written


def file_name(plan: Plan, selection: Selection, ending: str) -> str:
    """«Отчёт Успех каждого ребенка 2023 9 месяцев Ш2.docx»: no mark in it that a file system forbids."""
    period = "" if selection.months == YEAR else period_name(selection.months)
    title = plan.head["project"].get("short_title") or plan.title
    parts = ["Отчёт", title, str(selection.year), period, *selection.organizations]
    words = _FORBIDDEN.sub(" ", " ".join(part for part in parts if part))
    return f"{' '.join(words.split())}.{ending.removeprefix('.')}"
