"""How a long piece of work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[float, str], object]
"""Called with the part done (0 to 1) and the Russian words for what is being done."""


def silent(done: float, doing: str) -> None:
    """Tells nobody."""
