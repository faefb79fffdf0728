"""A fresh interpreter that knows nothing of the server; it reads one file, or serves as the helper."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uspekh.actuals.opening.limits import MEGABYTE

_ROOT = Path(__file__).resolve().parents[2]
# The process is isolated from the environment and the folder it is started in: it is told where the project is.
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from uspekh.actuals.opening.{} import main; main()"


@dataclass(frozen=True)
class Limits:
    """What the opening of a file may take: bytes, megabytes, megabytes unpacked, seconds of processor and clock,
    cells."""

    content: int = 50 * MEGABYTE
    memory: int = 1024
    unpacked: int = 400
    processor: int = 30
    wall: int = 45
    cells: int = 20_000_000


def started(module: str, *arguments: int, **pipes: Any) -> subprocess.Popen[bytes]:
    """A new process that runs ``main`` of a module of ``opening``; ``pipes`` are those of ``Popen``."""
    # It gets no environment of the server: nothing in it to read or to be steered by.
    environment = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    command = [sys.executable, "-I", "-X", "utf8", "-c", _START.format(module), str(_ROOT), *map(str, arguments)]
    return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, **pipes)  # noqa: S603


def ask_once(content: bytes, limits: Limits) -> tuple[bytes, int]:
    """The answer about a file, and the exit code (of a signal: negative). Raises ``TimeoutError``."""
    numbers = (limits.memory, limits.processor, limits.unpacked, limits.cells)
    with started("process", *numbers, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        try:
            answer, _ = child.communicate(content, timeout=limits.wall)
        except subprocess.TimeoutExpired as error:
            raise TimeoutError from error
        finally:
            child.kill()
    return answer, child.returncode
