"""A synthetic home out of one number: same seed, same women, stays, ids, times and words.

``drill`` is one ward whose twelve women stand in every state a ward board knows, with past stays
behind them; ``trust`` is six wards over years with planted stories for the figures; ``load`` is
many stays of sixty wards, a thousand of them in full: the oldest, and those of the sixty women who
are here now, all on the home's own ward. Marked synthetic for good, with one account a role.

Only keys and the accounts' own ids are drawn anew each time, because a key that follows from a
seed is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment.facts import Identity, Stay
from srh_assess.clock import LONDON, Clock, SetClock, as_utc, local
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
from srh_assess.workflow import figure_rows
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.invented import arrivals, care, people, stories, turns, voices
from srh_assess.workflow.invented.anchors import anchors, one_of
from srh_assess.workflow.invented.arrivals import A_DAY, MONTH, Visit
from srh_assess.workflow.invented.light import light
from srh_assess.workflow.invented.path import days_of, in_full, walked
from srh_assess.workflow.invented.rota import Rota
from srh_assess.workflow.invented.stage import NURSE, Played, Stage
from srh_assess.workflow.self_test import UNIT

Profile = Literal["drill", "trust", "load"]
MOST = 500_000
PASSPHRASE = "every woman here is invented"
IN_FULL = 1_000
HERE = 60
"""Beds of the ward of a load, and so many of its stays at most go on."""
TOGETHER = 500
WARDS = {"drill": 1, "trust": 6, "load": 60}
_FIRST_DAY = date(2026, 1, 5)
_DAYS = 240

PEOPLE = {
    "admin": "Frances Lindqvist",
    "nurse": NURSE,
    "lead": "Imogen Achterberg",
    "clinician": "Tomasz Brandl",
    "care_team": "Dilys Pomfret",
    "reviewer": "Noor Hallam",
    "records": "Edda Castellane",
    "manager": "Piers Oyelaran",
    "trainer": "Winifred Sato",
}
"""One account a role; the account's name is the role."""
ASKER = "clinician"
"""Who asks how it was: nobody of her own team."""


class Made(Struct, frozen=True, kw_only=True):
    """What was made, in lines to print."""

    lines: tuple[str, ...]


