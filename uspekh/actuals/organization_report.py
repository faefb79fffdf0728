"""What an organization may report: its own values and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from uspekh.actuals.problems import Problem, Problems
from uspekh.actuals.reading import Reading
from uspekh.actuals.values.frame import values_frame
from uspekh.russian.format import missing

CODE, NOTHING = "access.organization", "access.nothing"
OF_ITSELF = ("component", "plan")
"""Kinds of values that an organization sends: an editor accepts its figures, and apart from them its plans."""
_ROW = ["kind", "sheet", "subject", "part", "year", "months"]
_REFUSALS = {
    "component": "Это значение другой организации («{subject}»). Отправить можно только свои: уберите строку.",
    "plan": "План другой организации («{subject}») предложить нельзя: уберите строку.",
    "budget": "Бюджет заполняет муниципалитет, организация его не отправляет: уберите строку.",
    "milestone": "Мероприятия плана отмечает муниципалитет, организация их не отправляет: уберите строку.",
    "organization": "Справочник организаций меняет администратор: верните прежнее значение или очистите ячейку.",
}


def is_reported_by(values: pd.DataFrame, organization: str) -> pd.Series:
    """Which rows of a tidy frame are figures of the organization itself, or the plans that it proposes for itself."""
    return values["kind"].isin(OF_ITSELF) & (values["subject"] == organization)


def restrict_to_organization(reading: Reading, organization: str, directory: pd.DataFrame) -> Reading:
    """The reading with the organization's own values alone, refused where the file holds anything else.

    Entries of the ``directory`` that a filled form carries along unchanged are left out silently.
    """
    if not reading.accepted:
        return reading
    values = reading.values[~_carried_along(reading.values, directory)]
    problems = tuple(Problems(_strange(values, organization)).listed()) or tuple(_empty(values))
    if problems:
        return replace(reading, values=values_frame(), problems=(*problems, *reading.problems))
    return replace(reading, values=values.reset_index(drop=True))


def _strange(values: pd.DataFrame, organization: str) -> Iterator[Problem]:
    """A problem for the first value of each row of a sheet that is not the organization's own."""
    strange = values[~is_reported_by(values, organization)]
    for row in strange.drop_duplicates(_ROW).itertuples():
        yield Problem(
            "error", CODE, row.sheet or None, row.cell or None, _REFUSALS[row.kind].format(subject=row.subject)
        )


def _empty(values: pd.DataFrame) -> Iterator[Problem]:
    if values.empty:
        yield Problem("error", NOTHING, None, None, "В файле нет ни одного значения: заполните белые ячейки формы.")


def _carried_along(values: pd.DataFrame, directory: pd.DataFrame) -> pd.Series:
    stored = directory.set_index("code").to_dict("index")
    same = [
        row.kind == "organization" and _stands(stored.get(row.subject, {}).get(row.field), row.number, row.text)
        for row in values.itertuples()
    ]
    return pd.Series(same, index=values.index, dtype=bool)


def _stands(stored: object, number: object, text: object) -> bool:
    return not missing(stored) and stored == (text if missing(number) else number)
