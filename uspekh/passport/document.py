"""The document itself, place by place: section, row and text, so that anything in it can be found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from uspekh.passport.plan import Plan
from uspekh.passport.sections import (
    AIM,
    ANNEX2,
    BUDGET,
    FINANCING,
    HEAD,
    INDICATORS,
    ITEMS,
    METHODS,
    PEOPLE,
    RESULTS,
    TASK,
    material,
)
from uspekh.russian.text import fold

COLUMNS = ["Раздел", "Строка", "Текст"]

# table, section, column of the row, columns of text
_TEXTS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("indicators", INDICATORS, "id", ("title", "type")),
    ("results", RESULTS, "id", ("title", "characteristic")),
    ("budget_lines", BUDGET, "line", ("title",)),
    ("participants", PEOPLE, "row", ("task", "role", "person", "position", "supervisor")),
    ("plan_items", ITEMS, "number", ("title", "start_text", "end_text", "executor", "document", "control")),
    ("annex2_indicators", ANNEX2, "row", ("title", "scope")),
    ("methods", METHODS, "indicator", ("title", "method", "terms", "base", "source", "responsible", "aggregation",
                                       "schedule")),
    ("supplementary_financing", FINANCING, "row", ("title",)),
)  # fmt: skip


def list_texts(plan: Plan) -> pd.DataFrame:
    """Every text of the document, columns ``COLUMNS``, in the order of its sections."""
    rows = [*_head(plan.head), *_tables(plan), *_materials(plan)]
    return pd.DataFrame(rows, columns=COLUMNS).drop_duplicates(ignore_index=True)


def find(texts: pd.DataFrame, query: str) -> pd.DataFrame:
    """Rows of ``list_texts`` that hold every word of the query, whatever the case, ё/е and dashes."""
    words = fold(query).split()
    folded = (texts["Раздел"] + " " + texts["Строка"] + " " + texts["Текст"]).map(fold)
    return texts.loc[[all(word in text for word in words) for text in folded]]


def named(section: str, row: str) -> str:
    """«Раздел 3, строка 1.9»."""
    return f"{section}, строка {row}" if row else section


def _head(head: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    project = head["project"]
    for key in ("title", "municipality", "region", "approved_by"):
        if project.get(key):
            yield HEAD, "", str(project[key])
    for official in head.get("officials", ()):
        yield HEAD, "", ". ".join(official.values())
    for programme in head.get("programmes", ()):
        yield HEAD, "", ", ".join(filter(None, (programme["title"], programme["act"])))
    for section, key in ((AIM, "goal"), (TASK, "task")):
        if project.get(key):
            yield section, "", str(project[key])


def _tables(plan: Plan) -> Iterator[tuple[str, str, str]]:
    for table, section, row, texts in _TEXTS:
        for record in plan[table].to_dict("records"):
            yield section, str(record[row]), "; ".join(str(record[name]) for name in texts if record[name])


def _materials(plan: Plan) -> Iterator[tuple[str, str, str]]:
    for row in plan["materials"].itertuples():
        yield material(row.section), str(row.paragraph), f"{row.heading}. {row.text}"
