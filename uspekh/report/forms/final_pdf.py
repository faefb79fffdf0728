"""The final report as PDF/A-2a and PDF/UA-1, set by Typst: the same bytes of the same report."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from uspekh.report.content.cells import text
from uspekh.report.content.final.sections import FinalReport, NumberedTable, Section
from uspekh.report.content.table import Row, Table
from uspekh.report.forms.deck import TemplateDamaged
from uspekh.settings import ROOT

TEMPLATE = "final.typ"
FONTS = ROOT / "static" / "fonts"
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
_TINTED = ("flag", "state")


def final_pdf(report: FinalReport, folder: Path) -> bytes:
    """The report as PDF; ``folder`` holds the template. Raises ``TemplateDamaged`` where an edited one cannot be set.

    The words reach the template as data, never as its source: nothing in them is a command of Typst.
    """
    try:
        written = typst.compile(
            str(folder / TEMPLATE),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"report": json.dumps(_content(report), ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=datetime.combine(report.day, datetime.min.time(), UTC),
        )
    except typst.TypstError as error:
        raise TemplateDamaged(f"{TEMPLATE}: {error.message}") from error
    return bytes(written)


def _content(report: FinalReport) -> dict[str, Any]:
    numbered = report.numbered_tables()
    return {
        **{name: getattr(report, name) for name in ("title", "project", "municipality", "period", "as_of")},
        **{name: getattr(report, name) for name in ("preliminary", "banner", "officials")},
        "sections": [_section(section, numbered) for section in report.sections],
        "annexes": [_section(section, numbered) for section in report.annexes],
    }


def _section(section: Section, numbered: list[NumberedTable]) -> dict[str, Any]:
    tables = [_table(each.caption, each.table) for each in numbered if each.section is section]
    return {"heading": section.heading, "sentences": section.sentences, "tables": tables}


def _table(caption: str, table: Table) -> dict[str, Any]:
    return {
        "caption": caption,
        "columns": [{"heading": c.heading, "width": c.width, "figures": c.figures} for c in table.columns],
        "rows": [_row(row, table) for row in table.rows],
        "total": _row(table.total, table) if table.total else [],
        "empty": table.empty,
        "notes": table.notes,
    }


def _row(row: Row, table: Table) -> list[dict[str, str]]:
    tint = text(row.get("tint", ""))
    return [
        {"words": text(row.get(column.key, "")), "tint": tint if column.key in _TINTED else ""}
        for column in table.columns
    ]
