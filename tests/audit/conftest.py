"""The clean plan and small changes of it."""

from __future__ import annotations

import pytest

from tests.audit.clean import write_clean_passport
from uspekh import settings
from uspekh.audit import find_contradictions
from uspekh.audit.finding import Finding
from uspekh.passport.plan import Plan, load_plan


@pytest.fixture(scope="session")
def clean(tmp_path_factory) -> Plan:
    return load_plan(write_clean_passport(tmp_path_factory.mktemp("clean")))


@pytest.fixture(scope="session")
def shipped() -> Plan:
    return load_plan(settings.data_folder() / "passport")


@pytest.fixture(scope="session")
def found(shipped) -> list[Finding]:
    """What the whole audit finds in the shipped passport."""
    return find_contradictions(shipped)
