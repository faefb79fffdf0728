"""What stands in the place of parameters of SQL: plain Python values, whatever a frame holds.

SQLite takes a NumPy integer for bytes and finds nothing by it, without an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, event

from uspekh.russian.format import missing

_PLAIN = frozenset((int, str, bytes, bool, type(None), date, datetime))


def plain(value: object) -> object:
    """The Python value that a value of a frame stands for: ``None`` where it is missing, an unknown one unchanged."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, np.datetime64):
        value = pd.Timestamp(value)
    elif isinstance(value, np.generic):
        value = value.item()
    if missing(value):
        return None
    return value.to_pydatetime(warn=False) if isinstance(value, pd.Timestamp) else value


def send_plain_values(engine: Engine) -> None:
    """From now on every statement of this engine, one row or many, is sent with plain values."""
    event.listen(engine, "before_cursor_execute", _with_plain_values, retval=True)


def _with_plain_values(
    _connection: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, executemany: bool
) -> tuple[str, Any]:
    return statement, [_row(row) for row in parameters] if executemany else _row(parameters)


def _row(parameters: Any) -> Any:
    """The parameters of one row, by name or in order; a row of plain values is handed on as it is."""
    named = isinstance(parameters, Mapping)
    if all(type(value) in _PLAIN for value in (parameters.values() if named else parameters)):
        return parameters
    if named:
        return {name: plain(value) for name, value in parameters.items()}
    return tuple(map(plain, parameters))
