"""The cells behind a figure in words: where each stands, who sent it and when, what was said of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from uspekh.russian.format import NO_DATA, day, missing, moment, number, roubles
from uspekh.russian.periods import period_name
from uspekh.store.uploads import remarks
from uspekh.store.uploads.journal import journal
from uspekh.ui.session import access
from uspekh.ui.session.filters import organization_names
from uspekh.ui.session.state import project
from uspekh.ui.show import screening
from uspekh.ui.show.value_words import FIELDS, who

DEMONSTRATION, NOTHING = "демонстрация", "—"
_DATES = ("done", "forecast")


def cells(rows: pd.DataFrame) -> pd.DataFrame:
    """The table of some rows of the values in force: whose, when, what, how much, from where and from whom."""
    names = {code: name for name, code in organization_names().items()}
    headings = project().plan["components"].set_index("id")["heading"].to_dict()
    uploads = _uploads(rows)
    table = pd.DataFrame(
        {
            "Кто": [_whose(row, names) for row in rows.itertuples()],
            "Год": [str(year) for year in rows["year"]],
            "Период": [period_name(months) if months else NOTHING for months in rows["months"]],
            "Что": [headings.get(field, FIELDS.get(field, field)) for field in rows["field"]],
            "Значение": values(rows),
            "Ячейка": [f"{row.sheet}, {row.cell}" for row in rows.itertuples()],
            "Файл": uploads["file_name"].tolist(),
            "Загрузил": uploads["by"].tolist(),
            "Когда": uploads["when"].tolist(),
        }
    )
    said = _said_of(rows)
    return table.assign(Пояснение=said) if any(said) else table


def _said_of(rows: pd.DataFrame) -> list[str]:
    """What was said of the warnings about each cell when its file was accepted."""
    if "upload" not in rows:
        return [""] * len(rows)
    kept = remarks.of_uploads(project().engine, [int(upload) for upload in rows["upload"].unique()], access.person())
    by_cell = kept.groupby(["upload", "sheet", "cell"])["comment"].agg("; ".join).to_dict()
    places = zip(rows["upload"], rows["sheet"], rows["cell"], strict=True)
    return [by_cell.get(place, "") for place in places]


def _whose(row: Any, names: dict[str, str]) -> str:
    """The organization, the line and source of the budget, or the plan item."""
    if row.kind == "milestone":
        return f"пункт {row.subject}"
    return f"{row.subject}, {row.part}" if row.part else names.get(row.subject, row.subject)


def _uploads(rows: pd.DataFrame) -> pd.DataFrame:
    """Upload of each row: ``file_name, by, when``; the demonstration has none."""
    if "upload" not in rows:
        return pd.DataFrame({name: [DEMONSTRATION] * len(rows) for name in ("file_name", "by", "when")})
    known = journal(project().engine, access.person()).set_index("id")
    found = known.loc[rows["upload"]]
    return found.assign(
        file_name=[f"№ {upload}, {name}" for upload, name in found["file_name"].items()],
        by=[who(*names) for names in zip(found["by"], found["sent_by"], strict=True)],
        when=[moment(at) for at in found["at"]],
    )


def values(rows: pd.DataFrame) -> list[str]:
    """What each value reads like, with small counts hidden from whoever may not see them."""
    masks = screening.masks(rows)
    return [mask or _said(row) for row, mask in zip(rows.itertuples(), masks, strict=True)]


def _said(row: Any) -> str:
    if not missing(row.text):
        return day(date.fromisoformat(row.text)) if row.field in _DATES else str(row.text)
    if missing(row.number):
        return NO_DATA
    return roubles(row.number) if row.kind == "budget" else number(row.number, 0)
