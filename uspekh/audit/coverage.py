"""Section 3 against the other sections: plan items, events, money, people and a measure for every result."""

from __future__ import annotations

from collections.abc import Iterator

from uspekh.audit import places
from uspekh.audit.family import families, items_of, linked, years_under_way
from uspekh.audit.rules import Contradiction, rule
from uspekh.passport.plan import Plan


@rule(
    "Результата нет в плане мероприятий",
    severity="breaks",
    why="У результата нет срока, исполнителя и контрольной точки.",
    advice="Добавить в план результат, мероприятия и контрольную точку.",
    needs=("results", "plan_items"),
)
def result_without_plan_items(plan: Plan) -> Iterator[Contradiction]:
    """A result of section 3 that annex 1 does not mention."""
    for result in plan["results"].itertuples():
        if not linked(plan, result.id, "plan_item"):
            yield Contradiction(
                f"Результат {result.id}: нет ни одного пункта в плане мероприятий.",
                (places.result(result.id, result.title),),
            )


@rule(
    "Результат без мероприятий",
    severity="local",
    why="Не видно, чем результат будет достигнут.",
    advice="Добавить мероприятия.",
    needs=("results", "plan_items"),
)
def result_without_events(plan: Plan) -> Iterator[Contradiction]:
    """A result of annex 1 in whose years no event of its family is under way, recurring ones counted."""
    rows = {item.item: item for item in plan["plan_items"].itertuples()}
    for names in families(plan).values():
        events = items_of(plan, names).query("kind == 'event'")
        busy = {year for event in events.itertuples() for year in years_under_way(plan, event)}
        for item in (rows[name] for name in names if rows[name].kind == "result"):
            if not busy & set(years_under_way(plan, item)):
                yield Contradiction(
                    f"Результат {item.item} плана: на его срок не запланировано ни одного мероприятия.",
                    (places.item(item.number, item.title),),
                )


@rule(
    "Результат без контрольной точки",
    severity="local",
    why="Достижение результата ничем не подтверждается.",
    advice="Добавить контрольную точку.",
    needs=("plan_items",),
)
def result_without_control_point(plan: Plan) -> Iterator[Contradiction]:
    """A result of annex 1 with no control point."""
    watched = set(plan["plan_items"].query("kind == 'control_point'")["parent"])
    for item in plan["plan_items"].query("kind == 'result'").itertuples():
        if item.item not in watched:
            yield Contradiction(
                f"Результат {item.item} плана: нет контрольной точки.",
                (places.item(item.number, item.title),),
            )


@rule(
    "Результат без строки бюджета",
    severity="local",
    why="Не видно, за чей счёт выполняется результат.",
    advice="Добавить строку или указать, что средств не требуется.",
    needs=("results", "budget_lines"),
)
def result_without_line(plan: Plan) -> Iterator[Contradiction]:
    """A result of section 3 with no line in section 4."""
    for result in plan["results"].itertuples():
        if not linked(plan, result.id, "budget_line"):
            yield Contradiction(
                f"Результат {result.id}: нет строки в разделе 4.",
                (places.result(result.id, result.title),),
            )


@rule(
    "Результат без участников",
    severity="breaks",
    why="За результат никто не отвечает.",
    advice="Назначить ответственного за достижение результата.",
    needs=("results", "participants"),
)
def result_without_people(plan: Plan) -> Iterator[Contradiction]:
    """A result of section 3 for which section 5 names nobody."""
    for result in plan["results"].itertuples():
        if not linked(plan, result.id, "participant"):
            yield Contradiction(
                f"Результат {result.id}: в разделе 5 нет ни одного участника.",
                (places.result(result.id, result.title),),
            )


@rule(
    "Результат нечем проверить",
    severity="breaks",
    why="Достижение результата нечем проверить.",
    advice="Указать плановое значение или контрольную точку.",
    needs=("results",),
)
def result_without_measure(plan: Plan) -> Iterator[Contradiction]:
    """A result with neither a figure to be measured by nor a control point."""
    measured = set(plan["measures"].query("subject_kind == 'result'")["subject"])
    for result in plan["results"].itertuples():
        points = items_of(plan, linked(plan, result.id, "plan_item")).query("kind == 'control_point'")
        if result.id not in measured and points.empty:
            yield Contradiction(
                f"Результат {result.id}: нет ни планового значения, ни контрольной точки.",
                (places.result(result.id, result.title),),
            )


@rule(
    "Плановое значение только на последний год",
    severity="local",
    why="До последнего года нельзя сказать, выполняется ли результат.",
    advice="Указать плановые значения по годам.",
    needs=("results", "result_targets"),
)
def target_only_at_end(plan: Plan) -> Iterator[Contradiction]:
    """A measured result of several years with a target for one year only."""
    targets = plan["result_targets"].groupby("result", sort=False)
    titles = plan["results"].set_index("id")["title"]
    rows = {item.item: item for item in plan["plan_items"].itertuples()}
    for result, mine in targets:
        roots = [rows[name] for name in linked(plan, str(result), "plan_item")]
        years = {year for item in roots for year in years_under_way(plan, item)} or set(plan.years)
        if mine["year"].nunique() == 1 and len(years) > 1:
            yield Contradiction(
                f"Результат {result}: плановое значение есть только на {mine['year'].iloc[0]} год, "
                f"а срок — {min(years)}–{max(years)}.",
                (places.result(str(result), titles[result]),),
            )
