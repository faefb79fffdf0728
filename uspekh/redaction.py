"""Secrets are taken out of any text that leaves the program: passwords, keys, tokens, cookies."""

from __future__ import annotations

import os
import re
from urllib.parse import unquote, urlsplit

HIDDEN = "***"
# A shorter password is found by what stands around it; by itself it would tear ordinary words apart.
_SHORTEST = 6
_NAME = r"[\w-]{0,40}(?:password|passwd|pwd|passphrase|secret|token|api[_-]?key|private[_-]?key)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(\b[a-z][\w+.-]{0,30}://[^\s:/@]*:)\S+(?=@)",
        r"(\b(?:proxy-)?authorization['\"]?\s*[:=,]\s*(?:b?['\"])?)[^\r\n]+",
        r"(\b(?:set-)?cookie['\"]?\s*[:=,]\s*(?:b?['\"])?)[^\r\n]+",
        r"(\b(?:bearer|basic)\s+)[\w.~+/=-]{8,}",
        rf"(\b{_NAME}['\"]?\s*[:=]\s*)(?:'[^']*'|\"[^\"]*\"|[^\s,;&)}}\]]+)",
        r"()\beyJ[\w-]+\.[\w-]+\.[\w-]*",
    )
)


def hidden(text: str) -> str:
    """The text with ``***`` where a secret stood."""
    for secret in _database_passwords():
        text = text.replace(secret, HIDDEN)
    for pattern in _PATTERNS:
        text = pattern.sub(rf"\1{HIDDEN}", text)
    return text


def _database_passwords() -> list[str]:
    """The password of our own database, as it is written in the address and as it is."""
    password = _password(os.environ.get("USPEKH_DATABASE_URL", ""))
    return [secret for secret in (password, unquote(password)) if len(secret) >= _SHORTEST]


def _password(url: str) -> str:
    try:
        return urlsplit(url).password or ""
    except ValueError:  # an address that is none
        return ""
