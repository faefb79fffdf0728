"""Types the text of the passport into Word tables: merged heads, repeated headings, page breaks through cells.

``source.txt`` has tabs between cells, blank lines where pages end; heads are two rows whose empty cells are merges.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from tests.importing.typing_word import Block, TypedCell, TypedRow, TypedTable

_SOURCE = Path(__file__).with_name("source.txt")
_TAGS = re.compile(r"</?(?:p|i|ul|li)[^>]*>")
_RULE = re.compile(r"-+(\t-+)*")
_FORMULAS = {
    r"$F_{\text{кванториум}} = \sum K_i$": "Fкванториум = ∑ Ki", r"$F_{ov} = \sum X_i$": "Fov = ∑ Xi",
    r"$F_{бвб} = X$": "Fбвб = X", "K _i": "Ki", "K_i": "Ki", "X_i": "Xi",
}  # fmt: skip
_WIDE = 1000


def read_source() -> list[list[str]]:
    """The chunks of the text between blank lines, without what the extraction left."""
    chunks: list[list[str]] = [[]]
    for line in _SOURCE.read_text(encoding="utf-8").splitlines():
        text = _plain(line)
        if not text.strip():
            chunks.append([])
        elif not _RULE.fullmatch(text.strip()):
            chunks[-1].append(text)
    return [chunk for chunk in chunks if chunk]


def type_passport() -> list[Block]:
    """The blocks of the document, a table for each page of a table."""
    blocks: list[Block] = []
    for chunk in read_source():
        if any("\t" in line.rstrip("\n") for line in chunk):
            blocks.append(_table(chunk))
        else:
            blocks += chunk
    return blocks


def _plain(line: str) -> str:
    text = line.replace("</p> <p>", "\n").replace("</p> <ul", "\n<ul")
    for formula, words in _FORMULAS.items():
        text = text.replace(formula, words)
    # The terms of a method stand in paragraphs of their own.
    text = re.sub(r" (где[:,]) (?=\w+ - )", r"\n\1\n", text)
    text = re.sub(r" (?=U - число)", "\n", text)
    return _TAGS.sub("", text).rstrip(" ")


def _table(chunk: list[str]) -> TypedTable:
    cells = [[cell.strip() for cell in line.split("\t")] for line in chunk]
    width = max(map(len, cells))
    heads = _count_heads(cells)
    rows = [_head(cells, n, heads, width) if n in heads else _body(row, width) for n, row in enumerate(cells)]
    return TypedTable([_WIDE] * width, rows)


def _count_heads(cells: list[list[str]]) -> dict[int, int]:
    """Rows of headings, each with the number of rows that its heading has."""
    heads = {}
    for n, row in enumerate(cells):
        if row[0] == "№ п/п":
            two = n + 1 < len(cells) and not cells[n + 1][0] and len(cells[n + 1]) > 3
            heads.update({n: 2, n + 1: 2} if two else {n: 1})
    return heads


def _head(cells: list[list[str]], n: int, heads: dict[int, int], width: int) -> TypedRow:
    row = cells[n] + [""] * (width - len(cells[n]))
    if row[0] == "№ п/п" and heads[n] == 2:
        below = cells[n + 1] + [""] * (width - len(cells[n + 1]))
        return list(_upper(row, below))
    if not row[0]:
        return [TypedCell(text, 1, "" if text else "continue") for text in row]
    return [TypedCell(text) for text in row]


def _upper(row: list[str], below: list[str]) -> Iterator[TypedCell]:
    """An empty cell to the right belongs to the one before it; one without anything below reaches down."""
    at = 0
    while at < len(row):
        end = at + 1
        while end < len(row) and not row[end] and below[end]:
            end += 1
        yield TypedCell(row[at], end - at, "" if below[at] else "restart")
        at = end


def _body(row: list[str], width: int) -> TypedRow:
    """A row of the body; words followed by nothing but empty cells cover the rest, as groups and titles do."""
    cells = [TypedCell(text) for text in row]
    written = [n for n, text in enumerate(row) if text]
    if len(row) < width or (written and written[-1] < 2 and len(row) > 2 and not _is_continued(row)):
        last = written[-1] if written else 0
        cells = [*cells[:last], replace(cells[last], span=width - last)]
    return cells


def _is_continued(row: list[str]) -> bool:
    return not row[0]


def break_up(blocks: list[Block], seed: int) -> list[Block]:
    """The same document badly handled: tables and rows cut by pages, headings repeated or not, merges lost."""
    chance = random.Random(seed)
    broken: list[Block] = []
    for block in blocks:
        if isinstance(block, str):
            broken.append(block)
        else:
            broken += _break_table(block, chance)
    return _one_table(broken) if chance.random() < 0.3 else broken


def _break_table(table: TypedTable, chance: random.Random) -> list[Block]:
    widths = [chance.randint(700, 1300) for _ in table.widths]
    heads = [n for n, row in enumerate(table.rows) if row[0].text == "№ п/п"]
    height = 2 if heads and any(cell.down for cell in table.rows[heads[0]]) else 1
    head = table.rows[heads[0] : heads[0] + height] if heads else []
    first = heads[0] + height if heads else 0
    if chance.random() < 0.5:
        head = [*head, [TypedCell(str(n)) for n in range(1, len(table.widths) + 1)]] if head else []
    pieces: list[list[TypedRow]] = [list(table.rows[:first])]
    for row in table.rows[first:]:
        cut = _cut(row, chance) if chance.random() < 0.1 and pieces[-1] else None
        if cut:
            pieces[-1].append(cut[0])
            pieces.append([*(head if chance.random() < 0.6 else []), cut[1]])
        elif pieces[-1] and chance.random() < 0.1 and len(pieces[-1]) > height:
            pieces.append([*(head if chance.random() < 0.6 else []), row])
        else:
            pieces[-1].append(row)
    blocks: list[Block] = []
    for piece in pieces:
        if blocks and chance.random() < 0.5:
            blocks.append(chance.choice([f"{len(blocks)}", "- 12 -", "Страница 7 из 30"]))
        lose = chance.choice((None, None, _lose_merges, _lose_spans))
        rows = [lose(row) if lose else row for row in piece]
        blocks.append(TypedTable(widths, rows))
    return [block for block in blocks if isinstance(block, str) or block.rows]


def _cut(row: TypedRow, chance: random.Random) -> tuple[TypedRow, TypedRow] | None:
    """The longest cell in two, as a page cuts it; everything else stays on the first page."""
    longest = max(range(len(row)), key=lambda n: len(row[n].text))
    words = row[longest].text.split(" ")
    if len(words) < 6 or len(row) < 3:
        return None
    at = chance.randint(2, len(words) - 2)
    upper, lower = " ".join(words[:at]), " ".join(words[at:])
    if "\n" in row[longest].text or upper.endswith("-"):
        return None
    first = [replace(cell, text=upper) if n == longest else cell for n, cell in enumerate(row)]
    second = [replace(cell, text=lower if n == longest else "") for n, cell in enumerate(row)]
    return first, second


def _lose_merges(row: TypedRow) -> TypedRow:
    """Merges down become empty cells, as a conversion leaves them."""
    return [replace(cell, down="") for cell in row]


def _lose_spans(row: TypedRow) -> TypedRow:
    """A cell over several columns becomes one of them, with empty ones after it."""
    return [each for cell in row for each in (replace(cell, span=1), *[TypedCell("", 1, cell.down)] * (cell.span - 1))]


def _one_table(blocks: list[Block]) -> list[Block]:
    """Everything between the first and the last table as one long table, as a conversion from RTF leaves it."""
    grid = sorted({edge for block in blocks if not isinstance(block, str) for edge in _edges(block)} | {0, 100_000})
    first = next(n for n, block in enumerate(blocks) if not isinstance(block, str))
    last = max(n for n, block in enumerate(blocks) if not isinstance(block, str))
    rows: list[TypedRow] = []
    for block in blocks[first : last + 1]:
        if isinstance(block, str):
            rows.append([TypedCell(block, len(grid) - 1)])
            continue
        edges = _edges(block)
        for row in block.rows:
            at, cells = 0, []
            for cell in row:
                left, at = grid.index(edges[at]), at + cell.span
                cells.append(replace(cell, span=grid.index(edges[at]) - left))
            rows.append(cells)
    widths = [right - left for left, right in pairwise(grid)]
    return [*blocks[:first], TypedTable(widths, rows), *blocks[last + 1 :]]


def _edges(table: TypedTable) -> list[int]:
    """The edges of the columns in parts of 100 000."""
    edges, total = [0], sum(table.widths)
    for width in table.widths:
        edges.append(edges[-1] + width)
    return [edge * 100_000 // total for edge in edges]
