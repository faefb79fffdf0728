"""What a file holds beside its cells is said in one line, only if somebody put it there, and stops nothing."""

from __future__ import annotations

import io
import struct
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from tests.actuals.conftest import HEADINGS, saved, workbook
from tests.actuals.old_workbooks import ods, xls
from uspekh.actuals.demo import starter_directory
from uspekh.actuals.opening import dropped
from uspekh.actuals.opening.dropped import dropped_parts
from uspekh.actuals.writing.template import write_template
from uspekh.passport.plan import load_plan
from uspekh.settings import data_folder

ROWS = [HEADINGS, ["Ш1", 2021, "год", 1, 100, 3]]
SECRETARY = "Громов Тимофей"


def report(change) -> bytes:
    """A report of one school in which something stands beside the cells."""
    book = openpyxl.load_workbook(io.BytesIO(workbook({"Показатели": ROWS})))
    change(book, book["Показатели"])
    return saved(book)


def with_part(name: str, content: bytes) -> bytes:
    """The report with one more part in its archive."""
    out = io.BytesIO(workbook({"Показатели": ROWS}))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def author(book, _sheet):
    book.properties.lastModifiedBy = SECRETARY


def note(_book, sheet):
    sheet["D2"].comment = Comment(f"уточнит {SECRETARY}", "Excel")


def header(_book, sheet):
    sheet.oddHeader.left.text = f"&D {SECRETARY}"


def typed_list(_book, sheet):
    sheet.add_data_validation(DataValidation("list", formula1=f'"{SECRETARY},нет"', sqref="H1"))


BESIDE = {
    "properties": (report(author), "свойства документа"),
    "notes": (report(note), "примечания к ячейкам"),
    "headers": (report(header), "колонтитулы"),
    "typed lists": (report(typed_list), "списки проверок"),
    "pivot cache": (
        with_part("xl/pivotCache/pivotCacheRecords1.xml", f"<r>{SECRETARY}</r>".encode()), "сводные таблицы",
    ),
    "embedded document": (with_part("xl/embeddings/oleObject1.bin", b"1"), "вложенные документы и рисунки"),
    "picture": (with_part("xl/media/image1.png", b"1"), "вложенные документы и рисунки"),
    "cache of another book": (with_part("xl/externalLinks/externalLink1.xml", b"<a/>"), "данные других книг"),
    "threaded note": (
        with_part("xl/threadedComments/threadedComment1.xml", b"<t>1</t>"), "примечания к ячейкам",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "what"), BESIDE.values(), ids=BESIDE.keys())
def test_what_stands_beside_the_cells_is_said_and_the_file_is_taken(read, content, what):
    reading = read(content)
    (problem,) = reading.problems
    assert (problem.code, problem.severity) == ("file.dropped", "info") and what in problem.message
    assert reading.accepted and len(reading.values) == 3
    assert SECRETARY not in str(reading)


def test_several_are_said_in_one_line(read):
    def all_of_them(book, sheet):
        for change in (author, note, header, typed_list):
            change(book, sheet)

    (problem,) = read(report(all_of_them)).problems
    assert problem.message.endswith("свойства документа, примечания к ячейкам, колонтитулы, списки проверок.")


def test_a_plain_file_and_our_own_form_have_nothing_to_say():
    plan = load_plan(data_folder() / "passport")
    form = write_template(plan, starter_directory(data_folder() / "demo"))
    for content in (workbook({"Показатели": ROWS}), form, ods({"Показатели": ROWS}), b"a;b\n1;2\n"):
        assert dropped_parts(content) == []


def test_a_note_and_a_header_of_an_open_document_are_seen():
    out = io.BytesIO(ods({"Показатели": ROWS}))
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(b"</table:table>", b"<office:annotation/></table:table>")
    field = "<text:p><text:sheet-name>???</text:sheet-name> Page 1</text:p>"
    own = f"<style:header>{field}</style:header><style:footer><text:p>{SECRETARY}</text:p></style:footer>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in (parts | {"styles.xml": own.encode()}).items():
            archive.writestr(name, content)
    assert dropped_parts(out.getvalue()) == ["примечания к ячейкам", "колонтитулы"]


def test_the_properties_of_a_file_of_the_old_format_are_seen(monkeypatch):
    words = SECRETARY.encode("cp1251") + b"\0"
    section = struct.pack("<4I2I", 24 + len(words), 1, 4, 16, 0x1E, len(words)) + words
    summary = bytes(44) + struct.pack("<I", 48) + section
    content = xls({"Показатели": ROWS})
    assert dropped_parts(content) == []
    monkeypatch.setattr(
        dropped, "stream", lambda _content, names: summary if "\x05SUMMARYINFORMATION" in names else b""
    )
    assert dropped_parts(content) == ["свойства документа"]
