"""Section 5: who takes part, and whom each spelling means."""

from __future__ import annotations

import pandera.pandas as pa

from uspekh.passport.sections import PEOPLE
from uspekh.passport.tables.table import Printed, Table, given_text


class Participants(Table, key=("row",), printed=Printed(PEOPLE, "row")):
    """Section 5: participants as written. ``workload`` in percent of working time for that role."""

    row: int = pa.Field(ge=1, title="номер строки")
    task: str = pa.Field(title="задача")
    role: str = given_text(title="роль в проекте")
    person: str = given_text(title="фамилия, инициалы")
    position: str = pa.Field(title="должность")
    supervisor: str = pa.Field(title="непосредственный руководитель")
    workload: float = pa.Field(ge=0, nullable=True, title="занятость в проекте")


class People(Table, key=("spelling",)):
    """Directory of persons: each spelling of the document and whom we take it for."""

    spelling: str = given_text(title="написание")
    person: str = given_text(title="кто это")
    collective: bool = pa.Field(title="не человек")
