"""Supplementary materials: their text and the methods of calculation."""

from __future__ import annotations

import pandera.pandas as pa

from uspekh.passport.sections import MATERIALS, METHODS
from uspekh.passport.tables.table import Printed, Table, given_text


class Methods(
    Table,
    key=("indicator",),
    printed=Printed(METHODS, "indicator", derived={"formula": "method"}, optional=("additional",)),
):
    """Supplementary materials: methods of calculation, as printed; ``formula`` in LaTeX where there is one."""

    indicator: str = given_text(title="номер показателя")
    title: str = given_text(title="наименование показателя")
    method: str = given_text(title="методика расчёта")
    formula: str = pa.Field(title="формула, LaTeX")
    terms: str = pa.Field(title="обозначения")
    base: str = pa.Field(title="базовые показатели")
    source: str = pa.Field(title="источник данных")
    responsible: str = pa.Field(title="ответственный за сбор данных")
    aggregation: str = pa.Field(title="уровень агрегирования")
    schedule: str = pa.Field(title="срок и периодичность")
    additional: str = pa.Field(title="дополнительная информация")


class Materials(
    Table,
    key=("section", "paragraph"),
    printed=Printed(MATERIALS, "section", ours=("paragraph",)),
):
    """Supplementary materials: text by section and paragraph."""

    section: str = given_text(title="раздел")
    heading: str = given_text(title="заголовок")
    paragraph: int = pa.Field(ge=1, title="абзац")
    text: str = given_text(title="текст")
