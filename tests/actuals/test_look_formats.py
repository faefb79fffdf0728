"""The look of .xls and .ods: the same things seen there as in .xlsx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from html import escape

import pytest
import xlwt

from tests.actuals.conftest import HEADINGS, reported
from tests.actuals.old_workbooks import xlsb
from uspekh.actuals.content import FileContent
from uspekh.actuals.look.find import see_sheets
from uspekh.actuals.opening.limits import Limits
from uspekh.actuals.opening.workbook import open_workbook

P = "Показатели"


def codes_and_cells(answer: FileContent) -> list[tuple[str, str | None]]:
    return sorted((problem.code, problem.cell or "") for problem in answer.problems)


def _font(*, struck: bool = False, raised: bool = False) -> xlwt.Font:
    font = xlwt.Font()
    font.struck_out = struck
    font.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT if raised else xlwt.Font.ESCAPEMENT_NONE
    return font


def _style(number_format: str = "General", font: xlwt.Font | None = None) -> xlwt.XFStyle:
    style = xlwt.XFStyle()
    style.num_format_str = number_format
    style.font = font or xlwt.Font()
    return style


def xls() -> bytes:
    """Every trouble once; see ``EXPECTED``."""
    book = xlwt.Workbook()
    sheet = book.add_sheet(P)
    for column, heading in enumerate(HEADINGS):
        sheet.write(0, column, heading)
    sheet.write_merge(1, 4, 1, 1, 2021)
    sheet.write_merge(1, 2, 2, 2, "I полугодие")
    sheet.write_merge(1, 2, 5, 5, 7)
    for row, organization in enumerate(("Ш1", "К", "Ш2", "МО"), start=1):
        sheet.write(row, 0, organization)
    for row in (3, 4):
        sheet.write(row, 2, "год")
    sheet.write_rich_text(1, 3, ["48", ("1", _font(raised=True))])
    sheet.write_rich_text(2, 3, [("48", _font(struck=True)), " 52"])
    sheet.write(1, 4, 1, _style("0%"))
    sheet.write(2, 4, 12, _style('0" тыс."'))
    sheet.write(3, 3, 9, _style(font=_font(struck=True)))
    sheet.write(4, 3, 30, _style('0" чел."'))
    sheet.row(4).hidden = True
    sheet.col(4).hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        "office": "office", "table": "table", "text": "text", "style": "style", "number": "datastyle",
        "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip
_STYLES = """
<style:style style:name="raised" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="struck" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
<number:percentage-style style:name="N1"><number:number number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<number:number-style style:name="N2"><number:number number:min-integer-digits="1"/><number:text> тыс.</number:text></number:number-style>
<number:number-style style:name="N3P0"><number:number number:min-integer-digits="1"/><number:text> чел.</number:text></number:number-style>
<number:number-style style:name="N3"><number:number number:min-integer-digits="1"/><style:map style:condition="value()&gt;=0" style:apply-style-name="N3P0"/></number:number-style>
<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="ce3" style:family="table-cell" style:data-style-name="N3"/>
<style:style style:name="ce4" style:family="table-cell" style:parent-style-name="crossed"/>
<style:style style:name="crossed" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>
"""  # noqa: E501


def _cell(words: object, attributes: str = "") -> str:
    if isinstance(words, int):
        kind = f'office:value-type="float" office:value="{words}"'
        return f"<table:table-cell {kind} {attributes}><text:p>{words}</text:p></table:table-cell>"
    inside = words if isinstance(words, str) and words.startswith("<") else escape(str(words))
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{inside}</text:p></table:table-cell>'


def _styled(name: str) -> str:
    return f'table:style-name="{name}"'


def _high(rows: int) -> str:
    return f'table:number-columns-spanned="1" table:number-rows-spanned="{rows}"'


COVERED = "<table:covered-table-cell/>"
BLANK = "<table:table-cell/>"


def document(table: str) -> bytes:
    """An .ods of the columns and rows of «Показатели»."""
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{_STYLES}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="{P}">{table}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return buffer.getvalue()


def ods() -> bytes:
    """The same as ``xls``, with a percentage that a column gives and cells that stand for a thousand rows."""
    rows = [
        [_cell("Ш1"), _cell(2021, _high(4)), _cell("I полугодие", _high(2)),
         _cell('<text:span>48<text:span text:style-name="raised">1</text:span></text:span>'), _cell(1),
         _cell(7, _high(2))],
        [_cell("К"), COVERED, COVERED, _cell('<text:span text:style-name="struck">48</text:span> 52'),
         _cell(12, _styled("ce2")), COVERED],
        [_cell("Ш2"), COVERED, _cell("год"), _cell(9, _styled("ce4")), BLANK, BLANK],
    ]  # fmt: skip
    last = "".join([_cell("МО"), COVERED, _cell("год"), _cell(30, _styled("ce3")), BLANK, BLANK])
    body = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in [[*map(_cell, HEADINGS)], *rows])
    columns = (
        '<table:table-column table:number-columns-repeated="4"/>'
        '<table:table-column table:visibility="collapse" table:default-cell-style-name="ce1"/>'
        '<table:table-column table:number-columns-repeated="16379"/>'
    )
    hidden = f'<table:table-row table:visibility="collapse">{last}</table:table-row>'
    empty = '<table:table-row table:number-rows-repeated="1048571" table:visibility="collapse"><table:table-cell '
    return document(f'{columns}{body}{hidden}{empty} table:number-columns-repeated="16384"/></table:table-row>')


EXPECTED = sorted([
    ("look.left_out", "D2"), ("look.left_out", "D3"), ("merge.number", "F2"), ("number.percent", "E2"),
    ("number.scale", "E3"), ("look.struck", "D4"), ("row.hidden", "A5"), ("column.hidden", "E2"),
])  # fmt: skip


@pytest.mark.parametrize("make", [xls, ods])
def test_everything_is_seen_in_every_format(read_here, make: Callable[[], bytes]):
    answer = read_here(make())
    assert codes_and_cells(answer) == EXPECTED
    values = reported(answer)
    assert (values["Ш1", 2021, 6, "p1_engaged"], values["К", 2021, 6, "p1_engaged"]) == (48, 52)
    assert values["МО", 2021, 12, "p1_engaged"] == 30 and ("К", 2021, 6, "p2_covered") not in values


def test_a_document_whose_styles_go_round_in_a_circle_is_read(read_here):
    circle = '<style:style style:name="ce9" style:family="table-cell" style:parent-style-name="ce9"/>'
    rows = [[*map(_cell, HEADINGS)], [_cell("Ш1"), _cell(2021), _cell("год"), _cell(5, _styled("ce9"))]]
    body = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    assert codes_and_cells(read_here(document(circle + body))) == []


def test_cells_that_stand_for_millions_are_not_looked_at():
    many = _cell(5, 'table:number-columns-repeated="9"')
    content = document(f'<table:table-row table:number-rows-repeated="90000">{many}</table:table-row>')
    sheets = open_workbook(content)
    seen, problems = see_sheets(content, sheets, Limits())
    assert seen[0].look is None and [problem.code for problem in problems] == ["look.unchecked"]


def test_a_binary_workbook_is_read_without_its_look(read_here):
    row = ["Ш1", 2021, "год", 5, 100, 7]
    assert codes_and_cells(read_here(xlsb({P: [HEADINGS, row]}))) == [("look.unchecked", "")]
    blank = read_here(xlsb({P: [HEADINGS, row, ["К", 2021, None, 5, None, 7]]}))
    assert codes_and_cells(blank) == [("look.unchecked", ""), ("period.missing", "C3")]


def test_merges_of_many_sheets_are_counted_together():
    book = xlwt.Workbook()
    for number in range(4):
        book.add_sheet(f"Лист {number}").write_merge(0, 199, 0, 99, "слово")
    buffer = io.BytesIO()
    book.save(buffer)
    # Four ranges of 20 000 cells each: more than is looked at, though no sheet has as many.
    seen, problems = see_sheets(buffer.getvalue(), open_workbook(buffer.getvalue()), Limits())
    assert {sheet.look for sheet in seen} == {None} and [each.code for each in problems] == ["look.unchecked"]
