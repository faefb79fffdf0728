"""What of sensitive counts is printed after all changes of the reports, at once or state by state as they come."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Any

import pandas as pd

from uspekh.monitoring.organizations.roster import Organizations
from uspekh.monitoring.small_counts.count_history import CountHistory
from uspekh.monitoring.small_counts.printed_counts import Publication
from uspekh.monitoring.small_counts.sensitive import SensitivePlan
from uspekh.monitoring.small_counts.versions import Change, Changes, Rebuild, holds_directory, list_changes
from uspekh.monitoring.values.reported import Uploaded, Versions


def decide_publication(
    versions: pd.DataFrame, plan: SensitivePlan, organizations: Organizations, rebuild: Rebuild
) -> Publication:
    """What is printed after all changes.

    ``versions``: see ``Reported.versions``, of the counts ``plan.needed``; ``organizations``: the directory in force;
    ``rebuild``: makes an earlier one.
    """
    history = CountHistory(plan, organizations)
    for change in list_changes(versions, organizations, rebuild):
        history.apply(change)
    return history.publish()


class PublicationHistory:
    """What was printed after each state of the reports, remembered: a further state costs no more than its change.

    The outcome is that of ``decide_publication``. What was followed of the past is dropped, and the past gone through
    anew, where the store does not hold it any more (a backup was put back) or a clock that went back put an upload
    into it. ``rebuild`` as of ``decide_publication``. Several threads may ask at once.
    """

    def __init__(self, plan: SensitivePlan, rebuild: Rebuild) -> None:
        self._plan, self._rebuild, self._lock = plan, rebuild, Lock()
        self._past: _Past | None = None

    def publish(self, reported: Versions, organizations: Organizations) -> Publication:
        """What is printed now; ``organizations``: the directory in force."""
        with self._lock:
            past, self._past = self._past, None
            uploads = reported.uploads()
            if past is None or not past.goes_on(uploads, organizations):
                past = _Past(self._plan, self._rebuild, organizations)
            # Only what was followed to its end is remembered: the store may fail on the way.
            if not past.follow(reported, uploads):
                past = _Past(self._plan, self._rebuild, organizations)
                past.follow(reported, uploads)
            publication = past.publish(organizations)
            self._past = past
            return publication


class _Past:
    """The states of the reports up to the last one that was followed, and what of each year is printed now."""

    def __init__(self, plan: SensitivePlan, rebuild: Rebuild, organizations: Organizations) -> None:
        self._plan, self._rebuild, self._organizations = plan, rebuild, organizations
        self._history = CountHistory(plan, organizations)
        self._changes: Changes | None = None
        self._uploads: Mapping[int, Uploaded] = {}
        self._printed: dict[int, Publication] = {}

    def goes_on(self, uploads: Mapping[int, Uploaded], organizations: Organizations) -> bool:
        """Whether the uploads are those that were followed and later ones, with nothing taken back in the past."""
        if not self._uploads:
            return False
        if not self._of_directory and not organizations.directory.equals(self._organizations.directory):
            return False
        last = self._last_moment
        for number, before in self._uploads.items():
            now = uploads.get(number)
            if now is None or now.accepted != before.accepted:
                return False
            if now.undone != before.undone and (before.undone is not None or now.undone <= last):
                return False
        return all(upload.accepted > last for number, upload in uploads.items() if number not in self._uploads)

    def follow(self, reported: Versions, uploads: Mapping[int, Uploaded]) -> bool:
        """Takes what came since; ``False`` where the first directory came, by which the past is another one."""
        later = [number for number, upload in uploads.items() if upload != self._uploads.get(number)]
        versions = reported.versions(self._plan.needed, later if self._changes else None)
        versions = versions[versions["upload"].isin(list(uploads))]
        # An upload may have been taken back since the list of them was read.
        accepted, undone = ({number: each[at] for number, each in uploads.items()} for at in (0, 1))
        versions = versions.assign(accepted=versions["upload"].map(accepted), undone=versions["upload"].map(undone))
        if self._changes is None:
            self._changes = Changes(self._rebuild, of_directory=holds_directory(versions))
            for change in self._changes.begin():
                self._history.apply(change)
        elif not self._of_directory and holds_directory(versions):
            return False
        touched: set[int] = set()
        for change in self._changes.follow(versions, self._last_moment if self._uploads else None):
            touched |= self._history.apply(change)
        for year in touched:
            self._printed.pop(year, None)
        self._uploads = dict(uploads)
        return True

    def publish(self, organizations: Organizations) -> Publication:
        """What is printed as things stand, year by year: of most years as it was printed before."""
        if organizations is not self._organizations:
            self._organizations = organizations
            self._printed.clear()
        stale = self._history.years - self._printed.keys()
        unsettled = stale - self._history.settled(organizations) if self._of_directory else set()
        present = self._history.copy(unsettled)
        if unsettled:
            present.apply(Change(None, {}, organizations))
        for year in stale:
            self._printed[year] = (present if year in unsettled else self._history).publish([year])
        printed = [self._printed[year] for year in self._history.years]
        cells = {cell: number for each in printed for cell, number in each.cells.items()}
        return Publication(self._plan, cells, {key: total for each in printed for key, total in each.totals.items()})

    @property
    def _of_directory(self) -> bool:
        return self._changes is not None and self._changes.of_directory

    @property
    def _last_moment(self) -> Any:
        return max(moment for upload in self._uploads.values() for moment in (upload.accepted, upload.undone) if moment)
