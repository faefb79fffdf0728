"""The limited process: a fresh interpreter that does one thing with one file and answers with data.

On its input stand two lengths, a pickle of the work (what the server made itself: a function, its argument, the limits)
and the content of the file. Its output is JSON, never a pickle. It ends with the server: then its input is closed.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import struct
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from uspekh.actuals.content import pack
from uspekh.actuals.opening.limits import MEGABYTE, Limits, Refusal

LENGTHS = struct.Struct("<QQ")
CONTENT, REFUSED, FAILED = "content", "refused", "failed"


@dataclass(frozen=True)
class Work:
    """``function(content, argument, limits)`` gives dataclasses that JSON can hold, or raises ``Refusal``."""

    function: Callable[[bytes, Any, Limits], object]
    argument: object
    limits: Limits


def main() -> None:
    """Answers for the file on the input."""
    # Libraries that take these in wherever they are installed do without, and start the sooner.
    sys.modules.update(dict.fromkeys(("numpy", "lxml")))  # type: ignore[arg-type]
    source = sys.stdin.buffer
    work_length, content_length = LENGTHS.unpack(source.read(LENGTHS.size))
    work: Work = pickle.loads(source.read(work_length))  # noqa: S301 (made by the server, not by the file)
    limit(work.limits.memory, work.limits.processor)
    # Wherever nobody ends this process, its own clock does, whatever the reader is busy with.
    faulthandler.dump_traceback_later(work.limits.wall + 1, exit=True, file=os.open(os.devnull, os.O_WRONLY))
    content = source.read(content_length)
    if len(content) == content_length:
        threading.Thread(target=_end_with_server, daemon=True).start()
        sys.stdout.buffer.write(answer(work, content))
        sys.stdout.buffer.flush()
    # Not waiting for the thread, which waits for the server.
    os._exit(0)


def answer(work: Work, content: bytes) -> bytes:
    """What the work gives, a refusal, or the place of the program where it failed (nothing of the file itself)."""
    try:
        packed = pack({CONTENT: work.function(content, work.argument, work.limits)})
        return packed if len(packed) <= work.limits.answer else pack({REFUSED: ["file.too_big", ""]})
    except Refusal as refusal:
        return pack({REFUSED: [refusal.code, str(refusal)]})
    except MemoryError:
        return pack({REFUSED: ["file.too_big", ""]})
    except Exception as error:
        line = traceback.extract_tb(error.__traceback__)[-1]
        module = line.filename.rpartition(os.sep)[2]
        return pack({FAILED: f"{type(error).__name__} in {line.name}, {module}:{line.lineno}"})


def limit(memory: int, seconds: int) -> None:
    """Limits this process to megabytes of memory and seconds of the processor, where the system knows how."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory * MEGABYTE, memory * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_with_server() -> None:
    # The server sends nothing more and holds the pipe open while it waits.
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)
