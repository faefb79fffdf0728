"""The tidy frame: one row is one value that somebody reported, with the cell it stood in.

Key of a value: ``kind, subject, part, year, months, field``.

| kind         | subject           | part   | year | months | field                                     |
|--------------|-------------------|--------|------|--------|-------------------------------------------|
| component    | organization code | (below)| yes  | 1–12   | component id, or ``comment``              |
| budget       | budget line       | source | yes  | 1–12   | ``refined``, ``executed``, ``comment``    |
| milestone    | plan item         |        | yes  | 0      | ``done``, ``forecast``, ``document``, ``comment`` |
| plan         | organization code | label  | yes  | 0      | ``plan``, ``comment``                     |
| organization | organization code |        | 0    | 0      | a column of the directory                 |

``number`` holds people as whole numbers, money as kopecks (exact sums) and plans as thousandths of the measure's unit;
``text`` holds words and ISO dates. Exactly one of the two is given. The label of a plan's measure is that of
``passport.organization_plans``. The ``part`` of a comment on headcounts is the sheet that it stands on, empty on the
first sheet of figures; headcounts have none.
A frame may have one column besides: ``document``, what confirms a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import pandas as pd

from uspekh.actuals.values.kinds import KINDS

KEY = ["kind", "subject", "part", "year", "months", "field"]
COLUMNS = [*KEY, "number", "text", "sheet", "cell"]
_DTYPES = {
    "kind": "str", "subject": "str", "part": "str", "year": "int64", "months": "int64", "field": "str",
    "number": "Int64", "text": "str", "sheet": "str", "cell": "str",
}  # fmt: skip


def values_frame(rows: Iterable[Mapping[str, object]] = ()) -> pd.DataFrame:
    """A checked tidy frame from mappings with the names of ``COLUMNS``.

    Raises ``pandera.errors.SchemaError`` on a row that breaks the schema.
    """
    listed = list(rows)
    return checked(pd.DataFrame(listed, columns=COLUMNS).astype(_DTYPES)) if listed else _empty().copy()


@cache
def _empty() -> pd.DataFrame:
    return pd.DataFrame([], columns=COLUMNS).astype(_DTYPES)


def checked(values: pd.DataFrame) -> pd.DataFrame:
    """The frame as it is. Raises ``pandera.errors.SchemaError`` where it breaks the schema.

    Whole columns are asked whether they keep it, which is cheap; where one does not, the schema says how.
    """
    if _keeps(values):
        return values
    # Pandera is slow to import, and nearly every frame keeps the schema.
    from uspekh.actuals.values.frame_schema import Values

    return Values.validate(values)


def _keeps(values: pd.DataFrame) -> bool:
    """Whether a frame surely keeps the schema: each rule of ``frame_schema.Values`` stands here once more."""
    if not values.dtypes.equals(_empty().dtypes):
        return False
    number, text = values["number"].isna(), values["text"].isna()
    return not (
        any(values[name].hasnans for name in ("kind", "subject", "part", "field", "sheet", "cell"))
        or any((values[name] == "").any() for name in ("subject", "field"))
        or (values["year"] < 0).any()
        or not values["months"].between(0, 12).all()
        or (number == text).any()
        or not values["kind"].isin(KINDS).all()
    )


def values_of_columns(columns: Mapping[str, Sequence[object]]) -> pd.DataFrame:
    """A tidy frame, not checked, from its ``COLUMNS``; whole numbers stay exact."""
    return pd.DataFrame({name: pd.array(columns[name], dtype=dtype) for name, dtype in _DTYPES.items()})
