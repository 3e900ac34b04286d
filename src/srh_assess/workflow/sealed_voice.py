"""Her voice, or a colleague's, at an account without a key to the record: a lead, a manager, an
admin, a trainer.

The words go into the ledger, sealed so that only the reviewers open them; nobody can change them,
and the entry names nobody (a sign-in noted just before it may still tell). The reviewer reads them
in the same list as all others.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment.decided import Kept
from srh_assess.assessment.disclosing import VoiceGiven, VoiceHandled, VoiceKind
from srh_assess.assessment.record import Record
from srh_assess.errors import Refused
from srh_assess.rules import override as rules
from srh_assess.workflow.deciding import new_id
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.voice_facts import VoiceAnswered, VoiceSealed

READS = "handle_voices"
CLOSED = "It was said before this account could read it. Another reviewer opens it."


class Spoken(Struct, frozen=True, kw_only=True):
    """What is sealed: who wrote it, unless it is without any name, and the words."""

    author: str
    fact: VoiceGiven


class Answered(Struct, frozen=True, kw_only=True):
    """What is sealed of a reviewer's note."""

    author: str
    fact: VoiceHandled


class SealedVoices:
    """The way in for whoever holds no key to the record, and the reviewers' way to it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def say(
        self, what: VoiceKind, words: str, *, by: str = "herself", anonymous: bool = False
    ) -> str:
        """Keeps it as it was said. Refused while nobody could read it."""
        fact = VoiceGiven(
            voice=new_id(), what=what, words=words, anonymous=anonymous,
            by=by,  # type: ignore[arg-type]  # one of three words
        )  # fmt: skip
        for code in rules.voice_faults(Record(admission=""), fact):
            raise Refused(code)
        author = "" if anonymous else self._me
        body = msgspec.json.encode(Spoken(author=author, fact=fact))
        self._desk.keep_sealed(VoiceSealed(voice=fact.voice, sealed=self._to_reviewers(body)))
        return fact.voice

    def read(self) -> tuple[Kept, ...]:
        """What was said, oldest first, with what was done about it."""
        self._desk.need(READS)
        found: dict[str, Kept] = {}
        for entry in self._desk.ledger:
            fact = entry.fact
            if isinstance(fact, VoiceSealed):
                found[fact.voice] = self._given(fact, entry.at)
            elif isinstance(fact, VoiceAnswered) and fact.voice in found:
                kept = found[fact.voice]
                found[fact.voice] = replace(kept, later=(*kept.later, *self._answers(fact)))
        return tuple(found.values())

    def holds(self, voice: str) -> bool:
        """Whether it was said here, and not in a file of the journal."""
        said = (one.fact for one in self._desk.ledger)
        return any(isinstance(fact, VoiceSealed) and fact.voice == voice for fact in said)

    def handled(self, voice: str, words: str, *, done: bool = False) -> None:
        """Writes down what was done about it, beside what was said."""
        self._desk.need(READS)
        if not self.holds(voice):
            raise Refused("voice-unknown")
        if not words.strip():
            raise Refused("task-words")
        fact = VoiceHandled(voice=voice, words=words.strip(), done=done)
        body = msgspec.json.encode(Answered(author=self._me, fact=fact))
        self._desk.keep_sealed(VoiceAnswered(voice=voice, sealed=self._to_reviewers(body)))

    @property
    def _me(self) -> str:
        return self._desk.me.id if self._desk.me is not None else ""

    def _to_reviewers(self, body: bytes) -> dict[str, bytes]:
        sealed = self._desk.sealed_for("reviewer", body)
        if not sealed:
            raise Refused("voice-no-reviewer")
        return sealed

    def _given(self, fact: VoiceSealed, at: datetime) -> Kept:
        body = self._desk.unsealed(fact.sealed.get(self._me, b""))
        if body is None:
            return Kept(
                at=at, author="", fact=VoiceGiven(voice=fact.voice, what="feedback", words=CLOSED)
            )
        spoken = msgspec.json.decode(body, type=Spoken)
        return Kept(at=at, author=spoken.author, fact=spoken.fact)

    def _answers(self, fact: VoiceAnswered) -> Iterator[VoiceHandled]:
        body = self._desk.unsealed(fact.sealed.get(self._me, b""))
        if body is not None:
            yield msgspec.json.decode(body, type=Answered).fact
