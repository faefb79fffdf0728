"""The summary of a meeting: how many figures are in which state, and what deviates most, in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from uspekh.monitoring.counts import ITEMS, state_counts
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.links import responsible
from uspekh.monitoring.provenance import subject_behind
from uspekh.monitoring.subjects import worst
from uspekh.russian.format import NO_DATA
from uspekh.russian.text import plain
from uspekh.ui.meeting import decisions
from uspekh.ui.meeting import record as meeting_record
from uspekh.ui.session.state import project
from uspekh.ui.show import flags, frames, provenance


def show(figures: Figures) -> None:
    """The screen of the summary."""
    groups = state_counts(figures)
    for column, (kind, counts) in zip(st.columns(len(groups)), groups.items(), strict=True):
        say = project().rules.status_labels.__getitem__ if kind == ITEMS else flags.line
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{counts.scope}**")
            lines = [f"**{count}** — {say(state)}" for state, count in counts.states.items()]
            st.markdown("  \n".join(lines) or NO_DATA)
    st.markdown("**Наибольшие отклонения**")
    for _, row in worst(figures).iterrows():
        provenance.line(f"{frames.deviation(figures, row)}{_answers(row)}", *cells(figures, row))
    meeting_record.since_last(figures)


def cells(figures: Figures, row: pd.Series) -> tuple[str, str, Callable[[], pd.DataFrame]]:
    """Key, title and cells of the button beside the figure of a row of ``monitoring.subjects``."""
    kind, subject, year = row["subject_kind"], row["subject"], int(row["year"])
    title = f"{decisions.KINDS[kind]} {subject}, {year} год"
    return f"совещание-{kind}-{subject}", title, partial(subject_behind, figures, kind, subject, year)


def _answers(row: pd.Series) -> str:
    """«; отвечает Баранец Т.Г.»: the persons who answer for the result, or for the results of the indicator."""
    links, subject = project().plan["links"], row["subject"]
    results = [subject]
    if row["subject_kind"] == "indicator":
        results = links.loc[(links["kind"] == "indicator") & (links["target"] == subject), "result"].tolist()
    known = responsible(project().plan)
    persons = dict.fromkeys(person for result in results for person in known.get(result, ()))
    return f"; отвечает {plain(', '.join(persons))}" if persons else ""
