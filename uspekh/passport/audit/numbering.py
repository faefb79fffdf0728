"""Numbers of annex 1 and section 5: in order, in one form."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from uspekh.passport.audit import places
from uspekh.passport.audit.finding import Finding
from uspekh.passport.plan import Plan

_KINDS = {"result": "результаты", "event": "мероприятия", "control_point": "контрольные точки"}


def number_out_of_order(plan: Plan) -> Iterator[Finding]:
    """Items printed after others whose numbers should follow theirs."""
    items = list(plan["plan_items"].sort_values("row").itertuples())
    late = [(before, item) for before, item in pairwise(items) if _parts(item.item) < _parts(before.item)]
    if late:
        before, first = late[0]
        yield Finding(
            "number_out_of_order",
            "trifle",
            f"Номера идут не по порядку в {len(late)} местах; первое — {first.item} после {before.item}.",
            tuple(places.item(item.number, item.title) for _, item in late),
            "Номер читается как старший к пунктам, стоящим выше него, и пункт трудно найти.",
            "Нумеровать строки подряд.",
        )


def number_missing(plan: Plan) -> Iterator[Finding]:
    """A number left out among the events or the results of annex 1."""
    items = plan["plan_items"]
    used = {_parts(item) for item in items["item"]}
    for _, siblings in items[items["kind"] != "control_point"].groupby(["parent", "kind"], sort=False):
        *stem, last = max(map(_parts, siblings["item"])) or (0,)
        gaps = [n for n in range(1, last) if (*stem, n) not in used]
        if gaps:
            after = siblings.iloc[-1]
            shown = ", ".join(".".join(map(str, (*stem, gap))) for gap in gaps)
            yield Finding(
                "number_missing",
                "local",
                f"В плане мероприятий пропущены номера: {shown}.",
                (places.item(after["number"], after["title"]),),
                "Возможно, пункт выпал из документа.",
                "Восстановить пункт или исправить номера.",
            )


def number_under_another(plan: Plan) -> Iterator[Finding]:
    """An item whose number does not begin with that of its result."""
    for item in plan["plan_items"].query("parent != ''").itertuples():
        parent = _parts(item.parent)
        if _parts(item.item)[: len(parent)] != parent:
            yield Finding(
                "number_under_another",
                "local",
                f"Пункт {item.item} стоит под результатом {item.parent}.",
                (places.item(item.number, item.title), places.item(item.parent, "")),
                "По номеру пункт относится к другому результату.",
                "Исправить номер.",
            )


def control_point_number_unlike(plan: Plan) -> Iterator[Finding]:
    """The few control points numbered at another depth than the rest."""
    points = plan["plan_items"].query("kind == 'control_point'")
    depths = points["item"].map(lambda item: len(_parts(item)))
    for point in points[depths != (depths.mode().iloc[0] if len(depths) else 0)].itertuples():
        yield Finding(
            "control_point_number_unlike",
            "trifle",
            f"Контрольная точка {point.item} пронумерована не так, как остальные.",
            (places.item(point.number, point.title),),
            "По номеру её принимают за мероприятие.",
            "Нумеровать как остальные контрольные точки.",
        )


def number_dots(plan: Plan) -> Iterator[Finding]:
    """Numbers of one kind, some with a full stop at the end and some without."""
    for kind, rows in plan["plan_items"].groupby("kind", sort=False):
        dotted = rows["number"].str.endswith(".")
        odd = rows[dotted if dotted.mean() <= 1 / 2 else ~dotted]
        if len(odd):
            has = "с точкой" if dotted[odd.index[0]] else "без точки"
            yield Finding(
                "number_dots",
                "trifle",
                f"Номера {has} в конце, остальные {_KINDS[str(kind)]} — наоборот: {', '.join(odd['number'])}",
                tuple(places.item(item.number, item.title) for item in odd.itertuples()),
                "Программы принимают такие номера за разные.",
                "Записать номера одинаково.",
            )


def participant_number_missing(plan: Plan) -> Iterator[Finding]:
    """A number left out in section 5."""
    for before, row in pairwise(sorted(plan["participants"]["row"])):
        if row != before + 1:
            yield Finding(
                "participant_number_missing",
                "local",
                f"В разделе 5 после строки {before} идёт строка {row}.",
                (places.participant(before, ""), places.participant(row, "")),
                "Возможно, участник выпал из документа.",
                "Восстановить строку или исправить номера.",
            )


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdigit())
