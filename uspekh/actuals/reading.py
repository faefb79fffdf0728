"""The way through a file: read in a limited process, then judged beside the values in force. Nothing is stored here."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import pandas as pd

from uspekh.actuals.checks import check_values
from uspekh.actuals.content import (
    FieldValues,
    FileContent,
    FileProjects,
    SheetCells,
    TableValues,
    unpack_candidates,
    unpack_cells,
    unpack_content,
    unpack_names,
    unpack_projects,
)
from uspekh.actuals.directory import complete, find_unknown_successors, united, unnamed
from uspekh.actuals.fields import DOCUMENTED
from uspekh.actuals.layout.candidates import Candidate
from uspekh.actuals.layout.fitting import ProjectForm, find_rivals
from uspekh.actuals.layout.mapping import Mapping
from uspekh.actuals.limited.interpreter import run_limited
from uspekh.actuals.opening.limits import Limits, Refusal
from uspekh.actuals.parsing.names import ChosenName, Organization, split_names
from uspekh.actuals.problems import Problem, Problems, refused
from uspekh.actuals.project_line import UNCLEAR, refuse_other_projects
from uspekh.actuals.reader import Specification, offer_names, offer_projects, offer_tables, read_file
from uspekh.actuals.returning import cells_to_return
from uspekh.actuals.sheets import component_sheets, date_labels, sheet_specs
from uspekh.actuals.values.frame import COLUMNS, KEY, checked, values_frame, values_of_columns
from uspekh.passport.organization_plans import labels_of_figures
from uspekh.passport.plan import Plan

T = TypeVar("T")
Earlier = Callable[[pd.DataFrame], pd.DataFrame]


@dataclass(frozen=True)
class Reading:
    """What a file says. ``values``: tidy frame, empty when the file is refused; ``rows``: rows that gave values;
    ``projects``: codes of the projects that the form names as its own; ``rivals``: where it names none, those of the
    other projects that it may as well be of.
    """

    file_name: str
    sha256: str
    size: int
    rows: int
    values: pd.DataFrame
    problems: tuple[Problem, ...]
    projects: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether the file may be stored."""
        return not refused(self.problems)

    @property
    def is_of_unclear_project(self) -> bool:
        """Whether nothing was read because a person has to say first which project the file is of."""
        return any(problem.code == UNCLEAR for problem in self.problems)


def read_workbook(
    content: bytes,
    file_name: str,
    plan: Plan,
    directory: pd.DataFrame,
    fallback: pd.DataFrame,
    earlier: Earlier | None = None,
    mappings: Sequence[Mapping] = (),
    *,
    chosen: Sequence[ChosenName] = (),
    skipped: Collection[str] = (),
    limits: Limits | None = None,
    stop: threading.Event | None = None,
    project: str = "",
    forms: Sequence[ProjectForm] = (),
) -> Reading:
    """Reads and checks a workbook of actuals against the plan.

    Organizations are resolved against ``directory`` and the file's own sheet «Организации»; while both are
    empty, against ``fallback``. ``earlier`` gives the values in force beside which the file's are judged (tidy frames).
    ``mappings``: tables that are not ours and were matched by hand; ``chosen``: names of organizations that were;
    ``skipped``: names of sheets that a person chose not to read. ``stop`` ends the reading from another thread.
    ``project``: its code; ``forms``: of all projects, where there are several.
    Never raises for what a file holds: that is a problem with sheet and cell. Raises ``Stopped``.
    """
    specification = replace(
        _specification(plan, directory, fallback, file_name),
        mappings=tuple(mappings),
        chosen=tuple(chosen),
        skipped=frozenset(skipped),
        forms=tuple(forms),
    )
    try:
        answer = _received(run_limited(read_file, content, specification, limits, stop), unpack_content)
        values, problems = _judge(answer, plan, directory, fallback, earlier)
        rows, projects, rivals = answer.rows, tuple(answer.projects.named), _rivals(answer, project)
        # The columns and rows of such a form are right in its own project: nothing of them is to be corrected.
        problems = list(refuse_other_projects(projects, project) if project else ()) or problems
    except Refusal as refusal:
        values, problems, rows = values_frame(), [Problem("error", refusal.code, None, None, str(refusal))], 0
        projects, rivals = (), ()
    if refused(problems):
        values = values_frame()
    digest = hashlib.sha256(content).hexdigest()
    return Reading(file_name, digest, len(content), rows, values, tuple(problems), projects, rivals)


