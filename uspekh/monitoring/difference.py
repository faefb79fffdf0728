"""What became of each figure from one state to another, and by what: a chain of states, so that it adds up exactly."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.small_counts.sensitive import read_sensitive
from uspekh.monitoring.status import status
from uspekh.passport.plan import Plan

Json: TypeAlias = dict[str, Any]
EDITION = 2
"""The edition of the rules by which figures are computed (contract, section 2); meetings of the first have none."""

RULES, PERIOD, LATE, CORRECTIONS, UNDONE, PLAN = "rules", "period", "late", "corrections", "undone", "plan"
CAUSES = {
    RULES: "правила",
    PERIOD: "период и дата",
    LATE: "поздние сдачи",
    CORRECTIONS: "исправления",
    UNDONE: "отменённые загрузки",
    PLAN: "план",
}
"""Why a figure became another, in the order in which the causes are taken one after another."""
_KEYS = {
    "indicators": ("id", "year"),
    "results": ("id", "year"),
    "budget": ("line", "source", "year"),
    "milestones": ("item", "year"),
}
_FACTS = {"indicators": "fact", "results": "fact", "budget": "executed", "milestones": "done"}
_PLANS = {"indicators": "due_plan", "results": "due_plan", "budget": "refined", "milestones": "due"}
_VALUE = ["kind", "subject", "part", "year", "months", "field"]


@dataclass(frozen=True)
class Standing:
    """A figure in one state: as ``status --json`` prints fact, plan due and flag; all ``None`` where it has no row."""

    fact: Any = None
    plan: Any = None
    flag: str | None = None


@dataclass(frozen=True)
class Step:
    """What one of ``CAUSES`` made of a figure; an empty cause where it is not told from others."""

    cause: str
    before: Standing
    after: Standing


@dataclass(frozen=True)
class Change:
    """A figure that became another. ``kind``: the list of ``status --json``; the ``steps`` lead from the first state
    to the last."""

    kind: str
    id: str
    year: int
    before: Standing
    after: Standing
    steps: tuple[Step, ...]


def list_changes(
    first: Json,
    chain: Sequence[tuple[str, Json]],
    year: int | None = None,
    undivided: Collection[tuple[str, str]] = (),
) -> list[Change]:
    """The figures that differ between a state and the last of a chain.

    ``first`` and the states of ``chain``, each with the cause that led to it: as of ``status --json``. ``undivided``:
    kinds and ids of which the states between may not be shown. One year or all.
    """
    states = [("", _standings(first)), *((cause, _standings(state)) for cause, state in chain)]
    changes = []
    for key in dict.fromkeys(key for _, standings in (states[0], states[-1]) for key in standings):
        kind, name, of_year = key
        path = [(cause, standings.get(key, Standing())) for cause, standings in states]
        if path[0][1] == path[-1][1] or year not in (None, of_year):
            continue
        if (kind, name) in undivided:
            path = [path[0], ("", path[-1][1])]
        changes.append(Change(kind, name, of_year, path[0][1], path[-1][1], tuple(_steps(path))))
    order = list(_KEYS)
    return sorted(changes, key=lambda change: order.index(change.kind))


def _standings(state: Json) -> dict[tuple[str, str, int], Standing]:
    standings = {}
    for kind, key in _KEYS.items():
        for row in state.get(kind, []):
            name = " / ".join(str(row[part]) for part in key if part != "year")
            standing = Standing(row.get(_FACTS[kind]), row.get(_PLANS[kind], row.get("plan")), row.get("flag"))
            standings[kind, name, int(row["year"])] = standing
    return standings


def _steps(path: Sequence[tuple[str, Standing]]) -> Iterator[Step]:
    before = path[0][1]
    for cause, after in path[1:]:
        if after != before:
            yield Step(cause, before, after)
        before = after


def separate_causes(
    before: pd.DataFrame, after: pd.DataFrame, undone: Collection[int]
) -> Iterator[tuple[str, pd.DataFrame]]:
    """The states between two frames of values in force (tidy, with ``upload``), each with the cause that led to it.

    Late reports first, then corrections, then what fell to uploads that were taken back (``undone``), then plans that
    people set. A cause that changes nothing is left out.
    """
    keys_before, keys_after = (pd.MultiIndex.from_frame(rows[_VALUE]) for rows in (before, after))
    plan = before["kind"].eq("plan").to_numpy(), after["kind"].eq("plan").to_numpy()
    late = keys_after[~keys_after.isin(keys_before) & ~plan[1]]
    stays = keys_before[~before["upload"].isin(list(undone)).to_numpy() & ~plan[0]]
    corrected = late.append(stays[stays.isin(keys_after)])
    reported = keys_before[~plan[0]].append(keys_after[~plan[1]])
    taken = [(LATE, late), (CORRECTIONS, corrected), (UNDONE, reported), (PLAN, keys_before.append(keys_after))]
    state = before
    for cause, keys in taken:
        following = pd.concat([before[~keys_before.isin(keys)], after[keys_after.isin(keys)]], ignore_index=True)
        if not _same_values(state, following):
            yield cause, following
        state = following


def _same_values(first: pd.DataFrame, second: pd.DataFrame) -> bool:
    content = [*_VALUE, "number", "text"]
    ordered = [rows[content].sort_values(_VALUE, ignore_index=True) for rows in (first, second)]
    return bool(ordered[0].equals(ordered[1]))


def print_status(figures: Figures) -> Json:
    """``status --json`` as plain JSON values."""
    plain: Json = json.loads(json.dumps(status(figures)))
    return plain


def frozen_status(figures: Figures) -> Json:
    """What a meeting keeps: the figures, the edition of the rules, and what was selected."""
    selection = figures.selection
    selected = {
        "as_of": selection.as_of.isoformat(),
        "organizations": list(selection.organizations),
        "chosen": selection.chosen,
    }
    return print_status(figures) | {"edition": EDITION, "selection": selected}


def is_of_older_rules(frozen: Json) -> bool:
    """Whether a meeting was frozen by an earlier edition of the rules."""
    return int(frozen.get("edition", 1)) < EDITION


def sensitive_subjects(plan: Plan) -> frozenset[tuple[str, str]]:
    """Kinds (of ``status --json``) and ids whose counts are sensitive: between two states they are not divided."""
    rows = plan["measures"][plan["measures"]["id"].isin(read_sensitive(plan).measure_ids)]
    return frozenset(
        (f"{kind}s", str(subject)) for kind, subject in zip(rows["subject_kind"], rows["subject"], strict=True)
    )


def without_sensitive(state: Json, plan: Plan) -> Json:
    """A recomputed state as it may be shown: without sensitive subjects, which are printed at frozen meetings alone."""
    hidden = sensitive_subjects(plan)
    return state | {
        kind: [row for row in state[kind] if (kind, str(row["id"])) not in hidden] for kind in ("indicators", "results")
    }
