"""Types of columns for words from outside."""

from __future__ import annotations

from sqlalchemy import String, Text, TypeDecorator
from sqlalchemy.engine import Dialect


class Words(TypeDecorator[str]):
    """Words from outside (names, sheets, remarks), made such that every engine keeps the same.

    PostgreSQL refuses what SQLite takes: a text longer than its column, the character NUL, half a surrogate pair.
    """

    impl = String
    cache_ok = True

    def __init__(self, length: int | None = None) -> None:
        super().__init__(length)
        self.length = length

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Leaves out what cannot be kept."""
        return self.storable(value, self.length)

    @staticmethod
    def storable(value: str | None, length: int | None = None) -> str | None:
        """What of the words every engine keeps."""
        if value is None or (length is None and value.isascii() and "\0" not in value):
            return value
        return value.replace("\0", "").encode("utf-8", "replace").decode()[:length]


class LongWords(Words):
    """The same of any length."""

    impl = Text
    cache_ok = True
