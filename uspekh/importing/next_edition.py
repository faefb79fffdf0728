"""A document read as another edition of a passport: what is ours in the last edition goes over to the new one.

A document says nothing of fields, formulas, who is asked for what, short titles and who is who. Where its rows are
those of the last edition, however they are numbered now, all of that stays; for new rows the import's proposals do.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from uspekh.importing.document.opening import open_document
from uspekh.importing.draft import Remark
from uspekh.importing.reading import import_passport
from uspekh.importing.writing import render_head, render_table
from uspekh.passport.editions.identity import numbers_after, pair_rows
from uspekh.passport.organization_plans import LETTERS
from uspekh.passport.plan import plan_of
from uspekh.passport.tables import SCHEMAS
from uspekh.passport.texts import HEAD_FILE, Texts
from uspekh.russian.text import fold

Rows = list[dict[str, str]]
Numbers = dict[tuple[str, str], str]
_HOME = {
    "indicator": "indicators", "result": "results", "plan_item": "plan_items", "budget_line": "budget_lines",
    "participant": "participants",
}  # fmt: skip
"""The table in which a measure or a link finds what it names by kind and number."""
_SHORT_TITLES = {"indicators": "id", "results": "id", "budget_lines": "line"}


@dataclass(frozen=True)
class NextEdition:
    """What was read of a document. ``rows``: how many rows its tables have; ``read``: how many of them were read;
    ``remarks``: what a person must look at: rows that were not read, doubtful cells, sums that do not add up."""

    texts: dict[str, str]
    rows: int
    read: int
    remarks: list[Remark]


def read_next_edition(last: Texts, content: bytes, forms_folder: Path) -> NextEdition:
    """A Word document as another edition after the ``last`` one.

    Raises ``Refusal``, ``NoPassport``, ``PassportDamaged``.
    """
    imported = import_passport(open_document(content), forms_folder)
    draft = imported.draft
    texts = {f"{name}.csv": render_table(name, draft.rows(name)) for name in SCHEMAS}
    counts = draft.counts.values()
    return NextEdition(
        carry_over(last, texts | {HEAD_FILE: render_head(draft.head)}),
        sum(count.rows for count in counts),
        sum(count.read for count in counts),
        [*draft.unread, *draft.doubts, *imported.sums.failed],
    )


def carry_over(last: Texts, document: Texts) -> dict[str, str]:
    """The texts of the new edition: the document's, with what is ours of the ``last`` edition.

    Raises ``PassportDamaged`` where either does not load.
    """
    numbers = numbers_after(pair_rows(plan_of(last), plan_of(document)))
    old, new = (_rows_of(texts) for texts in (last, document))
    for table, number in _SHORT_TITLES.items():
        _carry_short_titles(old[table], new[table], number, _numbers_of(table, numbers))
    new["result_targets"] = _result_targets(old, new, numbers)
    _carry_measures(old, new, numbers)
    for table in ("people", "executors"):
        spelled = {row["spelling"] for row in old[table]}
        new[table] = old[table] + [row for row in new[table] if row["spelling"] not in spelled]
    new["links"] = _links(old["links"], new["links"], numbers)
    return {HEAD_FILE: _head(last, document)} | {f"{name}.csv": render_table(name, new[name]) for name in SCHEMAS}


def _rows_of(texts: Texts) -> dict[str, Rows]:
    return {
        name: list(csv.DictReader(StringIO(texts[f"{name}.csv"].removeprefix("\ufeff"), newline="")))
        for name in SCHEMAS
    }


def _numbers_of(table: str, numbers: Numbers) -> dict[str, str]:
    return {before: after for (of_table, before), after in numbers.items() if of_table == table}


def _carry_short_titles(old: Rows, new: Rows, number: str, numbers: dict[str, str]) -> None:
    titles = {numbers[row[number]]: row["short_title"] for row in old if row[number] in numbers}
    for row in new:
        row["short_title"] = titles.get(row[number], row["short_title"])


def _result_targets(old: dict[str, Rows], new: dict[str, Rows], numbers: Numbers) -> Rows:
    """The last edition's targets of results whose words are unchanged; of all others those of the import."""
    before = {row["id"]: _words(row) for row in old["results"]}
    now = {row["id"]: _words(row) for row in new["results"]}
    after = {id_: numbers.get(("results", id_), "") for id_ in before}
    same = {id_: number for id_, number in after.items() if number and before[id_] == now[number]}
    carried = [row | {"result": same[row["result"]]} for row in old["result_targets"] if row["result"] in same]
    unchanged = set(same.values())
    return carried + [row for row in new["result_targets"] if row["result"] not in unchanged]


