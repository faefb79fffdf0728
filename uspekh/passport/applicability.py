"""Which fields of the workbook an organization is asked to fill: by its type (table ``applicability``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from uspekh.passport.plan import Plan
from uspekh.russian.format import missing
from uspekh.russian.text import fold

EVERY_TYPE = ""
"""The kind of an organization of an unknown type without a contingent: it is asked what all types are."""
_WITH_CONTINGENT = "с контингентом"


@dataclass(frozen=True)
class Applicability:
    """``fields``: what organizations of a kind fill, by kind; a kind is a type of the table, folded.

    ``of_contingent``: the kind that an organization of an unknown type with a contingent is taken for.
    """

    fields: Mapping[str, frozenset[str]]
    of_contingent: str

    def knows(self, organization_type: object) -> bool:
        """Whether the table has the type; where it has none at all, every type is as good as known."""
        return _WITH_CONTINGENT in self.fields or _folded(organization_type) in self.fields.keys() - {EVERY_TYPE}

    def kind(self, organization_type: object, contingent: float | None) -> str:
        """The kind of an organization by its type and its contingent."""
        folded = _folded(organization_type)
        if folded in self.fields and folded != EVERY_TYPE:
            return folded
        has_contingent = contingent is not None and not missing(contingent) and contingent > 0
        return self.of_contingent if has_contingent else EVERY_TYPE

    def fields_of(self, organization_type: object, contingent: float | None) -> frozenset[str]:
        """The fields that an organization is asked to fill."""
        return self.fields[self.kind(organization_type, contingent)]

    def pairs(self) -> list[tuple[str, str]]:
        """Every kind with each of its fields, in a fixed order."""
        return [(kind, field) for kind in sorted(self.fields) for field in sorted(self.fields[kind])]


@lru_cache(maxsize=128)
def applicability_of(plan: Plan) -> Applicability:
    """Who is asked what.

    A plan without a row of the table asks everyone for the counts, and for the wholes those who have a contingent.
    """
    rows = plan.tables.get("applicability")
    if rows is None or rows.empty:
        wholes = frozenset(plan["measures"]["denominator"]) - {""}
        components = plan.tables.get("components")
        counts = frozenset(plan["measures"]["numerator"] if components is None else components["id"]) - wholes
        return Applicability({EVERY_TYPE: counts, _WITH_CONTINGENT: counts | wholes}, _WITH_CONTINGENT)
    required = rows[rows["asked"]]
    fields = {
        fold(name): frozenset(required.loc[required["type"] == name, "field"]) for name in dict.fromkeys(rows["type"])
    }
    contingent = contingent_field(plan)
    of_contingent = next((kind for kind, names in fields.items() if contingent in names), EVERY_TYPE)
    return Applicability(fields | {EVERY_TYPE: frozenset.intersection(*fields.values())}, of_contingent)


def contingent_field(plan: Plan) -> str | None:
    """The count that the contingent of the directory stands for, if the head of the passport names it."""
    name = plan.head.get("contingent", {}).get("field")
    return None if name is None else str(name)


def _folded(organization_type: object) -> str:
    return "" if missing(organization_type) else fold(str(organization_type))
