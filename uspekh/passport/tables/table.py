"""What every schema of a plan table rests on."""

from __future__ import annotations

from typing import Any, ClassVar

import pandera.pandas as pa


def given_text(**checks: Any) -> Any:
    """A text that must be given. A field belongs to one column, so each column makes its own."""
    return pa.Field(str_length={"min_value": 1}, **checks)


def given_year() -> Any:
    """A year of the calendar."""
    return pa.Field(ge=1990, le=2100)


class Table(pa.DataFrameModel):
    """What all plan tables share: the columns named, no others, in any order.

    ``key``: the columns that together tell one row from another, where no single column does.
    """

    _key: ClassVar[tuple[str, ...]] = ()

    class Config:
        strict = True

    def __init_subclass__(cls, key: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)  # type: ignore[no-untyped-call]
        cls._key = key

    @classmethod
    def key(cls) -> tuple[str, ...]:
        """Columns that tell one row from another."""
        return cls._key
