"""A signed zip of parts, as a package travels: nothing of it is unpacked before its size, names and signature hold.

``manifest.json``: the facts of the package and ``parts`` (name of each part → its SHA-256); ``manifest.sig``: the
public key of the sender and the signature of that file's bytes, in hexadecimal digits.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from uspekh.store.packages.signature import is_signed, public_key, sign

CONTENT_LIMIT = 10 << 20
"""Bytes of the file."""
UNPACKED_LIMIT = 32 << 20
"""Bytes of all parts together."""
_MANIFEST, _SIGNATURE, _FORMER_SIGNATURE = "manifest.json", "manifest.sig", "manifest.hmac"
_FORMAT = 2
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1
_MEGABYTE = 1 << 20
_OTHER_VERSION = "Пакет записан {} версией программы. Обновите программу у отправителя и у получателя до одной."


class PackageRefused(Exception):
    """The file is no package to read; the text is Russian and names the part at fault."""


@dataclass(frozen=True)
class Archive:
    """What a file holds that was signed and changed nowhere. ``sender``: the public key of the secret that signed."""

    sender: str
    facts: Mapping[str, Any]
    parts: Mapping[str, bytes]


def write_archive(facts: Mapping[str, object], parts: Mapping[str, bytes], secret: bytes) -> bytes:
    """The signed file of some parts by name, with ``facts`` in its manifest."""
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}
    manifest = {"kind": "package", "format": _FORMAT, **facts, "parts": digests}
    content = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
        archive.writestr(_MANIFEST, content)
        archive.writestr(_SIGNATURE, f"{public_key(secret)} {sign(content, secret)}")
    return out.getvalue()


def read_archive(content: bytes, allowed: Collection[str], municipalities: Mapping[str, str]) -> Archive:
    """What is in a file that one of the municipalities (name by public key) signed.

    ``allowed``: names that parts may have. Raises ``PackageRefused``.
    """
    if len(content) > CONTENT_LIMIT:
        raise PackageRefused(f"Пакет больше {CONTENT_LIMIT // _MEGABYTE} МБ, такой не читается.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive.infolist(), {*allowed, _MANIFEST, _SIGNATURE})
            sender, signed = _verify_manifest(archive, municipalities)
            facts, digests = _read_manifest(signed)
            return Archive(sender, facts, _verified_parts(archive, digests))
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise PackageRefused("Файл не читается как пакет: это не архив zip или он повреждён.") from error


def _check_entries(entries: list[zipfile.ZipInfo], allowed: Collection[str]) -> None:
    for name, count in Counter(entry.filename for entry in entries).items():
        if name == _FORMER_SIGNATURE:
            raise PackageRefused(_OTHER_VERSION.format("прежней"))
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


def _verify_manifest(archive: zipfile.ZipFile, municipalities: Mapping[str, str]) -> tuple[str, bytes]:
    """The public key of who signed the manifest, and its bytes."""
    content = _unpacked(archive, _MANIFEST)
    key, _, signature = _unpacked(archive, _SIGNATURE).decode("ascii", "replace").partition(" ")
    if not is_signed(content, signature, key):
        raise PackageRefused(f"Подпись пакета не сходится («{_SIGNATURE}», «{_MANIFEST}»): его изменили.")
    if key not in municipalities:
        raise PackageRefused(
            f"Ключа отправителя нет в списке муниципалитетов: {key}. Если пакет от своего муниципалитета, впишите его "
            "в раздел [municipalities] файла доступа (access.toml)."
        )
    return key, content


def _read_manifest(content: bytes) -> tuple[dict[str, Any], dict[str, str]]:
    """The facts of a package and the digests of its parts by name."""
    try:
        facts: dict[str, Any] = json.loads(content)
        stated, number = facts.get("kind"), facts.get("format")
        digests = {str(name): str(digest) for name, digest in facts.pop("parts", {}).items()}
    except (ValueError, AttributeError, RecursionError) as error:
        raise PackageRefused(f"Часть пакета «{_MANIFEST}» не читается.") from error
    if stated != "package" or not isinstance(number, int):
        raise PackageRefused("Это не пакет муниципалитета: в нём не сказано, что это пакет.")
    if number != _FORMAT:
        raise PackageRefused(_OTHER_VERSION.format("прежней" if number < _FORMAT else "более новой"))
    return facts, digests


def _verified_parts(archive: zipfile.ZipFile, digests: Mapping[str, str]) -> dict[str, bytes]:
    for name in sorted(set(archive.namelist()) - {_MANIFEST, _SIGNATURE, *digests}):
        raise PackageRefused(f"В пакете есть лишняя часть «{name}».")
    parts = {name: _unpacked(archive, name) for name in digests}
    for name, content in parts.items():
        if hashlib.sha256(content).hexdigest() != digests[name]:
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
