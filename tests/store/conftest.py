"""The store under test."""

from __future__ import annotations

import pytest

from uspekh.store.database.engine import open_store


@pytest.fixture
def engine(store_url):
    engine = open_store(store_url)
    yield engine
    engine.dispose()