def _words(row: dict[str, str]) -> tuple[str, str]:
    return fold(row["title"]), fold(row["characteristic"])


def _carry_measures(old: dict[str, Rows], new: dict[str, Rows], numbers: Numbers) -> None:
    """Measures, their fields and who is asked for them; proposals remain for subjects that had none in this unit."""
    units = {row["id"]: row["unit"] for row in new["indicators"]}
    carried, headings = [], {}
    for row in old["measures"]:
        number = numbers.get((_HOME[row["subject_kind"]], row["subject"]), "")
        if number and (row["subject_kind"] == "result" or units.get(number) == row["unit"]):
            carried.append(row | {"subject": number})
            letter = LETTERS[row["subject_kind"]]
            headings[f"{letter}{row['subject']} "] = f"{letter}{number} "
    fields = _fields_of(carried, old["components"])
    kept_fields = [_renamed(row, headings) for row in old["components"] if row["id"] in fields]
    proposed = _proposals(new, {(row["subject_kind"], row["subject"]) for row in carried}, old)
    new["measures"] = carried + proposed["measures"]
    new["components"] = kept_fields + proposed["components"]
    new["applicability"] = [row for row in old["applicability"] if row["field"] in fields] + proposed["applicability"]


def _fields_of(measures: Rows, components: Rows) -> set[str]:
    """The fields that measures are made of, and those that bound them."""
    at_most = {row["id"]: row["at_most"].split() for row in components}
    waiting = [row[part] for row in measures for part in ("numerator", "denominator") if row[part]]
    fields: set[str] = set()
    while waiting:
        field = waiting.pop()
        if field not in fields:
            fields.add(field)
            waiting += at_most.get(field, [])
    return fields


def _renamed(row: dict[str, str], headings: dict[str, str]) -> dict[str, str]:
    """A field whose heading begins with the present number of its indicator or result."""
    for before, after in headings.items():
        if row["heading"].startswith(before):
            return row | {"heading": after + row["heading"].removeprefix(before)}
    return row


def _proposals(new: dict[str, Rows], carried: set[tuple[str, str]], old: dict[str, Rows]) -> dict[str, Rows]:
    """The import's measures of other subjects with their fields, under ids that the last edition does not use."""
    measures = [row for row in new["measures"] if (row["subject_kind"], row["subject"]) not in carried]
    fields = _fields_of(measures, new["components"])
    taken = {row["id"] for table in ("measures", "components") for row in old[table]}
    ids = {id_: _free_id(id_, taken) for id_ in [*fields, *(row["id"] for row in measures)]}
    renamed = ("id", "numerator", "denominator", "field")

    def under_free_ids(rows: Iterable[dict[str, str]]) -> Rows:
        return [
            {
                name: ids.get(cell, cell) if name in renamed else _rename_listed(cell, ids, name)
                for name, cell in row.items()
            }
            for row in rows
        ]

    return {
        "measures": under_free_ids(measures),
        "components": under_free_ids(row for row in new["components"] if row["id"] in fields),
        "applicability": under_free_ids(row for row in new["applicability"] if row["field"] in fields),
    }


def _rename_listed(cell: str, ids: dict[str, str], name: str) -> str:
    """The cell, with each id in it renamed where the column lists several."""
    return " ".join(ids.get(word, word) for word in cell.split()) if name == "at_most" else cell


def _free_id(id_: str, taken: set[str]) -> str:
    while id_ in taken:
        id_ += "_new"
    return id_


def _links(old: Rows, new: Rows, numbers: Numbers) -> Rows:
    """The links of both ends that are still there; those of the import for whatever had none."""
    carried = []
    for row in old:
        result = numbers.get(("results", row["result"]), "")
        target = numbers.get((_HOME[row["kind"]], row["target"]), "")
        if result and target:
            carried.append(row | {"result": result, "target": target})
    linked = {(row["kind"], row["target"]) for row in carried}
    return carried + [row for row in new if (row["kind"], row["target"]) not in linked]


def _head(last: Texts, document: Texts) -> str:
    """The head of the document; parts that it does not have stay, and so does the municipality's row."""
    old, new = (tomllib.loads(texts[HEAD_FILE]) for texts in (last, document))
    project = {**old["project"], **new["project"]}
    return render_head({**old, **new, "project": project, "municipality_entry": old["municipality_entry"]})
