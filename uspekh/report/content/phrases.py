"""Words of the report: subjects, states, the period, the selection, names of the officials."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from uspekh import words
from uspekh.charts import palette
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.selection import Selection
from uspekh.passport.plan import Plan
from uspekh.report.content.cells import clean
from uspekh.russian.format import NBSP, plural
from uspekh.russian.periods import YEAR, period_name


def subject(plan: Plan, row: pd.Series) -> str:
    """«Показатель 4. Рекомендации «Билет в будущее»»."""
    kind = str(row["subject_kind"])
    return f"{words.SUBJECTS[kind]}{NBSP}{row['subject']}. {clean(plan.short_title(kind, str(row['subject'])))}"


def banner(demonstration: bool, starter: bool) -> str:
    """What every page must say of the data: that the figures, or only the organizations, are invented."""
    return words.DEMONSTRATION if demonstration else words.STARTER if starter else ""


def tint(name: object, signs: Mapping[str, palette.Sign] = palette.FLAGS) -> str:
    """The colour under the words of a flag (or status), ``RRGGBB``."""
    return signs.get(str(name), palette.FLAGS[words.NO_PLAN]).tint.removeprefix("#")


def period(selection: Selection) -> str:
    """«2023 год», «I полугодие 2023 года»."""
    if selection.months == YEAR:
        return f"{selection.year}{NBSP}год"
    return f"{period_name(selection.months)} {selection.year}{NBSP}года"


def organizations(figures: Figures) -> str:
    """«все организации (9)», or the names of those that were chosen."""
    names = figures.directory["short_name"].fillna(figures.directory["code"])
    if figures.selection.organizations:
        return clean(", ".join(names))
    count = len(names)
    return f"все организации муниципалитета ({count}{NBSP}{plural(count, 'организация', 'организации', 'организаций')})"


def initials(name: str) -> str:
    """«Ермаков Александр Владимирович» → «А.В. Ермаков»; a name of another form stays as it is."""
    parts = name.split()
    if len(parts) != 3:
        return name
    return f"{parts[1][0]}.{parts[2][0]}.{NBSP}{parts[0]}"
