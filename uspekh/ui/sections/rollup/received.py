"""«Пакеты»: the packages of municipalities, to be received, listed and taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from uspekh import settings
from uspekh.access.person import Action, Forbidden, Person
from uspekh.consolidation import receive_package
from uspekh.russian.format import moment, number
from uspekh.russian.text import one_line, plain
from uspekh.store.packages.archive import CONTENT_LIMIT, PackageRefused
from uspekh.store.packages.contents import Package, read_package
from uspekh.store.packages.received import ReceivedPackage, check_package, list_received, undo_package
from uspekh.ui.session import access, projects, state
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell

_FIELD, _DONE = "пакеты-поле", "пакеты-сделано"
_DIGEST = 8
"""Signs of a digest that tell files apart."""


def show(who: Person) -> None:
    """The field for who may accept, what was received last, the journal."""
    if done := st.session_state.pop(_DONE, None):
        st.success(plain(done))
    if who.may(Action.ACCEPT):
        _show_field()
    _show_journal(who)


def _show_field() -> None:
    files = st.file_uploader(
        "Пакеты муниципалитетов (ZIP): выберите или перетащите сюда",
        type=["zip"],
        accept_multiple_files=True,
        key=f"{_FIELD}-{st.session_state.get(_FIELD, 0)}",
        help=f"Не больше {CONTENT_LIMIT >> 20} МБ каждый. Принимается пакет, подписанный ключом муниципалитета из "
        "списка; новый заменяет прежний того же муниципалитета и проекта.",
    )
    if not files:
        return
    read, refused = {}, []
    for file in files:
        content = file.getvalue()
        try:
            package = _read(content, dict(projects.municipalities()))
            check_package(state.store(), package, content)
            read[content] = package
        except PackageRefused as error:
            refused.append(f"{file.name}: {error}")
    for reason in refused:
        st.error(plain(reason))
    if read:
        _show_read(list(read.values()))
        _accept(read)


@st.cache_resource(show_spinner="Пакет проверяется", max_entries=32)
def _read(content: bytes, municipalities: Mapping[str, str]) -> Package:
    return read_package(content, municipalities)


def _show_read(read: Sequence[Package]) -> None:
    rows = [
        [
            Cell(_say_whose(package.municipality, package.plan.title)),
            Cell(moment(package.at)),
            Cell(number(len(package.codes), 0), number=True),
            Cell(number(len(package.values), 0), number=True),
            Cell(", ".join(package.left_out)),
        ]
        for package in read
    ]
    headings = ["Муниципалитет, проект", "Пакет от", "Общих показателей", "Чисел", "Закрытое, не прислано"]
    table.show(headings, rows, key="пакеты-прочитано", name="Проверенные пакеты", widths=(34, 14, 12, 10, 30))


def _accept(read: Mapping[bytes, Package]) -> None:
    by = access.acting("Кто принимает", "пакеты-кто")
    if not st.button(f"Принять пакеты: {len(read)}", type="primary", disabled=by is None, key="пакеты-принять"):
        return
    if by is None:
        return
    taken, refused = [], []
    with st.spinner("Пакеты принимаются"):
        for content, package in read.items():
            try:
                _, given_number = receive_package(
                    state.store(), content, by, projects.municipalities(), settings.data_folder()
                )
                taken.append(f"№ {given_number}, {package.origin}")
            except (PackageRefused, Forbidden) as error:
                refused.append(f"{package.origin}: {error}")
    for reason in refused:
        st.error(plain(reason))
    if taken and not refused:
        st.session_state[_DONE] = f"Принято: {'; '.join(taken)}."
        # Another field is empty.
        st.session_state[_FIELD] = st.session_state.get(_FIELD, 0) + 1
        st.rerun()
    if taken:
        st.success(plain(f"Принято: {'; '.join(taken)}."))


def _show_journal(who: Person) -> None:
    every = list_received(state.store())
    if not every:
        st.caption("Пакетов ещё не принято.")
        return
    keys, undoes = projects.municipalities(), who.may(Action.UNDO)
    rows = [_row(each, listed=each.sender in keys, undoes=undoes) for each in every]
    headings = ["№", "Муниципалитет, проект", "Пакет от", "Принят", "Контрольная сумма", "Состояние", ""]
    by_action = {str(each.number): partial(_undo, each) for each in every}
    table.show(
        headings, rows, key="пакеты", name="Принятые пакеты", widths=(6, 30, 13, 19, 12, 12, 8), lines=2,
        on_click=lambda action: by_action[action](),
    )  # fmt: skip


def _say_whose(municipality: str, title: str) -> str:
    return one_line(f"{municipality}, «{title}»")


def _row(each: ReceivedPackage, *, listed: bool, undoes: bool) -> list[Cell]:
    standing = each.undone_at is None
    if not standing and each.undone_at is not None:
        words = f"отменён {moment(each.undone_at)}, {each.undone_by}"
    elif not listed:
        words = "муниципалитета нет в списке, в свод не входит"
    else:
        words = "действует" if each.in_force else "заменён новым"
    return [
        Cell(f"№ {each.number}"),
        Cell(_say_whose(each.municipality, each.title)),
        Cell(moment(each.made_at)),
        Cell(f"{moment(each.at)}, {each.by}"),
        Cell(f"{each.sha256[:_DIGEST]} …", detail=each.sha256),
        Cell(words),
        Cell("Отменить" if undoes and standing else "", action=str(each.number) if undoes and standing else ""),
    ]


@st.dialog("Отменить приём пакета")
def _undo(each: ReceivedPackage) -> None:
    whose = _say_whose(each.municipality, each.title)
    st.markdown(
        plain(f"Пакет № {each.number}, {whose}, от {moment(each.made_at)}. В свод войдёт прежний, если он был.")
    )
    by = access.acting("Кто отменяет", "пакет-отмена-кто")
    if not st.button("Отменить приём", type="primary", disabled=by is None, key="пакет-отменить") or by is None:
        return
    try:
        undo_package(state.store(), each.number, by)
    except (PackageRefused, Forbidden) as error:
        st.error(plain(error))
        return
    st.session_state[_DONE] = f"Приём пакета № {each.number} отменён."
    st.rerun()
