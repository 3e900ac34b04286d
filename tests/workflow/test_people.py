"""Accounts: who may do what with them, what is kept of it, and getting in when all is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from srh_assess.clock import SetClock
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.store import home, pins, typed
from srh_assess.workflow import ledger_words, people, synthetic
from srh_assess.workflow.account_facts import AccountActed
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.people import NewAccount, Person
from tests.refusing import refused
from tests.workflow.homes import CHEAP

NOW = datetime(2026, 7, 14, 13, tzinfo=UTC)
WORDS = "four plain words here"
NEW = "teapot river cloud lamp"
CLEO = NewAccount(name="cleo", display="Cleo Nwosu", roles=("nurse",), passphrase=NEW)


@pytest.fixture(scope="module")
def protocol() -> Protocol:
    return load()


class Ward:
    """A synthetic home and its recovery key."""

    def __init__(self, folder: Path, protocol: Protocol) -> None:
        self.desk = Desk(folder, protocol, SetClock(NOW), cost=CHEAP)
        admin, nurse, *_ = synthetic.people(WORDS)
        self.key = self.desk.set_up(synthetic.UNIT, admin, nurse, kind="synthetic")

    def as_(self, name: str, words: str = WORDS) -> Desk:
        self.desk.sign_in(name, words)
        return self.desk

    def person(self, name: str) -> Person:
        return next(one for one in self.desk.people if one.name == name)

    def acts(self) -> list[tuple[str, str]]:
        names = {one.id: one.name for one in self.desk.people}
        facts = [entry.fact for entry in self.desk.ledger]
        return [(f.act, names[f.account]) for f in facts if isinstance(f, AccountActed)]


@pytest.fixture
def ward(tmp_path: Path, protocol: Protocol) -> Iterator[Ward]:
    made = Ward(tmp_path / "home", protocol)
    yield made
    made.desk.lock()


# --- an admin, and a colleague who holds the key ----------------------------------------------


def test_an_account_waits_until_a_colleague_with_the_key_completes_it(ward: Ward) -> None:
    made = ward.as_(synthetic.ADMIN).add_account(CLEO)
    assert ward.person("cleo").status == "waiting"
    assert refused(lambda: ward.desk.complete_account(made.id)) == "role-may-not"
    assert not ward.as_("cleo", NEW).reads_records
    ward.as_(synthetic.NURSE).complete_account(made.id)
    assert ward.as_("cleo", NEW).reads_records
    assert ward.acts() == [("opened", "cleo"), ("completed", "cleo")]
    assert {one.me for one in ward.desk.people if one.name == "cleo"} == {True}


def test_only_an_admin_opens_renews_changes_and_removes(ward: Ward) -> None:
    admin = ward.as_(synthetic.ADMIN).add_account(CLEO)
    desk = ward.as_(synthetic.NURSE)
    for act in (
        lambda: desk.add_account(CLEO),
        lambda: desk.renew_account(admin.id, NEW),
        lambda: desk.change_roles(admin.id, ("trainer",)),
        lambda: desk.remove_account(admin.id),
        lambda: desk.change_wards(admin.id, "Rowan"),
    ):
        assert refused(act) == "role-may-not"
    assert ward.acts() == [("opened", "cleo")]


@pytest.mark.parametrize(
    "roles",
    [("reviewer", "nurse"), ("clinician", "reviewer"), ("manager", "nurse", "trainer")],
)
def test_what_takes_two_accounts_is_refused_on_one(ward: Ward, roles: tuple[str, ...]) -> None:
    desk = ward.as_(synthetic.ADMIN)
    new = NewAccount(name="x", display="X Y", roles=roles, passphrase=NEW)
    assert refused(lambda: desk.add_account(new)) == "roles-apart"
    made = desk.add_account(CLEO)
    assert refused(lambda: desk.change_roles(made.id, roles)) == "roles-apart"


@pytest.mark.parametrize("roles", [("manager", "clinician"), ("admin", "lead"), ("reviewer",)])
def test_other_roles_add_up(ward: Ward, roles: tuple[str, ...]) -> None:
    desk = ward.as_(synthetic.ADMIN)
    new = NewAccount(name="x", display="X Y", roles=roles, passphrase=NEW)
    assert desk.add_account(new).roles == roles


def test_an_easy_passphrase_is_refused_at_every_door(ward: Ward, tmp_path: Path) -> None:
    desk, easy = ward.as_(synthetic.ADMIN), "Password 2026!!"
    new = NewAccount(name="x", display="X Y", roles=("trainer",), passphrase=easy)
    assert refused(lambda: desk.add_account(new)) == "passphrase-common"
    nurse = ward.person(synthetic.NURSE)
    assert refused(lambda: desk.renew_account(nurse.id, easy)) == "passphrase-common"
    assert refused(lambda: desk.change_own_passphrase(WORDS, easy)) == "passphrase-common"
    assert refused(lambda: desk.recover(ward.key, "ruth", easy)) == "passphrase-common"
    other = Desk(tmp_path / "other", desk.shipped, SetClock(NOW), cost=CHEAP)
    admin, nurse_new, *_ = synthetic.people(easy)
    assert refused(lambda: other.set_up(synthetic.UNIT, admin, nurse_new)) == "passphrase-common"
    assert not other.exists


def test_other_roles_take_keys_away_and_ask_for_new_ones(ward: Ward) -> None:
    desk = ward.as_(synthetic.ADMIN)
    nurse = ward.person(synthetic.NURSE)
    assert desk.change_roles(nurse.id, ("trainer",)).status == "active"
    assert not ward.as_(synthetic.NURSE).reads_records
    ward.as_(synthetic.ADMIN).change_roles(nurse.id, ("nurse",))
    assert ward.person(synthetic.NURSE).status == "waiting"
    assert ward.acts() == [("roles", "ruth"), ("roles", "ruth")]


def test_on_which_wards_somebody_works_is_kept_with_the_account(ward: Ward) -> None:
    desk = ward.as_(synthetic.ADMIN)
    made, mine = desk.add_account(CLEO), ward.person(synthetic.ADMIN)
    desk.change_wards(made.id, " Rowan  Ward, , ROWAN, Aspen")
    assert ward.person("cleo").wards == ("Rowan Ward", "Aspen")
    desk.renew_account(made.id, NEW)
    assert ward.person("cleo").wards == ("Rowan Ward", "Aspen")
    assert refused(lambda: desk.change_wards(mine.id, "Rowan")) == "account-own"
    said = [one.lines for one in ledger_words.said(desk.ledger, desk.shipped, desk.name_of)]
    assert (
        "Cleo Nwosu: its wards were changed",
        "Roles: nurse",
        "Works on: Rowan Ward, Aspen",
    ) in (said)
    desk.remove_account(made.id)
    assert refused(lambda: desk.change_wards(made.id, "")) == "account-left"


def test_who_has_left_cannot_sign_in_and_the_last_admin_stays(ward: Ward) -> None:
    desk = ward.as_(synthetic.ADMIN)
    nurse, admin = ward.person(synthetic.NURSE), ward.person(synthetic.ADMIN)
    desk.remove_account(nurse.id)
    assert [one.name for one in desk.people] == [synthetic.ADMIN, synthetic.NURSE]
    assert desk.people[-1].status == "left"
    assert refused(lambda: desk.change_roles(nurse.id, ("nurse",))) == "account-left"
    for act in (
        lambda: desk.remove_account(admin.id),
        lambda: desk.change_roles(admin.id, ("lead",)),
        lambda: desk.renew_account(admin.id, NEW),
    ):
        assert refused(act) == "account-own"
    assert refused(lambda: ward.as_(synthetic.NURSE)) == "sign-in-wrong"


# --- one's own ---------------------------------------------------------------------------------


def test_a_change_of_ones_own_passphrase(ward: Ward) -> None:
    desk = ward.as_(synthetic.NURSE)
    assert refused(lambda: desk.change_own_passphrase(WORDS, WORDS)) == "passphrase-same"
    assert refused(lambda: desk.change_own_passphrase("another one", NEW)) == "passphrase-wrong"
    desk.change_own_passphrase(WORDS, NEW)
    assert refused(lambda: ward.as_(synthetic.NURSE)) == "sign-in-wrong"
    assert ward.as_(synthetic.NURSE, NEW).reads_records
    assert ward.acts() == [("passphrase", "ruth")]


# --- when all is lost --------------------------------------------------------------------------


def test_the_recovery_key_renews_one_account_and_is_replaced(ward: Ward) -> None:
    found = ward.desk.recover(ward.key, " RUTH ", NEW)
    assert found.name == synthetic.NURSE
    assert found.recovery_key not in repr(found)
    assert ward.as_(synthetic.NURSE, NEW).reads_records
    assert ward.acts() == [("renewed", "ruth"), ("recovery", "ruth")]
    assert refused(lambda: ward.desk.recover(ward.key, "ruth", WORDS)) == "recovery-wrong"
    again = ward.desk.recover(found.recovery_key, synthetic.ADMIN, NEW)
    assert again.recovery_key != found.recovery_key


def test_a_name_nobody_has_is_told_only_to_who_holds_the_key(ward: Ward) -> None:
    assert refused(lambda: ward.desk.recover(ward.key, "nobody", NEW)) == "account-unknown-name"
    opened = home.unlock(ward.desk.folder, synthetic.ADMIN, WORDS, ward.desk.clock)
    assert refused(lambda: people.recover(opened, "ruth", NEW, NOW)) == "recovery-only"


def test_someone_who_has_left_is_not_brought_back_by_the_key(ward: Ward) -> None:
    desk = ward.as_(synthetic.ADMIN)
    desk.remove_account(ward.person(synthetic.NURSE).id)
    assert refused(lambda: desk.recover(ward.key, "ruth", NEW)) == "account-unknown-name"


@pytest.mark.parametrize("act", ["complete", "renew", "roles", "remove"])
def test_an_id_that_no_account_has_is_said(ward: Ward, act: str) -> None:
    desk = ward.as_(synthetic.ADMIN if act != "complete" else synthetic.NURSE)
    acts: dict[str, Callable[[], object]] = {
        "complete": lambda: desk.complete_account("0" * 32),
        "renew": lambda: desk.renew_account("0" * 32, NEW),
        "roles": lambda: desk.change_roles("0" * 32, ("nurse",)),
        "remove": lambda: desk.remove_account("0" * 32),
    }
    assert refused(acts[act]) == "account-unknown"


def test_nothing_of_a_leaver_stays_that_only_the_leaver_could_open(ward: Ward) -> None:
    desk = ward.desk
    nurse = home.unlock(desk.folder, synthetic.NURSE, WORDS, desk.clock)
    pins.keep(nurse, "482913")
    typed.keep(nurse, b"half a sentence")
    assert len(list(desk.folder.glob(f"*-{nurse.me.id}"))) == 2
    ward.as_(synthetic.ADMIN).remove_account(nurse.me.id)
    assert not list(desk.folder.glob(f"*-{nurse.me.id}"))
