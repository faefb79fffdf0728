"""What a reader may do to its process, done on purpose in the limited process of a test."""

from __future__ import annotations

import os
import time
from pathlib import Path

from uspekh.actuals.opening.limits import Limits


def echo(content: bytes, argument: object, limits: Limits) -> object:
    """Answers the length of the file and the argument."""
    return [len(content), argument]


def die(content: bytes, signal: int, limits: Limits) -> object:
    """Ends as by a signal."""
    os.kill(os.getpid(), signal)
    return None


def spin(content: bytes, argument: object, limits: Limits) -> object:
    """Works without end."""
    while True:
        pass


def hang(content: bytes, pid_file: str, limits: Limits) -> object:
    """Writes its number into a file and waits without end."""
    Path(pid_file).write_text(str(os.getpid()))
    while True:
        time.sleep(60)


def hog(content: bytes, megabytes: int, limits: Limits) -> object:
    """Takes memory."""
    return len(bytearray(megabytes * 1024 * 1024))


def talk(content: bytes, length: int, limits: Limits) -> object:
    """Answers at length."""
    return "а" * length


def flood(content: bytes, argument: object, limits: Limits) -> object:
    """Writes to its output without end, past every rule."""
    while True:
        os.write(1, bytes(65_536))


def break_off(content: bytes, argument: object, limits: Limits) -> object:
    """Writes what is no answer and ends."""
    os.write(1, b'{"content": [')
    os._exit(0)


def stumble(content: bytes, argument: object, limits: Limits) -> object:
    """Fails with the file's words in the error."""
    raise KeyError(content.decode())


def look_around(content: bytes, argument: object, limits: Limits) -> object:
    """The environment and the open files of the process."""
    return {"environment": dict(os.environ), "files": sorted(map(str, Path("/proc/self/fd").iterdir()))}
