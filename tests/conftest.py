"""The databases that tests run on: SQLite always, PostgreSQL wherever its server is installed."""

from __future__ import annotations

import os

import hypothesis
import pytest

from tests import postgres
from tests.examples import examples

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
LONGEST = ("test_killed.py", "test_at_once.py", "test_access.py", "test_web.py", "test_damage.py", "test_disks.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the longest files first."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


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
    """The address of an empty database of each engine."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres_server").database()
    return f"sqlite:///{tmp_path / 'store.sqlite'}"
