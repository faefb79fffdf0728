"""«Новый проект»: a document, tables in a zip or an empty passport begins a draft; those begun before are listed."""

from __future__ import annotations

import hashlib

import streamlit as st

from uspekh import settings
from uspekh.access.person import Action, Person
from uspekh.actuals.opening.limits import MEGABYTE, Limits, Refusal
from uspekh.importing.document.opening import open_document
from uspekh.importing.reading import NoPassport, import_passport
from uspekh.importing.review.archive import ArchiveRefused, unpack_archive
from uspekh.importing.review.stored import PackedDraft, pack_empty, pack_import, pack_tables
from uspekh.importing.review.texts import TextsRefused, parse_texts
from uspekh.russian.format import moment, number
from uspekh.russian.text import plain
from uspekh.store.plans import drafts
from uspekh.ui.sections.passport.review.current import list_types
from uspekh.ui.session import access, state, turning
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell

KEY = "черновик"
"""The draft that is open, in the address."""
_NO_TITLE = "Без названия"


def chosen_draft() -> int | None:
    """The draft that the address names."""
    written = st.query_params.get(KEY, "")
    return int(written) if written.isdigit() and len(written) < 10 else None


def show() -> None:
    """How to begin, and the drafts; whoever presses one goes on with it."""
    st.markdown("#### Новый проект")
    st.caption(
        "Паспорт из Word читается в таблицы; вы смотрите только сомнительное и подтверждаете. "
        "Всё сохраняется сразу: страницу можно закрыть и продолжить позже."
    )
    if not access.person().everywhere:
        st.caption(
            "У вас роли только в отдельных проектах. Новый проект вы внесёте, а откроется он вам, когда роль в нём "
            "впишут в файл ролей: что вписать, будет сказано после создания."
        )
    by = access.acting("Кто вносит паспорт", "паспорт-кто")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        file = st.file_uploader(
            "Паспорт (Word) или таблицы, скачанные здесь раньше (ZIP)",
            type=["docx", "zip"],
            key="паспорт-файл",
            help=f"Не больше {number(Limits.content / MEGABYTE, 0)} МБ.",
        )
    if st.button("Начать с пустого паспорта", disabled=by is None) and by:
        _start(pack_empty(), _NO_TITLE, by)
    if file is not None and by is None:
        st.info("Впишите, кто вносит паспорт.")
    elif file is not None and by is not None and st.button(f"Прочитать: {plain(file.name)}", type="primary"):
        _start_with(file.getvalue(), file.name, by)
    _list()


def _start_with(content: bytes, name: str, by: Person) -> None:
    access.demand(Action.EDIT_PASSPORT)
    try:
        with st.spinner("Документ читается…"):
            packed, title = _read(content, name)
    except (Refusal, NoPassport, ArchiveRefused, TextsRefused) as refusal:
        st.error(plain(refusal))
        return
    _start(packed, title, by, name, hashlib.sha256(content).hexdigest())


def _read(content: bytes, name: str) -> tuple[PackedDraft, str]:
    """What a file gives, and the title of the project."""
    if len(content) > Limits.content:
        raise Refusal(
            "file.too_big", f"Файл больше {number(Limits.content / MEGABYTE, 0)} МБ. Оставьте в нём один паспорт."
        )
    if name.lower().endswith(".zip"):
        tables = parse_texts(unpack_archive(content))
        titles = {row["key"]: row["text"] for row in tables["head"]}
        return pack_tables(tables), titles.get("project.title") or _NO_TITLE
    imported = import_passport(open_document(content), settings.forms_folder(), list_types())
    return pack_import(imported), imported.draft.head["project"]["title"]


def _start(packed: PackedDraft, title: str, by: Person, document: str = "", sha256: str = "") -> None:
    started = drafts.start_draft(state.project().engine, title, packed.remarks, packed.tables, by, document, sha256)
    turning.turn(**{KEY: str(started)})
    st.rerun()


def _list() -> None:
    entries = drafts.list_drafts(state.project().engine, access.person())
    if not entries:
        return
    st.markdown("##### Начатые")
    rows = [
        [
            Cell(entry.title, action="" if entry.project else str(entry.id)),
            Cell(entry.document or "пустой паспорт"),
            Cell(f"{entry.started_by}, {moment(entry.started_at)}"),
            Cell(f"создан проект «{entry.project}»" if entry.project else "не закончен"),
        ]
        for entry in entries
    ]
    table.show(["Проект", "Из чего", "Кто начал", "Что дальше"], rows, key="черновики", name="Начатые", on_press=_open)


def _open(action: str) -> None:
    turning.turn(**{KEY: action})
