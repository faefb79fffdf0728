"""The refusal of a passport that cannot be trusted."""

from __future__ import annotations


class PassportDamaged(Exception):
    """What is wrong and where. ``row`` counts lines of the file from 1; ``str()`` is a Russian sentence."""

    def __init__(self, file: str, row: int | None, column: str | None, reason: str) -> None:
        self.file, self.row, self.column, self.reason = file, row, column, reason
        place = [file, *([f"строка {row}"] if row else []), *([f"столбец {column}"] if column else [])]
        super().__init__(f"{', '.join(place)}: {reason}")
