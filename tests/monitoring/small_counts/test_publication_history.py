"""What is printed when the states of the reports are followed one by one is what the whole past gives."""

from __future__ import annotations

import numpy as np
import pytest

from tests.monitoring.small_counts.test_publication import (
    COUNT,
    SHARE,
    SIX,
    Reports,
    organizations_of,
    random_city,
    schools,
    sick,
)
from tests.tidy import people
from uspekh.monitoring.small_counts.count_history import CountHistory
from uspekh.monitoring.small_counts.publication import PublicationHistory
from uspekh.monitoring.values.reported import Uploaded


class Followed:
    """Reports that are followed; ``read``: the uploads whose values were read, of each time; ``None`` for all."""

    def __init__(self, reports: Reports, plan=COUNT) -> None:
        self.reports, self.plan, self.read = reports, plan, []
        self.history = PublicationHistory(plan, organizations_of)
        self.organizations = organizations_of(reports.in_force())

    def uploads(self):
        return {number: Uploaded(number, self.reports.undone.get(number)) for number in self._numbers()}

    def versions(self, fields, uploads=None):
        self.read.append(uploads)
        rows = self.reports.versions
        return rows if uploads is None else rows[rows["upload"].isin(uploads)]

    def assert_as_whole(self) -> None:
        now = organizations_of(self.reports.in_force())
        # One object while the directory stands as it stood, as the project has it.
        if not now.directory.equals(self.organizations.directory):
            self.organizations = now
        assert self.history.publish(self, self.organizations) == self.reports.publish(self.plan)

    def _numbers(self):
        return [int(frame["accepted"].iloc[0]) for frame in self.reports.frames]


def change(reports: Reports, coming: list, numbers: np.random.Generator) -> None:
    """One change: a report, an upload taken back, or another directory."""
    standing = [number for number in range(1, len(reports.frames) + 1) if number not in reports.undone]
    kind = numbers.choice(["report", "report", "report", "undo", "directory"])
    if kind == "undo" and len(standing) > 2:
        reports.undo(int(numbers.choice(standing[1:])))
    elif kind == "directory":
        reports.load(*schools(f"S{numbers.integers(0, 8)}", type=str(numbers.choice(["школа", "", "клуб"]))))
    elif coming:
        reports.load(coming.pop())


@pytest.mark.parametrize("directory", [True, False])
@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in range(2, 6))])
def test_following_gives_what_the_whole_past_gives(seed, directory):
    """Random reports, undoings and directories; looked at after one to four changes, as people come."""
    numbers = np.random.default_rng(seed)
    codes, first, late = random_city(numbers)
    coming = [*first, *late]
    entries = schools(*codes) if directory else []
    followed = Followed(Reports(*entries, coming.pop(0)), SHARE)
    followed.assert_as_whole()
    while coming:
        for _ in range(int(numbers.integers(1, 5))):
            change(followed.reports, coming, numbers)
        followed.assert_as_whole()


def test_only_what_came_is_read():
    followed = Followed(Reports(*schools(*SIX), *(sick(code, 20) for code in SIX)))
    followed.assert_as_whole()
    loaded = followed.reports.load(sick("S1", 21))
    followed.assert_as_whole()
    followed.reports.undo(loaded)
    followed.assert_as_whole()
    followed.assert_as_whole()
    assert followed.read == [None, [loaded], [loaded], []]


def test_a_year_that_did_not_change_is_not_decided_again(monkeypatch):
    rows = [people(code, year, ill=20) for code in SIX for year in (2021, 2022)]
    followed = Followed(Reports(*schools(*SIX), *rows))
    followed.assert_as_whole()
    decided, decide = [], CountHistory._decide

    def noting(history, year, touched):
        decided.append(year)
        decide(history, year, touched)

    monkeypatch.setattr(CountHistory, "_decide", noting)
    followed.reports.load(sick("S1", 21))
    followed.history.publish(followed, followed.organizations)
    assert set(decided) == {2022}


def test_a_past_that_is_gone_is_not_followed_further():
    """A backup was put back: the second upload is another one now, and the third is not there any more."""
    followed = Followed(Reports(*schools(*SIX), *(sick(code, 20) for code in SIX)))
    followed.reports.load(sick("S1", 21))
    followed.reports.load(sick("S2", 22))
    followed.assert_as_whole()
    followed.reports.frames = followed.reports.frames[:1]
    followed.reports.moment = 7
    followed.reports.load(sick("S3", 3))
    followed.assert_as_whole()
    assert followed.read == [None, None]


def test_an_upload_before_the_last_moment_is_no_later_state():
    """The clock of the server went back by some minutes between two uploads."""
    followed = Followed(Reports(*schools(*SIX), *(sick(code, 20) for code in SIX)))
    followed.reports.moment = 10
    followed.reports.load(sick("S1", 3))
    followed.assert_as_whole()
    followed.reports.moment = 5
    followed.reports.load(sick("S1", 30))
    followed.assert_as_whole()
    assert followed.read == [None, None]


def test_the_first_directory_makes_another_past():
    followed = Followed(Reports(*(sick(code, 20) for code in SIX)))
    followed.assert_as_whole()
    followed.reports.load(*schools(*SIX))
    followed.assert_as_whole()


def test_what_failed_on_the_way_is_gone_through_anew():
    followed = Followed(Reports(*schools(*SIX), *(sick(code, 20) for code in SIX)))
    followed.assert_as_whole()
    followed.reports.load(sick("S1", 3))
    read, followed.versions = followed.versions, None
    with pytest.raises(TypeError):
        followed.history.publish(followed, organizations_of(followed.reports.in_force()))
    followed.versions = read
    followed.assert_as_whole()
