"""«Что прочитано из файла»: the workbook that is kept instead of a file, to be downloaded."""

from __future__ import annotations

from typing import Any

from streamlit.delta_generator import DeltaGenerator

from uspekh.actuals.writing.rebuilding import name_of_rebuilt
from uspekh.russian.format import missing
from uspekh.russian.text import saved_name
from uspekh.store.uploads import files
from uspekh.ui.session import access, state

LABEL = "Что прочитано из файла"
LOST = "Прежний файл больше не читается, копии прочитанного нет: сохранён только его отпечаток SHA-256 {digest}…"
_SHOWN = 12


def offer(row: Any, at: DeltaGenerator, key: str) -> None:
    """The button that saves what was read, for a row of the journal or of submissions; says where there is none."""
    engine, digest = state.project().engine, row["copy"]
    if missing(digest):
        at.caption(LOST.format(digest=row["sha256"][:_SHOWN]))
        return
    at.download_button(
        LABEL,
        access.later(lambda who: files.read_copy(engine, digest, who) or b""),
        saved_name(name_of_rebuilt(row["file_name"])),
        key=key,
        help="Сам файл не хранится: только прочитанные значения, каждое в своей ячейке.",
        on_click="ignore",
        width="stretch",
    )
