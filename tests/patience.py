"""How long tests wait: one number, so large that a machine many times slower still meets it.

Nothing is measured by it: whoever waits goes on as soon as the condition is met.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 180
"""Seconds."""
_EVERY = 0.02


def until(met: Callable[[], T], failure: str = "what was waited for did not come about") -> T:
    """Waits until a condition is met and gives what it gave. Raises ``AssertionError`` with ``failure``."""
    end = time.monotonic() + PATIENCE
    while not (answer := met()):
        assert time.monotonic() < end, failure
        time.sleep(_EVERY)
    return answer
