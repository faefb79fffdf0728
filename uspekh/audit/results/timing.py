"""What comes when: targets against the work that brings them, money against the work that it pays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from uspekh.audit import quotes
from uspekh.audit.family import items_of, linked, results_of, years_under_way
from uspekh.audit.finding import Citation
from uspekh.audit.rules import Contradiction, rule
from uspekh.passport.cells import KOPECKS_IN_MILLION
from uspekh.passport.plan import Plan
from uspekh.russian.format import day, number, with_unit


@rule(
    "Рост запланирован раньше того, что его даёт",
    severity="breaks",
    why="До этого срока показателю неоткуда вырасти: план первых лет невыполним или считается по другому.",
    advice="Перенести срок результата или плановые значения первых лет.",
    needs=("indicators", "indicator_targets", "plan_items"),
)
def rise_before_result(plan: Plan) -> Iterator[Contradiction]:
    """An indicator that moves from its base before the first of the results that serve it is there.

    A result with a figure of its own is work that goes on; only what is built or introduced is there on one day.
    """
    measures = plan["measures"]
    measured = set(measures.loc[measures["subject_kind"] == "result", "subject"])
    for indicator in plan["indicators"].dropna(subset=["base_value"]).itertuples():
        results = results_of(plan, "indicator", indicator.id)
        items = [(result, item) for result in results for item in _roots(plan, result)]
        moved = _moves(plan, indicator)
        if not items or not moved or measured & set(results):
            continue
        result, first = min(items, key=lambda pair: pair[1].end)
        if moved[0].year < first.end.year:
            yield Contradiction(
                f"Показатель {indicator.id} должен измениться уже в {moved[0].year} году, а результат {result}, "
                f"который к нему ведёт, будет достигнут {day(first.end)}.",
                (
                    quotes.indicator(
                        indicator.id,
                        f"база: {with_unit(indicator.base_value, indicator.unit)}; "
                        f"{moved[0].year}: {with_unit(moved[0].target, indicator.unit)}",
                    ),
                    _dated(first),
                    *_titles(plan, [result]),
                ),
            )


@rule(
    "Работа заканчивается раньше, чем растёт показатель",
    severity="local",
    why="В последние годы показатель должен расти, а делать для этого ничего не запланировано.",
    advice="Добавить мероприятия на последние годы.",
    needs=("indicators", "indicator_targets", "plan_items"),
)
def work_ends_before_target(plan: Plan) -> Iterator[Contradiction]:
    """An indicator whose targets move after the last item of annex 1 that serves it, recurring ones counted."""
    for indicator in plan["indicators"].itertuples():
        results = results_of(plan, "indicator", indicator.id)
        roots = [name for result in results for name in linked(plan, result, "plan_item")]
        items = [item for item in items_of(plan, roots).itertuples() if years_under_way(plan, item)]
        moved = _moves(plan, indicator)
        if not items or not moved:
            continue
        last = max(items, key=lambda item: years_under_way(plan, item)[-1])
        end = years_under_way(plan, last)[-1]
        if moved[-1].year > end:
            yield Contradiction(
                f"Показатель {indicator.id} должен расти до {moved[-1].year} года, а пункты плана, которые ему служат "
                f"(результат {', '.join(results)}), заканчиваются в {end} году.",
                (
                    quotes.indicator(indicator.id, f"{moved[-1].year}: {with_unit(moved[-1].target, indicator.unit)}"),
                    _dated(last),
                    *_titles(plan, results),
                ),
            )


@rule(
    "Деньги заканчиваются раньше работы",
    severity="breaks",
    why="Деньги одного года нельзя потратить в другом: работу последних лет оплатить нечем.",
    advice="Разложить сумму по годам работы или сократить её срок.",
    needs=("budget", "plan_items"),
)
def money_before_work(plan: Plan) -> Iterator[Contradiction]:
    """A printed line whose last money is of a year before the last year of the work it pays."""
    paid = plan["budget"][plan["budget"]["kopecks"] > 0]
    lines = plan["budget_lines"]
    for line in lines[~lines["derived"]].itertuples():
        money = paid[paid["line"] == line.line]
        results = results_of(plan, "budget_line", line.line)
        items = [item for result in results for item in _roots(plan, result)]
        if money.empty or not items:
            continue
        last = max(items, key=lambda item: years_under_way(plan, item)[-1])
        years, end = sorted(set(money["year"])), years_under_way(plan, last)[-1]
        if years[-1] < end:
            sums = money.groupby("year")["kopecks"].sum()
            shown = "; ".join(f"{y}: {number(sums[y] / KOPECKS_IN_MILLION, 6)} млн рублей" for y in years)
            yield Contradiction(
                f"Строка {line.line}: деньги есть только по {years[-1]} год, работа по плану идёт по {end} год.",
                (quotes.budget(line.line, f"{quotes.cut(line.title, 80)}: {shown}"), _dated(last)),
            )


@rule(
    "«Ежегодно» — и одна контрольная точка",
    severity="local",
    why="До последнего года проверить ежегодный результат нельзя.",
    advice="Поставить контрольную точку на каждый год.",
    needs=("plan_items",),
)
def yearly_with_one_point(plan: Plan) -> Iterator[Contradiction]:
    """A result of several years that promises something every year and is checked once."""
    items = plan["plan_items"]
    points = items[items["kind"] == "control_point"]
    for result in items[items["kind"] == "result"].itertuples():
        mine = list(points[points["parent"] == result.item].itertuples())
        years = years_under_way(plan, result)
        if "ежегодн" in result.title.casefold() and len(years) > 1 and len(mine) == 1 and not mine[0].yearly:
            yield Contradiction(
                f"Результат {result.item} плана обещает изменение каждый год ({years[0]}–{years[-1]}), "
                f"а контрольная точка одна — {mine[0].end_text}.",
                (quotes.item(result.number, result.title), _dated(mine[0])),
                proposal=f"{mine[0].end_text[:6]}{years[0]} (далее ежегодно)",
            )


def _roots(plan: Plan, result: str) -> list[Any]:
    """Dated items of annex 1 that the links name for a result."""
    items = plan["plan_items"]
    mine = items[items["item"].isin(linked(plan, result, "plan_item"))].dropna(subset=["end"])
    return list(mine.itertuples())


def _titles(plan: Plan, results: list[str]) -> Iterator[Citation]:
    titles = plan["results"].set_index("id")["title"]
    yield from (quotes.result(result, titles[result]) for result in results)


def _moves(plan: Plan, indicator: Any) -> list[Any]:
    """Targets of an indicator that differ from the value before, the base first, in the order of years."""
    targets = plan["indicator_targets"]
    mine = targets[targets["indicator"] == indicator.id].sort_values("year")
    before = mine["target"].shift(1)
    if len(mine) and not pd.isna(indicator.base_value):
        before.iloc[0] = indicator.base_value
    return list(mine[before.notna() & (mine["target"] != before)].itertuples())


def _dated(item: Any) -> Citation:
    dates = f"{item.start_text} – {item.end_text}" if item.start_text else item.end_text
    return quotes.item(item.number, f"{quotes.cut(item.title, 90)}: {dates}")
