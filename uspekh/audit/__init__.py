"""The audit of the passport: rules that find what the approved document contradicts in itself.

A file holds the rules of one section; none names a row of one passport. Importing a file registers its rules.
"""

from uspekh.audit import indicators, results, coverage, money, plan, people, methods, head  # isort: skip
from uspekh.audit.finding import SEVERITIES, Finding, Place, Severity
from uspekh.audit.rules import RULES, Rule, find_contradictions

__all__ = ["RULES", "SEVERITIES", "Finding", "Place", "Rule", "Severity", "find_contradictions"]
__all__ += ["coverage", "head", "indicators", "methods", "money", "people", "plan", "results"]