def simulate(
    folder: Path,
    count: int,
    seed: int,
    protocol: Protocol,
    *,
    profile: Profile = "trust",
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
    _set_up(folder, protocol, clock, passphrase, cost)
    opened = home.unlock(folder, "nurse", passphrase, clock)
    store = ClinicalStore.open(opened, clock)
    try:
        asker = next(one.id for one in accounts_of(opened) if one.name == ASKER)
        played = plays(protocol, opened.me.id, count, seed, profile, at, asker=asker)
        _write(store, played, at)
        on_ward = len(store.board())
        entries = store.head.number
    finally:
        store.close()
    return Made(lines=_said(count, seed, profile, at, passphrase, on_ward, entries))


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


def plays(
    protocol: Protocol,
    author: str,
    count: int,
    seed: int,
    profile: Profile,
    at: datetime,
    *,
    asker: str,
) -> Iterator[Played]:
    """Every stay, played: its record and its entries, by its beginning; then what colleagues say
    once a year. ``asker`` asks the women how it was."""
    troupe = _Troupe(protocol, author, seed, at, asker)
    if profile == "drill":
        return troupe.drill(count)
    return troupe.trust(count) if profile == "trust" else troupe.load(count)


class _Troupe:
    """Plays the stays of one seed."""

    def __init__(
        self, protocol: Protocol, author: str, seed: int, at: datetime, asker: str
    ) -> None:
        self.protocol, self.author, self.seed, self.at = protocol, author, seed, at
        self.asker = asker
        self._born_before = at.date()
        self._rotas: dict[int, Rota] = {}

    def _draw(self, *what: object) -> Random:
        return Random(" ".join(str(part) for part in (self.seed, *what)))

    def _who(self, place: int) -> Identity:
        return people.woman(self._draw("woman", place), place, self._born_before)

    def _rota(self, ward: int) -> Rota:
        return self._rotas.setdefault(ward, Rota(self._draw("rota", ward)))

    def _visits(self, count: int, profile: Profile) -> tuple[list[Visit], int]:
        planted = anchors().planted
        nobody = (planted.closed_ward, planted.closed_month - 1) if profile == "trust" else None

        def closed(ward: int, day: int) -> bool:
            return (ward, day * A_DAY // MONTH) == nobody or self._rota(ward).closed(day)

        found = arrivals.visits(self._draw("visits"), count, WARDS[profile], closed)
        span = found[-1].begins + 180
        self._born_before = (self.at - timedelta(minutes=span)).date()
        return found, span

    def _stay(self, visit: Visit, draw: Random, begins: datetime) -> Stay:
        words = anchors().words
        return Stay(
            admitted=begins,
            ward=arrivals.ward_name(visit.ward),
            room=str(visit.bed),
            legal_status=one_of(draw, anchors().section.shares),
            named_nurse=one_of(self._draw("nurse", visit.place, visit.bed), words.nurses),
            language=one_of(draw, words.languages),
            ethnic=one_of(self._draw("ethnic", visit.place), anchors().ethnic.london),
        )

    # -- a ward in every state -------------------------------------------------------------

    def drill(self, count: int) -> Iterator[Played]:
        """The past first, then the ward as it stands."""
        here = min(count, len(stories.DRILL))
        if count > here:
            found, span = self._visits(count - here, "drill")
            over = self.at - timedelta(days=14) - timedelta(minutes=span)
            for place, visit in enumerate(found):
                begins = over + timedelta(minutes=visit.begins)
                ends = min(over + timedelta(minutes=visit.ends), self.at - timedelta(days=13))
                yield self._past(visit, place, begins, ends, 0.42)
        for place in range(here):
            yield self._on_ward(place, count + place)

    def _on_ward(self, place: int, number: int) -> Played:
        story, hours = stories.DRILL[place]
        draw = self._draw("drill", place)
        who = self._who(number)
        first, second = stories.NAMESAKES
        if place == second:
            namesake = self._who(number - second + first)
            who = replace(who, family=namesake.family, given=namesake.given)
        begins = self.at - timedelta(hours=hours)
        visit = Visit(place=number, ward=0, bed=place + 1, begins=0, ends=0)
        return self._stands(who, self._stay(visit, draw, begins), draw, story, hours)

    def _stands(
        self, who: Identity, came: Stay, draw: Random, story: stories.Story, hours: float
    ) -> Played:
        """A woman who is here, at the point to which her story comes."""
        stage = Stage(self.protocol, draw, self.author, who, came)
        stage.wait(min(hours / 4, 1.5))
        story(stage)
        return stage.record, stage.journal.written

    # -- wards over years ------------------------------------------------------------------

    def trust(self, count: int) -> Iterator[Played]:
        """Six wards, with the planted stories that the anchors name."""
        found, span = self._visits(count, "trust")
        planted, odd = anchors().planted, self._odd_month(found, span)
        for place, visit in enumerate(found):
            begins, ends = self._times(visit, span)
            share = stories.assessed_share(visit)
            if ends is None and visit.ward == planted.backlog_ward:
                yield self._backlog(visit, place, begins)
            else:
                yield self._past(visit, place, begins, ends, share, odd.get(place, {}))
        first = self.at - timedelta(minutes=span)
        yield from voices.colleagues(
            self.protocol, self._draw("colleagues"), self.author, first, self.at
        )

    def _odd_month(self, found: list[Visit], span: int) -> dict[int, dict[str, str]]:
        """Who came in one month of the calendar, by place: all of one legal status but the first,
        so that the month without them is she alone, and the only one of her ethnic category."""
        planted, start = anchors().planted, self.at - timedelta(minutes=span)
        months = [_month(self._times(visit, span)[0]) - _month(start) for visit in found]
        odd = [place for place, month in enumerate(months) if month == planted.odd_month]
        lone = {"legal_status": "Other", "ethnic": planted.odd_ethnic}
        return {place: lone if place == odd[0] else {"legal_status": "Section 3"} for place in odd}

    def _times(self, visit: Visit, span: int) -> tuple[datetime, datetime | None]:
        start = self.at - timedelta(minutes=span)
        ends = start + timedelta(minutes=visit.ends) if visit.ends < span else None
        return start + timedelta(minutes=visit.begins), ends

    def _past(
        self,
        visit: Visit,
        place: int,
        begins: datetime,
        ends: datetime | None,
        share: float,
        planted: Mapping[str, str] | None = None,
    ) -> Played:
        """A stay that is over, or goes on; assessed with a chance when there was time for it."""
        draw = self._draw("stay", place)
        came = self._stay(visit, draw, begins)
        came = replace(came, **(planted or {}))
        stage = Stage(self.protocol, draw, self.author, self._who(visit.place), came)
        until = ends or self.at
        if until - begins > timedelta(hours=12):
            turn, rota = self._draw("turns", place), self._rota(visit.ward)
            found = self._draw("days", place)
            days = days_of(found, visit, begins, until, rota, over=ends is not None)
            walked(stage, draw, days, share) if share < 1 else in_full(stage, draw, days)
            turns.distress(stage, turn)
            care.follow(stage, draw, until)
            voices.hear(stage, draw, self.asker, PEOPLE[ASKER])
            if not planted:
                turns.section(stage, turn, until)
        if ends is not None:
            stage.until(ends)
            stage.go_home()
            care.look_after(stage, draw, self.at)
        return stage.record, stage.journal.written

    def _backlog(self, visit: Visit, place: int, begins: datetime) -> Played:
        """On this ward every talk was put off."""
        draw = self._draw("stay", place)
        came = self._stay(visit, draw, begins)
        stage = Stage(self.protocol, draw, self.author, self._who(visit.place), came)
        stage.wait(min(4, (self.at - begins) / timedelta(hours=2)))
        stories.not_now(stage)
        return stage.record, stage.journal.written

    # -- many ------------------------------------------------------------------------------

    def load(self, count: int) -> Iterator[Played]:
        """A thousand in full, the rest short; the newest sixty who are still there are on the
        home's own ward, in every state, and the others have gone by now."""
        found, span = self._visits(count, "load")
        here = [place for place, visit in enumerate(found) if visit.ends >= span][-HERE:]
        beds = {place: bed for bed, place in enumerate(here, 1)}
        for place, visit in enumerate(found):
            begins, ends = self._times(visit, span)
            if place in beds:
                yield self._here(visit, place, begins, beds[place], count)
            elif place < IN_FULL - len(here):
                yield self._past(visit, place, begins, ends or self.at, 1.0)
            else:
                draw = self._draw("stay", place)
                came = self._stay(visit, draw, begins)
                who = self._who(visit.place)
                yield light(self.protocol, draw, self.author, who, came, ends or self.at)

    def _here(self, visit: Visit, place: int, begins: datetime, bed: int, count: int) -> Played:
        """A woman on the ward of a load. Her story says since when; where that is before she
        would have come, she is somebody who was never here."""
        story, hours = stories.DRILL[(bed - 1) % len(stories.DRILL)]
        draw = self._draw("here", place)
        since = self.at - timedelta(hours=hours) - timedelta(minutes=int(draw.random() * 60))
        number = visit.place if since >= begins else count + bed
        came = self._stay(replace(visit, ward=0, bed=bed), draw, since)
        return self._stands(self._who(number), came, draw, story, hours)


def _month(moment: datetime) -> int:
    day = local(moment)
    return day.year * 12 + day.month


# -- the home ---------------------------------------------------------------------------------


def _set_up(
    folder: Path, protocol: Protocol, clock: Clock, passphrase: str, cost: Cost | None
) -> None:
    accounts = {
        role: NewAccount(name=role, display=name, roles=(role,), passphrase=passphrase)
        for role, name in PEOPLE.items()
    }
    desk = Desk(folder, protocol, clock, cost=cost)
    desk.set_up(UNIT, accounts.pop("admin"), accounts.pop("nurse"), kind="synthetic")
    opened = home.unlock(folder, "nurse", passphrase, clock)
    for account in accounts.values():
        add_account(opened, account)


def _write(store: ClinicalStore, played: Iterator[Played], at: datetime) -> None:
    """The journal, and the figures beside it while each stay is at hand."""
    opened, shape = store.opened, figure_rows.shape(settings().counting)
    with figures(opened, make=True) as kept:
        while batch := list(islice(played, TOGETHER)):
            with store.together():
                for record, entries in batch:
                    store.take_in(record, entries)
            rows = (figure_rows.row_of(opened, entries) for _, entries in batch)
            state = State(number=store.head.number, shape=shape, at=at)
            kept.write([row for row in rows if row is not None], (), state)


def _said(
    count: int, seed: int, profile: str, at: datetime, passphrase: str, on_ward: int, entries: int
) -> tuple[str, ...]:
    from srh_assess.assessment.identity import clinical_moment

    return (
        f"Synthetic home, profile {profile}, seed {seed}: {counted(count, 'stay')},"
        f" {counted(on_ward, 'woman', 'women')} on the ward,"
        f" {counted(entries, 'entry', 'entries')}. It stands at {clinical_moment(at)}.",
        f"Every account has the passphrase: {passphrase}",
        *(f"  {role}: {name}" for role, name in PEOPLE.items()),
    )
