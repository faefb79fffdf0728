"""Word's own tables are read by their grid; hostile documents are refused in words."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from tests.importing.typing_word import WORDS, pack_document, type_document
from uspekh.actuals.opening.limits import Limits, Refusal
from uspekh.importing.document.grid import WIDTH, read_grid
from uspekh.importing.document.opening import open_document

TABLE = "<w:tbl><w:tr>{}</w:tr></w:tbl>"
CELL = "<w:tc>{}<w:p><w:r><w:t>а</w:t></w:r></w:p></w:tc>"


def read(content: bytes):
    return read_grid(content, None, Limits())


def of_body(body: str, before: str = "") -> bytes:
    return pack_document(f'{before}<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>')


def test_merged_cells_of_python_docx_are_one_cell_each():
    document = Document()
    document.add_paragraph("Паспорт")
    table = document.add_table(2, 4)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "№"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Сроки"
    table.cell(1, 1).text = "начало"
    buffer = io.BytesIO()
    document.save(buffer)
    paragraph, upper, lower = read(buffer.getvalue())
    assert (paragraph.table, paragraph.cells[0].text) == (0, "Паспорт")
    assert [cell.text for cell in upper.cells] == ["№", "Сроки", ""]
    quarter = WIDTH // 4
    assert (upper.cells[1].left, upper.cells[1].right) == (quarter, 3 * quarter)
    assert lower.cells[0].continued
    assert lower.cells[1].text == "начало"


def test_deleted_words_and_the_fallback_of_a_drawing_are_no_text():
    run = (
        "<w:r><w:t>было </w:t></w:r><w:del><w:r><w:delText>снято</w:delText></w:r></w:del><w:r><w:t>и есть</w:t></w:r>"
    )
    fallback = '<mc:Fallback xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><w:t>дважды</w:t></w:r></mc:Fallback>'
    (row,) = read(of_body(f"<w:p>{run}{fallback}</w:p>"))
    assert row.cells[0].text == "было и есть"


def test_the_letters_of_an_equation_are_text():
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    equation = f'<m:oMath xmlns:m="{math}"><m:r><m:t>F = ∑ K</m:t></m:r></m:oMath>'
    (row,) = read(of_body(f"<w:p>{equation}<w:r><w:t xml:space='preserve'> где</w:t></w:r></w:p>"))
    assert row.cells[0].text == "F = ∑ K где"


def test_numbers_that_word_writes_itself_are_counted():
    numbered = '<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="3"/></w:numPr></w:pPr></w:p></w:tc>'
    rows = "".join(f"<w:tr>{numbered.format(level)}{CELL.format('')}</w:tr>" for level in (0, 1, 1, 0))
    assert [row.cells[0].text for row in read(of_body(f"<w:tbl>{rows}</w:tbl>"))] == ["1.", "1.1.", "1.2.", "2."]


def test_entities_are_refused_before_they_grow():
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "&{name_before};&{name_before};">'
        for name_before, name in zip("abcdef", "bcdefg", strict=True)
    )
    with pytest.raises(Refusal, match="повреждён"):
        read(of_body("<w:p><w:r><w:t>&g;</w:t></w:r></w:p>", entities + "]>"))


@pytest.mark.parametrize("columns", [100_000, 9_999_999])
def test_a_table_of_too_many_columns_is_refused(columns):
    span = CELL.format(f'<w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>')
    with pytest.raises(Refusal, match="столбцов"):
        read(of_body(TABLE.format(span)))


def test_too_many_cells_and_too_deep_tables_are_refused():
    with pytest.raises(Refusal, match="слишком много данных"):
        read_grid(of_body(TABLE.format(CELL.format("") * 500)), None, Limits(looked_at=100))
    with pytest.raises(Refusal, match="длиннее 32767 знаков"):
        read(of_body(TABLE.format(f"<w:tc><w:p><w:r><w:t>{'а' * 40_000}</w:t></w:r></w:p></w:tc>")))
    with pytest.raises(Refusal, match="слишком много данных"):
        read(of_body("<w:tbl><w:tr><w:tc>" * 20 + "</w:tc></w:tr></w:tbl>" * 20))


def test_a_bomb_is_unpacked_no_further_than_it_may_be_long():
    bomb = of_body("<w:p>" + " " * 3_000_000 + "</w:p>")
    assert len(bomb) < 20_000
    with pytest.raises(Refusal, match="слишком много данных"):
        read_grid(bomb, None, Limits(unpacked=16))


def test_what_is_no_document_is_refused():
    with pytest.raises(Refusal, match="не документ Word"):
        read(b"%PDF-1.7")
    with pytest.raises(Refusal, match="паролем"):
        read(b"\xd0\xcf\x11\xe0" + bytes(100))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(Refusal, match="не документ Word"):
        read(buffer.getvalue())
    with pytest.raises(Refusal, match="повреждён"):
        read(pack_document("<w:document"))


def test_the_limited_process_reads_the_same_and_refuses_in_words():
    content = type_document(["Паспорт"])
    assert open_document(content) == read(content)
    with pytest.raises(Refusal, match="не документ Word"):
        open_document(b"text")
    with pytest.raises(Refusal, match="пуст"):
        open_document(b"")
