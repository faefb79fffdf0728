"""Opening a Word document: in the limited process, its answer checked."""

from __future__ import annotations

from typing import Any

from uspekh.actuals.limited.interpreter import run_limited
from uspekh.actuals.opening.limits import Limits, Refusal
from uspekh.importing.document.grid import Cell, Row, read_grid

_OF_DOCUMENTS = {
    "file.empty": "Файл пуст.",
    "file.too_big": "В документе слишком много данных для паспорта. Оставьте в нём только паспорт.",
    "file.timeout": "Документ не удалось прочитать за отведённое время. Оставьте в нём только паспорт.",
}
_UNREADABLE = "Документ повреждён, прочитать его нельзя. Откройте его в Word и сохраните заново."


def open_document(content: bytes) -> list[Row]:
    """The rows of a .docx. Raises ``Refusal`` with a Russian text that speaks of documents."""
    try:
        answer = run_limited(read_grid, content, None, Limits(processor=20, wall=30))
        return [_row(each) for each in answer]
    except Refusal as refusal:
        raise Refusal(refusal.code, _OF_DOCUMENTS.get(refusal.code, str(refusal))) from refusal
    except (KeyError, TypeError, ValueError) as error:
        raise Refusal("file.unreadable", _UNREADABLE) from error


def _row(answer: Any) -> Row:
    cells = [
        Cell(str(each["text"]), int(each["left"]), int(each["right"]), each["continued"] is True)
        for each in answer["cells"]
    ]
    return Row(int(answer["table"]), int(answer["number"]), cells)
