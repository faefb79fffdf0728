"""The columns of the workbook's sheets, and how a cell of each is read (contract, section 1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from uspekh.actuals.cells import Cell, parse_text
from uspekh.actuals.parsing.dates import parse_bound
from uspekh.actuals.parsing.names import parse_names
from uspekh.actuals.parsing.numbers import parse_people

Parsed = int | str | None
ORGANIZATIONS = "Организации"
BUDGET = "Бюджет"
MILESTONES = "Мероприятия"
PLANS = "Планы"
GUIDE = "Как заполнять"
REPLY = "Замечания"
"""Our list of what is wrong, in the workbook that a file is answered with."""
COMMENT = "Комментарий"
DOCUMENT = "Документ"
DOCUMENTED = ("component", "budget")
"""Kinds whose rows may name the document that confirms their numbers; of a plan item the document is a value."""


@dataclass(frozen=True)
class Field:
    """A column: its label, what it gives, and how its cell is read. ``default`` of a key stands for a blank."""

    label: str
    name: str
    parse: Callable[[Cell], Parsed]
    default: Parsed = None


@dataclass(frozen=True)
class SheetSpec:
    """A sheet: ``keys`` are named ``subject``, ``part``, ``year``, ``months``; ``fields`` are what is reported."""

    name: str
    kind: str
    keys: tuple[Field, ...]
    fields: tuple[Field, ...]

    @property
    def of_organizations(self) -> bool:
        """Whether the subject of a row is an organization, written by any of its names."""
        return self.kind in ("component", "plan")

    @property
    def columns(self) -> tuple[Field, ...]:
        """All columns in the order of the contract."""
        return self.keys + self.fields


def organizations_spec() -> SheetSpec:
    """The directory."""
    texts = {"Наименование": "name", "Краткое наименование": "short_name", "Тип": "type", "Учредитель": "founder"}
    return SheetSpec(
        ORGANIZATIONS,
        "organization",
        (Field("Код", "subject", parse_text),),
        (
            *(Field(label, name, parse_text) for label, name in texts.items()),
            Field("Контингент 5–18 лет, чел.", "contingent", parse_people),
            Field("Действует с", "active_from", partial(parse_bound, last=False)),
            Field("Действует по", "active_to", partial(parse_bound, last=True)),
            Field("Прежние наименования", "former_names", parse_names),
            Field("Преемник", "successor", parse_text),
        ),
    )
