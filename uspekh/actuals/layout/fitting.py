"""Which projects a file without a code may be of: how many columns of figures it has of the form of each."""

from __future__ import annotations

from collections.abc import Mapping as Counts
from collections.abc import Sequence
from dataclasses import dataclass

from uspekh.actuals.fields import BUDGET, COMMENT, DOCUMENT, GUIDE, MILESTONES, ORGANIZATIONS, PLANS, SheetSpec
from uspekh.actuals.layout.heading import add_likeness, find_heading
from uspekh.actuals.layout.mapping import Mapping
from uspekh.actuals.layout.recognition import Form, name_sheet, recognize_sheets
from uspekh.actuals.opening.workbook import Sheet
from uspekh.russian.text import fold

_OF_EVERY = frozenset(map(fold, (BUDGET, MILESTONES, PLANS, ORGANIZATIONS, GUIDE)))
"""Sheets that the forms of all projects have: no column of figures of organizations is read from them."""


@dataclass(frozen=True)
class ProjectForm:
    """The sheets of figures of a project (``code``), and its tables that were matched by hand."""

    code: str
    specs: tuple[SheetSpec, ...]
    mappings: tuple[Mapping, ...] = ()


def count_columns(sheets: Sequence[Sheet], form: ProjectForm) -> list[int]:
    """How many columns of figures of a form each sheet has, in whatever words its project would read them.

    Sheets that all forms have alike are passed over.
    """
    sheets = [sheet for sheet in sheets if fold(sheet.name) not in _OF_EVERY]
    if not form.specs:
        return [0] * len(sheets)
    by_name = {spec.name: spec for spec in form.specs}
    named = [name_sheet(sheet, form.specs) for sheet in sheets]
    recognized = recognize_sheets(named, form.specs, form.mappings)
    return [
        0 if each is None else _count(sheet, each, by_name[each.name])
        for sheet, each in zip(named, recognized, strict=True)
    ]


def find_rivals(columns: Counts[str, Sequence[int]], code: str) -> list[str]:
    """The other projects that a file may be of rather than of project ``code``, or as well.

    ``columns``: of ``count_columns`` by project. Of such a project the file has as many columns in all, or a sheet has
    more: then that sheet may have been put into the form of another project.
    """
    return [other for other in columns if other != code and _may_be_of(columns[other], columns[code])]


def find_closest(columns: Counts[str, Sequence[int]]) -> list[str]:
    """The one project that a file is of by its columns, or those among which a person has to choose; none without any.

    ``columns`` as of ``find_rivals``.
    """
    fitting = [code for code, counts in columns.items() if any(counts)]
    alone = [code for code in fitting if not find_rivals(columns, code)]
    most = max((sum(columns[code]) for code in fitting), default=0)
    first = [code for code in fitting if sum(columns[code]) == most]
    return alone or [
        code for code in fitting if code in first or any(code in find_rivals(columns, one) for one in first)
    ]


def _may_be_of(others: Sequence[int], ours: Sequence[int]) -> bool:
    return sum(others) >= sum(ours) or any(other > one for other, one in zip(others, ours, strict=True))


def _count(sheet: Sheet, recognized: Form, spec: SheetSpec) -> int:
    figures = {field.name for field in spec.fields if field.label not in (COMMENT, DOCUMENT)}
    if recognized.mapping is not None:
        return len(figures.intersection(recognized.mapping.fields.values()))
    heading = find_heading(sheet, spec)
    return 0 if heading is None else len(figures.intersection(add_likeness(sheet, spec, heading).columns))
