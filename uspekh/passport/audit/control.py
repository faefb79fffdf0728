"""Levels of control of annex 1: defined, given, the same for a result and for its control point."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from uspekh.passport.audit import places
from uspekh.passport.audit.family import families
from uspekh.passport.audit.finding import Finding, Place
from uspekh.passport.plan import Plan


def control_undefined(plan: Plan) -> Iterator[Finding]:
    """A level that annex 1 uses and its footnote does not explain."""
    levels = plan["control_levels"]
    items = plan["plan_items"]
    for code in levels.loc[levels["title"] == "", "code"]:
        used = items[items["control"] == code]
        if len(used):
            yield Finding(
                "control_undefined",
                "breaks",
                f"Уровень контроля «{code}» не расшифрован; он стоит у {len(used)} пунктов: {', '.join(used['item'])}.",
                (
                    *(_place(item) for item in used.itertuples()),
                    Place("Приложение № 1, сноска 1", "", "; ".join(_defined(plan))),
                ),
                "Неизвестно, кто контролирует эти пункты.",
                "Заменить на один из определённых уровней или добавить расшифровку.",
            )


def control_empty(plan: Plan) -> Iterator[Finding]:
    """An item with no level of control."""
    for item in plan["plan_items"].query("control == ''").itertuples():
        yield Finding(
            "control_empty",
            "breaks",
            f"{item.item}: уровень контроля не указан.",
            (_place(item),),
            "Пункт никто не контролирует.",
            "Указать уровень контроля.",
        )


def control_differs_from_result(plan: Plan) -> Iterator[Finding]:
    """A control point watched at another level than its result."""
    results = {item.item: item for item in plan["plan_items"].query("kind == 'result'").itertuples()}
    for point in plan["plan_items"].query("kind == 'control_point'").itertuples():
        result = results.get(point.parent)
        if result and point.control and result.control and point.control != result.control:
            yield Finding(
                "control_differs_from_result",
                "local",
                f"Результат {result.item} на контроле «{result.control}», "
                f"его контрольная точка {point.item} — «{point.control}».",
                (_place(result), _place(point)),
                "Один и тот же итог принимают два разных лица.",
                "Указать один уровень контроля.",
            )


def control_differs_by_year(plan: Plan) -> Iterator[Finding]:
    """Items of one result in different years on different levels."""
    rows = {item.item: item for item in plan["plan_items"].itertuples()}
    for results, names in families(plan).items():
        items = [rows[name] for name in names if rows[name].control]
        if len({item.control for item in items}) > 1:
            shown = "; ".join(f"{item.end.year} — «{item.control}»" for item in items)
            yield Finding(
                "control_differs_by_year",
                "local",
                f"Результат {', '.join(results)}: уровень контроля меняется по годам: {shown}.",
                tuple(_place(item) for item in items),
                "Ответственность за один результат переходит от лица к лицу без объяснения.",
                "Указать один уровень или пояснить смену.",
            )


def _defined(plan: Plan) -> list[str]:
    levels = plan["control_levels"]
    return [f"{level.code} – {level.title}" for level in levels[levels["title"] != ""].itertuples()]


def _place(item: Any) -> Place:
    return places.item(item.number, f"{places.cut(item.title, 90)}: {item.control or 'уровень контроля пуст'}")
