"""Limits of the process, how the helper is told of them, and the word for a file that will not be read."""

from __future__ import annotations

import struct

MEGABYTE = 1024 * 1024
# Limits of a file: megabytes, seconds of the processor, megabytes unpacked, cells, seconds of the clock.
LIMITS = struct.Struct("<5q")
# How a child ended: its exit code, of a signal negative.
STATUS = struct.Struct("<i")


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
