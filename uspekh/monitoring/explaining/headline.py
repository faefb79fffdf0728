"""The one sentence that answers first: how many indicators are on plan, what is short, what is overdue, the money."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh.monitoring.execution.budget import WITHOUT_PLAN, funded, total
from uspekh.monitoring.explaining.missing_reports import is_settled
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.counts import INDICATORS, ITEMS, Counts, state_counts
from uspekh.monitoring.overview.gaps import say_count, say_people
from uspekh.monitoring.overview.subjects import subjects
from uspekh.monitoring.overview.summary import DEVIATIONS, of_year
from uspekh.monitoring.plans.edition_remarks import changed_target
from uspekh.russian.format import NBSP, missing, percent, plural, with_unit
from uspekh.russian.periods import YEAR, period_name
from uspekh.words import (
    ABOVE_GUIDE,
    AT_GUIDE,
    BELOW_GUIDE,
    BY_INCOMPLETE_DATA,
    JUDGED,
    NO_PLAN,
    UNJUDGED,
    UNMEASURED,
    UNPROVEN,
    WITHOUT_FLAG,
)

_NAMED = 3
_INDICATORS = ("показатель", "показателя", "показателей")


def is_outcome(figures: Figures) -> bool:
    """Whether the figures are the outcome of the whole project: of its last year, whole, after its end."""
    selection, plan = figures.selection, figures.plan
    return selection.year == plan.years[-1] and selection.months == YEAR and selection.as_of > plan.end


def say_headline(figures: Figures) -> str:
    """«2024 год: на плане 2 показателя из 4; не хватает 270 чел. по показателю 4; просрочено 8 пунктов плана; …».

    Of a selection of organizations neither plan items nor money are said: they are the city's.
    """
    counts = state_counts(figures)
    parts = [_say_indicators(figures, counts[INDICATORS]), *_say_shortfalls(figures), _say_changed_plans(figures)]
    if not figures.selection.organizations:
        parts += [_say_overdue(counts[ITEMS]), _say_money(figures)]
    return f"{_say_scope(figures)}: {'; '.join(filter(None, parts))}."


def _say_scope(figures: Figures) -> str:
    selection = figures.selection
    if is_outcome(figures):
        return f"Итог {_project_years(figures)}{NBSP}годов"
    if selection.months == YEAR:
        return f"{selection.year}{NBSP}год"
    return f"{period_name(selection.months)} {selection.year}{NBSP}года"


def _project_years(figures: Figures) -> str:
    return f"{figures.plan.years[0]}–{figures.plan.years[-1]}"


def _say_indicators(figures: Figures, counts: Counts) -> str:
    """How many of those that are judged are on plan, whatever is still reported, and why the others are not judged."""
    judged, all_ = sum(map(counts.of, JUDGED)), sum(counts.states.values())
    if not all_:
        return "показателей в паспорте нет"
    if not judged:
        return f"показатели не оценены: {', '.join(_say_unjudged(figures, counts))}"
    met, unsettled = _count_settled(figures)
    unproven = f"о {unsettled} {UNPROVEN}" if is_outcome(figures) else f"{BY_INCOMPLETE_DATA} — {unsettled}"
    open_ = [unproven] if unsettled else []
    if judged == all_:
        return ", ".join([_say_met(figures, met, all_), *open_])
    scored = f"{plural(judged, 'оценён', 'оценены', 'оценено')} {say_count(judged, *_INDICATORS)} из {all_}"
    words = f"{scored} ({', '.join([f'на плане {met}', *open_])})"
    return ", ".join([words, *_say_unjudged(figures, counts)])


def _count_settled(figures: Figures) -> tuple[int, int]:
    """How many indicators are on plan for sure, and of how many a report that is missing could turn the flag."""
    rows = of_year(subjects(figures), figures)
    rows = rows[(rows["subject_kind"] == "indicator") & rows["flag"].isin(JUDGED)]
    settled = [row["flag"] for _, row in rows.iterrows() if is_settled(figures, row)]
    return settled.count("met"), len(rows) - len(settled)


def _say_met(figures: Figures, met: int, all_: int) -> str:
    words = say_count(met, *_INDICATORS) if met else "ни одного показателя"
    if not is_outcome(figures):
        return f"на плане {words} из {all_}"
    if not met:
        return f"плана не достиг ни один показатель из {all_}"
    return f"плана {plural(met, 'достиг', 'достигли', 'достигли')} {words} из {all_}"


def _say_unjudged(figures: Figures, counts: Counts) -> Iterator[str]:
    waits = "по итогам года" if figures.selection.months < YEAR else "срок отчёта не наступил"
    reasons = {
        "not_due": waits,
        "no_data": figures.rules.flag_labels["no_data"],
        "hidden": figures.rules.flag_labels["hidden"],
        **{state: WITHOUT_FLAG[state] for state in (ABOVE_GUIDE, AT_GUIDE, BELOW_GUIDE, UNJUDGED, NO_PLAN, UNMEASURED)},
    }
    present = {state: count for state in reasons if (count := counts.of(state))}
    if set(present) == {"not_due"}:
        yield f"остальные — {waits}" if any(map(counts.of, JUDGED)) else waits
        return
    yield from (f"{reasons[state]} — {count}" for state, count in present.items())


def _say_shortfalls(figures: Figures) -> Iterator[str]:
    """What the deviating indicators lack, in people, the greatest first; where less is better, what is too much."""
    rows = of_year(subjects(figures), figures)
    rows = rows[(rows["subject_kind"] == "indicator") & rows["flag"].isin(DEVIATIONS) & (rows["shortfall"] > 0)]
    rows = rows.sort_values("shortfall", ascending=False, kind="stable")
    falling = rows["direction"] == "down"
    for words, part in (("до плана не хватает", rows[~falling]), ("больше плана на", rows[falling])):
        if len(part):
            yield f"{words} {_list_shortfalls(part)}"


def _list_shortfalls(rows: pd.DataFrame) -> str:
    parts = [
        f"{say_people(row['shortfall'], row['unit'])} по показателю{NBSP}{row['subject']}"
        for _, row in rows.head(_NAMED).iterrows()
    ]
    rest = len(rows) - len(parts)
    if rest:
        parts.append(f"ещё по {say_count(rest, 'показателю', 'показателям', 'показателям')}")
    return " и ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]


def _say_changed_plans(figures: Figures) -> str:
    """«редакциями паспорта изменён план показателя А (55 % → 50 %)»."""
    rows = of_year(subjects(figures), figures)
    parts = []
    for _, row in rows[rows["subject_kind"] == "indicator"].iterrows():
        change = changed_target(figures.plan, row)
        if change is not None:
            first, present = (with_unit(change[name], str(row["unit"])) for name in ("first", "present"))
            parts.append(f"{row['subject']}{NBSP}({first} → {present})")
    if not parts:
        return ""
    rest = f" и ещё {len(parts) - _NAMED}" if len(parts) > _NAMED else ""
    whose = plural(len(parts), "показателя", "показателей", "показателей")
    return f"редакциями паспорта изменён план {whose}{NBSP}{', '.join(parts[:_NAMED])}{rest}"


def _say_overdue(counts: Counts) -> str:
    """Overdue plan items of the year and before, by the one count of them."""
    count = counts.of("overdue")
    if not count:
        return ""
    late = plural(count, "просрочен ", "просрочено ", "просрочено ")
    return f"{late}{say_count(count, 'пункт', 'пункта', 'пунктов')} плана мероприятий"


def _say_money(figures: Figures) -> str:
    """Execution of the year, of the whole project where it is over: against the refined plan, else the passport's."""
    outcome = is_outcome(figures)
    rows = funded(figures.budget if outcome else of_year(figures.budget, figures))
    if rows.empty:
        return ""
    whole = total(rows)
    if missing(whole["executed"]):
        return "исполнение бюджета не сдано"
    period = ""
    if outcome:
        period = "за все годы "
    elif figures.budget_period < YEAR:
        period = f"за {period_name(figures.budget_period)} "
    for name, plan in (("completion_refined", "уточнённого плана"), ("completion", "плана по паспорту")):
        if not missing(whole[name]):
            return f"{period}исполнено {percent(whole[name], bounds=figures.rules.edges)} {plan}"
    return f"{period}{WITHOUT_PLAN}"
