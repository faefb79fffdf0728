"""Section 4 and the supplementary financing: sums that add up, lines that pay for results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from uspekh.audit import places
from uspekh.audit.finding import Place
from uspekh.audit.likeness import likeness, same_words
from uspekh.audit.rules import Contradiction, rule
from uspekh.passport.cells import KOPECKS_IN_MILLION
from uspekh.passport.plan import Plan
from uspekh.russian.format import number

_WHOLE = "Всего по муниципальному проекту"
_FEDERAL = re.compile(r"федеральн\w+\s+(?:субсиди|бюджет)", re.IGNORECASE)
LINE_LIKENESS = 0.75
"""Share of common words below which a line is taken to be titled otherwise than its result: our own."""


@rule(
    "Строки бюджета не складываются в итог",
    severity="breaks",
    why="Деньги без строки нельзя отнести к результату и проверить их исполнение.",
    advice="Восстановить недостающие строки или исправить итог.",
    needs=("budget", "budget_totals"),
)
def lines_short_of_total(plan: Plan) -> Iterator[Contradiction]:
    """What remains of the totals by source and year when the printed lines are taken away."""
    left = _unexplained(plan)
    for source, rows in left[left["kopecks"] != 0].groupby("source", sort=False):
        years = "; ".join(f"{row.year} — {million(row.kopecks)}" for row in rows.itertuples())
        derived = plan["budget_lines"].query("derived")["line"]
        yield Contradiction(
            f"Строки раздела 4 не складываются в итог ({source}), остаётся: {years}; "
            f"всего {short_million(rows['kopecks'].sum())}.",
            (
                places.budget(_WHOLE, "; ".join(f"{row.year}: {million(row.total)}" for row in rows.itertuples())),
                places.budget(", ".join(derived) or "все строки", years),
            ),
        )


@rule(
    "Итог раздела 4 не равен сумме",
    severity="breaks",
    why="Неизвестно, какая из двух сумм утверждена.",
    advice="Пересчитать итог.",
    needs=("budget_totals",),
)
def printed_total_wrong(plan: Plan) -> Iterator[Contradiction]:
    """A printed total (of a line, a source, a year, the project) that is not the sum of its parts."""
    for total in plan["budget_totals"].itertuples():
        parts = _parts(plan, total.line, total.source, total.year)
        if parts is not None and parts != total.kopecks:
            span = str(total.year or f"{plan.start.year}–{plan.end.year}")
            yield Contradiction(
                f"{total.line or 'Проект'}, {total.source or 'все источники'}, {span}: "
                f"итог {short_million(total.kopecks)}, сумма {short_million(parts)}.",
                (
                    places.budget(total.line or _WHOLE, f"{span}: {million(total.kopecks)}"),
                    places.budget(total.line or _WHOLE, f"сумма по частям: {million(parts)}"),
                ),
            )


@rule(
    "Итог дополнительных материалов не равен сумме",
    severity="breaks",
    why="Неизвестно, какая из двух сумм верна.",
    advice="Пересчитать итог.",
    needs=("supplementary_financing",),
)
def financing_total_wrong(plan: Plan) -> Iterator[Contradiction]:
    """A total of the supplementary financing, by row, year or in all, that is not the sum of its parts."""
    table = plan["supplementary_financing"]
    for (row, year), cell in table.groupby(["row", "year"], sort=False):
        if row and year:
            continue
        parts = table[(table["row"] == row) & (table["year"] != 0)] if not year else table
        parts = parts if not year else parts[(parts["row"] != "") & (parts["year"] == year)]
        total, summed = int(cell["kopecks"].sum()), int(parts["kopecks"].sum())
        if total != summed:
            yield Contradiction(
                f"{cell['title'].iloc[0]}, {year or 'все годы'}: итог {short_million(total)}, "
                f"сумма {short_million(summed)}.",
                (
                    places.financing(str(row) or "Всего по проекту", f"{year or 'всего'}: {million(total)}"),
                    places.financing(str(row) or "все строки", f"сумма: {million(summed)}"),
                ),
            )


@rule(
    "Суммы года в двух таблицах расходятся",
    severity="breaks",
    why="План года определён двумя разными суммами.",
    advice="Привести обе таблицы к одной сумме.",
    needs=("supplementary_financing", "budget_totals"),
)
def financing_differs(plan: Plan) -> Iterator[Contradiction]:
    """A year's total of the supplementary financing that is not the project's total of section 4."""
    theirs = plan["supplementary_financing"].query("row == '' and year != 0").groupby("year")["kopecks"].sum()
    totals = plan["budget_totals"].query("line == '' and source == '' and year != 0").set_index("year")["kopecks"]
    for year in theirs.index.intersection(totals.index):
        if theirs[year] != totals[year]:
            yield Contradiction(
                f"{year} год: {short_million(totals[year])} в разделе 4 и {short_million(theirs[year])} "
                "в дополнительных материалах.",
                (
                    places.budget(_WHOLE, f"{year}: {million(totals[year])}"),
                    places.financing("Всего по проекту", f"{year}: {million(theirs[year])}"),
                ),
            )


@rule(
    "Итоги за разные годы",
    severity="local",
    why="Два числа с одним названием «всего по проекту» нельзя сравнивать.",
    advice="Дополнить обоснование годами до конца проекта.",
    needs=("supplementary_financing", "budget_totals"),
)
def spans_differ(plan: Plan) -> Iterator[Contradiction]:
    """Two totals «по проекту» that sum different years."""
    table = plan["supplementary_financing"]
    years = sorted(set(table["year"]) - {0})
    mine = plan["budget_totals"].query("line == '' and source == '' and year == 0")["kopecks"]
    theirs = table.query("row == '' and year == 0")["kopecks"]
    if len(mine) and len(theirs) and years and years != list(plan.years):
        spans = f"{plan.years[0]}–{plan.years[-1]}", f"{years[0]}–{years[-1]}"
        yield Contradiction(
            f"Итоги проекта за разные годы: {short_million(mine.iloc[0])} за {spans[0]} "
            f"и {short_million(theirs.iloc[0])} за {spans[1]}.",
            (
                places.budget(_WHOLE, f"{spans[0]}: {million(mine.iloc[0])}"),
                places.financing("Всего по проекту", f"{spans[1]}: {million(theirs.iloc[0])}"),
            ),
        )


@rule(
    "Строка бюджета без денег",
    severity="local",
    why="Не видно, за чей счёт выполняется результат.",
    advice="Указать источник и сумму или что средств не требуется.",
    needs=("budget_lines",),
)
def line_without_money(plan: Plan) -> Iterator[Contradiction]:
    """A budget line with no money in any source or year."""
    sums = plan["budget"].groupby("line")["kopecks"].sum()
    for row in plan["budget_lines"].itertuples():
        if not row.derived and not sums.get(row.line, 0):
            results = _results(plan, row.line)
            yield Contradiction(
                f"Строка {row.line}: нулевое финансирование за все годы (результаты {', '.join(results) or 'нет'}).",
                (places.budget(row.line, f"{row.title}: 0"), *(_result_place(plan, r) for r in results)),
            )


@rule(
    "Номера строк бюджета и результатов расходятся",
    severity="local",
    why="Деньги, найденные по номеру, отнесут к чужому результату.",
    advice="Нумеровать строки раздела 4 номерами результатов.",
    needs=("budget_lines", "results"),
)
def line_number_differs(plan: Plan) -> Iterator[Contradiction]:
    """Budget lines numbered otherwise than the results they belong to."""
    pairs = [
        (line, _results(plan, line))
        for line in plan["budget_lines"].query("not derived")["line"]
        if line in set(plan["results"]["id"]) and line not in _results(plan, line) and _results(plan, line)
    ]
    if pairs:
        shown = "; ".join(f"{line} — результат {', '.join(results)}" for line, results in pairs)
        titles = plan["budget_lines"].set_index("line")["title"]
        yield Contradiction(
            f"Номера строк раздела 4 не совпадают с номерами результатов: {shown}.",
            tuple(
                place
                for line, results in pairs
                for place in (places.budget(line, titles[line]), *(_result_place(plan, r) for r in results))
            ),
        )


@rule(
    "Одна строка бюджета на несколько результатов",
    severity="local",
    why="Расходы на каждый результат не различить.",
    advice="Разделить строку по результатам.",
    needs=("budget_lines", "results"),
)
def line_shared(plan: Plan) -> Iterator[Contradiction]:
    """A printed line for several results that are not one and the same."""
    titles = plan["results"].set_index("id")["title"]
    for row in plan["budget_lines"].query("not derived").itertuples():
        results = _results(plan, row.line)
        if any(not same_words(titles[results[0]], titles[other]) for other in results[1:]):
            yield Contradiction(
                f"Строка {row.line} — общая для результатов {', '.join(results)}.",
                (places.budget(row.line, row.title), *(_result_place(plan, r) for r in results)),
            )


@rule(
    "Строка бюджета названа иначе, чем результат",
    severity="local",
    why="Неясно, то же ли самое финансируется.",
    advice="Назвать строку словами результата.",
    needs=("budget_lines", "results"),
)
def line_title_differs(plan: Plan) -> Iterator[Contradiction]:
    """A line whose title says something else than the result it belongs to."""
    titles = plan["results"].set_index("id")["title"]
    for row in plan["budget_lines"].query("not derived").itertuples():
        results = _results(plan, row.line)
        if results and likeness(row.title, " ".join(titles[results])) < LINE_LIKENESS:
            yield Contradiction(
                f"Строка {row.line} названа иначе, чем результат {', '.join(results)}.",
                (places.budget(row.line, row.title), *(_result_place(plan, r) for r in results)),
            )


@rule(
    "Источника нет в разделе 4",
    severity="local",
    why="Не видно, учтены ли эти средства в итоге и кто их получает.",
    advice="Добавить источник или исправить текст.",
    needs=("budget",),
)
def source_missing(plan: Plan) -> Iterator[Contradiction]:
    """Federal money in the words of results and plan items, and no federal source in section 4."""
    sources = set(plan["budget"]["source"]) | set(plan["budget_totals"]["source"]) - {""}
    told = [place for text, place in _texts(plan) if _FEDERAL.search(text)]
    if told and not any("федеральн" in source.casefold() for source in sources):
        yield Contradiction(
            "В тексте — средства федерального бюджета, в разделе 4 такого источника нет.",
            (*told, Place("Раздел 4", "", "; ".join(sorted(sources)))),
        )


def _unexplained(plan: Plan) -> pd.DataFrame:
    totals = plan["budget_totals"].query("line == '' and source != '' and year != 0")
    derived = plan["budget_lines"].query("derived")["line"]
    printed = plan["budget"][~plan["budget"]["line"].isin(derived)].groupby(["source", "year"])["kopecks"].sum()
    known = pd.MultiIndex.from_frame(totals[["source", "year"]])
    left = totals["kopecks"].to_numpy() - printed.reindex(known, fill_value=0).to_numpy()
    return totals.rename(columns={"kopecks": "total"}).assign(kopecks=left)


def _parts(plan: Plan, line: str, source: str, year: int) -> int | None:
    """Sum of the finest printed parts; ``None`` for a project's source and year, which the lines' rule looks at."""
    if line:
        rows = plan["budget"].query("line == @line")
        rows = rows if not source else rows.query("source == @source")
        return int(rows.loc[rows["year"].eq(year) | (year == 0), "kopecks"].sum())
    if source and year:
        return None
    rows = plan["budget_totals"].query("line == '' and source != '' and year != 0")
    rows = rows if not source else rows.query("source == @source")
    return int(rows.loc[rows["year"].eq(year) | (year == 0), "kopecks"].sum()) if len(rows) else None


def _texts(plan: Plan) -> Iterator[tuple[str, Place]]:
    for row in plan["results"].itertuples():
        yield f"{row.title} {row.characteristic}", places.result(row.id, row.characteristic)
    for row in plan["plan_items"].itertuples():
        yield row.title, places.item(row.number, row.title)


def _results(plan: Plan, line: str) -> list[str]:
    return list(plan["links"].query("kind == 'budget_line' and target == @line")["result"])


def _result_place(plan: Plan, result: str) -> Place:
    return places.result(result, plan["results"].set_index("id").loc[result, "title"])


def million(kopecks: int) -> str:
    """Kopecks as the document prints money, in million roubles: ``1500000`` → «0,015»."""
    return number(Decimal(int(kopecks)) / KOPECKS_IN_MILLION, 8)


def short_million(kopecks: int) -> str:
    """``1500000`` → «0,015 млн рублей»."""
    return f"{million(kopecks)} млн рублей"
