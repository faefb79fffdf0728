"""What is seen while the database does not answer, whenever that begins."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import streamlit as st

from uspekh.monitoring.rules import RulesDamaged
from uspekh.passport.damage import PassportDamaged
from uspekh.store.database.unreachable import StoreUnreachable
from uspekh.store.database.upgrading import StoreTooNew

_LOG = logging.getLogger(__name__)


@contextmanager
def told() -> Iterator[None]:
    """Ends the drawing with a sentence; the database's own word is for the log alone."""
    try:
        yield
    except StoreUnreachable as error:
        _LOG.error("database unreachable", extra={"reason": error.reason})
        st.error(str(error), icon=":material/cloud_off:")
        st.stop()


def explain(error: Exception) -> NoReturn:
    """Says why nothing can be opened and ends the drawing; what nobody foresaw is raised again."""
    if isinstance(error, PassportDamaged | RulesDamaged):
        st.error(f"Данные паспорта повреждены, показать нечего. {error}")
    elif isinstance(error, StoreTooNew):
        st.error(str(error))
    elif isinstance(error, OSError):
        _LOG.error("files unreadable", extra={"reason": str(error)})
        st.error("Файлы программы или папка базы данных не открываются. Сообщите администратору сервиса.")
    else:
        raise error
    st.stop()
