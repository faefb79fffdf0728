"""A table that is not ours, matched by hand once: remembered by the shape of its headings and read ever after."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace

from uspekh.actuals.cells import Cell
from uspekh.actuals.fields import Field, SheetSpec
from uspekh.actuals.layout.heading import HEADING_WITHIN, LONGEST_LABEL, folded
from uspekh.actuals.opening.workbook import Column, Sheet
from uspekh.actuals.parsing.names import ChosenName


@dataclass(frozen=True)
class Mapping:
    """``shape`` of the headings; ``form``: our sheet; ``fields``: our field by the table's heading;

    ``constants``: what is written for a key that the table has no column for (``{"year": "2023"}``).
    """

    shape: str
    form: str
    fields: dict[str, str]
    constants: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """The mapping as text to keep."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Mapping:
        """The mapping kept as ``text``. Raises ``ValueError`` where it is none."""
        try:
            return cls(**json.loads(text))
        except TypeError as error:
            raise ValueError("no mapping") from error


def split_matched(texts: Iterable[str]) -> tuple[list[Mapping], list[ChosenName]]:
    """The mappings of tables and the chosen names among kept texts. Raises ``ValueError`` for what is neither."""
    mappings: list[Mapping] = []
    names: list[ChosenName] = []
    for text in texts:
        if "organization" in json.loads(text):
            names.append(ChosenName.from_json(text))
        else:
            mappings.append(Mapping.from_json(text))
    return mappings, names


def headings(sheet: Sheet, row: int) -> dict[str, int]:
    """Words of a row by their column; a word that stands twice is left out."""
    words = [_word(column[row]) for column in sheet.columns]
    counts = Counter(words)
    return {str(sheet.columns[index][row]): index for index, word in enumerate(words) if word and counts[word] == 1}


def shape(sheet: Sheet, row: int) -> str:
    """What is the same in every file with these headings, whatever their case, spaces and dashes: a hash."""
    words = [_word(column[row]) for column in sheet.columns]
    return hashlib.sha256("\n".join(filter(None, words)).encode("utf-8", "surrogatepass")).hexdigest()


def find_mapping(sheet: Sheet, mappings: dict[str, Mapping]) -> tuple[Mapping, int] | None:
    """The mapping for a sheet and the row of its headings; ``mappings`` by their shapes."""
    if not mappings:
        return None
    for row in range(min(sheet.height, HEADING_WITHIN)):
        if mapping := mappings.get(shape(sheet, row)):
            return mapping, row
    return None


def apply(mapping: Mapping, sheet: Sheet, row: int, spec: SheetSpec) -> tuple[Sheet, SheetSpec]:
    """The sheet with our labels over the matched columns, and ``spec`` with the constants standing for blanks.

    Raises ``Unreadable`` for a constant that its field cannot be.
    """
    labels = {each.name: each.label for each in spec.columns}
    ours = {folded(label) for label in labels.values()}
    wanted = {folded(heading): labels[name] for heading, name in mapping.fields.items() if name in labels}
    columns = []
    for column in sheet.columns:
        word = _word(column[row])
        if word in wanted:
            column = _headed(column, row, wanted[word])
        elif word in ours:
            column = _headed(column, row, None)
        columns.append(column)
    return replace(sheet, columns=tuple(columns)), replace(spec, keys=tuple(_fixed(mapping, key) for key in spec.keys))


def _fixed(mapping: Mapping, key: Field) -> Field:
    if key.name not in mapping.constants or key.name in mapping.fields.values():
        return key
    return replace(key, default=key.parse(mapping.constants[key.name]))


def _headed(column: Column, row: int, label: str | None) -> Column:
    cells = list(column)
    cells[row] = label
    return cells


def _word(cell: Cell) -> str:
    return folded(cell) if isinstance(cell, str) and len(cell) <= LONGEST_LABEL else ""
