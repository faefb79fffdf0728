"""Values of a record as lines of text: ``part;months;field;number;text;cell``, by the rules of CSV.

Any tool reads them, and so does a person; Arrow writes and reads a hundred thousand of them at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from uspekh.actuals.values import values_frame

COLUMNS = ["part", "months", "field", "number", "text", "cell"]
SEPARATOR, QUOTE, END = ";", '"', "\n"
_TEXT = pa.large_string()
_TYPES = dict.fromkeys(COLUMNS, _TEXT) | {"months": pa.int64(), "number": pa.int64()}
_LONG = 1 << 20
# Arrow's own pool now and then stops for as long as it takes to store a short file, to take memory of the system.
_POOL = {"memory_pool": pa.system_memory_pool()}


def written(values: pd.DataFrame, order: np.ndarray, starts: np.ndarray) -> list[str]:
    """The contents of records: in an order of the values, the lines of each from its place in ``starts`` to the next.

    ``values``: columns ``COLUMNS`` of the tidy frame.
    """
    columns = [_said(name, _whole(values[name])) for name in COLUMNS]
    together = {"null_handling": "replace", "null_replacement": ""}
    lines = pc.binary_join_element_wise(*columns, pa.scalar(SEPARATOR, _TEXT), **together, **_POOL)
    ends = pa.array(np.append(starts, len(values)), type=pa.int64())
    records = pa.LargeListArray.from_arrays(ends, pc.take(lines, pa.array(order), **_POOL))
    return pc.binary_join(records, pa.scalar(END, _TEXT), **_POOL).to_pylist()


def read(contents: Sequence[str], count: int) -> pd.DataFrame:
    """The ``count`` lines of some contents as the columns ``COLUMNS`` of the tidy frame, with its dtypes."""
    data = END.join(contents).encode()
    # Where no value holds the end of a line, the text can be cut anywhere and read by several threads.
    broken = b"\r" in data or data.count(END.encode()) != count - 1
    table = csv.read_csv(
        pa.BufferReader(data),
        csv.ReadOptions(
            column_names=COLUMNS, use_threads=len(data) > _LONG, block_size=len(data) + 1 if broken else None
        ),
        csv.ParseOptions(delimiter=SEPARATOR, newlines_in_values=broken),
        csv.ConvertOptions(column_types=_TYPES, null_values=[""], strings_can_be_null=False),
    )
    numeric = pc.is_valid(table["number"])
    texts = pc.if_else(numeric, pa.scalar(None, _TEXT), table["text"])
    numbers = pc.fill_null(table["number"], 0).to_numpy()
    read = {
        "months": table["months"].to_numpy(),
        "number": pd.arrays.IntegerArray(numbers, ~numeric.to_numpy()),
        "text": pd.array(texts, dtype="str"),
    }
    words = {name: pd.array(table[name], dtype="str") for name in ("part", "field", "cell")}
    return pd.DataFrame(read | words)[COLUMNS]


@cache
def nothing() -> pd.DataFrame:
    """No lines, in the same columns; not to be changed."""
    return values_frame()[COLUMNS]


def _whole(column: pd.Series[Any]) -> Any:
    found = pa.array(column.array, from_pandas=True)
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found


def _said(name: str, column: Any) -> Any:
    """A column as text; what would break a line is quoted, and so are all words that somebody wrote."""
    words = column.cast(_TEXT, **_POOL)
    if name in ("months", "number") or words.null_count == len(words) or (name != "text" and not _special(words)):
        return words
    doubled = pc.replace_substring(words, QUOTE, QUOTE * 2)
    mark, nothing = pa.scalar(QUOTE, _TEXT), pa.scalar("", _TEXT)
    return pc.binary_join_element_wise(mark, doubled, mark, nothing)


def _special(words: Any) -> bool:
    """Whether any of the words holds what has a meaning of its own in a line: all are looked through as one."""
    data = words.buffers()[2]
    together = data.to_pybytes() if data else b""
    return any(mark.encode() in together for mark in (SEPARATOR, QUOTE, "\r", END))
