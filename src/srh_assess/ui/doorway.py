"""Getting in and out: set-up, the recovery key, sign-in, and why the record may stay closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from srh_assess.clock import Clock
from srh_assess.errors import StoreFault, UserError
from srh_assess.ui.ask import Way
from srh_assess.ui.coming_back import ComingBack
from srh_assess.ui.door_words import (
    DAMAGED,
    FORGOTTEN,
    NEWER,
    OTHER_KEY,
    THIS_LOGIN,
    overdue,
)
from srh_assess.ui.frame import ALONE
from srh_assess.ui.pages.sign_in import ClosedPage, SignInPage
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.widgets.edges import NOT_APPROVED
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow import place

if TYPE_CHECKING:  # slow to load, and the first page needs neither
    from srh_assess.workflow.desk import Desk
    from srh_assess.workflow.people import Recovered

    MakeDesk = Callable[[Path], Desk]


class Doorway(Owner):
    """Drives the window until somebody has signed in, and again when it is locked.

    ``inside`` is called then, with the desk. ``folder`` is none until set-up has named one.
    """

    screen = "sign_in"

    def __init__(
        self,
        window: Window,
        clock: Clock,
        *,
        make_desk: MakeDesk,
        folder: Path | None,
        suggested: Path,
    ) -> None:
        self._window, self._clock = window, clock
        self._version = place.content_version()
        self._make_desk, self._suggested = make_desk, suggested
        self._folder = folder
        self._desk: Desk | None = None
        self.inside: Callable[[Desk], None] = _nothing
        self._page: ShellPage | None = None
        window.lock_wanted.connect(self.lock)
        window.work.slow.connect(self._slow)
        self._coming_back = ComingBack(
            window,
            show=self.show,
            sign_in=self.show_sign_in,
            inside=lambda desk: self._signed_in(desk.me.name if desk.me is not None else ""),
        )

    @property
    def desk(self) -> Desk | None:
        """The desk of the home, where there is one; made when it is first asked for."""
        if self._desk is None and self._folder is not None:
            self._desk = self._desk_for(self._folder)
        return self._desk

    @property
    def folder(self) -> Path | None:
        """Where the record lies; none until set-up has named a folder."""
        return self._folder

    @property
    def made(self) -> Desk | None:
        """The same, but none when nobody has asked for it: then nobody is signed in."""
        return self._desk

    def _desk_for(self, folder: Path) -> Desk:
        """A desk whose every approval and change is seen on the edges of the window at once."""
        desk = self._make_desk(folder)
        desk.followers.append(self._ledger_changed)
        return desk

    # ---- which page

    def open(self) -> None:
        """The first page of a start."""
        self._say_foot("")
        if self._folder is None or not place.exists(self._folder):
            self._show_set_up()
            return
        fault = place.trouble(self._folder)
        if fault is not None:
            self._show_closed(fault)
        else:
            self.show_sign_in()

    def show_sign_in(self, again: str = "") -> None:
        """Asks for name and passphrase; ``again`` says why it asks once more."""
        assert self._folder is not None
        door = place.door(self._folder)
        page = SignInPage(self._window.theme, ward=door.ward, name=door.name, again=again)
        page.sign_in.connect(self._sign_in)
        page.forgotten.connect(self._forgotten)
        page.restore.connect(self._restore)
        page.training.connect(partial(self._window.training_wanted.emit, False))
        self.show(page, "sign_in")

    def show(self, page: ShellPage, screen: str, *, form: bool = False) -> None:
        """A page before anybody has signed in."""
        self._page, self.screen = page, screen
        self._window.own(self)
        self._window.show_page(page, FORM if form else ALONE)
        if page.first_field is not page.heading:
            self._window.focus_on(page.first_field)

    def _say_foot(self, ward: str) -> None:
        approved = self._desk is not None and self._desk.approved
        approval = "" if approved else NOT_APPROVED
        self._window.footer.say(f"Protocol {self._version}", approval, ward)
        self._say_review()

    def _say_review(self) -> None:
        """Content past its review date is said above everything, once somebody has signed in."""
        desk = self._desk
        rows = desk.overdue_content if desk is not None and desk.me is not None else ()
        self._window.review.say(overdue(len(rows), rows[0].review_by) if rows else "")

    def _ledger_changed(self) -> None:
        """An approval or a change of the unit's own: the edges say it at once."""
        desk = self._desk
        if desk is None or desk.unit is None:
            return
        place.leave_at_door(desk.folder, place.door_of(desk, place.door(desk.folder).name))
        self._say_foot(desk.unit.ward)

    # ---- set-up

    def _show_set_up(self) -> None:
        from srh_assess.ui.pages.set_up import SetUpPage

        asked = self._suggested if self._folder is None else None
        page = SetUpPage(self._window.theme, self._window.ask, folder=asked)
        page.wanted.connect(self._set_up)
        page.training.connect(partial(self._window.training_wanted.emit, False))
        self.show(page, "set_up", form=True)
        self._window.actions_bar.offer("Make the record", back=False)

    def _set_up(self, wanted: object) -> None:
        from srh_assess.ui.pages.set_up import Wanted

        assert isinstance(wanted, Wanted)

        def make() -> tuple[Desk, str, bool]:
            folder = wanted.folder or self._folder
            assert folder is not None
            place.refuse(folder)
            desk = self._desk_for(folder)
            key = desk.set_up(wanted.unit, wanted.first, wanted.nurse)
            place.leave_at_door(folder, place.Door(ward=wanted.unit.ward, name=wanted.nurse.name))
            found = wanted.folder is None or place.remember(wanted.folder)
            return desk, key, found

        self._window.work.run(make, self._made, self._refused)

    def _made(self, made: tuple[Desk, str, bool]) -> None:
        from srh_assess.ui.pages.recovery_key import RecoveryKeyPage

        self._desk, key, found = made
        self._folder = self._desk.folder
        ward = place.door(self._folder).ward
        page = RecoveryKeyPage(
            self._window.theme, self._window.ask, key, ward, note="" if found else THIS_LOGIN
        )
        page.done.connect(self._key_kept)
        self.show(page, "recovery_key", form=True)
        self._window.actions_bar.offer("I have kept it", back=False)

    def _key_kept(self) -> None:
        self.show_sign_in("The record is made. Sign in with one of the two names")

    def go_back(self) -> None:
        """From the recovery key, or from the backups, to the first page."""
        if self.screen in ("recovery", "restore") and not self._window.work.busy:
            self.open()

    def go_on(self) -> None:
        """Continue on set-up and on the recovery key."""
        if self._window.work.busy:
            return
        if self._page is not None and self._window.page is self._page:
            self._page.apply()

    # ---- signing in

    def _sign_in(self, name: str, passphrase: str) -> None:
        desk, page = self.desk, self._page
        assert desk is not None
        assert isinstance(page, SignInPage)
        page.begin()

        def enter() -> None:
            desk.sign_in(name, passphrase)
            _ = desk.protocol  # loaded here, beside the window, at its first use

        self._window.work.run(enter, lambda _: self._signed_in(name), self._refused)

    def _signed_in(self, name: str) -> None:
        desk = self.desk
        assert desk is not None
        assert desk.me is not None
        place.leave_at_door(desk.folder, place.door_of(desk, name))
        self._window.signed_in = desk.me.display
        self._window.idle.begin(desk.idle)
        self._say_foot(desk.unit.ward if desk.unit is not None else "")
        self.inside(desk)

    def _refused(self, fault: Exception) -> None:
        """A wrong passphrase stands beside the field; a record that cannot be opened takes
        the form's place. What is no fault of the person's goes on to be reported."""
        from srh_assess.ui.pages.set_up import SetUpPage

        if not isinstance(fault, UserError):
            raise fault
        page = self._page
        closed = fault.code in NEWER | DAMAGED or fault.code == "home-in-use"
        if isinstance(fault, StoreFault) and closed and isinstance(page, SignInPage):
            self._show_closed(fault)
        elif isinstance(page, SignInPage | SetUpPage):
            page.refuse(fault)

    def _slow(self) -> None:
        from srh_assess.ui.pages.set_up import SetUpPage

        page = self._page  # others have slow work, too, once somebody is inside
        if page is self._window.page and isinstance(page, SignInPage | SetUpPage):
            page.slow()

    def _forgotten(self) -> None:
        ways = (Way("ok", "Ask a colleague", safe=True), Way("key", "Use the recovery key"))
        if self._window.ask.ways("Forgotten the passphrase?", ways, FORGOTTEN) == "key":
            self._show_recovery()

    def _show_recovery(self) -> None:
        from srh_assess.ui.pages.account_forms import RecoveryPage

        assert self.desk is not None
        page = RecoveryPage(self._window.theme, place.door(self.desk.folder).name)
        page.wanted.connect(self._recover)
        self.show(page, "recovery", form=True)
        self._window.actions_bar.offer("Set the passphrase")

    def _recover(self, key: str, name: str, passphrase: str) -> None:
        desk = self.desk
        assert desk is not None
        self._window.work.run(
            lambda: desk.recover(key, name, passphrase), self._recovered, self._not_recovered
        )

    def _recovered(self, found: Recovered) -> None:
        """The old key has been seen by somebody: another one takes its place."""
        from srh_assess.ui.pages.recovery_key import RecoveryKeyPage

        assert self.desk is not None
        ward = place.door(self.desk.folder).ward
        page = RecoveryKeyPage(
            self._window.theme, self._window.ask, found.recovery_key, ward, note=OTHER_KEY
        )
        page.done.connect(self._other_key_kept)
        self.show(page, "recovery_key", form=True)
        self._window.actions_bar.offer("I have kept it", back=False)

    def _not_recovered(self, fault: Exception) -> None:
        from srh_assess.ui.pages.account_forms import RecoveryPage

        if not isinstance(fault, UserError) or not isinstance(self._page, RecoveryPage):
            raise fault
        self._page.refuse(fault)

    def _other_key_kept(self) -> None:
        self.show_sign_in("Sign in with the new passphrase")

    # ---- the record cannot be opened

    def _show_closed(self, fault: UserError) -> None:
        if fault.code in DAMAGED:
            act, does = "Restore a backup", self._restore
        elif fault.code in NEWER:
            act, does = "Close the program", self._close
        else:
            act, does = "Try again", self._try_again
        page = ClosedPage(self._window.theme, fault, act)
        page.pressed.connect(does)
        self.show(page, "sign_in")
        self._window.focus_on(page.button)

    def _close(self) -> None:
        self._window.close()

    def _try_again(self) -> None:
        """Lets the other copy know that somebody waits, and asks for the passphrase again."""
        assert self.desk is not None
        place.ask_to_give_way(self.desk.folder)
        self.open()

    def _restore(self) -> None:
        """The backups there are, with what each holds; then what opens the chosen one."""
        from srh_assess.ui.pages.restore import RestorePage

        desk = self.desk
        assert desk is not None
        page = RestorePage(
            self._window.theme,
            self._window.ask,
            place.backups(desk.folder),
            place.door(desk.folder).name,
            desk.folder,
        )
        page.wanted.connect(self._bring_back)
        self.show(page, "restore", form=True)
        self._window.actions_bar.offer("Restore it")

    def _bring_back(self, wanted: object) -> None:
        from srh_assess.ui.pages.restore import Chosen

        assert isinstance(wanted, Chosen)
        desk = self.desk
        assert desk is not None
        clock = self._clock
        self._window.actions_bar.note.say("Proving the backup before anything is touched")
        self._window.work.run(
            lambda: place.restore_backup(
                wanted.backup.file, desk.folder, wanted.name, wanted.secret, clock,
                recovery_key=wanted.recovery_key,
            ),
            self._restored,
            self._not_restored,
        )  # fmt: skip

    def _restored(self, said: str) -> None:
        self.show_sign_in(said)

    def _not_restored(self, fault: Exception) -> None:
        from srh_assess.ui.pages.restore import RestorePage

        if not isinstance(fault, UserError) or not isinstance(self._page, RestorePage):
            raise fault
        self._window.actions_bar.note.say("")
        self._page.refuse(fault)

    # ---- out again

    def lock(self) -> None:
        """Drops the keys, and asks for a passphrase."""
        desk = self._desk
        if desk is None or desk.me is None:
            return
        who = desk.me.display
        desk.lock()
        self._leave()
        if not self._coming_back.ask(desk):
            self.show_sign_in(f"Locked by {who}. Everything is kept")

    def sign_out(self) -> None:
        """Drops the keys; the next person begins at the board."""
        assert self.desk is not None
        self._window.typing.look()
        self._window.typing.rest()
        self.desk.sign_out()
        self._leave()
        self.show_sign_in()

    def _leave(self) -> None:
        self._window.signed_in = ""
        self._window.work.forget()  # what comes back now would be shown at a locked window
        self._window.idle.rest()
        self._window.uncover_for_lock()
        self._say_foot(place.door(self._folder).ward if self._folder is not None else "")


def _nothing(_: Desk) -> None:
    """Nobody waits inside yet."""
