"""What each frame of ``Figures`` looks like: columns, types and what may be missing."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from uspekh.monitoring.plans.guides import CITY, GUIDE, OWN_PLAN
from uspekh.monitoring.rules import FLAGS, HIDDEN, STATUSES


class Figure(pa.DataFrameModel):
    """What a figure of a set and of one organization share; in the unit of the passport, percent for completion."""

    measure: str
    subject_kind: str = pa.Field(isin=("indicator", "result"))
    subject: str
    primary: bool
    formula: str
    direction: str = pa.Field(isin=("up", "down"))
    year: int
    unit: str
    plan: float = pa.Field(nullable=True)
    plan_kind: str = pa.Field(nullable=True, isin=(CITY, OWN_PLAN, GUIDE))
    due_plan: float = pa.Field(nullable=True)
    judged_months: int = pa.Field(ge=1, le=12)
    fact: float = pa.Field(nullable=True)
    deviation: float = pa.Field(nullable=True)
    completion: float = pa.Field(nullable=True)
    flag: str = pa.Field(nullable=True, isin=(*FLAGS, HIDDEN))
    months: float = pa.Field(nullable=True, ge=1, le=12)
    numerator: float = pa.Field(nullable=True)
    denominator: float = pa.Field(nullable=True)
    share: float = pa.Field(nullable=True)
    share_before: float = pa.Field(nullable=True)
    exceeds_whole: bool
    reported: int = pa.Field(ge=0)
    expected: int = pa.Field(ge=0)
    complete: bool


class MeasureFigures(Figure):
    """``Figures.measures``: with coverage and the basis of the value."""

    late: int = pa.Field(ge=0)
    progress: float = pa.Field(nullable=True)
    shortfall: float = pa.Field(nullable=True)
    basis: str = pa.Field(isin=("sum", "municipality", ""))
    sum_fact: float = pa.Field(nullable=True)


class OrganizationFigures(Figure):
    """``Figures.organizations``."""

    organization: str
    late: bool


class BudgetFigures(pa.DataFrameModel):
    """``Figures.budget``: whole kopecks, percent for completion."""

    line: str
    source: str
    year: int
    plan: pd.Int64Dtype
    refined: pd.Int64Dtype = pa.Field(nullable=True)
    executed: pd.Int64Dtype = pa.Field(nullable=True)
    deviation: pd.Int64Dtype = pa.Field(nullable=True)
    completion: float = pa.Field(nullable=True)
    completion_refined: float = pa.Field(nullable=True)
    judged_by: pd.Int64Dtype
    months: float = pa.Field(nullable=True, ge=1, le=12)
    period_months: int = pa.Field(ge=1, le=12)
    note: str
    flag: str = pa.Field(nullable=True, isin=FLAGS)


class MilestoneFigures(pa.DataFrameModel):
    """``Figures.milestones``: plan items by the year they fall due; dates are ``datetime.date``."""

    item: str
    kind: str = pa.Field(isin=("result", "event", "control_point"))
    year: int
    due: object
    done: object = pa.Field(nullable=True)
    forecast: object = pa.Field(nullable=True)
    flag: str = pa.Field(isin=STATUSES)
    control: str


class ResultFigures(pa.DataFrameModel):
    """``results.results``: results by reading and year; ``measure`` is empty where control points are counted."""

    result: str
    basis_kind: str = pa.Field(isin=("measure", "control_points"))
    measure: str
    primary: bool
    year: int
    unit: str
    plan: float = pa.Field(nullable=True)
    fact: float = pa.Field(nullable=True)
    due_plan: float = pa.Field(nullable=True)
    deviation: float = pa.Field(nullable=True)
    completion: float = pa.Field(nullable=True)
    flag: str = pa.Field(nullable=True, isin=(*FLAGS, HIDDEN))
    reported: int = pa.Field(ge=0)
    expected: int = pa.Field(ge=0)
    complete: bool
