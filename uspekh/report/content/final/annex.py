"""Where every figure of the final report comes from: the cells it is made of, and who loaded them when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from uspekh import words
from uspekh.actuals.values.frame import KEY
from uspekh.monitoring.explaining.provenance import items_behind, money_behind, values_of_all_years
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.small_counts.screened import Screened
from uspekh.report.content.cells import clean
from uspekh.report.content.reported_values import FIELDS, value_in_words
from uspekh.report.content.table import Column, Row, Table
from uspekh.russian.format import HIDDEN, NBSP, missing, moment
from uspekh.russian.periods import period_name
from uspekh.words import NOTHING

_CELLS = (
    Column("subject", "К чему", 24),
    Column("year", "Год", 11),
    Column("period", "Период", 18),
    Column("whose", "Кто", 41),
    Column("field", "Что", 42),
    Column("value", "Значение", 24, figures=True),
    Column("cell", "Лист, ячейка", 30),
    Column("upload", "Загрузка", 16),
)
_UPLOADS = (
    Column("number", "№", 12),
    Column("file", "Файл", 78),
    Column("by", "Загрузил", 54),
    Column("at", "Когда", 36),
)


def cell_table(figures: Figures) -> Table:
    """Every reported value in force that a figure of the report is made of, a row each.

    A sum over years is made of the cells of its own year and of all years before; a growth of two years.
    """
    parts = [*_of_measures(figures), *_of_money(figures), *_of_items(figures)]
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[*KEY, "subject_of"])
    named = rows.groupby(list(KEY), sort=False, dropna=False)["subject_of"].agg(
        lambda names: "; ".join(dict.fromkeys(names))
    )
    rows = rows.drop_duplicates(list(KEY)).assign(subject_of=named.to_numpy())
    notes = ("Значение нарастающим итогом за год складывается из ячеек этого года и всех лет до него.",)
    return Table("Ячейки, из которых сложены числа отчёта", _CELLS, list(_rows(figures, rows)), "Отчётов нет", notes)


def upload_table(uploads: pd.DataFrame) -> Table:
    """The uploads in force: ``id, file_name, by, at, undone_at`` and, where one was sent, ``sent_by``."""
    standing = uploads[uploads["undone_at"].isna()]
    rows = [
        {
            "number": str(row["id"]),
            "file": clean(str(row["file_name"])),
            "by": clean(words.loaded_by(str(row["by"]), row.get("sent_by"))),
            "at": moment(row["at"]),
        }
        for row in standing.sort_values("id").to_dict("records")
    ]
    return Table("Загрузки", _UPLOADS, rows, "Загрузок нет")


def _of_measures(figures: Figures) -> Iterator[pd.DataFrame]:
    """Cells behind each measure, with the subjects whose figure it is."""
    for row in figures.definitions.itertuples():
        name = f"{words.SUBJECTS[row.subject_kind]}{NBSP}{row.subject}"
        yield values_of_all_years(figures, row.id).assign(subject_of=name)


def _of_money(figures: Figures) -> Iterator[pd.DataFrame]:
    for year in figures.plan.years:
        rows = money_behind(figures, year)
        yield rows.assign(subject_of=[f"Строка{NBSP}{line}" for line in rows["subject"]])


def _of_items(figures: Figures) -> Iterator[pd.DataFrame]:
    rows = items_behind(figures, figures.milestones)
    yield rows.assign(subject_of=[f"Пункт{NBSP}{item}" for item in rows["subject"]])


def _rows(figures: Figures, rows: pd.DataFrame) -> Iterator[Row]:
    headings = figures.plan["components"].set_index("id")["heading"].to_dict()
    everyone = figures.roster.directory
    names = dict(zip(everyone["code"], everyone["short_name"].fillna(everyone["name"]), strict=True))
    for row in rows.itertuples():
        yield {
            "subject": row.subject_of,
            "year": str(row.year),
            "period": period_name(row.months) if row.months else NOTHING,
            "whose": clean(_whose(row, names)),
            "field": clean(headings.get(row.field, FIELDS.get(row.field, row.field))),
            "value": HIDDEN if _is_hidden(figures, row) else clean(value_in_words(row)),
            "cell": clean(f"{row.sheet}, {row.cell}"),
            "upload": NOTHING if missing(getattr(row, "upload", None)) else f"№{NBSP}{row.upload:.0f}",
        }


def _whose(row: Any, names: dict[str, str]) -> str:
    if row.kind == "milestone":
        return NOTHING
    return str(row.part) if row.kind == "budget" else names.get(row.subject, row.subject)


def _is_hidden(figures: Figures, row: Any) -> bool:
    """Whether a small count stands there that a report, which goes from hand to hand, does not print."""
    if not isinstance(figures, Screened) or missing(row.number):
        return False
    return not figures.publication.prints((row.subject, row.year, row.months, row.field), float(row.number))
