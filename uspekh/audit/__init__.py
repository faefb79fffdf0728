"""The audit of the passport: rules that find what the approved document contradicts in itself.

A file holds the rules of one section or family; none names a row of one passport. Importing a file registers its rules.
"""

# isort: off
# The order of these imports is the order of the rules.
from uspekh.audit.document import unread
from uspekh.audit.people import roles, bodies
from uspekh.audit.results import coverage
from uspekh.audit.document import head
from uspekh.audit.indicators import bases_and_targets, methods
from uspekh.audit.budget import budget_lines
from uspekh.audit import plan
from uspekh.audit.results import descriptions
from uspekh.audit.document import structure
from uspekh.audit.budget import sums
from uspekh.audit.results import timing
from uspekh.audit.document import titles

# isort: on
from uspekh.audit.checklist import Question, list_questions
from uspekh.audit.finding import SEVERITIES, Citation, Finding, Severity
from uspekh.audit.rules import RULES, Rule, find_contradictions

__all__ = ["RULES", "SEVERITIES", "Citation", "Finding", "Question", "Rule", "Severity", "find_contradictions"]
__all__ += ["bases_and_targets", "bodies", "budget_lines", "coverage", "descriptions", "head", "list_questions"]
__all__ += ["methods", "plan", "roles", "structure", "sums", "timing", "titles", "unread"]
