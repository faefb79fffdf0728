"""What a person confirmed is what is stored: the values in force now against those that the preview showed."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Engine, select

from uspekh.actuals.values.frame import KEY
from uspekh.store.schema.tables import any_upload
from uspekh.store.values.queries import same_subjects

_BEFORE = ["number_before", "text_before"]
_CONTENT = ["number", "text"]


class PreviewOutdated(Exception):
    """Values that the file touches are not those of the preview any more; nothing is stored. The text is Russian."""

    def __init__(self) -> None:
        super().__init__("Пока вы смотрели, значения изменились. Ничего не сохранено: проверьте и подтвердите ещё раз.")


def differences(shown: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``now`` that a person saw otherwise, or not at all: with ``number_shown`` and ``text_shown``.

    Both are previews of one file (``changes.changes``): that which was shown and that of this moment. A row differs
    where another value is in force than the one shown (no value is not a zero), or the file says another value itself.
    """
    seen = shown[[*KEY, *_CONTENT, *_BEFORE]].rename(
        columns={
            "number_before": "number_shown",
            "text_before": "text_shown",
            "number": "number_confirmed",
            "text": "text_confirmed",
        }
    )
    both = now.merge(seen, on=KEY, how="left", indicator="seen")
    other = both["seen"] != "both"
    for name in _CONTENT:
        other |= _differ(both[f"{name}_before"], both[f"{name}_shown"]) | _differ(both[name], both[f"{name}_confirmed"])
    return both[other].drop(columns=["seen", "number_confirmed", "text_confirmed"]).reset_index(drop=True)


def refuse_outdated(shown: pd.DataFrame, now: pd.DataFrame) -> None:
    """Raises ``PreviewOutdated`` unless ``now`` changes exactly what was ``shown`` (see ``differences``)."""
    if len(shown) != len(now) or len(differences(shown, now)):
        raise PreviewOutdated


def with_authors(engine: Engine, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows (``differences``) with ``by`` and ``at``: who loaded the value in force and when (UTC), or missing."""
    standing = same_subjects(engine, rows)[[*KEY, "upload"]]
    numbers = {int(number) for number in standing["upload"].unique()}
    with engine.connect() as connection:
        rows_of_uploads = connection.execute(
            select(any_upload.c.id, any_upload.c.by, any_upload.c.at).where(any_upload.c.id.in_(numbers))
        )
        authors = pd.DataFrame(rows_of_uploads.all(), columns=["upload", "by", "at"]).astype({"upload": "int64"})
    authors["at"] = pd.to_datetime(authors["at"], utc=True)
    return rows.merge(standing.merge(authors, on="upload"), on=KEY, how="left")


def _differ(one: pd.Series, other: pd.Series) -> pd.Series:
    return ~(one.eq(other).fillna(False).astype(bool) | (one.isna() & other.isna()))
