"""Annex 1, levels of control: defined, filled in, the same for a result and its control point."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from uspekh.audit import quotes
from uspekh.audit.family import families
from uspekh.audit.finding import Citation
from uspekh.audit.rules import Contradiction, rule
from uspekh.passport.plan import Plan
from uspekh.passport.sections import FOOTNOTE
from uspekh.russian.format import plural


@rule(
    "Уровень контроля не определён",
    severity="breaks",
    why="Неизвестно, кто контролирует эти пункты.",
    advice="Заменить на один из определённых уровней или добавить расшифровку.",
    needs=("control_levels", "plan_items.control"),
)
def control_undefined(plan: Plan) -> Iterator[Contradiction]:
    """A level that annex 1 uses and its footnote does not explain."""
    levels = plan["control_levels"]
    items = plan["plan_items"]
    for code in levels.loc[levels["title"] == "", "code"]:
        used = items[items["control"] == code]
        if len(used):
            count = f"{len(used)} {plural(len(used), 'пункта', 'пунктов', 'пунктов')}"
            yield Contradiction(
                f"Уровень контроля «{code}» не расшифрован; он стоит у {count}: {', '.join(used['item'])}.",
                (
                    *(_cite_control(item) for item in used.itertuples()),
                    Citation(FOOTNOTE, "", "; ".join(_defined(plan))),
                ),
            )


@rule(
    "Уровень контроля не указан",
    severity="local",
    why="Пункт никто не контролирует.",
    advice="Указать уровень контроля.",
    needs=("plan_items.control",),
)
def control_empty(plan: Plan) -> Iterator[Contradiction]:
    """An item with no level of control."""
    for item in plan["plan_items"][plan["plan_items"]["control"] == ""].itertuples():
        yield Contradiction(
            f"{item.item}: уровень контроля не указан.",
            (_cite_control(item),),
        )


@rule(
    "Контроль результата и контрольной точки расходится",
    severity="local",
    why="Один и тот же итог принимают два разных лица.",
    advice="Указать один уровень контроля.",
    needs=("plan_items.control",),
)
def control_differs_from_result(plan: Plan) -> Iterator[Contradiction]:
    """A control point watched at another level than its result."""
    results = {item.item: item for item in _of_kind(plan, "result")}
    for point in _of_kind(plan, "control_point"):
        result = results.get(point.parent)
        if result and point.control and result.control and point.control != result.control:
            yield Contradiction(
                f"Результат {result.item} на контроле «{result.control}», "
                f"его контрольная точка {point.item} — «{point.control}».",
                (_cite_control(result), _cite_control(point)),
                proposal=f"{point.item}: {result.control}",
            )


@rule(
    "Уровень контроля меняется по годам",
    severity="local",
    why="Ответственность за один результат переходит от лица к лицу без объяснения.",
    advice="Указать один уровень или пояснить смену.",
    needs=("plan_items.control",),
)
def control_differs_by_year(plan: Plan) -> Iterator[Contradiction]:
    """Items of one result in different years on different levels."""
    rows = {item.item: item for item in plan["plan_items"].itertuples()}
    for results, names in families(plan).items():
        items = [rows[name] for name in names if rows[name].control and not pd.isna(rows[name].end)]
        if len({item.control for item in items}) > 1:
            shown = "; ".join(f"{item.end.year} — «{item.control}»" for item in items)
            yield Contradiction(
                f"Результат {', '.join(results)}: уровень контроля меняется по годам: {shown}.",
                tuple(_cite_control(item) for item in items),
            )


def _of_kind(plan: Plan, kind: str) -> Iterator[Any]:
    items = plan["plan_items"]
    yield from items[items["kind"] == kind].itertuples()


def _defined(plan: Plan) -> list[str]:
    levels = plan["control_levels"]
    return [f"{level.code} – {level.title}" for level in levels[levels["title"] != ""].itertuples()]


def _cite_control(item: Any) -> Citation:
    return quotes.item(item.number, f"{quotes.cut(item.title, 90)}: {item.control or 'уровень контроля пуст'}")
