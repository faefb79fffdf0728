"""Which sheet of the form each sheet of a file is: by its name, its columns, or a mapping made by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from uspekh.actuals.fields import GUIDE, SheetSpec
from uspekh.actuals.layout.candidates import has_candidates
from uspekh.actuals.layout.mapping import Mapping, find_mapping
from uspekh.actuals.layout.tables import count_columns
from uspekh.actuals.opening.workbook import Sheet
from uspekh.actuals.problems import Problem
from uspekh.russian.text import fold


@dataclass(frozen=True)
class Form:
    """The sheet of the form that a sheet is read as, and the mapping with its heading row where it is not ours."""

    name: str
    mapping: Mapping | None = None
    row: int = 0


def recognize_sheets(sheets: Sequence[Sheet], names: Sequence[str], mappings: Sequence[Mapping]) -> list[Form | None]:
    """Which sheet of the form (``names``) each sheet is: by its name, or else by a mapping of its headings.

    Of several mappings for the same headings the latest stands.
    """
    by_name = {fold(name): name for name in names}
    by_shape = {mapping.shape: mapping for mapping in mappings if mapping.form in names}
    return [_form_of(sheet, by_name, by_shape) for sheet in sheets]


def _form_of(sheet: Sheet, by_name: dict[str, str], by_shape: dict[str, Mapping]) -> Form | None:
    if name := by_name.get(fold(sheet.name)):
        return Form(name)
    match = find_mapping(sheet, by_shape)
    return Form(match[0].form, *match) if match else None


def name_sheet(sheet: Sheet, specs: Sequence[SheetSpec]) -> Sheet:
    """A text file has no sheet name: its table is the one whose columns it has most of."""
    if sheet.name:
        return sheet
    most, best = max(((count_columns(sheet, spec), spec) for spec in specs), key=lambda pair: pair[0])
    return replace(sheet, name=best.name if most else "")


def describe_sheets(sheets: Sequence[Sheet], forms: Sequence[Form | None], names: Sequence[str]) -> Iterator[Problem]:
    """What is said of whole sheets: hidden, mapped, not ours, or none that is ours."""
    foreign = False
    for sheet, form in zip(sheets, forms, strict=True):
        if form and sheet.hidden:
            yield Problem("info", "sheet.hidden", sheet.name, None, "Лист скрыт, но прочитан наравне с другими.")
        if form and form.mapping:
            message = f"Таблица прочитана как лист «{form.name}» по сохранённому сопоставлению столбцов."
            yield Problem("info", "sheet.mapped", sheet.name or None, None, message)
        elif form is None and sheet.columns and fold(sheet.name) != fold(GUIDE):
            can_match = has_candidates(sheet)
            foreign = foreign or can_match
            by_hand = " Его столбцы можно сопоставить с формой вручную." if can_match else ""
            message = f"Лист не входит в форму и не прочитан.{by_hand}"
            if sheet.name:
                yield Problem("info", "sheet.ignored", sheet.name, None, message)
    if not any(forms):
        listed = ", ".join(f"«{name}»" for name in names)
        more = " Таблицу другого вида можно сопоставить с формой вручную." if foreign else ""
        yield Problem("error", "sheet.none", None, None, f"В файле нет ни одного листа формы: {listed}.{more}")
