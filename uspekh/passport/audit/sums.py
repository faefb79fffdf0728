"""Money: lines against totals, totals against their parts, section 4 against the supplementary financing."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh.passport.audit import places
from uspekh.passport.audit.finding import Finding
from uspekh.passport.audit.millions import million, short_million
from uspekh.passport.plan import Plan

_WHOLE = "Всего по муниципальному проекту"


def lines_short_of_total(plan: Plan) -> Iterator[Finding]:
    """What remains of the totals by source and year when the printed lines are taken away."""
    left = _unexplained(plan)
    for source, rows in left[left["kopecks"] != 0].groupby("source", sort=False):
        years = "; ".join(f"{row.year} — {million(row.kopecks)}" for row in rows.itertuples())
        derived = plan["budget_lines"].query("derived")["line"]
        yield Finding(
            "lines_short_of_total",
            "breaks",
            f"Строки раздела 4 не складываются в итог ({source}), остаётся: {years}; "
            f"всего {short_million(rows['kopecks'].sum())}.",
            (
                places.budget(_WHOLE, "; ".join(f"{row.year}: {million(row.total)}" for row in rows.itertuples())),
                places.budget(", ".join(derived) or "все строки", years),
            ),
            "Деньги без строки нельзя отнести к результату и проверить их исполнение.",
            "Восстановить недостающие строки или исправить итог.",
        )


def printed_total_wrong(plan: Plan) -> Iterator[Finding]:
    """A printed total (of a line, a source, a year, the project) that is not the sum of its parts."""
    for total in plan["budget_totals"].itertuples():
        parts = _parts(plan, total.line, total.source, total.year)
        if parts is not None and parts != total.kopecks:
            span = str(total.year or f"{plan.start.year}–{plan.end.year}")
            yield Finding(
                "printed_total_wrong",
                "breaks",
                f"{total.line or 'Проект'}, {total.source or 'все источники'}, {span}: "
                f"итог {short_million(total.kopecks)}, сумма {short_million(parts)}.",
                (
                    places.budget(total.line or _WHOLE, f"{span}: {million(total.kopecks)}"),
                    places.budget(total.line or _WHOLE, f"сумма по частям: {million(parts)}"),
                ),
                "Неизвестно, какая из двух сумм утверждена.",
                "Пересчитать итог.",
            )


def financing_total_wrong(plan: Plan) -> Iterator[Finding]:
    """A total of the supplementary financing, by row, year or in all, that is not the sum of its parts."""
    table = plan["supplementary_financing"]
    for (row, year), cell in table.groupby(["row", "year"], sort=False):
        if row and year:
            continue
        parts = table[(table["row"] == row) & (table["year"] != 0)] if not year else table
        parts = parts if not year else parts[(parts["row"] != "") & (parts["year"] == year)]
        total, summed = int(cell["kopecks"].sum()), int(parts["kopecks"].sum())
        if total != summed:
            yield Finding(
                "financing_total_wrong",
                "breaks",
                f"{cell['title'].iloc[0]}, {year or 'все годы'}: итог {short_million(total)}, "
                f"сумма {short_million(summed)}.",
                (
                    places.financing(str(row) or "Всего по проекту", f"{year or 'всего'}: {million(total)}"),
                    places.financing(str(row) or "все строки", f"сумма: {million(summed)}"),
                ),
                "Неизвестно, какая из двух сумм верна.",
                "Пересчитать итог.",
            )


def financing_differs(plan: Plan) -> Iterator[Finding]:
    """A year's total of the supplementary financing that is not the project's total of section 4."""
    theirs = plan["supplementary_financing"].query("row == '' and year != 0").groupby("year")["kopecks"].sum()
    totals = plan["budget_totals"].query("line == '' and source == '' and year != 0").set_index("year")["kopecks"]
    for year in theirs.index.intersection(totals.index):
        if theirs[year] != totals[year]:
            yield Finding(
                "financing_differs",
                "breaks",
                f"{year} год: {short_million(totals[year])} в разделе 4 и {short_million(theirs[year])} "
                "в дополнительных материалах.",
                (
                    places.budget(_WHOLE, f"{year}: {million(totals[year])}"),
                    places.financing("Всего по проекту", f"{year}: {million(theirs[year])}"),
                ),
                "План года определён двумя разными суммами.",
                "Привести обе таблицы к одной сумме.",
            )


def spans_differ(plan: Plan) -> Iterator[Finding]:
    """Two totals «по проекту» that sum different years."""
    table = plan["supplementary_financing"]
    years = sorted(set(table["year"]) - {0})
    mine = plan["budget_totals"].query("line == '' and source == '' and year == 0")["kopecks"]
    theirs = table.query("row == '' and year == 0")["kopecks"]
    if len(mine) and len(theirs) and years and years != list(plan.years):
        spans = f"{plan.years[0]}–{plan.years[-1]}", f"{years[0]}–{years[-1]}"
        yield Finding(
            "spans_differ",
            "local",
            f"Итоги проекта за разные годы: {short_million(mine.iloc[0])} за {spans[0]} "
            f"и {short_million(theirs.iloc[0])} за {spans[1]}.",
            (
                places.budget(_WHOLE, f"{spans[0]}: {million(mine.iloc[0])}"),
                places.financing("Всего по проекту", f"{spans[1]}: {million(theirs.iloc[0])}"),
            ),
            "Два числа с одним названием «всего по проекту» нельзя сравнивать.",
            "Дополнить обоснование годами до конца проекта.",
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
