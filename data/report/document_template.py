"""The template of the document: A4, sections in the order of a meeting, numbered tables, signatures."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from leftovers import drop_leftovers
from table_template import signatures, table

from uspekh.report.content import deviations, milestones, money, open_items, shortfalls, subjects
from uspekh.report.forms.properties import reset_properties

FACE = "Times New Roman"


def make_document(path: Path) -> None:
    """Writes the template."""
    document = docx.Document()
    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(20), Mm(10)
        section.top_margin, section.bottom_margin = Mm(20), Mm(20)
        section.header_distance = section.footer_distance = Mm(9)
        section.different_first_page_header_footer = True
    make_styles(document)
    add_running_heads(document.sections[0])
    _title(document)
    _body(document)
    signatures(document)
    reset_properties(document.core_properties)
    drop_leftovers(document.part.package.rels)
    document.save(str(path))


def make_styles(document: Document) -> None:
    """Gives the document the faces and sizes of official papers."""
    normal = cast(ParagraphStyle, document.styles["Normal"])
    _face(normal, 12)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in (("Title", 14), ("Heading 1", 13), ("Caption", 11)):
        style = cast(ParagraphStyle, document.styles[name])
        _face(style, size, bold=name != "Caption")
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(4)
    for border in document.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    for name, size in (("Ячейка", 9.5), ("Шапка таблицы", 8.5), ("Примечание", 9.5), ("Рисунок", 11)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _face(style, size, bold=name == "Шапка таблицы")
        style.paragraph_format.space_after = Pt(8 if name == "Рисунок" else 2 if name == "Примечание" else 0)
        style.paragraph_format.space_before = Pt(2 if name == "Примечание" else 0)
        style.paragraph_format.keep_with_next = name == "Шапка таблицы"


def _face(style: ParagraphStyle, size: float, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = FACE, Pt(size), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FACE)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "ru-RU")
    style.element.get_or_add_rPr().append(language)


def add_running_heads(section: Section) -> None:
    """The page's number at the top from the second page on, the word about the data on every page."""
    for header, numbered in ((section.first_page_header, False), (section.header, True)):
        header.is_linked_to_previous = False
        line = header.paragraphs[0]
        line.alignment = ALIGN.CENTER
        if numbered:
            field(line, "PAGE", "2")
        banner = header.add_paragraph("{{ banner }}")
        banner.alignment = ALIGN.CENTER
        banner.runs[0].bold = True


def _title(document: Document) -> None:
    arms = document.add_paragraph("{# Место для герба: вставьте рисунок в этот абзац. #}")
    arms.alignment = ALIGN.CENTER
    for line in ("{{ municipality }}", "ОТЧЁТ", "о ходе реализации муниципального проекта", "«{{ project }}»"):
        paragraph = document.add_paragraph(line, style="Title")
        paragraph.alignment = ALIGN.CENTER
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    for label, name in (("Отчётный период", "period"), ("По состоянию на", "as_of"), ("Охват", "selection")):
        paragraph = document.add_paragraph(f"{label}: {{{{ {name} }}}}")
        paragraph.alignment = ALIGN.CENTER
        paragraph.paragraph_format.space_after = Pt(2)


def _body(document: Document) -> None:
    _section(document, "1. Главное")
    document.add_paragraph("{{ headline }}")
    _numbered(document, "indicators", subjects.INDICATORS)
    _pictures(document, "indicator_pictures")
    _section(document, "2. Не по плану")
    _numbered(document, "off_plan", deviations.COLUMNS)
    _section(document, "3. Кто даёт отклонение")
    _numbered(document, "parts", shortfalls.PARTS)
    _numbered(document, "changes", shortfalls.CHANGES)
    _section(document, "4. Просроченное, ближайшие сроки и поручения")
    _numbered(document, "open_items", open_items.OPEN)
    _numbered(document, "assignments", open_items.ASSIGNMENTS)
    _section(document, "5. Результаты проекта")
    _numbered(document, "results", subjects.RESULTS)
    _section(document, "6. Деньги")
    _numbered(document, "budget_lines", money.BY_LINE, total=True)
    _numbered(document, "budget_sources", money.BY_SOURCE, total=True)
    _numbered(document, "budget_years", money.BY_YEAR)
    _pictures(document, "budget_pictures")
    _section(document, "7. План мероприятий года")
    _numbered(document, "milestones", milestones.MILESTONES)


def _section(document: Document, heading: str) -> None:
    document.add_paragraph(heading, style="Heading 1")


def _numbered(document: Document, name: str, columns: tuple, *, total: bool = False) -> None:
    """«Таблица N — …», the table and the notes under it."""
    caption = document.add_paragraph("Таблица\u00a0", style="Caption")
    field(caption, "SEQ Таблица \\* ARABIC", str(len(document.tables) + 1))
    caption.add_run(f" — {{{{ {name}.title }}}}")
    table(document, name, columns, total=total)
    for line in (f"{{%p for note in {name}.notes %}}", "{{ note }}", "{%p endfor %}"):
        document.add_paragraph(line, style="Примечание")


def _pictures(document: Document, name: str) -> None:
    document.add_paragraph(f"{{%p for picture in {name} %}}", style="Рисунок")
    drawn = document.add_paragraph("{{ picture.image }}", style="Рисунок")
    drawn.paragraph_format.keep_with_next = True
    document.add_paragraph("Рисунок\u00a0{{ picture.number }} — {{ picture.title }}", style="Рисунок")
    document.add_paragraph("{%p endfor %}", style="Рисунок")


def field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field of the word processor with the value it shows until it is updated."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = shown
    run.append(words)
    simple.append(run)
    paragraph._p.append(simple)
