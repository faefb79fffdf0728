"""Tables of the document's template: a heading row that repeats, a row for each record, an optional total."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell, _Row

from uspekh.report.content.table import Column

TINTED = ("flag", "status", "state")
HEAD = "E7ECF2"


def table(document: Document, name: str, columns: Sequence[Column], *, total: bool = False) -> None:
    """The table ``name`` of the content with these columns."""
    grid = document.add_table(1, len(columns), style="Table Grid")
    _lay_out(grid, columns)
    for cell, column in zip(grid.rows[0].cells, columns, strict=True):
        _write(cell, column.heading, "Шапка таблицы", ALIGN.CENTER)
        _shade(cell)
    _flag_row(grid.rows[0], "w:tblHeader")
    _instruction(grid, f"{{%tr for row in {name}.rows %}}")
    _record(grid, columns, "row")
    _instruction(grid, "{%tr endfor %}")
    if total:
        _record(grid, columns, f"{name}.total", bold=True)
    else:
        _instruction(grid, f"{{%tr if not {name}.rows %}}")
        _instruction(grid, f"{{{{ {name}.empty }}}}")
        _instruction(grid, "{%tr endif %}")
    for row in grid.rows:
        _flag_row(row, "w:cantSplit")
        for cell, column in zip(row.cells, columns, strict=False):
            cell.width = Mm(column.width)


def signatures(document: Document, *, named: bool = True) -> None:
    """A row for each official: role and position, a line to sign on, the name or (``named`` false) a line for it."""
    document.add_paragraph()
    grid = document.add_table(0, 3)
    widths = (95.0, 40.0, 45.0)
    _lay_out(grid, [Column("", "", width) for width in widths])
    _instruction(grid, "{%tr for official in officials %}")
    cells = grid.add_row().cells
    _write(cells[0], "{{ official.role }}", "Normal", ALIGN.LEFT)
    cells[0].paragraphs[0].paragraph_format.space_after = Mm(0)
    cells[0].add_paragraph("{{ official.position }}", style="Ячейка")
    cells[0].add_paragraph("", style="Ячейка")
    _write(cells[1], "______________", "Normal", ALIGN.CENTER)
    if named:
        cells[1].add_paragraph("(подпись, дата)", style="Ячейка").alignment = ALIGN.CENTER
        _write(cells[2], "{{ official.name }}", "Normal", ALIGN.LEFT)
    else:
        cells[1].add_paragraph("(подпись)", style="Ячейка").alignment = ALIGN.CENTER
        _write(cells[2], "_________________", "Normal", ALIGN.CENTER)
        for line in ("(инициалы, фамилия)", "", "«___» ____________ 20___ г.", ""):
            cells[2].add_paragraph(line, style="Ячейка").alignment = ALIGN.CENTER
    _instruction(grid, "{%tr endfor %}")
    for row in grid.rows:
        _flag_row(row, "w:cantSplit")
        for cell, width in zip(row.cells, widths, strict=False):
            cell.width = Mm(width)


def _lay_out(grid: Table, columns: Sequence[Column]) -> None:
    grid.autofit = False
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, given in zip(grid.columns, columns, strict=True):
        column.width = Mm(given.width)
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("left", 57), ("right", 57)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    grid._tbl.tblPr.append(margins)


def _record(grid: Table, columns: Sequence[Column], name: str, *, bold: bool = False) -> None:
    for cell, column in zip(grid.add_row().cells, columns, strict=True):
        align = ALIGN.RIGHT if column.figures else ALIGN.LEFT
        tint = f"{{% cellbg {name}.tint %}}" if column.key in TINTED else ""
        _write(cell, f"{tint}{{{{ {name}.{column.key} }}}}", "Ячейка", align, bold=bold)


def _instruction(grid: Table, words: str) -> None:
    row = grid.add_row()
    cell = row.cells[0].merge(row.cells[-1])
    _write(cell, words, "Ячейка", ALIGN.LEFT)


def _write(cell: _Cell, words: str, style: str, align: ALIGN, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.alignment = align
    paragraph.add_run(words).bold = bold or None


def _flag_row(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", HEAD)):
        shade.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
