"""Money as «Бюджет» answers for it: the year in one sentence, and its lines, years and sources, a row each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from uspekh.monitoring.execution.budget import (
    MONEY,
    funded,
    partly_refined,
    say_year_passed,
    total,
    totals,
    uncounted,
)
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.counts import states_of
from uspekh.monitoring.overview.summary import of_year
from uspekh.monitoring.plans.edition_remarks import say_changed_money
from uspekh.russian.format import NBSP, missing, number, percent, roubles
from uspekh.russian.periods import YEAR, period_name
from uspekh.words import part_of

FAR_APART = 100
"""How many times one plan is another where a common scale would show the smaller one as nothing."""
_KOPECKS = 100


@dataclass(frozen=True)
class MoneyRow:
    """Sums in kopecks and completions in percent, each missing where it is unknown.

    ``key``: number of a line, a year, a source; ``states``: of its parts with money (``counts.states_of``), each once;
    ``notes``: «сверх плана», «расход без плана».
    """

    key: str
    title: str
    plan: int | None
    refined: int | None
    executed: int | None
    completion: float | None
    completion_refined: float | None
    states: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def judged_by(self) -> int | None:
        """The refined plan, else the passport's."""
        return self.plan if self.refined is None else self.refined

    @property
    def share(self) -> float | None:
        """What was spent in percent of what it is judged by; missing where nothing was planned or reported."""
        return self.completion if self.refined is None else self.completion_refined


@dataclass(frozen=True)
class BudgetAnswer:
    """What «Бюджет» says and shows of a year: a sentence, its lines and their sum; the years and sources of a line.

    ``reported``: how many rows with money have an execution; ``changed``: plans of the year that later editions of the
    passport changed; ``uncounted``: what of all years is in no sum, empty where
    everything is; ``partly_refined``: of the year's rows.
    """

    sentence: str
    reported: str
    changed: tuple[str, ...]
    uncounted: str
    partly_refined: bool
    lines: tuple[MoneyRow, ...]
    whole: MoneyRow
    years: tuple[MoneyRow, ...]
    sources: tuple[MoneyRow, ...]


def answer_for(figures: Figures, line: str | None = None) -> BudgetAnswer:
    """The answer for the selected year; the years and sources are those of a line, or of all."""
    return BudgetAnswer(
        say_budget(figures),
        say_reported(figures),
        tuple(say_changed_plans(figures)),
        say_uncounted(figures),
        partly_refined(of_year(figures.budget, figures)),
        tuple(lines(figures)),
        whole_year(figures),
        tuple(years(figures, line)),
        tuple(sources(figures, line)),
    )


def say_budget(figures: Figures) -> str:
    """«2024 год: исполнено 8 100 000 из 9 000 000 руб. уточнённого плана, 90 %», without kopecks.

    Within a year what part of it has passed stands beside; lines above their plan or without one are named.
    """
    year = figures.selection.year
    rows = funded(of_year(figures.budget, figures))
    if rows.empty:
        return f"{year} год: денег нет ни в паспорте, ни в отчётах"
    return f"{year} год: {'; '.join([_say_execution(figures, rows), *_say_notes(rows)])}"


def _say_execution(figures: Figures, rows: pd.DataFrame) -> str:
    whole = row_of("", "", total(rows))
    words = "плана по паспорту" if whole.refined is None else "уточнённого плана"
    planned = whole.judged_by or 0
    if whole.executed is None:
        return f"исполнение не сдано, план {_roubles(planned)} руб."
    if not planned:
        return f"исполнено {_roubles(whole.executed)} руб. без плана"
    months = figures.budget_period
    within = f"за {period_name(months)} " if months < YEAR else ""
    sums = f"{_roubles(whole.executed, planned)} из {_roubles(planned)}{NBSP}руб. {words}"
    spent = percent(whole.share, bounds=figures.rules.edges)
    return ", ".join(filter(None, [f"{within}исполнено {sums}", spent, say_year_passed(months)]))


def _say_notes(rows: pd.DataFrame) -> Iterator[str]:
    """«сверх плана — строка 1.3», for each note that there is."""
    for note, lines in rows[rows["note"] != ""].groupby("note", sort=False)["line"]:
        names = list(dict.fromkeys(lines))
        yield f"{note} — {'строка' if len(names) == 1 else 'строки'} {', '.join(names)}"


