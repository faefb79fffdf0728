"""A database that does not answer, or will not let us write: said in Russian, without what is secret."""

from __future__ import annotations

import logging
import os
import shutil
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, PoolProxiedConnection, QueuePool, event
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import DatabaseError, InternalError, OperationalError, TimeoutError

from uspekh.redaction import hidden

ABSENT = "База данных не отвечает. Повторите через минуту; не поможет — сообщите администратору сервиса."
BUSY = "База данных занята другой записью. Ничего не сохранено, повторите через минуту."
FULL = "На диске базы данных нет места. Ничего не сохранено. Сообщите администратору сервиса: место нужно освободить."
READ_ONLY = "База данных открыта только для чтения. Ничего не сохранено. Сообщите администратору сервиса."
DAMAGED = (
    "База данных повреждена, или по её адресу лежит другой файл. "
    "Сообщите администратору сервиса: её восстанавливают из резервной копии."
)
DISK = "Диск базы данных не читается или не пишется. Ничего не сохранено. Сообщите администратору сервиса."
# Less than this and SQLite cannot make the files that it keeps beside the database.
_LEAST_BYTES = 256 * 1024
# What SQLite, PostgreSQL and the system say of each, in small letters.
_WORDS = {
    BUSY: ("database is locked", "lock timeout"),
    FULL: ("disk is full", "no space left on device", "disk quota exceeded", "file too large"),
    READ_ONLY: ("readonly database", "read-only transaction", "read-only file system"),
    DAMAGED: ("malformed", "is not a database", "invalid page in block", "unexpected zero page", "checksum mismatch"),
    DISK: ("disk i/o error", "input/output error"),
}


def explanation(reason: str) -> str:
    """What a reason (see ``reason``) means for a person, in Russian."""
    text = reason.lower()
    return next((message for message, words in _WORDS.items() if any(word in text for word in words)), ABSENT)


class StoreUnreachable(Exception):
    """``str()`` is for anybody; ``reason``, the database's own word, is for the log and whoever runs the service."""

    def __init__(self, reason: str) -> None:
        super().__init__(explanation(reason))
        self.reason = reason


def reason(error: BaseException, address: URL | None = None) -> str:
    """The first line of what the database or its driver said, without secrets.

    ``address``: of the database. SQLite says alike of many faults that it cannot open or write a file: what the
    system says of that file is added.
    """
    text = hidden((str(getattr(error, "orig", None) or error).strip() or type(error).__name__).splitlines()[0])
    if address is None or address.get_backend_name() != "sqlite" or not address.database:
        return text
    return f"{text}{_system_word(text, Path(address.database).absolute())}"


def _system_word(text: str, file: Path) -> str:
    if not file.is_file() or not any(words in text.lower() for words in ("unable to open", "disk i/o error")):
        return ""
    if not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        return " (readonly database)"
    return " (no space left on device)" if shutil.disk_usage(file.parent).free < _LEAST_BYTES else ""


class ExplainingPool(QueuePool):
    """Connections for many at once; none free in time is told like a database that does not answer."""

    def connect(self) -> PoolProxiedConnection:
        """A connection of the pool. Raises ``StoreUnreachable``."""
        try:
            return super().connect()
        except TimeoutError as error:
            raise StoreUnreachable(reason(error)) from error


# SQLAlchemy lets a pool speak under the name of its class: the comings and goings of connections are no news.
logging.getLogger(f"{ExplainingPool.__module__}.{ExplainingPool.__name__}").setLevel(logging.WARNING)


def translate_errors(engine: Engine) -> None:
    """From now on whatever is asked of this engine may raise ``StoreUnreachable`` in place of the driver's errors."""
    event.listen(engine, "handle_error", partial(_translated, engine.url))


def _translated(address: URL, context: ExceptionContext) -> StoreUnreachable | None:
    error = context.sqlalchemy_exception
    # A connection found dead before it is used is replaced by the pool itself.
    if context.is_pre_ping or error is None:
        return None
    # The bare DatabaseError is SQLite's word for a file that is no database or is damaged; PostgreSQL's words for
    # a database that is damaged or may not be written to are InternalErrors, as mistakes of a program are too.
    of_database = isinstance(error, InternalError) and explanation(reason(error)) != ABSENT
    if context.is_disconnect or of_database or isinstance(error, OperationalError) or type(error) is DatabaseError:
        return StoreUnreachable(reason(error, address))
    return None
