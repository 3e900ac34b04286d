"""The desk: who is signed in, which home is open, and the way to each woman's record.

The one thing a window needs to be given. It keeps no patient fact of its own: the store, the
sessions and the records do. ``lock`` drops the keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from srh_assess.assessment.facts import AnyFact, Entry, Identity, Stay
from srh_assess.assessment.keeping import Disposed
from srh_assess.assessment.record import Record
from srh_assess.clock import Clock, seconds
from srh_assess.errors import Refused, UserError
from srh_assess.protocol.model import Protocol
from srh_assess.store import home, pins
from srh_assess.store.accounts import Account, NewAccount
from srh_assess.store.keys import Cost, tuned
from srh_assess.store.membership import accounts_of
from srh_assess.store.opened import Opened
from srh_assess.store.projections import BoardRow
from srh_assess.store.slots import Kind
from srh_assess.workflow import (
    admissions,
    advising,
    came,
    leading,
    outgoing,
    passphrases,
    people,
    roles,
)
from srh_assess.workflow import unit as units
from srh_assess.workflow.away import Away
from srh_assess.workflow.looks import Looks
from srh_assess.workflow.people import Recovered
from srh_assess.workflow.training_facts import CourseHeld
from srh_assess.workflow.unit import Unit
from srh_assess.workflow.warded import Warded
from srh_assess.workflow.watched import OPEN

if TYPE_CHECKING:  # slow to load, and not needed to sign in
    from srh_assess.store.clinical import ClinicalStore
    from srh_assess.workflow.session import Session
    from srh_assess.workflow.steps import Steps
    from srh_assess.workflow.summing import Out, Summary, Wish

__all__ = ["Account", "BoardRow", "Desk", "NewAccount", "Unit"]


class Desk(Warded):
    """One computer's hold on one home. ``training`` opens a home for training, and no other."""

    training = False

    def __init__(
        self,
        folder: Path,
        protocol: Protocol | Callable[[], Protocol],
        clock: Clock,
        *,
        cost: Cost | None = None,
    ) -> None:
        super().__init__(protocol, clock)
        self.folder = folder
        self._cost = cost
        self._store: ClinicalStore | None = None
        self.advised = advising.Advised()
        self._away = Away(clock)
        outgoing.sweep(folder)

    # -- getting in ----------------------------------------------------------------------

    @property
    def exists(self) -> bool:
        """Whether this computer has been set up."""
        return home.exists(self.folder)

    def set_up(
        self, unit: Unit, first: NewAccount, nurse: NewAccount, *, kind: Kind = "live"
    ) -> str:
        """Makes the home, its two first accounts and the recovery key, which is shown once."""
        units.check(unit)
        for new in (first, nurse):
            roles.refuse_together(new.roles)
            passphrases.check(new.passphrase, new.name, new.display, unit.ward, unit.trust)
        cost = self._cost or tuned(seconds)
        created = home.create(
            self.folder, first=first, nurse=nurse, clock=self.clock, kind=kind, cost=cost
        )
        opened = self._unlock(first.name, first.passphrase)
        leading.write(opened, leading.UnitChanged(unit=unit), self.clock.now())
        return created.recovery_key

    def sign_in(self, name: str, passphrase: str) -> None:
        """Opens what this account's roles open. Refused without telling whether the name
        or the passphrase was wrong."""
        self.lock()
        opened = self._unlock(name, passphrase)
        self._come_in(opened)
        self._away.ready(opened)

    def _come_in(self, opened: Opened) -> None:
        written = leading.entries(opened)
        if opened.keys.clinical is not None:
            from srh_assess.store.clinical import ClinicalStore

            self._store = store = ClinicalStore.open(opened, self.clock)
            self._looks = Looks(store, opened.me.id, self.clock)
            self._looks.came(opened.me.roles)
        elif came.is_news(written, opened.me.id, self.clock.now()):
            leading.write(opened, came.CameIn(roles=opened.me.roles), self.clock.now())
            written = leading.entries(opened)
        self._opened = opened
        self._here = accounts_of(opened)
        self._take(written)
        if self.may("annotate_charts") and any(isinstance(e.fact, CourseHeld) for e in written):
            from srh_assess.workflow import annotating

            with suppress(UserError):  # figures that cannot be written stop nobody from coming in
                annotating.take_courses(opened, self.clock)

    def _unlock(self, name: str, passphrase: str) -> Opened:
        return home.unlock(self.folder, name, passphrase, self.clock, training=self.training)

    def recover(self, key: str, name: str, passphrase: str) -> Recovered:
        """With the printed recovery key: a new passphrase for this account, and a new key in
        the place of the one that was used. Nobody is signed in afterwards."""
        opened = home.unlock_with_recovery_key(self.folder, key, self.clock)
        return people.recover(opened, name, passphrase, self.clock.now())

    def confirm(self, passphrase: str) -> None:
        """Refused unless this is the passphrase of who is signed in: for a signature."""
        self._unlock(self._signed_in().me.name, passphrase)

    def lock(self) -> None:
        """Closes the record and drops the keys. Nothing is lost: every answer is on disk. Whoever
        has chosen a short number comes back with it for a while (``sit_down_again``)."""
        if self._opened is not None and self._away.holds:
            self._away.leave(timedelta(minutes=self.protocol.settings["pin_minutes"].value))
        store, self._store = self._store, None
        self._opened, self._looks = None, None
        outgoing.sweep(self.folder)
        if store is not None:
            try:
                _count(store, self.advised, self.clock.now())
            finally:
                store.close()

    def sign_out(self) -> None:
        """Closes the record; only a passphrase leads in again."""
        self.lock()
        self._away.forget()

    @property
    def away(self) -> Account | None:
        """Who may come back to this desk with a short number now."""
        return self._away.who() if self._opened is None else None

    def sit_down_again(self, pin: str) -> None:
        """Opens again what was locked a short while ago, to the same person."""
        self._come_in(self._away.back(pin))

    def choose_pin(self, passphrase: str, pin: str) -> None:
        """Another short number of one's own; without one, none. Refused without the passphrase:
        a passer-by must not leave a way back."""
        opened = self._signed_in()
        self.need("change_own_passphrase")
        if pin:
            pins.check(pin)
        self.confirm(passphrase)
        people.choose_pin(opened, pin, self.clock.now())
        self._away.ready(opened)
        self._read_again()

    @property
    def has_pin(self) -> bool:
        """Whether who is signed in has chosen a short number."""
        return pins.wrapped(self._signed_in()) is not None

    @property
    def idle(self) -> timedelta:
        """Untouched for so long, the window locks by itself."""
        return timedelta(minutes=self.protocol.settings["idle_lock_minutes"].value)

    @property
    def me(self) -> Account | None:
        """Who is signed in."""
        return self._opened.me if self._opened else None

    @property
    def reads_records(self) -> bool:
        """Whether who is signed in may open a woman's record."""
        return self._store is not None

    @property
    def kind(self) -> Kind | None:
        """Whether this home is live, synthetic or for training; none before sign-in."""
        return self._opened.kind if self._opened else None

    # -- the ward ------------------------------------------------------------------------

    def admit(self, who: Identity, stay: Stay) -> str:
        """Begins a stay and gives the admission's id."""
        self.need("assess")
        store = self._clinical()
        admission = store.new_admission_id()
        admissions.admit(
            store, admission, who, stay, author=self._signed_in().me.id, clock=self.clock
        )
        return admission

    def correct(
        self,
        admission: str,
        who: Identity,
        stay: Stay,
        reason: str,
        came_under: str | None = None,
    ) -> None:
        """Corrects identity or stay beside the old words."""
        store = self._clinical()
        admissions.correct(
            store,
            self._looked(admission, "record", duty="assess"),
            who,
            stay,
            reason,
            author=self._signed_in().me.id,
            clock=self.clock,
            came_under=came_under,
        )

    def record(self, admission: str, *, duty: str = OPEN, beside: str = "") -> Record:
        """The record as it stands on disk. ``duty`` is the action for which it is opened, where
        that is not the care of a woman on the ward; ``beside`` the stay of a woman on the ward
        whose earlier stay this is."""
        return self._looked(admission, "record", duty=duty, beside=beside)

    def said_wrong(self, admission: str) -> tuple[str, ...]:
        """What she says is wrong in her record, word for word, the oldest first."""
        return tuple(one.fact.words for one in self.record(admission).for_her.statements)

    def file_apart(self, file: str, *, duty: str) -> Record:
        """A file that is about no woman, as it stands on disk; empty where there is none yet."""
        self.need(duty)
        return self._clinical().record(file)

    def holding(self, *kinds: str, duty: str) -> tuple[str, ...]:
        """Every admission, past ones too, and every file of its own, that holds an entry of one
        of these kinds."""
        self.need(duty)
        return self._clinical().holding(*kinds)

    def session(self, admission: str, *, begin: bool = True, duty: str = "") -> Session:
        """A sitting on this assessment: the open one, or a new one. Without ``begin`` no new
        one is opened: for letters after the talk, and for looking."""
        from srh_assess.workflow.session import Session

        duty = duty or ("assess" if begin else OPEN)
        record = self._looked(admission, "talk" if begin else "overview", duty=duty)
        store, me = self._clinical(), self._signed_in().me
        session = Session(
            store,
            self.protocol,
            record,
            author=me.id,
            author_name=me.display,
            clock=self.clock,
            young_people=self.unit is not None and self.unit.young_people,
            need=lambda action: self.need(action or duty),
        )
        if begin:
            if session.record.ended is not None and session.record.open_sitting is None:
                raise Refused("stay-ended")
            session.begin()
        return session

    def may_be_old(self, before: datetime) -> tuple[Record, ...]:
        """Records whose stay ended before this moment, and those whose disposal somebody has
        asked for."""
        self.need("see_keeping")
        store = self._clinical()
        asked = store.holding("disposal_proposed")
        return tuple(
            store.record(one) for one in dict.fromkeys((*store.ended_before(before), *asked))
        )

    def disposals_asked(self) -> tuple[Record, ...]:
        """Records whose disposal was asked for once, whatever became of it."""
        self.need("see_keeping")
        store = self._clinical()
        return tuple(store.record(one) for one in store.holding("disposal_proposed"))

    def keep_fact(self, record: Record, fact: AnyFact, *, duty: str) -> None:
        """Appends one fact outside a sitting. What stands against it is asked by the room that
        calls."""
        self.need(duty)
        with self._clinical().transaction(record, self._signed_in().me.id) as transaction:
            transaction.add(fact)

    def entries(self, admission: str, *, duty: str = OPEN, beside: str = "") -> tuple[Entry, ...]:
        """Every entry of one admission, oldest first. ``beside``: the stay of a woman on the
        ward whose earlier stay this is."""
        self._looked(admission, "entries", duty=duty, beside=beside)
        return tuple(self._clinical().entries(admission))

    def gone(self, admission: str) -> bool:
        """Whether this record was lawfully destroyed."""
        return self._clinical().disposed(admission)

    def voices_about(self, admission: str) -> tuple[Record, ...]:
        """The files of what was said outside the ward about one stay, for its disposal: when,
        whether it is done with; nobody is shown a word of it."""
        self.need("see_keeping")
        store = self._clinical()
        found = (store.record(file) for file in store.holding("voice"))
        return tuple(
            one for one in found
            if any(kept.fact.about == admission for kept in one.decided.voices.values())
        )  # fmt: skip

    def dispose(self, certificate: Disposed) -> None:
        """Destroys the key of a record, and those of what goes with it. ``workflow.disposal``
        asks whether that is lawful."""
        self.need("agree_disposal")
        self._clinical().dispose(certificate, self._signed_in().me.id)

    def talk_locked(self, record: Record) -> bool:
        """Whether conversation, decisions and letters are closed for her age."""
        young = self.unit is not None and self.unit.young_people
        now = self.clock.now()
        return admissions.talk_locked(self.protocol, record, now, young_people=young)

    def account_of(self, author: str) -> Account | None:
        """The account behind an author's id; none when nobody has that id."""
        known = {account.id: account for account in accounts_of(self._signed_in())}
        return known.get(author)

    def name_of(self, author: str) -> str:
        """The name behind an author's id, for a signature line."""
        account = self.account_of(author)
        return account.display if account else ""

    # -- figures -------------------------------------------------------------------------

    def summary(self, wish: Wish, steps: Steps | None = None) -> Summary:
        """The manager's summary, to look at."""
        from srh_assess.workflow import summing

        return summing.look(self._signed_in(), self.protocol, self.clock, wish, steps)

    def save_summary(self, wish: Wish, out: Out, steps: Steps | None = None) -> Summary:
        """The same into a file; what leaves the ward goes through the ledger first."""
        from srh_assess.workflow import summing

        opened = self._signed_in()
        return summing.to_file(opened, self.protocol, self.clock, wish, out, steps)

    @property
    def opened(self) -> Opened:
        """Who is signed in, for rooms whose workflow asks the roles itself."""
        return self._signed_in()

    def advice_totals(self, first: str, last: str) -> Mapping[str, int]:
        """How often advice on words was kept, and how often it was followed, in these months."""
        return advising.totals(self._signed_in(), first, last)

    # -- what is open --------------------------------------------------------------------

    def _clinical(self) -> ClinicalStore:
        self._signed_in()
        if self._store is None:
            raise Refused("no-clinical-key")
        return self._store


def _count(store: ClinicalStore, advised: advising.Advised, now: datetime) -> None:
    """The figures follow the record. A fault there stops nobody from locking: what was not
    counted is counted at the next lock."""
    from srh_assess.workflow import figure_rows

    with suppress(UserError):
        figure_rows.bring_up(store.opened, store, now, most=figure_rows.AT_A_LOCK)
        advised.put_down(store.opened, now)