def _rivals(answer: FileContent, project: str) -> tuple[str, ...]:
    """The other projects that a file may be of (``find_rivals``); the directory of organizations is of all of them."""
    columns = answer.projects.columns
    is_of_project = any(map(any, columns.values())) or any(
        table.row and table.kind != "organization" for table in answer.tables
    )
    return tuple(find_rivals(columns, project)) if project in columns and is_of_project else ()


def foreign_tables(content: bytes, plan: Plan) -> list[Candidate]:
    """Candidate heading rows of the sheets that are not ours, the widest first within a sheet.

    Empty for a file with personal data. Raises ``Refusal`` where the file cannot be read.
    """
    specification = _specification(plan)
    return _received(run_limited(offer_tables, content, specification), unpack_candidates)


def unknown_names(content: bytes, plan: Plan, directory: pd.DataFrame, chosen: Sequence[ChosenName]) -> list[str]:
    """The names on the sheets of a file that no organization of the ``directory`` bears, at most ``MOST_NAMES``.

    Empty for a file with personal data. Raises ``Refusal`` where the file cannot be read.
    """
    specification = replace(_specification(plan, directory), chosen=tuple(chosen))
    return _received(run_limited(offer_names, content, specification), unpack_names)


def projects_of_file(content: bytes, file_name: str, forms: Sequence[ProjectForm]) -> FileProjects:
    """What a file says of its project; nothing where it cannot be read."""
    specification = Specification((), 0, frozenset(), file_name=file_name, forms=tuple(forms))
    try:
        return _received(run_limited(offer_projects, content, specification), unpack_projects)
    except Refusal:
        return FileProjects()


def cells_of_file(
    content: bytes, file_name: str, plan: Plan, directory: pd.DataFrame, fallback: pd.DataFrame
) -> list[SheetCells]:
    """The cells of a file that may be given back to whoever sent it; none where it cannot be opened or has too many."""
    specification = _specification(plan, directory, fallback, file_name)
    try:
        return _received(run_limited(cells_to_return, content, specification), unpack_cells)
    except Refusal:
        return []


def _specification(
    plan: Plan, directory: pd.DataFrame | None = None, fallback: pd.DataFrame | None = None, file_name: str = ""
) -> Specification:
    """What the process that reads is told of the plan and of the directories."""
    return Specification(
        sheet_specs(plan),
        plan.start.year,
        date_labels(plan),
        () if directory is None else _organizations(directory),
        () if fallback is None else _organizations(fallback),
        file_name=file_name,
    )


def _judge(
    answer: FileContent, plan: Plan, directory: pd.DataFrame, fallback: pd.DataFrame, earlier: Earlier | None
) -> tuple[pd.DataFrame, list[Problem]]:
    """The values of a file, and its problems with those that show beside the values in force."""
    values = unite_plans_of_one_figure(checked(_separate_comments(_tidy_values(answer.tables), plan)), plan)
    entries = values[values["kind"] == "organization"]
    organizations = united(directory, entries)
    problems = [*answer.problems, *unnamed(entries, organizations), *find_unknown_successors(entries, organizations)]
    organizations = organizations if len(organizations) else fallback
    in_force = earlier(values) if earlier else None
    whole = not refused(problems)
    more = Problems(check_values(values, plan, organizations, in_force, whole=whole)).listed()
    return values, [*problems, *more]


