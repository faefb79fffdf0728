"""«Новая редакция»: the tables of another edition, what it would change, and entering it with its act and first day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from uspekh.importing.review.archive import ArchiveRefused, pack_archive, unpack_archive
from uspekh.passport.damage import PassportDamaged
from uspekh.passport.editions.differences import find_differences
from uspekh.passport.editions.edition import Edition, Requisites
from uspekh.passport.editions.identity import NUMBERED, Pair, pair_rows
from uspekh.passport.plan import Plan, plan_of
from uspekh.passport.tables import SCHEMAS
from uspekh.passport.texts import Texts
from uspekh.project import Project
from uspekh.russian.text import plain
from uspekh.store.guards.texts import TextRefused
from uspekh.store.plans.projects import EditionRefused, texts_of
from uspekh.ui.sections.passport.edition_differences import show_differences
from uspekh.ui.session import access, state

_ZIP = "application/zip"


def show(project: Project, every: Sequence[Edition]) -> None:
    """The tables to change, the field for the changed ones, their differences, the form."""
    latest = texts_of(project.engine, every[-1].id) if every else project.texts
    st.download_button(
        "Таблицы последней редакции (zip)", lambda: pack_archive(latest), "Таблицы паспорта.zip", _ZIP,
        on_click="ignore",
    )  # fmt: skip
    file = st.file_uploader("Архив с таблицами новой редакции", type=["zip"], key="редакция-файл")
    if file is None:
        st.caption("Скачайте таблицы, измените их и загрузите архив. Ничего не меняется, пока редакция не внесена.")
        return
    try:
        texts = unpack_archive(file.getvalue())
        plan, before = plan_of(texts), plan_of(latest)
    except (ArchiveRefused, PassportDamaged) as error:
        st.error(plain(error))
        return
    pairs = _confirm_pairs(plan, pair_rows(before, plan))
    differences = find_differences(before, plan, pairs)
    if not differences:
        st.info("От последней редакции эти таблицы ничем в тексте паспорта не отличаются.")
    st.markdown(f"**Что изменится в тексте паспорта: {len(differences)}**")
    show_differences(differences, key="новая-редакция")
    _enter(project, every, texts, pairs)


def _confirm_pairs(after: Plan, pairs: list[Pair]) -> list[Pair]:
    """The pairs without those of other numbers that the person says are other rows."""
    renumbered = [pair for pair in pairs if pair.renumbered]
    if not renumbered:
        return pairs
    titles = {pair: _say_pair(after, pair) for pair in renumbered}
    chosen = st.multiselect(
        "Сменили номер — это те же строки? Уберите те, которые стали другими.",
        renumbered,
        default=renumbered,
        format_func=titles.__getitem__,
        key="редакция-номера",
    )
    return [pair for pair in pairs if not pair.renumbered or pair in chosen]


def _say_pair(after: Plan, pair: Pair) -> str:
    """«Раздел 2: 3 → 4, Число травм в лагерях»."""
    number, columns = NUMBERED[pair.table]
    rows = after.document[pair.table]
    words = rows.loc[rows[number].str.strip() == pair.after, columns[0]].iloc[0]
    return f"{SCHEMAS[pair.table].printed().section}: {pair.before} → {pair.after}, {words}"


def _enter(project: Project, every: Sequence[Edition], texts: Texts, pairs: Sequence[Pair]) -> None:
    last = every[-1].requisites if every else None
    next_number = last.number + 1 if last else 2
    first, second, third = st.columns(3)
    number = first.number_input(
        "Номер редакции", min_value=next_number, value=next_number, step=1, key="редакция-номер"
    )
    dated = second.date_input("Дата акта", value=None, format="DD.MM.YYYY", key="редакция-дата")
    since = third.date_input(
        "Действует с", value=None, min_value=last.valid_from if last else None, format="DD.MM.YYYY", key="редакция-с"
    )
    act = st.text_input("Акт", placeholder="Постановление администрации … № …", key="редакция-акт")
    by = access.acting("Кто вносит", "редакция-кто")
    if not isinstance(since, date) or by is None:
        st.caption("Нужны день, с которого редакция действует, и кто её вносит.")
        return
    if not st.button("Внести редакцию", type="primary", key="редакция-внести"):
        return
    requisites = Requisites(int(number), dated if isinstance(dated, date) else None, act, since)
    try:
        project.add_edition(requisites, texts, by, pairs)
    except (EditionRefused, TextRefused, PassportDamaged) as error:
        st.error(plain(error))
        return
    # Every figure may rest on another plan now: nothing that was made of the former one is shown any more.
    st.cache_resource.clear()
    state.project()
    st.rerun()
