"""The way through a file: open, find the sheets, read the rows, check. Nothing is stored here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from uspekh.actuals.cells import Unreadable
from uspekh.actuals.checks import check_values
from uspekh.actuals.directory import united, unnamed, with_short_names
from uspekh.actuals.foreign import form_names
from uspekh.actuals.layout import find_tables
from uspekh.actuals.mapping import Mapping, apply
from uspekh.actuals.personal.mentions import mentions
from uspekh.actuals.personal.search import name_of_file, personal_data
from uspekh.actuals.placing import Form, about_sheets, form_of, named
from uspekh.actuals.problems import Problem, refused
from uspekh.actuals.rows import read_table
from uspekh.actuals.sheets import SheetSpec, date_labels, organizations_spec, sheet_specs
from uspekh.actuals.tidy import Tidy, tidy_of, united_values
from uspekh.actuals.values import checked, values_frame
from uspekh.actuals.workbook import Refusal, Sheet, open_workbook
from uspekh.passport.plan import Plan
from uspekh.russian.text import fold

MOST_ALIKE = 100
Earlier = Callable[[pd.DataFrame], pd.DataFrame]


@dataclass(frozen=True)
class Reading:
    """What a file says. ``values``: tidy frame, empty when the file is refused; ``rows``: rows that gave values."""

    file_name: str
    sha256: str
    size: int
    rows: int
    values: pd.DataFrame
    problems: tuple[Problem, ...]

    @property
    def accepted(self) -> bool:
        """Whether the file may be stored."""
        return not refused(self.problems)


@dataclass
class _Taken:
    """What the sheets have given so far."""

    values: list[Tidy]
    problems: list[Problem]
    rows: int = 0


def read_workbook(
    content: bytes,
    file_name: str,
    plan: Plan,
    directory: pd.DataFrame,
    fallback: pd.DataFrame,
    earlier: Earlier | None = None,
    mappings: Sequence[Mapping] = (),
) -> Reading:
    """Reads and checks a workbook of actuals against the plan.

    Organizations are resolved against ``directory`` and the file's own sheet «Организации»; while both are
    empty, against ``fallback``. ``earlier`` gives the values in force beside which the file's are judged (tidy frames).
    ``mappings``: tables that are not ours and were matched by hand.
    Never raises for what a file holds: that is a problem with sheet and cell.
    """
    try:
        if named_after := name_of_file(file_name):
            values, problems, rows = values_frame(), [named_after], 0
        else:
            values, problems, rows = _read(open_workbook(content), plan, directory, fallback, earlier, mappings)
    except Refusal as refusal:
        values, problems, rows = values_frame(), [Problem("error", refusal.code, None, None, str(refusal))], 0
    if refused(problems):
        values = values_frame()
    digest = hashlib.sha256(content).hexdigest()
    return Reading(file_name, digest, len(content), rows, values, tuple(limited(problems)))


def limited(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, at most ``MOST_ALIKE`` of a code on a sheet; the last of them says how many more there are."""
    counts: dict[tuple[str, str | None], int] = {}
    for problem in problems:
        kind = (problem.code, problem.sheet)
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= MOST_ALIKE:
            yield problem
    for (code, sheet), count in counts.items():
        if count > MOST_ALIKE:
            message = f"И ещё {count - MOST_ALIKE} таких же замечаний на этом листе ({code})."
            yield Problem("info", "more", sheet, None, message)


def _read(
    sheets: Sequence[Sheet],
    plan: Plan,
    directory: pd.DataFrame,
    fallback: pd.DataFrame,
    earlier: Earlier | None,
    mappings: Sequence[Mapping],
) -> tuple[pd.DataFrame, list[Problem], int]:
    own = organizations_spec()
    if found := personal_data(sheets, plan.start.year, date_labels(plan)):
        return values_frame(), found, 0
    taken = _Taken([], [])
    if any(not sheet.name for sheet in sheets):
        specs = [own, *sheet_specs(plan, fallback)]
        sheets = [named(sheet, specs) for sheet in sheets]
    forms = {fold(name): name for name in form_names(plan)}
    places = [form_of(sheet, forms, mappings) for sheet in sheets]
    for sheet, form in zip(sheets, places, strict=True):
        if form and form.name == own.name:
            _take(taken, sheet, own, form)
    reported = with_short_names(united_values(taken.values).values)
    taken.values = [tidy_of(reported)]
    known = united(directory, reported)
    taken.problems += unnamed(reported, known)
    known = known if len(known) else fallback
    taken.problems += about_sheets(sheets, places, list(forms.values()))
    ours = {spec.name: spec for spec in sheet_specs(plan, known)}
    for sheet, form in zip(sheets, places, strict=True):
        if form and form.name in ours:
            _take(taken, sheet, ours[form.name], form)
    read = united_values(taken.values)
    values = checked(read.values)
    before = earlier(values) if earlier else None
    said = check_values(read, plan, known, before, whole=not refused(taken.problems))
    return values, [*taken.problems, *said, *_mentions(values)], taken.rows


def _mentions(values: pd.DataFrame) -> list[Problem]:
    """A warning for each text of the values that names somebody."""
    texts = values[values["text"].notna()]
    return mentions(zip(texts["sheet"], texts["cell"], texts["text"], strict=True))


def _take(taken: _Taken, sheet: Sheet, spec: SheetSpec, form: Form) -> None:
    if form.mapping is not None:
        try:
            sheet, spec = apply(form.mapping, sheet, form.row, spec)
        except Unreadable as failure:
            message = f"Сопоставление не подходит: {failure.message}"
            taken.problems.append(Problem("error", failure.code, sheet.name or None, None, message))
            return
    tables, problems = find_tables(sheet, spec)
    taken.problems += problems
    for table in tables:
        values, problems, rows = read_table(table)
        taken.values.append(values)
        taken.problems += problems
        taken.rows += rows
