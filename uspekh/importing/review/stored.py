"""What an import gave, as texts that the store keeps, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from uspekh.importing.draft import Draft, Remark, SectionCount
from uspekh.importing.reading import ImportedPassport
from uspekh.importing.review.columns import SECTION_TABLES
from uspekh.importing.review.head import HEAD, flatten_head
from uspekh.importing.review.rows import ReviewRow, number_rows
from uspekh.importing.review.sections import ImportRemarks
from uspekh.importing.sections.head import complete_head

_TABLES = tuple(dict.fromkeys(name for names in SECTION_TABLES.values() for name in names))


@dataclass(frozen=True)
class PackedDraft:
    """``remarks`` and ``tables`` (by name) as JSON."""

    remarks: str
    tables: Mapping[str, str]


def pack_import(imported: ImportedPassport) -> PackedDraft:
    """What was read of a document."""
    draft = imported.draft
    remarks = ImportRemarks(
        imported.form.title,
        tuple(draft.counts.values()),
        tuple(draft.unread),
        tuple(draft.doubts),
        tuple(draft.notes),
        tuple(imported.to_confirm),
    )
    head = flatten_head(draft.head)
    sources = draft.sources | {HEAD: [draft.head_sources.get(row["key"]) for row in head[HEAD]]}
    return pack_tables({**draft.tables, **head}, sources, remarks)


def pack_empty() -> PackedDraft:
    """A draft for those who have no document."""
    draft = Draft()
    complete_head(draft)
    draft.head["project"] |= {"title": "", "short_title": ""}
    return pack_tables(flatten_head(draft.head))


def pack_tables(
    tables: Mapping[str, Sequence[Mapping[str, str]]],
    sources: Mapping[str, Sequence[Remark | None]] | None = None,
    remarks: ImportRemarks | None = None,
) -> PackedDraft:
    """Tables with the rows of the document that they were read from; a table without rows too."""
    packed = {}
    for name in _TABLES:
        rows = tables.get(name, ())
        of_rows = (sources or {}).get(name) or [None] * len(rows)
        packed[name] = _json(
            [[row, source and [source.where, source.text]] for row, source in zip(rows, of_rows, strict=True)]
        )
    return PackedDraft(_json(asdict(remarks or ImportRemarks())), packed)


def unpack_tables(tables: Mapping[str, str]) -> dict[str, list[ReviewRow]]:
    """The rows of every table, numbered."""
    return {name: _rows(json.loads(text)) for name, text in tables.items()}


def unpack_remarks(text: str) -> ImportRemarks:
    """What the import said beside the tables."""
    parts = json.loads(text)
    return ImportRemarks(
        parts["form"],
        tuple(SectionCount(**each) for each in parts["counts"]),
        tuple(_remark(each) for each in parts["unread"]),
        tuple(_remark(each) for each in parts["doubts"]),
        tuple(_remark(each) for each in parts.get("notes", ())),
        tuple(_remark(each) for each in parts["to_confirm"]),
    )


def _remark(parts: dict[str, Any]) -> Remark:
    """A remark as it was; drafts of earlier versions have no cells."""
    return Remark(**{**parts, "cells": tuple((name, text) for name, text in parts.get("cells", ()))})


def _rows(pairs: Iterable[tuple[dict[str, str], list[str] | None]]) -> list[ReviewRow]:
    cells, sources = [], []
    for row, source in pairs:
        cells.append(row)
        sources.append(Remark(source[0], source[1]) if source else None)
    return number_rows(cells, sources)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
