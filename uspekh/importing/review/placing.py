"""A row of the document that was not read, entered by a person into a table with its cells filled in; new rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from uspekh.importing.collecting import SHEET, OrganizationType, propose_missing
from uspekh.importing.document.parsing import number_parts
from uspekh.importing.document.recognition import NUMBER, TITLE, TOTAL
from uspekh.importing.draft import Remark
from uspekh.importing.review.columns import SECTION_TABLES, columns_of
from uspekh.importing.review.head import CONTINGENT, HEAD
from uspekh.importing.review.rows import Change, Tables, cells_of, next_number
from uspekh.importing.review.spread import OF_TOTALS, SPREAD, add_row

_NUMBERS = {
    "indicators": "id", "results": "id", "budget_lines": "line", "budget": "line", "budget_totals": "line",
    "participants": "row", "plan_items": "number", "annex2_indicators": "row", "supplementary_financing": "row",
    "indicator_targets": "indicator", "result_targets": "result", "annex2_targets": "indicator",
}  # fmt: skip
"""The column of each table that holds the number of a row."""
_TITLES = {"budget": "source", "budget_totals": "source"}
_TARGETS = {
    "indicators": ("indicator_targets", {"indicator": "id"}),
    "results": ("result_targets", {"result": "id", "unit": "unit", "wording": "title"}),
    "annex2_indicators": ("annex2_targets", {"indicator": "indicator"}),
}
"""The table of the years of another one, and what its columns take from there."""
_DEFAULTS: Mapping[str, Mapping[str, str]] = {
    "plan_items": {"kind": "result", "yearly": "false"},
    "budget_lines": {"derived": "false"},
    "people": {"collective": "false"},
    "components": {"sheet": SHEET, "sensitive": "false"},
    "measures": {"subject_kind": "indicator", "divisor": "1", "direction": "up", "primary": "true"},
}
_FIRST_NUMBERS = {
    "indicators": "1", "results": "1.1", "budget_lines": "1.1", "plan_items": "1", "participants": "1",
    "annex2_indicators": "1",
}  # fmt: skip
_OF_WHAT = {
    "indicator_targets": ("indicators", "id"), "result_targets": ("results", "id"), "budget": ("budget_lines", "line"),
    "annex2_targets": ("annex2_indicators", "indicator"),
}  # fmt: skip
"""What the lines of a table over years belong to: a table and the column of its number."""
TABLES = tuple(name for names in SECTION_TABLES.values() for name in names if name not in (HEAD, "applicability"))
"""The tables to which rows can be added."""


def add_blank_row(tables: Tables, changes: Sequence[Change], table: str) -> list[Change]:
    """What changes when a person adds a row: the next number and what is usual are filled in, and a code unseen."""
    number = next_number(tables.get(table, ()), changes, table)
    cells = {**_DEFAULTS.get(table, {}), **_code(tables, table, number)}
    if table in _FIRST_NUMBERS:
        written = [row.cells[_NUMBERS[table]] for row in tables.get(table, ())]
        cells[_NUMBERS[table]] = follow_number(written, _FIRST_NUMBERS[table])
    elif table in _OF_WHAT:
        cells |= _next_owner(tables, table)
    return add_row(table, number, cells)


def follow_number(numbers: Sequence[str], first: str) -> str:
    """«1.4» after «1.3.», the last of the numbers; ``first`` where there is none."""
    last = next((parts for parts in map(number_parts, reversed(numbers)) if parts), None)
    return ".".join(map(str, (*last[:-1], last[-1] + 1))) if last else first


def enter_row(tables: Tables, changes: Sequence[Change], remark: Remark, table: str) -> list[Change]:
    """What changes when a row that was not read is entered into a table, with its years where the table has any."""
    columns = {column.name: column for column in columns_of(table)}
    named = {_name(table, name): text for name, text in remark.cells if name and not name.isdigit() and name != TOTAL}
    years = {name: text for name, text in remark.cells if name.isdigit()}
    if table in OF_TOTALS:
        years["0"] = dict(remark.cells).get(TOTAL, "")
    cells = {name: columns[name].parse(text) for name, text in named.items() if name in columns}
    # Of a table that no form knows, and of a paragraph, the texts stand in their order.
    unnamed = (text for name, text in remark.cells if not name)
    cells |= {name: columns[name].parse(text) for name, text in zip(_free(table, cells), unnamed, strict=False)}
    cells = {**_DEFAULTS.get(table, {}), **{name: text for name, text in cells.items() if text}}
    number = next_number(tables.get(table, ()), changes, table)
    if table in SPREAD:
        return list(_over_years(table, cells, years, number, remark.where))
    entered = add_row(table, number, {**cells, **_code(tables, table, number)}, remark.where)
    if table in _TARGETS and any(years.values()):
        other, taken = _TARGETS[table]
        shared = {name: cells.get(of, named.get(of, "")) for name, of in taken.items()}
        first = next_number(tables.get(other, ()), changes, other)
        entered += _over_years(other, shared, years, first, remark.where)
    return entered


def propose_rows(tables: Tables, changes: Sequence[Change], types: Sequence[OrganizationType]) -> list[Change]:
    """What changes when fields and formulas are proposed for the indicators that have none."""
    draft = propose_missing(cells_of(tables), types)
    proposed: list[Change] = []
    for table in ("components", "measures", "applicability"):
        first = next_number(tables.get(table, ()), changes, table)
        for number, cells in enumerate(draft.rows(table), first):
            proposed += add_row(table, number, cells)
    row = next((row for row in tables.get(HEAD, ()) if row.cells["key"] == CONTINGENT), None)
    if row and not row.cells["text"] and (contingent := draft.head.get("contingent")):
        proposed.append(Change(HEAD, row.number, "text", contingent["field"]))
    return proposed


def _next_owner(tables: Tables, table: str) -> dict[str, str]:
    """The first indicator, result or line of the budget that has no values over years yet, else the last one."""
    home, key = _OF_WHAT[table]
    owned = {row.cells[_NUMBERS[table]] for row in tables.get(table, ())}
    owners = [row.cells for row in tables.get(home, ()) if row.cells[key]]
    if not owners:
        return {}
    owner = next((cells for cells in owners if cells[key] not in owned), owners[-1])
    wording = {"wording": owner["title"]} if table == "result_targets" else {}
    return {_NUMBERS[table]: owner[key], **wording}


def _over_years(
    table: str, shared: Mapping[str, str], years: Mapping[str, str], first: int, where: str
) -> Iterator[Change]:
    value = next(column for column in columns_of(table) if column.name == SPREAD[table])
    parsed = {year: text for year, written in years.items() if (text := value.parse(written))}
    for number, (year, text) in enumerate((parsed or {"": ""}).items(), first):
        yield from add_row(table, number, {**shared, "year": year, SPREAD[table]: text}, where)


def _name(table: str, column: str) -> str:
    """The column of a table for one of the form."""
    if column == NUMBER:
        return _NUMBERS.get(table, column)
    return _TITLES.get(table, column) if column == TITLE else column


def _free(table: str, cells: Mapping[str, str]) -> list[str]:
    taken = {*cells, "year", SPREAD.get(table, "")}
    return [column.name for column in columns_of(table) if column.name not in taken and not column.words]


def _code(tables: Tables, table: str, number: int) -> dict[str, str]:
    """A Latin code that no row of ``measures`` or ``components`` has, of the number of the row."""
    if table not in ("measures", "components"):
        return {}
    taken = {row.cells["id"] for row in tables.get(table, ())}
    code = f"{table[:-1]}_{number + 1}"
    while code in taken:
        code += "n"
    return {"id": code}
