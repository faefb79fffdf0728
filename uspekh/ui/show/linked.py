"""Tables of what belongs to a result: plan items, budget lines, participants, the indicator."""

from __future__ import annotations

from functools import partial

import pandas as pd

from uspekh.monitoring.execution import budget as money
from uspekh.monitoring.execution.links import linked
from uspekh.monitoring.figures import Figures
from uspekh.russian.format import day, missing, number, with_unit
from uspekh.ui.session.figures import tasks
from uspekh.ui.session.state import project
from uspekh.ui.show import figure_tables, flags, frames
from uspekh.ui.show.tables import Formats
from uspekh.words import NOTHING, PLAN_ITEMS

NOT_NAMED = "не указан"


def plan_table(agenda: pd.DataFrame) -> tuple[pd.DataFrame, Formats]:
    """Plan items with dates and statuses (``monitoring.overview.agenda``)."""
    table = pd.DataFrame(
        {
            "№": agenda["item"],
            "Вид": agenda["kind"].map(PLAN_ITEMS),
            "Начало": pd.to_datetime(agenda["start"]),
            "Срок": pd.to_datetime(agenda["due"]),
            "Состояние": [flags.status_label(status) for status in agenda["flag"]],
            "Исполнено": pd.to_datetime(agenda["done"]),
            "Прогноз": pd.to_datetime(agenda["forecast"]),
            "Мероприятие": agenda["title"],
            "Ответственный": [_listed(names) for names in agenda["responsible"]],
            "Исполнитель": [_listed(names) for names in agenda["organizations"]],
            "Исполнитель в документе": agenda["executor"],
            "Контроль": [code or NOT_NAMED for code in agenda["control"]],
            "Результат": [_listed(results) for results in agenda["results"]],
            "Документ": agenda["document"],
        }
    )
    return table, dict.fromkeys(("Начало", "Срок", "Исполнено", "Прогноз"), day)


def items_table(agenda: pd.DataFrame) -> pd.DataFrame:
    """Plan items in words, of one result: what, when, in which state."""
    table = plan_table(agenda)[0]
    columns = ["№", "Вид", "Мероприятие", "Срок", "Состояние", "Исполнено"]
    return table.assign(Срок=table["Срок"].map(day), Исполнено=table["Исполнено"].map(_day))[columns]


def budget_table(figures: Figures, result: str) -> tuple[pd.DataFrame, Formats]:
    """Money of the budget lines linked to a result, by year."""
    lines = linked(figures.plan, result, "budget_line")
    rows = figures.budget[figures.budget["line"].isin(lines["target"])]
    totals = money.totals(rows, ["line", "year"])
    return figure_tables.money_table(totals, {"line": "Строка", "year": "Год"})


def budget_notes(figures: Figures, result: str) -> list[str]:
    """What must be known of the link: that it is inferred, or that the line is shared."""
    lines = linked(figures.plan, result, "budget_line")
    titles = figures.plan["budget_lines"].set_index("line")["title"]
    names = [f"Строка {target}. {titles[target]}" for target in lines["target"]]
    return [f"{text}. Связь: {note}." if note else f"{text}." for text, note in zip(names, lines["note"], strict=True)]


def people_table(result: str) -> pd.DataFrame:
    """Participants linked to a result, in words."""
    rows = tasks()
    return tasks_short(rows[[result in results for results in rows["results"]]])


def tasks_table(rows: pd.DataFrame) -> tuple[pd.DataFrame, Formats]:
    """Rows of section 5 (``monitoring.execution.workload.tasks``)."""
    table = pd.DataFrame(
        {
            "Строка": rows["row"].astype("str"),
            "Участник": rows["person"],
            "Роль": rows["role"],
            "Занятость, %": rows["workload"],
            "Результат": [_listed(results) or NOTHING for results in rows["results"]],
            "Годы": [_years(row.years) if row.dated else "все годы" for row in rows.itertuples()],
            "Задача": [task or NOTHING for task in rows["task"]],
            "В документе": rows["spelling"],
            "Должность": [position or NOT_NAMED for position in rows["position"]],
            "Непосредственный руководитель": rows["supervisor"],
        }
    )
    return table, {"Занятость, %": partial(number, digits=1)}


def tasks_short(rows: pd.DataFrame) -> pd.DataFrame:
    """The same in words, short: who, in which role, how much, when, what."""
    table, formats = tasks_table(rows)
    columns = ["Строка", "В документе", "Роль", "Занятость, %", "Результат", "Годы", "Задача"]
    return table.assign(**{name: table[name].map(how) for name, how in formats.items()})[columns]


def indicator_table(figures: Figures, result: str) -> pd.DataFrame:
    """Plan and fact of the indicators linked to a result, by year."""
    ids = linked(figures.plan, result, "indicator")["target"]
    rows = figures.indicators[figures.indicators["subject"].isin(ids) & figures.indicators["primary"]]
    return pd.DataFrame(
        {
            "Показатель": [
                f"{row.subject}. {project().plan.short_title('indicator', row.subject)}" for row in rows.itertuples()
            ],
            "Год": rows["year"].astype("str"),
            "План": [with_unit(v, u) for v, u in zip(rows["plan"], rows["unit"], strict=True)],
            "Факт": frames.figures_in_words(rows, "fact"),
            "Выполнение": frames.percents(rows),
            "Оценка": flags.labels(rows),
        }
    )


def _day(moment: pd.Timestamp) -> str:
    return NOTHING if missing(moment) else day(moment)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names)


def _years(years: tuple[int, ...]) -> str:
    """«2019–2021», or the years one by one where they do not follow each other."""
    if len(years) > 1 and years == tuple(range(years[0], years[-1] + 1)):
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))
