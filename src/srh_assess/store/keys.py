"""Keys: what an account can open, and how a passphrase or the recovery key opens it.

Three random keys of 32 bytes. ``home`` opens the directory of accounts and is everybody's;
``clinical`` opens the journal; ``measures`` opens the figures. An account's slot holds its own
private key and only the home's keys that its roles need, sealed with AES-256-GCM under Argon2id
of its passphrase. Every slot has the same length, so the file does not tell who holds what.

The private key lets somebody who holds the clinical key hand it to an account that an admin has
opened, without knowing that account's passphrase (HPKE, X25519).
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from collections.abc import Callable, Iterable
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

KEY = 32
ID = 16
SALT = 16
_NO_KEY = bytes(KEY)
_PRIVATE = 32
_A_TRY = 0.5  # seconds
_MOST_PASSES = 16

CLINICAL_ROLES = frozenset({"nurse", "clinician", "care_team", "reviewer", "records"})
MEASURES_ROLES = CLINICAL_ROLES | {"manager"}


class Cost(Struct, frozen=True, forbid_unknown_fields=True):
    """What one try at a passphrase costs: memory in KiB, passes, lanes (Argon2id).

    The bounds keep a damaged or malicious file from hanging the sign-in screen.
    """

    memory: Annotated[int, Meta(ge=128, le=1024 * 1024)] = 64 * 1024
    passes: Annotated[int, Meta(ge=1, le=16)] = 3
    lanes: Annotated[int, Meta(ge=1, le=16)] = 4


class Keys(Struct, frozen=True, kw_only=True):
    """The keys an account holds. Never printed."""

    home: bytes
    clinical: bytes | None = None
    measures: bytes | None = None

    def __repr__(self) -> str:
        return "Keys(...)"

    @classmethod
    def new(cls) -> Keys:
        """All three, fresh: for a new home."""
        return cls(
            home=new_key(),
            clinical=new_key(),
            measures=new_key(),
        )

    def for_roles(self, roles: Iterable[str]) -> Keys:
        """Only those of these keys that the roles need."""
        wanted = frozenset(roles)
        return Keys(
            home=self.home,
            clinical=self.clinical if wanted & CLINICAL_ROLES else None,
            measures=self.measures if wanted & MEASURES_ROLES else None,
        )

    def serve(self, roles: Iterable[str]) -> bool:
        """Whether every key that the roles need is here."""
        wanted = frozenset(roles)
        return not (
            (wanted & CLINICAL_ROLES and self.clinical is None)
            or (wanted & MEASURES_ROLES and self.measures is None)
        )

    def packed(self) -> bytes:
        """Fixed length, whichever keys are there."""
        return b"".join(key or _NO_KEY for key in (self.home, self.clinical, self.measures))

    @classmethod
    def unpacked(cls, raw: bytes) -> Keys:
        """The reverse of ``packed``."""
        home, clinical, measures = (raw[i : i + KEY] for i in range(0, 3 * KEY, KEY))
        return cls(
            home=home,
            clinical=None if clinical == _NO_KEY else clinical,
            measures=None if measures == _NO_KEY else measures,
        )


class Ring(Struct, frozen=True, kw_only=True):
    """What a slot holds: whose it is, the account's private key, and its keys."""

    account: str
    private: bytes
    keys: Keys

    def __repr__(self) -> str:
        return "Ring(...)"

    @classmethod
    def new(cls, account: str, keys: Keys) -> Ring:
        """A ring with a fresh private key."""
        from srh_assess.store import ciphers  # late, as everywhere here: see there

        return cls(account=account, private=ciphers.new_private(), keys=keys)

    @property
    def public(self) -> bytes:
        """The half that others may know: what is sealed to it, only this account opens."""
        from srh_assess.store import ciphers

        return ciphers.public_of(self.private)

    def packed(self) -> bytes:
        """Fixed length: account, private key, keys."""
        return bytes.fromhex(self.account) + self.private + self.keys.packed()

    @classmethod
    def unpacked(cls, raw: bytes) -> Ring:
        """The reverse of ``packed``."""
        private_end = ID + _PRIVATE
        return cls(
            account=raw[:ID].hex(),
            private=raw[ID:private_end],
            keys=Keys.unpacked(raw[private_end:]),
        )


def new_id() -> str:
    """A random id that tells nothing: 32 hexadecimal digits."""
    return secrets.token_hex(ID)


def new_key() -> bytes:
    """A fresh random key."""
    return secrets.token_bytes(KEY)


def plain_name(name: str) -> str:
    """An account name as it is compared: case, width and stray spaces do not matter."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def stretch(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """The slow step: a key from a passphrase or the recovery key."""
    from srh_assess.store import ciphers

    return ciphers.stretch(
        secret, salt, length=KEY, memory=cost.memory, passes=cost.passes, lanes=cost.lanes
    )


def tuned(seconds: Callable[[], float]) -> Cost:
    """What a try is to cost on this computer: about half a second, never less than the default.

    More passes, not more memory: what fits beside the other programs of a ward's PC is known,
    how fast its processor is, is not. ``seconds`` is a hand that only goes forward.
    """
    least = Cost()
    began = seconds()
    stretch(b"a try", bytes(SALT), least)
    took = max(seconds() - began, 0.001)
    passes = round(least.passes * _A_TRY / took)
    return replace(least, passes=min(_MOST_PASSES, max(least.passes, passes)))


def passphrase_bytes(passphrase: str) -> bytes:
    """A passphrase as every keyboard and system gives it alike."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def subkey(key: bytes, purpose: str) -> bytes:
    """A key for one purpose only, from one of the home's keys."""
    from srh_assess.store import ciphers

    return ciphers.expand(key, KEY, f"srh-assess {purpose}".encode())


def same(proof: str, kept: str) -> bool:
    """Whether a signature is the one a file holds, whatever characters lie there."""
    return hmac.compare_digest(proof.encode(), kept.encode())


def seal(key: bytes, content: bytes, about: bytes) -> bytes:
    """Encrypts ``content`` and binds it to ``about``, which stays readable elsewhere."""
    from srh_assess.store import ciphers

    return ciphers.seal(key, content, about)


def unseal(key: bytes, sealed: bytes, about: bytes) -> bytes | None:
    """What was sealed; none when the key is another one or a bit was changed."""
    from srh_assess.store import ciphers

    return ciphers.unseal(key, sealed, about)


def seal_for(public: bytes, content: bytes, about: bytes) -> bytes:
    """Encrypts ``content`` so that only the holder of the private key opens it."""
    from srh_assess.store import ciphers

    return ciphers.seal_for(public, content, about)


def unseal_own(private: bytes, sealed: bytes, about: bytes) -> bytes | None:
    """What was sealed for this private key; none when it was for another, or was changed."""
    from srh_assess.store import ciphers

    return ciphers.unseal_own(private, sealed, about)
