"""Last year's report sent again, and totals since the project's start where the year's own numbers are asked."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh.actuals.problems import Problem
from uspekh.actuals.suspect.codes import MONTHS, YEARS, among
from uspekh.actuals.suspect.evidence import Evidence, place, shown, suspicion
from uspekh.russian.periods import YEAR, period_name

SAME_LEAST = 3
YEARS_LEAST = 3
LEAST = 20
TELLING = 10


def same_as_last_year(evidence: Evidence) -> Iterator[Problem]:
    """All headcounts of a row equal last year's: at least three, two of them ten or more and no contingents."""
    rows = evidence.people
    rows = rows[rows["last"].notna() & ~rows["stored"]]
    sheet, sheets = pd.factorize(evidence.values["sheet"].iloc[rows.index])
    who = rows["subject"].to_numpy() * len(sheets) + sheet
    reports = (who * MONTHS + rows["months"].to_numpy()) * YEARS + rows["year"].to_numpy()
    telling = ~among(evidence.codes.fields, evidence.wholes)[rows["field"]] & (rows["amount"] >= TELLING)
    marks = pd.DataFrame({"same": rows["amount"] == rows["last"], "telling": telling, "report": reports})
    found = marks.groupby("report").agg(same=("same", "all"), telling=("telling", "sum"), size=("same", "size"))
    found = found[found["same"] & (found["telling"] >= 2) & (found["size"] >= SAME_LEAST)]
    chosen = marks[marks["report"].isin(found.index)].drop_duplicates("report").index
    for row, beside in evidence.named(rows.loc[chosen]):
        last = evidence.values.loc[beside.last_at]
        message = (
            f"Все значения строки те же, что за {last.year} год: здесь {shown(row)}, там {shown(last)} "
            f"({place(last, row.sheet)}). Проверьте, не переслан ли прошлогодний отчёт."
        )
        yield suspicion("same", row, message)


def looks_cumulative(evidence: Evidence) -> Iterator[Problem]:
    """Numbers since the project's start where the year's own are asked (measures that sum the years themselves)."""
    measures = evidence.plan["measures"]
    asked = measures.loc[measures["formula"] == "cumulative", "numerator"]
    rows = evidence.people
    rows = rows[among(evidence.codes.fields, set(asked))[rows["field"]]]
    if rows.empty:
        return
    yield from _carried_over(evidence, rows)
    yield from _growing(evidence, rows[rows["months"] == YEAR])


def _carried_over(evidence: Evidence, rows: pd.DataFrame) -> Iterator[Problem]:
    """The first half of a year already holds all of the year before."""
    keys = ["subject", "field", "year"]
    years = rows[rows["months"] == YEAR]
    years = years.assign(year=years["year"] + 1, at=years.index)
    begun = rows[(rows["months"] <= YEAR // 2) & ~rows["stored"]]
    begun = begun.assign(begun_at=begun.index)
    both = begun.merge(years, on=keys, suffixes=("", "_last"))
    both = both[(both["amount"] >= both["amount_last"]) & (both["amount_last"] >= LEAST)]
    for beside in both.drop_duplicates(keys).itertuples():
        row, last = evidence.values.loc[beside.begun_at], evidence.values.loc[beside.at]
        message = (
            f"Уже за {period_name(row.months)} не меньше, чем за весь {row.year - 1} год: {shown(row)} и {shown(last)} "
            f"({place(last, row.sheet)}). Похоже на итог с начала проекта: нужны только дети этого года."
        )
        yield suspicion("cumulative", row, message)


def _growing(evidence: Evidence, years: pd.DataFrame) -> Iterator[Problem]:
    """From the project's first year each value is about the last one and as much again as a year gives."""
    keys = ["subject", "field"]
    wide = years.pivot(index=keys, columns="year", values="amount").reindex(columns=list(evidence.plan.years))
    grown = pd.Series(True, index=wide.index)
    for nth, (before, now) in enumerate(zip(wide.columns, wide.columns[1:], strict=False), start=1):
        grown &= (wide[now] >= wide[before] * (1 + 0.6 / nth)) | wide[now].isna()
    unbroken = wide.notna().sum(axis=1) == wide.notna().cumprod(axis=1).sum(axis=1)
    chosen = wide.index[grown & unbroken & (wide.notna().sum(axis=1) >= YEARS_LEAST) & (wide.iloc[:, 0] >= LEAST)]
    series = years[pd.MultiIndex.from_frame(years[keys]).isin(chosen)].sort_values("year")
    first = series.assign(at=series.index).drop_duplicates(keys).set_index(keys)["at"]
    for row, beside in evidence.named(series[~series["stored"]].drop_duplicates(keys, keep="last")):
        begun = evidence.values.loc[first[(beside.subject, beside.field)]]
        message = (
            f"С {begun.year} года значения растут так, будто каждый год прибавляют прошлые: {shown(begun)} "
            f"({place(begun, row.sheet)}) … {shown(row)}. Нужны только дети этого года."
        )
        yield suspicion("cumulative", row, message)
