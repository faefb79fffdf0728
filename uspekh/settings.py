"""Where the program finds its data and its database. Each setting is an environment variable."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from email.utils import getaddresses, parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

_KEY_LENGTH = 32
_SMTP_PORTS = {"smtp": 587, "smtps": 465}

ROOT = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Folder of the passport, the rules and the demonstration data (``USPEKH_DATA``)."""
    return Path(os.environ.get("USPEKH_DATA", ROOT / "data"))


def forms_folder() -> Path:
    """Folder of the forms that passports are written in; the program brings them along."""
    return ROOT / "data" / "forms"


def access_file() -> Path:
    """The file that says who has which role (``USPEKH_ACCESS``)."""
    return Path(os.environ.get("USPEKH_ACCESS", data_folder() / "access.toml"))


def database_url() -> str:
    """SQLAlchemy address of the database (``USPEKH_DATABASE_URL``), by default a file under ``var/``."""
    if address := os.environ.get("USPEKH_DATABASE_URL"):
        return address
    folder = ROOT / "var"
    folder.mkdir(exist_ok=True)
    return f"sqlite:///{(folder / 'uspekh.sqlite').as_posix()}"


def has_database() -> bool:
    """Whether there may be something in the database: a file of SQLite that nobody has made yet holds nothing."""
    address = database_url()
    file = address.removeprefix("sqlite:///").partition("?")[0]
    return not address.startswith("sqlite:") or Path(file).is_file()


class KeyWeak(Exception):
    """The key could be guessed from one signed file, or there is none; the text is Russian."""


def backup_key() -> bytes:
    """What signs backups (``USPEKH_BACKUP_KEY``); empty where none is set. Raises ``KeyWeak``."""
    return _key("USPEKH_BACKUP_KEY")


def has_package_key() -> bool:
    """Whether this is a municipality that sends packages."""
    return bool(os.environ.get("USPEKH_PACKAGE_KEY", "").strip())


def package_key() -> bytes:
    """The secret that a municipality signs packages for a region with (``USPEKH_PACKAGE_KEY``).

    Raises ``KeyWeak``, also where none is set.
    """
    if key := _key("USPEKH_PACKAGE_KEY"):
        return key
    raise KeyWeak(
        "Ключ USPEKH_PACKAGE_KEY не задан, а без него пакет не подписать. Сделайте новый: openssl rand -hex 32. "
        "Он остаётся у вас; области сообщают открытый ключ, который показан вместе с пакетом."
    )


def _key(variable: str) -> bytes:
    key = os.environ.get(variable, "").strip()
    if 0 < len(key) < _KEY_LENGTH:
        raise KeyWeak(
            f"Ключ {variable} короче {_KEY_LENGTH} знаков, его можно подобрать. Сделайте новый: openssl rand -hex 32"
        )
    return key.encode()


class MailSettingsDamaged(Exception):
    """The settings of e-mail do not say where or from whom to send; the text is Russian."""


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed over, and from whom. ``encrypted`` from the first byte (``smtps``)."""

    host: str
    port: int
    user: str
    password: str
    encrypted: bool
    sender: str


def mail_server() -> MailServer | None:
    """The server of ``USPEKH_SMTP_URL`` (``smtp://USER:PASSWORD@HOST:587``, ``smtps://…:465``) with the sender
    ``USPEKH_SMTP_SENDER``; ``None`` where no address is set. Raises ``MailSettingsDamaged``."""
    address = os.environ.get("USPEKH_SMTP_URL", "").strip()
    if not address:
        return None
    sender = os.environ.get("USPEKH_SMTP_SENDER", "").strip()
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or parts.scheme not in _SMTP_PORTS:
        raise MailSettingsDamaged("USPEKH_SMTP_URL не читается: нужно smtp://ИМЯ:ПАРОЛЬ@СЕРВЕР:587 или smtps://….")
    if not _is_mailbox(sender):
        raise MailSettingsDamaged(
            "USPEKH_SMTP_SENDER не задан или не читается: нужен адрес, от имени которого уходят письма, "
            'например uspekh@example.ru или "Отдел, школы" <uspekh@example.ru>.'
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    port = port or _SMTP_PORTS[parts.scheme]
    return MailServer(host, port, user, password, parts.scheme == "smtps", sender)


def _is_mailbox(written: str) -> bool:
    """Whether it is one address, with or without a name before it; a comma outside quotes would make two."""
    return "@" in parseaddr(written)[1] and len(getaddresses([written])) == 1 and written.isprintable()


def base_url() -> str:
    """The address under which people open the program (``USPEKH_BASE_URL``), without a slash at its end; or empty."""
    return os.environ.get("USPEKH_BASE_URL", "").strip().rstrip("/")


def log_level(usual: str) -> str:
    """From which level on the log is written (``USPEKH_LOG_LEVEL``: DEBUG, INFO, WARNING, ERROR)."""
    level = os.environ.get("USPEKH_LOG_LEVEL", "").upper()
    return level if level in logging.getLevelNamesMapping() else usual
