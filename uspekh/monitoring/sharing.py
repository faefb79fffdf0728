"""Which measures of a passport can be shared with other projects, and which shared code one might have by its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from uspekh.monitoring.small_counts.sensitive import read_sensitive
from uspekh.passport.organization_plans import same_figures
from uspekh.passport.plan import Plan
from uspekh.russian.text import fold

_SIMILAR = 60
"""From this percentage of equal letters on titles are proposed as the same."""


@dataclass(frozen=True)
class Shareable:
    """An indicator or a result that is worked out of counts. ``kind``: «indicator» or «result»; ``sensitive``: it is
    made of a sensitive count, so it is in no roll-up."""

    measure: str
    kind: str
    subject: str
    title: str
    unit: str
    sensitive: bool


def list_shareable(plan: Plan) -> list[Shareable]:
    """The measures in the order of the passport, one of each subject, without results that repeat an indicator."""
    rows, sensitive = plan["measures"], read_sensitive(plan).measure_ids
    first = same_figures(rows)
    return [
        Shareable(
            row.id,
            row.subject_kind,
            row.subject,
            plan.short_title(row.subject_kind, row.subject),
            row.unit,
            row.id in sensitive,
        )
        for row in rows[rows["primary"].astype(bool)].itertuples(index=False)
        if first.get(row.id, row.id) == row.id
    ]


def propose_code(title: str, unit: str, used: Mapping[str, Iterable[tuple[str, str]]]) -> str:
    """The shared code whose indicators have the same unit and the most similar title; empty where none is similar.

    ``used``: titles and units of the indicators that have a code, by code. A proposal is confirmed by a person.
    """
    likeness = {
        code: max((_compare(title, other) for other, of_unit in indicators if of_unit == unit), default=0.0)
        for code, indicators in used.items()
    }
    best = max(sorted(likeness), key=likeness.__getitem__, default="")
    return best if best and likeness[best] >= _SIMILAR else ""


def _compare(one: str, another: str) -> float:
    """How similar two titles are in percent, whatever the order of their words."""
    return fuzz.token_sort_ratio(fold(one), fold(another))
