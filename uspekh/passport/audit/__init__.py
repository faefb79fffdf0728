"""Floor 1, the audit of the passport itself: rules over plan tables, none naming a row of one passport."""

from uspekh.passport.audit.finding import SEVERITIES, Finding, Place, Severity
from uspekh.passport.audit.registry import RULES, Rule, audit

__all__ = ["RULES", "SEVERITIES", "Finding", "Place", "Rule", "Severity", "audit"]
