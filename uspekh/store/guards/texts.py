"""Free texts before they are stored: personal data are refused, and a person who is named has to be an official.

Whoever stores a text comes through here, from a file or typed on a page, so no screen or command can leave it out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import pandas as pd
from sqlalchemy import Connection

from uspekh.access.person import Person
from uspekh.actuals.personal.mentions import ADVICE, OFFICIAL
from uspekh.actuals.personal.texts import WHAT, people_in, personal_code
from uspekh.store.log.actions import record

TextCell = tuple[str, str]
"""Sheet and cell of a text; both empty for one that is typed beside no cell."""
TYPED: TextCell = ("", "")
_LISTED = 5


class TextRefused(Exception):
    """A text holds personal data and is not stored; the message is Russian and names the place."""


class OfficialUnconfirmed(TextRefused):
    """A text names somebody, and nobody has said that it is an official; the message is Russian and names the place."""


def texts_of(values: pd.DataFrame) -> list[tuple[TextCell, str]]:
    """The texts of values (tidy frame) with their cells; of a frame of ``changes.changes`` those that change.

    A document that confirms numbers stands at the first of them.
    """
    documents = values[values["document"].notna()] if "document" in values else values.iloc[:0].assign(document="")
    documents = documents.drop_duplicates(["sheet", "document"])
    texts = values[values["text"].notna()]
    if "change" in texts:
        texts = texts[texts["change"] != "same"]
    return [
        ((sheet, cell), words)
        for rows, name in ((texts, "text"), (documents, "document"))
        for sheet, cell, words in zip(rows["sheet"], rows["cell"], rows[name], strict=True)
    ]


def cells_with_people(texts: Iterable[tuple[TextCell, str]]) -> list[TextCell]:
    """The cells of the texts that name somebody."""
    return list(dict.fromkeys(where for where, text in texts if people_in(text)))


def guard_texts(
    connection: Connection, by: Person, texts: Collection[tuple[TextCell, str]], confirmed: Collection[TextCell]
) -> None:
    """Lets texts be stored; the log of actions keeps that the people named are officials.

    ``confirmed``: cells of which a person has said so. Raises ``TextRefused``, ``OfficialUnconfirmed``.
    """
    for where, text in texts:
        if code := personal_code(text):
            raise TextRefused(
                f"{_named([where])}: {WHAT[code]}. Персональные данные не хранятся: уберите их из текста."
            )
    named = cells_with_people(texts)
    if missing := [where for where in named if where not in confirmed]:
        raise OfficialUnconfirmed(f"{_named(missing)}: назван человек. {ADVICE}")
    if named:
        record(connection, by, "officials", detail=f"{OFFICIAL}: {_named(named)}")


def guard_typed(connection: Connection, by: Person, texts: Iterable[str], *, officials: bool) -> None:
    """The same of texts typed on a page; ``officials``: the person has said that whoever is named is one."""
    guard_texts(connection, by, [(TYPED, text) for text in texts], [TYPED] if officials else [])


def _named(cells: Iterable[TextCell]) -> str:
    words = list(_words(cells))
    more = f" и ещё {len(words) - _LISTED}" if len(words) > _LISTED else ""
    return "; ".join(words[:_LISTED]) + more


def _words(cells: Iterable[TextCell]) -> Iterator[str]:
    for sheet, cell in cells:
        yield ", ".join(filter(None, [sheet and f"лист «{sheet}»", cell and f"ячейка {cell}"])) or "Введённый текст"
