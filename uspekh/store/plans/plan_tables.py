"""What of the plan the store keeps: the tables that the database works with, and the text of every table by digest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, Engine, func, insert, select

from uspekh.actuals.fields import organizations_spec
from uspekh.actuals.sheets import sheet_specs
from uspekh.passport.applicability import Applicability, applicability_of
from uspekh.passport.organization_plans import plan_labels
from uspekh.passport.plan import Plan
from uspekh.store.database.engine import writing
from uspekh.store.log.actions import now
from uspekh.store.schema.columns import Words
from uspekh.store.schema.tables import plan_texts

MEASURE = ["id", "numerator", "denominator"]
FIELD = ["kind", "field", "name", "sensitive"]
_SETTINGS = ("passport.toml", "settings.toml")


@dataclass(frozen=True, eq=False)
class PlanTables:
    """``measures``: columns ``MEASURE``; ``fields`` of the workbook of actuals: columns ``FIELD``, and of the kind
    «measure» what each label of a plan («П4») stands for.

    ``applicability``: which kind of organizations is asked for which field.
    """

    measures: pd.DataFrame
    fields: pd.DataFrame
    applicability: Applicability

    @property
    def digest(self) -> str:
        """A fingerprint (SHA-256) of all that is worked out by these tables."""
        content = f"{self.measures[MEASURE].to_csv()}{self.fields[FIELD].to_csv()}{self.applicability.pairs()}"
        return hashlib.sha256(content.encode()).hexdigest()


@lru_cache(maxsize=128)
def tables_of(plan: Plan) -> PlanTables:
    """The tables of a plan, made once for a plan."""
    sensitive = set(plan["components"].query("sensitive")["id"])
    rows = {
        (spec.kind, field.name): (field.label, field.name in sensitive)
        for spec in (*sheet_specs(plan), organizations_spec())
        for field in spec.fields
    }
    measures, titles = plan["measures"].set_index("id"), _short_titles(plan)
    for measure, label in plan_labels(plan["measures"]).items():
        kind, subject = measures.loc[measure, ["subject_kind", "subject"]]
        rows["measure", label] = titles.get((kind, subject), label), False
    fields = pd.DataFrame([(*key, *row) for key, row in rows.items()], columns=FIELD)
    return PlanTables(plan["measures"][MEASURE], fields, applicability_of(plan))


def _short_titles(plan: Plan) -> dict[tuple[str, str], str]:
    """By kind and number; a subject whose row in the document cannot be read has none."""
    return {
        (kind, subject): title
        for kind in ("indicator", "result")
        for subject, title in zip(plan[f"{kind}s"]["id"], plan[f"{kind}s"]["short_title"], strict=True)
    }


def read_used_texts(data: Path) -> dict[str, bytes]:
    """The content of every table under a data folder, of the head of the passport and of the settings of figures.

    By the path in the folder.
    """
    paths = sorted([*data.rglob("*.csv"), *(path for name in _SETTINGS for path in data.rglob(name))])
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in paths}


def keep_texts(engine: Engine, texts: dict[str, bytes]) -> None:
    """Keeps every text that is another than the last one of its table, with this moment as that of its first use."""
    digests: dict[str, str | None] = {name: hashlib.sha256(content).hexdigest() for name, content in texts.items()}
    with engine.connect() as connection:
        if not _changed(connection, digests):
            return
    with writing(engine).begin() as connection:
        rows = [
            {"name": name, "sha256": digest, "first_used_at": now(), "text": _text(texts.get(name))}
            for name, digest in _changed(connection, digests).items()
        ]
        if rows:
            connection.execute(insert(plan_texts), rows)


def texts_at(engine: Engine, moment: datetime | None) -> dict[str, str]:
    """The text of every table as it was in use at a moment, or now.

    A table whose first text is later was there before texts were kept, or the program did not ask for it: its first
    text stands for it.
    """
    query = select(plan_texts.c.name, plan_texts.c.first_used_at, plan_texts.c.text).order_by(plan_texts.c.id)
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    texts: dict[str, str | None] = {}
    for row in rows:
        if row.name not in texts or moment is None or row.first_used_at.replace(tzinfo=UTC) <= moment:
            texts[row.name] = row.text
    return {name: text for name, text in texts.items() if text is not None}


def _changed(connection: Connection, digests: dict[str, str | None]) -> dict[str, str | None]:
    """Digests of the tables that are not as they were last kept; none of a table that is not there any more."""
    latest = select(func.max(plan_texts.c.id)).group_by(plan_texts.c.name)
    rows = connection.execute(select(plan_texts.c.name, plan_texts.c.sha256).where(plan_texts.c.id.in_(latest)))
    before = {row.name: row.sha256 for row in rows}
    return {name: digests.get(name) for name in sorted({*before, *digests}) if digests.get(name) != before.get(name)}


def _text(content: bytes | None) -> str | None:
    return None if content is None else Words.storable(content.decode("utf-8", "replace"))
