"""Which sheet of the form each sheet of a file is: by its name, its columns, or a mapping made by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from uspekh.actuals.foreign import candidates
from uspekh.actuals.layout import matched
from uspekh.actuals.mapping import Mapping, mapped
from uspekh.actuals.problems import Problem
from uspekh.actuals.sheets import GUIDE, SheetSpec
from uspekh.actuals.workbook import Sheet
from uspekh.russian.text import fold


@dataclass(frozen=True)
class Form:
    """The sheet of the form that a sheet is read as, and the mapping with its heading row where it is not ours."""

    name: str
    mapping: Mapping | None = None
    row: int = 0


def form_of(sheet: Sheet, forms: dict[str, str], mappings: Sequence[Mapping]) -> Form | None:
    """Which sheet of the form a sheet is: by its name, or else by a mapping of its headings."""
    if name := forms.get(fold(sheet.name)):
        return Form(name)
    found = mapped(sheet, mappings)
    return Form(found[0].form, *found) if found and found[0].form in forms.values() else None


def named(sheet: Sheet, specs: Sequence[SheetSpec]) -> Sheet:
    """A text file has no sheet name: its table is the one whose columns it has most of."""
    if sheet.name:
        return sheet
    most, best = max(((matched(sheet, spec), spec) for spec in specs), key=lambda pair: pair[0])
    return replace(sheet, name=best.name if most else "")


def about_sheets(sheets: Sequence[Sheet], places: Sequence[Form | None], ours: Sequence[str]) -> Iterator[Problem]:
    for sheet, form in zip(sheets, places, strict=True):
        if form and sheet.hidden:
            yield Problem("info", "sheet.hidden", sheet.name, None, "Лист скрыт, но прочитан наравне с другими.")
        if form and form.mapping:
            message = f"Таблица прочитана как лист «{form.name}» по сохранённому сопоставлению столбцов."
            yield Problem("info", "sheet.mapped", sheet.name or None, None, message)
        elif form is None and fold(sheet.name) not in ("", fold(GUIDE)) and sheet.columns:
            by_hand = " Его столбцы можно сопоставить с формой вручную." if candidates(sheet) else ""
            message = f"Лист не входит в форму и не прочитан.{by_hand}"
            yield Problem("info", "sheet.ignored", sheet.name, None, message)
    if not any(places):
        listed = ", ".join(f"«{name}»" for name in ours)
        foreign = any(candidates(sheet) for sheet in sheets)
        more = " Таблицу другого вида можно сопоставить с формой вручную." if foreign else ""
        yield Problem("error", "sheet.none", None, None, f"В файле нет ни одного листа формы: {listed}.{more}")
