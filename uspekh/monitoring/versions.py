"""The changes of the reports one after another: what stood in force after each upload and each undo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from uspekh.monitoring.directory import TEXTS
from uspekh.monitoring.reported import Organizations

Key: TypeAlias = tuple[str, int, int, str]
"""Subject, year, months, field."""
Rebuild: TypeAlias = Callable[[pd.DataFrame, set[str]], Organizations]
"""Makes the organizations of the directory's rows in force (tidy frame) and of who has reported."""
_KEY = ["kind", "subject", "year", "months", "field"]
_OF_TOTALS = ("type", "active_from", "active_to")


@dataclass(frozen=True)
class Change:
    """``counts`` that became others, ``None`` where nothing stands any more; ``organizations`` where they did.

    ``moment``: as ``Reported.versions`` gives it; ``None`` of the state before the first and of the present one.
    """

    moment: Any
    counts: Mapping[Key, float | None]
    organizations: Organizations | None


def list_changes(versions: pd.DataFrame, organizations: Organizations, rebuild: Rebuild) -> Iterator[Change]:
    """The changes of ``Reported.versions``, oldest first.

    ``organizations``: the directory in force; where the versions hold no directory, it is the one of all time.
    """
    entries = _Entries(rebuild) if (versions["kind"] == "organization").any() else None
    reporting: set[str] = set()
    if entries:
        yield Change(None, {}, entries.build(reporting))
    for moment, changed in _list_changed(versions):
        counts = {(key[1], key[2], key[3], key[4]): row for key, row in changed.items() if key[0] == "component"}
        reporting |= {subject for subject, *_ in counts}
        directory_rows = {(key[1], key[4]): row for key, row in changed.items() if key[0] == "organization"}
        yield Change(
            moment,
            {key: None if row is None else float(row.number) for key, row in counts.items()},
            entries.take(directory_rows, reporting) if entries and directory_rows else None,
        )
    if entries:
        yield Change(None, {}, organizations)


def _list_changed(versions: pd.DataFrame) -> Iterator[tuple[Any, dict[tuple[Any, ...], Any]]]:
    """At each moment the keys whose value in force became another, with its row; ``None`` without one.

    In force is the latest of those that were not taken back.
    """
    rows = list(versions.itertuples())
    moments: dict[Any, list[tuple[Any, bool]]] = defaultdict(list)
    for row in rows:
        moments[row.accepted].append((row, True))
        if not pd.isna(row.undone):
            moments[row.undone].append((row, False))
    standing: dict[tuple[Any, ...], dict[int, Any]] = defaultdict(dict)
    for moment in sorted(moments):
        touched: dict[tuple[Any, ...], Any] = {}
        for row, accepted in moments[moment]:
            key = tuple(getattr(row, name) for name in _KEY)
            touched.setdefault(key, _last(standing[key]))
            if accepted:
                standing[key][row.Index] = row
            else:
                standing[key].pop(row.Index)
        now = {key: _last(standing[key]) for key in touched}
        yield moment, {key: row for key, row in now.items() if _value(row) != _value(touched[key])}


def _last(rows: Mapping[int, Any]) -> Any:
    return rows[max(rows)] if rows else None


def _value(row: Any) -> tuple[Any, ...] | None:
    if row is None:
        return None
    return (None if pd.isna(row.number) else float(row.number), None if pd.isna(row.text) else str(row.text))


class _Entries:
    """The directory as it stood."""

    def __init__(self, rebuild: Rebuild) -> None:
        self._rebuild = rebuild
        self._rows: dict[tuple[str, str], Any] = {}

    def take(self, changed: Mapping[tuple[str, str], Any], reporting: set[str]) -> Organizations | None:
        """The organizations after a change; ``None`` where totals are asked of the same ones as before."""
        before = self._relevant(changed)
        for key, row in changed.items():
            if row is None:
                self._rows.pop(key, None)
            else:
                self._rows[key] = row
        return self.build(reporting) if self._relevant(changed) != before else None

    def _relevant(self, changed: Mapping[tuple[str, str], Any]) -> dict[str, list[Any]]:
        """What totals depend on: who there is, of which type and when, and whether of a contingent."""
        found = {}
        for subject in sorted({subject for subject, _ in changed}):
            texts = [_value(self._rows.get((subject, name))) for name in _OF_TOTALS]
            contingent = self._rows.get((subject, "contingent"))
            known = any((subject, name) in self._rows for name in (*TEXTS, "contingent"))
            found[subject] = [*texts, contingent is not None and contingent.number > 0, known]
        return found

    def build(self, reporting: set[str]) -> Organizations:
        """The organizations as they stand."""
        rows = [("organization", row.subject, row.field, row.number, row.text) for row in self._rows.values()]
        return self._rebuild(pd.DataFrame(rows, columns=["kind", "subject", "field", "number", "text"]), reporting)
