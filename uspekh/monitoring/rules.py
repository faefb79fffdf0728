"""The rule tables: bands of completion for the flags, words for the statuses, deadlines, the reading of a growth.

No act sets numeric thresholds for these words: the tables are the project's own and say so in ``basis``.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pandera.pandas as pa

from uspekh.russian import format

FLAGS = ("met", "at_risk", "missed", "no_data", "not_due")
HIDDEN = "hidden"
"""Stands in place of a flag where the figure must not be shown (``monitoring.small_counts.sensitive``)."""
STATUSES = ("done", "done_late", "overdue", "due_soon", "not_due")
READINGS = ("relative", "points")
_DEADLINES = "deadlines.csv"


class RulesDamaged(Exception):
    """The rule tables contradict themselves; the text is Russian and says where."""


class Bands(pa.DataFrameModel):
    """``data/rules.csv``: completion from ``lower`` (inclusive) to ``upper`` (exclusive), in percent."""

    flag: str = pa.Field(isin=FLAGS, unique=True)
    label: str
    lower: float = pa.Field(nullable=True)
    upper: float = pa.Field(nullable=True)
    basis: str


class Statuses(pa.DataFrameModel):
    """``data/statuses.csv``: words of plan item statuses; ``due_soon`` reaches ``within_days`` ahead."""

    status: str = pa.Field(isin=STATUSES, unique=True)
    label: str
    within_days: float = pa.Field(nullable=True)


class Deadlines(pa.DataFrameModel):
    """``data/deadlines.csv``: a period of ``months`` from 1 January is reported within ``days`` after its end."""

    months: int = pa.Field(ge=1, le=12, unique=True)
    days: int = pa.Field(ge=0, le=366)
    basis: str


@dataclass(frozen=True, eq=False)
class Rules:
    """``bands``: (flag, lower, upper) from the lowest up; labels by flag and by status; the table ``Deadlines``.

    ``documented_controls``: levels of control whose points are done only with a document.
    """

    bands: tuple[tuple[str, float, float], ...]
    flag_labels: dict[str, str]
    status_labels: dict[str, str]
    due_soon_days: int
    growth_reading: str
    basis: str
    deadlines: pd.DataFrame
    documented_controls: tuple[str, ...] = ()

    @property
    def edges(self) -> tuple[float, ...]:
        """The completions, in percent, at which one flag gives way to another, from the lowest up."""
        return tuple(lower for _, lower, _ in self.bands[1:])

    def flag(self, completion: float) -> str:
        """The flag of a completion in percent."""
        return str(self.flags(np.array([completion]))[0])

    def flags(self, completion: np.ndarray | pd.Series) -> np.ndarray:
        """The flags of many completions in percent, none of them missing."""
        names, lower, _ = zip(*self.bands, strict=True)
        return np.array(names, dtype=object)[np.searchsorted(lower, completion, side="right") - 1]


def load_rules(folder: Path) -> Rules:
    """Rules from ``rules.csv``, ``statuses.csv`` and ``settings.toml``; raises ``RulesDamaged``."""
    bands = _read(folder / "rules.csv", Bands, {"flag", "label", "basis"})
    statuses = _read(folder / "statuses.csv", Statuses, {"status", "label"})
    settings = tomllib.loads((folder / "settings.toml").read_text(encoding="utf-8"))
    reading = settings["growth"]["reading"]
    if reading not in READINGS:
        raise RulesDamaged(f"settings.toml: [growth] reading = «{reading}», допустимо: {', '.join(READINGS)}")
    _complete("rules.csv", bands["flag"], FLAGS)
    _complete("statuses.csv", statuses["status"], STATUSES)
    return Rules(
        bands=_contiguous(bands),
        flag_labels=dict(zip(bands["flag"], bands["label"], strict=True)) | {HIDDEN: format.HIDDEN},
        status_labels=dict(zip(statuses["status"], statuses["label"], strict=True)),
        due_soon_days=int(statuses.set_index("status")["within_days"]["due_soon"]),
        growth_reading=reading,
        basis=bands["basis"].iloc[0],
        deadlines=load_deadlines(folder),
        documented_controls=tuple(settings.get("evidence", {}).get("controls", ())),
    )


def load_deadlines(folder: Path) -> pd.DataFrame:
    """The table ``Deadlines``, empty where the folder has none. Raises ``RulesDamaged``."""
    path = folder / _DEADLINES
    none = pd.DataFrame({"months": [], "days": [], "basis": []}).astype({"months": int, "days": int, "basis": "str"})
    try:
        return Deadlines.validate(pd.read_csv(path, dtype={"basis": "str"}) if path.exists() else none)
    except (OSError, ValueError, pa.errors.SchemaError) as error:
        raise RulesDamaged(f"{_DEADLINES}: {error}") from error


def _read(path: Path, schema: type[pa.DataFrameModel], text: set[str]) -> pd.DataFrame:
    try:
        frame = pd.read_csv(path, dtype=dict.fromkeys(text, "str"), keep_default_na=True)
        return schema.validate(frame.astype({c: "float64" for c in frame.columns if c not in text}))
    except (OSError, ValueError, pa.errors.SchemaError) as error:
        raise RulesDamaged(f"{path.name}: {error}") from error


def _complete(name: str, words: pd.Series, needed: tuple[str, ...]) -> None:
    lacking = [word for word in needed if word not in set(words)]
    if lacking:
        raise RulesDamaged(f"{name}: нет строки {', '.join(lacking)}")


def _contiguous(bands: pd.DataFrame) -> tuple[tuple[str, float, float], ...]:
    """Bands from the lowest up, without overlap or gap, from minus to plus infinity."""
    rows = bands[bands["flag"].isin(FLAGS[:3])]
    ordered = sorted(
        (
            (-math.inf if math.isnan(low) else low, math.inf if math.isnan(high) else high, flag)
            for flag, low, high in zip(rows["flag"], rows["lower"], rows["upper"], strict=True)
        ),
    )
    edge = -math.inf
    for low, high, flag in ordered:
        if low != edge or high <= low:
            word = "пересекаются" if low < edge else "оставляют пропуск"
            raise RulesDamaged(f"rules.csv: границы {word} у «{flag}» ({low:g})")
        edge = high
    if edge != math.inf:
        raise RulesDamaged(f"rules.csv: нет правила для выполнения выше {edge:g} %")
    return tuple((flag, low, high) for low, high, flag in ordered)
