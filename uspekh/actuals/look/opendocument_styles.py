"""The styles of an .ods as far as they change what is read: number formats as Excel writes them, struck and raised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from uspekh.actuals.look.appearance import Style

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
_FORMATS = tuple(f"{_NUMBER}{kind}-style" for kind in ("number", "percentage", "currency"))
_MOST_PARENTS = 10
_CONDITION = "value()"


class Drawn(NamedTuple):
    """How words are drawn."""

    struck: bool
    raised: bool


@dataclass(frozen=True)
class _Properties:
    """What a style says itself; ``None`` where it says nothing and its parent does."""

    parent: str
    number_format: str | None
    struck: bool | None
    raised: bool | None


class Styles:
    """The styles of a document by their names; they stand before the cells that use them."""

    def __init__(self) -> None:
        self._properties: dict[str, _Properties] = {}
        self._formats: dict[str, str] = {}
        self._cells: dict[str, Style] = {}

    def take(self, element: Element) -> None:
        """Keeps a style that has been read to its end."""
        if element.tag == f"{_STYLE}style":
            self._properties[element.get(f"{_STYLE}name", "")] = _read_properties(element)
        elif element.tag in _FORMATS:
            self._formats[element.get(f"{_STYLE}name", "")] = self._number_format(element)

    def of_cell(self, name: str) -> Style:
        """The style of a cell."""
        if name not in self._cells:
            properties = self._whole(name)
            number_format = self._formats.get(properties.number_format or "", "General")
            self._cells[name] = Style(number_format, bool(properties.struck), bool(properties.raised))
        return self._cells[name]

    def of_text(self, name: str, cell: Style) -> Drawn:
        """How a part of the words of a cell is drawn; without a style of its own, as the cell is."""
        properties = self._whole(name)
        return Drawn(
            cell.struck if properties.struck is None else properties.struck,
            cell.raised if properties.raised is None else properties.raised,
        )

    def _whole(self, name: str) -> _Properties:
        """A style with what its parents say."""
        whole = _Properties(name, None, None, None)
        for _ in range(_MOST_PARENTS):
            properties = self._properties.get(whole.parent)
            if properties is None:
                break
            whole = _Properties(
                properties.parent,
                whole.number_format or properties.number_format,
                properties.struck if whole.struck is None else whole.struck,
                properties.raised if whole.raised is None else whole.raised,
            )
        return whole

    def _number_format(self, element: Element) -> str:
        """The format in the words of Excel: «[<1000]0;#,##0," тыс."»."""
        cases = []
        for case in element.findall(f"{_STYLE}map"):
            condition = case.get(f"{_STYLE}condition", "").removeprefix(_CONDITION).replace("!=", "<>")
            cases.append(f"[{condition}]{self._formats.get(case.get(f'{_STYLE}apply-style-name', ''), '0')}")
        return ";".join([*cases, "".join(map(_part, element))])


def _read_properties(element: Element) -> _Properties:
    text = element.find(f"{_STYLE}text-properties")
    line = text.get(f"{_STYLE}text-line-through-style") if text is not None else None
    kind = text.get(f"{_STYLE}text-line-through-type") if text is not None else None
    line = line or kind
    position = text.get(f"{_STYLE}text-position") if text is not None else None
    return _Properties(
        element.get(f"{_STYLE}parent-style-name", ""),
        element.get(f"{_STYLE}data-style-name"),
        None if line is None else line != "none",
        None if position is None else not position.startswith(("0%", "0 ")),
    )


def _part(element: Element) -> str:
    """A part of a number format."""
    if element.tag == f"{_NUMBER}number":
        whole = max(int(element.get(f"{_NUMBER}min-integer-digits", "1")), 0)
        decimals = int(element.get(f"{_NUMBER}decimal-places", "0"))
        thousands = len(element.get(f"{_NUMBER}display-factor", "1").partition(".")[0].rstrip()[1:]) // 3
        digits = "0" * min(whole, 20) or "#"
        return digits + ("." + "0" * min(decimals, 20) if decimals else "") + "," * thousands
    if element.tag == f"{_NUMBER}text":
        words = element.text or ""
        return words if words.strip() == "%" else '"' + words.replace('"', "") + '"'
    if element.tag == f"{_NUMBER}currency-symbol":
        return '"' + (element.text or "").replace('"', "") + '"'
    return ""
