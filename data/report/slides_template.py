"""The template of the slides: 16:9, a layout of the title and one of a subject, type of 18 points and more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from leftovers import drop_leftovers
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import SlideLayout
from pptx.util import Emu, Inches

from uspekh.report.forms.properties import reset_properties

FACE = "Arial"
INK, MUTED, ACCENT = "1B2733", "55616F", "1D4F91"
LEFT, WIDTH = 0.6, 12.13
_NUMBER = (
    '<a:fld id="{00000000-1234-1234-1234-123412341234}" type="slidenum"><a:rPr lang="ru-RU"/><a:t>‹№›</a:t></a:fld>'
)
KEPT = {0: "Титул", 5: "Предмет"}


def make_slides(path: Path) -> None:
    """Writes the template."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    layouts = {name: deck.slide_layouts[index] for index, name in KEPT.items()}
    for layout in list(deck.slide_layouts):
        if layout not in layouts.values():
            deck.slide_layouts.remove(layout)
    for shape in list(deck.slide_master.placeholders):
        _place(shape, LEFT, 0.4 if shape.placeholder_format.idx == 0 else 1.8, WIDTH, 0.8)
    _face(deck.slide_master)
    _titles(deck.slide_master)
    _title_layout(layouts["Титул"])
    _subject_layout(layouts["Предмет"])
    for name, layout in layouts.items():
        layout.name = name
    reset_properties(deck.core_properties)
    drop_leftovers(deck.part.rels)
    drop_leftovers(deck.part.package._rels)
    deck.save(str(path))


def _title_layout(layout: SlideLayout) -> None:
    _empty(layout)
    _add(layout, 0, "ctrTitle", "Название", (LEFT, 0.9, WIDTH, 1.5), 40, INK, bold=True)
    _add(layout, 1, "subTitle", "Период", (LEFT, 2.7, WIDTH, 4.0), 28, INK)
    _feet(layout)


def _subject_layout(layout: SlideLayout) -> None:
    _empty(layout)
    _add(layout, 0, "title", "Предмет", (LEFT, 0.3, WIDTH, 0.9), 26, INK, bold=True)
    _add(layout, 13, "body", "Пояснение", (LEFT, 1.22, WIDTH, 0.4), 18, MUTED)
    _add(layout, 14, "body", "Содержание", (LEFT, 1.7, WIDTH, 5.15), 24, INK)
    _feet(layout)


def _feet(layout: SlideLayout) -> None:
    _add(layout, 20, "body", "Пометка", (LEFT, 6.95, 9.0, 0.42), 18, ACCENT, bold=True)
    _add(layout, 12, "sldNum", "Номер", (LEFT + WIDTH - 1.5, 6.95, 1.5, 0.42), 18, MUTED)


def _empty(layout: SlideLayout) -> None:
    for shape in list(layout.placeholders):
        shape._element.getparent().remove(shape._element)


def _add(
    layout: SlideLayout,
    index: int,
    kind: str,
    name: str,
    place: tuple[float, float, float, float],
    points: int,
    colour: str,
    *,
    bold: bool = False,
) -> None:
    words = _NUMBER if kind == "sldNum" else f'<a:r><a:rPr lang="ru-RU"/><a:t>{name}</a:t></a:r>'
    align = "r" if kind == "sldNum" else "l"
    shape = parse_xml(
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr><p:cNvPr id='{index + 2}' name='{name}'/>"
        f"<p:cNvSpPr><a:spLocks noGrp='1'/></p:cNvSpPr>"
        f"<p:nvPr><p:ph type='{kind}' idx='{index}'/></p:nvPr></p:nvSpPr><p:spPr/>"
        f"<p:txBody><a:bodyPr lIns='0' rIns='0' tIns='0' bIns='0' anchor='{'b' if kind == 'ctrTitle' else 't'}'>"
        f"<a:normAutofit/></a:bodyPr>"
        f"<a:lstStyle><a:lvl1pPr marL='0' indent='0' algn='{align}'><a:buNone/>"
        f"<a:defRPr sz='{points * 100}' b='{int(bold)}'><a:solidFill><a:srgbClr val='{colour}'/></a:solidFill>"
        f"</a:defRPr></a:lvl1pPr></a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )
    layout.shapes._spTree.append(shape)
    _place(layout.shapes[-1], *place)


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = (Emu(Inches(n)) for n in (left, top, width, height))


def _titles(master: Any) -> None:
    """Titles at the left in the size of the layout of a subject, for programs that read the master alone."""
    master.placeholders[0]._element.find(".//{*}bodyPr").set("lIns", "0")
    style = master._element.find(".//{*}titleStyle/{*}lvl1pPr")
    style.set("algn", "l")
    face = style.find("{*}defRPr")
    face.set("sz", "2600")
    face.set("b", "1")


def _face(master: Any) -> None:
    """One typeface that every office machine has."""
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    tree = etree.fromstring(theme.blob)
    for latin in tree.iter("{*}latin"):
        latin.set("typeface", FACE)
    theme._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
