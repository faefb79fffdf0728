"""The deck of slides: the template opened, a slide added with its title, the word about the data and its number."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.slide import Slide
from pptx.util import Length

from uspekh.report.cells import clean
from uspekh.report.properties import reset_properties

SLIDES = "slides.pptx"
TITLE, SUBJECT = "Титул", "Предмет"
_TITLE, _CAPTION, _BODY, _BANNER, _NUMBER = 0, 13, 14, 20, 12
"""Numbers of the template's placeholders."""
_FILLED = {TITLE: (_TITLE, 1, _BANNER), SUBJECT: (_TITLE, _CAPTION, _BODY, _BANNER)}


class TemplateDamaged(Exception):
    """An edited template lacks what the program fills; the text is Russian and says what."""


@dataclass(frozen=True)
class Box:
    """A place on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int


class Deck:
    """Slides on the template ``slides.pptx`` of a folder: layouts «Титул» and «Предмет», which a person may edit.

    Raises ``TemplateDamaged`` where a layout or a place in it is gone.
    """

    def __init__(self, folder: Path, banner: str) -> None:
        self._presentation = Presentation(str(folder / SLIDES))
        self._banner = banner

    def title(self, heading: str, lines: list[str]) -> None:
        """The first slide."""
        slide = self._slide(TITLE, heading)
        slide.placeholders[1].text_frame.text = "\n".join(map(clean, lines))

    def subject(self, heading: str, caption: str) -> tuple[Slide, Box]:
        """A slide of one subject, and the place the template leaves for its content."""
        slide = self._slide(SUBJECT, heading)
        slide.placeholders[_CAPTION].text_frame.text = clean(caption)
        body = slide.placeholders[_BODY]
        box = Box(*(_known(n) for n in (body.left, body.top, body.width, body.height)))
        _remove(body)
        return slide, box

    def words(self, heading: str, caption: str, lines: list[str]) -> None:
        """A slide of sentences."""
        slide = self._slide(SUBJECT, heading)
        slide.placeholders[_CAPTION].text_frame.text = clean(caption)
        slide.placeholders[_BODY].text_frame.text = "\n".join(map(clean, lines))

    def saved(self, title: str) -> bytes:
        """The whole as ``.pptx``."""
        reset_properties(self._presentation.core_properties, title)
        out = BytesIO()
        self._presentation.save(out)
        return out.getvalue()

    def _slide(self, name: str, heading: str) -> Slide:
        layout = _layout(self._presentation, name)
        for number in _FILLED[name]:
            _placeholder(layout, number)
        slide: Slide = self._presentation.slides.add_slide(layout)
        rename(slide, heading)
        banner = slide.placeholders[_BANNER]
        if self._banner:
            banner.text_frame.text = self._banner
        else:
            _remove(banner)
        number = _placeholder(layout, _NUMBER)
        slide.shapes._spTree.append(deepcopy(number._element))
        return slide


def rename(slide: Slide, heading: str) -> None:
    """Another title for a slide."""
    slide.placeholders[_TITLE].text_frame.text = clean(heading)


def _layout(presentation: Any, name: str) -> Any:
    found = presentation.slide_layouts.get_by_name(name)
    if found is None:
        raise TemplateDamaged(f"{SLIDES}: нет макета «{name}»")
    return found


def _placeholder(layout: Any, number: int) -> Any:
    for shape in layout.placeholders:
        if shape.placeholder_format.idx == number:
            return shape
    raise TemplateDamaged(f"{SLIDES}: в макете «{layout.name}» нет места № {number}")


def _known(length: Length | None) -> int:
    return int(length or 0)


def _remove(shape: Any) -> None:
    shape._element.getparent().remove(shape._element)
