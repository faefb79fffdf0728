"""The look of a workbook of any format, or the word that it was not looked at."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace

from uspekh.actuals.look import excel, old_excel, opendocument
from uspekh.actuals.look.appearance import Appearance, TooMuch
from uspekh.actuals.look.seeing import see_sheet
from uspekh.actuals.opening.archive import ZIP
from uspekh.actuals.opening.limits import Limits
from uspekh.actuals.opening.lost import binary, ooxml
from uspekh.actuals.opening.workbook import OLE, Sheet
from uspekh.actuals.problems import Problem

Looker = Callable[[bytes, int], dict[str, Appearance]]


def see_sheets(content: bytes, sheets: Sequence[Sheet], limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    """The sheets as the eye sees them; those that were not looked at have no look, which is a warning.

    ``content`` is the workbook of which they were read.
    """
    looker = _looker(content)
    if looker is None:
        return [*sheets], []
    try:
        appearances = looker(content, limits.looked_at)
    except TooMuch:
        return [replace(sheet, look=None) for sheet in sheets], [_unchecked("в файле слишком много ячеек")]
    except MemoryError:
        raise
    except Exception:
        # What stumbles over the look of a file says nothing of its values, which another library has read.
        appearances = {}
    seen = [
        see_sheet(sheet, appearances[sheet.name]) if sheet.name in appearances else replace(sheet, look=None)
        for sheet in sheets
    ]
    unchecked = any(sheet.look is None for sheet in seen)
    return seen, [_unchecked("запись файла не позволяет")] if unchecked else []


def _looker(content: bytes) -> Looker | None:
    """What looks at a file of this format; a text file has no look."""
    if content.startswith(OLE):
        return old_excel.look_at
    if not content.startswith(ZIP):
        return None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
    if "mimetype" in names:
        return opendocument.look_at
    return _look_at_nothing if any(ooxml.base(name) == binary.BOOK for name in names) else excel.look_at


def _look_at_nothing(content: bytes, most: int) -> dict[str, Appearance]:
    """No library reads the look of .xlsb."""
    return {}


def _unchecked(why: str) -> Problem:
    message = (
        f"Оформление не проверено ({why}): зачёркнутое, сноски, форматы и объединённые ячейки не учтены, прочитаны "
        "только значения. Пустые организация, год и период рядом с числами — ошибка."
    )
    return Problem("warning", "look.unchecked", None, None, message)
