"""What a rule is, and the list of all rules that the decorator fills."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from uspekh.audit.finding import SEVERITIES, Citation, Finding, Severity
from uspekh.passport.plan import Plan
from uspekh.passport.sections import position


@dataclass(frozen=True)
class Contradiction:
    """What a rule finds: a short Russian sentence and the places of the document.

    ``severity`` and ``why`` are those of the rule unless this case has its own. ``proposal``: words to put in the
    place of the quoted ones.
    """

    what: str
    citations: tuple[Citation, ...]
    severity: Severity | None = None
    why: str | None = None
    proposal: str = ""


Search = Callable[[Plan], Iterator[Contradiction]]


@dataclass(frozen=True)
class Rule:
    """A rule of the audit: the words that are the same in all its findings, and the function that finds.

    ``title``: what the rule looks for; ``why`` and ``advice``: sentences of its findings; all Russian. ``needs``: the
    plan tables that the rule reads (or their columns, «table.column»). A document that has none of one of them gives
    no finding: a form without levels of control cannot be blamed for leaving them empty.
    """

    title: str
    severity: Severity
    why: str
    advice: str
    needs: tuple[str, ...]
    search: Search

    @property
    def name(self) -> str:
        """Name of the rule in findings and in ``audit --json``."""
        return self.search.__name__

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Every finding of this rule, in the order of the document."""
        if not all(stands(plan, need) for need in self.needs):
            return
        for case in self.search(plan):
            severity, why = case.severity or self.severity, case.why or self.why
            yield Finding(self.name, severity, case.what, case.citations, why, self.advice, case.proposal)


RULES: list[Rule] = []
"""Every rule in the order in which the files of this room are imported: that of the document."""


def rule(
    title: str, *, severity: Severity, why: str, advice: str, needs: tuple[str, ...] = ()
) -> Callable[[Search], Rule]:
    """Makes a function that finds contradictions a rule of the audit."""

    def register(search: Search) -> Rule:
        made = Rule(title, severity, why, advice, tuple(needs), search)
        RULES.append(made)
        return made

    return register


def stands(plan: Plan, need: str) -> bool:
    """Whether the document has a table, or any cell of a column."""
    table, _, column = need.partition(".")
    rows = plan.tables.get(table)
    if rows is None or rows.empty or (column and column not in rows):
        return False
    return not column or bool((rows[column].notna() & (rows[column].astype("str") != "")).any())


def find_contradictions(plan: Plan) -> list[Finding]:
    """Every finding in the order of the document, by the first of its places; at one place the gravest first."""
    gravest = list(SEVERITIES)
    findings = [finding for rule in RULES for finding in rule.findings(plan)]

    def order(finding: Finding) -> tuple[tuple[int, tuple[int, ...], str], int]:
        first = finding.citations[0]
        return position(first.section, first.row), gravest.index(finding.severity)

    return sorted(findings, key=order)
