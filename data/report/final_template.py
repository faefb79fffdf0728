"""The template of the final report: a title page, a place for the sections, signatures, a place for the annexes."""

from __future__ import annotations

from pathlib import Path

import docx
from document_template import add_running_heads, make_styles
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.section import Section
from docx.shared import Mm, Pt
from leftovers import drop_leftovers
from table_template import signatures

from uspekh.report.forms.final_document import ANNEXES, SECTIONS
from uspekh.report.forms.properties import reset_properties


def make_final(path: Path) -> None:
    """Writes the template."""
    document = docx.Document()
    make_styles(document)
    _size(document.sections[0], 210, 297)
    document.sections[0].different_first_page_header_footer = True
    add_running_heads(document.sections[0])
    _title(document)
    document.add_paragraph(SECTIONS)
    signatures(document, named=False)
    annexes = document.add_section(WD_SECTION.NEW_PAGE)
    annexes.orientation = WD_ORIENT.LANDSCAPE
    annexes.different_first_page_header_footer = False
    _size(annexes, 297, 210)
    document.add_paragraph(ANNEXES)
    reset_properties(document.core_properties)
    drop_leftovers(document.part.package.rels)
    document.save(str(path))


def _size(section: Section, width: int, height: int) -> None:
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin, section.right_margin = Mm(20), Mm(10)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(9)


def _title(document: Document) -> None:
    arms = document.add_paragraph("{# Место для герба: вставьте рисунок в этот абзац. #}")
    arms.alignment = ALIGN.CENTER
    lines = (
        ("{{ municipality }}", 12, 120),
        ("ИТОГОВЫЙ ОТЧЁТ", 20, 8),
        ("о реализации муниципального проекта", 14, 6),
        ("«{{ project }}»", 16, 6),
        ("за {{ period }}", 14, 24),
    )
    for words, size, after in lines:
        paragraph = document.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        paragraph.paragraph_format.space_after = Pt(after)
        written = paragraph.add_run(words)
        written.font.size, written.bold = Pt(size), size > 14
    for words in ("По данным на {{ as_of }}", "{{ preliminary }}"):
        document.add_paragraph(words).alignment = ALIGN.CENTER
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
