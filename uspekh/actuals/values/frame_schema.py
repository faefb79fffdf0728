"""The schema of the tidy frame (``actuals.values.frame``), which says how a frame breaks it."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from uspekh.actuals.values.kinds import KINDS


class Values(pa.DataFrameModel):
    """One row is one reported value."""

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
