"""Where the program finds its data and its database. Each setting is an environment variable."""

from __future__ import annotations

import logging
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Folder of the passport, the rules and the demonstration data (``USPEKH_DATA``)."""
    return Path(os.environ.get("USPEKH_DATA", ROOT / "data"))


def access_file() -> Path:
    """The file that says who has which role (``USPEKH_ACCESS``)."""
    return Path(os.environ.get("USPEKH_ACCESS", data_folder() / "access.toml"))


def database_url() -> str:
    """SQLAlchemy address of the database (``USPEKH_DATABASE_URL``), by default a file under ``var/``."""
    given = os.environ.get("USPEKH_DATABASE_URL")
    if given:
        return given
    folder = ROOT / "var"
    folder.mkdir(exist_ok=True)
    return f"sqlite:///{(folder / 'uspekh.sqlite').as_posix()}"


def log_level(usual: str) -> str:
    """From which level on the log is written (``USPEKH_LOG_LEVEL``: DEBUG, INFO, WARNING, ERROR)."""
    given = os.environ.get("USPEKH_LOG_LEVEL", "").upper()
    return given if given in logging.getLevelNamesMapping() else usual
