"""A Streamlit server of our own for a benchmark: started, watched, stopped."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import requests

from uspekh import settings

EVERY = 0.5
START_SECONDS = 60
TRACEBACK = "Traceback (most recent call last)"


class Watched:
    """A running server and what was seen of it: its memory with its children (bytes, every half a second), and how
    many processors were busy with it, also together with the people that this process plays.

    ``start``: seconds until it answered.
    """

    def __init__(self, address: str, process: subprocess.Popen[bytes], log: Path, start: float) -> None:
        self.address = address
        self.start = start
        self.memory: list[int] = []
        self.busy = self.busy_beside = 0.0
        self._process = psutil.Process(process.pid)
        self._log = log
        self._stopped = threading.Event()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Notes memory and processors from here to the end."""
        began = time.monotonic(), self._processor(), time.process_time()
        watch = threading.Thread(target=self._look, daemon=True)
        watch.start()
        yield
        self._stopped.set()
        watch.join()
        now = time.monotonic(), self._processor(), time.process_time()
        passed, server, people = (end - start for end, start in zip(now, began, strict=True))
        self.busy, self.busy_beside = server / passed, (server + people) / passed

    def tracebacks(self) -> list[str]:
        """Tracebacks in the server's log: the last line of each."""
        parts = self._log.read_text("utf-8", "replace").split(TRACEBACK)[1:]
        return [next(line for line in part.splitlines()[1:] if line[:1].strip()) for part in parts]

    def _processor(self) -> float:
        return sum(self._process.cpu_times()[:4])

    def _look(self) -> None:
        while True:
            with suppress(psutil.NoSuchProcess):
                family = [self._process, *self._process.children(recursive=True)]
                self.memory.append(sum(each.memory_info().rss for each in family))
            if self._stopped.wait(EVERY):
                return


@contextmanager
def serving(app: Path, log: Path, **environment: str) -> Iterator[Watched]:
    """A server of ``app``, as ``make run`` starts it, on a free port of the loopback."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    options = ["--server.port", str(port), "--server.headless", "true"]
    began = time.monotonic()
    with log.open("wb") as written:
        process = subprocess.Popen(
            [*command, *options], cwd=settings.ROOT, stdout=written, stderr=written, env=os.environ | environment
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address)
            yield Watched(address, process, log, time.monotonic() - began)
        finally:
            process.terminate()
            process.wait()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _wait(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(requests.RequestException):
            if requests.get(f"{address}/_stcore/health", timeout=1).ok:
                return
        time.sleep(0.02)
    raise TimeoutError(address)
