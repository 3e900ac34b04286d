"""The part of the desk that follows a stay: who was here before, moving, leave and the end of it,
the bed list, the ward round, and everything that was ever written of one woman.

The desk is one of these. Each act is one entry of the journal, by whoever is signed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from srh_assess.assessment.along import EarlierStaySaid, TeamDecided
from srh_assess.assessment.facts import Identity, Left
from srh_assess.assessment.identity import full_name
from srh_assess.assessment.legal import SectionDayCorrected
from srh_assess.assessment.record import Record
from srh_assess.errors import BadInput, Refused
from srh_assess.store.projections import AdmissionRow, BoardRow
from srh_assess.workflow import again, before
from srh_assess.workflow.before import Earlier
from srh_assess.workflow.watched import OPEN, Watched

if TYPE_CHECKING:  # slow to load, and not needed to sign in
    from srh_assess.assessment.facts import Entry
    from srh_assess.workflow.import_report import Report
    from srh_assess.workflow.importing import Layout, Progress, Wish
    from srh_assess.workflow.session import Session
    from srh_assess.workflow.stay import Ending, Going

__all__ = ["AdmissionRow", "BoardRow", "Warded"]


MOST_FOUND, MOST_LOOKED_AT = 50, 500
"""So many stays are shown of a search, and looked at for it."""


class Warded(Watched):
    """Writes and reads what belongs to a stay rather than to the talk."""

    def board(self) -> tuple[BoardRow, ...]:
        """Every woman on the ward, by room: on the wards of who is signed in, and no other."""
        self.need("see_board")
        wards = self._wards()
        return tuple(row for row in self._clinical().board() if wards.holds(row.ward))

    def after_stays(self) -> tuple[BoardRow, ...]:
        """Every stay on these wards that has ended while something of it stands open, the newest
        first."""
        self.need("see_board")
        wards = self._wards()
        return tuple(row for row in self._clinical().after_stays() if wards.holds(row.ward))

    def files_for_ward(
        self, duty: str, wanted: Callable[[Record], bool]
    ) -> Iterator[tuple[str, str, Session, tuple[Entry, ...]]]:
        """Name, room, record and entries of each woman on the ward whose record is wanted. That
        it was looked at is written first; who is not wanted is not looked at."""
        from srh_assess.workflow.session import Session

        self.need(duty)
        store, me, wards = self._clinical(), self._signed_in().me, self._wards()
        for row in store.board():
            if not wards.holds(row.ward) or not wanted(store.record(row.admission)):
                continue
            record = self._looked(row.admission, "safety_line", duty=duty)
            session = Session(store, self.protocol, record, author=me.id, clock=self.clock)
            assert record.identity is not None  # she is on the ward
            yield full_name(record.identity), row.room, session, tuple(store.entries(row.admission))

    # -- who was here before -------------------------------------------------------------

    def earlier(self, who: Identity) -> tuple[Earlier, ...]:
        """Stays that may be the same woman's, newest first: asked before a new one is made."""
        self.need("open_record")
        found = before.earlier(who, self._clinical().alike(who))
        self._looking().searched(
            "earlier", f"{who.family} {who.given}", [one.admission for one in found]
        )
        return found

    def say_earlier(self, admission: str, earlier: str, *, same: bool) -> None:
        """Keeps what somebody said about an earlier stay: hers, or another woman's."""
        self.need("assess")
        store, me = self._clinical(), self._signed_in().me.id
        if earlier == admission or store.record(earlier).stay is None:
            raise Refused("stay-unknown")
        with store.transaction(self._looked(admission, "record", duty="assess"), me) as transaction:
            transaction.add(EarlierStaySaid(earlier=earlier, same=same))

    def stays_found(self, words: str, *, duty: str = OPEN) -> tuple[AdmissionRow, ...]:
        """Stays, past ones too, by the beginning of a name or a whole number; of another ward, for
        whoever looks for the care of a woman, only by a whole name or number."""
        self.need(duty)
        found = self._clinical().find(words, MOST_LOOKED_AT)
        if duty == OPEN:
            wards = self._wards()
            found = tuple(
                row for row in found if wards.holds(row.ward) or before.by_whole(words, row)
            )
        found = found[:MOST_FOUND]
        self._looking().searched("stay", words, [one.admission for one in found])
        return found

    def namesakes(self) -> Mapping[str, tuple[str, ...]]:
        """Who on the ward has a name like another's, and whose."""
        return before.namesakes(self.board())

    # -- the stay ------------------------------------------------------------------------

    def end(self, admission: str, going: Going, *, anyway: bool = False) -> Ending:
        """Ends a stay, or gives back what stands open for somebody to take over."""
        from srh_assess.workflow import stay as stays

        store = self._clinical()
        return stays.end(
            store,
            self.protocol,
            self._looked(admission, "record", duty="assess"),
            going,
            anyway=anyway,
            author=self._signed_in().me.id,
            clock=self.clock,
        )

    def move(self, admission: str, at: datetime, room: str, ward: str = "") -> None:
        """Another room; without a ward, on the same one. Refuses a ward where nobody has a board:
        what stands open would be on no list."""
        from srh_assess.workflow import stay as stays

        store, me = self._clinical(), self._signed_in().me.id
        record = self._looked(admission, "record", duty="assess")
        until_now = record.stay.ward if record.stay else ""
        ward = ward.strip() or until_now
        if ward != until_now and not self._anybody_on(ward):
            raise BadInput("ward-nobody")
        stays.move(store, record, at, room, ward, author=me, clock=self.clock)

    def change_section(self, admission: str, on: date, legal_status: str) -> None:
        """Another legal status from a day on."""
        from srh_assess.workflow import stay as stays

        store, me = self._clinical(), self._signed_in().me.id
        record = self._looked(admission, "record", duty="assess")
        stays.change_section(store, record, on, legal_status, author=me, clock=self.clock)

    def correct_section_day(self, admission: str, fact: SectionDayCorrected) -> None:
        """The true day of a change of legal status."""
        from srh_assess.workflow import stay as stays

        store, me = self._clinical(), self._signed_in().me.id
        record = self._looked(admission, "record", duty="assess")
        stays.correct_section_day(store, record, fact, author=me, clock=self.clock)

    def leave(self, admission: str, left: Left) -> None:
        """She goes off the ward and is expected back."""
        from srh_assess.workflow import stay as stays

        store, me = self._clinical(), self._signed_in().me.id
        stays.leave(
            store,
            self._looked(admission, "record", duty="assess"),
            left,
            author=me,
            clock=self.clock,
        )

    def come_back(self, admission: str, at: datetime) -> None:
        """She is back: from leave, or within 24 hours of the end of her stay."""
        from srh_assess.workflow import stay as stays

        self.need("assess")
        store, me = self._clinical(), self._signed_in().me.id
        stays.come_back(store, store.record(admission), at, author=me, clock=self.clock)

    # -- the talk put off ----------------------------------------------------------------

    def ward_round(self) -> tuple[BoardRow, ...]:
        """Whose talk was put off so often, or for so long, that others have to hear of it."""
        now = self.clock.now()
        return tuple(
            row
            for row in self.board()
            if again.for_ward_round(self.protocol, row.put_off)
            or again.for_team(self.protocol, row.put_off, now)
        )

    def team_decided(self, admission: str, fact: TeamDecided) -> None:
        """Keeps what the team decided about a talk that is put off again and again."""
        store, me = self._clinical(), self._signed_in().me.id
        again.team_decided(
            store,
            self._looked(admission, "record", duty="assess"),
            fact,
            author=me,
            now=self.clock.now(),
        )

    # -- the bed list --------------------------------------------------------------------

    def bed_list(self, raw: bytes) -> Layout:
        """How a bed list can be read: before anything of it is looked at."""
        from srh_assess.workflow import importing

        self.need("import_admissions")
        return importing.layout(self._clinical().opened.folder, raw)

    def bring_in(self, raw: bytes, wish: Wish, progress: Progress | None = None) -> Report:
        """Admissions from a bed list's bytes (``importing.read``)."""
        from srh_assess.workflow import importing

        self.need("import_admissions")
        store, me = self._clinical(), self._signed_in().me.id
        return importing.bring_in(
            store, raw, wish,
            author=me, clock=self.clock, progress=progress,
            boards=importing.Boards(mine=self._wards().holds, anybodys=self._anybody_on),
        )  # fmt: skip

    # -- all that was written ------------------------------------------------------------

    def record_then(self, admission: str, number: int) -> Record:
        """The record exactly as it was once this entry stood in the journal."""
        from srh_assess.workflow.timeline import as_it_was

        self._looked(admission, "entries")
        return as_it_was(self._clinical().entries(admission), number)
