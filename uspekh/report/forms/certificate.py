"""«Справка» as a document: a landscape page with a table of years."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.small_counts.screened import screened
from uspekh.report.content.cells import text
from uspekh.report.content.certificate import certificate
from uspekh.report.content.phrases import banner
from uspekh.report.content.table import Table
from uspekh.report.forms.properties import reset_properties

_FONT, _SIZE, _SMALL = "Arial", Pt(10), Pt(8.5)
_PAGE, _MARGIN = (Mm(297), Mm(210)), Mm(15)


def write_certificate(
    figures: Figures, organization: str, *, demonstration: bool = False, starter: bool = False
) -> bytes:
    """The certificate of an organization of the selection as ``.docx``.

    Small counts by health are left out of it, whoever asks: it goes from hand to hand.
    """
    content = certificate(screened(figures), organization, banner=banner(demonstration, starter))
    document = Document()
    _set_page(document)
    if content.banner:
        _write(document.add_paragraph(), content.banner, _SIZE, bold=True).font.color.rgb = RGBColor(0xA8, 0x1E, 0x2D)
    _write(document.add_paragraph(), content.title, Pt(14), bold=True)
    for line in (content.organization, f"Проект «{content.project}»", content.sentence):
        _write(document.add_paragraph(), line, _SIZE)
    _add_table(document, content.table)
    for number, note in enumerate(content.notes):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(0 if number else 6)
        _write(paragraph, note, _SMALL)
    reset_properties(document.core_properties, content.title)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_page(document: Doc) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    usual = document.styles["Normal"]
    usual.font.name = _FONT
    usual.paragraph_format.space_after = Pt(3)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "ru-RU")
    usual.element.get_or_add_rPr().append(language)


def _add_table(document: Doc, table: Table) -> None:
    """Headings that repeat on a further page, then the rows; figures stand at the right."""
    drawn = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    drawn.autofit = False
    for row in table.rows:
        drawn.add_row()
        for column, cell in zip(table.columns, drawn.rows[-1].cells, strict=True):
            paragraph = cell.paragraphs[0]
            _write(paragraph, text(row[column.key]), _SMALL)
            if column.figures:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for column, cell in zip(table.columns, drawn.rows[0].cells, strict=True):
        _write(cell.paragraphs[0], column.heading, _SMALL, bold=True)
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    drawn.rows[0]._tr.get_or_add_trPr().append(head)
    for number, column in enumerate(table.columns):
        # An office goes by the grid or by the cells, each its own way.
        drawn.columns[number].width = Mm(column.width)
        for row_drawn in drawn.rows:
            row_drawn.cells[number].width = Mm(column.width)


def _write(paragraph: Paragraph, words: str, size: Pt, *, bold: bool = False) -> Run:
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(words)
    run.font.size, run.font.bold = size, bold
    return run
