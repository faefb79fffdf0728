"""An organization's own reports: sending a file for acceptance, and what became of those sent before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
import streamlit as st

from uspekh import sending
from uspekh.access.person import Forbidden
from uspekh.actuals.reading import Reading
from uspekh.russian.format import moment
from uspekh.russian.periods import period_name
from uspekh.russian.text import plain
from uspekh.store.guards.locks import PeriodClosed
from uspekh.store.guards.texts import TextRefused
from uspekh.store.submissions import lifecycle, replacing
from uspekh.store.submissions.lists import listed
from uspekh.store.submissions.replacing import Points, unpacked_points
from uspekh.ui.session import access, state
from uspekh.ui.show import officials, tables
from uspekh.ui.uploading import checked, copies, file_field, hidden_sheets, jobs, loading, preview, reply, resuming
from uspekh.words import NOTHING, report_label

_SENT = "отправлено"


def show() -> None:
    """The field for a file, its check, and the button that sends it."""
    if number := st.session_state.pop(_SENT, None):
        st.success(f"Отправлено на проверку: отчёт № {number}. В показатели он попадёт, когда его примут.")
    if file := file_field.choose_file():
        _received(*file)
    elif reading := resuming.offered():
        _preview(reading)


def sent_reports() -> None:
    """What the organization has sent, its state, and taking back what still waits."""
    rows = listed(state.project().engine, access.person())
    if rows.empty:
        st.caption("Отчётов вы ещё не отправляли.")
        return
    last = rows.iloc[0]
    if last["state"] == lifecycle.RETURNED:
        st.warning(f"Отчёт № {last['id']} возвращён: {plain(last['remark'])}", icon=":material/undo:")
    tables.show(table(rows.assign(remark=_remarks(rows))), key="свои-отчёты")
    _one(rows)


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """Submissions in words (``store.submissions.lists.listed``)."""
    decided = zip(rows["decided_at"], rows["decided_by"], strict=True)
    return pd.DataFrame(
        {
            "№": rows["id"],
            "Отправлен": [moment(at) for at in rows["at"]],
            "Состояние": [report_label(state_) for state_ in rows["state"]],
            "Файл": rows["file_name"],
            "Периоды": [periods(points) for points in rows["periods"]],
            "Решение": [NOTHING if pd.isna(at) else f"{by}, {moment(at)}" for at, by in decided],
            "Замечание": [remark or NOTHING for remark in rows["remark"].fillna("")],
        }
    )


def periods(points: Iterable[tuple[int, int]]) -> str:
    """«2023: I полугодие, год; 2024: год», «2024: планы»."""
    by_year: dict[int, list[str]] = {}
    for year, months in points:
        by_year.setdefault(year, []).append(period_name(months) if months else "планы")
    return "; ".join(f"{year}: {', '.join(names)}" for year, names in by_year.items())


def holds_plans(points: Iterable[tuple[int, int]]) -> bool:
    """Whether a report holds plans that its organization proposes, which are decided apart from figures."""
    return any(not months for _, months in points)


def _received(content: bytes, name: str) -> None:
    reading = jobs.read(content, name, access.person().organization)
    if reading is None:
        return
    if not reading.accepted:
        checked.refused(reading, "Исправьте и отправьте снова.")
        reply.offer(content, reading)
        hidden_sheets.offer(reading)
        return
    resuming.remember(reading)
    _preview(reading)


def _preview(reading: Reading) -> None:
    """What would change, and the button."""
    try:
        lifecycle.refuse_closed(state.project().engine, lifecycle.periods_of(reading.values))
    except PeriodClosed as refusal:
        st.error(str(refusal), icon=":material/lock:")
        return
    changed = loading.changed_by(reading, reading.values)
    loading.announce_changes(reading.file_name, changed)
    remarks = checked.explained(reading, changed)
    preview.show(changed)
    named = officials.of_file(changed, remarks, "", f"файл-{reading.sha256}")
    by = access.acting("Кто отправляет", "кто")
    if (reading.values["kind"] == "plan").any():
        st.caption("Лист «Планы» — предложение: планы утверждает редактор, отдельно от показателей.")
    if not st.button("Отправить на проверку", type="primary", disabled=named is None or not by) or not by:
        return
    try:
        st.session_state[_SENT] = sending.send(state.project(), reading, by, remarks, officials=bool(named))
    except (PeriodClosed, TextRefused, Forbidden) as refusal:
        st.error(str(refusal))
        return
    resuming.finish()
    file_field.empty()
    st.rerun()


def _remarks(rows: pd.DataFrame) -> list[str | None]:
    """What was said of each report; of one that waits, by which later ones it is replaced in part."""
    engine = state.project().engine
    return [
        _replaced(replacing.later(engine, int(row.id)).items(), unpacked_points(row.points))
        if row.state == replacing.WAITING
        else row.remark
        for row in rows.itertuples()
    ]


def _replaced(later: Iterable[tuple[Any, int]], points: Points) -> str:
    numbers = sorted({number for point, number in later if point in points})
    return f"часть значений заменена: {', '.join(f'№ {number}' for number in numbers)}" if numbers else ""


def _one(rows: pd.DataFrame) -> None:
    by_number = rows.set_index("id")
    left, middle, right = st.columns([3, 1, 1], vertical_alignment="bottom")
    number = left.selectbox(
        "Отчёт",
        list(by_number.index),
        format_func=lambda n: f"№ {n}, {by_number['file_name'][n]}",
        key="свой-отчёт",
    )
    engine, row = state.project().engine, by_number.loc[number]
    copies.offer(row, middle, "свой-отчёт-копия")
    if row["state"] != replacing.WAITING or not right.button("Отозвать", width="stretch", key="отозвать"):
        return
    try:
        lifecycle.withdraw(engine, int(number), access.person())
    except (lifecycle.SubmissionDecided, Forbidden) as refusal:
        st.error(str(refusal))
        return
    st.rerun()
