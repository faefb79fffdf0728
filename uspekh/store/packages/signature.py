"""Signatures of packages by Ed25519: a municipality signs with its secret, a region checks with the public key.

No secret is shared, so no municipality can sign for another.
"""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def public_key(secret: bytes) -> str:
    """What a region writes down of a municipality to check its packages: 64 hexadecimal digits, no secret."""
    return _private_key(secret).public_key().public_bytes_raw().hex()


def sign(content: bytes, secret: bytes) -> str:
    """The signature in hexadecimal digits."""
    return _private_key(secret).sign(content).hex()


def is_signed(content: bytes, signature: str, key: str) -> bool:
    """Whether the content was signed with the secret of a public key."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):  # not hexadecimal, or not of the length of a key
        return False
    return True


def _private_key(secret: bytes) -> Ed25519PrivateKey:
    # A secret may be of any length (``settings.package_key``), a key has 32 bytes.
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(secret).digest())
