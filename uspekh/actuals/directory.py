"""The directory of organizations that names in a file are resolved against."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh.actuals.problems import Problem

TEXTS = ("name", "short_name", "type", "founder", "active_from", "active_to")
COLUMNS = ["code", "name", "short_name", "type", "founder", "contingent", "active_from", "active_to"]


def united(directory: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """``directory`` with the entries of the file over it, columns ``COLUMNS``, by code; a blank in the file erases
    nothing."""
    if values.empty:
        return directory[COLUMNS].sort_values("code", ignore_index=True)
    values = values.drop_duplicates(["subject", "field"])
    texts = values[values["field"].isin(TEXTS)].pivot(index="subject", columns="field", values="text")
    numbers = values[values["field"] == "contingent"].set_index("subject")["number"]
    own = texts.reindex(columns=list(TEXTS)).astype("str").join(numbers.rename("contingent"), how="outer")
    stored = directory[COLUMNS].set_index("code")
    both = own.combine_first(stored) if len(stored) else own
    return both.rename_axis("code").reset_index().astype({"contingent": "Int64"})[COLUMNS]


def unnamed(values: pd.DataFrame, directory: pd.DataFrame) -> Iterator[Problem]:
    """Organizations of the file that have no name anywhere."""
    if values.empty:
        return
    nameless = directory.loc[directory["name"].isna() & directory["short_name"].isna(), "code"]
    for row in values[values["subject"].isin(nameless)].drop_duplicates("subject").itertuples():
        message = f"У организации «{row.subject}» нет наименования: заполните столбец «Наименование»."
        yield Problem("error", "organization.unnamed", row.sheet, row.cell, message)
