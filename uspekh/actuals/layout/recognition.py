"""Which sheet of the form each sheet of a file is: by a mapping made by hand, by its name, or by its columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from uspekh.actuals.fields import GUIDE, SheetSpec
from uspekh.actuals.layout.candidates import has_candidates
from uspekh.actuals.layout.heading import find_heading
from uspekh.actuals.layout.mapping import Mapping, find_mapping
from uspekh.actuals.opening.workbook import Sheet
from uspekh.actuals.problems import Problem
from uspekh.actuals.vocabulary import is_figure, label_key, letters
from uspekh.russian.text import fold

_OLD_ENCODINGS = {"cp866": "DOS (CP866)", "koi8_r": "КОИ-8 (KOI8-R)"}
_DISTINCT = 2
"""Columns of figures that tell a sheet without its first key."""


@dataclass(frozen=True)
class Form:
    """The sheet of the form that a sheet is read as.

    ``mapping`` and ``row`` of its headings: where it was matched by hand; ``by_columns``: its name is not ours.
    """

    name: str
    mapping: Mapping | None = None
    row: int = 0
    by_columns: bool = False


def recognize_sheets(
    sheets: Sequence[Sheet], specs: Sequence[SheetSpec], mappings: Sequence[Mapping]
) -> list[Form | None]:
    """Which of ``specs`` each sheet is: by a mapping of its headings, or else by its name, or else by its columns.

    Of several mappings for the same headings the latest stands.
    """
    by_name = {fold(spec.name): spec.name for spec in specs}
    by_shape = {mapping.shape: mapping for mapping in mappings if mapping.form in by_name.values()}
    return [_form_of(sheet, specs, by_name, by_shape) for sheet in sheets]


def name_sheet(sheet: Sheet, specs: Sequence[SheetSpec]) -> Sheet:
    """A text file has no sheet name: its table is the one whose columns it has most of."""
    if sheet.name:
        return sheet
    most, best = max(((_count_columns(sheet, spec), spec) for spec in specs), key=lambda pair: pair[0])
    return replace(sheet, name=best.name if most else "")


def describe_sheets(
    sheets: Sequence[Sheet], forms: Sequence[Form | None], names: Sequence[str], skipped: Collection[str] = ()
) -> Iterator[Problem]:
    """What is said of whole sheets: hidden, mapped, known by their columns, not ours, ``skipped``, or none of ours."""
    foreign = False
    for sheet, form in zip(sheets, forms, strict=True):
        if sheet.encoding in _OLD_ENCODINGS:
            message = f"Файл в кодировке {_OLD_ENCODINGS[sheet.encoding]}. Проверьте, что названия прочитаны верно."
            yield Problem("warning", "file.encoding", sheet.name or None, None, message)
        if form and sheet.hidden:
            yield Problem("info", "sheet.hidden", sheet.name, None, "Лист скрыт, но прочитан наравне с другими.")
        if form and form.mapping:
            message = f"Таблица прочитана как лист «{form.name}» по сохранённому сопоставлению столбцов."
            yield Problem("info", "sheet.mapped", sheet.name or None, None, message)
        elif form and form.by_columns:
            message = f"Лист «{sheet.name}» прочитан как «{form.name}»: столбцы те же. Если он лишний, удалите его."
            yield Problem("warning", "sheet.by_columns", sheet.name, None, message)
        elif sheet.name in skipped:
            yield Problem("info", "sheet.skipped", sheet.name, None, "Лист не прочитан: так выбрано при загрузке.")
        elif form is None and sheet.columns and fold(sheet.name) != fold(GUIDE):
            can_match = has_candidates(sheet)
            foreign = foreign or can_match
            by_hand = " Его столбцы можно сопоставить с формой вручную." if can_match else ""
            message = f"Лист не входит в форму и не прочитан.{by_hand}"
            if sheet.name and (near := _near_name(sheet, names)):
                more = f" Если это «{near}», проверьте на нём строку заголовков.{by_hand}"
                yield Problem("warning", "sheet.near", sheet.name, None, f"Лист не прочитан.{more}")
            elif sheet.name:
                yield Problem("info", "sheet.ignored", sheet.name, None, message)
    if not any(forms):
        listed = ", ".join(f"«{name}»" for name in names)
        more = " Таблицу другого вида можно сопоставить с формой вручную." if foreign else ""
        yield Problem("error", "sheet.none", None, None, f"В файле нет ни одного листа формы: {listed}.{more}")


def _form_of(
    sheet: Sheet, specs: Sequence[SheetSpec], by_name: dict[str, str], by_shape: dict[str, Mapping]
) -> Form | None:
    # A sheet of our name may have had other headings, too, when they were matched by hand.
    if match := find_mapping(sheet, by_shape):
        return Form(match[0].form, *match)
    if name := by_name.get(fold(sheet.name)):
        return Form(name)
    if not sheet.columns or fold(sheet.name) == fold(GUIDE):
        return None
    most, best = max(((_count_distinct(sheet, spec), spec) for spec in specs), key=lambda pair: pair[0])
    return Form(best.name, by_columns=True) if most else None


def _near_name(sheet: Sheet, names: Sequence[str]) -> str | None:
    """The sheet of the form whose name begins the name of a sheet with figures, or is nearly the same."""
    words = letters(sheet.name)
    near = next((name for name in names if words.startswith(letters(name)[:-1])), None)
    return near if near and any(is_figure(cell) for column in sheet.columns for cell in column) else None


def _count_columns(sheet: Sheet, spec: SheetSpec) -> int:
    """How many columns of ``spec`` the sheet has: tells which table a nameless sheet is."""
    heading = find_heading(sheet, spec)
    return 0 if heading is None else len(heading.columns)


def _count_distinct(sheet: Sheet, spec: SheetSpec) -> int:
    """How many columns of figures of ``spec`` the sheet has; 0 where it may as well be a table of another kind.

    «Код», «Наименование» and «Документ» are words of many tables.
    """
    heading = find_heading(sheet, spec)
    if heading is None:
        return 0
    figures = [each for each in spec.fields if label_key(each.label).unit or each.name in ("done", "forecast")]
    count = sum(each.name in heading.columns and each.name not in heading.reworded for each in figures)
    return count if spec.keys[0].name in heading.columns or count >= _DISTINCT else 0
