"""Why a share changed from one year to another: which organization raised it, and which only weighs more now."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.judging.shortfall import round_to_total
from uspekh.passport.formulas import FORMULAS, Share


@dataclass(frozen=True)
class SharePart:
    """What one organization added to the change of the city's share, on the scale of the share (percentage points).

    ``share_change``: its share became another, at its mean weight. ``composition``: its weight became another, and its
    share lies off the city's. ``without_denominator``: its children count though it has no denominator.
    """

    organization: str
    share_change: float
    composition: float
    without_denominator: float

    @property
    def total(self) -> float:
        """All three together."""
        return self.share_change + self.composition + self.without_denominator


@dataclass(frozen=True)
class ShareChange:
    """The share of a set ``before`` and ``after``; the ``parts`` of its organizations add up to the difference."""

    before: float
    after: float
    parts: tuple[SharePart, ...]

    def rounded(self, digits: int) -> ShareChange:
        """The parts as they are printed, with so many decimals: they add up to the rounded difference."""
        scale = 10**digits
        exact = np.array([(part.share_change, part.composition, part.without_denominator) for part in self.parts])
        whole = round_to_total(scale * exact.ravel(), scale * (self.after - self.before)).reshape(exact.shape)
        printed = zip(self.parts, (whole / scale).tolist(), strict=True)
        return replace(self, parts=tuple(SharePart(part.organization, *points) for part, points in printed))


@dataclass(frozen=True)
class _End:
    """One year. By organization: ``weight`` among those with a denominator (0 without), ``share`` (NaN without),
    ``alone``: what its numerator without a denominator adds; ``mean``: the share of those with a denominator."""

    weight: np.ndarray
    share: np.ndarray
    alone: np.ndarray
    mean: float

    @property
    def value(self) -> float:
        """The share of the set."""
        return self.mean + float(self.alone.sum())


def split_share_change(before: pd.DataFrame, after: pd.DataFrame, scale: int = 100) -> ShareChange | None:
    """The change of ``scale`` · Σ numerators / Σ denominators by organization, exact.

    ``before, after``: ``organization, numerator, denominator``, a row for each that counts in the share then;
    ``denominator`` missing for those who give a numerator alone. An organization that is there at one end only is
    wholly composition. The city's mean share, from which composition is counted, is that of those with denominators,
    the mean of both ends. ``None`` where an end has no denominator.
    """
    codes = sorted({*before["organization"], *after["organization"]})
    first, last = _end(before, codes, scale), _end(after, codes, scale)
    if first is None or last is None:
        return None
    at_both = (first.weight > 0) & (last.weight > 0)
    mean_share = np.where(at_both, (first.share + last.share) / 2, np.where(first.weight > 0, first.share, last.share))
    growth = np.where(at_both, (first.weight + last.weight) / 2 * (last.share - first.share), 0.0)
    shift = np.nan_to_num(mean_share - (first.mean + last.mean) / 2) * (last.weight - first.weight)
    alone = last.alone - first.alone
    parts = (SharePart(code, *map(float, row)) for code, *row in zip(codes, growth, shift, alone, strict=True))
    return ShareChange(first.value, last.value, tuple(parts))


def explain_share(figures: Figures, measure: str, year: int) -> ShareChange | None:
    """Why the share of the selected organizations is another than in the year before, by what each of them gave.

    The sum over organizations is explained, also where the municipality's own row is the figure. ``None`` for other
    kinds of figures, in the project's first year, and where anything of either year is not shown to the person.
    """
    formula = FORMULAS[str(figures.definitions.set_index("id")["formula"][measure])]
    if not isinstance(formula, Share) or formula.compares_years or year - 1 not in figures.plan.years:
        return None
    rows = figures.organizations
    rows = rows[(rows["measure"] == measure) & rows["year"].isin([year - 1, year])]
    if "hidden" in rows and rows["hidden"].any():
        return None
    counted = rows[rows["numerator"].notna()]
    before, after = (counted[counted["year"] == each] for each in (year - 1, year))
    return split_share_change(before, after, formula.scale)


def _end(rows: pd.DataFrame, codes: list[str], scale: int) -> _End | None:
    counts = rows.set_index("organization").reindex(codes)
    numerator, denominator = (
        counts[name].to_numpy("float64", na_value=np.nan) for name in ("numerator", "denominator")
    )
    with_whole = denominator > 0
    whole = float(denominator[with_whole].sum())
    if not whole:
        return None
    weight = np.where(with_whole, np.nan_to_num(denominator) / whole, 0.0)
    share = np.full(len(codes), np.nan)
    share[with_whole] = scale * numerator[with_whole] / denominator[with_whole]
    alone = np.where(with_whole, 0.0, scale * np.nan_to_num(numerator) / whole)
    return _End(weight, share, alone, float(scale * numerator[with_whole].sum() / whole))
