"""The template of the letter that asks for amendments of the passport: A4 on its side, a table, a signature."""

from __future__ import annotations

from pathlib import Path

import docx
from document_template import field, make_styles
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm
from leftovers import drop_leftovers
from table_template import signatures, table

from uspekh.letter.amendments import COLUMNS
from uspekh.report.forms.properties import reset_properties


def make_letter(path: Path) -> None:
    """Writes the template."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(20), Mm(12)
    section.top_margin = section.bottom_margin = Mm(17)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    numbered = section.header.paragraphs[0]
    numbered.alignment = ALIGN.CENTER
    field(numbered, "PAGE", "2")
    make_styles(document)
    addressee = document.add_paragraph("{{ addressee }}")
    addressee.paragraph_format.left_indent = Mm(170)
    document.add_paragraph(
        "О внесении изменений в паспорт проекта «{{ project }}»", style="Title"
    ).alignment = ALIGN.LEFT
    document.add_paragraph(
        "При проверке утверждённого паспорта проекта «{{ project }}» найдены противоречия и пробелы. "
        "Просим внести в паспорт {{ count }}:"
    )
    table(document, "amendments", COLUMNS)
    signatures(document)
    reset_properties(document.core_properties)
    drop_leftovers(document.part.package.rels)
    document.save(str(path))
