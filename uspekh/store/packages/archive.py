"""A signed zip of parts, as a package travels: nothing of it is unpacked before its size, names and signature hold.

``manifest.json``: the facts of the package and ``parts`` (name of each part → its SHA-256); ``manifest.hmac``:
HMAC-SHA256 of that file's bytes in hex.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from uspekh.store.backup.manifest import MANIFEST, SIGNATURE, sign

CONTENT_LIMIT = 20 << 20
"""Bytes of the file."""
UNPACKED_LIMIT = 64 << 20
"""Bytes of all parts together."""
_FORMAT = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1
_MEGABYTE = 1 << 20


class PackageRefused(Exception):
    """The file is no package to read; the text is Russian and names the part at fault."""


def write_archive(facts: Mapping[str, object], parts: Mapping[str, bytes], key: bytes) -> bytes:
    """The signed file of some parts by name, with ``facts`` in its manifest."""
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}
    manifest = {"kind": "package", "format": _FORMAT, **facts, "parts": digests}
    content = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
        archive.writestr(MANIFEST, content)
        archive.writestr(SIGNATURE, sign(content, key))
    return out.getvalue()


def read_archive(content: bytes, allowed: Collection[str], key: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The manifest and the parts of a file that was signed with this key and changed nowhere.

    ``allowed``: names that parts may have. Raises ``PackageRefused``.
    """
    if len(content) > CONTENT_LIMIT:
        raise PackageRefused(f"Пакет больше {CONTENT_LIMIT // _MEGABYTE} МБ, такой не читается.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive.infolist(), {*allowed, MANIFEST, SIGNATURE})
            manifest = _verified_manifest(archive, key)
            return manifest, _verified_parts(archive, manifest["parts"])
    except zipfile.BadZipFile as error:
        raise PackageRefused("Файл не читается как пакет: это не архив zip или он повреждён.") from error


def _check_entries(entries: list[zipfile.ZipInfo], allowed: Collection[str]) -> None:
    for name, count in Counter(entry.filename for entry in entries).items():
        if name not in allowed:
            raise PackageRefused(f"В пакете есть лишняя часть «{name}».")
        if count > 1:
            raise PackageRefused(f"В пакете часть «{name}» есть дважды.")
    for entry in entries:
        if entry.compress_type not in _METHODS or entry.flag_bits & _ENCRYPTED:
            raise PackageRefused(f"Часть пакета «{entry.filename}» сжата или зашифрована не так, как пишет программа.")
    if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
        largest = max(entries, key=lambda entry: entry.file_size).filename
        raise PackageRefused(
            f"Пакет в распакованном виде больше {UNPACKED_LIMIT // _MEGABYTE} МБ, такой не читается; "
            f"больше всех часть «{largest}»."
        )


def _verified_manifest(archive: zipfile.ZipFile, key: bytes) -> dict[str, Any]:
    content, signature = _unpacked(archive, MANIFEST), _unpacked(archive, SIGNATURE)
    if not hmac.compare_digest(signature, sign(content, key)):
        raise PackageRefused(
            f"Подпись пакета не сходится («{SIGNATURE}», «{MANIFEST}»): его изменили или подписали другим ключом. "
            "Ключ USPEKH_PACKAGE_KEY у отправителя и получателя должен быть один."
        )
    manifest: dict[str, Any] = json.loads(content)
    if (manifest.get("kind"), manifest.get("format")) != ("package", _FORMAT):
        raise PackageRefused("Это не пакет проекта, или он записан более новой программой.")
    return manifest


def _verified_parts(archive: zipfile.ZipFile, digests: Mapping[str, str]) -> dict[str, bytes]:
    for name in sorted(set(archive.namelist()) - {MANIFEST, SIGNATURE, *digests}):
        raise PackageRefused(f"В пакете есть лишняя часть «{name}».")
    parts = {name: _unpacked(archive, name) for name in digests}
    for name, content in parts.items():
        if not hmac.compare_digest(hashlib.sha256(content).hexdigest(), digests[name]):
            raise PackageRefused(f"Часть пакета «{name}» изменена: её контрольная сумма не сходится.")
    return parts


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except KeyError as error:
        raise PackageRefused(f"В пакете не хватает части «{name}».") from error
    # zipfile raises all of these on a part that does not unpack; zlib's own error is not of zipfile.
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, zlib.error) as error:
        raise PackageRefused(f"Часть пакета «{name}» не читается: она повреждена.") from error
