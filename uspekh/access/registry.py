"""Who has which role: the people named in ``data/access.toml``, else a claim of the identity provider."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from uspekh.access.person import Person, Role

Claims = Mapping[str, Any]
NOBODY = "none"
_TOP = {"default", "session_hours", "people", "claims", "reminders", "municipalities"}
_OF_PERSON = {"name", "role", "organization", "projects"}
_OF_CLAIMS = {"role", "organization", "words"}
_EVERY = ""
_SESSION_HOURS = 12
_SPACES = " \t\r\n"
_MUNICIPALITIES = "[municipalities]"
_PUBLIC_KEY = re.compile("[0-9a-f]{64}")
CLOCK_SKEW = timedelta(minutes=2)
"""How far the provider's clock may go ahead of ours: as much as Authlib allows when it takes the token."""


class AccessDamaged(Exception):
    """What is wrong and where; ``str()`` is a Russian sentence. Nobody is let in until it is mended."""

    def __init__(self, file: str, where: str, reason: str) -> None:
        super().__init__(f"{', '.join(filter(None, (file, where)))}: {reason}")


@dataclass(frozen=True)
class Named:
    """Somebody named in the file: ``person`` with the role that holds for all projects, else those ``by_project``."""

    person: Person | None
    by_project: Mapping[str, Person]

    def in_project(self, code: str) -> Person | None:
        """Who the person is in a project; ``None`` where he has no role in it."""
        return self.person or self.by_project.get(code)


@dataclass(frozen=True)
class Access:
    """``people`` by e-mail (``address_key``); ``words``: roles by the words of the claim ``role_claim``.

    ``default``: the role of whoever is neither named nor known by a claim, ``None`` for no entrance.
    ``session``: how long after logging in a person must log in again.
    ``reminders``: addresses (``address_key``) of whoever the passport names, by that name.
    ``municipalities``: whose packages are taken for the roll-up, names by public key (``store.packages.signature``).
    """

    people: Mapping[str, Named]
    role_claim: str
    organization_claim: str
    words: Mapping[str, Role]
    default: Role | None
    session: timedelta
    reminders: Mapping[str, tuple[str, ...]]
    municipalities: Mapping[str, str]

    def person(self, claims: Claims, project: str) -> Person | None:
        """Who a logged-in identity is in a project; ``None`` for somebody without a role. ``claims``: of the provider.

        Roles by claims and by default hold for all projects.
        """
        who = self._with_role(claims, project)
        if who is None or not who.email:
            return who
        return replace(who, names=tuple(name for name, emails in self.reminders.items() if who.email in emails))

    def _with_role(self, claims: Claims, project: str) -> Person | None:
        email = verified_email(claims)
        if email and email in self.people:
            return self.people[email].in_project(project)
        subject = str(claims.get("sub") or "")
        name = str(claims.get("name") or email or subject)
        role = self._by_claim(claims)
        if role is Role.ORGANIZATION:
            code = _organization_code(claims.get(self.organization_claim))
            return Person(name, role, code, email, subject) if code else None
        return Person(name, role, "", email, subject) if role else None

    def persons_of(self, project: str) -> list[Person]:
        """Everybody named in the file who has a role in a project."""
        return [person for named in self.people.values() if (person := named.in_project(project))]

    def may_be_reminded(self, email: str, project: str) -> bool:
        """Whether an address gets letters about a project: not if it has roles, but none in this project."""
        return email not in self.people or self.people[email].in_project(project) is not None

    def expired(self, claims: Claims, now: float) -> bool:
        """Whether the person must log in again; ``now`` in seconds since 1970.

        So must whoever has no moment of logging in that is a number (NaN and infinity are none) and has passed,
        give or take ``CLOCK_SKEW``.
        """
        began = claims.get("iat")
        if isinstance(began, bool) or not isinstance(began, int | float):
            return True
        # Compared, never computed with: a whole number may be longer than any float, and NaN is within no bounds.
        return not now - self.session.total_seconds() <= began <= now + CLOCK_SKEW.total_seconds()

    def _by_claim(self, claims: Claims) -> Role | None:
        claim = claims.get(self.role_claim) if self.role_claim else None
        words = claim if isinstance(claim, list) else [claim]
        roles = {self.words[word] for word in words if isinstance(word, str) and word in self.words}
        # Whoever is in several groups has the widest role of them.
        return next((role for role in reversed(Role) if role in roles), self.default)


