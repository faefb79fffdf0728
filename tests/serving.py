"""A real copy of the program on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.patience import PATIENCE, until

ROOT = Path(__file__).parents[1]


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def program(log: Path, env: Mapping[str, str], *options: str, port: int = 0) -> Iterator[int]:
    """The port of a copy that answers; ``env`` is added to the environment, its outputs go to ``log``."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "service.py", "--server.port", str(port)]
    command += ["--server.headless", "true", *options]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | env, stdout=output, stderr=output)
        try:
            wait(f"http://127.0.0.1:{port}/_stcore/health", process)
            yield port
        finally:
            process.terminate()
            process.wait(PATIENCE)


def wait(address: str, process: subprocess.Popen[bytes]) -> None:
    """Returns once the address answers."""
    _answered(lambda: urllib.request.urlopen(address, timeout=PATIENCE), process)  # noqa: S310


def listening(port: int, process: subprocess.Popen[bytes]) -> None:
    """Returns once somebody listens on the port."""
    _answered(lambda: socket.create_connection(("127.0.0.1", port), PATIENCE).close(), process)


def _answered(attempt: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    def succeeded() -> bool:
        assert process.poll() is None, "the server stopped at its start"
        try:
            attempt()
        except OSError:
            return False
        return True

    until(succeeded, "the server did not answer")
