"""A problem of an uploaded file is a value: what, where, how grave, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: dict[Severity, str] = {"error": "ошибка", "warning": "предупреждение", "info": "сведение"}
"""Severities from the gravest, with their Russian words."""


@dataclass(frozen=True)
class Problem:
    """One remark. ``message`` is Russian and says what to do; ``sheet`` and ``cell`` say where (or None)."""

    severity: Severity
    code: str
    sheet: str | None
    cell: str | None
    message: str

    def as_dict(self) -> dict[str, str | None]:
        """The form of ``check --json``."""
        return asdict(self)


def refused(problems: Iterable[Problem]) -> bool:
    """Errors refuse the whole file; warnings and remarks do not."""
    return any(problem.severity == "error" for problem in problems)
