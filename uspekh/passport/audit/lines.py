"""Budget lines against the results they pay for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uspekh.passport.audit import places
from uspekh.passport.audit.finding import Finding, Place
from uspekh.passport.audit.likeness import likeness, same_words
from uspekh.passport.plan import Plan

_FEDERAL = re.compile(r"федеральн\w+\s+(?:субсиди|бюджет)", re.IGNORECASE)
LINE_LIKENESS = 0.75
"""Share of common words below which a line is taken to be titled otherwise than its result: our own."""


def line_without_money(plan: Plan) -> Iterator[Finding]:
    """A budget line with no money in any source or year."""
    sums = plan["budget"].groupby("line")["kopecks"].sum()
    for row in plan["budget_lines"].itertuples():
        if not row.derived and not sums.get(row.line, 0):
            results = _results(plan, row.line)
            yield Finding(
                "line_without_money",
                "local",
                f"Строка {row.line}: нулевое финансирование за все годы (результаты {', '.join(results) or 'нет'}).",
                (places.budget(row.line, f"{row.title}: 0"), *(_result_place(plan, r) for r in results)),
                "Не видно, за чей счёт выполняется результат.",
                "Указать источник и сумму или что средств не требуется.",
            )


def line_number_differs(plan: Plan) -> Iterator[Finding]:
    """Budget lines numbered otherwise than the results they belong to."""
    pairs = [
        (line, _results(plan, line))
        for line in plan["budget_lines"].query("not derived")["line"]
        if line in set(plan["results"]["id"]) and line not in _results(plan, line) and _results(plan, line)
    ]
    if pairs:
        shown = "; ".join(f"{line} — результат {', '.join(results)}" for line, results in pairs)
        titles = plan["budget_lines"].set_index("line")["title"]
        yield Finding(
            "line_number_differs",
            "local",
            f"Номера строк раздела 4 не совпадают с номерами результатов: {shown}.",
            tuple(
                place
                for line, results in pairs
                for place in (places.budget(line, titles[line]), *(_result_place(plan, r) for r in results))
            ),
            "Деньги, найденные по номеру, отнесут к чужому результату.",
            "Нумеровать строки раздела 4 номерами результатов.",
        )


def line_shared(plan: Plan) -> Iterator[Finding]:
    """A printed line for several results that are not one and the same."""
    titles = plan["results"].set_index("id")["title"]
    for row in plan["budget_lines"].query("not derived").itertuples():
        results = _results(plan, row.line)
        if any(not same_words(titles[results[0]], titles[other]) for other in results[1:]):
            yield Finding(
                "line_shared",
                "local",
                f"Строка {row.line} — общая для результатов {', '.join(results)}.",
                (places.budget(row.line, row.title), *(_result_place(plan, r) for r in results)),
                "Расходы на каждый результат не различить.",
                "Разделить строку по результатам.",
            )


def line_title_differs(plan: Plan) -> Iterator[Finding]:
    """A line whose title says something else than the result it belongs to."""
    titles = plan["results"].set_index("id")["title"]
    for row in plan["budget_lines"].query("not derived").itertuples():
        results = _results(plan, row.line)
        if results and likeness(row.title, " ".join(titles[results])) < LINE_LIKENESS:
            yield Finding(
                "line_title_differs",
                "local",
                f"Строка {row.line} названа иначе, чем результат {', '.join(results)}.",
                (places.budget(row.line, row.title), *(_result_place(plan, r) for r in results)),
                "Неясно, то же ли самое финансируется.",
                "Назвать строку словами результата.",
            )


def source_missing(plan: Plan) -> Iterator[Finding]:
    """Federal money in the words of results and plan items, and no federal source in section 4."""
    sources = set(plan["budget"]["source"]) | set(plan["budget_totals"]["source"]) - {""}
    told = [place for text, place in _texts(plan) if _FEDERAL.search(text)]
    if told and not any("федеральн" in source.casefold() for source in sources):
        yield Finding(
            "source_missing",
            "local",
            "В тексте — средства федерального бюджета, в разделе 4 такого источника нет.",
            (*told, Place("Раздел 4", "", "; ".join(sorted(sources)))),
            "Не видно, учтены ли эти средства в итоге и кто их получает.",
            "Добавить источник или исправить текст.",
        )


def _texts(plan: Plan) -> Iterator[tuple[str, Place]]:
    for row in plan["results"].itertuples():
        yield f"{row.title} {row.characteristic}", places.result(row.id, row.characteristic)
    for row in plan["plan_items"].itertuples():
        yield row.title, places.item(row.number, row.title)


def _results(plan: Plan, line: str) -> list[str]:
    return list(plan["links"].query("kind == 'budget_line' and target == @line")["result"])


def _result_place(plan: Plan, result: str) -> Place:
    return places.result(result, plan["results"].set_index("id").loc[result, "title"])
