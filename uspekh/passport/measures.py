"""Measures must be computable and speak the unit of their subject's targets, or a plan would silently be lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from uspekh.passport.damage import PassportDamaged
from uspekh.passport.formulas import FORMULAS

_FILE = "measures.csv"


def check_measures(tables: dict[str, pd.DataFrame]) -> None:
    """Raises ``PassportDamaged`` at the first measure that cannot be computed or compared."""
    measures = tables["measures"]
    for row in measures.itertuples():
        needed = FORMULAS[row.formula].needs_denominator
        if needed != bool(row.denominator):
            reason = f"для «{row.formula}» " + ("нужен знаменатель" if needed else "он лишний")
            raise PassportDamaged(_FILE, row.Index, "denominator", reason)
        if row.report_due and not _is_day(row.report_due):
            raise PassportDamaged(_FILE, row.Index, "report_due", f"«{row.report_due}»: нет такого дня")
        units = _units(tables, row)
        if units and row.unit not in units:
            raise PassportDamaged(_FILE, row.Index, "unit", f"«{row.unit}»: плановые значения в «{'», «'.join(units)}»")
    _one_primary(measures)


def _units(tables: dict[str, pd.DataFrame], measure: Any) -> list[str]:
    if measure.subject_kind == "indicator":
        indicators = tables["indicators"]
        return list(indicators.loc[indicators["id"] == measure.subject, "unit"])
    targets = tables["result_targets"]
    return list(targets.loc[targets["result"] == measure.subject, "unit"].unique())


def _is_day(month_day: str) -> bool:
    try:
        date.fromisoformat(f"2001-{month_day}")
    except ValueError:
        return False
    return True


def _one_primary(measures: pd.DataFrame) -> None:
    for (_, subject), group in measures.groupby(["subject_kind", "subject"], sort=False):
        if group["primary"].sum() != 1:
            raise PassportDamaged(
                _FILE, int(group.index[-1]), "primary", f"у «{subject}» должно быть одно основное прочтение"
            )
