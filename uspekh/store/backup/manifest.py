"""The manifest of a backup: what it holds, the SHA-256 of every part, and a signature where a key is set.

``manifest.json``: ``format``, ``version`` (the shape of the database), ``at``, ``rows`` by table, ``parts`` (name of
each part → its SHA-256). ``manifest.hmac``: HMAC-SHA256 of that file's bytes in hex. The digests tell of damage and of
a careless edit; only the signature tells of an edit by somebody who knew to work the digests out anew.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = 2
MANIFEST, SIGNATURE = "manifest.json", "manifest.hmac"
_AT_ONCE = 1 << 20


class RestoreRefused(Exception):
    """The backup cannot be put here; the text is Russian."""


@dataclass(frozen=True)
class Manifest:
    """``version``: number of the database's shape; ``parts``: SHA-256 by name, none in a backup of the first format."""

    version: str
    at: str
    rows: Mapping[str, int]
    parts: Mapping[str, str]
    format: int = FORMAT


def write_manifest(archive: zipfile.ZipFile, manifest: Manifest, key: bytes) -> None:
    """Adds the manifest, and its signature where there is a ``key``."""
    content = json.dumps(asdict(manifest), indent=1).encode()
    archive.writestr(MANIFEST, content)
    if key:
        archive.writestr(SIGNATURE, sign(content, key))


def verified_manifest(archive: zipfile.ZipFile, key: bytes, *, unverified: bool = False) -> Manifest:
    """The manifest of an archive of which every part is what it says.

    ``key``: where there is one, only what was signed with it is taken. ``unverified``: a backup of the first format,
    whose parts have no digests, is taken as it is. Raises ``RestoreRefused`` with the name of the part.
    """
    names = Counter(archive.namelist())
    if MANIFEST not in names:
        raise RestoreRefused(f"Файл не читается как резервная копия: в нём нет части «{MANIFEST}».")
    content = archive.read(MANIFEST)
    if key:
        _check_signature(archive, names, content, key)
    manifest = _read(content)
    if manifest.format == FORMAT:
        _check_parts(archive, names, manifest)
    elif not unverified:
        raise RestoreRefused(
            "Копия сделана прежней версией программы: контрольных сумм в ней нет, и правку чисел заметить нельзя. "
            "Если вы знаете, откуда она, добавьте --unverified."
        )
    return manifest


def _read(content: bytes) -> Manifest:
    held: dict[str, Any] = json.loads(content)
    number = held.get("format", 1)
    if number not in (1, FORMAT):
        raise RestoreRefused(f"Копия сделана более новой программой (формат {number}).")
    parts = held["parts"] if number == FORMAT else {}
    return Manifest(str(held["version"]), str(held.get("at", "")), held["rows"], parts, number)


def _check_signature(archive: zipfile.ZipFile, names: Counter[str], content: bytes, key: bytes) -> None:
    if SIGNATURE not in names:
        raise RestoreRefused(
            "Копия не подписана, а ключ USPEKH_BACKUP_KEY задан: принимаются только подписанные им. "
            "Чтобы восстановить копию, сделанную до появления ключа, запустите команду без него."
        )
    if not hmac.compare_digest(archive.read(SIGNATURE), sign(content, key)):
        raise RestoreRefused("Подпись копии не сходится: её изменили или подписали другим ключом.")


def _check_parts(archive: zipfile.ZipFile, names: Counter[str], manifest: Manifest) -> None:
    expected = Counter([MANIFEST, *manifest.parts])
    if SIGNATURE in names:
        expected[SIGNATURE] = 1
    for name in expected - names:
        raise RestoreRefused(f"В копии не хватает части «{name}».")
    for name in names - expected:
        raise RestoreRefused(f"В копии есть лишняя часть «{name}».")
    for name, digest in manifest.parts.items():
        if _digest(archive, name) != digest:
            raise RestoreRefused(f"Часть копии «{name}» изменена или повреждена: её контрольная сумма не сходится.")


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with archive.open(name) as member:
            while piece := member.read(_AT_ONCE):
                digest.update(piece)
    # A part that does not unpack; zlib's own error is not of zipfile.
    except (zipfile.BadZipFile, EOFError, ValueError, OSError, zlib.error) as error:
        raise RestoreRefused(f"Часть копии «{name}» не читается: {error}.") from error
    return digest.hexdigest()


def sign(content: bytes, key: bytes) -> bytes:
    """HMAC-SHA256 in hex."""
    return hmac.new(key, content, hashlib.sha256).hexdigest().encode()
