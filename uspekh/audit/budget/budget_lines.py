"""Section 4: every line pays for its result, every source gives something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from uspekh.audit import quotes
from uspekh.audit.budget.amounts import WHOLE, million, short_million
from uspekh.audit.document.unread import rows_unread
from uspekh.audit.family import results_of
from uspekh.audit.finding import Citation
from uspekh.audit.likeness import likeness, same_words
from uspekh.audit.rules import Contradiction, rule
from uspekh.passport.plan import Plan
from uspekh.russian.format import percent, plural

_FEDERAL = re.compile(r"федеральн\w+\s+(?:субсиди|бюджет)", re.IGNORECASE)
MOST = 0.9
"""Share of all money from which one line holds nearly all: our own."""
_SEVERAL = 3
"""Lines from which it is strange that one holds nearly all: our own."""
_MENTIONED = 0.6
"""Share of common words from which a text is about the same thing: our own."""
LINE_LIKENESS = 0.75
"""Share of common words below which a line is taken to be titled otherwise than its result: our own."""


@rule(
    "Пропущены номера строк бюджета",
    severity="breaks",
    why="Строки выпали из документа вместе с деньгами.",
    advice="Восстановить строки.",
    needs=("budget_lines",),
)
def line_number_missing(plan: Plan) -> Iterator[Contradiction]:
    """Numbers left out among the printed lines of section 4, from the first on."""
    lines = plan["budget_lines"]
    numbers = [line.rstrip(".") for line in lines.loc[~lines["derived"], "line"]]
    by_stem: dict[str, list[int]] = {}
    for printed in numbers:
        stem, _, last = printed.rpartition(".")
        if last.isdigit():
            by_stem.setdefault(stem, []).append(int(last))
    for stem, lasts in by_stem.items():
        gaps = [n for n in range(1, max(lasts)) if n not in lasts]
        if gaps:
            shown = ", ".join(f"{stem}.{n}" if stem else str(n) for n in gaps)
            after = next(line for line in lines.itertuples() if line.line.rstrip(".").endswith(str(min(lasts))))
            yield Contradiction(
                f"В разделе 4 нет строк {shown}: первая строка таблицы — {after.line}."
                if min(lasts) > 1
                else f"В разделе 4 пропущены строки {shown}.",
                (quotes.budget(after.line, after.title),),
            )


@rule(
    "Строка бюджета без денег",
    severity="local",
    why="Не видно, за чей счёт выполняется результат.",
    advice="Указать источник и сумму или что средств не требуется.",
    needs=("budget_lines",),
)
def line_without_money(plan: Plan) -> Iterator[Contradiction]:
    """Budget lines with no money in any source or year: one finding."""
    sums = plan["budget"].groupby("line")["kopecks"].sum()
    unread = set(rows_unread(plan, "budget")["line"])
    empty = [row for row in _printed_lines(plan) if row.line not in unread and not sums.get(row.line, 0)]
    if empty:
        yield Contradiction(
            f"Нулевое финансирование за все годы: {plural(len(empty), 'строка', 'строки', 'строки')} "
            f"{', '.join(row.line for row in empty)}.",
            tuple(quotes.budget(row.line, f"{quotes.cut(row.title, 100)}: 0") for row in empty),
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
        for line in (row.line for row in _printed_lines(plan))
        if line in set(plan["results"]["id"]) and line not in _results(plan, line) and _results(plan, line)
    ]
    if pairs:
        shown = "; ".join(f"{line} — результат {', '.join(results)}" for line, results in pairs)
        titles = plan["budget_lines"].set_index("line")["title"]
        yield Contradiction(
            f"Номера строк раздела 4 не совпадают с номерами результатов: {shown}.",
            tuple(
                reference
                for line, results in pairs
                for reference in (quotes.budget(line, titles[line]), *(_result_place(plan, r) for r in results))
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
    for row in _printed_lines(plan):
        results = _results(plan, row.line)
        if any(not same_words(titles[results[0]], titles[other]) for other in results[1:]):
            yield Contradiction(
                f"Строка {row.line} — общая для результатов {', '.join(results)}.",
                (quotes.budget(row.line, row.title), *(_result_place(plan, r) for r in results)),
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
    for row in _printed_lines(plan):
        results = _results(plan, row.line)
        if results and likeness(row.title, " ".join(titles[results])) < LINE_LIKENESS:
            yield Contradiction(
                f"Строка {row.line} названа иначе, чем результат {', '.join(results)}.",
                (quotes.budget(row.line, row.title), *(_result_place(plan, r) for r in results)),
            )


@rule(
    "Источника нет в разделе 4",
    severity="breaks",
    why="Не видно, учтены ли эти средства в итоге и кто их получает.",
    advice="Добавить источник или исправить текст.",
    needs=("budget",),
)
def source_missing(plan: Plan) -> Iterator[Contradiction]:
    """Federal money in the words of results and plan items, and no federal source in section 4."""
    sources = set(plan["budget"]["source"]) | set(plan["budget_totals"]["source"]) - {""}
    federal = [
        Citation(reference.section, reference.row, quotes.around(text, match[0]))
        for text, reference in _texts(plan)
        if (match := _FEDERAL.search(text))
    ]
    if federal and not any("федеральн" in source.casefold() for source in sources):
        yield Contradiction(
            "В тексте — средства федерального бюджета, в разделе 4 такого источника нет.",
            (*federal, quotes.budget("", "; ".join(sorted(sources)))),
        )


@rule(
    "Источник без денег",
    severity="local",
    why="Источник назван, а денег в нём нет ни в одной строке и ни в одном году.",
    advice="Указать суммы или исключить источник.",
    needs=("budget",),
)
def source_without_money(plan: Plan) -> Iterator[Contradiction]:
    """Sources of section 4 that give nothing to any line in any year: one finding."""
    sums = plan["budget"].groupby("source", sort=False)["kopecks"].sum()
    unread = set(rows_unread(plan, "budget")["source"])
    empty = [str(source) for source, kopecks in sums.items() if not kopecks and source not in unread]
    if empty and sums.sum():
        yield Contradiction(
            f"Источники без денег во всех строках и годах: {', '.join(empty)}.",
            tuple(quotes.budget("", f"{source}: 0") for source in empty),
        )


@rule(
    "Почти все деньги в одной строке",
    severity="local",
    why="Исполнение бюджета проекта — это исполнение одной строки; остальные результаты почти без денег.",
    advice="Проверить суммы остальных строк.",
    needs=("budget", "budget_totals"),
)
def one_line_holds_most(plan: Plan) -> Iterator[Contradiction]:
    """A line with more than nine tenths of all money, where there are several lines."""
    sums = plan["budget"].groupby("line")["kopecks"].sum()
    whole = int(sums.sum())
    for row in _printed_lines(plan):
        mine = int(sums.get(row.line, 0))
        if len(sums) >= _SEVERAL and whole and mine > MOST * whole:
            yield Contradiction(
                f"Строка {row.line}: {short_million(mine)} из {short_million(whole)} — "
                f"{percent(100 * mine / whole)} всех денег проекта.",
                (
                    quotes.budget(row.line, f"{quotes.cut(row.title, 100)}: {million(mine)}"),
                    quotes.budget(WHOLE, million(whole)),
                ),
            )


@rule(
    "Деньги на то, чего в плане нет",
    severity="local",
    why="За эти деньги никто не отвечает: ни результата, ни мероприятия с таким названием нет.",
    advice="Добавить мероприятие в план или назвать строку его словами.",
    needs=("supplementary_financing", "plan_items"),
)
def financing_of_nothing(plan: Plan) -> Iterator[Contradiction]:
    """A row of the supplementary financing whose words no result, line or plan item has."""
    table = plan["supplementary_financing"]
    titles = [*plan["results"]["title"], *plan["plan_items"]["title"], *plan["budget_lines"]["title"]]
    for row, cells in table[table["row"] != ""].groupby("row", sort=False):
        title = str(cells["title"].iloc[0])
        if max((likeness(title, other) for other in titles), default=0.0) < _MENTIONED:
            yield Contradiction(
                f"Строка {row} дополнительных материалов — «{quotes.cut(title, 80)}»: "
                "такого результата, мероприятия или строки бюджета нет.",
                (quotes.financing(str(row), title),),
            )


def _printed_lines(plan: Plan) -> Iterator[Any]:
    lines = plan["budget_lines"]
    yield from lines[~lines["derived"]].itertuples()


def _texts(plan: Plan) -> Iterator[tuple[str, Citation]]:
    for row in plan["results"].itertuples():
        yield f"{row.title} {row.characteristic}", quotes.result(row.id, row.characteristic)
    for row in plan["plan_items"].itertuples():
        yield row.title, quotes.item(row.number, row.title)


def _results(plan: Plan, line: str) -> list[str]:
    return results_of(plan, "budget_line", line)


def _result_place(plan: Plan, result: str) -> Citation:
    return quotes.result(result, plan["results"].set_index("id").loc[result, "title"])
