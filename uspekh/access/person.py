"""Persons, their roles, and the one question: may this person do that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is in the service; the least first."""

    VIEWER = "viewer"
    ORGANIZATION = "organization"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """What can be done. A figure of one organization is asked for with its code."""

    LOOK = "look"
    SEND = "send"
    ACCEPT = "accept"
    UNDO = "undo"
    EXPLAIN = "explain"
    MATCH = "match"
    ACCEPT_FINDING = "mark"
    LOCK = "lock"
    OPEN_FILE = "open_file"
    SEE_SMALL = "see_small"
    EDIT_DIRECTORY = "edit_directory"
    EDIT_PASSPORT = "edit_passport"
    RESTORE = "restore"
    READ_LOG = "read_log"


ROLE_NAMES = {
    Role.VIEWER: "наблюдатель",
    Role.ORGANIZATION: "организация",
    Role.EDITOR: "редактор",
    Role.ADMINISTRATOR: "администратор",
}
ACTION_NAMES = {
    Action.LOOK: "смотреть показатели всех организаций",
    Action.SEND: "отправлять отчёты",
    Action.ACCEPT: "принимать отчёты",
    Action.UNDO: "отменять загрузки",
    Action.EXPLAIN: "записывать решения и фиксировать совещания",
    Action.MATCH: "сопоставлять чужие таблицы",
    Action.ACCEPT_FINDING: "отмечать замечания к паспорту",
    Action.LOCK: "закрывать и открывать периоды",
    Action.OPEN_FILE: "открывать присланные файлы",
    Action.SEE_SMALL: "видеть малые численности",
    Action.EDIT_DIRECTORY: "менять справочник организаций",
    Action.EDIT_PASSPORT: "вносить редакции паспорта",
    Action.RESTORE: "восстанавливать базу",
    Action.READ_LOG: "читать журнал действий",
}

_LOOKING = {Action.LOOK}
_REPORTING = {Action.LOOK, Action.SEND, Action.OPEN_FILE, Action.SEE_SMALL}
_EDITING = {
    Action.LOOK, Action.SEND, Action.ACCEPT, Action.UNDO, Action.EXPLAIN, Action.MATCH,
    Action.ACCEPT_FINDING, Action.LOCK, Action.OPEN_FILE, Action.SEE_SMALL,
}  # fmt: skip
ALLOWED: dict[Role, frozenset[Action]] = {
    Role.VIEWER: frozenset(_LOOKING),
    Role.ORGANIZATION: frozenset(_REPORTING),
    Role.EDITOR: frozenset(_EDITING),
    Role.ADMINISTRATOR: frozenset(Action),
}


class Forbidden(Exception):
    """The person may not do this ``action``; the text is Russian and says who may."""

    def __init__(self, message: str, action: Action) -> None:
        super().__init__(message)
        self.action = action


@dataclass(frozen=True)
class Person:
    """Who acts. ``organization``: the code of the one that a person with that role speaks for, else empty.

    ``email``: verified, in the form of ``address_key``; ``subject``: the provider's number of the person.
    ``everywhere``: the role holds in every project, also in one that is created later.
    ``names``: by which the passport calls the person, as the file of roles says.
    """

    name: str
    role: Role
    organization: str = ""
    email: str = ""
    subject: str = ""
    everywhere: bool = True
    names: tuple[str, ...] = ()

    @property
    def identity(self) -> str:
        """What tells the person from namesakes: the address, else the provider's number; empty at a desk."""
        return self.email or (f"sub: {self.subject}" if self.subject else "")

    @property
    def signature(self) -> str:
        """The name as the log keeps it, with what tells namesakes apart, where there is any."""
        return f"{self.name} <{self.identity}>" if self.identity else self.name

    def may(self, action: Action, organization: str | None = None) -> bool:
        """Whether the person may do it: to everything, or to one ``organization`` alone."""
        if action not in ALLOWED[self.role]:
            return False
        return self.role is not Role.ORGANIZATION or (organization is not None and organization == self.organization)


def require(person: Person, action: Action, organization: str | None = None) -> None:
    """Raises ``Forbidden`` unless the person may do it (``Person.may``)."""
    if not person.may(action, organization):
        who = ", ".join(ROLE_NAMES[role] for role in Role if action in ALLOWED[role] and role is not Role.ORGANIZATION)
        message = f"Недостаточно прав ({ROLE_NAMES[person.role]}), чтобы {ACTION_NAMES[action]}. Это может: {who}."
        raise Forbidden(message, action)


def operator(name: str) -> Person:
    """Whoever works on this machine itself: at a desk, or with the command line. Nothing is closed to him."""
    return Person(name, Role.ADMINISTRATOR)
