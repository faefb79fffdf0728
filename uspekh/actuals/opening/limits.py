"""Limits of the process, how the helper is told of them, and the word for a file that will not be read."""

from __future__ import annotations

import ctypes
import os
import signal
import struct
import sys

MEGABYTE = 1024 * 1024
# Limits of a file: megabytes, seconds of the processor, megabytes unpacked, cells, seconds of the clock.
LIMITS = struct.Struct("<5q")
# How a child ended: its exit code, of a signal negative.
STATUS = struct.Struct("<i")
# Loaded before any fork: a child only calls it.
_PRCTL = ctypes.CDLL(None).prctl if sys.platform == "linux" else None
_DEATH_OF_PARENT = 1


class Refused(Exception):
    """The file cannot be read; the argument is a code of ``workbook.REFUSALS``."""


def limit(memory: int, seconds: int) -> None:
    """Limits this process, where the system knows how."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory * MEGABYTE, memory * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end_with(parent: int) -> None:
    """This process is killed when its parent is, where the system knows how; at once if that has happened already."""
    if _PRCTL is None:
        return
    _PRCTL(_DEATH_OF_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
