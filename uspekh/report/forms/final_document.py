"""The final report as a document: the template ``final.docx``, which an office may edit, with the sections put in."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate

from uspekh.report.content.cells import text
from uspekh.report.content.final.sections import FinalReport, NumberedTable, Section
from uspekh.report.content.table import Column, Row
from uspekh.report.forms.deck import TemplateDamaged
from uspekh.report.forms.properties import reset_properties

TEMPLATE = "final.docx"
SECTIONS, ANNEXES = "[разделы отчёта]", "[приложения]"
"""Paragraphs of the template in whose place the sections and the annexes are put."""
_CELL, _HEAD, _NOTE = "Ячейка", "Шапка таблицы", "Примечание"
_TINTED = ("flag", "state")
_SHADE, _TOTAL = "E7ECF2", "EEF2F6"
_TWIPS = 56.7
"""In a millimetre."""
_NARROW, _WIDE = 180, 267
"""Width of the text in millimetres, upright and on its side."""


def final_document(report: FinalReport, folder: Path) -> bytes:
    """The report as ``.docx``; ``folder`` holds the template. Raises ``TemplateDamaged``."""
    template = DocxTemplate(folder / TEMPLATE)
    template.init_docx()
    head = {name: getattr(report, name) for name in ("project", "municipality", "period", "as_of", "preliminary")}
    officials = [{"role": role, "position": position} for role, position in report.officials]
    template.render({**head, "banner": report.banner, "officials": officials}, autoescape=True)
    styles = {style.name: str(style.style_id) for style in template.docx.styles if style.name}
    numbered = report.numbered_tables()
    for where, sections, width in ((SECTIONS, report.sections, _NARROW), (ANNEXES, report.annexes, _WIDE)):
        paragraph = _paragraph_of(template.docx.paragraphs, where)
        for section in sections:
            for element in _Writer(styles, width).section(section, numbered):
                paragraph._p.addprevious(element)
        paragraph._p.getparent().remove(paragraph._p)
    reset_properties(template.docx.core_properties, report.title)
    out = BytesIO()
    template.save(out)
    return out.getvalue()


def _paragraph_of(paragraphs: list[Paragraph], words: str) -> Paragraph:
    for paragraph in paragraphs:
        if paragraph.text.strip() == words:
            return paragraph
    raise TemplateDamaged(f"{TEMPLATE}: нет абзаца «{words}»")


class _Writer:
    """Makes the elements of sections as XML: a table of a thousand rows takes python-docx minutes.

    ``styles``: numbers of the template's styles by their names; ``width`` of the text in millimetres.
    """

    def __init__(self, styles: dict[str, str], width: int) -> None:
        self._styles = styles
        self._width = width

    def section(self, section: Section, numbered: list[NumberedTable]) -> list[BaseOxmlElement]:
        """Heading, sentences and tables."""
        parts = [self._paragraph(section.heading, "Heading 1")]
        parts += [self._paragraph(sentence, "Normal") for sentence in section.sentences]
        for each in numbered:
            if each.section is section:
                parts += [self._paragraph(each.caption, "Caption"), self._table(each)]
                parts += [self._paragraph(note, _NOTE) for note in each.table.notes or ("",)]
        return [parse_xml(part) for part in parts]

    def _paragraph(self, words: str, style: str, *, align: str = "left", bold: bool = False, root: bool = True) -> str:
        spaces = f" {nsdecls('w')}" if root else ""
        looks = f'<w:pStyle w:val="{escape(self._styles.get(style, style))}"/><w:jc w:val="{align}"/>'
        face = "<w:rPr><w:b/></w:rPr>" if bold else ""
        lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split("\n"))
        return f"<w:p{spaces}><w:pPr>{looks}</w:pPr><w:r>{face}{lines}</w:r></w:p>"

    def _table(self, each: NumberedTable) -> str:
        table = each.table
        whole = sum(column.width for column in table.columns)
        widths = [int(_TWIPS * self._width * column.width / whole) for column in table.columns]
        columns = list(zip(table.columns, widths, strict=True))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        heads: Row = {column.key: column.heading for column in table.columns}
        rows = [self._row(columns, heads, head=True), *(self._row(columns, row) for row in table.rows)]
        if not table.rows:
            rows.append(self._empty(table.empty, sum(widths), len(widths)))
        if table.total:
            rows.append(self._row(columns, table.total, whole=True))
        looks = (
            f'<w:tblStyle w:val="{escape(self._styles.get("Table Grid", "TableGrid"))}"/><w:tblW w:w="{sum(widths)}" '
            'w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
            '<w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
        )
        return f"<w:tbl {nsdecls('w')}><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"

    def _row(self, columns: list[tuple[Column, int]], row: Row, *, head: bool = False, whole: bool = False) -> str:
        repeats = "<w:tblHeader/>" if head else ""
        cells = "".join(self._cell(column, width, row, head=head, whole=whole) for column, width in columns)
        return f"<w:tr><w:trPr><w:cantSplit/>{repeats}</w:trPr>{cells}</w:tr>"

    def _cell(self, column: Column, width: int, row: Row, *, head: bool, whole: bool) -> str:
        tint = text(row.get("tint", "")) if column.key in _TINTED else ""
        fill = _SHADE if head else tint or (_TOTAL if whole else "")
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{escape(fill)}"/>' if fill else ""
        align = "center" if head else "right" if column.figures else "left"
        words = self._paragraph(
            text(row.get(column.key, "")), _HEAD if head else _CELL, align=align, bold=whole, root=False
        )
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{words}</w:tc>'

    def _empty(self, words: str, width: int, span: int) -> str:
        looks = f'<w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{span}"/>'
        return f"<w:tr><w:tc><w:tcPr>{looks}</w:tcPr>{self._paragraph(words, _CELL, root=False)}</w:tc></w:tr>"
