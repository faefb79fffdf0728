"""The figures of one organization in words."""

from __future__ import annotations

import pandas as pd

from uspekh.access.person import Person
from uspekh.monitoring.explaining.provenance import values_behind
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.plans.guides import GUIDE
from uspekh.russian.format import HIDDEN, NO_DATA, missing, percent, with_unit
from uspekh.russian.periods import period_name
from uspekh.ui.session.filters import organization_names
from uspekh.ui.session.state import project
from uspekh.ui.show import flags
from uspekh.words import NOTHING, SUBJECTS, SUBJECTS_PLURAL

HEADINGS = {kind: (SUBJECTS_PLURAL[kind], SUBJECTS[kind]) for kind in SUBJECTS}


def name(who: Person) -> str:
    """The short name of the person's organization."""
    return next((name for name, code in organization_names().items() if code == who.organization), who.name)


def find_cells(figures: Figures, rows: pd.DataFrame, row: int, _: str) -> pd.DataFrame:
    """The values in force behind a row of ``table``."""
    chosen = rows.iloc[row]
    return values_behind(figures, chosen["measure"], int(chosen["year"]), chosen["organization"])


def table(rows: pd.DataFrame, what: str) -> pd.DataFrame:
    """Plan, fact and state of each measure under the name ``what`` (``Figures.organizations`` of one and its year)."""
    units = list(rows["unit"])
    return pd.DataFrame(
        {
            "№": rows["subject"],
            what: [project().plan.short_title(row.subject_kind, row.subject) for row in rows.itertuples()],
            "План": [
                (HIDDEN if kind == GUIDE else NOTHING) if missing(value) else with_unit(value, unit)
                for value, kind, unit in zip(rows["plan"], rows["plan_kind"], units, strict=True)
            ],
            "Факт": [with_unit(value, unit) for value, unit in zip(rows["fact"], units, strict=True)],
            "Выполнение": [percent(value) for value in rows["completion"]],
            "Оценка": flags.labels(rows),
            "Сдано за": [NO_DATA if missing(months) else period_name(int(months)) for months in rows["months"]],
        }
    )
