"""The changes of the reports one after another: what stood in force after each upload and each undo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from uspekh.monitoring.organizations.directory import TEXTS
from uspekh.monitoring.organizations.roster import Organizations

Key: TypeAlias = tuple[str, int, int, str]
"""Subject, year, months, field."""
Rebuild: TypeAlias = Callable[[pd.DataFrame, set[str]], Organizations]
"""Makes the organizations of the directory's rows in force (tidy frame) and of who has reported."""
_Content: TypeAlias = tuple[float | None, str | None]
"""The number and the text of a value."""
_KEY = ["kind", "subject", "year", "months", "field"]
OF_TOTALS = ("type", "active_from", "active_to")
"""What totals depend on in an entry of the directory, beside whether there is a contingent."""


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
    changes = Changes(rebuild, of_directory=holds_directory(versions))
    yield from changes.begin()
    yield from changes.follow(versions)
    if changes.of_directory:
        yield Change(None, {}, organizations)


def holds_directory(versions: pd.DataFrame) -> bool:
    """Whether some versions are entries of the directory."""
    return bool((versions["kind"] == "organization").any())


class Changes:
    """What stood in force at each moment, from the first one on; later versions are followed when they come."""

    def __init__(self, rebuild: Rebuild, *, of_directory: bool) -> None:
        self.of_directory = of_directory
        self._entries = _Entries(rebuild)
        self._reporting: set[str] = set()
        self._standing: dict[tuple[Any, ...], dict[int, _Content]] = defaultdict(dict)

    def begin(self) -> Iterator[Change]:
        """The directory before anything was reported, where there are entries of it."""
        if self.of_directory:
            yield Change(None, {}, self._entries.build(self._reporting))

    def follow(self, versions: pd.DataFrame, after: Any = None) -> Iterator[Change]:
        """The changes at the moments of some versions; ``after``: those up to this moment were followed already."""
        for moment, changed in self._list_changed(versions, after):
            counts = {key[1:]: content for key, content in changed.items() if key[0] == "component"}
            self._reporting |= {subject for subject, *_ in counts}
            rows = {(key[1], key[4]): content for key, content in changed.items() if key[0] == "organization"}
            yield Change(
                moment,
                {key: None if content is None else content[0] for key, content in counts.items()},
                self._entries.take(rows, self._reporting) if rows else None,
            )

    def _list_changed(
        self, versions: pd.DataFrame, after: Any
    ) -> Iterator[tuple[Any, dict[tuple[Any, ...], _Content | None]]]:
        """At each moment the keys whose value in force became another, with its content; ``None`` without one.

        In force is the latest of those that were not taken back.
        """
        moments: dict[Any, list[tuple[Any, bool]]] = defaultdict(list)
        for row in versions.itertuples():
            for moment, accepted in ((row.accepted, True), (row.undone, False)):
                if not pd.isna(moment) and (after is None or moment > after):
                    moments[moment].append((row, accepted))
        for moment in sorted(moments):
            before: dict[tuple[Any, ...], _Content | None] = {}
            for row, accepted in moments[moment]:
                key = tuple(getattr(row, name) for name in _KEY)
                standing = self._standing[key]
                before.setdefault(key, _last(standing))
                if accepted:
                    standing[row.id] = _content(row)
                else:
                    standing.pop(row.id)
            now = {key: _last(self._standing[key]) for key in before}
            yield moment, {key: content for key, content in now.items() if content != before[key]}


def _last(standing: Mapping[int, _Content]) -> _Content | None:
    return standing[max(standing)] if standing else None


def _content(row: Any) -> _Content:
    return (None if pd.isna(row.number) else float(row.number), None if pd.isna(row.text) else str(row.text))


class _Entries:
    """The directory as it stood."""

    def __init__(self, rebuild: Rebuild) -> None:
        self._rebuild = rebuild
        self._rows: dict[tuple[str, str], _Content] = {}

    def take(self, changed: Mapping[tuple[str, str], _Content | None], reporting: set[str]) -> Organizations | None:
        """The organizations after a change; ``None`` where totals are asked of the same ones as before."""
        before = self._relevant(changed)
        for key, content in changed.items():
            if content is None:
                self._rows.pop(key, None)
            else:
                self._rows[key] = content
        return self.build(reporting) if self._relevant(changed) != before else None

    def _relevant(self, changed: Mapping[tuple[str, str], _Content | None]) -> dict[str, list[Any]]:
        """What totals depend on: who there is, of which type and when, and whether of a contingent."""
        relevant = {}
        for subject in sorted({subject for subject, _ in changed}):
            texts = [self._rows.get((subject, name)) for name in OF_TOTALS]
            contingent, _ = self._rows.get((subject, "contingent"), (None, None))
            listed = any((subject, name) in self._rows for name in (*TEXTS, "contingent"))
            relevant[subject] = [*texts, (contingent or 0) > 0, listed]
        return relevant

    def build(self, reporting: set[str]) -> Organizations:
        """The organizations as they stand."""
        rows = [("organization", *key, *content) for key, content in self._rows.items()]
        return self._rebuild(pd.DataFrame(rows, columns=["kind", "subject", "field", "number", "text"]), reporting)
