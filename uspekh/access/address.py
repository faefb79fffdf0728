"""When two e-mail addresses are the same: the only folding that decides who somebody is."""

from __future__ import annotations

import unicodedata

_SPACES = " \t\r\n"


def address_key(written: str) -> str:
    """The form in which equal addresses are equal: an ASCII address in small letters, any other in NFC as it is.

    Letters outside ASCII are never folded: «K» of U+212A becomes a plain «k» by ``casefold``, ``lower`` and NFC
    alike, and whoever has such an address would be somebody else.
    """
    address = written.strip(_SPACES)
    if address.isascii():
        return address.lower()
    composed = unicodedata.normalize("NFC", address)
    return address if composed.isascii() else composed
