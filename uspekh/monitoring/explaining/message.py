"""The message of one indicator or result in the selected year, by rule: fact, plan, and who is short of it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh.monitoring.bounds import fact_bounds
from uspekh.monitoring.explaining.deviation_parts import list_worst, organization_name
from uspekh.monitoring.explaining.origins import say_year_before
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.counts import states_of
from uspekh.monitoring.overview.subjects import subjects
from uspekh.monitoring.overview.summary import of_year
from uspekh.monitoring.plans.guides import GUIDE, OWN_PLAN
from uspekh.monitoring.results import CONTROLLED
from uspekh.once import remembered
from uspekh.passport.formulas import FORMULAS
from uspekh.russian.format import NO_DATA, missing, number, with_unit
from uspekh.russian.names import list_briefly
from uspekh.russian.periods import YEAR, period_name
from uspekh.words import NO_PLAN, WITHOUT_FLAG, YEAR_PLAN, flag_word, part_of

_NAMED = 4


@remembered
def say_message(figures: Figures, kind: str, subject: str) -> str:
    """«2022: 73,2 % при плане 77 %; ниже плана СОШ № 4, 6, 7».

    Only an organization with a plan of its own is below the plan, others are below the guide. What is left out of the
    figures for small counts is left out here too. Raises ``LookupError`` where there is no such subject.
    """
    rows = of_year(subjects(figures), figures)
    rows = rows[(rows["subject_kind"] == kind) & (rows["subject"] == subject)]
    if rows.empty:
        raise LookupError(f"{kind} {subject}")
    row = rows.iloc[0]
    if row["basis_kind"] == CONTROLLED:
        return f"{row['year']}: {_say_points(row)}"
    return f"{_say_when(figures)}: {'; '.join(_say(figures, row))}"


def _say_when(figures: Figures) -> str:
    selection = figures.selection
    when = str(selection.year)
    if selection.months != YEAR:
        when = f"{period_name(selection.months)} {selection.year} года"
    names = [organization_name(figures, code) for code in selection.organizations]
    return f"{list_briefly(names, _NAMED)}, {when}" if names else when


def _say_points(row: pd.Series) -> str:
    if missing(row["plan"]):
        return "контрольных точек в этом году нет"
    fact = 0.0 if missing(row["fact"]) else row["fact"]
    overdue = row["due_plan"] - fact
    late = f", просрочено {number(overdue, 0)}" if overdue > 0 else ""
    return f"исполнено {part_of(int(fact), int(row['plan']))} контрольных точек{late}"


def _say(figures: Figures, row: pd.Series) -> Iterator[str]:
    growth = FORMULAS[str(_formula(figures, row))].compares_years
    yield ("прирост " if growth else "") + _say_figure(figures, row)
    if before := say_year_before(figures, row):
        yield before
    if row["exceeds_whole"]:
        yield "дети посчитаны дважды"
    elif not missing(row["fact"]) and not row["complete"]:
        yield f"сдали {part_of(int(row['reported']), int(row['expected']))}"
    if len(figures.directory) == 1:
        return
    side = "хуже" if row["direction"] == "down" else "ниже"
    for kind, word in ((OWN_PLAN, "плана"), (GUIDE, "ориентира")):
        names = list_worst(figures, str(row["measure"]), kind)
        if names:
            yield f"{side} {word} {list_briefly(names, _NAMED)}"


def _say_figure(figures: Figures, row: pd.Series) -> str:
    """«73,2 % при плане 77 %»; the word of the state where there is no figure."""
    unit = str(row["unit"])
    fact = with_unit(row["fact"], unit, bounds=fact_bounds(row, figures.rules))
    if missing(row["fact"]):
        state = states_of(row.to_frame().T).iloc[0]
        fact = NO_DATA if state == NO_PLAN else flag_word(state, figures.rules.flag_labels)
    if missing(row["due_plan"]):
        return f"{fact}, {WITHOUT_FLAG[NO_PLAN]}" if not missing(row["fact"]) else fact
    word = "ориентире" if row["plan_kind"] == GUIDE else "плане"
    due = f"{fact} при {word}{{}} {with_unit(row['due_plan'], unit)}"
    if row["due_plan"] == row["plan"]:
        return due.format("")
    return f"{due.format(' на дату')} ({YEAR_PLAN} {with_unit(row['plan'], unit)})"


def _formula(figures: Figures, row: pd.Series) -> str:
    return str(figures.definitions.set_index("id")["formula"][row["measure"]])
