"""The summary of a meeting: how many figures are in which state, and what deviates most, in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from uspekh.monitoring import summary
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.links import responsible
from uspekh.monitoring.provenance import values_behind
from uspekh.russian.format import NO_DATA, with_unit
from uspekh.russian.text import plain
from uspekh.ui import decisions, flags, frames, meeting_record, provenance
from uspekh.ui.state import project


def show(figures: Figures) -> None:
    """The screen of the summary."""
    rows = summary.of_year(figures.measures, figures)
    rows = rows[rows["primary"]]
    groups = {
        "Показатели": rows[rows["subject_kind"] == "indicator"],
        "Результаты": rows[rows["subject_kind"] == "result"],
        "Строки бюджета": _funded(summary.of_year(figures.budget, figures)),
    }
    due = summary.of_year(figures.milestones, figures)["flag"].value_counts()
    *columns, last = st.columns(len(groups) + 1)
    for column, (name, frame) in zip(columns, groups.items(), strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{name}**")
            counts = {flag: count for flag, count in summary.flag_counts(frame).items() if count}
            st.markdown("  \n".join(f"**{count}** — {flags.line(flag)}" for flag, count in counts.items()) or NO_DATA)
    with last.container(border=True, height="stretch"):
        st.markdown("**Мероприятия года**")
        labels = project().rules.status_labels
        st.markdown("  \n".join(f"**{due[name]}** — {labels[name]}" for name in labels if name in due) or NO_DATA)
    st.markdown("**Наибольшие отклонения**")
    for row in summary.worst(figures).to_dict("records"):
        provenance.line(f"{_in_words(row)}{_answers(row)}", *cells(figures, row))
    meeting_record.since_last(figures)


def cells(figures: Figures, row: dict) -> tuple[str, str, Callable[[], pd.DataFrame]]:
    """Key, title and cells of the button beside the figure of a measure and year."""
    title = f"{decisions.KINDS[row['subject_kind']]} {row['subject']}, {row['year']} год"
    return f"совещание-{row['measure']}", title, partial(values_behind, figures, row["measure"], row["year"])


def _funded(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["plan"] > 0]


def _answers(row: dict) -> str:
    """«; отвечает Баранец Т.Г.»: the persons who answer for the result, or for the results of the indicator."""
    links, subject = project().plan["links"], row["subject"]
    results = [subject]
    if row["subject_kind"] == "indicator":
        results = links.loc[(links["kind"] == "indicator") & (links["target"] == subject), "result"].tolist()
    known = responsible(project().plan)
    persons = dict.fromkeys(person for result in results for person in known.get(result, ()))
    return f"; отвечает {plain(', '.join(persons))}" if persons else ""


def _in_words(row: dict) -> str:
    """«Показатель 4. …: 1 650 из 1 834 чел., не хватает 184; сдали 6 из 7»."""
    title = frames.subject_title(row["subject_kind"], row["subject"])
    lacking = row["due_plan"] - row["fact"]
    lack = f"{frames.figure(lacking, row['unit'])} п. п." if row["unit"] == "%" else with_unit(lacking, row["unit"])
    return (
        f"**{decisions.KINDS[row['subject_kind']]} {row['subject']}. {plain(title)}:** "
        f"{with_unit(row['fact'], row['unit'])} при плане {with_unit(row['due_plan'], row['unit'])}, "
        f"не хватает {lack}; сдали {row['reported']} из {row['expected']}"
    )
