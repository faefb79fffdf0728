"""Rules over annex 1, the plan of measures."""

from uspekh.audit.plan import dates, control, items, numbers  # isort: skip

__all__ = ["control", "dates", "items", "numbers"]
