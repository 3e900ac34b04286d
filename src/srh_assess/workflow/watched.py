"""The part of the desk that knows who may open which record, and writes down who did.

Every way to a record goes through ``_looked``: it asks the role, then whether the woman is on
this ward now, writes the look, and only then gives the record. The desk is one of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from srh_assess.assessment import looking
from srh_assess.assessment.facts import Entry, Identity
from srh_assess.assessment.looking import Basis, Glass, Likeness, Way
from srh_assess.assessment.record import Record
from srh_assess.errors import BadInput, Refused
from srh_assess.store.accounts import Account
from srh_assess.store.membership import accounts_of
from srh_assess.workflow import relation, roles
from srh_assess.workflow.led import Led
from srh_assess.workflow.looks import Looks
from srh_assess.workflow.ward_name import plain

if TYPE_CHECKING:  # slow to load, and not needed to sign in
    from srh_assess.store.clinical import ClinicalStore
    from srh_assess.store.log import Gone, Sought
    from srh_assess.store.projections import AdmissionRow

OPEN = "open_record"


class Door(Struct, frozen=True, kw_only=True):
    """What is asked before a record is opened: for a reason, or about a name."""

    glass: Glass | None = None
    like: Likeness = ""

    @property
    def stands_open(self) -> bool:
        """Whether nothing is asked."""
        return self.glass is None and not self.like


class Watched(Led):
    """Opens records, and writes down who did."""

    _looks: Looks | None = None
    _here: tuple[Account, ...] = ()

    def _clinical(self) -> ClinicalStore:
        raise NotImplementedError  # pragma: no cover - the desk gives its own

    # -- what the roles allow ------------------------------------------------------------

    def need(self, action: str) -> None:
        """Refuses what the roles of who is signed in do not allow, and writes down the try."""
        me = self._signed_in().me
        if self._looks is not None and not roles.allowed(me.roles, action):
            self._looks.refused(action)
        super().need(action)

    # -- the door of a record ------------------------------------------------------------

    def door(self, admission: str) -> Door:
        """What stands before this record for who is signed in; nothing once it was answered."""
        self.need(OPEN)
        store, looks = self._clinical(), self._looking()
        record = store.record(admission)
        if record.identity is None:
            raise Refused("stay-unknown")
        found = self._glass(record)
        like = self._like(record)
        return Door(
            glass=found if admission not in looks.broken else None,
            like="" if looks.has_said(admission) else like,
        )

    def break_glass(self, admission: str, reason: str) -> None:
        """Opens for this sign-in what is not of this ward now; the reviewer sees it."""
        self.need(OPEN)
        if not reason.strip():
            raise BadInput("reason-missing")
        found = self._glass(self._clinical().record(admission))
        if found is not None:
            self._looking().broke(admission, found, reason.strip())

    def say_of_name(self, admission: str, answer: Literal["somebody_else", "same_person"]) -> None:
        """Keeps the answer to the question whether she is the one who has this name here."""
        self.need(OPEN)
        like = self._like(self._clinical().record(admission))
        if like:
            self._looking().said_of_name(admission, like, answer)

    def exported(self, admission: str, what: str) -> None:
        """Writes down that something of her record is about to leave the program."""
        self._looking().exported(admission, what)

    def keep_advice(self, admission: str, word: str) -> None:
        """Writes down that a word was kept although the program advised against it. An account
        without a key to the records writes about nobody."""
        if self._looks is not None:
            self._looks.kept_advice(admission, word)

    def who_looked(self, admission: str) -> tuple[Entry, ...]:
        """Every look at her record, the oldest first: for her."""
        self.need("see_looks")
        return tuple(self._clinical().entries(looking.beside(admission)))

    def looked_after(self, admission: str) -> tuple[Identity, tuple[Entry, ...]]:
        """The same of any stay, and who she is, for a role that looks after who opens records.
        It is a look of its own, and is in the list."""
        record = self._looked(admission, "looks", duty="look_after_looks")
        if record.identity is None:
            raise Refused("stay-unknown")
        return record.identity, tuple(self._clinical().entries(looking.beside(admission)))

    def log(self, sought: Sought) -> tuple[Entry | Gone, ...]:
        """One page of the log; that it was read is in it."""
        self.need("read_log")
        self._looking().searched("log")
        return self._clinical().log(sought)

    def log_quietly(self, sought: Sought) -> tuple[Entry | Gone, ...]:
        """The same, to count and not to read."""
        self.need("read_log")
        return self._clinical().log(sought)

    def row_of(self, admission: str) -> AdmissionRow | None:
        """Whose stay a line of the log is about."""
        self.need("read_log")
        return self._clinical().row_of(admission)

    # -- for the desk itself -------------------------------------------------------------

    def _looked(self, admission: str, way: Way, *, duty: str = OPEN, beside: str = "") -> Record:
        """The record, once it is allowed and the look is written. ``beside`` is the stay of a
        woman on the ward whose earlier stay this one is."""
        store = self._clinical()
        if not admission:
            return Record(admission="")  # somebody says something about nobody
        self.need(duty)
        record = store.record(admission)
        if record.identity is None:
            if record.decided.voices and duty in HERS:
                self.need("handle_voices")
            return record  # a file of its own, or none: nobody's record
        basis = self._basis(record, duty, beside)
        if basis is None:
            raise Refused("glass")
        looks, like = self._looking(), self._like(record)
        looks.clock_looked_at()
        looks.opened(admission, way, basis, duty="" if duty == OPEN else duty, like=like)
        return record

    def _basis(self, record: Record, duty: str, beside: str) -> Basis | None:
        if duty not in HERS:
            return "duty"
        if self._glass(record) is None:
            return "ward"
        if record.admission in self._looking().broken:
            return "broken"
        return "hers" if beside and self._hers(record.admission, beside) else None

    def _hers(self, admission: str, beside: str) -> bool:
        """Whether somebody said that this earlier stay is that of a woman on the ward now."""
        now = self._clinical().record(beside)
        return admission in now.along.hers and self._glass(now) is None

    def _like(self, record: Record) -> Likeness:
        opened = self._signed_in()
        return relation.likeness(record.identity, opened.me.id, self._here)

    def _looking(self) -> Looks:
        self._clinical()
        assert self._looks is not None  # made with the store
        return self._looks

    def _glass(self, record: Record) -> Glass | None:
        return relation.glass(record, self._wards(), self.clock.now())

    def _wards(self) -> relation.Wards:
        return relation.Wards(self.ward_names, self._signed_in().me.wards)

    def _anybody_on(self, ward: str) -> bool:
        return relation.anybody_on(ward, self.ward_names, self._here)

    @property
    def my_wards(self) -> tuple[str, ...]:
        """The wards whose women stand on the board of who is signed in, by name."""
        return self._signed_in().me.wards or self.ward_names[-1:]

    @property
    def other_wards(self) -> tuple[str, ...]:
        """Wards beside that of this computer on which accounts work, by name: for a lead, who
        says what letters about their women carry."""
        self.need("change_unit")
        home = {plain(name) for name in self.ward_names}
        there = accounts_of(self._signed_in())
        here = (ward for one in there if one.status != "left" for ward in one.wards)
        named = {plain(ward): ward for ward in here}
        return tuple(ward for name, ward in sorted(named.items()) if name not in home)

    def on_my_wards(self, ward: str) -> bool:
        """Whether a stay on this ward is on the board of who is signed in."""
        return self._wards().holds(ward)


HERS = frozenset({OPEN, "assess"})
"""The actions for which she has to be on the ward now. Other duties have their own reason."""
