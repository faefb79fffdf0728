"""The summary: how many subjects are in which state, the worst deviations and the open measures in words."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh.charts import palette
from uspekh.monitoring import summary
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.rules import FLAGS, HIDDEN, STATUSES
from uspekh.report import milestones, money, subjects, words
from uspekh.report.cells import figure, told
from uspekh.report.tables import Column, Row, Table
from uspekh.russian.format import NBSP, plural

_FLAGS = (*FLAGS, HIDDEN)
STATES = (Column("subject", "Предмет", 70), Column("state", "Состояние", 80), Column("count", "Количество", 30, True))


def states(figures: Figures) -> Table:
    """A row for each kind of subject and state that occurs in the selected year."""
    groups = {
        "Показатели": figures.indicators[figures.indicators["primary"]],
        "Результаты": subjects.result_rows(figures),
        "Строки бюджета с финансированием": money.funded(figures.budget),
    }
    rows: list[Row] = []
    for name, frame in groups.items():
        rows += _rows(name, frame, figures, _FLAGS)
    rows += _rows("Контрольные точки и мероприятия", figures.milestones, figures, STATUSES)
    return Table(f"Состояние проекта, {words.period(figures.selection)}", STATES, rows)


def _rows(name: str, frame: pd.DataFrame, figures: Figures, states: tuple[str, ...]) -> Iterator[Row]:
    rows = summary.of_year(frame, figures)
    found = rows["flag"]
    for state in states:
        if count := int((found == state).sum()):
            said = words.flag(figures, state) if states is _FLAGS else words.status(figures, state)
            yield {"subject": name, "state": said, "count": count, "tint": _tint(state, states)}
    pointless = rows.apply(subjects.by_control_points, axis=1) if len(rows) else found.isna()
    if idle := int((found.isna() & pointless).sum()):
        yield {"subject": name, "state": words.NOT_THIS_YEAR, "count": idle, "tint": words.tint(None)}
    if unplanned := int((found.isna() & ~pointless).sum()):
        yield {"subject": name, "state": words.NO_PLAN, "count": unplanned, "tint": words.tint(None)}


def _tint(state: str, states: tuple[str, ...]) -> str:
    return words.tint(state, palette.FLAGS if states is _FLAGS else palette.STATUSES)


def worst(figures: Figures) -> list[str]:
    """The three worst deviations, a sentence each; none when nothing deviates."""
    rows = summary.worst(figures)
    return [f"{words.subject(figures.plan, row)}: {shortfall(figures, row)}." for _, row in rows.iterrows()]


def none_found(figures: Figures) -> str:
    """What to say where no deviation is found: there is none, or nothing was reported that could deviate."""
    judged = summary.of_year(figures.measures, figures)["fact"].notna().any()
    return "Отклонений нет" if judged else "Данных за период нет: отклонения не рассчитаны"


def shortfall(figures: Figures, row: pd.Series) -> str:
    """«1 650 из 1 834 чел., не хватает 184 чел.; сдали 6 из 7 организаций»."""
    if subjects.by_control_points(row):
        return f"исполнено контрольных точек — {row['fact']:.0f} из {row['due_plan']:.0f}, требовавшихся к дате отчёта"
    asked = int(row["expected"])
    reported = f"сдали {row['reported']} из {asked} {plural(asked, 'организации', 'организаций', 'организаций')}"
    if subjects.few(figures, row):
        return f"значение {subjects.HIDDEN}; {reported}"
    unit = str(row["unit"])
    fact, due = (told(figure(row[column], unit)) for column in ("fact", "due_plan"))
    gap = float(row["fact"] - row["due_plan"])
    lacking = told(figure(abs(gap), subjects.difference_unit(unit)))
    return f"{fact} при плане {due}, {'не хватает' if gap < 0 else 'больше на'} {lacking}; {reported}"


def overdue(figures: Figures) -> str:
    """How many items of this year and before are overdue."""
    count = len(milestones.overdue(figures))
    if not count:
        return "Просроченных контрольных точек и мероприятий нет."
    items = plural(count, "пункт плана", "пункта плана", "пунктов плана")
    return f"Просрочено {count}{NBSP}{items} со сроком по {figures.selection.year}{NBSP}год включительно."
