"""A made-up passport in the present form of regional projects, typed into Word, and the rows it must give.

8 indicators under two tasks, 20 results, 140 rows of money, 280 rows of the plan. The rows are made first, the document
is typed from them in the units and with the merges of the form.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from tests.importing.typing_word import Block, TypedCell, TypedRow, TypedTable

YEARS = range(2025, 2031)
SOURCES = ("федеральный бюджет", "бюджет субъекта Российской Федерации", "местные бюджеты", "внебюджетные источники")
TRANSFERS = "межбюджетные трансферты бюджетам муниципальных образований"
POINTS = 13
_WHAT = ("секций", "площадок", "кружков", "школ", "залов", "лагерей", "клубов", "музеев", "студий", "мастерских")
_DOINGS = ("Открыто не менее десяти новых", "Отремонтировано по проекту старых")
_STEPS = ("заявка подана", "соглашение заключено", "закупка проведена", "договор исполнен", "отчет утвержден")


@dataclass
class MadeUp:
    """What the tables must hold: targets by indicator and year, thousand roubles by line, source and year, items."""

    targets: dict[tuple[str, int], Decimal] = field(default_factory=dict)
    bases: dict[str, Decimal] = field(default_factory=dict)
    result_targets: dict[tuple[str, int], Decimal] = field(default_factory=dict)
    money: dict[tuple[str, str, int], Decimal] = field(default_factory=dict)
    items: dict[str, tuple[str, str, date]] = field(default_factory=dict)
    links: set[tuple[str, str]] = field(default_factory=set)


def make_up() -> MadeUp:
    """The same rows at every call."""
    chance = random.Random(18)
    made = MadeUp()
    for indicator in indicators():
        made.bases[indicator] = Decimal(chance.randint(100, 999)) / 10
        for year in YEARS:
            if chance.random() < 0.9:  # elsewhere the document has «-»
                made.targets[indicator, year] = Decimal(chance.randint(1000, 99_999)) / 10
    for result in results():
        for year in YEARS:
            made.result_targets[result, year] = Decimal(chance.randint(1, 5000))
            for source in SOURCES:
                made.money[result, source, year] = Decimal(chance.randint(0, 900_000)) / 100
        end = date(chance.choice(YEARS), 12, 31)
        made.items[result] = ("result", f"Результат «{title_of(result)}»", end)
        for point in range(1, POINTS + 1):
            name = f"Контрольная точка «{_STEPS[point % 5]}, {point} из {POINTS}»"
            day = end - timedelta(days=20 * (POINTS - point))
            made.items[f"{result}.{point}"] = ("control_point", name, day)
        made.links.add((result, chance.choice(indicators())))
    return made


def indicators() -> list[str]:
    return [f"{task}.{number}" for task in (1, 2) for number in range(1, 5)]


def results() -> list[str]:
    return [f"{task}.{number}" for task in (1, 2) for number in range(1, 11)]


def title_of(result: str) -> str:
    task, _, number = result.partition(".")
    return f"{_DOINGS[int(task) - 1]} {_WHAT[int(number) - 1]}"


def type_regional(made: MadeUp) -> list[Block]:
    """The blocks of the document."""
    return [
        "ПАСПОРТ",
        "регионального проекта",
        "«Дети у дела»",
        "1. Основные положения",
        _table(6, _head()),
        "2. Показатели регионального проекта",
        _table(13, _indicators(made)),
        "3. План достижения показателей регионального проекта в 2025 году",
        _table(6, _months()),
        "4. Мероприятия (результаты) регионального проекта",
        _table(11, _results(made)),
        "5. Финансовое обеспечение реализации регионального проекта",
        _table(9, _money(made)),
        "6. План реализации регионального проекта",
        _table(7, _plan(made)),
        "7. Взаимосвязь результатов и показателей",
        _table(10, _matrix(made)),
        "8. Риски",
        _table(3, [_cells("№ п/п", "Наименование риска", "Меры"), _cells("1", "Мало педагогов", "Обучение")]),
    ]


def _head() -> Iterator[TypedRow]:
    title = TypedCell("Краткое наименование регионального проекта", 2)
    yield [title, *_cells("Дети у дела", "Срок реализации проекта", "01.01.2025", "31.12.2030")]
    yield [TypedCell("Куратор регионального проекта", 2), TypedCell("Орлова Анна Ивановна", 2), TypedCell("министр", 2)]


def _indicators(made: MadeUp) -> Iterator[TypedRow]:
    above = ("№ п/п", "Показатели регионального проекта", "Уровень показателя", "Единица измерения (по ОКЕИ)")
    yield [*_down(above), TypedCell("Базовое значение", 2), TypedCell("Период, год", 6), *_down(("Нарастающий итог",))]
    years = [str(year) for year in YEARS]
    yield [*_up(4), *_cells("значение", "год", *years), *_up(1)]
    for task in (1, 2):
        yield [TypedCell(f"{task}"), TypedCell(f"Задача «Дело номер {task}»", 12)]
        for indicator in (each for each in indicators() if each.startswith(f"{task}.")):
            targets = (_written(made.targets.get((indicator, year))) for year in YEARS)
            title = f"Число детей в деле {indicator}"
            yield _cells(
                f"{indicator}.", title, "ФП", "ТЫС ЧЕЛ", _written(made.bases[indicator]), "2023", *targets, "нет"
            )


def _months() -> Iterator[TypedRow]:
    above = ("№ п/п", "Показатели регионального проекта", "Единица измерения")
    yield [*_down(above), TypedCell("План на месяц", 2), *_down(("На конец года",))]
    yield [*_up(3), *_cells("янв.", "фев."), *_up(1)]
    yield _cells("1.1.", "Число детей в деле 1.1", "ТЫС ЧЕЛ", "1", "2", "3")


def _results(made: MadeUp) -> Iterator[TypedRow]:
    above = ("№ п/п", "Наименование мероприятия (результата)", "Единица измерения (по ОКЕИ)")
    yield [*_down(above), TypedCell("Базовое значение", 2), TypedCell("Период, год", 6)]
    yield [*_up(3), *_cells("значение", "год", *(str(year) for year in YEARS))]
    for result in results():
        if result.endswith(".1"):
            yield [TypedCell(f"Задача «Дело номер {result[0]}»", 11)]
        targets = (_written(made.result_targets[result, year]) for year in YEARS)
        yield _cells(f"{result}.", title_of(result), "ЕД", "0", "2024", *targets)


def _money(made: MadeUp) -> Iterator[TypedRow]:
    above = ("№ п/п", "Наименование мероприятия (результата) и источники финансирования")
    yield [*_down(above), TypedCell("Объем финансового обеспечения по годам реализации (тыс. рублей)", 6),
           *_down(("Всего (тыс. рублей)",))]  # fmt: skip
    yield [*_up(2), *_cells(*(str(year) for year in YEARS)), *_up(1)]
    for result in results():
        every = {year: sum(made.money[result, source, year] for source in SOURCES) for year in YEARS}
        yield _cells(f"{result}.", f"Результат «{title_of(result)}», всего, в том числе:", *_amounts(every))
        for source in SOURCES:
            amounts = {year: made.money[result, source, year] for year in YEARS}
            if source.startswith("бюджет субъекта"):
                yield _cells("", f"{source}, из них:", *_amounts(amounts))
                yield _cells("", TRANSFERS, *_amounts({year: amount / 2 for year, amount in amounts.items()}))
                yield _cells(
                    "", f"из них {TRANSFERS} на условиях софинансирования", *_amounts(dict.fromkeys(YEARS, Decimal()))
                )
            else:
                yield _cells("", source, *_amounts(amounts))
    every = {year: sum(amount for (_, _, of), amount in made.money.items() if of == year) for year in YEARS}
    reserve = dict.fromkeys(YEARS, Decimal(100))
    yield _cells("", "Нераспределенный резерв (региональный бюджет)", *_amounts(reserve))
    yield _cells("", "ИТОГО ПО РЕГИОНАЛЬНОМУ ПРОЕКТУ:", *_amounts({year: every[year] + 100 for year in YEARS}))


def _plan(made: MadeUp) -> Iterator[TypedRow]:
    above = ("№ п/п", "Наименование мероприятия (результата), контрольной точки")
    after = ("Предшественники", "Ответственный исполнитель", "Вид документа")
    yield [*_down(above), TypedCell("Сроки реализации", 2), *_down(after)]
    yield [*_up(2), *_cells("начало", "окончание"), *_up(3)]
    for item, (kind, title, end) in made.items.items():
        start = "01.01.2025" if kind == "result" else "-"
        yield _cells(item, title, start, f"{end:%d.%m.%Y}", "-", "Орлова А.И., министр", "Отчет")


def _matrix(made: MadeUp) -> Iterator[TypedRow]:
    yield [*_down(("№ п/п", "Результат")), TypedCell("Показатели, вес", 8)]
    yield [*_up(2), *_cells(*indicators())]
    for result in results():
        yield _cells(result, title_of(result), *("1" if (result, each) in made.links else "-" for each in indicators()))


def _amounts(by_year: dict[int, Decimal]) -> list[str]:
    return [_written(amount) for amount in (*by_year.values(), sum(by_year.values()))]


def _written(value: Decimal | int | None) -> str:
    return "-" if value is None else f"{value:,.2f}".replace(",", "\u00a0").replace(".", ",")


def _table(width: int, rows: Iterator[TypedRow] | list[TypedRow]) -> TypedTable:
    return TypedTable([1000] * width, list(rows))


def _cells(*texts: str) -> TypedRow:
    return [TypedCell(text) for text in texts]


def _down(texts: tuple[str, ...]) -> TypedRow:
    return [TypedCell(text, down="restart") for text in texts]


def _up(count: int) -> TypedRow:
    return [TypedCell("", down="continue")] * count
