"""The part of the desk that follows the lead's ledger: the protocol as this unit uses it,
whether its content is approved, and what a lead changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from srh_assess.clock import Clock, local
from srh_assess.errors import Refused
from srh_assess.protocol.model import Protocol
from srh_assess.protocol.review import Dated, past_review
from srh_assess.store import keys
from srh_assess.store.membership import accounts_of
from srh_assess.store.opened import Opened
from srh_assess.workflow import leading, people, roles, typed
from srh_assess.workflow.backup_facts import BackupsPlanned
from srh_assess.workflow.came import CameIn
from srh_assess.workflow.leading import Approved, SettingRow, Written
from srh_assess.workflow.people import Account, NewAccount, Person
from srh_assess.workflow.training_facts import CourseHeld
from srh_assess.workflow.typed import Typed
from srh_assess.workflow.unit import Unit
from srh_assess.workflow.voice_facts import VoiceAnswered, VoiceSealed

if TYPE_CHECKING:  # slow to load, and not needed to sign in
    from srh_assess.store.backup import Contents
    from srh_assess.workflow.backup_plan import Found
    from srh_assess.workflow.rehearsal import Rehearsal, Told
    from srh_assess.workflow.steps import Steps
    from srh_assess.workflow.verify import Report

_SEALED = b"said for the reviewers"


class Led:
    """Follows one ledger. The desk is one of these, and signs people in. ``followers`` are
    called after every change of it, so that what is shown never stays behind."""

    def __init__(self, protocol: Protocol | Callable[[], Protocol], clock: Clock) -> None:
        self.clock = clock
        self._shipped = protocol
        self._opened: Opened | None = None
        self.followers: list[Callable[[], None]] = []
        self._take(())

    def _signed_in(self) -> Opened:
        if self._opened is None:
            raise Refused("not-signed-in")
        return self._opened

    def _take(self, written: tuple[Written, ...]) -> None:
        """Follows what the ledger says now."""
        self._written = written
        self._standing = leading.standing(written)
        self._applied: Protocol | None = None

    def keep_led(self, fact: CourseHeld) -> None:
        """An entry of the ledger that is no lead's. What stands against it is asked by the room
        that calls."""
        opened = self._signed_in()
        leading.write(opened, fact, self.clock.now())
        self._take(leading.entries(opened))

    def keep_sealed(self, fact: VoiceSealed | VoiceAnswered) -> None:
        """An entry whose words only the reviewers open. It names nobody."""
        opened = self._signed_in()
        leading.write(opened, fact, self.clock.now(), nameless=True)
        self._take(leading.entries(opened))

    def sealed_for(self, role: str, body: bytes) -> dict[str, bytes]:
        """This, sealed to each account that holds the role and has not left."""
        return {
            account.id: keys.seal_for(account.public, body, _SEALED)
            for account in accounts_of(self._signed_in())
            if role in account.roles and account.status != "left"
        }

    def unsealed(self, sealed: bytes) -> bytes | None:
        """What was sealed to who is signed in; none when it was for another."""
        return keys.unseal_own(self._signed_in().private, sealed, _SEALED)

    # -- what is typed and not handed over ---------------------------------------------------

    @property
    def typed(self) -> Typed | None:
        """What who is signed in has left typed; none when nothing is."""
        return typed.kept(self._signed_in())

    def keep_typed(self, what: Typed | None) -> None:
        """Keeps it on the disk, for this account alone; nothing takes it away."""
        opened = self._signed_in()
        if what is None:
            typed.forget(opened)
        else:
            typed.keep(opened, what)

    # -- what the roles allow --------------------------------------------------------------

    def may(self, action: str) -> bool:
        """Whether who is signed in may do this; nobody may anything before sign-in."""
        return self._opened is not None and roles.allowed(self._opened.me.roles, action)

    def need(self, action: str) -> None:
        """Refuses what the roles of who is signed in do not allow."""
        roles.refuse(self._signed_in().me.roles, action)

    # -- what stands ---------------------------------------------------------------------

    @property
    def shipped(self) -> Protocol:
        """The protocol as it was shipped; where only a way to load it was given, it is loaded
        at its first use."""
        if not isinstance(self._shipped, Protocol):
            self._shipped = self._shipped()
        return self._shipped

    @property
    def protocol(self) -> Protocol:
        """The protocol as this unit uses it, with its own numbers and places once somebody has
        signed in."""
        if self._applied is None:
            self._applied = leading.applied(self.shipped, self._standing)
        return self._applied

    @property
    def unit(self) -> Unit | None:
        """The unit's names and numbers; none before somebody has signed in."""
        return self._standing.unit

    @property
    def ward_names(self) -> tuple[str, ...]:
        """What this ward was called, and at last what it is called: a stay keeps the name it
        began under."""
        units = (
            one.fact.unit for one in self._written if isinstance(one.fact, leading.UnitChanged)
        )
        return tuple(unit.ward for unit in units) or ("",)

    @property
    def logo(self) -> bytes:
        """The picture on letters, as PNG; empty where the unit has none."""
        return self._standing.logo

    @property
    def ledger(self) -> tuple[Written, ...]:
        """Every approval and every change of what is the unit's own, oldest first."""
        return tuple(one for one in self._written if not isinstance(one.fact, CameIn))

    @property
    def approval(self) -> Approved | None:
        """The approval of the very content in use; none when nobody has approved it, and
        before somebody has signed in: then the content is not even loaded."""
        if not self._standing.approvals:
            return None
        return leading.approval(self._standing, self.shipped.content_hash)

    @property
    def approved(self) -> bool:
        """Whether a named lead has approved the content in use."""
        return self.approval is not None

    def approved_at(self, moment: datetime) -> bool:
        """Whether the content in use was approved at that moment: a letter that was agreed
        before the approval still says what it said then."""
        then = leading.standing(entry for entry in self._written if entry.at <= moment)
        return leading.approval(then, self.shipped.content_hash) is not None

    @property
    def overdue_content(self) -> tuple[Dated, ...]:
        """Every row of the content past the date at which it has to be looked at again."""
        return past_review(self.protocol, local(self.clock.now()).date())

    @property
    def settings(self) -> tuple[SettingRow, ...]:
        """What a lead may change, each with the shipped value and what was changed so far."""
        return leading.setting_rows(self.shipped, self._written)

    # -- what a lead does ----------------------------------------------------------------

    def approve(
        self,
        *,
        content_hash: str,
        name: str,
        role: str,
        registration: str,
        on: date | None = None,
        lived_experience: str = "",
    ) -> None:
        """Records who signed the handbook of this content, and when."""
        signed = Approved(
            version=self.shipped.version,
            content_hash=content_hash,
            name=name.strip(),
            role=role.strip(),
            registration=registration.strip(),
            on=on or local(self.clock.now()).date(),
            lived_experience=lived_experience.strip(),
        )
        leading.approve(self._signed_in(), self.shipped, self.clock.now(), signed)
        self._read_again()

    def withdraw_approval(self, reason: str) -> None:
        """Takes the approval of the content in use back."""
        leading.withdraw(self._signed_in(), self.shipped, self.clock.now(), reason)
        self._read_again()

    def change_setting(self, id: str, value: float | None, reason: str) -> None:
        """Sets a number of the unit's own; without a value the shipped one stands again."""
        now = self.clock.now()
        leading.change_setting(self._signed_in(), self.shipped, now, id, value, reason)
        self._read_again()

    def change_unit(self, unit: Unit, reason: str = "") -> None:
        """Keeps other names, numbers and places of the unit."""
        leading.change_unit(self._signed_in(), self.shipped, self.clock.now(), unit, reason)
        self._read_again()

    def change_logo(self, raw: bytes, reason: str = "") -> None:
        """Keeps another picture for letters, checked and made small; without one, none."""
        leading.change_logo(self._signed_in(), self.clock.now(), raw, reason)
        self._read_again()

    def rehearse(self, new: Protocol, told: Told) -> Rehearsal:
        """What another version would find otherwise in the records here. Writes nothing; refused
        to an account that may not read them."""
        from srh_assess.workflow import rehearsal

        applied = leading.applied(new, self._standing)
        return rehearsal.over(self._signed_in(), self.protocol, applied, told)

    # -- accounts ------------------------------------------------------------------------

    @property
    def people(self) -> tuple[Person, ...]:
        """Every account of this computer."""
        self.need("see_accounts")
        return people.everybody(self._signed_in())

    def add_account(self, new: NewAccount) -> Account:
        """Opens an account; one that needs a key not held here waits."""
        return self._acted(people.add(self._signed_in(), new, self.clock.now()))

    def complete_account(self, account: str) -> Account:
        """Hands a waiting account its keys."""
        return self._acted(people.complete(self._signed_in(), account, self.clock.now()))

    def renew_account(self, account: str, passphrase: str) -> Account:
        """A new passphrase for a colleague who has forgotten hers."""
        now = self.clock.now()
        return self._acted(people.renew(self._signed_in(), account, passphrase, now))

    def change_roles(self, account: str, held: tuple[str, ...]) -> Account:
        """Other roles for an account."""
        now = self.clock.now()
        return self._acted(people.change_roles(self._signed_in(), account, held, now))

    def change_wards(self, account: str, words: str) -> Account:
        """The wards that an account works on, where that is not this one."""
        now = self.clock.now()
        return self._acted(people.change_wards(self._signed_in(), account, words, now))

    def remove_account(self, account: str) -> Account:
        """Somebody has left."""
        return self._acted(people.remove(self._signed_in(), account, self.clock.now()))

    def change_own_passphrase(self, old: str, new: str) -> None:
        """Another passphrase of one's own."""
        people.change_own(self._signed_in(), old, new, self.clock)
        self._read_again()

    # -- backups -------------------------------------------------------------------------

    @property
    def backups_planned(self) -> BackupsPlanned:
        """Where backups go and how often."""
        from srh_assess.workflow import backup_plan

        return backup_plan.plan(self._written)

    def plan_backups(self, planned: BackupsPlanned) -> None:
        """Another folder, or more or fewer hours."""
        from srh_assess.workflow import backup_plan

        backup_plan.change(self._signed_in(), planned, self.clock.now())
        self._read_again()

    def backups(self) -> tuple[Found, ...]:
        """Every backup in the folder of the plan, the newest first."""
        self.need("see_backups")
        from srh_assess.workflow import backup_plan

        return backup_plan.listed(
            backup_plan.folder(self._signed_in().folder, self.backups_planned)
        )

    def backup_by_itself(self) -> Callable[[], Contents] | None:
        """The work of a backup, when one is due and this account holds the key; nothing when
        not. It may run beside the window, and ends also when the window locks meanwhile."""
        from srh_assess.workflow import backup_plan

        opened = self._signed_in()
        if opened.keys.clinical is None or not self.may("make_backup"):
            return None
        mine = backup_plan.of_home(self.backups(), opened.home)
        newest = max((held.made for held in mine), default=None)
        if not backup_plan.due(self.backups_planned, newest, self.clock.now()):
            return None
        return self.backup_now()

    def backup_now(self) -> Callable[[], Contents]:
        """The work of a backup, whether or not one is due."""
        from srh_assess.workflow import backup_plan

        self.need("make_backup")
        opened, planned, clock = self._signed_in(), self.backups_planned, self.clock
        return lambda: backup_plan.make(opened, planned, clock)

    def check_record(self) -> Callable[[Steps], Report]:
        """The work of proving the whole record. It may run beside the window."""
        from srh_assess.workflow import verify

        self.need("prove_record")
        opened, protocol = self._signed_in(), self.protocol
        return lambda steps: verify.checked(opened, protocol, steps)

    def try_restore(self, name: str, passphrase: str) -> int:
        """Tries a backup of the plan's folder without touching the record; how many entries
        were read. Refuses one in which something does not fit."""
        from srh_assess.workflow import backup_plan

        self.need("make_backup")
        opened = self._signed_in()
        file = backup_plan.folder(opened.folder, self.backups_planned) / name
        return backup_plan.try_out(opened, file, passphrase, self.clock)

    def _acted(self, account: Account) -> Account:
        self._read_again()
        return account

    def _read_again(self) -> None:
        self._take(leading.entries(self._signed_in()))
        for told in self.followers:
            told()
