"""The project as a running whole: plan, rules, starter directory and store, opened together.

Screen and command line both come through here, so they cannot disagree.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, Engine

from uspekh.access.person import Person
from uspekh.actuals.checks.sense import describe_older_file
from uspekh.actuals.demo import starter_directory
from uspekh.actuals.layout.mapping import Mapping, split_matched
from uspekh.actuals.organization_report import restrict_to_organization
from uspekh.actuals.parsing.names import ChosenName
from uspekh.actuals.project_line import ProjectLabel, ask_for_project, say_confirmed
from uspekh.actuals.reading import Reading, cells_of_file, read_workbook, unknown_names
from uspekh.actuals.values.frame import values_frame
from uspekh.monitoring.figures import Figures, figures
from uspekh.monitoring.organizations.directory import directory
from uspekh.monitoring.organizations.roster import Organizations, organizations_of
from uspekh.monitoring.periods.period import ReportingPeriod, choose_period
from uspekh.monitoring.plans.organization_plans import lowered_plans
from uspekh.monitoring.rules import Rules, load_rules
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.values.gone_rows import say_values_of_gone_rows
from uspekh.monitoring.values.planned import PLANNED, Planned
from uspekh.monitoring.values.renumbered import values_by_earlier_numbers
from uspekh.monitoring.values.reported import FrameReported, Reported
from uspekh.passport.editions.edition import Edition, Requisites, edition_in_force
from uspekh.passport.editions.identity import Moves, Pair
from uspekh.passport.plan import Plan, plan_of
from uspekh.passport.texts import Texts, read_texts
from uspekh.store.database.engine import open_store
from uspekh.store.plans.editions import list_editions, texts_of
from uspekh.store.plans.history import with_history
from uspekh.store.plans.openable import list_openable_projects
from uspekh.store.plans.plan_tables import keep_texts, read_used_texts, tables_of
from uspekh.store.plans.projects import add_edition, enter_shipped_project
from uspekh.store.plans.renumbering import follow_editions
from uspekh.store.schema.project import PROJECT, project_of
from uspekh.store.uploads import originals, unsaved
from uspekh.store.uploads.corrections import corrections_since
from uspekh.store.uploads.earlier import Moment, values_at
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept, confirmations, undo
from uspekh.store.uploads.layouts import list_mappings
from uspekh.store.uploads.project_forms import list_project_forms
from uspekh.store.uploads.remarks import Remark
from uspekh.store.values.entries import keep_up, refresh
from uspekh.store.values.queries import comparable, of_kinds, plan_versions, reporting
from uspekh.store.values.sums import StoreReported

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Project:
    """``starter``: the shipped directory (demonstration), used until a real one is loaded.

    ``texts``: the files of the passport that the plan was read from; ``edition``: its edition in the store, missing
    while the passport that came with the program is the only one; ``until``: the first day of the edition after it;
    ``latest``: the number by which the store knows the last edition, whether it holds yet or not.
    ``moment``: the earlier state of the store that is shown; missing for the present one.
    ``later_moves``: what later editions than that of the ``plan`` made of the numbers that the store has now.
    """

    plan: Plan
    rules: Rules
    starter: pd.DataFrame
    engine: Engine
    moment: Moment | None = None
    code: str = PROJECT
    texts: Texts = field(default_factory=dict, repr=False)
    edition: Edition | None = None
    until: date | None = None
    latest: int | None = None
    later_moves: Sequence[Moves] = ()

    def directory(self) -> pd.DataFrame:
        """The directory of organizations in force, or the starter. Nobody changes the frame: it is kept."""
        return self.roster().directory

    def roster(self) -> Organizations:
        """The same with what the figures ask of it."""
        if self._values_then is not None:
            return organizations_of(self.plan, directory(self._values_then, self.starter), self.starter)
        return self._roster(self.starter)

    def _roster(self, starter: pd.DataFrame) -> Organizations:
        rows = directory(of_kinds(self.engine, "organization"), starter, reporting(self.engine, starter["code"]))
        digest = hashlib.sha256((rows.to_csv() + self.starter.to_csv()).encode()).hexdigest()
        return _organizations(self.plan, _Directory(digest, rows, self.starter))

    def at(self, moment: Moment) -> Project:
        """The project whose figures are those of the values that were in force at an earlier moment.

        Plan and rules stay; ``differences.project_at`` gives those of the moment.
        """
        return replace(self, moment=moment)

    @cached_property
    def _values_then(self) -> pd.DataFrame | None:
        return None if self.moment is None else self.values_at(self.moment)

    def values_at(self, moment: Moment) -> pd.DataFrame:
        """The values that were in force at a moment, by the numbers of the plan (``store.uploads.earlier``)."""
        return values_by_earlier_numbers(values_at(self.engine, moment), self.later_moves)

    def reported(self, roster: Organizations) -> Reported:
        """What the store answers to the figures, as of its last change or of the earlier moment."""
        if self._values_then is not None:
            return FrameReported(self._values_then, self.plan["measures"], roster)
        refresh(self.engine, tables_of(self.plan), roster)
        return StoreReported(self.engine, self._planned(), roster)

    def say_values_of_gone_rows(self) -> str:
        """What has values and no row in the edition that holds (``monitoring.values.gone_rows``); mostly empty."""
        return say_values_of_gone_rows(self.plan, of_kinds(self.engine, *PLANNED))

    def _planned(self) -> Planned:
        """The same object while the budget, the plan items and the plans of organizations stand as they stood."""
        planned = Planned(of_kinds(self.engine, *PLANNED))
        return _one_planned(_Planned(planned.digest, planned))

    def keep_up(self, connection: Connection) -> None:
        """Sums up what changes in the transaction of the change itself."""
        # Nothing of it is kept: the change may yet come to nothing, and its numbers be given again.
        starter, values = self.starter, of_kinds(connection, "organization")
        rows = directory(values, starter, reporting(connection, starter["code"]))
        keep_up(connection, tables_of(self.plan), organizations_of(self.plan, rows))

    def undo(self, number: int, by: Person, reason: str = "", *, officials: bool = False) -> None:
        """Takes an upload back (``store.uploads.journal.undo``, which says what it raises)."""
        undo(self.engine, number, by, reason, self.keep_up, officials=officials)

    def figures(self, selection: Selection) -> Figures:
        """The figures of the values in force."""
        roster = self.roster()
        return figures(self.plan, self.rules, self.reported(roster), roster, selection)

    def lowered_plans(self) -> pd.DataFrame:
        """Plans of organizations that were made easier after their year (``monitoring.plans.organization_plans``)."""
        versions = plan_versions(self.engine)
        if self.moment is not None:
            versions = versions[versions["accepted"] <= self.moment.at]
            versions = versions.assign(undone=versions["undone"].where(versions["undone"] <= self.moment.at))
        return lowered_plans(versions, self.plan)

    def figures_of_values(self, selection: Selection, values: pd.DataFrame) -> Figures:
        """The figures of some values (tidy frame) with the directory that they give."""
        rows = directory(values, self.starter)
        return figures(self.plan, self.rules, values, organizations_of(self.plan, rows, self.starter), selection)

    def read(
        self,
        content: bytes,
        file_name: str,
        *,
        confirmed: bool = False,
        skipped: Collection[str] = (),
        stop: threading.Event | None = None,
    ) -> Reading:
        """Reads and checks a workbook against the plan and the directory in force; stores nothing.

        ``confirmed``: a person said that the file is of this project; without it a file that may as well be of another
        is refused. ``skipped``: names of sheets that a person chose not to read. ``stop`` ends it from another thread:
        then it raises ``actuals.limited.interpreter.Stopped``.
        """
        directory = self._roster(self.starter.iloc[:0]).directory
        mappings, chosen = self._matched()
        reading = read_workbook(
            content,
            file_name,
            self.plan,
            directory,
            self.starter,
            earlier=partial(comparable, self.engine),
            mappings=mappings,
            chosen=chosen,
            skipped=skipped,
            stop=stop,
            project=self.code,
            forms=list_project_forms(self.engine),
        )
        if reading.rivals and not confirmed:
            return replace(reading, values=values_frame(), problems=(ask_for_project(),))
        if reading.rivals:
            reading = replace(reading, problems=(*reading.problems, say_confirmed(self.plan.title)))
        corrected = corrections_since(self.engine, reading.sha256) if reading.accepted else None
        if corrected is None:
            return reading
        older = describe_older_file(corrected.upload, corrected.at, corrected.later)
        return replace(reading, problems=(older, *reading.problems))

    @property
    def label(self) -> ProjectLabel:
        """What its forms, and the copies of what was read, say of the project."""
        return ProjectLabel(self.code, in_titles=len(list_openable_projects(self.engine)) > 1)

    def reply(self, content: bytes, reading: Reading) -> bytes:
        """The file given back as a workbook: its problems, and its cells with those at fault coloured."""
        # Only an answer needs the writer of workbooks, which is slow to import.
        from uspekh.actuals.writing.reply import write_reply

        directory = self._roster(self.starter.iloc[:0]).directory
        cells = cells_of_file(content, reading.file_name, self.plan, directory, self.starter)
        return write_reply(reading, cells, ProjectLabel(next(iter(reading.projects), self.code)))

    def reading_basis(self, organization: str) -> str:
        """A fingerprint of what a file is read by; with another one the same file may give other values.

        ``organization``: whose own values alone are read, empty for all.
        """
        directory, components = self.directory().to_csv(), self.plan["components"].to_csv()
        projects = ",".join(entry.code for entry in list_openable_projects(self.engine))
        return hashlib.sha256("\0".join([organization, directory, components, projects]).encode()).hexdigest()

    def add_edition(
        self, requisites: Requisites, texts: Texts, by: Person, pairs: Sequence[Pair] | None = None
    ) -> Edition:
        """Adds an edition of the passport (``store.plans.projects.add_edition``, which says what it raises).

        This object stays with its plan: the new edition is the plan of a project opened on a day on which it holds.
        """
        return add_edition(self.engine, self.code, requisites, texts, by, shipped=self.texts, pairs=pairs)

    def _matched(self) -> tuple[list[Mapping], list[ChosenName]]:
        """What was matched by hand: tables, and names of organizations."""
        return split_matched(list_mappings(self.engine))

    def unknown_names(self, content: bytes) -> list[str]:
        """The names in a file that no organization bears. Raises ``Refusal`` where it cannot be read."""
        return unknown_names(content, self.plan, self.directory(), self._matched()[1])

    def file_of(self, reading: Reading) -> File:
        """What is stored of a file: a workbook rebuilt from what was read, never the file itself."""
        return File(reading.file_name, self._copy_of(reading.values), reading.sha256, reading.rows)

    def _copy_of(self, values: pd.DataFrame) -> bytes:
        # Only what stores a file needs the writer of workbooks, which is slow to import.
        from uspekh.actuals.writing.rebuilding import rebuild_workbook

        return rebuild_workbook(values, self.plan, self.label)

    def replace_originals(self) -> originals.Replaced:
        """Puts what was read in the place of files that an earlier version kept (``store.uploads.originals``)."""

        def values_of(content: bytes, name: str, organization: str) -> pd.DataFrame | None:
            reading = restrict_to_organization(self.read(content, name, confirmed=True), organization, self.directory())
            return reading.values if reading.accepted else None

        return originals.replace_originals(self.engine, values_of, self._copy_of)

    def load(
        self,
        reading: Reading,
        by: Person,
        remarks: Sequence[Remark] = (),
        reason: str = "",
        shown: pd.DataFrame | None = None,
        *,
        officials: bool = False,
    ) -> tuple[int, dict[str, int]]:
        """Stores an accepted reading, all or nothing, with the remarks on its warnings.

        ``reason``: why closed periods change; ``shown``: the preview that the person confirmed, where there was one;
        ``officials``: whoever is named in its texts is one.
        Returns the upload's number and what it changed.
        Raises ``PreviewOutdated``, ``PeriodClosed``, ``TextRefused``, ``Forbidden``.
        """
        if officials:
            remarks = [*remarks, *confirmations(reading.values, remarks, reason)]
        file = self.file_of(reading)
        return accept(self.engine, file, reading.values, by, remarks, reason=reason, shown=shown, follow=self.keep_up)


@dataclass(frozen=True)
class _Planned:
    """Values of the budget, of plan items and of plans that are equal to others while their digest is."""

    digest: str
    planned: Planned = field(compare=False)


@lru_cache(maxsize=128)
def _one_planned(planned: _Planned) -> Planned:
    """The first of equal ones: what was worked out of it stays with it."""
    return planned.planned


@dataclass(frozen=True)
class _Directory:
    """A directory that is equal to another while its digest is."""

    digest: str
    rows: pd.DataFrame = field(compare=False)
    starter: pd.DataFrame = field(compare=False)


@lru_cache(maxsize=128)
def _organizations(plan: Plan, directory: _Directory) -> Organizations:
    """One object while the directory stands as it stood: what is kept with it need not be made anew."""
    return organizations_of(plan, directory.rows, directory.starter)


class ProjectUnknown(Exception):
    """The store has no passport of a project with this code; the text is Russian."""


def open_project(data: Path, store: str | Engine, tell: Callable[[str], object] = _LOG.warning) -> Project:
    """Opens a project on a database; files that an earlier version kept are replaced by copies.

    ``store``: the address of the database, or an engine for one of its projects (``store.schema.project.of_project``).
    The plan is the edition in the store that holds today; while there is none, the passport of the data folder, which
    is that of the project that came with the program.
    ``tell``: is given sentences about what was replaced, what is left to do, and what of our tables does not hold.
    Raises ``PassportDamaged`` or ``RulesDamaged`` with the place where the data contradict themselves, and
    ``ProjectUnknown``.
    """
    engine, rules = open_store(store) if isinstance(store, str) else store, load_rules(data)
    code, today = project_of(engine), date.today()
    follow_editions(engine, code, today)
    editions = list_editions(engine, code)
    edition = edition_in_force(editions, today)
    if edition is None and code != PROJECT:
        raise ProjectUnknown(f"Проекта с кодом «{code}» нет.")
    texts = read_texts(data / "passport") if edition is None else texts_of(engine, edition.id)
    project = Project(
        plan=with_history(engine, code, plan_of(texts), today),
        rules=rules,
        starter=starter_directory(data / "demo"),
        engine=engine,
        code=code,
        texts=texts,
        edition=edition,
        latest=editions[-1].id if editions else None,
        until=next((each.requisites.valid_from for each in editions if each.requisites.valid_from > today), None),
    )
    if edition is None:
        enter_shipped_project(engine, code, project.plan.title)
    for sentence in project.plan.unlinked:
        tell(sentence)
    _put_in_order(project, data, tell)
    return project


def _put_in_order(project: Project, data: Path, tell: Callable[[str], object]) -> None:
    """Does what a store needs when it is opened: replaces old files, drops unsaved ones, keeps the texts in use."""
    if originals.wait(project.engine):
        for sentence in project.replace_originals().sentences():
            tell(sentence)
    unsaved.expire(project.engine)
    used = {f"passport/{name}": text.encode() for name, text in project.texts.items()}
    keep_texts(project.engine, read_used_texts(data) | used)


def default_year(plan: Plan, last_year: int | None, as_of: date) -> int:
    """The last year with reported figures, else the project's year nearest to the date."""
    return last_year or min(max(as_of.year, plan.start.year), plan.end.year)


def period_of(reported: Reported, rules: Rules, year: int, as_of: date, chosen: int | None = None) -> ReportingPeriod:
    """The period at which a year is shown, and who reported for it; ``chosen``: the months that a person asked for."""
    return choose_period(reported.coverage(year), rules, year, as_of, chosen)
