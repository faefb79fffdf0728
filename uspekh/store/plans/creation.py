"""A project out of a passport under review: the project, its first edition and the end of the draft, all or nothing."""

from __future__ import annotations

from sqlalchemy import Engine

from uspekh.access.person import Action, Person
from uspekh.passport.editions.edition import Edition, Requisites
from uspekh.passport.plan import plan_of
from uspekh.passport.texts import Texts
from uspekh.store.log.actions import changing, demand
from uspekh.store.plans.drafts import finish_draft
from uspekh.store.plans.projects import enter_edition, enter_project
from uspekh.store.schema.project import of_project


def create_of_draft(engine: Engine, draft: int, code: str, requisites: Requisites, texts: Texts, by: Person) -> Edition:
    """Creates the project ``code`` of a draft in one transaction.

    Raises ``PassportDamaged``, ``EditionRefused``, ``TextRefused``, ``DraftClosed``, ``Forbidden``.
    """
    engine = of_project(engine, code)
    demand(engine, by, Action.EDIT_PASSPORT, detail=code)
    plan = plan_of(texts)
    with changing(engine, by, Action.EDIT_PASSPORT, code) as connection:
        enter_project(connection, code, plan.title, by)
        edition = enter_edition(connection, code, requisites, texts, plan, by)
        finish_draft(connection, draft, code, plan.title, by)
        return edition
