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
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell
from uspekh.ui.show.words import officials
from uspekh.ui.uploading import checked, copies, following, loading, reply, saving, steps
from uspekh.ui.uploading.choosing import blank_form, file_field, hidden_sheets, jobs, resuming, which_project
from uspekh.words import NOTHING

_SENT, _SEND = "отправлено", "Отправить на проверку"


def show() -> None:
    """The field for a file, its check, and the button that sends it."""
    if number := st.session_state.pop(_SENT, None):
        st.success(f"Отправлено на проверку: отчёт № {number}. В показатели он попадёт, когда его примут.")
    form = st.container()
    steps.head(2, "Заполненный файл")
    if file := file_field.choose_file():
        _received(*file)
    elif reading := resuming.offered():
        _preview(reading)
    else:
        with form:
            steps.head(1, "Форма для заполнения")
            blank_form.show()
        steps.head(3, "Ваши отчёты")
        sent_reports()


def sent_reports() -> None:
    """What the organization has sent, its state, and the way to what was read and to taking a report back."""
    rows = listed(state.project().engine, access.person())
    if rows.empty:
        st.caption("Отчётов вы ещё не отправляли.")
        return
    last = rows.iloc[0]
    if last["state"] == lifecycle.RETURNED:
        st.warning(f"Отчёт № {last['id']} возвращён: {plain(last['remark'])}", icon=":material/undo:")
    rows = rows.assign(remark=_remarks(rows))
    by_number = rows.set_index("id", drop=False)
    headings = ["№", "Отправлен", "Состояние", "Файл", "Периоды", "Решение", "Замечание"]
    cells = [_sent_row(row) for row in rows.itertuples()]
    table.show(
        headings,
        cells,
        key="свои-отчёты",
        name="Ваши отчёты",
        on_click=lambda number: _one(by_number.loc[int(number)]),
    )


def _sent_row(row: Any) -> list[Cell]:
    """A submission in words (``store.submissions.lists.listed``)."""
    decided = NOTHING if pd.isna(row.decided_at) else f"{row.decided_by}, {moment(row.decided_at)}"
    return [
        Cell(f"№ {row.id}", action=str(row.id)),
        Cell(moment(row.at)),
        Cell("", state=row.state),
        Cell(row.file_name),
        Cell(periods(row.periods)),
        Cell(decided),
        Cell(row.remark or NOTHING),
    ]


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
    if reading.is_of_unclear_project:
        which_project.ask(reading)
        with saving.line():
            saving.press(_SEND, ["укажите, какого проекта этот файл"], key="отправить")
        return
    if not reading.accepted:
        steps.head(3, "Что не так")
        checked.refused(reading, "Исправьте и отправьте снова.")
        which_project.lead_to_named(reading)
        reply.offer(content, reading)
        hidden_sheets.offer(reading)
        with saving.line():
            saving.press(_SEND, [f"файл {checked.say_refusal(reading)}"], key="отправить")
        return
    resuming.remember(reading)
    _preview(reading)


def _preview(reading: Reading) -> None:
    """What would change, and the button."""
    try:
        lifecycle.refuse_closed(state.project().engine, lifecycle.periods_of(reading.values))
    except PeriodClosed as refusal:
        st.error(str(refusal), icon=":material/lock:")
        with saving.line():
            saving.press(_SEND, ["период закрыт"], key="отправить")
        return
    changed = loading.changed_by(reading, reading.values)
    loading.announce_changes(reading.file_name, changed)
    steps.head(3, "Что не так")
    remarks = checked.explained(reading, changed)
    steps.head(4, "Что изменится, когда отчёт примут")
    following.show(reading, reading.values, changed, access.person().organization)
    named = officials.of_file(changed, remarks, "", f"файл-{reading.sha256}")
    if (reading.values["kind"] == "plan").any():
        st.caption("Лист «Планы» — предложение: планы утверждает редактор, отдельно от показателей.")
    with saving.line():
        by = access.acting("Кто отправляет", "кто")
        stops = saving.hindrances(reason="", officials=named, person=by, name_field="Кто отправляет")
        pressed = saving.press(_SEND, stops, key="отправить")
    if not pressed or not by:
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


@st.dialog("Отчёт")
def _one(row: pd.Series) -> None:
    """What was read of a report, and taking back one that waits."""
    st.markdown(f"Отчёт № {row['id']}, {plain(row['file_name'])}")
    copies.offer(row, st.container(), "свой-отчёт-копия")
    if row["state"] != replacing.WAITING or not st.button("Отозвать", width="stretch", key="отозвать"):
        return
    try:
        lifecycle.withdraw(state.project().engine, int(row["id"]), access.person())
    except (lifecycle.SubmissionDecided, Forbidden) as refusal:
        st.error(str(refusal))
        return
    st.rerun()
