"""Places of the document without a sound reading, and the rules that name them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pandas as pd

from uspekh.audit import quotes
from uspekh.audit.finding import Citation
from uspekh.audit.rules import Contradiction, rule
from uspekh.passport.damage import Fault, FaultKind
from uspekh.passport.plan import Plan
from uspekh.passport.tables import SCHEMAS
from uspekh.russian.format import plural


def numbers_unread(plan: Plan, table: str, *columns: str) -> set[str]:
    """Printed numbers of the rows whose cells in these columns say something that cannot be read."""
    return {fault.number for fault in plan.faults if fault.table == table and fault.column in columns}


def rows_unread(plan: Plan, table: str) -> pd.DataFrame:
    """Rows of the document, as texts, that are in no figure."""
    texts = plan.document.get(table)
    if texts is None:
        return pd.DataFrame(columns=plan[table].columns)
    return texts.loc[[fault.line for fault in plan.faults if fault.table == table and fault.dropped]]


@rule(
    "Ячейка не читается",
    severity="breaks",
    why="Значение не входит ни в один расчёт.",
    advice="Записать в ячейке одно значение без лишних знаков.",
)
def cell_unreadable(plan: Plan) -> Iterator[Contradiction]:
    """A cell of the document that is not what its column holds: two amounts, words for a number, no such day."""
    for fault in _faults(plan, "unreadable"):
        yield Contradiction(
            f"{_cite(fault)}: «{fault.text}» в графе «{fault.title}» — {fault.reason}.", (_cite(fault),)
        )


@rule(
    "Ячейка пуста",
    severity="breaks",
    why="Без неё строка не входит в расчёт или её нельзя назвать.",
    advice="Заполнить ячейку.",
)
def cell_empty(plan: Plan) -> Iterator[Contradiction]:
    """A cell that must be filled and is not."""
    for fault in _faults(plan, "empty"):
        yield Contradiction(f"{_cite(fault)}: графа «{fault.title}» пуста.", (_cite(fault),))


@rule(
    "Номер повторяется",
    severity="breaks",
    why="По номеру не понять, о какой из строк речь; в расчёт вошла только первая.",
    advice="Исправить номер одной из строк.",
)
def number_repeated(plan: Plan) -> Iterator[Contradiction]:
    """Two rows of one table under one number, or two values of one year."""
    for fault in _faults(plan, "repeated"):
        key = list(SCHEMAS[fault.table].key())
        texts = plan.document[fault.table]
        same = texts[(texts[key] == texts.loc[fault.line, key]).all(axis=1)]
        named = ", ".join(same.loc[fault.line, key[1:]])
        yield Contradiction(
            f"{_cite(fault)}{f', {named}' if named else ''}: строка с таким номером стоит {len(same)} раза.",
            tuple(_cite(fault, words=" · ".join(filter(None, row))) for row in same.to_numpy().tolist()),
        )


@rule(
    "Год вне срока проекта",
    severity="breaks",
    why="В этом году проекта нет: значение не входит ни в один расчёт.",
    advice="Исправить год или исключить значение.",
)
def year_outside(plan: Plan) -> Iterator[Contradiction]:
    """Planned values or amounts of a year in which the project is not under way: one finding a section and year."""
    span = f"{plan.start:%d.%m.%Y} – {plan.end:%d.%m.%Y}"
    for (section, year), faults in _grouped(_faults(plan, "outside"), lambda f: (_section(f), _row(plan, f)["year"])):
        count = f"{len(faults)} {plural(len(faults), 'значение', 'значения', 'значений')}"
        yield Contradiction(
            f"{section}: {count} на {year} год, срок проекта {span}.",
            (*(_cite(f, words=" · ".join(filter(None, _row(plan, f)))) for f in faults), quotes.head(span)),
        )


@rule(
    "Строка ссылается на то, чего в документе нет",
    severity="breaks",
    why="Строку не к чему отнести: она не входит ни в один расчёт.",
    advice="Исправить номер или добавить недостающую строку.",
)
def row_of_nothing(plan: Plan) -> Iterator[Contradiction]:
    """Rows of a table under a number that the section it belongs to does not have: one finding a number."""
    dropped = (fault for fault in _faults(plan, "unknown") if fault.dropped)
    for (section, reason), faults in _grouped(dropped, lambda f: (_section(f), f.reason)):
        rows = f"{len(faults)} {plural(len(faults), 'строку', 'строки', 'строк')}"
        yield Contradiction(
            f"{section}: {reason}; {rows} не к чему отнести.", tuple(dict.fromkeys(_cite(fault) for fault in faults))
        )


@rule(
    "Исполнитель не опознан",
    severity="local",
    why="Пункт не находится по исполнителю, и не видно, какая организация отвечает.",
    advice="Записать исполнителя так же, как в других пунктах; новую организацию внести в перечень исполнителей.",
    needs=("plan_items.executor",),
)
def executor_unknown(plan: Plan) -> Iterator[Contradiction]:
    """An executor that the list of executors does not have."""
    for fault in _faults(plan, "unknown"):
        if fault.column == "executor":
            yield Contradiction(f"{_cite(fault)}: {fault.reason}.", (_cite(fault),))


def _faults(plan: Plan, kind: FaultKind) -> Iterable[Fault]:
    return (fault for fault in plan.faults if fault.kind == kind)


def _grouped(
    faults: Iterable[Fault], key: Callable[[Fault], tuple[str, str]]
) -> Iterable[tuple[tuple[str, str], list[Fault]]]:
    groups: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        groups.setdefault(key(fault), []).append(fault)
    return groups.items()


def _row(plan: Plan, fault: Fault) -> pd.Series:
    row: pd.Series = plan.document[fault.table].loc[fault.line]
    return row


def _section(fault: Fault) -> str:
    return SCHEMAS[fault.table].printed().section


def _cite(fault: Fault, words: str | None = None) -> Citation:
    """The cell with the words printed there; of an empty one its column."""
    quote = words if words is not None else fault.text or f"{fault.title}: пусто"
    return Citation(_section(fault), fault.number.strip(), quotes.cut(quote))
