"""Which counts of the plan are sensitive (by the health of children), and what rests on them."""

from __future__ import annotations

from dataclasses import dataclass

from uspekh.passport.plan import Plan

FEWEST_IN_SHARE = 10
"""No percentage stands on fewer children than these."""


@dataclass(frozen=True)
class SensitiveMeasure:
    """A measure with a sensitive count; ``denominator`` is empty where it has none."""

    id: str
    numerator: str
    denominator: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The counts it is made of."""
        return (self.numerator, self.denominator) if self.denominator else (self.numerator,)


@dataclass(frozen=True)
class SensitivePlan:
    """The sensitive part of a plan.

    ``fields``: the sensitive counts; ``at_most``: pairs of counts of which the first is a part of the second and one
    is sensitive at least.
    """

    fields: frozenset[str]
    measures: tuple[SensitiveMeasure, ...]
    at_most: tuple[tuple[str, str], ...]

    @property
    def needed(self) -> frozenset[str]:
        """All counts by which sensitive ones can be narrowed, themselves included."""
        pairs = {count for pair in self.at_most for count in pair}
        return self.fields | pairs | {count for measure in self.measures for count in measure.parts}

    @property
    def measure_ids(self) -> frozenset[str]:
        """The ids of the measures."""
        return frozenset(measure.id for measure in self.measures)


def read_sensitive(plan: Plan) -> SensitivePlan:
    """The sensitive part of the plan tables ``components`` and ``measures``."""
    components = plan["components"]
    fields = frozenset(components.loc[components["sensitive"].astype(bool), "id"])
    pairs = [(part, whole) for part, wholes in zip(components["id"], components["at_most"], strict=True)
             for whole in wholes.split()]  # fmt: skip
    rows = plan["measures"][["id", "numerator", "denominator"]].itertuples(index=False, name=None)
    measures = [SensitiveMeasure(*row) for row in rows]
    return SensitivePlan(
        fields,
        tuple(measure for measure in measures if fields.intersection(measure.parts)),
        tuple(pair for pair in pairs if fields.intersection(pair)),
    )
