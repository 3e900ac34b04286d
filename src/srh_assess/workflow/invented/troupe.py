"""The women of one seed, stay by stay: a ward in every state, wards over years, or many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from random import Random

from msgspec.structs import replace

from srh_assess.assessment.facts import Identity, Stay
from srh_assess.clock import local
from srh_assess.protocol.model import Protocol
from srh_assess.workflow.invented import (
    arrivals,
    care,
    chart,
    emergencies,
    people,
    stories,
    turns,
    voices,
)  # fmt: skip
from srh_assess.workflow.invented.anchors import anchors, one_of
from srh_assess.workflow.invented.arrivals import Run, Visit
from srh_assess.workflow.invented.light import light
from srh_assess.workflow.invented.path import days_of, in_full, walked
from srh_assess.workflow.invented.rota import Rota
from srh_assess.workflow.invented.setting import Setting
from srh_assess.workflow.invented.stage import NURSE, Played, Stage

IN_FULL = 1_000
HERE = 60
"""Beds of the ward of a load, and so many of its stays at most go on."""
WARDS = {"drill": 1, "trust": 6, "load": 60}

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
ASKER, REVIEWER = "clinician", "reviewer"
"""Who asks how it was, and who looks back: nobody of her own team."""


def plays(
    protocol: Protocol,
    author: str,
    count: int,
    seed: int,
    setting: Setting,
    at: datetime,
    *,
    asker: str,
    reviewer: str,
) -> Iterator[Played]:
    """Every stay, played: its record and its entries, by its beginning; then what colleagues say
    once a year, and complaints. ``asker`` asks the women how it was, ``reviewer`` looks back at
    what was shared without agreement."""
    troupe = _Troupe(protocol, author, seed, at, (asker, reviewer), setting)
    if setting.profile == "drill":
        return troupe.drill(count)
    return troupe.trust(count) if setting.profile == "trust" else troupe.load(count)


def first_day(
    protocol: Protocol, count: int, seed: int, setting: Setting, at: datetime
) -> datetime:
    """When the past of a drill's ward begins."""
    return _Troupe(protocol, "", seed, at, ("", ""), setting).first_day(count)


