"""Section 3 against the other sections: plan items, events, money, people and a measure for every result."""

from __future__ import annotations

from collections.abc import Iterator

from uspekh.audit import quotes
from uspekh.audit.family import families, items_of, linked, years_under_way
from uspekh.audit.rules import Contradiction, rule, stands
from uspekh.audit.wording import stated
from uspekh.passport.origins import year_origins
from uspekh.passport.plan import Plan

_NO_ITEMS, _NO_LINE, _NO_PEOPLE = "нет пунктов в плане мероприятий", "нет строки в разделе 4", "нет участников"
_NO_MEASURE = "нет ни планового значения, ни контрольной точки"


@rule(
    "Результат не обеспечен",
    severity="breaks",
    why="Без пунктов плана, денег, ответственных или мерила результат никто не выполнит и не проверит.",
    advice="Добавить недостающее или исключить результат.",
    needs=("results",),
)
def result_uncovered(plan: Plan) -> Iterator[Contradiction]:
    """A result of section 3 that other sections leave out; all that it lacks is one finding."""
    for result in plan["results"].itertuples():
        lacks = list(_lacks(plan, result.id))
        if lacks:
            yield Contradiction(
                f"Результат {result.id}: {', '.join(lacks)}.",
                (quotes.result(result.id, result.title),),
                severity="local" if lacks == [_NO_LINE] else "breaks",
            )


@rule(
    "Результат без мероприятий",
    severity="local",
    why="Не видно, чем результат будет достигнут.",
    advice="Добавить мероприятия.",
    needs=("results", "plan_items"),
)
def result_without_events(plan: Plan) -> Iterator[Contradiction]:
    """Results of annex 1 in whose years no event of their family is under way, recurring ones counted.

    A form that plans control points alone has no events to miss.
    """
    if not (plan["plan_items"]["kind"] == "event").any():
        return
    rows = {item.item: item for item in plan["plan_items"].itertuples()}
    idle = []
    for names in families(plan).values():
        of_family = items_of(plan, names)
        events = of_family[of_family["kind"] == "event"]
        busy = {year for event in events.itertuples() for year in years_under_way(plan, event)}
        for item in (rows[name] for name in names if rows[name].kind == "result"):
            years = set(years_under_way(plan, item))
            if years and not busy & years:
                idle.append(item)
    if idle:
        yield Contradiction(
            f"На срок результатов плана {', '.join(item.item for item in idle)} нет ни одного мероприятия.",
            tuple(quotes.item(item.number, item.title) for item in idle),
        )


@rule(
    "Результат без контрольной точки",
    severity="local",
    why="Достижение результата ничем не подтверждается.",
    advice="Добавить контрольную точку.",
    needs=("plan_items",),
)
def result_without_control_point(plan: Plan) -> Iterator[Contradiction]:
    """A result of annex 1 with no control point, in a form that has them."""
    items = plan["plan_items"]
    watched = set(items.loc[items["kind"] == "control_point", "parent"])
    if not watched:
        return
    for item in items[items["kind"] == "result"].itertuples():
        if item.item not in watched:
            yield Contradiction(
                f"Результат {item.item} плана: нет контрольной точки.",
                (quotes.item(item.number, item.title),),
            )


@rule(
    "Плановое значение только на последний год",
    severity="local",
    why="До последнего года нельзя сказать, выполняется ли результат.",
    advice="Указать плановые значения по годам.",
    needs=("results", "result_targets", "plan_items"),
)
def target_only_at_end(plan: Plan) -> Iterator[Contradiction]:
    """A measured result of several years, by annex 1, with a target for one year that the document names."""
    targets = plan["result_targets"].assign(origin=year_origins(plan))
    rows = {item.item: item for item in plan["plan_items"].itertuples()}
    titles = plan["results"].set_index("id")
    for result, mine in targets.groupby("result", sort=False):
        items = [rows[name] for name in linked(plan, str(result), "plan_item")]
        years = {year for item in items for year in years_under_way(plan, item)}
        if mine["year"].nunique() == 1 and len(years) > 1 and "ours" not in set(mine["origin"]):
            text, year = titles.loc[result], str(mine["year"].iloc[0])
            quote = text["title"] if year in text["title"] else quotes.around(text["characteristic"], year)
            yield Contradiction(
                f"Результат {result}: плановое значение есть только на {year} год, "
                f"а в плане мероприятий он идёт {min(years)}–{max(years)}.",
                (
                    quotes.result(str(result), quote),
                    *(quotes.item(i.number, f"{i.start_text} – {i.end_text}") for i in items),
                ),
            )


@rule(
    "Плановое значение без года",
    severity="breaks",
    why="Не сказано, к какому году значение должно быть достигнуто: отклонение посчитать нельзя.",
    advice="Указать год.",
    needs=("results", "result_targets"),
)
def target_without_year(plan: Plan) -> Iterator[Contradiction]:
    """A figure of a result for which the document names no year anywhere."""
    targets = plan["result_targets"].assign(origin=year_origins(plan))
    for result in plan["results"].itertuples():
        mine = targets[targets["result"] == result.id]
        if len(mine) and set(mine["origin"]) == {"ours"}:
            figures = ", ".join(dict.fromkeys(f"«{written}»" for written, _, _ in stated(result.title)))
            yield Contradiction(
                f"Результат {result.id}: плановое значение {figures or 'в тексте'} стоит без года.",
                (quotes.result(result.id, result.title),),
            )


def _lacks(plan: Plan, result: str) -> Iterator[str]:
    if stands(plan, "plan_items") and not linked(plan, result, "plan_item"):
        yield _NO_ITEMS
    if stands(plan, "budget_lines") and not linked(plan, result, "budget_line"):
        yield _NO_LINE
    if stands(plan, "participants") and not linked(plan, result, "participant"):
        yield _NO_PEOPLE
    measures = plan["measures"]
    measured = set(measures.loc[measures["subject_kind"] == "result", "subject"])
    points = items_of(plan, linked(plan, result, "plan_item"))
    if result not in measured and not (points["kind"] == "control_point").any():
        yield _NO_MEASURE