def address_key(written: str) -> str:
    """The form in which equal addresses are equal: an ASCII address in small letters, any other in NFC as it is.

    No other folding decides who somebody is.
    Letters outside ASCII are never folded: «K» of U+212A becomes a plain «k» by ``casefold``, ``lower`` and NFC
    alike, and whoever has such an address would be somebody else.
    """
    address = written.strip(_SPACES)
    if address.isascii():
        return address.lower()
    composed = unicodedata.normalize("NFC", address)
    return address if composed.isascii() else composed


def verified_email(claims: Claims) -> str:
    """The person's e-mail as ``address_key``; empty where there is none or the provider has not verified it.

    Verified is what OpenID Connect Core 1.0 (5.1) says: the JSON value ``true``. Words and numbers are not it.
    """
    email = claims.get("email")
    return address_key(email) if claims.get("email_verified") is True and isinstance(email, str) else ""


def _organization_code(claim: object) -> str:
    """A code as the directory writes it; a provider may keep it as a whole number."""
    return str(claim) if isinstance(claim, str | int) and not isinstance(claim, bool) else ""


def session_of(claims: Claims) -> str:
    """The name of one logging in, the same in every tab and copy of its cookie; tells nothing of the person."""
    identifying = [claims.get(name) for name in ("iss", "sub", "iat", "nonce", "at_hash", "sid", "jti")]
    return hashlib.sha256(json.dumps(identifying, default=str).encode()).hexdigest()


def describe_role(email: str, project: str, role: Role = Role.ADMINISTRATOR) -> str:
    """What the file says where a person has a role in a project: a table, and the line that is added to it."""
    return f'[people.{json.dumps(email)}.projects]\n{json.dumps(project, ensure_ascii=False)} = "{role}"'


def load_access(path: Path) -> Access:
    """Reads the file anew whenever it has changed. Raises ``AccessDamaged`` with the place."""
    try:
        stat = path.stat()
    except OSError as error:
        raise AccessDamaged(path.name, "", "файла нет или он не открывается, поэтому войти не может никто") from error
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, size: int) -> Access:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise AccessDamaged(path.name, _line(str(error)), "файл не читается как TOML") from error
    return _Reader(path.name).access(content)


def _line(error: str) -> str:
    match = re.search(r"line (\d+), column (\d+)", error)
    return f"строка {match[1]}, столбец {match[2]}" if match else ""


