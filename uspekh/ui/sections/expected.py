"""What is expected of an addressee: the list, and what to do with it — a calendar, its link, a text to remind by."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

import streamlit as st

from uspekh import settings
from uspekh.expected.letter import SUBJECT, Reminder, write_reminder
from uspekh.monitoring.expectations import Addressee, Expectation, say_expected
from uspekh.russian.format import day
from uspekh.russian.text import plain, saved_name
from uspekh.store.reminders import links
from uspekh.ui.server.calendar_feed import path_of
from uspekh.ui.session import access, state
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell
from uspekh.words import NOTHING

ROWS = 4


def show(addressee: Addressee, expected: Collection[Expectation]) -> None:
    """The sentence with the actions beside it, and the list, most of it folded."""
    at_sentence, *buttons = st.columns([6, 1.6, 1.6, 2], vertical_alignment="center")
    with at_sentence:
        show_sentence(expected)
    show_actions(buttons, addressee, expected)
    show_list(expected)


def show_sentence(expected: Collection[Expectation]) -> None:
    """How many things are late, near and later."""
    st.markdown(f"**Что ожидается:** {plain(say_expected(expected, state.project().rules, state.today()))}.")


def show_list(expected: Collection[Expectation]) -> None:
    """What is expected, late first; nothing where nothing is."""
    if not expected:
        return
    table.show(
        ["Что ожидается", "Срок", "Состояние"],
        [
            [Cell(each.what), Cell(day(each.due) if each.due else NOTHING), Cell("", state=each.state)]
            for each in expected
        ],
        key="ожидается",
        name="Что ожидается",
        fold=ROWS,
        widths=(70, 12, 18),
    )


def show_actions(
    columns: Collection[st.delta_generator.DeltaGenerator], addressee: Addressee, expected: Collection[Expectation]
) -> None:
    """The text of a reminder, the calendar as a file, and its link for whoever may make one; each in its column."""
    reminding, saving, linking = columns
    with reminding.popover(SUBJECT, icon=":material/mail:", width="stretch"):
        _show_reminder(addressee, expected)
    saving.download_button(
        "Календарь",
        access.later(lambda _: _make_calendar(addressee, expected)),
        saved_name(f"Сроки {addressee.name}.ics"),
        "text/calendar",
        icon=":material/event:",
        on_click="ignore",
        width="stretch",
        help="Файл со всеми сроками: откройте его в программе-календаре.",
    )
    if access.person().may(*links.right_of(addressee, access.person())) and not state.shown().demonstration:
        with linking.popover("Ссылка на календарь", icon=":material/link:", width="stretch"):
            _show_link(addressee)


def _show_reminder(addressee: Addressee, expected: Collection[Expectation]) -> None:
    project = state.project()
    reminder = Reminder(project.code, project.plan.title, project.rules, addressee, expected)
    text = write_reminder([reminder], state.today(), settings.base_url())
    if text:
        st.code(text, language=None, wrap_lines=True)
    else:
        st.markdown("Напоминать не о чем: ничего не просрочено, и в ближайшие дни сроков нет.")


def _show_link(addressee: Addressee) -> None:
    """The link, or the way to make one. It is asked for anew at each run, so what was revoked is not shown."""
    engine = state.project().engine
    token = links.read_link(engine, addressee)
    if token is None:
        st.markdown(
            "По ссылке программа-календарь сама следит за сроками. Её откроет каждый, у кого она есть, без входа; "
            "по ней видны только эти сроки."
        )
        if st.button("Создать ссылку", key="создать-ссылку"):
            links.make_link(engine, addressee, access.person())
            st.rerun()
        return
    st.code(_address(token), language=None, wrap_lines=True)
    if st.button("Отозвать ссылку", key="отозвать-ссылку", help="Ссылка перестанет открываться у всех."):
        links.revoke_link(engine, addressee, access.person())
        st.rerun()


def _address(token: str) -> str:
    """The whole address: under the name that is set, else under which the page is open."""
    page = urlsplit(st.context.url or "")
    opened = f"{page.scheme}://{page.netloc}" if page.netloc else ""
    return (settings.base_url() or opened) + path_of(state.code(), token)


def _make_calendar(addressee: Addressee, expected: Collection[Expectation]) -> bytes:
    # Only who asks for a calendar needs what writes one.
    from uspekh.expected.calendar import make_calendar

    return make_calendar(state.project(), addressee, expected, state.today())
