"""The end of a review: the audit of what was entered, the tables to keep, and the project that is created of them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from uspekh.access.person import Forbidden, Person
from uspekh.access.registry import describe_role
from uspekh.actuals.project_line import ProjectLabel
from uspekh.actuals.writing.template import write_template
from uspekh.audit import SEVERITIES, find_contradictions
from uspekh.importing.review.archive import pack_archive
from uspekh.importing.review.sections import say_damage
from uspekh.letter.amendments import say_places
from uspekh.passport.damage import PassportDamaged
from uspekh.passport.editions.edition import Requisites
from uspekh.passport.plan import Plan
from uspekh.russian.format import plural
from uspekh.russian.latin import write_in_latin
from uspekh.russian.text import plain, saved_name
from uspekh.store.guards.texts import TextRefused
from uspekh.store.plans.creation import create_of_draft
from uspekh.store.plans.drafts import DraftClosed
from uspekh.store.plans.editions import EditionRefused
from uspekh.ui.sections.passport.findings import sign
from uspekh.ui.sections.passport.review import one_section
from uspekh.ui.sections.passport.review.current import Review
from uspekh.ui.session import access, entrance, projects, state
from uspekh.ui.session.reruns import compute_once
from uspekh.ui.show import table
from uspekh.ui.show.clickable import escaped
from uspekh.ui.show.table import Cell
from uspekh.ui.show.tables import XLSX

_FOLD = 10


def show_audit(review: Review) -> None:
    """What the passport contradicts in itself; it can be corrected in the draft or left as the document has it."""
    if review.plan is None:
        _say_damage(review)
        return
    plan = review.plan
    with st.spinner("Паспорт проверяется…"):
        version = review.number, review.content.version[0]
        findings = compute_once("проверка черновика", version, lambda: find_contradictions(plan))
    count = f"{len(findings)} {plural(len(findings), 'место', 'места', 'мест')}"
    st.caption(f"Проверка нашла {count}. Ошибки самого документа можно оставить: они останутся на странице «Паспорт».")
    rows = [
        [
            Cell("", html=f"{sign(finding.severity)}{escaped(SEVERITIES[finding.severity])}"),
            Cell(say_places(finding.citations)),
            Cell(finding.what),
            Cell(finding.proposal or finding.advice),
        ]
        for finding in findings
    ]
    headings = ["Важность", "Место", "Что не так", "Что предлагается"]
    table.show(headings, rows, key="проверка", name="Проверка", fold=_FOLD, widths=(14, 18, 38, 30), dense=True)


def show_creation(review: Review, by: Person | None) -> None:
    """The tables as a file, what is not confirmed yet, and the requisites with which the project is created."""
    name = saved_name(f"Таблицы паспорта, черновик {review.number}.zip")
    st.download_button("Скачать таблицы (ZIP)", pack_archive(review.texts), name, "application/zip", on_click="ignore")
    if review.plan is None:
        _say_damage(review)
        return
    if not review.confirmed:
        _say_unconfirmed(review, by)
    plan = review.plan
    with st.form("создание"):
        first, second, third = st.columns([2, 1, 2])
        code = first.text_input(
            "Код проекта", propose_code(plan), help="Строчные буквы, цифры, дефис: код стоит в адресах."
        )
        number = second.number_input("Редакция №", 1, 999, 1)
        act = third.text_input("Акт, которым утверждён", placeholder="Постановление администрации № 12")
        dated = first.date_input("Дата акта", None, format="DD.MM.YYYY")
        valid_from = third.date_input("Действует с", plan.start, format="DD.MM.YYYY")
        ready = review.confirmed and by is not None
        if st.form_submit_button("Создать проект", type="primary", disabled=not ready) and by:
            requisites = Requisites(int(number), dated, act, valid_from or plan.start)
            _create(review, code.strip(), requisites, by)


def _say_unconfirmed(review: Review, by: Person | None) -> None:
    """What is left to be looked through; sections in which nothing is open can be confirmed together."""
    left = [section for section in review.sections if section not in review.content.confirmed]
    clear = [section for section in left if not review.sections[section].open]
    st.info(f"Не подтверждено разделов: {len(left)} из {len(review.sections)}. Подтвердите их, чтобы создать проект.")
    if clear:
        label = f"Подтвердить разделы без вопросов: {len(clear)}"
        st.button(label, on_click=one_section.confirm, args=(review.number, clear, by), disabled=by is None)


def show_created(review: Review) -> None:
    """The project that stands, and the form for its organizations."""
    code = review.content.entry.project
    title = review.plan.title if review.plan else review.content.entry.title
    st.success(f"Создан проект «{plain(code)}»: {plain(title)}.")
    _say_roles(code)
    if review.plan is not None:
        plan = review.plan
        st.download_button(
            "Скачать форму для организаций",
            partial(write_template, plan, state.shown().directory, label=ProjectLabel(code)),
            saved_name(f"Форма отчёта, {plan.title}.xlsx"),
            XLSX,
            on_click="ignore",
        )


def _say_roles(code: str) -> None:
    """The way into the project; where people log in, also who has it and what the file of roles is to say for others.

    Whoever has roles in single projects alone has none in this one yet.
    """
    by = access.person()
    if by.everywhere:
        st.link_button("Открыть проект", projects.link_to(code), type="primary")
    if entrance.is_service():
        st.markdown(
            "Проект видят те, у кого в файле ролей `access.toml` роль во всех проектах."
            if by.everywhere
            else "У вас роли только в отдельных проектах: этот откроется, когда её впишут в файл ролей `access.toml`."
        )
        st.caption("Вписывает тот, кто обслуживает сервер; действует сразу. Строка для одного человека:")
        st.code(describe_role(by.email if not by.everywhere else "ivanova@example.ru", code), language="toml")


def propose_code(plan: Plan) -> str:
    """«uspekh-kazhdogo-2019» of a title: its first words in Latin letters and the first year.

    A Cyrillic code is written by its bytes in addresses and in quotes in the file of roles.
    """
    words = "".join(letter if letter.isalnum() else " " for letter in plan.title.casefold()).split()
    return "-".join([*map(write_in_latin, words[:2]), str(plan.start.year)])[:40]


def _create(review: Review, code: str, requisites: Requisites, by: Person) -> None:
    engine = state.project().engine
    try:
        create_of_draft(engine, review.number, code, requisites, review.texts, by)
    except (EditionRefused, PassportDamaged, TextRefused, DraftClosed, Forbidden) as refusal:
        st.error(plain(refusal))
        return
    st.rerun()


def _say_damage(review: Review) -> None:
    if review.damage:
        words = plain(say_damage(review.damage))
        st.error(f"Таблицы паспорта не загружаются. {words}. Исправьте это в разделе и вернитесь сюда.")
