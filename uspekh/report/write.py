"""One door to the three forms of the report."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.screened import screened
from uspekh.report.document import document
from uspekh.report.progress import Progress, silent
from uspekh.report.sheets import sheets
from uspekh.report.slides import slides

DOCX, PPTX, XLSX = "docx", "pptx", "xlsx"
FORMS = (DOCX, PPTX, XLSX)


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
    """The report in one of ``FORMS``; ``folder`` holds the templates, the rest as of ``document.document``.

    Small counts by health are left out of it (``monitoring.screened``), whoever asks: a report goes from hand to hand.
    """
    figures = screened(figures)
    if form == XLSX:
        return sheets(figures, decisions=decisions, demonstration=demonstration, starter=starter, progress=progress)
    make = {DOCX: document, PPTX: slides}[form]
    return make(figures, folder, decisions=decisions, demonstration=demonstration, starter=starter, progress=progress)