def _tidy_values(tables: Iterable[TableValues]) -> pd.DataFrame:
    """The values of tables that were read (tidy frame), table after table, field after field.

    ``document``, where any row names one: what confirms the numbers of the row.
    """
    tables = [*tables]
    columns: dict[str, list[object]] = {name: [] for name in COLUMNS}
    for table in tables:
        for field in _valued(table):
            for name, values in _values_of_column(table, field).items():
                columns[name] += values
    frame = values_of_columns(columns)
    if not any(_is_document(table, field) and any(field.values) for table in tables for field in table.fields):
        return frame
    documents = [document for table in tables for field in _valued(table) for document in _documents(table, field)]
    return frame.assign(document=pd.array(documents, dtype="str"))


def _separate_comments(values: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The tidy frame with comments on the second and further sheets of figures told apart by ``part``.

    Each sheet of figures has a column of comments; without the name of its sheet, those on one organization and period
    would be one value given twice. Comments on the first sheet have no ``part``.
    """
    is_comment = (values["kind"] == "component") & (values["field"] == "comment")
    if not is_comment.any():
        return values
    names = values["field"].map(plan["components"].set_index("id")["sheet"])
    name_of = values.assign(name=names).dropna(subset=["name"]).groupby("sheet")["name"].first()
    part = values["sheet"].map(name_of)
    further = is_comment & part.notna() & (part != component_sheets(plan)[0])
    return values.assign(part=values["part"].mask(further, part).astype(values["part"].dtype))


def _values_of_column(table: TableValues, field: FieldValues) -> dict[str, Sequence[object]]:
    """The values of a column by the columns of the tidy frame."""
    rows = [row for row, value in enumerate(field.values) if value is not None]
    values, nothing = [field.values[row] for row in rows], [None] * len(rows)
    types = set(map(type, values))
    words, numbers = values, values
    if len(types) > 1:
        words = [value if isinstance(value, str) else None for value in values]
        numbers = [None if isinstance(value, str) else value for value in values]
    return {
        "kind": [table.kind] * len(rows),
        "subject": [table.subject[row] for row in rows],
        "part": [table.part[row] for row in rows],
        "year": [table.year[row] for row in rows],
        "months": [table.months[row] for row in rows],
        "field": [field.name] * len(rows),
        "number": nothing if types == {str} else numbers,
        "text": words if str in types else nothing,
        "sheet": [table.sheet] * len(rows),
        "cell": [f"{field.letters}{table.row[row]}" for row in rows],
    }


def _valued(table: TableValues) -> list[FieldValues]:
    """The columns that hold values."""
    return [field for field in table.fields if not _is_document(table, field)]


def _documents(table: TableValues, field: FieldValues) -> list[int | str | None]:
    """The document beside each value of a column; none beside a text, which it does not confirm."""
    documents = next((other.values for other in table.fields if _is_document(table, other)), [None] * len(table.row))
    values = zip(field.values, documents, strict=True)
    return [None if isinstance(value, str) else document for value, document in values if value is not None]


def _is_document(table: TableValues, field: FieldValues) -> bool:
    return table.kind in DOCUMENTED and field.name == "document"


def unite_plans_of_one_figure(values: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The tidy frame with every plan under the first number of its figure; the same under two numbers is there once."""
    is_plan = values["kind"] == "plan"
    if not is_plan.any():
        return values
    figures = labels_of_figures(plan["measures"])
    part = values["part"].where(~is_plan, values["part"].map(figures)).astype(values["part"].dtype)
    united = values.assign(part=part, written=values["part"])
    content = united.duplicated([*KEY, "number", "text"]) & ~united.duplicated([*KEY, "written"])
    return united.loc[~(is_plan & content), values.columns].reset_index(drop=True)


def _received(answer: object, unpack: Callable[[object], T]) -> T:
    try:
        return unpack(answer)
    except (ValueError, KeyError, TypeError) as error:
        raise Refusal("file.unreadable") from error


def _organizations(directory: pd.DataFrame) -> tuple[Organization, ...]:
    columns = [complete(directory)[name].tolist() for name in ("code", "name", "short_name", "former_names")]
    return tuple(
        Organization(code, _word(name), _word(short_name), split_names(_word(former) or ""))
        for code, name, short_name, former in zip(*columns, strict=True)
    )


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None
