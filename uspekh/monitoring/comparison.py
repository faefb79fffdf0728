"""What has changed between two states of the figures (``monitoring.status``), for the next meeting."""

from __future__ import annotations

from typing import Any

import pandas as pd

COLUMNS = ["kind", "id", "year", "fact_before", "fact", "flag_before", "flag"]
_KEYS = {
    "indicators": ("id", "year"),
    "results": ("id", "year"),
    "budget": ("line", "source", "year"),
    "milestones": ("item", "year"),
}
_FACTS = {"indicators": "fact", "results": "fact", "budget": "executed", "milestones": "done"}


def changed(before: dict[str, Any], now: dict[str, Any], year: int | None = None) -> pd.DataFrame:
    """Rows whose fact or flag differ, columns ``COLUMNS``; ``id`` joins line and source by « / ». One year or all."""
    rows: list[dict[str, Any]] = []
    for kind, key in _KEYS.items():
        earlier = {tuple(row[name] for name in key): row for row in before[kind]}
        for row in now[kind]:
            past = earlier.get(tuple(row[name] for name in key), {})
            rows += _difference(kind, key, past, row) if year in (None, row["year"]) else []
    return pd.DataFrame(rows, columns=COLUMNS)


def _difference(kind: str, key: tuple[str, ...], past: dict[str, Any], row: dict[str, Any]) -> list[dict[str, Any]]:
    fact = _FACTS[kind]
    if past.get(fact) == row[fact] and past.get("flag") == row["flag"]:
        return []
    name = " / ".join(str(row[part]) for part in key if part != "year")
    facts = {"fact_before": past.get(fact), "fact": row[fact]}
    flags = {"flag_before": past.get("flag"), "flag": row["flag"]}
    return [{"kind": kind, "id": name, "year": row["year"], **facts, **flags}]
