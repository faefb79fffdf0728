"""What is seen while the database does not answer, whenever that begins."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from uspekh.store.unreachable import StoreUnreachable

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
