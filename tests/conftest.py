"""The databases that tests run on: SQLite always, PostgreSQL wherever its server is installed."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import cache

import hypothesis
import pytest

from tests import forked, postgres, shaped
from tests.examples import examples
from uspekh.actuals.limited import interpreter
from uspekh.passport import plan
from uspekh.store.database import upgrading

# No property fails because the machine is slow.
hypothesis.settings.register_profile(
    "patient", deadline=None, max_examples=examples(40), suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
# A run that must not fail by chance tries the same random cases every time; a developer's tries new ones.
hypothesis.settings.register_profile("ci", hypothesis.settings.get_profile("patient"), derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "patient")

pytest_plugins = ["tests.browsing"]
REQUIRED = "USPEKH_REQUIRE_POSTGRES"
# Files are shared out whole between the processors: the longest begin first, the others fill the time beside them.
LONGEST = (
    *("test_main_path.py", "test_access.py", "test_upgrading.py", "test_backup.py", "test_web.py", "test_walk.py"),
    *("test_clicks.py", "test_sending.py", "test_publication.py", "test_killed.py", "test_differences.py"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the longest files first."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


@pytest.fixture(scope="session", autouse=True)
def fresh_process():
    """How the program starts a process that reads; meanwhile tests take copies of one (``tests.forked``)."""
    fresh = interpreter._started
    if sys.platform != "linux":
        yield fresh
        return
    with forked.reading_processes() as start, pytest.MonkeyPatch.context() as patch:
        patch.setattr(interpreter, "_started", start)
        yield fresh


@pytest.fixture(scope="session", autouse=True)
def upgrade_by_steps():
    """How the program shapes a database; meanwhile empty files are shaped at once (``tests.shaped``)."""
    with pytest.MonkeyPatch.context() as patch:
        by_steps = upgrading.upgrade
        patch.setattr(upgrading, "upgrade", shaped.upgrade_at_once(by_steps))
        yield by_steps


@pytest.fixture(scope="session", autouse=True)
def _tables_of_passports_read_once():
    """A table of the same text is read once in a run: checks replace its frame and add faults, and change neither."""
    read_table = cache(plan.read_table)
    with pytest.MonkeyPatch.context() as patch:

        def read(*table):
            reading = read_table(*table)
            return replace(reading, faults=[*reading.faults])

        patch.setattr(plan, "read_table", read)
        yield


@pytest.fixture(scope="session")
def postgres_server():
    reason = postgres.lacking()
    if reason and os.environ.get(REQUIRED):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    # The data are thrown away, so nothing need reach the disk.
    with postgres.running("fsync=off", "full_page_writes=off") as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request, tmp_path):
    """The address of a new database of each engine."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres_server").database()
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request, tmp_path):
    """The address of a database of each engine without a table."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres_server").empty_database()
    return f"sqlite:///{tmp_path / 'store.sqlite'}"
