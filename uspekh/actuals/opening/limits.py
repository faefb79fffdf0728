"""What the reading of a file may take, and the word for a file that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
DIVIDE = "Разделите его по годам или листам."
REFUSALS = {
    "file.empty": "Файл пуст.",
    "file.format": "Это не таблица. Нужен файл Excel (.xlsx, .xlsm, .xlsb, .xls), .ods или .csv: откройте файл в "
    "Excel и сохраните как «Книга Excel (.xlsx)».",
    "file.archive": "Это архив. Распакуйте его и загрузите таблицу из него.",
    "file.password": "Файл закрыт паролем. Снимите пароль и загрузите снова.",
    "file.too_big": "В файле слишком много данных или есть заполненная ячейка далеко за таблицей. Удалите лишние "
    "листы, строки и столбцы за пределами таблицы (Ctrl+End покажет последнюю ячейку).",
    "file.timeout": "Файл не удалось прочитать за отведённое время. Оставьте в нём только листы формы.",
    "file.unreadable": "Файл повреждён, прочитать его нельзя. Откройте его в Excel и сохраните заново.",
}


class Refusal(Exception):
    """The file cannot be read; ``code`` is one of ``REFUSALS``, the text is its Russian message or a closer one."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(message or REFUSALS[code])
        self.code = code


@dataclass(frozen=True)
class Limits:
    """What the reading of a file may take.

    ``content``: bytes of the file; ``memory``: megabytes of the process; ``unpacked``: megabytes of an archive;
    ``processor`` and ``wall``: seconds of the processor and of the clock; ``answer``: bytes of what was read.
    ``looked_at``: cells whose look is looked at; what people send has hundreds.
    ``columns`` and ``text`` are what a sheet of Excel and one of its cells can hold; only other formats have more.
    """

    content: int = 50 * MEGABYTE
    memory: int = 1024
    unpacked: int = 400
    processor: int = 30
    wall: int = 45
    cells: int = 20_000_000
    columns: int = 16_384
    sheets: int = 500
    text: int = 32_767
    answer: int = 64 * MEGABYTE
    looked_at: int = 50_000


def refuse_size(content: bytes, limits: Limits) -> None:
    """Raises ``Refusal`` for a file that is empty or too long to be looked at."""
    if not content or content.isspace():
        raise Refusal("file.empty")
    if len(content) > limits.content:
        raise Refusal("file.too_big", f"Файл больше {limits.content // MEGABYTE} МБ. {DIVIDE}")
