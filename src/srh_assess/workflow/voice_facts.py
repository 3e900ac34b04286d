"""What was said by an account that holds no key to the record, as entries of the ledger.

Every account can open the ledger, so the words in it are sealed once more, to each reviewer's own
key; and the entry itself names nobody.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class VoiceSealed(Struct, frozen=True, kw_only=True, tag_field="kind", tag="voice_sealed"):
    """Something was said: for each reviewer, by account, the words sealed to that key."""

    voice: str
    sealed: Mapping[str, bytes]


class VoiceAnswered(Struct, frozen=True, kw_only=True, tag_field="kind", tag="voice_answered"):
    """What a reviewer did about it, sealed in the same way."""

    voice: str
    sealed: Mapping[str, bytes]
