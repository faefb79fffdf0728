"""Measures must be computable and speak the unit of their subject's targets, or a plan would silently be lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from uspekh.passport.damage import PassportDamaged
from uspekh.passport.formulas import FORMULAS
from uspekh.passport.loading.table_reading import TableReading

_FILE = "measures.csv"
_APPLICABILITY = "applicability.csv"


def check_measures(readings: dict[str, TableReading]) -> list[str]:
    """Drops measures in another unit than the document's targets, and what else is counted of their subjects.

    Returns the reasons in words; raises ``PassportDamaged`` at the first measure that cannot be computed.
    """
    measures = readings["measures"].frame
    _one_primary(measures)
    dropped: dict[tuple[str, str], str] = {}
    for row in measures.itertuples():
        needed = FORMULAS[row.formula].needs_denominator
        if needed != bool(row.denominator):
            reason = f"для «{FORMULAS[row.formula].title}» " + ("нужен знаменатель" if needed else "он лишний")
            raise PassportDamaged(_FILE, row.Index, "denominator", reason)
        if row.report_due and not _is_day(row.report_due):
            raise PassportDamaged(_FILE, row.Index, "report_due", f"«{row.report_due}»: нет такого дня")
        units = _units(readings, row)
        if units and row.unit not in units:
            dropped[row.subject_kind, row.subject] = (
                f"{_FILE}, строка {row.Index}: «{row.unit}», а плановые значения в «{'», «'.join(units)}»; "
                f"«{row.subject}» не считается."
            )
    subjects = zip(measures["subject_kind"], measures["subject"], strict=True)
    counted = pd.Series([subject not in dropped for subject in subjects], index=measures.index, dtype=bool)
    readings["measures"].frame = measures[counted]
    return list(dropped.values())


def check_applicability(readings: dict[str, TableReading]) -> None:
    """Raises ``PassportDamaged`` where a type is asked for the whole of a share and not for the part."""
    rows = readings["applicability"].frame
    required = rows[rows["asked"]]
    pairs = set(zip(required["type"], required["field"], strict=True))
    measures = readings["measures"].frame
    shares = measures[measures["denominator"] != ""]
    for part, whole in dict.fromkeys(zip(shares["numerator"], shares["denominator"], strict=True)):
        lines = required[required["field"] == whole]
        for line, organization_type in zip(lines.index, lines["type"], strict=True):
            if (organization_type, part) not in pairs:
                reason = f"тип «{organization_type}» заполняет «{whole}», но не «{part}»: доля не рассчитается"
                raise PassportDamaged(_APPLICABILITY, int(line), "field", reason)


def _units(readings: dict[str, TableReading], measure: Any) -> list[str]:
    if measure.subject_kind == "indicator":
        indicators = readings["indicators"].frame
        return list(indicators.loc[indicators["id"] == measure.subject, "unit"])
    targets = readings["result_targets"].frame
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