def lines(figures: Figures) -> list[MoneyRow]:
    """The lines of section 4 in the selected year, in their order."""
    titles = figures.plan.of_all_editions("budget_lines").set_index("line")["short_title"].to_dict()
    return _rows(of_year(figures.budget, figures), "line", {line: f"{line}. {titles[line]}" for line in titles})


def years(figures: Figures, line: str | None = None) -> list[MoneyRow]:
    """The years of the project, of a line or of all; the states are those of the line."""
    rows = figures.budget if line is None else figures.budget[figures.budget["line"] == line]
    return _rows(rows, "year", {year: f"{year}{NBSP}год" for year in rows["year"]}, judged=line is not None)


def sources(figures: Figures, line: str | None = None) -> list[MoneyRow]:
    """The sources of the selected year with money, of a line or of all; the states are those of the line."""
    rows = funded(of_year(figures.budget, figures))
    rows = rows if line is None else rows[rows["line"] == line]
    return _rows(rows, "source", {source: source for source in rows["source"]}, judged=line is not None)


def whole_year(figures: Figures) -> MoneyRow:
    """The selected year as one row, without a state."""
    return row_of("", f"Всего, {figures.selection.year} год", total(of_year(figures.budget, figures)))


def say_scale(rows: Sequence[MoneyRow]) -> str:
    """What the bars of these rows are drawn to; where their plans are far apart, how far."""
    plans = [row.judged_by for row in rows if row.judged_by]
    apart = max(plans) // min(plans) if plans else 1
    far = f"; планы различаются в {number(apart, 0)} раз, поэтому шкала у каждого своя" if apart >= FAR_APART else ""
    return f"Полоса — исполнение в долях своего плана, черта — 100 %{far}"


def say_reported(figures: Figures) -> str:
    """«исполнение сдано по 7 из 8 строк и источников с деньгами»."""
    rows = funded(of_year(figures.budget, figures))
    return (
        f"исполнение сдано по {part_of(int(rows['executed'].notna().sum()), len(rows))} строк и источников с деньгами"
    )


def say_changed_plans(figures: Figures) -> Iterator[str]:
    """«строка 1, городской бюджет: план снижен 15.12.2022: …» of the selected year, one of each line and source."""
    for _, row in of_year(figures.budget, figures).iterrows():
        if changed := say_changed_money(figures.plan, row):
            yield f"строка{NBSP}{row['line']}, {row['source']}: {changed}"


def say_uncounted(figures: Figures) -> str:
    """The money of every year that is in no sum because its line or source is gone from the passport; mostly empty."""
    rows = uncounted(figures.plan, figures.reported.planned.values, figures.selection)
    parts = []
    for year, of_this in rows.groupby("year"):
        names = list(dict.fromkeys(of_this["line"]))
        named = f"{'строка' if len(names) == 1 else 'строки'} {', '.join(names)}"
        parts.append(f"{year} год — {roubles(int(of_this['executed'].sum()))}{NBSP}руб. ({named})")
    beginning = "Не учтено исполнение по строкам и источникам, которых нет в бюджете паспорта: "
    return beginning + "; ".join(parts) if parts else ""


def row_of(
    key: str, title: str, sums: pd.Series, states: tuple[str, ...] = (), notes: tuple[str, ...] = ()
) -> MoneyRow:
    """A row of ``budget.totals`` with its title."""
    plan, refined, executed = (None if missing(sums[name]) else int(sums[name]) for name in MONEY)
    completion, completion_refined = (
        None if missing(sums[name]) else float(sums[name]) for name in ("completion", "completion_refined")
    )
    return MoneyRow(key, title, plan, refined, executed, completion, completion_refined, states, notes)


def _rows(frame: pd.DataFrame, by: str, titles: Mapping[str, str], *, judged: bool = True) -> list[MoneyRow]:
    """A row for each value of a column, in the order of the frame."""
    if frame.empty:
        return []
    parts = funded(frame)
    states = parts.assign(state=states_of(parts)).groupby(by)["state"].agg(_each_once) if judged else {}
    notes = parts[parts["note"] != ""].groupby(by)["note"].agg(_each_once)
    return [
        row_of(str(sums[by]), titles[sums[by]], sums, states.get(sums[by], ()), notes.get(sums[by], ()))
        for _, sums in totals(frame, [by]).iterrows()
    ]


def _each_once(values: pd.Series) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _roubles(kopecks: int, bound: int | None = None) -> str:
    """Whole roubles; with kopecks where they would seem to reach the ``bound``."""
    return number(Decimal(kopecks) / _KOPECKS, 0, bounds=[] if bound is None else [bound / _KOPECKS])
