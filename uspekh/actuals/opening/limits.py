"""Limits of the process, and the word for a file that will not be read."""

from __future__ import annotations

MEGABYTE = 1024 * 1024


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
