"""Supplementary materials: their text and the methods of calculation."""

from __future__ import annotations

import pandera.pandas as pa

from uspekh.passport.tables.table import Table, given_text


class Methods(Table):
    """Supplementary materials: methods of calculation, as printed; ``formula`` in LaTeX where there is one."""

    indicator: str = given_text()
    title: str = given_text()
    method: str = given_text()
    formula: str
    terms: str
    base: str
    source: str
    responsible: str
    aggregation: str
    schedule: str


class Materials(Table, key=("section", "paragraph")):
    """Supplementary materials: text by section and paragraph."""

    section: str = given_text()
    heading: str = given_text()
    paragraph: int = pa.Field(ge=1)
    text: str = given_text()
