"""The audit of the passport: rules that find what the approved document contradicts in itself.

A file holds the rules of one section or family; none names a row of one passport. Importing a file registers its rules.
"""

from uspekh.audit import (
    bodies,
    coverage,
    head,
    indicators,
    methods,
    money,
    people,
    plan,
    results,
    structure,
    sums,
    timing,
    titles,
    unread,
)
from uspekh.audit.checklist import Question, list_questions
from uspekh.audit.finding import SEVERITIES, Citation, Finding, Severity
from uspekh.audit.rules import RULES, Rule, find_contradictions

__all__ = ["RULES", "SEVERITIES", "Citation", "Finding", "Question", "Rule", "Severity", "find_contradictions"]
__all__ += ["bodies", "coverage", "head", "indicators", "list_questions", "methods", "money", "people", "plan"]
__all__ += ["results", "structure", "sums", "timing", "titles", "unread"]
