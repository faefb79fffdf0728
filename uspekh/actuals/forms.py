"""The sheets of the workbook as the plan asks for them: names, columns, what each column holds."""

from __future__ import annotations

from dataclasses import dataclass

from uspekh.passport.plan import Plan

ORGANIZATION, YEAR, PERIOD, COMMENT = "Организация", "Год", "Период", "Комментарий"
BUDGET, MILESTONES, ORGANIZATIONS = "Бюджет", "Мероприятия", "Организации"
HOW_TO, LISTS = "Как заполнять", "Списки"
"""Sheets of the template that hold no data."""


@dataclass(frozen=True)
class Column:
    """``field``: the name in the tidy frame, or of a part of its key. ``content`` says how a cell is read."""

    heading: str
    field: str
    content: str
    required: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Form:
    """A sheet of the workbook. ``kind``: what its rows become in the tidy frame."""

    sheet: str
    kind: str
    columns: tuple[Column, ...]

    @property
    def values(self) -> tuple[Column, ...]:
        """Columns that hold values, not parts of the key."""
        return tuple(column for column in self.columns if not column.content.startswith("key"))


def forms(plan: Plan) -> tuple[Form, ...]:
    """The sheets of the contract; columns of the component sheets follow from ``data/passport/components.csv``."""
    components = plan["components"]
    sheets = [_component_sheet(plan, sheet) for sheet in components["sheet"].unique()]
    return (*sheets, _budget(), _milestones(), _organizations())


def _component_sheet(plan: Plan, sheet: str) -> Form:
    rows = plan["components"][plan["components"]["sheet"] == sheet]
    asked = tuple(Column(row.heading, row.id, "people", hint=row.hint) for row in rows.itertuples())
    return Form(
        sheet, "component", (*_when(Column(ORGANIZATION, "subject", "key-organization", True)), *asked, _comment())
    )


def _when(*leading: Column) -> tuple[Column, ...]:
    return (
        *leading,
        Column(YEAR, "year", "key-year", True),
        Column(PERIOD, "months", "key-period", hint="Нарастающим итогом с 1 января. Пусто — год."),
    )


def _comment() -> Column:
    return Column(COMMENT, "comment", "text")


def _budget() -> Form:
    line = Column("Строка", "subject", "key-line", True, "Номер строки раздела 4 паспорта.")
    source = Column("Источник", "part", "key-source", True)
    money = (
        Column("Уточнённый план, руб.", "refined", "money", hint="Рубли и копейки, нарастающим итогом."),
        Column("Кассовое исполнение, руб.", "executed", "money", hint="Рубли и копейки с 1 января."),
    )
    return Form(BUDGET, "budget", (*_when(line, source), *money, _comment()))


def _milestones() -> Form:
    return Form(
        MILESTONES,
        "milestone",
        (
            Column("№", "subject", "key-item", True, "Номер по плану мероприятий (приложение № 1)."),
            Column(YEAR, "year", "key-year", True, "Год, в котором наступает срок."),
            Column("Дата исполнения", "done", "day"),
            Column("Прогнозная дата", "forecast", "day", hint="Если ещё не исполнено: когда ожидается."),
            Column("Документ", "document", "text"),
            _comment(),
        ),
    )


def _organizations() -> Form:
    return Form(
        ORGANIZATIONS,
        "organization",
        (
            Column("Код", "subject", "key-code", True),
            Column("Наименование", "name", "text", True),
            Column("Краткое наименование", "short_name", "text"),
            Column("Тип", "type", "text", hint="Например: школа, дополнительное образование, спорт, культура."),
            Column("Учредитель", "founder", "text"),
            Column(
                "Контингент 5–18 лет, чел.",
                "contingent",
                "people",
                hint="Пусто у организаций без собственного контингента (кружки, спорт, культура).",
            ),
            Column("Действует с", "active_from", "first-day", hint="Дата или год, если открыта во время проекта."),
            Column("Действует по", "active_to", "last-day", hint="Дата или год, если закрыта."),
        ),
    )
