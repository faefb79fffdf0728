"""Which projects a file without a code may be of: how many columns of figures it has of the form of each."""

from __future__ import annotations

from collections.abc import Mapping as Counts
from collections.abc import Sequence
from dataclasses import dataclass

from uspekh.actuals.fields import COMMENT, DOCUMENT, SheetSpec
from uspekh.actuals.layout.heading import add_likeness, find_heading
from uspekh.actuals.layout.mapping import Mapping
from uspekh.actuals.layout.recognition import Form, name_sheet, recognize_sheets
from uspekh.actuals.opening.workbook import Sheet


@dataclass(frozen=True)
class ProjectForm:
    """The sheets of figures of a project (``code``), and its tables that were matched by hand."""

    code: str
    specs: tuple[SheetSpec, ...]
    mappings: tuple[Mapping, ...] = ()


def count_columns(sheets: Sequence[Sheet], form: ProjectForm) -> int:
    """How many columns of figures of a form the sheets have, in whatever words its project would read them."""
    if not form.specs:
        return 0
    by_name = {spec.name: spec for spec in form.specs}
    named = [name_sheet(sheet, form.specs) for sheet in sheets]
    recognized = recognize_sheets(named, form.specs, form.mappings)
    return sum(
        _count(sheet, each, by_name[each.name])
        for sheet, each in zip(named, recognized, strict=True)
        if each is not None
    )


def find_rivals(columns: Counts[str, int], code: str) -> list[str]:
    """The other projects of whose forms a file has as many columns as of that of project ``code``, or more."""
    return [other for other, count in columns.items() if other != code and count >= columns.get(code, 0)]


def find_closest(columns: Counts[str, int]) -> list[str]:
    """The projects of whose forms a file has the most columns; none where it has no column of any."""
    most = max(columns.values(), default=0)
    return [code for code, count in columns.items() if count == most] if most else []


def _count(sheet: Sheet, recognized: Form, spec: SheetSpec) -> int:
    figures = {field.name for field in spec.fields if field.label not in (COMMENT, DOCUMENT)}
    if recognized.mapping is not None:
        return len(figures.intersection(recognized.mapping.fields.values()))
    heading = find_heading(sheet, spec)
    return 0 if heading is None else len(figures.intersection(add_likeness(sheet, spec, heading).columns))
