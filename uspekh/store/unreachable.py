"""A database that does not answer, or will not let us write: said in Russian, without what is secret."""

from __future__ import annotations

import logging

from sqlalchemy import Engine, PoolProxiedConnection, QueuePool, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DatabaseError, OperationalError, TimeoutError

from uspekh.redaction import hidden

ABSENT = "База данных не отвечает. Повторите через минуту; не поможет — сообщите администратору сервиса."
BUSY = "База данных занята другой записью. Ничего не сохранено, повторите через минуту."
_BUSY_WORDS = ("database is locked", "lock timeout")


class StoreUnreachable(Exception):
    """``str()`` is for anybody; ``reason``, the database's own word, is for the log and whoever runs the service."""

    def __init__(self, reason: str) -> None:
        super().__init__(BUSY if any(word in reason for word in _BUSY_WORDS) else ABSENT)
        self.reason = reason


def reason(error: BaseException) -> str:
    """The first line of what the database or its driver said, without secrets."""
    said = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
    return hidden(said.splitlines()[0])


class ToldPool(QueuePool):
    """Connections for many at once; none free in time is told like a database that does not answer."""

    def connect(self) -> PoolProxiedConnection:
        """A connection of the pool. Raises ``StoreUnreachable``."""
        try:
            return super().connect()
        except TimeoutError as error:
            raise StoreUnreachable(reason(error)) from error


# SQLAlchemy lets a pool speak under the name of its class: the comings and goings of connections are no news.
logging.getLogger(f"{ToldPool.__module__}.{ToldPool.__name__}").setLevel(logging.WARNING)


def translate_errors(engine: Engine) -> None:
    """From now on whatever is asked of this engine may raise ``StoreUnreachable`` in place of the driver's errors."""
    event.listen(engine, "handle_error", _translated)


def _translated(context: ExceptionContext) -> StoreUnreachable | None:
    error = context.sqlalchemy_exception
    # A connection found dead before it is used is replaced by the pool itself.
    if context.is_pre_ping or error is None:
        return None
    # The bare DatabaseError is SQLite's word for a file that is no database or is damaged.
    if context.is_disconnect or isinstance(error, OperationalError) or type(error) is DatabaseError:
        return StoreUnreachable(reason(error))
    return None
