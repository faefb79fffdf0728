"""Figures as they may be shown to anybody: without those that rest on a hidden cell (``monitoring.sensitive``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.rules import HIDDEN as HIDDEN_FLAG
from uspekh.monitoring.sensitive import CELL, FEWEST_IN_SHARE, components, masks, seconds
from uspekh.once import once, remembered

_FIGURES = ("fact", "deviation", "completion", "share", "numerator", "denominator", "sum_fact")
_OVER_YEARS = ("cumulative", "growth")


def whole_cells(figures: Figures) -> pd.DataFrame:
    """The sensitive cells of all organizations behind the figures: ``subject, year, field, number``."""
    return pd.concat([*_cells(figures), pd.DataFrame(columns=[*CELL, "number"])], ignore_index=True).drop_duplicates(
        CELL
    )


def _cells(figures: Figures) -> Iterator[pd.DataFrame]:
    asked, sensitive = _asked(figures), components(figures.plan)
    given = figures.reported.entries(figures.selection, list(asked["id"]), None) if len(asked) else pd.DataFrame()
    for measure in asked.itertuples():
        rows = given[given["measure"] == measure.id].rename(columns={"organization": "subject"})
        for part in ("numerator", "denominator"):
            if getattr(measure, part) in sensitive:
                cells = rows.rename(columns={part: "number"})[["subject", "year", "number"]]
                yield cells.assign(field=getattr(measure, part)).dropna(subset=["number"])


@remembered
def _asked(figures: Figures) -> pd.DataFrame:
    """The asked measures that rest on counts by health."""
    parts = figures.asked[["numerator", "denominator"]].isin(list(components(figures.plan)))
    return figures.asked[parts.any(axis=1)]


class Screened(Figures):
    """Figures with what must not be shown left out: ``hidden`` says where, and so does the flag."""

    @once
    def _measures(self) -> pd.DataFrame:
        """Of a part of the organizations nothing is shown that rests on a hidden cell."""
        frame = super()._measures
        hidden = self._on_few(frame)
        if self.selection.organizations and len(self._hidden_rows):
            rows = self._hidden_rows
            rows = rows[rows["organization"].isin(self.selection.organizations)]
            hidden |= pd.Series(frame.set_index(["measure", "year"]).index.isin(_pairs(rows)), index=frame.index)
        return _blanked(frame, _carried(frame, hidden, ["measure"]))

    @once
    def _organizations(self) -> pd.DataFrame:
        frame = super()._organizations
        hidden = pd.Series(False, index=frame.index)
        if len(self._hidden_rows):
            rows = self._hidden_rows.set_index(["measure", "organization", "year"]).index
            hidden |= frame.set_index(["measure", "organization", "year"]).index.isin(rows)
        return _blanked(frame, _carried(frame, hidden | self._on_few(frame), ["measure", "organization"]))

    @once
    def _hidden_rows(self) -> pd.DataFrame:
        """Columns ``measure, organization, year``: where a cell is hidden."""
        if _asked(self).empty:
            return pd.DataFrame(columns=["measure", "organization", "year"])
        whole, sensitive = whole_cells(self), components(self.plan)
        cells = whole[masks(whole, sensitive, seconds(whole)) != ""]
        asked = _asked(self).melt(id_vars="id", value_vars=["numerator", "denominator"], value_name="field")
        rows = cells.merge(asked, on="field").rename(columns={"id": "measure", "subject": "organization"})
        return rows[["measure", "organization", "year"]].drop_duplicates()

    def _on_few(self, frame: pd.DataFrame) -> pd.Series:
        if _asked(self).empty:
            return pd.Series(False, index=frame.index)
        of_health = frame["measure"].isin(_asked(self)["id"]) & frame["formula"].isin(["share", "growth"])
        return of_health & frame["denominator"].between(1, FEWEST_IN_SHARE - 1)


def screened(figures: Figures) -> Screened:
    """The same figures as they may be shown to anybody."""
    return Screened(**{field.name: getattr(figures, field.name) for field in fields(Figures) if field.init})


def hidden_subjects(figures: Figures, kind: str) -> list[str]:
    """Subjects of a kind («indicator», «result») whose figure of the selected year is not shown."""
    rows = _hidden(figures)
    chosen = (rows["year"] == figures.selection.year) & (rows["subject_kind"] == kind)
    return list(rows.loc[chosen, "subject"].unique())


def _hidden(figures: Figures) -> pd.DataFrame:
    rows = figures.measures
    return rows[rows["hidden"]] if "hidden" in rows else rows.head(0)


def _pairs(rows: pd.DataFrame) -> list[tuple[str, int]]:
    return list(rows[["measure", "year"]].itertuples(index=False, name=None))


def _carried(frame: pd.DataFrame, hidden: pd.Series, by: list[str]) -> pd.Series:
    """Values that are made of several years are hidden from the first hidden one on: their difference is that year."""
    if not hidden.any():
        return hidden
    later = hidden.astype("int64").groupby([frame[name] for name in by], sort=False).cummax().astype(bool)
    return hidden.mask(frame["formula"].isin(_OVER_YEARS), later)


def _blanked(frame: pd.DataFrame, hidden: pd.Series) -> pd.DataFrame:
    """Hidden is told only where something was reported: where nobody did, that stays said."""
    if not hidden.any():
        return frame.assign(hidden=False)
    left_out = {name: frame[name].mask(hidden) for name in _FIGURES if name in frame}
    told = hidden & frame[list(left_out)].notna().any(axis=1)
    return frame.assign(hidden=told, **left_out, flag=frame["flag"].mask(told, HIDDEN_FLAG))
