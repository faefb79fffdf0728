"""The entrance: OpenID Connect through Streamlit's ``[auth]``, or a desk of its own on the loopback address."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import streamlit as st

from uspekh import settings
from uspekh.access.person import ROLE_NAMES, Action, Forbidden, Person
from uspekh.access.registry import Access, AccessDamaged, load_access, session_of, verified_email
from uspekh.monitoring.organizations.directory import split_municipality
from uspekh.russian.text import plain
from uspekh.store.log import sessions
from uspekh.ui.session import state

AUTH = "auth"
# What a proxy adds: whoever comes through one is not at this computer.
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-Ip")


def is_service() -> bool:
    """Whether people log in. Secrets that cannot be read do not open the door: the app stops."""
    if st.secrets.load_if_toml_exists():
        return AUTH in st.secrets
    if any(Path(name).exists() for name in st.get_option("secrets.files")):
        _stop("Файл секретов .streamlit/secrets.toml не читается, поэтому вход закрыт. Исправьте его.")
    return False


def stop_unless_alone(turning_away: Callable[[], None]) -> None:
    """Without logging in only this very computer is answered; ``turning_away`` is done before anybody is refused."""
    if not alone(st.context.headers):
        turning_away()
        _stop(
            "Вход не настроен, а программа открыта для сети, поэтому она не показывает ничего. "
            "Настройте раздел [auth] в .streamlit/secrets.toml или запускайте с --server.address 127.0.0.1 "
            "и без посредника."
        )


def alone(headers: Mapping[str, str]) -> bool:
    """Whether somebody at this very computer asks; ``headers`` of the request.

    The name it asks for must be this computer's too: a page from outside can have its own name led to this address.
    """
    try:
        name = urlsplit(f"//{headers.get('Host', 'localhost')}").hostname
    except ValueError:
        return False
    forwarded = any(header in headers for header in _FORWARDED)
    return loopback(st.get_option("server.address")) and loopback(name) and not forwarded


def loopback(address: str | None) -> bool:
    """Whether only this computer reaches a server on the address; ``None`` is every address."""
    try:
        return address == "localhost" or ip_address(address or "0.0.0.0").is_loopback  # noqa: S104 (as Streamlit does)
    except ValueError:
        return False


def arriving(turning_away: Callable[[], None]) -> Person:
    """The person who logged in; for anybody else a screen that says what to do, and the script stops."""
    claims = st.user.to_dict()
    try:
        if st.user.is_logged_in:
            return identify(claims)
        turning_away()
        _greet()
    except AccessDamaged as error:
        turning_away()
        _stop(f"Файл доступа повреждён, поэтому вход закрыт. {error}")
    except Forbidden as refusal:
        turning_away()
        _turn_away(str(refusal), claims)


def identify(claims: Mapping[str, Any]) -> Person:
    """Who an identity is now. Raises ``Forbidden`` with the reason in Russian, or ``AccessDamaged``."""
    access = _access_of(claims)
    who = access.person(claims, state.code())
    if who is None and claims.get("email") and not verified_email(claims):
        raise Forbidden(
            "Поставщик входа не подтвердил адрес почты, поэтому роль по нему не назначается. "
            "Подтвердите адрес у поставщика входа или обратитесь к администратору сервиса.",
            Action.LOOK,
        )
    if who is None:
        raise Forbidden("Для этого адреса роль не назначена. Её назначает администратор сервиса.", Action.LOOK)
    if who.organization and who.organization not in _codes():
        raise Forbidden(f"Назначенной организации «{plain(who.organization)}» нет в справочнике.", Action.LOOK)
    return who


def _access_of(claims: Mapping[str, Any]) -> Access:
    access = load_access(settings.access_file())
    if access.expired(claims, time.time()) or sessions.ended(state.store(), session_of(claims)):
        raise Forbidden("Сеанс завершён. Выйдите и войдите заново.", Action.LOOK)
    return access


def persons_in(claims: Mapping[str, Any], codes: Iterable[str]) -> dict[str, Person]:
    """Who an identity is in those of some projects in which it has a role. Raises as ``identify``."""
    access = _access_of(claims)
    return {code: person for code in codes if (person := access.person(claims, code))}


def show_person(who: Person) -> None:
    """Name, role and the way out."""
    if not is_service():
        return
    with st.popover(plain(who.name), icon=":material/person:", key="person"):
        st.caption(f"Роль: {ROLE_NAMES[who.role]}")
        if st.button("Выйти", icon=":material/logout:", width="stretch", key="leave"):
            sessions.end(state.project().engine, who, session_of(st.user.to_dict()))
            st.logout()
            st.stop()


def _greet() -> NoReturn:
    st.title("Успех каждого ребенка", anchor=False)
    st.markdown("План и факт муниципального проекта. Войдите, чтобы увидеть показатели.")
    for provider in _providers():
        name = f"Войти через {provider}" if provider else "Войти"
        st.button(name, icon=":material/login:", type="primary", on_click=st.login, args=(provider,), key=name)
    st.stop()


def _providers() -> list[str | None]:
    """The names of the providers in the secrets; ``None`` for the only one, which needs no name."""
    section = st.secrets[AUTH]
    return [None] if "client_id" in section else [name for name, entry in section.items() if hasattr(entry, "items")]


def _turn_away(reason: str, claims: Mapping[str, Any]) -> NoReturn:
    st.title("Вход закрыт", anchor=False)
    st.warning(f"{reason}  \nВы вошли как **{plain(claims.get('email') or claims.get('sub'))}**.")
    st.button("Выйти", icon=":material/logout:", on_click=st.logout, key="leave")
    st.stop()


def _stop(message: str) -> NoReturn:
    st.error(message, icon=":material/lock:")
    st.stop()
    # Outside of a session nothing stops there.
    raise Forbidden(message, Action.LOOK)


def _codes() -> set[str]:
    """Organizations; the municipality's own entry, which stands for all of them, is none."""
    entry = state.project().plan.head["municipality_entry"]["type"]
    organizations, _ = split_municipality(state.shown().directory, entry)
    return set(organizations["code"])
