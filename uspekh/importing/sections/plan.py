"""Results, the plan of measures with its control points, and who takes part."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from uspekh.importing.document.joining import join_rows
from uspekh.importing.document.parsing import (
    is_missing,
    number_parts,
    parse_date,
    parse_number,
    parse_recurrence,
    shorten_unit,
)
from uspekh.importing.document.recognition import NUMBER, TITLE, Line
from uspekh.importing.draft import Draft, Remark
from uspekh.words import PIECES

_RESULTS, _PLAN, _PARTICIPANTS, _MATRIX = "results", "plan", "participants", "matrix"
_ONE_TASK = "программа показывает только первую задачу; результаты этой внесены"
_TASK = re.compile(r"(?:задача\s*)?(?:\d+\.?\s*)?(.*)", re.IGNORECASE)


def read_results(draft: Draft, lines: list[Line], settings: dict[str, Any]) -> None:
    """Section 3: ``results``, with ``result_targets`` where the form has columns of years; tasks go to the head."""
    task_depth = settings.get("task_depth", 0)
    for line in join_rows(lines, [str(year) for year in (lines[0].years if lines else ())]):
        parts = number_parts(line.of(NUMBER))
        if line.group or (task_depth and len(parts) == task_depth):
            text = line.group or line.of(TITLE)
            match = _TASK.fullmatch(text)
            if "task" in draft.head["project"]:
                draft.note(_RESULTS, f"«{text}»: {_ONE_TASK}")
            draft.head["project"].setdefault("task", match[1] if match else text)
            draft.head_sources.setdefault("project.task", Remark(line.where, line.text))
            draft.accept(_RESULTS)
        elif not parts or not line.of(TITLE):
            draft.leave(_RESULTS, line)
        else:
            result = line.of(NUMBER).rstrip(".")
            draft.add("results", line, id=result, title=line.of(TITLE), characteristic=line.of("characteristic"))
            _add_targets(draft, result, line)
            draft.accept(_RESULTS)


def read_plan(draft: Draft, lines: list[Line], settings: dict[str, Any]) -> None:
    """Annex 1: ``plan_items``. Which kind an item is follows from the depth of its number."""
    kinds: dict[str, str] = settings["kinds"]
    result_depth = next(int(depth) for depth, kind in kinds.items() if kind == "result")
    task_depth = settings.get("task_depth", 0)
    for line in join_rows(lines, ("end",)):
        parts = number_parts(line.of(NUMBER))
        if line.group or (task_depth and len(parts) == task_depth):
            draft.accept(_PLAN)
            continue
        if not line.of(TITLE) or str(len(parts)) not in kinds:
            draft.leave(_PLAN, line)
            continue
        kind = kinds[str(len(parts))]
        if kind == "event" and not line.of("start"):
            kind = "control_point"
        parent = ".".join(map(str, parts[:result_depth])) if kind != "result" else ""
        _add_item(draft, line, kind, parent)
        draft.accept(_PLAN)


def read_participants(draft: Draft, lines: list[Line]) -> None:
    """Section 5: ``participants``; the row over them names the task."""
    task = ""
    for line in join_rows(lines, ("workload",)):
        parts = number_parts(line.of(NUMBER))
        if line.group:
            task = line.group
            draft.accept(_PARTICIPANTS)
            continue
        if len(parts) != 1 or not line.of("person"):
            draft.leave(_PARTICIPANTS, line)
            continue
        texts = {name: line.of(name) for name in ("role", "person", "position", "supervisor")}
        draft.add("participants", line, row=parts[0], task=task, workload=_workload(draft, line), **texts)
        draft.accept(_PARTICIPANTS)


def read_matrix(draft: Draft, lines: list[Line]) -> None:
    """The matrix of results and indicators: a link for every cell that is filled, its weight in the note."""
    for line in join_rows(lines):
        result = ".".join(map(str, number_parts(line.of(NUMBER))))
        if not result and not line.group:
            draft.leave(_MATRIX, line)
            continue
        for indicator, text in line.values.items():
            if len(number_parts(indicator)) > 1 and not is_missing(text):
                draft.add(
                    "links", line, result=result, kind="indicator", target=indicator, note=f"вес {line.of(indicator)}"
                )
        draft.accept(_MATRIX)


def _add_item(draft: Draft, line: Line, kind: str, parent: str) -> None:
    """``parent``: the number of the result that the item belongs to, empty for a result."""
    number = line.of(NUMBER)
    yearly, until = _recurrence(line)
    draft.add(
        "plan_items",
        line,
        row=len(draft.rows("plan_items")) + 1,
        number=number,
        item=number.rstrip("."),
        kind=kind,
        parent=parent,
        title=line.of(TITLE),
        start=_date(draft, line, "start"),
        end=_date(draft, line, "end"),
        start_text=line.of("start"),
        end_text=line.of("end"),
        yearly=yearly,
        yearly_until=until,
        executor=line.of("executor"),
        document=line.of("document"),
        control=line.of("control"),
    )


def _add_targets(draft: Draft, result: str, line: Line) -> None:
    for year in line.years:
        try:
            target = parse_number(line.values[str(year)])
        except ValueError:
            draft.doubt(_RESULTS, line, f"{year}: «{line.of(str(year))}» — не число", "target")
            continue
        if target is not None:
            unit = shorten_unit(line.of("unit")) or PIECES
            draft.add(
                "result_targets", line, result=result, year=year, unit=unit, target=target, wording=line.of(TITLE)
            )


def _recurrence(line: Line) -> tuple[bool, date | None]:
    yearly, until = parse_recurrence(line.of("end"))
    return (yearly, until) if yearly else parse_recurrence(line.of("start"))


def _date(draft: Draft, line: Line, column: str) -> date | None:
    try:
        return parse_date(line.of(column))
    except ValueError:
        draft.doubt(_PLAN, line, f"«{line.of(column)}» — не дата", column)
        return None


def _workload(draft: Draft, line: Line) -> Decimal | None:
    try:
        return parse_number(line.of("workload"))
    except ValueError:
        draft.doubt(_PARTICIPANTS, line, f"«{line.of('workload')}» — не число", "workload")
        return None
