"""How many random cases a property tries: few at every push, many times as many by ``make thorough``."""

from __future__ import annotations

import os

TIMES = int(os.environ.get("USPEKH_EXAMPLES", "1"))


def examples(count: int) -> int:
    """The count of a push, multiplied where ``USPEKH_EXAMPLES`` asks for more."""
    return count * TIMES
