"""A synthetic home out of one number: same seed, same women, stays, ids, times and words.

``drill`` is one ward whose twelve women stand in every state a ward board knows, with past stays
behind them, and stories in the figures of these where they are asked for; ``trust`` is six wards
over years with planted stories for the figures; ``load`` is many stays of sixty wards, a thousand
of them in full: the oldest, and those of the sixty women who are here now, all on the home's own
ward. Marked synthetic for good, with one account a role.

Only keys and the accounts' own ids are drawn anew each time, because a key that follows from a
seed is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.clock import LONDON, SetClock, as_utc
from srh_assess.errors import BadInput
from srh_assess.measures.settings import settings
from srh_assess.protocol.model import Protocol
from srh_assess.saying import counted
from srh_assess.store import home
from srh_assess.store.accounts import NewAccount
from srh_assess.store.clinical import ClinicalStore
from srh_assess.store.figures import State, figures
from srh_assess.store.keys import Cost
from srh_assess.store.membership import accounts_of, add_account
from srh_assess.store.slots import Kind
from srh_assess.workflow import figure_rows
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.invented import advice
from srh_assess.workflow.invented.setting import USUAL, Setting
from srh_assess.workflow.invented.stage import Played
from srh_assess.workflow.invented.troupe import ASKER, PEOPLE, REVIEWER, plays
from srh_assess.workflow.self_test import UNIT
from srh_assess.workflow.unit import Unit

MOST = 500_000
PASSPHRASE = "every woman here is invented"
TOGETHER = 500
PLANTED_GAP = "with a planted gap in access"
"""What the trust of a set for practice with equity is called, beside its name."""
_FIRST_DAY = date(2026, 1, 5)
_DAYS = 240


class Made(Struct, frozen=True, kw_only=True):
    """What was made, in lines to print."""

    lines: tuple[str, ...]


def simulate(
    folder: Path,
    count: int,
    seed: int,
    protocol: Protocol,
    *,
    setting: Setting = USUAL,
    at: datetime | None = None,
    passphrase: str = PASSPHRASE,
    cost: Cost | None = None,
) -> Made:
    """Makes the home. Refuses a folder that holds one, and no stays or far too many. ``at`` is
    the moment the ward is shown at; without it the seed gives one."""
    if not 1 <= count <= MOST:
        raise BadInput("simulate-count", most=f"{MOST:,}")
    at = at or moment_of(seed)
    clock = SetClock(at)
    unit = replace(UNIT, trust=f"{UNIT.trust}, {PLANTED_GAP}") if setting.gap else UNIT
    settle(Desk(folder, protocol, clock, cost=cost), unit, passphrase, kind="synthetic")
    opened = home.unlock(folder, "nurse", passphrase, clock)
    store = ClinicalStore.open(opened, clock)
    try:
        ids = {one.name: one.id for one in accounts_of(opened)}
        played = plays(
            protocol, opened.me.id, count, seed, setting, at,
            asker=ids[ASKER], reviewer=ids[REVIEWER],
        )  # fmt: skip
        fill(store, played, at, Random(f"{seed} advice"))
        on_ward = len(store.board())
        entries = store.head.number
    finally:
        store.close()
    return Made(lines=_said(count, seed, setting, at, passphrase, on_ward, entries))


def moment_of(seed: int) -> datetime:
    """The moment at which the ward of a seed is shown: two in the afternoon of a day in 2026."""
    return as_utc(datetime.combine(_FIRST_DAY + timedelta(days=seed % _DAYS), time(14), LONDON))


def moment(text: str) -> datetime | None:
    """A moment as it is typed, on the ward's clock unless it says otherwise; none for nothing."""
    if not text:
        return None
    try:
        return as_utc(datetime.fromisoformat(text))
    except ValueError:
        raise BadInput("simulate-moment") from None


# -- the home ---------------------------------------------------------------------------------


def settle(desk: Desk, unit: Unit, passphrase: str, *, kind: Kind) -> None:
    """Makes the home of this desk, with one account for each role."""
    accounts = {
        role: NewAccount(name=role, display=name, roles=(role,), passphrase=passphrase)
        for role, name in PEOPLE.items()
    }
    desk.set_up(unit, accounts.pop("admin"), accounts.pop("nurse"), kind=kind)
    opened = home.unlock(desk.folder, "nurse", passphrase, desk.clock, training=desk.training)
    for account in accounts.values():
        add_account(opened, account)


def fill(store: ClinicalStore, played: Iterator[Played], at: datetime, draw: Random) -> None:
    """The journal, and the figures beside it while each stay is at hand; advice on words leaves
    totals, and nothing in a record."""
    opened, shape = store.opened, figure_rows.shape(settings().counting)
    with figures(opened, make=True) as kept:
        while batch := list(islice(played, TOGETHER)):
            with store.together():
                for record, entries in batch:
                    store.take_in(record, entries)
            rows = (figure_rows.row_of(opened, entries) for _, entries in batch)
            state = State(number=store.head.number, shape=shape, at=at)
            kept.write([row for row in rows if row is not None], (), state)
            for (month, what), number in advice.totals(draw, batch).items():
                kept.add(month, what, number)


def _said(
    count: int,
    seed: int,
    setting: Setting,
    at: datetime,
    passphrase: str,
    on_ward: int,
    entries: int,
) -> tuple[str, ...]:
    from srh_assess.assessment.identity import clinical_moment

    return (
        f"Synthetic home, profile {setting.profile}, seed {seed}: {counted(count, 'stay')},"
        f" {counted(on_ward, 'woman', 'women')} on the ward,"
        f" {counted(entries, 'entry', 'entries')}. It stands at {clinical_moment(at)}.",
        *(
            [f"It is a set for practice with equity: its trust is called {PLANTED_GAP}."]
            if setting.gap
            else []
        ),
        f"Every account has the passphrase: {passphrase}",
        *(f"  {role}: {name}" for role, name in PEOPLE.items()),
    )
