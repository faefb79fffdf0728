"""A report written in one of its forms, and the name of the file it is saved under.

Each form has a large library of its own: whoever makes no file loads none of them, who makes one, that of its form.
"""

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
from uspekh.report.content.final.sections import final_report
from uspekh.report.progress import Progress, silent
from uspekh.russian.periods import YEAR, period_name

DOCX, PPTX, XLSX, PDF = "docx", "pptx", "xlsx", "pdf"
FORMS, FINAL_FORMS = (DOCX, PPTX, XLSX), (DOCX, XLSX, PDF)
"""Of the meeting's report, and of the final report of the project."""
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f«»]+')


def write_report(
    form: str,
    figures: Figures,
    folder: Path,
    *,
    decisions: pd.DataFrame | None = None,
    lowered: pd.DataFrame | None = None,
    demonstration: bool = False,
    starter: bool = False,
    progress: Progress = silent,
) -> bytes:
    """The report in one of ``FORMS``.

    ``folder`` holds the templates; ``decisions``: columns ``decisions.DECISIONS``; ``lowered``: plans of organizations
    that were made easier (``plans.organization_plans.lowered_plans``). Every page says that the figures
    are invented (``demonstration``) or that only the directory of organizations is (``starter``). ``progress`` hears
    what is being done. Small counts by health are left out of it, whoever asks: a report goes from hand to hand.
    """
    figures = screened(figures)
    progress(0.0, "Собираются таблицы")
    report = content(figures, decisions, banner=phrases.banner(demonstration, starter), lowered=lowered)
    if form == XLSX:
        from uspekh.report.forms.sheets import sheets

        written = sheets(figures, report, progress)
    elif form == DOCX:
        from uspekh.report.forms.document import document

        written = document(figures, report, folder, progress)
    else:
        from uspekh.report.forms.slides import slides

        written = slides(figures, report, folder, progress)
    progress(1.0, "Готово")
    return written


def write_final(
    form: str,
    figures: Figures,
    folder: Path,
    *,
    uploads: pd.DataFrame,
    decisions: pd.DataFrame | None = None,
    lowered: pd.DataFrame | None = None,
    demonstration: bool = False,
    starter: bool = False,
    progress: Progress = silent,
) -> bytes:
    """The final report of the project in one of ``FINAL_FORMS``; what else it takes as of ``write_report``.

    ``figures``: of ``select_whole_project``; ``uploads``: the journal (``id, file_name, by, at, undone_at, sent_by``).
    """
    progress(0.0, "Собираются таблицы")
    banner = phrases.banner(demonstration, starter)
    report = final_report(screened(figures), decisions, uploads, banner=banner, lowered=lowered)
    progress(0.5, "Записывается отчёт")
    if form == XLSX:
        from uspekh.report.forms.sheets import final_sheets

        written = final_sheets(report, progress)
    elif form == DOCX:
        from uspekh.report.forms.final_document import final_document

        written = final_document(report, folder)
    else:
        from uspekh.report.forms.final_pdf import final_pdf

        written = final_pdf(report, folder)
    progress(1.0, "Готово")
    return written


def final_file_name(plan: Plan, ending: str) -> str:
    """«Итоговый отчёт Успех каждого ребенка 2019–2024.pdf»."""
    return _saved(["Итоговый отчёт", _short_title(plan), f"{plan.years[0]}–{plan.years[-1]}"], ending)


def file_name(plan: Plan, selection: Selection, ending: str) -> str:
    """«Отчёт Успех каждого ребенка 2023 9 месяцев Ш2.docx»: no mark in it that a file system forbids."""
    period = "" if selection.months == YEAR else period_name(selection.months)
    return _saved(["Отчёт", _short_title(plan), str(selection.year), period, *selection.organizations], ending)


def _short_title(plan: Plan) -> str:
    return str(plan.head["project"].get("short_title") or plan.title)


def _saved(parts: list[str], ending: str) -> str:
    words = _FORBIDDEN.sub(" ", " ".join(part for part in parts if part))
    return f"{' '.join(words.split())}.{ending.removeprefix('.')}"
