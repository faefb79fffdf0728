"""What every schema of a plan table rests on: its columns, whose words they are, where in the document they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

import pandera.pandas as pa

Origin = Literal["document", "derived", "ours"]


def given_text(**checks: Any) -> Any:
    """A text that must be given. A field belongs to one column, so each column makes its own."""
    return pa.Field(str_length={"min_value": 1}, **checks)


def given_year(**checks: Any) -> Any:
    """A year of the calendar."""
    return pa.Field(ge=1990, le=2100, title=checks.pop("title", "год"), **checks)


@dataclass(frozen=True)
class Printed:
    """How the rows of a table stand in the document.

    ``section``: where they are printed; empty for a table of ours, which the document does not have.
    ``number``: the column with the number printed before the row.
    ``derived``: columns that are read off another column of the row, by the name of that one, whose words are quoted.
    ``ours``: columns that the document does not have. All others stand in it.
    ``optional``: text columns that a form may lack; then they are empty throughout.
    """

    section: str = ""
    number: str = ""
    derived: Mapping[str, str] = field(default_factory=dict)
    ours: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    def origin(self, column: str) -> Origin:
        """Whose the value of a column is."""
        if not self.section or column in self.ours:
            return "ours"
        return "derived" if column in self.derived else "document"


class Table(pa.DataFrameModel):
    """What all plan tables share: the columns named, no others, in any order.

    ``key``: the columns that together tell one row from another. ``title`` of a field: the column's name in words.
    """

    _key: ClassVar[tuple[str, ...]] = ()
    _printed: ClassVar[Printed] = Printed()

    class Config:
        strict = True

    def __init_subclass__(cls, key: tuple[str, ...] = (), printed: Printed | None = None, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)  # type: ignore[no-untyped-call]
        cls._key, cls._printed = key, printed or Printed()

    @classmethod
    def key(cls) -> tuple[str, ...]:
        """Columns that tell one row from another."""
        return cls._key

    @classmethod
    def printed(cls) -> Printed:
        """Where the rows stand in the document, and which columns it has."""
        return cls._printed
