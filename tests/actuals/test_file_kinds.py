"""Files as other programs write them: read where they are sound, else refused with the word of what they are."""

from __future__ import annotations

import io
import re
import struct
import zipfile

import pytest

from tests.actuals.compound import compound
from tests.actuals.conftest import HEADINGS, given, places, workbook
from uspekh.actuals.opening.limits import Limits

P = "Показатели"
LABELS = [*HEADINGS[:3], HEADINGS[5]]
ROWS = [LABELS, ["Ш1", "2021", "год", "7"], ["К", "2022", "9 месяцев", "11"]]
WHOLE = {("Ш1", 2021, 12, "p2_covered"): 7, ("К", 2022, 9, "p2_covered"): 11}
TEXT = "\r\n".join(";".join(row) for row in ROWS) + "\r\n"


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def rewritten(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """An archive with something else in one of its parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(buffer, "w") as copy:
        for name in archive.namelist():
            text = archive.read(name)
            copy.writestr(name, re.sub(old, new, text) if re.search(part, name) else text)
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_the_encodings_of_today(read, encoding):
    reading = read(TEXT.encode(encoding), "отчёт.csv")
    assert given(reading) == WHOLE and places(reading) == []


@pytest.mark.parametrize("encoding", ["cp866", "koi8-r"])
@pytest.mark.parametrize("text", [TEXT, TEXT.replace(";", "\t"), TEXT.upper()], ids=["semicolons", "tabs", "capitals"])
def test_text_in_an_old_encoding_is_read_and_said(read, encoding, text):
    reading = read(text.encode(encoding), "отчёт.csv")
    assert given(reading) == WHOLE and places(reading) == [("file.encoding", P, None)]


@pytest.mark.parametrize(
    "text",
    [TEXT + "\x1a", TEXT + "\x1a\0\0\0", "\x0c" + TEXT, TEXT.replace("К;", "\x0cК;"), TEXT.replace(";", "\t"),
     TEXT.replace("П2 Охвачено, чел.", '"П2 Охвачено, чел."').replace(";", ",")],
    ids=["end mark", "end mark and zeros", "form feed first", "form feed between pages", "tabs", "commas"],
)  # fmt: skip
def test_text_as_old_programs_end_and_part_it(read, text):
    assert given(read(text.encode("cp1251"), "отчёт.csv")) == WHOLE


def test_commas_in_comments_do_not_part_a_table_of_semicolons(read):
    rows = ("Ш1;2021;7;раз, два, три, четыре", "К;2022;8;пять, шесть, семь, восемь")
    text = "\n".join(("Организация;Год;П2 Охвачено, чел.;Комментарий", *rows))
    assert given(read(text.encode(), "отчёт.csv"))["К", 2022, 12, "p2_covered"] == 8


def test_a_row_longer_than_its_heading_is_an_error_at_its_cell(read):
    heading = 'Строка,Источник,Год,Период,"Уточнённый план, руб.","Кассовое исполнение, руб."'
    text = f"{heading}\n1.3,региональный бюджет,2021,год,100,00,50,25\n1.3,местный бюджет,2022,год,5,7\n"
    reading = read(text.encode(), "бюджет.csv")
    assert ("row.too_long", "Бюджет", "G2") in places(reading, "error")
    # Signs that part nothing are no values.
    blank = f"{heading},,\n1.3,региональный бюджет,2021,год,100,50,,\n"
    assert places(read(blank.encode(), "бюджет.csv"), "error") == []


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>", "MHTML"),
        (b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table></html>", "HTML"),
        ("\ufeff<!DOCTYPE html><html>".encode("utf-16-le"), "HTML"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "XML"),
        (b"ID;PWXL;N;E\r\nC;Y1;X1;K\"a\"\r\nE\r\n", "SYLK"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"{\\rtf1 ...}", "RTF"),
        (b"\x89PNG\r\n\x1a\n....", "рисунок"),
        (b"Rar!\x1a\x07\x00...", "архив"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_called_by_its_name(read, content, word):
    (problem,) = read(content, "отчёт.xls").problems
    assert problem.code == "file.format" and word in problem.message and problem.message.endswith(".")


def test_a_table_whose_first_heading_is_id_is_no_sylk(read):
    assert read(b"ID;Name\n1;x\n", "x.csv").problems[0].code == "sheet.none"


def test_an_old_workbook_with_a_password_is_called_so(read):
    begin = struct.pack("<2H", 0x0809, 16) + bytes(16)
    password = struct.pack("<2H", 0x2F, 6) + b"\x01\0\x01\0\x01\0"
    end = struct.pack("<2H", 0x0A, 0)
    (problem,) = read(compound(begin + password + end), "отчёт.xls").problems
    assert problem.code == "file.password"
    # After the end of the first part, the same number is only data.
    (problem,) = read(compound(begin + end + password), "отчёт.xls").problems
    assert problem.code != "file.password"


@pytest.mark.parametrize("size", [b"1:4", b"A:D", b"$A$1:$D$3", b""])
def test_sizes_of_sheets_that_are_no_range(read, size):
    new = b'<dimension ref="' + size + b'"'
    content = rewritten(workbook({P: ROWS}), r"sheet1\.xml", rb'<dimension ref="[^"]*"', new)
    assert given(read(content)) == WHOLE


ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
  <office:body>
    <office:spreadsheet>
      <table:table table:name="Показатели">
{rows}
      </table:table>
    </office:spreadsheet>
  </office:body>
</office:document-content>
"""
CELL = """          <table:table-cell office:value-type="string">
            <text:p>
              {text}
            </text:p>
          </table:table-cell>"""


def test_an_indented_ods_is_read(read):
    row = "        <table:table-row>\n{}\n        </table:table-row>"
    rows = "\n".join(row.format("\n".join(CELL.format(text=text) for text in each)) for each in ROWS)
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    content = zipped(
        mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
        content_dot_xml=ODS.format(rows=rows).encode(),
        **{"META-INF__manifest_dot_xml": manifest},
    )
    assert given(read(content, "отчёт.ods")) == WHOLE


def test_a_workbook_alone_in_a_zip_is_opened(read):
    book = workbook({P: ROWS})
    assert given(read(zipped(report_dot_xlsx=book), "отчёт.zip")) == WHOLE
    extra = {"__MACOSX__._report.xlsx": b"x", "readme.txt": b"x"}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("папка/отчёт.xlsx", book)
        for name, content in extra.items():
            archive.writestr(name.replace("__._", "/._"), content)
    assert given(read(buffer.getvalue(), "отчёт.zip")) == WHOLE


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (zipped(a_dot_xlsx=b"1", b_dot_csv=b"2"), "отчёты.zip", "file.archive"),
        (zipped(a_dot_xlsx=workbook({P: ROWS})), "отчёт.xlsx", "file.archive"),
        (zipped(a_dot_docx=b"1"), "отчёт.zip", "file.format"),
        (zipped(a_dot_xlsx=b"1" * 2000), "отчёт.zip", "file.too_big"),
        (zipped(a_dot_zip=zipped(b_dot_xlsx=b"1")), "отчёт.zip", "file.format"),
        (zipped(a_dot_xlsx=b"PK\x03\x04 broken"), "отчёт.zip", "file.unreadable"),
        (b"PK\x03\x04 broken", "отчёт.zip", "file.unreadable"),
    ],
    ids=["two tables", "called a workbook", "no table", "too big", "a zip in a zip", "damaged inside", "damaged"],
)
def test_other_archives_are_refused_with_a_reason(read, content, name, code):
    (problem,) = read(content, name, Limits(content=1000 if code == "file.too_big" else Limits.content)).problems
    assert problem.code == code


def test_a_file_that_would_store_nothing_is_not_accepted(read):
    assert places(read({P: [HEADINGS, ["Ш1", 2021, "год", None, None, "н/д"]]})) == [("file.nothing", None, None)]


def test_a_workbook_that_declares_types_is_refused_before_its_cells_are_read_as_empty(read):
    declared = b'<!DOCTYPE worksheet [<!ENTITY many "7">]><worksheet'
    content = rewritten(workbook({P: ROWS}), "xl/worksheets/sheet1.xml", b"<worksheet", declared)
    (problem,) = read(content, "отчёт.xlsx").problems
    assert problem.code == "file.unreadable" and "DOCTYPE" in problem.message


def test_a_workbook_with_a_sheet_twice_under_one_name_is_refused(read):
    buffer, part = io.BytesIO(workbook({P: ROWS})), "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(part, archive.read(part))
    assert [problem.code for problem in read(buffer.getvalue(), "отчёт.xlsx").problems] == ["file.unreadable"]