@dataclass(frozen=True)
class _Reader:
    file: str

    def access(self, content: dict[str, Any]) -> Access:
        self._refuse_unknown(content, _TOP, "")
        claims = self._table(content.get("claims", {}), _OF_CLAIMS, "[claims]")
        default = content.get("default", NOBODY)
        if default not in (NOBODY, Role.VIEWER):
            self._damaged("default", f"«{default}»; можно: {NOBODY}, {Role.VIEWER}")
        words = self._table(claims.get("words", {}), None, "[claims.words]")
        access = Access(
            people=dict(self._people(self._table(content.get("people", {}), None, "[people]"))),
            role_claim=str(claims.get("role", "")),
            organization_claim=str(claims.get("organization", "")),
            words={word: self._role(role, f"[claims.words], «{word}»") for word, role in words.items()},
            default=None if default == NOBODY else Role.VIEWER,
            session=timedelta(hours=self._hours(content.get("session_hours", _SESSION_HOURS))),
            reminders=dict(self._reminders(self._table(content.get("reminders", {}), None, "[reminders]"))),
            municipalities=self._municipalities(self._table(content.get("municipalities", {}), None, _MUNICIPALITIES)),
        )
        if Role.ORGANIZATION in access.words.values() and not access.organization_claim:
            self._damaged("[claims]", "роли organization нужен organization — имя поля с кодом организации")
        return access

    def _municipalities(self, table: dict[str, Any]) -> dict[str, str]:
        names: dict[str, str] = {}
        for name, key in table.items():
            where = f"{_MUNICIPALITIES}, «{name}»"
            if not name.strip():
                self._damaged(where, "у муниципалитета нет названия")
            if not isinstance(key, str) or not _PUBLIC_KEY.fullmatch(key):
                self._damaged(where, "нужен открытый ключ: 64 знака 0–9 и a–f; его показывает команда package")
            if key in names:
                self._damaged(where, f"этот ключ уже записан за «{names[key]}»")
            names[key] = name
        return names

    def _people(self, table: dict[str, Any]) -> Iterator[tuple[str, Named]]:
        seen: set[str] = set()
        for written, entry in table.items():
            where, email = f'[people."{written}"]', address_key(written)
            row = self._table(entry, _OF_PERSON, where)
            roles = self._roles(row, where)
            code, name = str(row.get("organization", "")), str(row.get("name") or email)
            if (Role.ORGANIZATION in roles.values()) != bool(code):
                self._damaged(where, "organization — код организации — нужен роли organization и только ей")
            if email in seen:
                self._damaged(where, "этот адрес уже есть в файле")
            seen.add(email)
            persons = {
                project: Person(
                    name, role, code if role is Role.ORGANIZATION else "", email, everywhere=project == _EVERY
                )
                for project, role in roles.items()
            }
            yield email, Named(persons.pop(_EVERY, None), persons)

    def _reminders(self, table: dict[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
        for name, value in table.items():
            written = value if isinstance(value, list) else [value]
            if not all(isinstance(address, str) and address for address in written):
                self._damaged(f"[reminders], «{name}»", "нужен адрес в кавычках или список адресов")
            yield name, tuple(dict.fromkeys(map(address_key, written)))

    def _roles(self, row: dict[str, Any], where: str) -> dict[str, Role]:
        """The roles of a person by the code of the project; the one of all projects under ``_EVERY``."""
        if "projects" not in row:
            return {_EVERY: self._role(row.get("role"), f"{where}, role")}
        if "role" in row:
            self._damaged(where, "укажите либо role — роль во всех проектах, либо projects — роль в каждом")
        projects = self._table(row["projects"], None, f"{where}.projects")
        if not projects:
            self._damaged(f"{where}.projects", "не назван ни один проект")
        return {code: self._role(role, f"{where}.projects, {code}") for code, role in projects.items()}

    def _role(self, value: Any, where: str) -> Role:
        if value not in set(Role):
            self._damaged(where, f"неизвестная роль «{value}»; можно: {', '.join(Role)}")
        return Role(value)

    def _hours(self, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 24 * 30:
            self._damaged("session_hours", f"«{value}»; нужно число часов от 1 до 720")
        return float(value)

    def _table(self, value: Any, allowed: set[str] | None, where: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            self._damaged(where, "нужна таблица TOML")
        table: dict[str, Any] = value
        self._refuse_unknown(table, allowed, where)
        return table

    def _refuse_unknown(self, value: dict[str, Any], allowed: set[str] | None, where: str) -> None:
        unknown = sorted(set(value) - allowed) if allowed else []
        if allowed and unknown:
            self._damaged(where, f"неизвестное имя «{unknown[0]}»; можно: {', '.join(sorted(allowed))}")

    def _damaged(self, where: str, reason: str) -> None:
        raise AccessDamaged(self.file, where, reason)
