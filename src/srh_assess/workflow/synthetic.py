"""A home for invented women: one account for each role, all with one passphrase, marked for good.

A synthetic home says so on every screen and letter, and its marking is sealed into its keys:
it can never become a live one.
"""

from __future__ import annotations

from collections.abc import Iterator

from srh_assess.store import home, membership
from srh_assess.store.accounts import NewAccount
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.unit import Unit

UNIT = Unit(
    trust="Northmoor Health Trust",
    ward="Willow Ward",
    phone="020 7946 0040",
    address=("Post Room, Northmoor Hospital", "1 Quay Street", "Northmoor NM4 2QS"),
    phones={"SRH": "020 7946 0018", "ED": "020 7946 0021"},
    names={"SRH": "Northmoor sexual and reproductive health in-reach clinic"},
    addresses={"SRH": ("Harbour House", "2 Quay Street", "Northmoor NM4 2QT")},
)
ADMIN, NURSE = "frances", "ruth"
PEOPLE = (
    (ADMIN, "Frances Lindqvist", ("admin", "lead")),
    (NURSE, "Ruth Adeyemi", ("nurse",)),
    ("miriam", "Miriam Osei", ("clinician",)),
    ("colette", "Colette Brandt", ("care_team",)),
    ("rosa", "Rosa Iyer", ("reviewer",)),
    ("dilys", "Dilys Hartley", ("records",)),
    ("harriet", "Harriet Quill", ("manager",)),
    ("teodora", "Teodora Marsh", ("trainer",)),
)
"""Name to sign in with, name that colleagues see, roles. All invented."""


def people(passphrase: str) -> tuple[NewAccount, ...]:
    """The accounts of a synthetic home."""
    return tuple(
        NewAccount(
            name=name,
            display=display,
            roles=roles,
            passphrase=passphrase,
            registration="99A0000E" if roles == ("nurse",) else "",
        )
        for name, display, roles in PEOPLE
    )


def make(desk: Desk, passphrase: str) -> Iterator[str]:
    """Makes the home of this desk, and says who can sign in."""
    admin, nurse, *others = people(passphrase)
    desk.set_up(UNIT, admin, nurse, kind="synthetic")
    opened = home.unlock(desk.folder, nurse.name, passphrase, desk.clock)
    yield f"{admin.name} ({', '.join(admin.roles)})"
    yield f"{nurse.name} ({', '.join(nurse.roles)})"
    for other in others:
        membership.add_account(opened, other)
        yield f"{other.name} ({', '.join(other.roles)})"
