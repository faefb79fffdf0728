"""Section 3: titles, descriptions and yearly targets of the results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

import pandas as pd

from uspekh.audit import quotes
from uspekh.audit.family import linked
from uspekh.audit.finding import Citation
from uspekh.audit.likeness import resembles, same_words
from uspekh.audit.rules import Contradiction, rule
from uspekh.audit.wording import kind, ranges, stated, whole
from uspekh.passport.plan import Plan
from uspekh.russian.format import number, percent, with_unit
from uspekh.russian.text import fold
from uspekh.words import PEOPLE, SHARE

POPULATION_SPREAD = 0.05
"""Share by which a population may move over the years before its figures are doubted: our own."""
_COLUMNS = ["subject_kind", "subject", "unit", "year", "target"]
Series = dict[int, object]
_GROWTH_OF_A_SHARE = re.compile(r"на\s+(\d+(?:,\d+)?\s*%)\s+дол[юиья]")
DUPLICATE = 0.95
"""Likeness from which two descriptions are one: our own."""
_YEAR_PROMISED = re.compile(r"[Кк]\s+(?:(?:началу|середине|концу)\s+)?(\d{4})\s+год\w*")


@rule(
    "План ухудшается от года к году",
    severity="breaks",
    why="Ряд должен улучшаться из года в год; при таком плане шаг назад считается выполнением.",
    advice="Проверить, не переставлены ли значения годов.",
    needs=("indicators",),
)
def target_falls(plan: Plan) -> Iterator[Contradiction]:
    """A target worse than that of the year before (or than the base) in a series that should improve."""
    for (subject_kind, subject, unit), series in _series(plan).groupby(["subject_kind", "subject", "unit"], sort=False):
        sign = _sign(plan, subject_kind, subject, unit)
        points = list(zip(series["year"], series["target"], strict=True))
        for (year, before), (next_year, after) in pairwise(points):
            if (after - before) * sign < 0:
                quote = quotes.indicator if subject_kind == "indicator" else quotes.result
                figures = [
                    f"{'база' if y == 0 else y}: {with_unit(v, unit)}" for y, v in ((year, before), (next_year, after))
                ]
                yield Contradiction(
                    f"{subject}: плановое значение ухудшается — {figures[0]}, {figures[1]}.",
                    (quote(subject, figures[0]), quote(subject, figures[1])),
                )


@rule(
    "Процент и число людей дают разную численность",
    severity="breaks",
    why="Процент и число людей не могут быть выполнены вместе: у них разная численность.",
    advice="Оставить один плановый показатель или указать численность, от которой взят процент.",
    needs=("result_targets",),
)
def implied_population(plan: Plan) -> Iterator[Contradiction]:
    """Share and headcount of one result and year whose quotient moves more than a population does."""
    targets = plan["result_targets"]
    shares = targets[(targets["unit"] == SHARE) & (targets["target"] > 0)]
    both = shares.merge(targets[targets["unit"].map(kind) == PEOPLE], on=["result", "year"])
    for result, rows in both.groupby("result", sort=False):
        people = [float(whole(value, unit)) for value, unit in zip(rows["target_y"], rows["unit_y"], strict=True)]
        implied = [count / share * 100 for count, share in zip(people, rows["target_x"], strict=True)]
        if max(implied) > min(implied) * (1 + POPULATION_SPREAD):
            shown = [
                f"{percent(share)} ({with_unit(count, PEOPLE)}) — выходит {number(total, 0)}"
                for count, share, total in zip(people, rows["target_x"], implied, strict=True)
            ]
            yield Contradiction(
                f"Результат {result}: из процента и числа людей выходит от {number(min(implied), 0)} до "
                f"{number(max(implied), 0)} чел., разница {percent((max(implied) / min(implied) - 1) * 100)}.",
                tuple(quotes.result(str(result), quote) for quote in shown),
            )


@rule(
    "Формулировка результата расходится с планом",
    severity="local",
    why="Неясно, при каком значении результат достигнут.",
    advice="Повторить в формулировке плановое значение последнего года.",
    needs=("results",),
)
def wording_differs_from_target(plan: Plan) -> Iterator[Contradiction]:
    """A share or headcount in the title or characteristic of a result that no target of it repeats."""
    series = _series(plan)
    for result in plan["results"].itertuples():
        served = linked(plan, result.id, "indicator")
        mine = series[(series["subject_kind"] == "result") & (series["subject"] == result.id)]
        theirs = series[(series["subject_kind"] == "indicator") & series["subject"].isin(served)]
        for text in (result.title, result.characteristic):
            for written, unit, value in stated(text):
                # «На 4,5 %» is how much more, not how much.
                if re.search(rf"\bна\s+{re.escape(written)}", text):
                    continue
                if planned := _of_kind(mine, unit) or _of_kind(theirs, unit):
                    yield from _unlike(plan, result.id, text, (written, value), planned)


@rule(
    "Один план на два разных подсчёта",
    severity="breaks",
    why="Одно и то же число не может быть планом двух разных подсчётов.",
    advice="Уточнить, что считается, и развести плановые значения.",
    needs=("result_targets", "indicator_targets"),
)
def one_target_two_counts(plan: Plan) -> Iterator[Contradiction]:
    """A result and its indicator with equal targets in every year, though they are counted from different columns."""
    for result, indicator, mine, theirs in _linked_targets(plan):
        if not _same_count(plan, result, indicator) and mine and mine == theirs:
            yield Contradiction(
                f"Результат {result} и показатель {indicator} считают разное, "
                f"а плановые значения у них одни и те же: {', '.join(f'{value:f}' for value in mine.values())}.",
                (
                    quotes.result(result, plan["results"].set_index("id").loc[result, "title"]),
                    quotes.indicator(indicator, plan["indicators"].set_index("id").loc[indicator, "title"]),
                ),
            )


@rule(
    "Результат и показатель: разный план",
    severity="breaks",
    why="План одного и того же числа определён дважды.",
    advice="Привести к одному значению.",
    needs=("result_targets", "indicator_targets"),
)
def result_and_indicator_differ(plan: Plan) -> Iterator[Contradiction]:
    """A result and its indicator counted from the same columns, with different targets in some year."""
    for result, indicator, mine, theirs in _linked_targets(plan):
        years = [year for year in mine if year in theirs and mine[year] != theirs[year]]
        if years and _same_count(plan, result, indicator):
            yield Contradiction(
                f"Результат {result} и показатель {indicator}: разный план на {', '.join(map(str, years))}.",
                (_target_place(plan, result, years[0]), _indicator_place(plan, indicator)),
            )


@rule(
    "Прирост доли можно прочитать двумя способами",
    severity="breaks",
    why="Два прочтения дают разные планы на каждый следующий год.",
    advice="Написать «на N процентных пункта» или «на N % к уровню прошлого года» и указать базу.",
    needs=("results",),
)
def growth_of_share(plan: Plan) -> Iterator[Contradiction]:
    """«Увеличение на N % доли»: percent of the share or percentage points, from no stated base."""
    for result in plan["results"].itertuples():
        match = _GROWTH_OF_A_SHARE.search(result.title)
        if match:
            yield Contradiction(
                f"Результат {result.id}: «{match[0]}» — проценты от доли или процентные пункты, и от какой базы.",
                (quotes.result(result.id, result.title),),
            )


@rule(
    "Результаты названы одинаково",
    severity="breaks",
    why="Пункты плана и деньги нельзя отнести к одному из двух; результат считается дважды.",
    advice="Оставить один результат или назвать второй иначе.",
    needs=("results",),
)
def duplicate_result(plan: Plan) -> Iterator[Contradiction]:
    """Two results of section 3 with one title (one may go on where the other ends)."""
    for one, other in combinations(plan["results"].itertuples(), 2):
        if same_words(one.title, other.title):
            yield Contradiction(
                f"Результаты {one.id} и {other.id} названы одинаково"
                f"{'' if fold(one.title) == fold(other.title) else ', один лишь длиннее другого'}.",
                (quotes.result(one.id, one.title), quotes.result(other.id, other.title)),
            )


@rule(
    "Характеристики результатов одинаковы",
    severity="local",
    why="Характеристика описывает другой результат.",
    advice="Дать каждому результату свою характеристику.",
    needs=("results.characteristic",),
)
def duplicate_characteristic(plan: Plan) -> Iterator[Contradiction]:
    """Two results of section 3 with one description."""
    described = [row for row in plan["results"].itertuples() if row.characteristic]
    for one, other in combinations(described, 2):
        if resembles(one.characteristic, other.characteristic, DUPLICATE):
            yield Contradiction(
                f"У результатов {one.id} и {other.id} одна и та же характеристика.",
                (quotes.result(one.id, one.characteristic), quotes.result(other.id, other.characteristic)),
            )


@rule(
    "Срок в тексте и в плане расходится",
    severity="local",
    why="Срок результата определён дважды.",
    advice="Привести срок к одному году.",
    needs=("results.characteristic", "plan_items"),
)
def promised_year_differs(plan: Plan) -> Iterator[Contradiction]:
    """«К … году» in the description of a result against the last year of its items in annex 1."""
    rows = {item.item: item for item in plan["plan_items"].itertuples()}
    for result in plan["results"].itertuples():
        items = [rows[name] for name in linked(plan, result.id, "plan_item") if not pd.isna(rows[name].end)]
        promises = list(_YEAR_PROMISED.finditer(result.characteristic))
        if not items or not promises:
            continue
        promise = max(promises, key=lambda match: int(match[1]))
        last = max(items, key=lambda item: item.end)
        if int(promise[1]) != last.end.year:
            yield Contradiction(
                f"Результат {result.id}: «{promise[0]}» в разделе 3, в плане мероприятий — {last.end_text}.",
                (quotes.result(result.id, result.characteristic), quotes.item(last.number, last.end_text)),
            )


@rule(
    "Охват по возрасту или классам расходится",
    severity="breaks",
    why="От охвата зависит численность, от которой считают процент.",
    advice="Указать один охват.",
    needs=("results",),
)
def ranges_differ(plan: Plan) -> Iterator[Contradiction]:
    """Ages or school years of a result that its plan items, budget line or people put otherwise."""
    for result in plan["results"].itertuples():
        mine = ranges(result.title)
        for text, reference in _texts_of(plan, result.id):
            theirs = ranges(text)
            for low, high, of in theirs - mine:
                if any(other == of for _, _, other in mine):
                    yield Contradiction(
                        f"Результат {result.id}: {low}–{high} ({of}) — в разделе 3 другой охват.",
                        (quotes.result(result.id, result.title), reference),
                    )


def _unlike(
    plan: Plan, result: str, text: str, figure: tuple[str, object], planned: dict[object, tuple[int, str]]
) -> Iterator[Contradiction]:
    written, value = figure
    if value not in planned:
        year, last = list(planned.values())[-1]
        yield Contradiction(
            f"Результат {result}: в тексте «{written}», в плане по годам такого значения нет "
            f"(последнее — {year}: {last}).",
            (quotes.result(result, quotes.around(text, written)), _target_place(plan, result, year)),
            proposal=quotes.around(text.replace(written, last, 1), last),
        )


def _target_place(plan: Plan, result: str, year: int) -> Citation:
    """Where the document prints the target of a result and year: section 3, else annex 1, else section 2."""
    text = plan["results"].set_index("id").loc[result, "title"]
    targets = plan["result_targets"]
    wordings = targets.loc[(targets["result"] == result) & (targets["year"] == year), "wording"]
    if any(wording and fold(wording) in fold(text) for wording in wordings):
        return quotes.result(result, wordings.iloc[0])
    items = plan["plan_items"]
    mine = items[items["item"].isin(linked(plan, result, "plan_item")) & (items["end"].dt.year == year)]
    if len(mine):
        return quotes.item(mine["number"].iloc[0], mine["title"].iloc[0])
    if wordings.empty and (served := linked(plan, result, "indicator")):
        return _indicator_place(plan, served[0])
    return quotes.result(result, next(filter(None, wordings), text))


def _of_kind(series: pd.DataFrame, unit: str) -> dict[object, tuple[int, str]]:
    rows = series[series["unit"].map(kind) == unit].sort_values("year")
    return {whole(r.target, r.unit): (r.year, with_unit(r.target, r.unit)) for r in rows.itertuples()}


def _series(plan: Plan) -> pd.DataFrame:
    """Bases (year 0) and targets of both kinds of subjects, in order of years."""
    indicators = plan["indicators"]
    bases = indicators.rename(columns={"id": "subject", "base_value": "target"}).assign(year=0)
    targets = plan["indicator_targets"].rename(columns={"indicator": "subject"})
    targets = targets.merge(indicators[["id", "unit"]], left_on="subject", right_on="id")
    of_indicators = pd.concat([bases, targets]).assign(subject_kind="indicator")
    of_results = plan["result_targets"].rename(columns={"result": "subject"}).assign(subject_kind="result")
    series = pd.concat([of_indicators[_COLUMNS], of_results[_COLUMNS]]).dropna(subset=["target"])
    return series.sort_values("year", kind="stable")


def _sign(plan: Plan, subject_kind: str, subject: str, unit: str) -> int:
    measures = plan["measures"].query("subject_kind == @subject_kind and subject == @subject and unit == @unit")
    return -1 if len(measures) and measures["direction"].iloc[0] == "down" else 1


def _linked_targets(plan: Plan) -> Iterator[tuple[str, str, Series, Series]]:
    units = plan["indicators"].set_index("id")["unit"]
    for link in plan["links"].query("kind == 'indicator'").itertuples():
        unit = units[link.target]
        theirs, mine = plan["indicator_targets"], plan["result_targets"]
        theirs = theirs[theirs["indicator"] == link.target]
        mine = mine[(mine["result"] == link.result) & (mine["unit"].map(kind) == kind(unit))]
        yield link.result, link.target, _targets_by_year(mine), _targets_by_year(theirs.assign(unit=unit))


def _targets_by_year(rows: pd.DataFrame) -> Series:
    return {row.year: whole(row.target, row.unit) for row in rows.itertuples()}


def _same_count(plan: Plan, result: str, indicator: str) -> bool:
    return bool(_counts(plan, "result", result) & _counts(plan, "indicator", indicator))


def _counts(plan: Plan, subject_kind: str, subject: str) -> set[tuple[str, str]]:
    rows = plan["measures"].query("subject_kind == @subject_kind and subject == @subject")
    return set(zip(rows["numerator"], rows["denominator"], strict=True))


def _indicator_place(plan: Plan, indicator: str) -> Citation:
    theirs = plan["indicator_targets"]
    shown = "; ".join(f"{r.year}: {number(r.target, 3)}" for r in theirs[theirs["indicator"] == indicator].itertuples())
    return quotes.indicator(indicator, shown)


def _texts_of(plan: Plan, result: str) -> Iterator[tuple[str, Citation]]:
    for item in plan["plan_items"][plan["plan_items"]["item"].isin(linked(plan, result, "plan_item"))].itertuples():
        yield item.title, quotes.item(item.number, item.title)
    lines = plan["budget_lines"]
    for line in lines[lines["line"].isin(_own_lines(plan, result)) & ~lines["derived"]].itertuples():
        yield line.title, quotes.budget(line.line, line.title)
    people = plan["participants"]
    for row in people[people["row"].astype("str").isin(linked(plan, result, "participant"))].itertuples():
        yield row.task, quotes.participant(row.row, row.task)


def _own_lines(plan: Plan, result: str) -> list[str]:
    """Lines of no other result: the title of a shared line speaks of the others too."""
    shared = plan["links"].query("kind == 'budget_line'")["target"].value_counts()
    return [line for line in linked(plan, result, "budget_line") if shared[line] == 1]
