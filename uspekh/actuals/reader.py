"""All that is done with what a file holds: opened, searched for personal data, its tables found, its rows read.

Runs in the limited process (``child``) and imports nothing heavy: a start costs more than most files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from uspekh.actuals.cells import Unreadable, cite
from uspekh.actuals.content import FieldValues, FileContent, FileProjects, TableValues
from uspekh.actuals.fields import GUIDE, REPLY, SheetSpec, organizations_spec
from uspekh.actuals.layout.candidates import Candidate, candidates
from uspekh.actuals.layout.fitting import ProjectForm, count_columns
from uspekh.actuals.layout.heading_problems import has_figures
from uspekh.actuals.layout.mapping import Mapping, apply
from uspekh.actuals.layout.recognition import Form, describe_sheets, name_sheet, recognize_sheets
from uspekh.actuals.layout.tables import Table, find_tables
from uspekh.actuals.look.find import see_sheets
from uspekh.actuals.opening.dropped import dropped_parts
from uspekh.actuals.opening.limits import Limits
from uspekh.actuals.opening.preparing import prepare_content
from uspekh.actuals.opening.workbook import Sheet, open_workbook
from uspekh.actuals.parsing.names import ChosenName, Organization, OrganizationNames, split_names
from uspekh.actuals.personal.mentions import mentions
from uspekh.actuals.personal.search import name_of_file, personal_data
from uspekh.actuals.problems import Problem, Problems, refused
from uspekh.actuals.project_line import find_projects
from uspekh.actuals.rows.hidden_copies import HIDDEN_COPY, find_hidden_copies
from uspekh.actuals.rows.table import read_table
from uspekh.russian.text import fold

MOST_NAMES = 30
"""Unknown names that a person is asked about at once."""
MOST_TABLES = 200
"""Tables of different columns in a file; tables one under another with the same columns count as one."""


@dataclass(frozen=True)
class Specification:
    """What a file is read by. ``specs``: the sheets that follow from the plan; the directory's comes by itself.

    Organizations are resolved against ``directory`` and the file's own sheet «Организации»; while both are empty,
    against ``fallback``. ``started``: the year the project started; ``date_labels``: folded labels of our columns of
    dates; ``mappings``: tables that are not ours and were matched by hand; ``chosen``: names that were; ``skipped``:
    names of sheets that a person chose not to read; ``file_name``: as the person named it; ``forms``: of the projects,
    where there are several, by which a file that names none is compared.
    """

    specs: tuple[SheetSpec, ...]
    started: int
    date_labels: frozenset[str]
    directory: tuple[Organization, ...] = ()
    fallback: tuple[Organization, ...] = ()
    mappings: tuple[Mapping, ...] = ()
    chosen: tuple[ChosenName, ...] = ()
    skipped: frozenset[str] = frozenset()
    file_name: str = ""
    forms: tuple[ProjectForm, ...] = ()

    @property
    def names(self) -> list[str]:
        """Names of the sheets of the form."""
        return [*(spec.name for spec in self.specs), organizations_spec().name]


def read_file(content: bytes, specification: Specification, limits: Limits) -> FileContent:
    """What a file says; whatever is wrong with it is a problem with sheet and cell.

    Raises ``Refusal`` where the file cannot be opened.
    """
    if named_after := name_of_file(specification.file_name):
        return FileContent([], [named_after], 0, FileProjects())
    content = prepare_content(content, limits, specification.file_name)
    sheets = open_workbook(content, limits)
    if problems := Problems(_refuse(sheets, specification, limits)).listed():
        return FileContent([], problems, 0, FileProjects())
    seen, about_look = see_sheets(content, sheets, limits)
    seen = [sheet for sheet in seen if not is_reply(sheet)]
    answer = read_sheets(seen, specification)
    answer.problems.extend([*about_look, *_dropped(content)])
    return replace(answer, projects=_projects_of(content, seen, specification))


def offer_tables(content: bytes, specification: Specification, limits: Limits) -> list[Candidate]:
    """Candidate heading rows of the sheets that are not ours or have none of our figures; none of a file with personal
    data.

    Raises ``Refusal`` where the file cannot be opened.
    """
    content = prepare_content(content, limits)
    sheets = open_workbook(content, limits)
    if next(_refuse(sheets, specification, limits), None):
        return []
    sheets, _ = see_sheets(content, sheets, limits)
    sheets = [sheet for sheet in sheets if not is_reply(sheet)]
    specs = {spec.name: spec for spec in (*specification.specs, organizations_spec())}
    forms = recognize_sheets(sheets, list(specs.values()), specification.mappings)
    foreign = [
        sheet
        for sheet, form in zip(sheets, forms, strict=True)
        if (form is None and not _is_guide(sheet)) or (form and not has_figures(sheet, specs[form.name]))
    ]
    return [candidate for sheet in foreign for candidate in candidates(sheet)]


def _is_guide(sheet: Sheet) -> bool:
    return fold(sheet.name) == fold(GUIDE)


def offer_projects(content: bytes, specification: Specification, limits: Limits) -> FileProjects:
    """What a file says of its project. Raises ``Refusal`` where it cannot be opened."""
    content = prepare_content(content, limits, specification.file_name)
    sheets = [sheet for sheet in open_workbook(content, limits) if not is_reply(sheet)]
    return _projects_of(content, sheets, specification)


def _projects_of(content: bytes, sheets: Sequence[Sheet], specification: Specification) -> FileProjects:
    named = find_projects(content, sheets)
    sheets = [sheet for sheet in sheets if sheet.name not in specification.skipped]
    return FileProjects(
        named, {} if named else {form.code: count_columns(sheets, form) for form in specification.forms}
    )


def offer_names(content: bytes, specification: Specification, limits: Limits) -> list[str]:
    """Names of organizations that nobody bears, at most ``MOST_NAMES``; none of a file with personal data.

    Raises ``Refusal`` where the file cannot be opened.
    """
    content = prepare_content(content, limits, specification.file_name)
    sheets = open_workbook(content, limits)
    if next(_refuse(sheets, specification, limits), None):
        return []
    seen, _ = see_sheets(content, sheets, limits)
    named, forms = _recognized(seen, specification)
    entries, _ = _read(named, forms, [organizations_spec()], Problems())
    by_name = {spec.name: spec for spec in resolve_organizations(specification, entries) if spec.of_organizations}
    names: dict[str, None] = {}
    for sheet, form in zip(named, forms, strict=True):
        if form is not None and form.mapping is None and form.name in by_name:
            for table in find_tables(sheet, by_name[form.name])[0]:
                names |= dict.fromkeys(_unknown_names(table))
    return list(islice(names, MOST_NAMES))


def _unknown_names(table: Table) -> Iterator[str]:
    key = table.spec.keys[0]
    if key.name not in table.columns:
        return
    column = table.sheet.columns[table.columns[key.name]]
    for cell in dict.fromkeys(column[row] for row in table.rows):
        try:
            key.parse(cell)
        except Unreadable as failure:
            if failure.code == "organization.unknown" and isinstance(cell, str):
                yield cite(cell)


def is_reply(sheet: Sheet) -> bool:
    """Whether a sheet is our own list of what was wrong with the file when it came before."""
    return fold(sheet.name) == fold(REPLY)


def read_sheets(sheets: Sequence[Sheet], specification: Specification) -> FileContent:
    """What the sheets of a file say, but for the project that it names."""
    sheets, forms = _recognized(sheets, specification)
    problems = Problems()
    entries, rows = _read(sheets, forms, [organizations_spec()], problems)
    fill_names(entries)
    problems.extend(describe_sheets(sheets, forms, specification.names, specification.skipped))
    tables, more = _read(sheets, forms, resolve_organizations(specification, entries), problems)
    copies = find_hidden_copies(sheets, [*entries, *tables])
    problems.extend(copies)
    refused_copies = {problem.sheet for problem in copies if problem.code == HIDDEN_COPY}
    values = [table for table in (*entries, *tables) if table.sheet not in refused_copies]
    problems.extend(mentions(_texts(values)))
    listed = problems.listed()
    if not refused(listed) and not any(table.row for table in values):
        listed.append(_nothing())
    return FileContent(values, listed, rows + more, FileProjects())


def _recognized(sheets: Sequence[Sheet], specification: Specification) -> tuple[Sequence[Sheet], list[Form | None]]:
    """The sheets, a nameless one named after its form, and which form each is."""
    if any(not sheet.name for sheet in sheets):
        sheets = [name_sheet(sheet, [organizations_spec(), *specification.specs]) for sheet in sheets]
    forms = recognize_sheets(sheets, [*specification.specs, organizations_spec()], specification.mappings)
    return sheets, [
        None if sheet.name in specification.skipped else form for sheet, form in zip(sheets, forms, strict=True)
    ]


def _nothing() -> Problem:
    message = "В файле нет ни одного значения формы, сохранять нечего: заполните её столбцы."
    return Problem("error", "file.nothing", None, None, message)


def resolve_organizations(specification: Specification, entries: list[TableValues]) -> list[SheetSpec]:
    """The sheets with names of organizations read as their codes."""
    organizations = unite(specification.directory, entries) or specification.fallback
    parse = OrganizationNames(organizations, specification.chosen).parse
    return [
        replace(spec, keys=(replace(spec.keys[0], parse=parse), *spec.keys[1:])) if spec.of_organizations else spec
        for spec in specification.specs
    ]


def fill_names(entries: list[TableValues]) -> None:
    """Of an organization with one name in the file, full or short, that name stands for the other as well."""
    for field, other in (("name", "short_name"), ("short_name", "name")):
        has_other = {subject for subject, _ in _named(entries, other)}
        for table in entries:
            for column in [column for column in table.fields if column.name == field]:
                values = [
                    None if subject in has_other else value
                    for subject, value in zip(table.subject, column.values, strict=True)
                ]
                if any(value is not None for value in values):
                    table.fields.append(FieldValues(other, column.letters, values))


def unite(directory: Iterable[Organization], entries: list[TableValues]) -> list[Organization]:
    """The names of the directory with those of the file over them; a blank in the file erases nothing."""
    by_code = {entry.code: entry for entry in directory}
    for table in entries:
        for subject in table.subject:
            by_code.setdefault(subject, Organization(subject, None, None))
    for field in ("name", "short_name"):
        # The first of several stands: they are an error anyway.
        first: dict[str, str] = {}
        for subject, value in _named(entries, field):
            first.setdefault(subject, value)
        for subject, value in first.items():
            entry = by_code[subject]
            by_code[subject] = entry._replace(name=value) if field == "name" else entry._replace(short_name=value)
    for subject, value in _named(entries, "former_names"):
        by_code[subject] = by_code[subject]._replace(former_names=split_names(value))
    return list(by_code.values())


def _texts(tables: Sequence[TableValues]) -> Iterator[tuple[str, str, str]]:
    """Sheet, cell and words of every value that is a text."""
    for table in tables:
        for column in table.fields:
            if str not in set(map(type, column.values)):
                continue
            for row, value in zip(table.row, column.values, strict=True):
                if isinstance(value, str):
                    yield table.sheet, f"{column.letters}{row}", value


def _named(entries: list[TableValues], field: str) -> Iterator[tuple[str, str]]:
    """The code and the words of each organization of the file that has this one of its names."""
    for table in entries:
        for column in table.fields:
            if column.name == field:
                for subject, value in zip(table.subject, column.values, strict=True):
                    if isinstance(value, str):
                        yield subject, value


def _refuse(sheets: Sequence[Sheet], specification: Specification, limits: Limits) -> Iterator[Problem]:
    """Why a file is not read at all. What no cell of Excel holds is not searched either."""
    too_long = False
    for problem in _long_texts(sheets, limits.text):
        too_long = True
        yield problem
    if not too_long:
        yield from personal_data(sheets, specification.started, specification.date_labels)


def _dropped(content: bytes) -> Iterator[Problem]:
    """One remark on what the file holds beside its cells."""
    if parts := dropped_parts(content):
        message = f"Сохраняется только прочитанное из ячеек. Не сохраняются: {', '.join(parts)}."
        yield Problem("info", "file.dropped", None, None, message)


def _long_texts(sheets: Sequence[Sheet], longest: int) -> Iterator[Problem]:
    for sheet in sheets:
        for index, column in enumerate(sheet.columns):
            if not any(isinstance(cell, str) and len(cell) > longest for cell in set(column)):
                continue
            for row, cell in enumerate(column):
                if isinstance(cell, str) and len(cell) > longest:
                    message = (
                        f"В ячейке {len(cell)} знаков, а в ячейку Excel помещается {longest}. Сократите текст; "
                        "если это файл CSV, проверьте кавычки и знак, которым разделены столбцы."
                    )
                    yield Problem("error", "cell.too_long", sheet.name or None, sheet.address(row, index), message)


def _read(
    sheets: Sequence[Sheet], forms: Sequence[Form | None], specs: Sequence[SheetSpec], problems: Problems
) -> tuple[list[TableValues], int]:
    """The values of the sheets that are one of ``specs``, and how many rows were meant to give any."""
    by_name = {spec.name: spec for spec in specs}
    tables: list[TableValues] = []
    rows = 0
    for sheet, form in zip(sheets, forms, strict=True):
        if form is None or form.name not in by_name:
            continue
        for values, count in _read_sheet(sheet, form, by_name[form.name], problems):
            rows += count
            if tables and tables[-1].has_columns_of(values):
                tables[-1].extend(values)
            else:
                tables.append(values)
            if len(tables) > MOST_TABLES:
                problems.extend([_too_many_tables(sheet)])
                return tables, rows
    return tables, rows


def _too_many_tables(sheet: Sheet) -> Problem:
    message = (
        f"В файле больше {MOST_TABLES} таблиц, у которых столбцы стоят по-разному. Сведите их в одну таблицу под одной "
        "строкой заголовков."
    )
    return Problem("error", "table.too_many", sheet.name, None, message)


def _read_sheet(sheet: Sheet, form: Form, spec: SheetSpec, problems: Problems) -> Iterator[tuple[TableValues, int]]:
    if form.mapping is not None:
        try:
            sheet, spec = apply(form.mapping, sheet, form.row, spec)
        except Unreadable as failure:
            message = f"Сопоставление не подходит: {failure.message}"
            problems.extend([Problem("error", failure.code, sheet.name or None, None, message)])
            return
    tables, about_layout = find_tables(sheet, spec, exact=form.mapping is not None)
    problems.extend(about_layout)
    for table in tables:
        yield read_table(table, problems)
