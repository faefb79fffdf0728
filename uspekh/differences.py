"""Two states of the project, frozen at meetings or recomputed, and why the figures differ between them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pandas as pd

from uspekh.monitoring.difference import (
    PERIOD,
    PLAN,
    RULES,
    Change,
    Json,
    is_of_older_rules,
    list_changes,
    print_status,
    sensitive_subjects,
    separate_causes,
    without_sensitive,
)
from uspekh.monitoring.rules import Rules, RulesDamaged, load_rules
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.values.renumbered import status_by_later_numbers
from uspekh.passport.damage import PassportDamaged
from uspekh.passport.editions.identity import later_number
from uspekh.passport.plan import plan_of
from uspekh.passport.texts import Texts, write_texts
from uspekh.project import Project
from uspekh.store.decided.meetings import Meeting
from uspekh.store.plans.history import moves_since, with_history
from uspekh.store.plans.plan_tables import texts_at
from uspekh.store.uploads.earlier import Moment, moment_at, moment_of_upload, undone_between

_PASSPORT = "passport/"
"""With this the names of a passport's files begin, among all texts that are kept."""


@dataclass(frozen=True)
class State:
    """One end of a comparison. ``printed``: the figures as a meeting froze them, or as they are shown now; missing
    where they are recomputed as they stood at the moment. ``older_rules``: by an earlier edition of the rules."""

    moment: Moment
    selection: Selection
    printed: Json | None
    older_rules: bool = False


@dataclass(frozen=True)
class Difference:
    """``older_rules``: an end was frozen by earlier rules; ``tables_lost``: the plan tables of that time cannot be read
    any more, so that changes of the plan are not told from those of the rules."""

    changes: list[Change]
    older_rules: bool
    tables_lost: bool


def state_of_meeting(project: Project, meeting: Meeting) -> State:
    """What a meeting froze."""
    frozen = meeting.figures()
    selected = frozen.get("selection", {})
    as_of = date.fromisoformat(selected["as_of"]) if selected else meeting.at.date()
    organizations = tuple(selected.get("organizations", ()))
    selection = Selection(meeting.year, as_of, meeting.months, organizations, selected.get("chosen", True))
    return State(moment_at(project.engine, meeting.at), selection, frozen, is_of_older_rules(frozen))


def state_at_end_of(project: Project, day: date, selection: Selection) -> State:
    """The figures of a selection as they stood when a day ended."""
    end = datetime.combine(day + timedelta(days=1), time.min).astimezone()
    return State(moment_at(project.engine, end), replace(selection, as_of=day), None)


def explain_difference(project: Project, first: State, last: State, year: int | None = None) -> Difference:
    """Why the figures of one state became those of a later one, cause by cause.

    Rules come first where a meeting was frozen by earlier ones. Sensitive subjects are compared where both ends are
    printed, and not divided by cause.
    """
    lost = False
    try:
        then, now = project_at(project, first.moment), project_at(project, last.moment)
    except (PassportDamaged, RulesDamaged):
        then, now, lost = project, project, True
    chain = list(_recomputed(then, now, first, last))
    # Numbers are those of today: a row that has another one since is the same row.
    beginning = status_by_later_numbers(first.printed, then.later_moves) if first.printed else chain[0][1]
    if last.printed:
        chain.append((RULES, status_by_later_numbers(last.printed, now.later_moves)))
    both_printed = first.printed is not None and last.printed is not None
    hidden = sensitive_subjects(project.plan) | _sensitive_now(then) | _sensitive_now(now)
    changes = list_changes(beginning, chain, year, hidden)
    shown = [change for change in changes if both_printed or (change.kind, change.id) not in hidden]
    return Difference(shown, first.older_rules or last.older_rules, lost)


def _recomputed(then: Project, now: Project, first: State, last: State) -> Iterator[tuple[str, Json]]:
    """The states between by the rules of today's program, each with the cause that led to it."""
    values, later = then.values_at(first.moment), then.values_at(last.moment)
    yield RULES, _shown(then, first.selection, values)
    if first.selection != last.selection:
        yield PERIOD, _shown(then, last.selection, values)
    for cause, state in separate_causes(values, later, undone_between(then.engine, first.moment, last.moment)):
        yield cause, _shown(then, last.selection, state)
    later = now.values_at(last.moment)
    if then.plan is not now.plan:
        yield PLAN, _shown(replace(now, rules=then.rules), last.selection, later)
    if then.rules is not now.rules:
        yield RULES, _shown(now, last.selection, later)


def _shown(project: Project, selection: Selection, values: pd.DataFrame) -> Json:
    """The figures of values as they may be shown, by the numbers of today."""
    state = print_status(project.figures_of_values(selection, values))
    return status_by_later_numbers(without_sensitive(state, project.plan), project.later_moves)


def _sensitive_now(project: Project) -> frozenset[tuple[str, str]]:
    """``sensitive_subjects`` of the project's plan by the numbers of today."""
    subjects = sensitive_subjects(project.plan)
    return frozenset((kind, later_number(kind, number, project.later_moves)) for kind, number in subjects)


def project_at(project: Project, moment: Moment) -> Project:
    """The project with the plan and the rules that were in use at a moment.

    Raises ``PassportDamaged``, ``RulesDamaged`` where the program cannot read those tables any more.
    """
    earlier, present = texts_at(project.engine, moment.at), texts_at(project.engine, None)
    if earlier == present:
        return project
    of_plan, of_rules = _of_plan(earlier), _of_rules(earlier)
    plan, moves = project.plan, project.later_moves
    if of_plan != _of_plan(present):
        day = moment.at.astimezone().date()
        plan = with_history(project.engine, project.code, plan_of(of_plan), day, moment.at)
        moves = moves_since(project.engine, project.code, moment.at, date.today())
    rules = project.rules if of_rules == _of_rules(present) else _rules_of(of_rules)
    return replace(project, plan=plan, rules=rules, later_moves=moves)


def frozen_figures(project: Project, meeting: Meeting) -> Json:
    """The figures that a meeting froze, by the numbers of today."""
    return status_by_later_numbers(
        meeting.figures(), moves_since(project.engine, project.code, meeting.at, date.today())
    )


def _rules_of(texts: Texts) -> Rules:
    with tempfile.TemporaryDirectory() as folder:
        write_texts(texts, Path(folder))
        return load_rules(Path(folder))


def project_after_upload(project: Project, number: int) -> tuple[Project, bool]:
    """The project as it stood right after an upload, with the plan and the rules of that moment.

    Also whether it is by those of today because the program cannot read the earlier ones. Raises ``UploadUnknown``.
    """
    moment = moment_of_upload(project.engine, number)
    try:
        return project_at(project, moment).at(moment), False
    except (PassportDamaged, RulesDamaged):
        return project.at(moment), True


def _of_plan(texts: dict[str, str]) -> dict[str, str]:
    """The files of the passport by name."""
    return {name.removeprefix(_PASSPORT): text for name, text in texts.items() if name.startswith(_PASSPORT)}


def _of_rules(texts: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if "/" not in name}
