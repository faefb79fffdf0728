"""«Новая редакция»: a document or tables of another edition, what it changes, entering it with act and first day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from uspekh.actuals.opening.limits import Refusal
from uspekh.importing.next_edition import NextEdition, read_next_edition
from uspekh.importing.reading import NoPassport
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
from uspekh.settings import forms_folder
from uspekh.store.guards.texts import TextRefused
from uspekh.store.plans.editions import EditionRefused, texts_of
from uspekh.ui.sections.passport.edition_differences import show_differences
from uspekh.ui.session import access, state
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell

_ZIP, _FILE = "application/zip", "редакция-файл"


def show(project: Project, every: Sequence[Edition]) -> None:
    """The tables to change, the field for the changed ones, their differences, the form."""
    latest = texts_of(project.engine, every[-1].id) if every else project.texts
    st.download_button(
        "Таблицы последней редакции (ZIP)", lambda: pack_archive(latest), "Таблицы паспорта.zip", _ZIP,
        on_click="ignore",
    )  # fmt: skip
    file = st.file_uploader("Паспорт в новой редакции (Word) или таблицы (ZIP)", type=["docx", "zip"], key=_FILE)
    if file is None:
        st.caption(
            "Поля, формулы и краткие названия возьмутся из последней редакции. Таблицы можно скачать, изменить и "
            "загрузить архивом. Ничего не меняется, пока редакция не внесена."
        )
        return
    try:
        texts, remarks = _read(file.getvalue(), file.name, project.code, _number_after(every), latest)
        plan, before = plan_of(texts), plan_of(latest)
    except (ArchiveRefused, Refusal, NoPassport, PassportDamaged) as error:
        st.error(plain(error))
        return
    _show_remarks(texts, remarks)
    pairs = _confirm_pairs(plan, pair_rows(before, plan))
    differences = find_differences(before, plan, pairs)
    if not differences:
        st.info("От последней редакции эти таблицы ничем в тексте паспорта не отличаются.")
    st.markdown(f"**Что изменится в тексте паспорта: {len(differences)}**")
    show_differences(differences, key="новая-редакция")
    _enter(project, every, texts, pairs)


@st.cache_resource(show_spinner="Документ читается", max_entries=4)
def _read(content: bytes, name: str, code: str, number: int, _last: Texts) -> tuple[dict[str, str], NextEdition | None]:
    """The texts in a file, and of a Word document what was read of it.

    ``code`` of the project and ``number`` of its next edition: by them the cache knows which ``_last`` it was.
    """
    if not name.lower().endswith(".docx"):
        return unpack_archive(content), None
    document = read_next_edition(_last, content, forms_folder())
    return document.texts, document


def _number_after(every: Sequence[Edition]) -> int:
    """The number of the next edition; the passport that came with the program is the first."""
    return every[-1].requisites.number + 1 if every else 2


def _show_remarks(texts: Texts, document: NextEdition | None) -> None:
    """What of a Word document a person must look at, and its tables, to mend them where they are not right."""
    if document is None:
        return
    st.markdown(f"Прочитано строк: {document.read} из {document.rows}. Проверьте: {len(document.remarks)}")
    if document.remarks:
        rows = [[Cell(remark.where), Cell(remark.text)] for remark in document.remarks]
        table.show(["Где в документе", "Что"], rows, key="прочитано", name="Проверьте", widths=(25, 75), fold=5)
    st.download_button(
        "Таблицы новой редакции (ZIP)", lambda: pack_archive(texts), "Новая редакция.zip", _ZIP, on_click="ignore"
    )


def _confirm_pairs(after: Plan, pairs: list[Pair]) -> list[Pair]:
    """The pairs, without the renumbered ones of which the person says that they are different rows."""
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
    last, next_number = every[-1].requisites if every else None, _number_after(every)
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
