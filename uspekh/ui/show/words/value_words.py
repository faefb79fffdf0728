"""Whose each reported value is, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from uspekh.ui.session.filters import organization_names


def owners(rows: pd.DataFrame) -> list[str]:
    """Whose or what each reported value is: an organization by its name, a line and source of the budget, a plan item.

    An organization that is not stored yet is called as the rows call it; one that they do not name, by its code.
    """
    named_here = rows[(rows["kind"] == "organization") & (rows["field"] == "short_name") & rows["text"].notna()]
    names = dict(zip(named_here["subject"], named_here["text"], strict=True))
    names |= {code: name for name, code in organization_names().items()}
    return [_owner(row, names) for row in rows[["kind", "subject", "part"]].itertuples()]


def _owner(row: Any, names: Mapping[str, str]) -> str:
    if row.kind == "milestone":
        return f"пункт {row.subject}"
    if row.kind == "budget":
        return f"{row.subject}, {row.part}"
    return names.get(row.subject, row.subject)
