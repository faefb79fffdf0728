"""Schemas of the plan tables: one class a CSV of ``data/passport/``, columns as in the file.

Text that the document leaves empty is an empty string, a missing number or date is null. Money stands in
the files as in the document (million roubles) and becomes whole kopecks on loading (``kopecks``).
"""

from uspekh.passport.tables.budget import MONEY_COLUMN, Budget, BudgetLines, BudgetTotals, SupplementaryFinancing
from uspekh.passport.tables.indicators import (
    Annex2Indicators,
    Annex2Targets,
    Indicators,
    IndicatorTargets,
)
from uspekh.passport.tables.materials import Materials, Methods
from uspekh.passport.tables.people import Participants, People
from uspekh.passport.tables.plan_items import ControlLevels, Executors, PlanItems
from uspekh.passport.tables.reported import Applicability, Components, Measures
from uspekh.passport.tables.results import Links, Results, ResultTargets
from uspekh.passport.tables.table import Table

__all__ = ["MONEY_COLUMN", "SCHEMAS", "Table"]

SCHEMAS: dict[str, type[Table]] = {
    "indicators": Indicators,
    "indicator_targets": IndicatorTargets,
    "annex2_indicators": Annex2Indicators,
    "annex2_targets": Annex2Targets,
    "results": Results,
    "result_targets": ResultTargets,
    "components": Components,
    "applicability": Applicability,
    "measures": Measures,
    "budget_lines": BudgetLines,
    "budget": Budget,
    "budget_totals": BudgetTotals,
    "supplementary_financing": SupplementaryFinancing,
    "participants": Participants,
    "people": People,
    "plan_items": PlanItems,
    "executors": Executors,
    "control_levels": ControlLevels,
    "methods": Methods,
    "materials": Materials,
    "links": Links,
}
