"""Where every fact about her decisions is written: past the walls, or not at all.

A wall that stops something writes down that it was tried (which wall, about what; never what
was typed), and says in plain words what to do next. No page and no command writes such a fact
another way; one that is written by hand, ``verify`` names.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from srh_assess.assessment import facts
from srh_assess.assessment.decided import Kept
from srh_assess.assessment.deciding import Blocked, TaskKind, TaskOpened
from srh_assess.assessment.record import Record
from srh_assess.errors import Refused
from srh_assess.workflow import admissions
from srh_assess.workflow.session import Change, Session


def new_id() -> str:
    """A new opaque id."""
    return uuid4().hex


class Decider:
    """Writes decisions about the woman of a session, signed by who is signed in.
    ``young_people``: whether the unit has opened that pathway. ``new_id`` gives the ids."""

    def __init__(
        self,
        session: Session,
        *,
        young_people: bool = False,
        ids: Callable[[], str] = new_id,
    ) -> None:
        self.session = session
        self.young_people = young_people
        self.new_id = ids

    @property
    def record(self) -> Record:
        """Her record as it stands."""
        return self.session.record

    @property
    def now(self) -> datetime:
        """This moment."""
        return self.session.clock.now()

    def keep(self, fact: facts.AnyFact, *more: facts.AnyFact) -> Change:
        """Writes a fact, and what follows from it, together. Refused when the fact meets a
        wall; that it was tried is then in the journal."""
        return self.session.add(fact, *more)

    def keep_hers(self, fact: facts.AnyFact, *more: facts.AnyFact, about: str = "") -> Change:
        """The same for what belongs to the talk: closed for her age, as the unit has it."""
        locked = admissions.talk_locked(
            self.session.protocol, self.record, self.now, young_people=self.young_people
        )
        if locked:
            self.session.add(Blocked(code="talk-locked", about=about))
            raise Refused("talk-locked")
        return self.keep(fact, *more)

    def task(
        self, what: TaskKind, about: str, due: datetime | None, items: tuple[str, ...] = ()
    ) -> TaskOpened:
        """A task that follows from something."""
        return task(what, about, due, items, self.new_id)

    def against(self, fact: facts.AnyFact) -> tuple[str, ...]:
        """What stands against a fact now: for a screen to say before it is tried."""
        return self.session.against(fact)

    def open_tasks(self, *kinds: TaskKind) -> tuple[Kept, ...]:
        """What is still to be done, of these kinds or of all."""
        return tuple(
            kept
            for kept in self.record.decided.tasks.values()
            if kept.ended is None and (not kinds or kept.fact.what in kinds)
        )


def task(
    what: TaskKind,
    about: str,
    due: datetime | None,
    items: tuple[str, ...] = (),
    ids: Callable[[], str] = new_id,
) -> TaskOpened:
    """The same where nobody's hands are on it."""
    return TaskOpened(task=ids(), what=what, about=about, due=due, items=items)
