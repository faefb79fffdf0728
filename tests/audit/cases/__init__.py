"""For every rule, the smallest change of the clean plan that it must find, and one that it must not."""

from tests.audit.cases import indicators, methods, money, people, plan_items, results, structure, timing, titles, unread

CASES = [
    *(case for file in (indicators, methods, results, titles, money, timing) for case in file.CASES),
    *(case for file in (plan_items, people, structure, unread) for case in file.CASES),
]
