"""Tidy values on their way through a file, with their keys as numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from uspekh.actuals.keys import Keys, keys_of, united_keys
from uspekh.actuals.values import joined, values_frame


@dataclass(frozen=True)
class Tidy:
    """``values``: tidy frame; ``keys``: those of its rows."""

    values: pd.DataFrame
    keys: Keys


def tidy_of(values: pd.DataFrame) -> Tidy:
    """A tidy frame with its keys worked out."""
    return Tidy(values, keys_of(values))


def no_values() -> Tidy:
    """An empty frame."""
    return tidy_of(values_frame())


def united_values(parts: Iterable[Tidy]) -> Tidy:
    """Values one under another, with an index that counts from 0."""
    given = list(parts)
    return Tidy(joined(part.values for part in given), united_keys(part.keys for part in given))
