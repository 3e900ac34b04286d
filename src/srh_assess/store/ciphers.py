"""The ciphers themselves: the one place that calls the cryptographic library.

``keys`` says what is done with them, and loads this module when it is first done: the program
shows its first page without it.
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

_NONCE = 12


def new_private() -> bytes:
    """A fresh private key."""
    return X25519PrivateKey.generate().private_bytes_raw()


def public_of(private: bytes) -> bytes:
    """The half of a private key that others may know."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def stretch(
    secret: bytes, salt: bytes, *, length: int, memory: int, passes: int, lanes: int
) -> bytes:
    """Argon2id."""
    slow = Argon2id(salt=salt, length=length, iterations=passes, lanes=lanes, memory_cost=memory)
    return slow.derive(secret)


def expand(key: bytes, length: int, purpose: bytes) -> bytes:
    """HKDF-Expand with SHA-256."""
    return HKDFExpand(SHA256(), length, purpose).derive(key)


def seal(key: bytes, content: bytes, about: bytes) -> bytes:
    """AES-GCM, the nonce first."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, about)


def unseal(key: bytes, sealed: bytes, about: bytes) -> bytes | None:
    """The reverse of ``seal``; none when the key is another one or a bit was changed."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], about)
    except (InvalidTag, ValueError):  # ValueError: too short to be sealed at all
        return None


def _envelope() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def seal_for(public: bytes, content: bytes, about: bytes) -> bytes:
    """HPKE to a public key."""
    return _envelope().encrypt(content, X25519PublicKey.from_public_bytes(public), about)


def unseal_own(private: bytes, sealed: bytes, about: bytes) -> bytes | None:
    """The reverse of ``seal_for``; none when it was for another key, or was changed."""
    try:
        return _envelope().decrypt(sealed, X25519PrivateKey.from_private_bytes(private), about)
    except (InvalidTag, ValueError):
        return None
