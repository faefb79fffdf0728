"""The draft as it stands now: its tables, what is open in each section, the plan that it gives or why it gives none."""

from __future__ import annotations

from dataclasses import dataclass, fields

from uspekh.importing.collecting import OrganizationType
from uspekh.importing.draft import Tables as Cells
from uspekh.importing.review.rows import Change, ReviewRow, apply_changes, cells_of
from uspekh.importing.review.sections import ImportRemarks, SectionReview, review_sections
from uspekh.importing.review.stored import unpack_remarks, unpack_tables
from uspekh.importing.review.texts import render_texts
from uspekh.monitoring.organizations.directory import split_municipality
from uspekh.passport.damage import PassportDamaged
from uspekh.passport.plan import Plan, plan_of
from uspekh.store.plans import drafts
from uspekh.ui.session import access, state
from uspekh.ui.session.reruns import compute_once


@dataclass(frozen=True, eq=False)
class _Written:
    """What the rows of a draft give, whoever has looked which section through.

    ``texts``: the files of the passport; ``plan`` is missing where ``damage`` says why they do not load.
    """

    changes: tuple[Change, ...]
    remarks: ImportRemarks
    tables: dict[str, list[ReviewRow]]
    cells: Cells
    texts: dict[str, str]
    plan: Plan | None
    damage: PassportDamaged | None


@dataclass(frozen=True, eq=False)
class Review(_Written):
    """The same with what is open in each section, and who has confirmed which."""

    content: drafts.DraftContent
    sections: dict[str, SectionReview]

    @property
    def number(self) -> int:
        """The number of the draft."""
        return self.content.entry.id

    @property
    def confirmed(self) -> bool:
        """Whether somebody has looked every section through."""
        return all(section in self.content.confirmed for section in self.sections)


def read(number: int) -> Review:
    """The draft of a number, made anew only where it has changed. Raises ``drafts.DraftClosed``, ``Forbidden``."""
    content = drafts.read_draft(state.project().engine, number, access.person())
    written = compute_once("черновик", (number, content.version[0]), lambda: _written(content))
    return compute_once(
        "черновик-разделы", (number, content.version, content.entry.project), lambda: _review(content, written)
    )


def _written(content: drafts.DraftContent) -> _Written:
    changes = tuple(Change(each.table, each.row, each.column, each.text) for each in content.changes)
    remarks = unpack_remarks(content.remarks)
    tables = apply_changes(unpack_tables(content.tables), changes, remarks.unread)
    cells = cells_of(tables)
    texts = render_texts(cells)
    plan, damage = None, None
    try:
        plan = plan_of(texts)
    except PassportDamaged as error:
        damage = error
    return _Written(changes, remarks, tables, cells, texts, plan, damage)


def _review(content: drafts.DraftContent, written: _Written) -> Review:
    sections = review_sections(written.remarks, written.tables, written.plan, content.confirmed)
    rows = {each.name: getattr(written, each.name) for each in fields(written)}
    return Review(**rows, content=content, sections=sections)


def list_types() -> list[OrganizationType]:
    """Each type of the directory with whether its organizations have contingents, in the order of the directory."""
    project = state.project()
    organizations, _ = split_municipality(project.directory(), project.plan.head["municipality_entry"]["type"])
    named = organizations[organizations["type"].notna()]
    with_contingent = set(named.loc[named["contingent"].fillna(0) > 0, "type"])
    return [OrganizationType(str(title), title in with_contingent) for title in named["type"].unique()]
