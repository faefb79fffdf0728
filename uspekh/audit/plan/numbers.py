"""Annex 1, numbers: in order, complete, in one form."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from uspekh.audit import quotes
from uspekh.audit.family import results_of
from uspekh.audit.rules import Contradiction, rule
from uspekh.passport.plan import Plan
from uspekh.russian.format import plural

_KINDS = {"result": "результаты", "event": "мероприятия", "control_point": "контрольные точки"}


@rule(
    "Номера не по порядку",
    severity="trifle",
    why="Номер читается как старший к пунктам, стоящим выше него, и пункт трудно найти.",
    advice="Нумеровать строки подряд.",
    needs=("plan_items",),
)
def number_out_of_order(plan: Plan) -> Iterator[Contradiction]:
    """Items printed after others whose numbers should follow theirs.

    A control point 1.1 after its events 1.1.1, 1.1.2 is how the form numbers them.
    """
    items = list(plan["plan_items"].sort_values("row").itertuples())
    late = [(before, item) for before, item in pairwise(items) if _out_of_order(before.item, item.item)]
    if late:
        before, first = late[0]
        yield Contradiction(
            f"Номера идут не по порядку в {len(late)} {plural(len(late), 'месте', 'местах', 'местах')}; "
            f"первое — {first.item} после {before.item}.",
            tuple(quotes.item(item.number, item.title) for _, item in late),
        )


@rule(
    "Пропущен номер пункта",
    severity="local",
    why="Возможно, пункт выпал из документа.",
    advice="Восстановить пункт или исправить номера.",
    needs=("plan_items",),
)
def number_missing(plan: Plan) -> Iterator[Contradiction]:
    """A number left out among the events or the results of annex 1."""
    items = plan["plan_items"]
    used = {_parts(item) for item in items["item"]}
    for _, siblings in items[items["kind"] != "control_point"].groupby(["parent", "kind"], sort=False):
        *stem, last = max(map(_parts, siblings["item"])) or (0,)
        gaps = [n for n in range(1, last) if (*stem, n) not in used]
        if gaps:
            after = siblings.iloc[-1]
            shown = ", ".join(".".join(map(str, (*stem, gap))) for gap in gaps)
            yield Contradiction(
                f"В плане мероприятий пропущены номера: {shown}.",
                (quotes.item(after["number"], after["title"]),),
            )


@rule(
    "Пункт под чужим номером",
    severity="local",
    why="По номеру пункт относится к другому результату.",
    advice="Исправить номер.",
    needs=("plan_items",),
)
def number_under_another(plan: Plan) -> Iterator[Contradiction]:
    """An item whose number does not begin with that of its result."""
    for item in plan["plan_items"][plan["plan_items"]["parent"] != ""].itertuples():
        parent = _parts(item.parent)
        if _parts(item.item)[: len(parent)] != parent:
            yield Contradiction(
                f"Пункт {item.item} стоит под результатом {item.parent}.",
                (quotes.item(item.number, item.title), quotes.item(item.parent, "")),
            )


@rule(
    "Контрольная точка пронумерована иначе",
    severity="trifle",
    why="По номеру её принимают за мероприятие.",
    advice="Нумеровать как остальные контрольные точки.",
    needs=("plan_items",),
)
def control_point_number_unlike(plan: Plan) -> Iterator[Contradiction]:
    """The few control points numbered at another depth than the rest."""
    points = plan["plan_items"][plan["plan_items"]["kind"] == "control_point"]
    depths = points["item"].map(lambda item: len(_parts(item)))
    for point in points[depths != (depths.mode().iloc[0] if len(depths) else 0)].itertuples():
        yield Contradiction(
            f"Контрольная точка {point.item} пронумерована не так, как остальные.",
            (quotes.item(point.number, point.title),),
        )


@rule(
    "Точка в конце номера",
    severity="trifle",
    why="Программы принимают такие номера за разные.",
    advice="Записать номера одинаково.",
    needs=("plan_items",),
)
def number_dots(plan: Plan) -> Iterator[Contradiction]:
    """Numbers of one kind, some with a full stop at the end and some without: one finding."""
    odd = []
    for kind, rows in plan["plan_items"].groupby("kind", sort=False):
        dotted = rows["number"].str.endswith(".")
        few = rows[dotted if dotted.mean() <= 1 / 2 else ~dotted]
        if len(few):
            has = "с точкой" if dotted[few.index[0]] else "без точки"
            odd.append((f"{has}, остальные {_KINDS[str(kind)]} — наоборот: «{'», «'.join(few['number'])}»", few))
    if odd:
        yield Contradiction(
            f"Номера одних строк с точкой в конце, других — без: {'; '.join(shown for shown, _ in odd)}.",
            tuple(quotes.item(item.number, item.title) for _, few in odd for item in few.itertuples()),
        )


@rule(
    "Номера пунктов плана и результатов расходятся",
    severity="local",
    why="Пункт, найденный по номеру, отнесут к чужому результату.",
    advice="Нумеровать пункты плана номерами результатов раздела 3.",
    needs=("plan_items", "results"),
)
def item_number_differs(plan: Plan) -> Iterator[Contradiction]:
    """Results of annex 1 under numbers that in section 3 belong to other results: one finding."""
    by_number = {row.id.rpartition(".")[2]: row for row in plan["results"].itertuples()}
    items = plan["plan_items"]
    pairs = [
        (item, by_number[item.item], results)
        for item in items[(items["kind"] == "result") & (items["parent"] == "")].itertuples()
        if item.item in by_number
        and (results := results_of(plan, "plan_item", item.item))
        and by_number[item.item].id not in results
    ]
    if pairs:
        shown = "; ".join(f"{item.item} — результат {', '.join(results)}" for item, _, results in pairs)
        yield Contradiction(
            f"Номера пунктов плана не совпадают с номерами результатов раздела 3: {shown}.",
            tuple(
                reference
                for item, namesake, _ in pairs
                for reference in (quotes.item(item.number, item.title), quotes.result(namesake.id, namesake.title))
            ),
        )


def _out_of_order(before: str, number: str) -> bool:
    earlier, later = _parts(before), _parts(number)
    return later < earlier and earlier[: len(later)] != later


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdigit())
