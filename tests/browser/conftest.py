"""Real servers on loopback: one for all that only look, and a fresh one for those that store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import program


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a fresh server; its store is empty and its own."""
    with program(tmp_path / "server.log", {"USPEKH_DATABASE_URL": f"sqlite:///{tmp_path / 'store.sqlite'}"}) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with an empty store, which shows the demonstration; whoever uses it stores nothing."""
    folder = tmp_path_factory.mktemp("demonstration")
    with program(folder / "server.log", {"USPEKH_DATABASE_URL": f"sqlite:///{folder / 'store.sqlite'}"}) as port:
        yield f"http://127.0.0.1:{port}"
