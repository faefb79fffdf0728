"""For every rule, the smallest change of the clean plan that it must find, and one that it must not."""

from tests.audit.cases import indicators, money, people, plan_items, results

CASES = [*indicators.CASES, *results.CASES, *money.CASES, *plan_items.CASES, *people.CASES]
