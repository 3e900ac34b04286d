"""What harmed her, and what she has to say (law and ethics E5, E7).

Her words stand in a file of their own, outside her record, word for word; nobody can change
them, and only the role that handles them reads them. No step comes before it, and nothing in her
care follows from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from srh_assess.assessment.decided import Kept
from srh_assess.assessment.disclosing import (
    HarmHandled,
    HarmKind,
    HarmReported,
    VoiceGiven,
    VoiceHandled,
    VoiceKind,
)
from srh_assess.assessment.record import Record
from srh_assess.errors import Refused
from srh_assess.rules.walls import Moment, faults
from srh_assess.workflow import roles
from srh_assess.workflow.deciding import Decider, new_id
from srh_assess.workflow.journal import Journal
from srh_assess.workflow.session import Change

if TYPE_CHECKING:
    from srh_assess.workflow.desk import Desk


def harm(hers: Decider, what: HarmKind, words: str = "", at: datetime | None = None) -> str:
    """Writes down that something harmed her, or may have. Severity stays blank."""
    fact = HarmReported(harm=new_id(), what=what, words=words.strip(), at=at)
    hers.keep(fact)
    return fact.harm


def candour(hers: Decider, harm_id: str, **told: Any) -> Change:
    """What was told her, an apology, what followed in writing; the severity as it is seen."""
    return hers.keep(HarmHandled(harm=harm_id, **told))


def on_desk(desk: Desk, admission: str = "") -> Voices:
    """The way in for whoever is signed in. ``admission``: whose stay it is about, if any."""
    session = desk.session(admission, begin=False)
    roles = desk.me.roles if desk.me is not None else ()
    return Voices(Decider(session), session.journal, new_id, roles)


class Voices:
    """The way in for what she says, and the way to it for the role that handles it."""

    def __init__(
        self,
        hers: Decider,
        journal: Journal,
        new_file: Callable[[], str],
        roles: Sequence[str] = (),
    ) -> None:
        self._hers = hers
        self._journal = journal
        self._new_file = new_file
        self._roles = frozenset(roles)

    def say(
        self, what: VoiceKind, words: str, *, by: str = "herself", anonymous: bool = False
    ) -> str:
        """Keeps it as it was said. Without *anonymous* it says whose stay it is about; it
        stands in no record of hers either way. Gives the file."""
        about = "" if anonymous else self._hers.record.admission
        fact = VoiceGiven(
            voice=new_id(),
            what=what,
            words=words,
            by=by,  # type: ignore[arg-type]  # one of three words
            anonymous=anonymous,
            about=about,
        )
        file = self._new_file()
        self._write(Record(admission=file), fact)
        return file

    def read(self, files: Iterable[str]) -> tuple[Kept, ...]:
        """What was said, oldest first. Refused to every role but the one that handles it."""
        self._handler()
        kept = (self._journal.record(file).decided.voices.values() for file in files)
        return tuple(sorted((one for some in kept for one in some), key=lambda one: one.at))

    def handled(self, file: str, words: str, *, done: bool = False) -> None:
        """Writes down what was done about it, beside what was said."""
        self._handler()
        record = self._journal.record(file)
        given = next(iter(record.decided.voices), "")
        self._write(record, VoiceHandled(voice=given, words=words.strip(), done=done))

    def _handler(self) -> None:
        if not roles.allowed(self._roles, "handle_voices"):
            raise Refused("voice-handler")

    def _write(self, record: Record, fact: VoiceGiven | VoiceHandled) -> None:
        session = self._hers.session
        moment = Moment(
            protocol=session.protocol, record=record, at=self._hers.now, author=session.author
        )
        for code in faults(moment, fact):
            raise Refused(code)
        anonymous = isinstance(fact, VoiceGiven) and fact.anonymous
        author = "" if anonymous else session.author
        with self._journal.transaction(record, author) as transaction:
            transaction.add(fact)