class _Troupe:
    """Plays the stays of one seed."""

    def __init__(
        self,
        protocol: Protocol,
        author: str,
        seed: int,
        at: datetime,
        others: tuple[str, str],
        setting: Setting,
    ) -> None:
        self.protocol, self.author, self.seed, self.at = protocol, author, seed, at
        self.asker, self.reviewer = others
        self.setting = setting
        self._born_before = at.date()
        self._rotas: dict[int, Rota] = {}

    def _draw(self, *what: object) -> Random:
        return Random(" ".join(str(part) for part in (self.seed, *what)))

    def _who(self, place: int) -> Identity:
        return people.woman(self._draw("woman", place), place, self._born_before)

    def _rota(self, ward: int) -> Rota:
        return self._rotas.setdefault(ward, Rota(self._draw("rota", ward)))

    def _visits(self, count: int) -> tuple[list[Visit], int]:
        planted, profile = anchors().planted, self.setting.profile
        one = 0 if profile == "drill" and self.setting.stories else None
        shut = planted.closed_ward if profile == "trust" else one
        nobody = range(planted.closed_from_day, planted.closed_from_day + planted.closed_days)

        def closed(ward: int, day: int) -> bool:
            return (ward == shut and day in nobody) or self._rota(ward).closed(day)

        run = Run(
            count=count, wards=WARDS[profile], closed=closed, setting=self.setting,
            queue=profile != "load",
        )  # fmt: skip
        found = arrivals.visits(self._draw("visits"), run)
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
            ethnic=one_of(self._draw("ethnic", visit.place), self.setting.origins),
        )

    # -- a ward in every state -------------------------------------------------------------

    def drill(self, count: int) -> Iterator[Played]:
        """The past first, then the ward as it stands."""
        here = min(count, len(stories.DRILL))
        if count > here:
            yield from self._before(count - here)
        for place in range(here):
            yield self._on_ward(place, count + place)

    def _before(self, count: int) -> Iterator[Played]:
        """The stays that are over; with the stories of one ward where they are asked for."""
        found, span = self._visits(count)
        first = self._first(span)
        times = [first + timedelta(minutes=visit.begins) for visit in found]
        months = [_month(begins) - _month(first) for begins in times]
        planted = self.setting.stories
        odd = _odd_month(months) if planted else {}
        for place, (visit, begins) in enumerate(zip(found, times, strict=True)):
            ends = min(first + timedelta(minutes=visit.ends), self.at - timedelta(days=13))
            usual = anchors().assessed.after
            share = stories.assessed_share(months[place]) if planted else usual
            yield self._past(visit, place, begins, ends, share, odd.get(place, {}))

    def _first(self, span: int) -> datetime:
        return self.at - timedelta(days=14) - timedelta(minutes=span)

    def first_day(self, count: int) -> datetime:
        """When the past of a drill's ward begins: its months are counted from there."""
        _, span = self._visits(count - min(count, len(stories.DRILL)))
        return self._first(span)

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
        found, span = self._visits(count)
        planted, months = anchors().planted, self._months(found, span)
        odd = _odd_month(months)
        for place, visit in enumerate(found):
            begins, ends = self._times(visit, span)
            share = stories.assessed_share(months[place])
            if ends is None and visit.ward == planted.backlog_ward:
                yield self._backlog(visit, place, begins)
            else:
                yield self._past(visit, place, begins, ends, share, odd.get(place, {}))
        first = self.at - timedelta(minutes=span)
        yield from voices.colleagues(
            self.protocol, self._draw("colleagues"), self.author, first, self.at
        )
        yield from voices.complaints(self._draw("complaints"), self.author, first, self.at)

    def _months(self, found: list[Visit], span: int) -> list[int]:
        """In which whole month of the calendar each begins; 0 is the part of one before."""
        first = _month(self.at - timedelta(minutes=span))
        return [_month(self._times(visit, span)[0]) - first for visit in found]

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
            beside = self._draw("beside", place)
            days = replace(days, talk=self._talk(visit, found, beside, came.language))
            if share < 1:
                share *= self.setting.access(came.ethnic)
                walked(stage, draw, days, share, self.setting)
            else:
                in_full(stage, draw, days)
            turns.distress(stage, turn)
            care.follow(stage, draw, until, self.setting.met_share, beside)
            turns.harms(stage, turn)
            voices.hear(stage, draw, self.asker, PEOPLE[ASKER])
            emergencies.play(stage, self._draw("danger", place), until, self.reviewer)
            if not planted:
                turns.section(stage, turn, until)
        if ends is not None:
            stage.until(ends)
            over = self._draw("over", place).random() < anchors().care.taken_over
            stage.go_home(taken_over=over)
            care.look_after(stage, draw, self.at)
        return stage.record, stage.journal.written

    def _talk(self, visit: Visit, draw: Random, beside: Random, language: str) -> stories.Talk:
        """What stands of her talk besides what she says: some of it is hers in every stay."""
        hers, helped = self._draw("group", visit.place), self._draw("help", visit.place)
        return stories.Talk(
            helps=chart.adjustments(helped, beside, language),
            medicines=chart.medicines(hers, draw),
            sedated=beside.random() < anchors().harms.sedated,
            removal=beside.random() < anchors().methods.removal,
        )

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
        found, span = self._visits(count)
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


def _odd_month(months: list[int]) -> dict[int, dict[str, str]]:
    """Who came in one month, by place: all of one legal status but the first, so that the month
    without them is she alone, and the only one of her ethnic category."""
    planted = anchors().planted
    odd = [place for place, month in enumerate(months) if month == planted.odd_month]
    lone = {"legal_status": "Other", "ethnic": planted.odd_ethnic}
    return {place: lone if place == odd[0] else {"legal_status": "Section 3"} for place in odd}


def _month(moment: datetime) -> int:
    day = local(moment)
    return day.year * 12 + day.month
