"""The tidy frame: one row is one value that somebody reported, with the cell it stood in.

Key of a value: ``kind, subject, part, year, months, field``.

| kind         | subject           | part   | year | months | field                                     |
|--------------|-------------------|--------|------|--------|-------------------------------------------|
| component    | organization code |        | yes  | 1–12   | component id, or ``comment``              |
| budget       | budget line       | source | yes  | 1–12   | ``refined``, ``executed``, ``comment``    |
| milestone    | plan item         |        | yes  | 0      | ``done``, ``forecast``, ``document``, ``comment`` |
| organization | organization code |        | 0    | 0      | a column of the directory                 |

``number`` holds people as whole numbers and money as kopecks (exact sums); ``text`` holds words and
ISO dates. Exactly one of the two is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd
import pandera.pandas as pa

KEY = ["kind", "subject", "part", "year", "months", "field"]
COLUMNS = [*KEY, "number", "text", "sheet", "cell"]
KINDS = ("component", "budget", "milestone", "organization")
_DTYPES = {
    "kind": "str", "subject": "str", "part": "str", "year": "int64", "months": "int64", "field": "str",
    "number": "Int64", "text": "str", "sheet": "str", "cell": "str",
}  # fmt: skip


class Values(pa.DataFrameModel):
    """Schema of the tidy frame (see the module's docstring)."""

    kind: str = pa.Field(isin=KINDS)
    subject: str = pa.Field(str_length={"min_value": 1})
    part: str
    year: int = pa.Field(ge=0)
    months: int = pa.Field(ge=0, le=12)
    field: str = pa.Field(str_length={"min_value": 1})
    number: pd.Int64Dtype = pa.Field(nullable=True)
    text: str = pa.Field(nullable=True)
    sheet: str
    cell: str

    class Config:
        strict = False

    @pa.dataframe_check
    @classmethod
    def exactly_one_content(cls, frame: pd.DataFrame) -> pd.Series:
        """A blank is not stored, and a value is a number or a text, not both."""
        return frame["number"].isna() != frame["text"].isna()


def values_frame(rows: Iterable[Mapping[str, object]] = ()) -> pd.DataFrame:
    """A checked tidy frame from mappings with the names of ``COLUMNS``.

    Raises ``pandera.errors.SchemaError`` on a row that breaks the schema.
    """
    frame = pd.DataFrame(list(rows), columns=COLUMNS).astype(_DTYPES)
    return Values.validate(frame) if len(frame) else frame
