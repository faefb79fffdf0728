"""Changing single cells of a plan in memory, and what a rule then finds."""

from __future__ import annotations

from typing import Any

import pandas as pd

from uspekh.audit import Rule
from uspekh.passport.plan import Plan


def changed(plan: Plan, table: str, where: dict[str, Any], **cells: Any) -> Plan:
    """The plan with ``cells`` of the rows that match ``where``; at least one must."""
    frame = plan[table].copy()
    rows = _matching(frame, where)
    assert rows.any(), where
    for column, value in cells.items():
        frame.loc[rows, column] = value
    return Plan(plan.head, plan.tables | {table: frame})


def without(plan: Plan, table: str, **where: Any) -> Plan:
    """The plan less the rows that match ``where``."""
    rows = _matching(plan[table], where)
    assert rows.any(), where
    return Plan(plan.head, plan.tables | {table: plan[table][~rows].reset_index(drop=True)})


def added(plan: Plan, table: str, like: dict[str, Any], **cells: Any) -> Plan:
    """The plan with one more row: a copy of the first row that matches ``like`` with ``cells`` changed."""
    frame = plan[table]
    row = frame[_matching(frame, like)].iloc[[0]].assign(**cells)
    return Plan(plan.head, plan.tables | {table: pd.concat([frame, row], ignore_index=True)})


def places(rule: Rule, plan: Plan) -> list[list[str]]:
    """Section and row of every place, by finding."""
    return [[str(place) for place in finding.citations] for finding in rule.findings(plan)]


def headed(plan: Plan, **parts: Any) -> Plan:
    """The plan with parts of ``passport.toml`` replaced."""
    return Plan(plan.head | parts, plan.tables)


def _matching(frame: pd.DataFrame, where: dict[str, Any]) -> pd.Series:
    rows = pd.Series(True, index=frame.index)
    for column, value in where.items():
        rows &= frame[column] == value
    return rows
