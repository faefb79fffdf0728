"""What the audit says: a finding with the places it was found at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

Severity = Literal["breaks", "local", "trifle"]
SEVERITIES: dict[Severity, str] = {
    "breaks": "Нарушает расчёт, деньги или ответственность",
    "local": "Существенно, но локально",
    "trifle": "Мелочь",
}
"""Severities from the worst, with their Russian titles."""


@dataclass(frozen=True)
class Citation:
    """A place of the document: its section in the document's words, the row as numbered there, the words or figure."""

    section: str
    row: str
    quote: str

    def __str__(self) -> str:
        """«Приложение № 1, строка 27.1.4»."""
        return f"{self.section}, строка {self.row}" if self.row else self.section


@dataclass(frozen=True)
class Finding:
    """``rule`` is a name of the registry; ``what``, ``why`` and ``advice`` are short Russian sentences.

    ``proposal``: words to put in the place of the quoted ones, where the rule can say them; else empty.
    """

    rule: str
    severity: Severity
    what: str
    citations: tuple[Citation, ...]
    why: str
    advice: str
    proposal: str = ""

    @property
    def key(self) -> str:
        """Names the finding between runs: stays while the rule, the places and their words stay.

        Wording of the message has no part in it; amended words of the document make another finding.
        """
        parts = [
            self.rule,
            *(part for reference in self.citations for part in (reference.section, reference.row, reference.quote)),
        ]
        digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
        return f"{self.rule}:{digest[:12]}"
