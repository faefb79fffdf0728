"""A problem of an uploaded file is a value: what, where, how grave, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

from uspekh.actuals.problem_codes import PROBLEM_CODES, Severity
from uspekh.russian.format import plural

SEVERITIES: dict[Severity, str] = {"error": "ошибка", "warning": "предупреждение", "info": "сведение"}
"""Severities from the gravest, with their Russian words."""
MOST_ALIKE = 100
"""Problems of one code on one sheet that are listed; the rest are counted."""
MOST_LISTED = 1000
"""Problems of one severity that are listed, whatever their codes and sheets."""


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


class Problems:
    """Collects problems: so many are listed that a person can read them, the rest are only counted."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._listed: list[Problem] = []
        self._by_severity: Counter[Severity] = Counter()
        self._by_code: Counter[tuple[str, str | None]] = Counter()
        self._unlisted = 0
        self.extend(problems)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Adds problems one by one."""
        for problem in problems:
            if self._count(problem.severity, problem.code, problem.sheet):
                self._listed.append(problem)

    def add(self, severity: Severity, code: str, sheet: str, cell: str, message: Callable[[], str]) -> None:
        """Adds a problem whose message is worked out only where it will be listed."""
        if self._count(severity, code, sheet):
            self._listed.append(Problem(severity, code, sheet, cell, message()))

    def _count(self, severity: Severity, code: str, sheet: str | None) -> bool:
        """Counts one more problem; whether it is to be listed."""
        self._by_code[code, sheet] += 1
        if self._by_code[code, sheet] > MOST_ALIKE:
            return False
        if self._by_severity[severity] == MOST_LISTED:
            self._unlisted += 1
            return False
        self._by_severity[severity] += 1
        return True

    def listed(self) -> list[Problem]:
        """The problems in their order, and how many there are besides."""
        more = [
            _more(
                sheet, f"И ещё {count - MOST_ALIKE} таких же замечаний на этом листе ({PROBLEM_CODES[code].meaning})."
            )
            for (code, sheet), count in self._by_code.items()
            if count > MOST_ALIKE
        ]
        if self._unlisted:
            more.append(_more(None, f"И ещё {self._unlisted} других замечаний в файле."))
        return [*self._listed, *more]


def _more(sheet: str | None, message: str) -> Problem:
    return Problem("info", "more", sheet, None, message)


def say_counts(problems: Iterable[Problem]) -> str:
    """«1 ошибка, 2 предупреждения»: how many there are of each severity, the gravest first; nothing of none."""
    forms = {
        "error": ("ошибка", "ошибки", "ошибок"),
        "warning": ("предупреждение", "предупреждения", "предупреждений"),
        "info": ("сведение", "сведения", "сведений"),
    }
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(
        f"{counts[severity]} {plural(counts[severity], *forms[severity])}"
        for severity in SEVERITIES
        if counts[severity]
    )


def refused(problems: Iterable[Problem]) -> bool:
    """Errors refuse the whole file; warnings and remarks do not."""
    return any(problem.severity == "error" for problem in problems)
