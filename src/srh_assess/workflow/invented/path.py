"""A stay of figures, from its first day to a talk or to none: put off on a bad day, offered on a
better one, declined or held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random

from msgspec import Struct

from srh_assess.clock import LONDON, as_utc, local
from srh_assess.workflow.invented import offers, stories
from srh_assess.workflow.invented.acuity import colour, walk
from srh_assess.workflow.invented.anchors import anchors
from srh_assess.workflow.invented.arrivals import A_DAY, Visit
from srh_assess.workflow.invented.rota import Rota
from srh_assess.workflow.invented.setting import Setting
from srh_assess.workflow.invented.stage import Stage

_FROM_HOUR, _HOURS = 2, 6
_SHORT = 4
_DAY = timedelta(days=1)


class Days(Struct, frozen=True, kw_only=True):
    """The days of one stay: how unwell she is on each, and on which a talk can be.

    ``pace`` is below 1 in a stay that the moment of a drill cuts short: the same in less time.
    """

    begins: datetime
    ends: datetime
    pace: float
    first: int
    acuity: Sequence[float]
    rota: Rota
    talk: stories.Talk = stories.Talk()

    @property
    def open(self) -> list[int]:
        """The days on which a talk can be, from 0."""
        return offers.open_days(self.acuity, self.rota, self.first)

    def at(self, draw: Random, day: int) -> datetime:
        """A time of this day: mostly by daylight, and early enough in a short stay."""
        chance = draw.random()
        hours = (24 * day + _FROM_HOUR + chance * _HOURS) * self.pace
        at = self.begins + timedelta(minutes=round(hours * 60))
        if day == 0:
            return min(at, self.begins + (self.ends - self.begins) / _SHORT)
        daylight = _by_day(at, chance)
        return daylight if self.begins < daylight < self.ends else at

    def why_not(self, day: int) -> stories.WhyNot:
        """Why no talk can be on a day on which none can."""
        return self.rota.why_not(self.first + day) or "acuity"


def _by_day(at: datetime, chance: float) -> datetime:
    """The same day on the ward's clock, between its first hour for a talk and its last."""
    first, last = anchors().offer.hours
    minutes = round((first + chance * (last - first)) * 60)
    begins = datetime.combine(local(at).date(), time(minutes // 60, minutes % 60), LONDON)
    return as_utc(begins)


def days_of(
    draw: Random, visit: Visit, begins: datetime, ends: datetime, rota: Rota, *, over: bool
) -> Days:
    """The days of a visit between these moments; one that is not ``over`` goes on after them."""
    lasts = timedelta(minutes=visit.ends - visit.begins) if over else ends - begins
    return Days(
        begins=begins,
        ends=ends,
        pace=(ends - begins) / lasts,
        first=visit.begins // A_DAY,
        acuity=walk(draw, max(1, lasts // _DAY)),
        rota=rota,
    )


def walked(stage: Stage, draw: Random, days: Days, share: float, setting: Setting) -> None:
    """One stay, of which this share is assessed among many like it."""
    stands = offers.stands_for(share, setting)
    day = offers.offered_on(draw, stands, days.acuity, days.open)
    _put_off(stage, draw, days, len(days.acuity) if day is None else day)
    if day is None:
        return
    stage.until(days.at(draw, day))
    stage.know(days.talk.helps)
    path, settled = anchors().path, colour(days.acuity[day])
    if draw.random() < path.declined_first:
        stories.said_no(stage)
        if draw.random() >= path.later_yes or not offers.comes_again(day, len(days.acuity)):
            return
        stage.wait(path.again_hours * days.pace)
        stories.asked_again(stage)
        settled = "green"
    stories.held(stage, draw, settled, days.talk)


def in_full(stage: Stage, draw: Random, days: Days) -> None:
    """A stay that is assessed for sure, on the first day on which a talk can be."""
    stage.until(days.at(draw, next(iter(days.open), 0)))
    stage.know(days.talk.helps)
    stories.held(stage, draw, "green", days.talk)


def _put_off(stage: Stage, draw: Random, days: Days, before: int) -> None:
    """Where a day before the offer was no day for it, somebody may have written so."""
    bad = sorted(set(range(before)) - set(days.open))
    if bad and draw.random() < anchors().offer.put_off:
        stage.until(days.at(draw, bad[0]))
        stage.know(days.talk.helps)
        stories.put_off(stage, days.why_not(bad[0]))
