"""Starting the limited process for a file and waiting for its answer (the process itself is ``child``)."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from uspekh.actuals.limited.child import CONTENT, FAILED, LENGTHS, REFUSED, Work
from uspekh.actuals.opening.limits import REFUSALS, Limits, Refusal, refuse_size

_ROOT = Path(__file__).resolve().parents[3]
# The process is isolated from the environment and the folder it is started in: it gets the project's folder.
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from uspekh.actuals.limited.child import main; main()"
_LOOK_SECONDS = 0.1
_LOG = logging.getLogger(__name__)


class Stopped(Exception):
    """The reading was stopped by whoever asked for it."""


def run_limited(
    function: Callable[[bytes, Any, Limits], object],
    content: bytes,
    argument: object,
    limits: Limits | None = None,
    stop: threading.Event | None = None,
) -> Any:
    """What ``function(content, argument, limits)`` gives in a fresh limited process, as parsed JSON.

    The function is one of a module, the argument can be pickled. ``stop`` ends it from another thread.
    Raises ``Refusal`` (also where the process died or took too much) and ``Stopped``. However this ends, the process
    does too.
    """
    limits = limits or Limits()
    refuse_size(content, limits)
    work = pickle.dumps(Work(function, argument, limits))
    with _started() as child:
        answer = _exchange(child, [LENGTHS.pack(len(work), len(content)), work, content], limits, stop)
    return _content(answer, child.returncode)


def _started() -> subprocess.Popen[bytes]:
    # It gets no environment of the server: nothing in it to read or to be steered by.
    environment = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    command = [sys.executable, "-I", "-X", "utf8", "-c", _START, str(_ROOT)]
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603
        command, env=environment, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, bufsize=0
    )


def _exchange(
    child: subprocess.Popen[bytes], parts: list[bytes], limits: Limits, stop: threading.Event | None
) -> bytes:
    """Sends the parts and receives the answer; another thread does each, so that this one can stop waiting."""
    deadline = time.monotonic() + limits.wall
    answer: list[bytes] = []
    sending = threading.Thread(target=_send, args=(child.stdin, parts), daemon=True)
    receiving = threading.Thread(target=_receive, args=(child.stdout, limits.answer, answer), daemon=True)
    sending.start()
    receiving.start()
    try:
        while receiving.is_alive():
            left = deadline - time.monotonic()
            if stop is not None and stop.is_set():
                raise Stopped
            if left <= 0:
                raise Refusal("file.timeout")
            receiving.join(min(left, _LOOK_SECONDS))
        if not answer or len(answer[0]) > limits.answer:
            raise Refusal("file.too_big")
        child.wait()
    finally:
        child.kill()
        # Both end with the process, before its pipes are closed.
        sending.join()
        receiving.join()
    return answer[0]


def _send(pipe: IO[bytes], parts: list[bytes]) -> None:
    with contextlib.suppress(OSError):  # the process has ended early: its exit code says why
        for part in parts:
            rest = memoryview(part)
            while rest:
                rest = rest[pipe.write(rest) :]


def _receive(pipe: io.RawIOBase, most: int, answer: list[bytes]) -> None:
    """Reads to the end, or one byte more than may be."""
    answer.append(io.BufferedReader(pipe).read(most + 1))


def _content(answer: bytes, status: int) -> Any:
    if status:
        raise Refusal(_death(status))
    try:
        parsed = json.loads(answer)
        if CONTENT in parsed:
            return parsed[CONTENT]
        if REFUSED in parsed:
            code, message = parsed[REFUSED]
            raise Refusal(code if code in REFUSALS else "file.unreadable", str(message))
        _LOG.error("a file could not be read: %s", parsed[FAILED])
    except (ValueError, KeyError, TypeError) as error:
        raise Refusal("file.unreadable") from error
    raise Refusal("file.unreadable")


def _death(status: int) -> str:
    """Which limit ended the process: an aborted allocation, the time of the processor, or a fault of the reader."""
    names = {-6: "file.too_big", -9: "file.too_big", -24: "file.timeout"}
    return names.get(status, "file.unreadable")
