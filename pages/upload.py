"""«Загрузка данных»: the form to fill in, the check, what would change, and the journal."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from uspekh.access.person import operator
from uspekh.actuals.opening.limits import MEGABYTE
from uspekh.actuals.reading import Reading
from uspekh.actuals.template import write_template
from uspekh.actuals.workbook import DIVIDE, Limits
from uspekh.console import SEVERITIES
from uspekh.monitoring.reported import latest_year
from uspekh.project import default_selection
from uspekh.russian.format import number, plural
from uspekh.store import uploads
from uspekh.store.brought import brought
from uspekh.store.values import beside
from uspekh.ui import door, filters, matching, preview, state, tables

LIMIT = Limits.content
ENDINGS = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv"]


def form() -> None:
    """The workbook to fill in."""
    st.subheader("1. Форма для заполнения", anchor=False)
    years = state.project().plan.years
    names = filters.organization_names()
    left, middle, right = st.columns([1, 2, 1], vertical_alignment="bottom")
    year = left.selectbox("За какой год", ["все годы", *years], key="форма-год")
    organization = middle.selectbox("Для кого", ["все организации", *names], key="форма-организация")

    def make() -> bytes:
        chosen = None if year == "все годы" else [year]
        return write_template(state.project().plan, state.shown().directory, chosen, names.get(organization))

    name = f"Форма отчёта, {year}, {organization}.xlsx"
    right.download_button("Скачать форму", make, name, tables.XLSX, on_click="ignore", width="stretch")


def problems(reading: Reading) -> list[uploads.Remark]:
    """Every problem with its place, the gravest first; warnings of an accepted file can be explained."""
    rows = sorted(reading.problems, key=lambda problem: list(SEVERITIES).index(problem.severity))
    if not rows:
        st.success("Замечаний нет.")
        return []
    table = pd.DataFrame(
        {
            "Важность": [SEVERITIES[problem.severity] for problem in rows],
            "Лист": [problem.sheet or "—" for problem in rows],
            "Ячейка": [problem.cell or "—" for problem in rows],
            "Что исправить": [problem.message for problem in rows],
        }
    )
    if not reading.accepted or all(problem.severity != "warning" for problem in rows):
        tables.whole(table)
        return []
    told = st.data_editor(
        table.assign(Пояснение=""),
        hide_index=True,
        row_height=60,
        disabled=list(table.columns),
        key="пояснения",
        column_config={
            "Что исправить": st.column_config.TextColumn(width="large"),
            "Пояснение": st.column_config.TextColumn(
                help="Почему значение верно: останется вместе с ним.", width="medium"
            ),
        },
    )
    return [
        uploads.Remark(problem.sheet or "", problem.cell or "", problem.code, problem.message, comment.strip())
        for problem, comment in zip(rows, told["Пояснение"], strict=True)
        if comment and comment.strip()
    ]


def received(content: bytes, name: str) -> None:
    """A file that was chosen: verdict, problems, what would change, the button that stores it."""
    reading = preview.read(content, name)
    if reading is None:
        return
    if not reading.accepted:
        count = sum(problem.severity == "error" for problem in reading.problems)
        found = plural(count, "ошибка", "ошибки", "ошибок")
        st.error(f"Файл «{name}» не принят: {count} {found}. Ничего не сохранено. Исправьте и загрузите снова.")
        problems(reading)
        matching.offer(content)
        return
    changed = uploads.changes(beside(state.project().engine, reading.values), reading.values)
    counted = uploads.count(changed)
    st.info(
        f"Файл «{name}» прочитан: новых значений — {counted['new']}, будет заменено — {counted['replaced']}, "
        f"без изменений — {counted['same']}. Пока ничего не сохранено."
    )
    said = problems(reading)
    matching.offer(content)
    preview.show(changed)
    by = st.text_input("Кто загружает", key="кто", placeholder="Фамилия И. О.", persist_state="session")
    if st.button("Сохранить", type="primary", disabled=not by.strip()):
        number_, stored = state.project().load(reading, content, operator(by.strip()), said)
        st.session_state["сохранено"] = (number_, stored)
        filters.show_year(default_selection(state.project().plan, latest_year(reading.values), state.today()).year)
        st.session_state["файл-номер"] = st.session_state.get("файл-номер", 0) + 1
        st.rerun()


def one_upload(rows: pd.DataFrame) -> None:
    """What an upload changed, and the file as it was sent."""
    by_number = rows.set_index("id")
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    number_ = left.selectbox(
        "Что изменила загрузка",
        list(by_number.index),
        index=None,
        placeholder="Выберите номер",
        format_func=lambda n: f"№ {n}, {by_number['file_name'][n]}",
        key="журнал-номер",
    )
    if number_ is None:
        return
    engine = state.project().engine
    sent = by_number.loc[number_]
    right.download_button(
        "Файл, как прислан",
        lambda: uploads.content(engine, sent["sha256"], operator("рабочее место")) or b"",
        sent["file_name"],
        on_click="ignore",
        width="stretch",
    )
    preview.show(brought(engine, int(number_)), heading="Что изменила", key="журнал-изменения", screened=True)


def journal() -> None:
    """What was loaded, and taking it back."""
    st.subheader("3. Журнал загрузок", anchor=False)
    rows = uploads.journal(state.project().engine)
    if rows.empty:
        st.caption("Загрузок ещё не было.")
        return
    tables.show(preview.journal_table(rows), key="журнал")
    one_upload(rows)
    standing = rows[rows["undone_at"].isna()]
    if standing.empty:
        return
    left, middle, right = st.columns([2, 2, 1], vertical_alignment="bottom")
    chosen = left.selectbox(
        "Отменить загрузку",
        standing["id"],
        index=None,
        placeholder="Выберите номер",
        format_func=lambda n: f"№ {n}, {standing.set_index('id')['file_name'][n]}",
        key="отмена-номер",
    )
    by = middle.text_input("Кто отменяет", key="отмена-кто", placeholder="Фамилия И. О.")
    ready = chosen is not None and bool(by.strip())
    if right.button("Отменить", disabled=not ready, width="stretch"):
        uploads.undo(state.project().engine, int(chosen), operator(by.strip()))
        st.session_state["отменено"] = chosen
        st.rerun()


door.selection()
st.title("Загрузка данных", anchor=False)
if saved := st.session_state.pop("сохранено", None):
    st.success(f"Сохранено. Загрузка № {saved[0]}: новых — {saved[1]['new']}, заменено — {saved[1]['replaced']}.")
if undone := st.session_state.pop("отменено", None):
    st.success(f"Загрузка № {undone} отменена: показатели такие, как если бы её не было.")
form()
st.subheader("2. Заполненный файл", anchor=False)
file = st.file_uploader(
    "Выберите файл Excel, ODS или CSV (кнопка «Upload» или перетащите файл сюда)",
    type=ENDINGS,
    key=f"файл-{st.session_state.get('файл-номер', 0)}",
    help=f"Не больше {number(LIMIT / MEGABYTE, 0)} МБ. Файл сначала проверяется, сохраняется только по кнопке.",
)
if file is not None and file.size > LIMIT:
    st.error(f"Файл больше {number(LIMIT / MEGABYTE, 0)} МБ. {DIVIDE}")
elif file is not None:
    received(file.getvalue(), file.name)
journal()
