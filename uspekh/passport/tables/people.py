"""Section 5: who takes part, and whom each spelling means."""

from __future__ import annotations

import pandera.pandas as pa

from uspekh.passport.tables.table import Table, given_text


class Participants(Table):
    """Section 5: participants as written. ``workload`` in percent of working time for that role."""

    row: int = pa.Field(unique=True, ge=1)
    task: str
    role: str = given_text()
    person: str = given_text()
    position: str
    supervisor: str
    workload: float = pa.Field(ge=0)


class People(Table):
    """Directory of persons: each spelling of the document and whom we take it for."""

    spelling: str = given_text(unique=True)
    person: str = given_text()
    collective: bool
