"""A passport as texts: ``passport.toml`` and a CSV for each plan table, by the name of the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from uspekh.passport.damage import PassportDamaged
from uspekh.passport.tables import SCHEMAS

Texts = Mapping[str, str]
"""What stands in the files of a passport, by their names."""
HEAD_FILE = "passport.toml"
FILES = (HEAD_FILE, *(f"{name}.csv" for name in SCHEMAS))


def read_texts(folder: Path) -> dict[str, str]:
    """The texts in a folder; files that are none of a passport, and missing ones, are left out.

    Raises ``PassportDamaged`` naming a file that is not in UTF-8.
    """
    paths = [path for name in FILES if (path := folder / name).exists()]
    return decode_texts({path.name: path.read_bytes() for path in paths})


def decode_texts(contents: Mapping[str, bytes]) -> dict[str, str]:
    """The texts of files by their names. Raises ``PassportDamaged`` naming a file that is not in UTF-8."""
    texts = {}
    for name, content in contents.items():
        try:
            texts[name] = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise PassportDamaged(name, None, None, f"не читается как текст в UTF-8: {error}") from error
    return texts


def write_texts(texts: Texts, folder: Path) -> None:
    """Writes the texts into a folder, made where missing; they are read back equal. Raises ``OSError``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode("utf-8"))
