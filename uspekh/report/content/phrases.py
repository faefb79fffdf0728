"""Words of the report: subjects, states, the period, the selection, names of the officials."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from uspekh.charts import palette
from uspekh.monitoring.counts import LABELS, NO_PLAN
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.selection import Selection
from uspekh.passport.plan import Plan
from uspekh.report.content.cells import clean
from uspekh.russian.format import NBSP, plural
from uspekh.russian.periods import YEAR, period_name

DEMONSTRATION = "Демонстрационные данные"
STARTER = "Демонстрационный справочник организаций"
SHAPES = {"met": "●", "at_risk": "▲", "missed": "■", "no_data": "○", "hidden": "□", "not_due": "◌"}
STATUS_SHAPES = {"done": "●", "done_late": "▲", "overdue": "■", "due_soon": "◆", "not_due": "◌"}
SUBJECTS = {"indicator": ("Показатель", "indicators"), "result": ("Результат", "results")}
ITEMS = {"result": "Результат", "event": "Мероприятие", "control_point": "Контрольная точка"}
PLAN_KINDS = {"calculated": "расчётный план", "own": "план организации"}


def short_title(plan: Plan, kind: str, subject: str) -> str:
    """The short title of an indicator or result."""
    return clean(str(plan[SUBJECTS[kind][1]].set_index("id")["short_title"][subject]))


def subject(plan: Plan, row: pd.Series) -> str:
    """«Показатель 4. Рекомендации «Билет в будущее»»."""
    kind = str(row["subject_kind"])
    return f"{SUBJECTS[kind][0]}{NBSP}{row['subject']}. {short_title(plan, kind, str(row['subject']))}"


def deviating(plan: Plan, row: pd.Series) -> str:
    """The same of a row of ``deviations``, with what is the same figure: «… (то же — результат 1.3)»."""
    others = ", ".join(f"{SUBJECTS[kind][0].lower()}{NBSP}{number}" for kind, number in row["repeats"])
    return f"{subject(plan, row)} (то же — {others})" if others else subject(plan, row)


def flag(figures: Figures, name: object) -> str:
    """The words of a flag with its shape, «▲ наличие отклонений», or of a state without one (``counts.LABELS``)."""
    key = str(name)
    if key in SHAPES:
        return f"{SHAPES[key]}{NBSP}{figures.rules.flag_labels[key]}"
    return LABELS.get(key, LABELS[NO_PLAN])


def status(figures: Figures, name: str) -> str:
    """The words of a plan item's status with its shape: «■ просрочено»."""
    return f"{STATUS_SHAPES[name]}{NBSP}{figures.rules.status_labels[name]}"


def banner(demonstration: bool, starter: bool) -> str:
    """What every page must say of the data: that the figures, or only the organizations, are invented."""
    return DEMONSTRATION if demonstration else STARTER if starter else ""


def tint(name: object, signs: Mapping[str, palette.Sign] = palette.FLAGS) -> str:
    """The colour under the words of a flag (or status), ``RRGGBB``."""
    return signs.get(str(name), palette.FLAGS[palette.NO_PLAN]).tint.removeprefix("#")


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
