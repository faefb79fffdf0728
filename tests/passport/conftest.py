"""The shipped passport, loaded once, and a copy of it to damage."""

from __future__ import annotations

import shutil

import pytest

from uspekh import settings
from uspekh.passport.plan import Plan, load_plan

SHIPPED = settings.ROOT / "data" / "passport"


@pytest.fixture(scope="session")
def shipped() -> Plan:
    return load_plan(SHIPPED)


@pytest.fixture
def passport(tmp_path):
    """A folder with a copy of the shipped passport."""
    shutil.copytree(SHIPPED, tmp_path / "passport")
    return tmp_path / "passport"
