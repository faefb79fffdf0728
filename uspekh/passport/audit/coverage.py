"""Results and indicators that lack what they need: plan items, events, money, people, a way to be measured."""

from __future__ import annotations

from collections.abc import Iterator

from uspekh.passport.audit import places
from uspekh.passport.audit.family import families, items_of, linked, years_under_way
from uspekh.passport.audit.finding import Finding
from uspekh.passport.plan import Plan


def result_without_plan_items(plan: Plan) -> Iterator[Finding]:
    """A result of section 3 that annex 1 does not mention."""
    for result in plan["results"].itertuples():
        if not linked(plan, result.id, "plan_item"):
            yield Finding(
                "result_without_plan_items",
                "breaks",
                f"Результат {result.id}: нет ни одного пункта в плане мероприятий.",
                (places.result(result.id, result.title),),
                "У результата нет срока, исполнителя и контрольной точки.",
                "Добавить в план результат, мероприятия и контрольную точку.",
            )


def result_without_events(plan: Plan) -> Iterator[Finding]:
    """A result of annex 1 in whose years no event of its family is under way, recurring ones counted."""
    rows = {item.item: item for item in plan["plan_items"].itertuples()}
    for names in families(plan).values():
        events = items_of(plan, names).query("kind == 'event'")
        busy = {year for event in events.itertuples() for year in years_under_way(plan, event)}
        for item in (rows[name] for name in names if rows[name].kind == "result"):
            if not busy & set(years_under_way(plan, item)):
                yield Finding(
                    "result_without_events",
                    "local",
                    f"Результат {item.item} плана: на его срок не запланировано ни одного мероприятия.",
                    (places.item(item.number, item.title),),
                    "Не видно, чем результат будет достигнут.",
                    "Добавить мероприятия.",
                )


def result_without_control_point(plan: Plan) -> Iterator[Finding]:
    """A result of annex 1 with no control point."""
    watched = set(plan["plan_items"].query("kind == 'control_point'")["parent"])
    for item in plan["plan_items"].query("kind == 'result'").itertuples():
        if item.item not in watched:
            yield Finding(
                "result_without_control_point",
                "local",
                f"Результат {item.item} плана: нет контрольной точки.",
                (places.item(item.number, item.title),),
                "Достижение результата ничем не подтверждается.",
                "Добавить контрольную точку.",
            )


def result_without_line(plan: Plan) -> Iterator[Finding]:
    """A result of section 3 with no line in section 4."""
    for result in plan["results"].itertuples():
        if not linked(plan, result.id, "budget_line"):
            yield Finding(
                "result_without_line",
                "local",
                f"Результат {result.id}: нет строки в разделе 4.",
                (places.result(result.id, result.title),),
                "Не видно, за чей счёт выполняется результат.",
                "Добавить строку или указать, что средств не требуется.",
            )


def result_without_people(plan: Plan) -> Iterator[Finding]:
    """A result of section 3 for which section 5 names nobody."""
    for result in plan["results"].itertuples():
        if not linked(plan, result.id, "participant"):
            yield Finding(
                "result_without_people",
                "breaks",
                f"Результат {result.id}: в разделе 5 нет ни одного участника.",
                (places.result(result.id, result.title),),
                "За результат никто не отвечает.",
                "Назначить ответственного за достижение результата.",
            )


def result_without_measure(plan: Plan) -> Iterator[Finding]:
    """A result with neither a figure to be measured by nor a control point."""
    measured = set(plan["measures"].query("subject_kind == 'result'")["subject"])
    for result in plan["results"].itertuples():
        points = items_of(plan, linked(plan, result.id, "plan_item")).query("kind == 'control_point'")
        if result.id not in measured and points.empty:
            yield Finding(
                "result_without_measure",
                "breaks",
                f"Результат {result.id}: нет ни планового значения, ни контрольной точки.",
                (places.result(result.id, result.title),),
                "Достижение результата нечем проверить.",
                "Указать плановое значение или контрольную точку.",
            )


def target_only_at_end(plan: Plan) -> Iterator[Finding]:
    """A measured result of several years with a target for one year only."""
    targets = plan["result_targets"].groupby("result", sort=False)
    titles = plan["results"].set_index("id")["title"]
    rows = {item.item: item for item in plan["plan_items"].itertuples()}
    for result, mine in targets:
        roots = [rows[name] for name in linked(plan, str(result), "plan_item")]
        years = {year for item in roots for year in years_under_way(plan, item)} or set(plan.years)
        if mine["year"].nunique() == 1 and len(years) > 1:
            yield Finding(
                "target_only_at_end",
                "local",
                f"Результат {result}: плановое значение есть только на {mine['year'].iloc[0]} год, "
                f"а срок — {min(years)}–{max(years)}.",
                (places.result(str(result), titles[result]),),
                "До последнего года нельзя сказать, выполняется ли результат.",
                "Указать плановые значения по годам.",
            )


def indicator_without_result(plan: Plan) -> Iterator[Finding]:
    """An indicator that no result of section 3 serves, or whose results have no items in annex 1."""
    links = plan["links"]
    planned = set(links.loc[links["kind"] == "plan_item", "result"])
    for indicator in plan["indicators"].itertuples():
        results = set(links.query("kind == 'indicator' and target == @indicator.id")["result"])
        if not results & planned:
            lack = "нет пунктов плана" if results else "нет ни одного результата"
            yield Finding(
                "indicator_without_result",
                "breaks",
                f"Показатель {indicator.id}: {lack}.",
                (places.indicator(indicator.id, indicator.title),),
                "Не видно, за счёт чего показатель изменится.",
                "Добавить результат и мероприятия для показателя.",
            )
