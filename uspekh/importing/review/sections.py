"""What a person still has to look at in a section: rows that were not read, doubtful cells, sums, faults."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from uspekh.importing.draft import Draft, Remark, SectionCount
from uspekh.importing.review.columns import LINKS, SECTION_TABLES, TABLE_TITLES, columns_of
from uspekh.importing.review.head import HEAD, KEYS
from uspekh.importing.review.rows import ReviewRow, Tables, cells_of
from uspekh.importing.review.spread import is_blank
from uspekh.importing.sums import check_sums
from uspekh.passport.damage import Fault, PassportDamaged
from uspekh.passport.plan import Plan

_OTHER = "other"
_OF_OTHERS = {"matrix": LINKS, _OTHER: "head"}
"""Sections of a document that are looked at together with another one."""


@dataclass(frozen=True)
class ImportRemarks:
    """What an import says beside the tables: the form, rows by section, what was not read and what is doubtful.

    ``to_confirm``: what was proposed and not the document's, in words; ``notes``: what was left out or changed, with
    nothing to be done.
    """

    form: str = ""
    counts: tuple[SectionCount, ...] = ()
    unread: tuple[Remark, ...] = ()
    doubts: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    to_confirm: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class SectionReview:
    """``rows`` and ``read`` count rows of the document; ``doubts`` are those that nobody has answered yet.

    ``faults``: cells of the tables that cannot be read as they stand now.
    """

    section: str
    rows: int
    read: int
    unread: tuple[Remark, ...]
    doubts: tuple[Remark, ...]
    sums: tuple[Remark, ...]
    faults: tuple[Fault, ...]

    @property
    def open(self) -> int:
        """How many things a person has to look at."""
        return len(self.unread) + len(self.doubts) + len(self.sums) + len(self.faults)


def review_sections(
    remarks: ImportRemarks, tables: Tables, plan: Plan | None, confirmed: Collection[str]
) -> dict[str, SectionReview]:
    """Every section in the order of the steps. ``plan`` of the tables; ``confirmed``: sections looked through."""
    faults = plan.faults if plan else ()
    doubts = [*remarks.doubts, *(list_unlinked(plan) if plan else ())]
    sums = check_sums(Draft(tables=cells_of(tables))).failed
    entered = {row.source for rows in tables.values() for row in rows if row.source}
    edited = {row.source.where for rows in tables.values() for row in rows if row.edited and row.source}
    reviews = {}
    for section, names in SECTION_TABLES.items():
        counts = [count for count in remarks.counts if home_of(count.section) == section]
        closed = section in confirmed
        reviews[section] = SectionReview(
            section,
            sum(count.rows for count in counts),
            sum(count.read for count in counts),
            () if closed else tuple(
                each for each in remarks.unread if home_of(each.section) == section and each not in entered
            ),
            () if closed else tuple(
                each for each in doubts if home_of(each.section) == section and each.where not in edited
            ),
            () if closed else tuple(each for each in sums if home_of(each.section) == section),
            tuple(fault for fault in faults if fault.table in names),
        )  # fmt: skip
    return reviews


def list_unlinked(plan: Plan) -> list[Remark]:
    """What of our tables does not hold: a link to what is not there, a measure in another unit than its plan."""
    remarks = []
    for sentence in plan.unlinked:
        table, _, text = sentence.partition(".csv")
        # The heading is the first line of a file.
        row = re.match(r", строка (\d+): ", text)
        where = f"{TABLE_TITLES[table]}, строка {int(row[1]) - 1}" if row else TABLE_TITLES[table]
        remarks.append(Remark(where, _in_words(text[row.end() :] if row else text), section_of(table)))
    return remarks


def find_doubtful(review: SectionReview, table: str, rows: Sequence[ReviewRow]) -> list[ReviewRow]:
    """The rows of a table that were read from a doubtful row of the document, or that cannot be read as they stand.

    Also those that a person entered or added. None where no row of the document is doubtful: then all are looked at,
    and nothing that is being typed is hidden.
    """
    doubted = {doubt.where for doubt in review.doubts}
    lines = {fault.line for fault in review.faults if fault.table == table}
    written = [row for row in rows if not is_blank(table, row.cells)]
    # The heading is the first line of a file.
    doubtful = [
        row
        for line, row in enumerate(written, 2)
        if row.source and (line in lines or row.source.where in doubted or row.source.section)
    ]
    added = [row for row in rows if row.edited and not row.source]
    return sorted([*doubtful, *added], key=lambda row: row.number) if doubtful else []


def table_of_damage(damage: PassportDamaged) -> str:
    """The table that cannot be loaded; «head» of ``passport.toml``."""
    name = damage.file.rpartition(".")[0]
    return HEAD if name == "passport" else name


def say_damage(damage: PassportDamaged) -> str:
    """Why the tables do not load, in the words of the screen: «Как считается, строка 2, единица: пусто»."""
    table = table_of_damage(damage)
    titles = KEYS if table == HEAD else {column.name: column.title for column in columns_of(table)}
    # The heading is the first line of a file.
    row = f"строка {damage.row - 1}" if damage.row else ""
    # A short title follows from the title, so it is this that is missing.
    column = "title" if damage.column == "short_title" else damage.column or ""
    words = ", ".join(filter(None, (TABLE_TITLES[table], row, titles.get(column, column))))
    reason = "запишите дату так: 31.12.2024" if damage.reason.startswith("ожидается дата") else _in_words(damage.reason)
    return f"{words}: {reason}"


def _in_words(reason: str) -> str:
    """What names a file or the code of a field in the words of the screen."""
    text = re.sub(r"«[^»]*» нет в components\.csv \(id\)", f"его нет в таблице «{TABLE_TITLES['components']}»", reason)
    return re.sub(r"(\w+)\.csv \(\w+\)", lambda match: f"таблице «{TABLE_TITLES[match[1]]}»", text)


def section_of(table: str) -> str:
    """The section in which a table is looked at."""
    return next(section for section, names in SECTION_TABLES.items() if table in names)


def describe_links(tables: Mapping[str, Sequence[Mapping[str, str]]]) -> dict[tuple[str, str], str]:
    """Titles of what a result may be linked with, by kind and number."""
    sources = (
        ("result", "results", "id", "title"), ("indicator", "indicators", "id", "title"),
        ("plan_item", "plan_items", "item", "title"), ("budget_line", "budget_lines", "line", "title"),
        ("participant", "participants", "row", "task"),
    )  # fmt: skip
    return {(kind, row[key]): row[title] for kind, table, key, title in sources for row in tables.get(table, ())}


def say_unread(remark: Remark) -> str:
    """What a person may do about a row that was not read."""
    if remark.section == _OTHER:
        return "таблица не узнана: нужную строку внесите; риски и помесячные планы программе не нужны"
    return "строка не прочитана: внесите её в таблицу или подтвердите раздел"


def home_of(section: str) -> str:
    """The section of a review in which a section of a document is looked at."""
    return _OF_OTHERS.get(section, section)
