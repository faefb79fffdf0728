"""Where the program finds its data and its database. Each setting is an environment variable."""

from __future__ import annotations

import logging
import os
from pathlib import Path

_KEY_LENGTH = 32

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


class BackupKeyWeak(Exception):
    """The key could be guessed from one signed backup; the text is Russian."""


def backup_key() -> bytes:
    """What signs backups (``USPEKH_BACKUP_KEY``); empty where none is set. Raises ``BackupKeyWeak``."""
    key = os.environ.get("USPEKH_BACKUP_KEY", "").strip()
    if 0 < len(key) < _KEY_LENGTH:
        raise BackupKeyWeak(
            f"Ключ USPEKH_BACKUP_KEY короче {_KEY_LENGTH} знаков, его можно подобрать. "
            "Сделайте новый: openssl rand -hex 32"
        )
    return key.encode()


def log_level(usual: str) -> str:
    """From which level on the log is written (``USPEKH_LOG_LEVEL``: DEBUG, INFO, WARNING, ERROR)."""
    level = os.environ.get("USPEKH_LOG_LEVEL", "").upper()
    return level if level in logging.getLevelNamesMapping() else usual
