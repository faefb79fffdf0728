"""What the values of a file change in those that stand, and what an upload of the journal changed when it came."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Engine, func, or_, select, true, tuple_

from uspekh.access.person import Action, Person
from uspekh.actuals.values.frame import COLUMNS, KEY
from uspekh.store.log.actions import demand
from uspekh.store.schema.tables import any_upload, value_rows
from uspekh.store.values.queries import columns_of, of_organization, read_values

CONTENT = ["number", "text"]
CHANGES = ["new", "replaced", "same"]


def changes(before: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``values`` with ``change`` («new», «replaced», «same»), ``number_before`` and ``text_before``.

    ``before``: the values in force, or those of the same subjects (``values.same_subjects``); both are tidy frames.
    ``id_before``, the row that stands, comes along where ``before`` has its ``id``.
    """
    content = [*CONTENT, *(["id"] if "id" in before else [])]
    # Most of a long file is of subjects of whom nothing stands.
    standing = before.loc[before["subject"].isin(values["subject"].unique()), [*KEY, *content]]
    standing = standing.rename(columns={name: f"{name}_before" for name in content})
    return _classified(values.merge(standing, how="left", on=KEY))


def changes_of_upload(engine: Engine, upload: int, by: Person) -> pd.DataFrame:
    """The values of an upload against those in force before it, as ``changes`` gives them.

    Uploads that were taken back since do not count as being before it. Counts are exact, so raises ``Forbidden`` for
    whoever may not see small ones; an organization gets its own values.
    """
    demand(engine, by, Action.SEE_SMALL, by.organization or None, f"№ {upload}")
    of_upload = value_rows.c.upload == upload
    same_subjects = select(value_rows.c.subject, value_rows.c.year).where(of_upload).distinct()
    key = [value_rows.c[name] for name in KEY]
    before = (
        func.lag(value_rows.c[name]).over(partition_by=key, order_by=value_rows.c.id).label(f"{name}_before")
        for name in CONTENT
    )
    rows = (
        columns_of("id", "upload")
        .add_columns(*before)
        .join(any_upload, any_upload.c.id == value_rows.c.upload)
        .where(
            tuple_(value_rows.c.subject, value_rows.c.year).in_(same_subjects),
            or_(of_upload, any_upload.c.undone_at.is_(None) & (any_upload.c.id < upload)),
            of_organization(by.organization) if by.organization else true(),
        )
        .subquery()
    )
    names = [*COLUMNS, "number_before", "text_before"]
    query = select(*(rows.c[name] for name in names)).where(rows.c.upload == upload).order_by(rows.c.id)
    return _classified(read_values(engine, query).astype({"number_before": "Int64", "text_before": "str"}))


def count(changed: pd.DataFrame) -> dict[str, int]:
    """Numbers of new, replaced and same values."""
    numbers = changed["change"].value_counts()
    return {name: int(numbers.get(name, 0)) for name in CHANGES}


def _classified(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with ``change``: a value has a number or a text, so neither before means that nothing stood."""
    new = rows["number_before"].isna() & rows["text_before"].isna()
    same = pd.Series(False, index=rows.index)
    for name in CONTENT:
        same |= rows[name].eq(rows[f"{name}_before"]).fillna(False).astype(bool)
    change = pd.Series("replaced", index=rows.index, dtype="str").mask(same, "same").mask(new, "new")
    return rows.assign(change=change)
