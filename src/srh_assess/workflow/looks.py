"""Writes down who looked, for one sign-in, before anything is shown.

Each kind of look is written once for a sign-in, a stay and a way in, so that the log does not
grow with every page that is turned.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from srh_assess.assessment import looking
from srh_assess.assessment.looking import Basis, Glass, Likeness, LookingFact, Way
from srh_assess.clock import Clock

if TYPE_CHECKING:  # slow to load, and not needed to sign in
    from srh_assess.store.clinical import ClinicalStore

SLACK = timedelta(minutes=2)
"""Less than this a clock may stray by itself, or be corrected by the network."""
SHORTEST = 2
"""So many letters begin a search that is worth a line."""
NAMED = 5
"""So many of the stays that a search found are kept with it."""


class Looks:
    """The looks of one account between one sign-in and its end."""

    def __init__(self, store: ClinicalStore, author: str, clock: Clock) -> None:
        self.sign_in = store.new_admission_id()
        self.broken: set[str] = set()
        self._store, self._author, self._clock = store, author, clock
        self._written: set[Hashable] = set()
        self._sought = ""
        self._wall, self._steady = clock.now(), clock.steady()

    # -- what belongs to no stay ---------------------------------------------------------

    def came(self, roles: Iterable[str]) -> None:
        """The sign-in itself; before it, a clock that stands earlier than the newest entry."""
        newest, now = self._store.newest_at, self._clock.now()
        if newest is not None and now < newest - SLACK:
            self._note("", looking.ClockMoved(expected=newest, found=now))
        self._note("", looking.SignedIn(roles=tuple(roles)))

    def clock_looked_at(self) -> None:
        """Notices that the clock was set since it was looked at last."""
        passed = timedelta(seconds=self._clock.steady() - self._steady)
        expected, now = self._wall + passed, self._clock.now()
        self._wall, self._steady = now, self._clock.steady()
        if abs(now - expected) > SLACK:
            self._note("", looking.ClockMoved(expected=expected, found=now))

    def searched(
        self, what: Literal["stay", "earlier", "log"], words: str = "", found: Sequence[str] = ()
    ) -> None:
        """A search; while somebody goes on typing the same words it is one. What it found is kept,
        what was typed is not."""
        words = " ".join(words.casefold().split())
        if what == "stay":
            same = self._sought and words.startswith(self._sought)
            if len(words) < SHORTEST or same:
                return
            self._sought = words
        fact = looking.Searched(what=what, found=len(found), stays=tuple(found[:NAMED]))
        self._once((what, words), "", fact)

    def refused(self, action: str) -> None:
        """The role does not allow it."""
        self._once(("role", action), "", looking.RoleRefused(action=action))

    # -- what belongs to one stay --------------------------------------------------------

    def opened(
        self, admission: str, way: Way, basis: Basis, *, duty: str = "", like: Likeness = ""
    ) -> None:
        """Her record is about to be shown."""
        fact = looking.RecordOpened(
            sign_in=self.sign_in, way=way, basis=basis, duty=duty, like=like
        )
        self._once((admission, way, duty), admission, fact)

    def broke(self, admission: str, why: Glass, reason: str) -> None:
        """Somebody gave a reason to open what is not of this ward now."""
        self._note(admission, looking.GlassBroken(sign_in=self.sign_in, why=why, reason=reason))
        self.broken.add(admission)

    def said_of_name(
        self,
        admission: str,
        like: Literal["own", "colleague"],
        answer: Literal["somebody_else", "same_person"],
    ) -> None:
        """What was said to the question whether she is the one who has this name here."""
        fact = looking.NameSaid(sign_in=self.sign_in, like=like, answer=answer)
        self._once((admission, "name"), admission, fact)

    def has_said(self, admission: str) -> bool:
        """Whether the question about her name was answered at this sign-in."""
        return (admission, "name") in self._written

    def exported(
        self, admission: str, what: str, how: Literal["printed", "saved"] = "saved"
    ) -> None:
        """Something of her record goes out; each time."""
        self._note(admission, looking.Exported(sign_in=self.sign_in, what=what, how=how))

    def kept_advice(self, admission: str, word: str) -> None:
        """Advice on a word was shown, and the word was kept."""
        word = " ".join(word.casefold().split())
        fact = looking.AdviceKept(sign_in=self.sign_in, word=word)
        self._once((admission, "advice", word), admission, fact)

    # -- writing -------------------------------------------------------------------------

    def _once(self, mark: Hashable, admission: str, fact: LookingFact) -> None:
        if mark not in self._written:
            self._note(admission, fact)
            self._written.add(mark)

    def _note(self, admission: str, fact: LookingFact) -> None:
        file = looking.beside(admission) if admission else self.sign_in
        self._store.note(file, self._author, fact)
