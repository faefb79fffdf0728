"""«Паспорт → Свод»: which indicators are shared with other projects, and the package for the region."""

from __future__ import annotations

import streamlit as st

from uspekh import settings
from uspekh.access.person import Action, Forbidden, Person
from uspekh.monitoring.sharing import Shareable, list_shareable, propose_code
from uspekh.russian.text import plain, saved_name
from uspekh.store.log.actions import demand
from uspekh.store.packages.contents import collect_package, write_package
from uspekh.store.packages.contributions import list_titles
from uspekh.store.packages.signature import public_key
from uspekh.store.plans.shared_codes import (
    SharedCodeRefused,
    confirm_shared_code,
    list_every_shared_code,
    list_shared_codes,
)
from uspekh.ui.session import access, state
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell
from uspekh.words import NO_SUM, SENSITIVE, SUBJECTS

_ZIP = "application/zip"


def show() -> None:
    """The indicators with their codes and what is proposed; the package."""
    project = state.project()
    codes, titles = list_shared_codes(project.engine), _list_titles()
    st.markdown("#### Общие показатели")
    st.caption(
        "Показатели с одним кодом складываются по проектам и муниципалитетам. Код назначает человек: номера и названия "
        "в паспортах разные. Коды для всех муниципалитетов сообщает область."
    )
    measures = {each.measure: each for each in list_shareable(project.plan)}
    rows = [
        _row(each, codes.get(each.measure, ""), propose_code(each.title, each.unit, titles))
        for each in measures.values()
    ]
    headings = ["Показатель", "Единица", "Общий код", ""]
    table.show(
        headings, rows, key="общие-коды", name="Общие показатели", widths=(50, 12, 26, 12), fold=0,
        on_click=lambda action: _assign(measures[action]),
    )  # fmt: skip
    _show_package(shared=bool(codes))


def _list_titles() -> dict[str, set[tuple[str, str]]]:
    """Titles and units by shared code, without the codes that an indicator of the project has already."""
    engine = state.project().engine
    used = set(list_shared_codes(engine).values())
    return {code: titles for code, titles in list_titles(engine).items() if code not in used}


def _row(each: Shareable, code: str, proposed: str) -> list[Cell]:
    title = Cell(f"{SUBJECTS[each.kind]} {each.subject}. {each.title}")
    if each.sensitive:
        return [title, Cell(each.unit), Cell(NO_SUM[SENSITIVE]), Cell("")]
    words = code or (f"предлагается «{proposed}»" if proposed else "")
    return [title, Cell(each.unit), Cell(words), Cell("Изменить" if code else "Назначить", action=each.measure)]


@st.dialog("Общий код показателя")
def _assign(each: Shareable) -> None:
    engine = state.project().engine
    code, titles = list_shared_codes(engine).get(each.measure, ""), _list_titles()
    proposed = propose_code(each.title, each.unit, titles)
    st.markdown(plain(f"{SUBJECTS[each.kind]} {each.subject}. {each.title}, {each.unit}"))
    used = sorted(
        {*titles, *(shared for of_project in list_every_shared_code(engine).values() for shared in of_project)}
    )
    initial = code or proposed
    chosen = st.selectbox(
        "Код: выберите или впишите новый",
        used,
        index=used.index(initial) if initial in used else None,
        accept_new_options=True,
        placeholder="охват",
        key=f"код-{each.measure}",
    )
    if proposed and not code:
        named = "; ".join(sorted(title for title, _ in titles[proposed]))
        st.caption(plain(f"Предложено по названию и единице. Под этим кодом уже есть: {named}."))
    by = access.acting("Кто назначает", "код-кто")
    with st.container(horizontal=True):
        confirmed = st.button("Назначить", type="primary", disabled=by is None or not chosen, key="код-назначить")
        removed = bool(code) and st.button("Снять код", disabled=by is None, key="код-снять")
    if by is None or not (confirmed or removed):
        return
    try:
        confirm_shared_code(engine, each.measure, "" if removed else str(chosen), by)
    except (Forbidden, SharedCodeRefused) as error:
        st.error(plain(error))
        return
    st.rerun()


def _show_package(*, shared: bool) -> None:
    st.markdown("#### Пакет для области")
    if not settings.has_package_key():
        st.caption(
            "Чтобы посылать пакеты, администратор сервера задаёт секрет USPEKH_PACKAGE_KEY (openssl rand -hex 32)."
        )
        return
    try:
        key = public_key(settings.package_key())
    except settings.KeyWeak as error:
        st.error(plain(error))
        return
    st.caption(
        "В пакете паспорт, справочник и численности по организациям; без численностей детей по здоровью, денег и "
        "примечаний. Область принимает его, если у неё записан ваш открытый ключ:"
    )
    st.code(key, language=None, wrap_lines=True)
    if not shared:
        st.caption("Назначьте код хотя бы одному показателю: без общих показателей область пакет не примет.")
        return
    name = saved_name(f"Пакет {state.code()} {state.today():%d.%m.%Y}.zip")
    st.download_button("Скачать пакет", access.later(_make_package), name, _ZIP, type="primary", on_click="ignore")


def _make_package(who: Person) -> bytes:
    project = state.project()
    demand(project.engine, who, Action.EDIT_PASSPORT, detail="package")
    packed = collect_package(project.engine, project.code, project.texts, project.directory())
    return write_package(packed, settings.package_key())
