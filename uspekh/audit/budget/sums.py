"""Section 4 and the supplementary financing: sums that add up, and one sum for one thing."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh.audit import quotes
from uspekh.audit.budget.amounts import ALL_ROWS, WHOLE, million, short_million
from uspekh.audit.document.unread import rows_unread
from uspekh.audit.rules import Contradiction, rule
from uspekh.passport.loading.remainder import totals_by_source
from uspekh.passport.plan import Plan


@rule(
    "Строки бюджета не складываются в итог",
    severity="breaks",
    why="Деньги без строки нельзя отнести к результату и проверить их исполнение.",
    advice="Восстановить недостающие строки или исправить итог.",
    needs=("budget", "budget_totals"),
)
def lines_unlike_total(plan: Plan) -> Iterator[Contradiction]:
    """What remains of the totals by source and year when the printed lines are taken away, or is missing there."""
    left = _unexplained(plan)
    for source, rows in left[left["kopecks"] != 0].groupby("source", sort=False):
        years = "; ".join(f"{row.year} — {million(row.kopecks)}" for row in rows.itertuples())
        whole = int(rows["kopecks"].sum())
        over = (rows["kopecks"] < 0).all()
        yield Contradiction(
            f"Строки раздела 4 {'больше итога' if over else 'не складываются в итог'} ({source}): "
            f"итог за вычетом строк — {years}; всего {short_million(whole)}.",
            (
                quotes.budget(WHOLE, "; ".join(f"{row.year}: {million(row.total)}" for row in rows.itertuples())),
                quotes.budget(
                    "",
                    "сумма строк — "
                    + "; ".join(f"{r.year}: {million(r.total - r.kopecks)}" for r in rows.itertuples()),
                ),
            ),
        )


@rule(
    "У денег строки нет итога",
    severity="breaks",
    why="Сумма по источнику и году не проверяется: её нет в итогах проекта.",
    advice="Добавить источник и год в итоги.",
    needs=("budget", "budget_totals"),
)
def total_missing(plan: Plan) -> Iterator[Contradiction]:
    """Money of a line in a source and year of which section 4 prints no total, where it prints totals by source."""
    by_source = totals_by_source(plan["budget_totals"])
    paid = plan["budget"][plan["budget"]["kopecks"] > 0]
    unread = set(
        zip(rows_unread(plan, "budget_totals")["source"], rows_unread(plan, "budget_totals")["year"], strict=True)
    )
    printed = set(zip(by_source["source"], by_source["year"].astype("str"), strict=True)) | unread
    for row in paid.itertuples():
        if len(by_source) and (row.source, str(row.year)) not in printed:
            yield Contradiction(
                f"Строка {row.line}: {short_million(row.kopecks)} из источника «{row.source}» в {row.year} году, "
                "в итогах проекта такого источника и года нет.",
                (
                    quotes.budget(row.line, f"{row.source}, {row.year}: {million(row.kopecks)}"),
                    quotes.budget(WHOLE, "; ".join(dict.fromkeys(by_source["source"]))),
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
    """Printed totals (of a source, a year) that are not the sum of their parts: one finding a line, one the project."""
    unread = rows_unread(plan, "budget")
    wrong: dict[str, list[tuple[str, int, int]]] = {}
    for total in plan["budget_totals"].itertuples():
        if _any_part(unread, total.line, total.source, total.year):
            continue
        parts = _parts(plan, total.line, total.source, total.year)
        if parts is not None and parts != total.kopecks:
            span = str(total.year or f"{plan.start.year}–{plan.end.year}")
            named = f"{total.source or 'все источники'}, {span}"
            wrong.setdefault(total.line, []).append((named, total.kopecks, parts))
    for line, totals in wrong.items():
        shown = "; ".join(
            f"{named} — итог {million(printed)}, сумма {million(summed)}" for named, printed, summed in totals
        )
        yield Contradiction(
            f"{f'Строка {line}' if line else 'Проект'}: итоги не равны сумме ({shown} млн рублей).",
            tuple(
                reference
                for named, printed, summed in totals
                for reference in (
                    quotes.budget(line or WHOLE, f"{named}: {million(printed)}"),
                    quotes.budget(line or WHOLE, f"{named}, сумма по частям: {million(summed)}"),
                )
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
                    quotes.financing(str(row) or ALL_ROWS, f"{year or 'всего'}: {million(total)}"),
                    quotes.financing(str(row) or "все строки", f"сумма: {million(summed)}"),
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
    extra = plan["supplementary_financing"]
    theirs = extra[(extra["row"] == "") & (extra["year"] != 0)].groupby("year")["kopecks"].sum()
    totals = _whole_totals(plan).drop(0, errors="ignore")
    for year in theirs.index.intersection(totals.index):
        if theirs[year] != totals[year]:
            yield Contradiction(
                f"{year} год: {short_million(totals[year])} в разделе 4 и {short_million(theirs[year])} "
                "в дополнительных материалах.",
                (
                    quotes.budget(WHOLE, f"{year}: {million(totals[year])}"),
                    quotes.financing(ALL_ROWS, f"{year}: {million(theirs[year])}"),
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
    mine = _whole_totals(plan).filter([0])
    theirs = table.loc[(table["row"] == "") & (table["year"] == 0), "kopecks"]
    if len(mine) and len(theirs) and years and years != list(plan.years):
        spans = f"{plan.years[0]}–{plan.years[-1]}", f"{years[0]}–{years[-1]}"
        yield Contradiction(
            f"Итоги проекта за разные годы: {short_million(mine.iloc[0])} за {spans[0]} "
            f"и {short_million(theirs.iloc[0])} за {spans[1]}.",
            (
                quotes.budget(WHOLE, f"{spans[0]}: {million(mine.iloc[0])}"),
                quotes.financing(ALL_ROWS, f"{spans[1]}: {million(theirs.iloc[0])}"),
            ),
        )


@rule(
    "Две суммы в одной ячейке",
    severity="breaks",
    why="Сколько денег на каждое из двух мероприятий в другие годы, не видно.",
    advice="Разделить строку на две.",
    needs=("supplementary_financing",),
)
def two_amounts_in_cell(plan: Plan) -> Iterator[Contradiction]:
    """A cell of the supplementary financing with several amounts."""
    table = plan["supplementary_financing"]
    for (row, year), cell in table.groupby(["row", "year"], sort=False):
        if len(cell) > 1:
            amounts = " и ".join(f"«{million(kopecks)}»" for kopecks in cell["kopecks"])
            yield Contradiction(
                f"Строка {row}, {year} год: в ячейке {amounts} млн рублей.",
                (quotes.financing(str(row), f"{cell['title'].iloc[0]}: {year} — {amounts}"),),
            )


def _whole_totals(plan: Plan) -> pd.Series:
    """The printed totals of the whole project in kopecks by year; year 0 is the sum of all years."""
    totals = plan["budget_totals"]
    return totals[(totals["line"] == "") & (totals["source"] == "")].set_index("year")["kopecks"]


def _unexplained(plan: Plan) -> pd.DataFrame:
    """Totals of a source and year less the printed lines, where every line can be read."""
    totals = totals_by_source(plan["budget_totals"])
    unread = rows_unread(plan, "budget")
    unread_cells = set(zip(unread["source"], unread["year"], strict=True))
    cells_of_totals = zip(totals["source"], totals["year"].astype("str"), strict=True)
    # An empty list would choose columns.
    totals = totals[pd.Series([cell not in unread_cells for cell in cells_of_totals], totals.index, dtype=bool)]
    derived = plan["budget_lines"].loc[plan["budget_lines"]["derived"], "line"]
    printed = plan["budget"][~plan["budget"]["line"].isin(derived)].groupby(["source", "year"])["kopecks"].sum()
    cells = pd.MultiIndex.from_frame(totals[["source", "year"]])
    left = totals["kopecks"].to_numpy() - printed.reindex(cells, fill_value=0).to_numpy()
    return totals.rename(columns={"kopecks": "total"}).assign(kopecks=left)


def _parts(plan: Plan, line: str, source: str, year: int) -> int | None:
    """Sum of the finest printed parts; ``None`` for a project's source and year, which the lines' rule looks at."""
    if not line and source and year:
        return None
    totals = plan["budget_totals"]
    rows = plan["budget"] if line else totals[(totals["source"] != "") & (totals["year"] != 0)]
    rows = rows[rows["line"] == line]
    rows = rows[rows["source"] == source] if source else rows
    parts = rows.loc[rows["year"].eq(year) | (year == 0), "kopecks"]
    return int(parts.sum()) if line or len(rows) else None


def _any_part(texts: pd.DataFrame, line: str, source: str, year: int) -> bool:
    """Whether one of these rows, as texts, belongs to a total."""
    if not line:
        return False
    mine = texts[(texts["line"] == line) & ((texts["source"] == source) | (source == ""))]
    return bool(((mine["year"] == str(year)) | (year == 0)).any())
