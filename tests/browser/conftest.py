"""A real server on loopback with an empty store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import program


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a fresh server; its store is empty and its own."""
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    with program(tmp_path / "server.log", {"USPEKH_DATABASE_URL": url}) as port:
        yield f"http://127.0.0.1:{port}"
