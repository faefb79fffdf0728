"""The directory of organizations that names in a file are resolved against."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh.actuals.problems import Problem
from uspekh.russian.text import fold

TEXTS = ("name", "short_name", "type", "founder", "active_from", "active_to", "former_names", "successor")
COLUMNS = ["code", *TEXTS, "contingent"]


def complete(directory: pd.DataFrame) -> pd.DataFrame:
    """The directory with all of ``COLUMNS``; one that it has not is missing throughout."""
    return directory.reindex(columns=COLUMNS).astype(dict.fromkeys(["code", *TEXTS], "str"))


def united(directory: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """``directory`` with the entries of the file over it, columns ``COLUMNS``, by code; a blank in the file erases
    nothing."""
    if values.empty:
        return complete(directory).sort_values("code", ignore_index=True)
    values = values.drop_duplicates(["subject", "field"])
    texts = values[values["field"].isin(TEXTS)].pivot(index="subject", columns="field", values="text")
    numbers = values[values["field"] == "contingent"].set_index("subject")["number"]
    reported = texts.reindex(columns=list(TEXTS)).astype("str").join(numbers.rename("contingent"), how="outer")
    stored = complete(directory).set_index("code")
    both = reported.combine_first(stored) if len(stored) else reported
    return both.rename_axis("code").reset_index().astype({"contingent": "Int64"})[COLUMNS]


def find_unknown_successors(values: pd.DataFrame, directory: pd.DataFrame) -> Iterator[Problem]:
    """Successors in the file that are no organization of the directory, or the organization itself."""
    names = directory[["code", "name", "short_name"]]
    codes = {fold(label): code for *labels, code in names.assign(c=names["code"]).itertuples(index=False)
             for label in labels if isinstance(label, str)}  # fmt: skip
    for row in values[values["field"] == "successor"].itertuples():
        if codes.get(fold(row.text), row.subject) == row.subject:
            message = f"Преемника «{row.text}» нет в справочнике: впишите код или наименование другой организации."
            yield Problem("error", "organization.successor", row.sheet, row.cell, message)


def unnamed(values: pd.DataFrame, directory: pd.DataFrame) -> Iterator[Problem]:
    """Organizations of the file that have no name anywhere."""
    if values.empty:
        return
    nameless = directory.loc[directory["name"].isna() & directory["short_name"].isna(), "code"]
    for row in values[values["subject"].isin(nameless)].drop_duplicates("subject").itertuples():
        message = f"У организации «{row.subject}» нет наименования: заполните столбец «Наименование»."
        yield Problem("error", "organization.unnamed", row.sheet, row.cell, message)
