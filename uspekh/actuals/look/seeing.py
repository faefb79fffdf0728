"""Cells as the eye sees them: what is struck or raised is taken out, and a number reads as its format shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from uspekh.actuals.cells import Cell, cite, text_of
from uspekh.actuals.look.appearance import Appearance, Run, Style
from uspekh.actuals.look.number_format import see_number
from uspekh.actuals.opening.sheet_look import Merge, Position, Remark, SheetLook
from uspekh.actuals.opening.workbook import Sheet

_SEPARATORS = " \t\r\n,;"


@dataclass(frozen=True)
class _SeenCell:
    cell: Cell
    remark: Remark | None


def see_sheet(sheet: Sheet, appearance: Appearance) -> Sheet:
    """The sheet with its look, and with what the eye reads in the cells whose look says something."""
    columns = [*sheet.columns]
    remarks: dict[Position, Remark] = {}
    for (row, column), seen in _seen_cells(sheet, appearance):
        if seen.cell is not columns[column][row]:
            if columns[column] is sheet.columns[column]:
                columns[column] = [*columns[column]]
            columns[column][row] = seen.cell  # type: ignore[index]
        if seen.remark is not None:
            remarks[row, column] = seen.remark
    merges = [merge.shifted(sheet.first_row, sheet.first_column) for merge in appearance.merges]
    look = SheetLook(
        remarks,
        {merge.anchor: merge for merge in merges},
        _covered(merges),
        frozenset(row - sheet.first_row for row in appearance.hidden_rows),
        frozenset(column - sheet.first_column for column in appearance.hidden_columns),
    )
    return replace(sheet, columns=tuple(columns), look=look)


def _seen_cells(sheet: Sheet, appearance: Appearance) -> Iterator[tuple[Position, _SeenCell]]:
    looks = dict.fromkeys([*appearance.runs, *appearance.styles])
    for row, column in looks:
        position = row - sheet.first_row, column - sheet.first_column
        cell, runs = _cell(sheet, position), appearance.runs.get((row, column))
        if isinstance(cell, str) and runs:
            yield position, _without_signs(cell, runs)
        elif cell is not None and (style := appearance.styles.get((row, column))):
            yield position, _styled(cell, style)


def _cell(sheet: Sheet, position: Position) -> Cell:
    row, column = position
    inside = 0 <= column < len(sheet.columns) and 0 <= row < sheet.height
    return sheet.columns[column][row] if inside else None


def _without_signs(cell: str, runs: list[Run]) -> _SeenCell:
    """A text without its struck and raised parts."""
    left = "".join(run.text for run in runs if not run.struck and not run.raised).strip(_SEPARATORS)
    struck = "".join(run.text for run in runs if run.struck).strip(_SEPARATORS)
    if not left:
        return _SeenCell(cell, _whole_struck(cell) if struck else _whole_raised(cell))
    raised = "".join(run.text for run in runs if run.raised and not run.struck).strip(_SEPARATORS)
    parts = [f"зачёркнутое «{cite(struck)}»"] if struck else []
    parts += [f"надстрочное «{cite(raised)}» (знак сноски)"] if raised else []
    if not parts:
        return _SeenCell(cell, None)
    message = f"Прочитано «{cite(left)}» без того, что в ячейке выделено: {', '.join(parts)}. Проверьте значение."
    return _SeenCell(left, Remark("look.left_out", message, cell))


def _styled(cell: Cell, style: Style) -> _SeenCell:
    """A cell drawn in one way: a struck one, a raised one, or a number in its format."""
    if style.struck:
        return _SeenCell(cell, _whole_struck(cell))
    if style.raised and not (isinstance(cell, str) and any(map(str.isalpha, cell))):
        return _SeenCell(cell, _whole_raised(cell))
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return _SeenCell(cell, None)
    seen = see_number(cell, style.number_format)
    if seen is None:
        return _SeenCell(cell, None)
    if seen.text is not None:
        return _SeenCell(seen.text, None)
    if seen.hidden:
        looks = f"видно «{seen.shown}»" if seen.shown else "не видно ничего"
        message = (
            f"В ячейке стоит {text_of(cell)}, но из-за её формата {looks}. Прочитано {text_of(cell)}: если данных нет, "
            "очистите ячейку."
        )
        return _SeenCell(cell, Remark("look.unseen", message))
    message = (
        f"Ячейка показывает «{seen.shown}», а хранит {text_of(cell)}. Впишите число целиком и задайте ячейке формат "
        "«Числовой»."
    )
    return _SeenCell(cell, Remark("look.format", message))


def _whole_struck(cell: Cell) -> Remark:
    message = (
        f"Значение «{cite(cell)}» зачёркнуто: его можно понять и как отменённое, и как действующее. Снимите "
        "зачёркивание или очистите ячейку."
    )
    return Remark("look.struck", message)


def _whole_raised(cell: Cell) -> Remark:
    message = f"Значение «{cite(cell)}» набрано над строкой или под ней, как знак сноски. Проверьте его."
    return Remark("look.raised", message)


def _covered(merges: list[Merge]) -> dict[Position, Merge]:
    covered: dict[Position, Merge] = {}
    for merge in merges:
        covered |= dict.fromkeys(merge.positions()[1:], merge)
    return covered
