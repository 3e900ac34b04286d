"""Stays for tests of the figures: the published programme as rows, and random ones."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from msgspec.structs import replace

from srh_assess.assessment.counted import Counted, Dated, Heard, Kept, Method, Removal, Shared

DAY = date(2025, 1, 15)


def programme(n: int, assessed: int, seen: int, begun: int, met: int) -> tuple[Counted, ...]:
    """``n`` stays of which so many were assessed, had a need and an appointment, and so on."""
    return tuple(
        Counted(
            stay=f"s{at}",
            admitted=DAY + timedelta(days=at % 28),
            ended=DAY + timedelta(days=40),
            hours=500,
            offered=DAY + timedelta(days=at % 28) if at < assessed else None,
            assessed=DAY + timedelta(days=at % 28 + 2) if at < assessed else None,
            needs=(Kept(need="N01", met=DAY if at < met else None),) if at < seen else (),
            attended=at < seen,
            begun=at < begun,
            all_met=at < met,
            stress_asked=at < assessed,
        )
        for at in range(n)
    )


def random_stays(seed: int, count: int, months: int = 12) -> tuple[Counted, ...]:
    """Stays in which everything happens with chances of their own."""
    draw = Random(seed)
    chances = [draw.random() ** draw.choice((1, 3)) for _ in range(12)]

    def yes(at: int) -> bool:
        return draw.random() < chances[at]

    of_harm = Random(f"harm {seed}")
    often = [of_harm.random() ** 2 for _ in range(7)]
    stays = (_random(draw, at, months, yes) for at in range(count))
    return tuple(_with_harm(of_harm, often, stay) for stay in stays)


def _with_harm(draw: Random, often: list[float], stay: Counted) -> Counted:
    """What of harm a stay had, often more than once."""

    def times(at: int) -> int:
        return draw.randrange(1, 4) if draw.random() < often[at] else 0

    samples, consents, findings, pressed = times(0), times(1) + 1, times(2), times(5)
    stay = replace(
        stay,
        samples=samples,
        results_told=draw.randrange(samples + 1),
        consents=consents,
        consents_no=draw.randrange(consents + 1) if draw.random() < often[1] else 0,
        findings=findings,
        findings_lacks=draw.randrange(findings + 1),
        without_consent=times(3),
        overrides=times(4),
        felt_pressed=pressed,
        harms=pressed + stay.distress + times(6),
    )
    return _with_more(Random(f"more {stay.stay} {stay.admitted} {stay.hours}"), often, stay)


def _with_more(draw: Random, often: list[float], stay: Counted) -> Counted:
    """What follows of it: results that wait, findings looked at again, methods."""
    waiting = stay.samples - stay.results_told
    unseen = draw.randrange(waiting + 1)
    lacks = stay.findings_lacks
    again = draw.randrange(lacks + 1)
    kinds = ("pill", "implant", "condoms")
    methods = [
        Method(kind, draw.choice((None, 5, 200)))
        for kind in kinds
        if stay.begun and draw.random() < often[1]
    ]
    shares = tuple(
        Shared(draw.choice(("court", "danger_to_life", "danger_to_life", "child_harm")),
               told=draw.random() < 0.5, police=draw.random() < 0.2)
        for _ in range(stay.overrides)
    )  # fmt: skip
    emergencies = sum(one.ground == "danger_to_life" for one in shares)
    talks = draw.randrange(3)
    stay = replace(
        stay,
        shared=shares,
        emergencies=emergencies,
        looks_late=draw.randrange(emergencies + 1),
        removal=Removal(stay.admitted, 3 if stay.begun and draw.random() < 0.8 else None)
        if draw.random() < often[0]
        else None,
        talks_seen=talks,
        talks_sedated=draw.randrange(talks + 1) if draw.random() < often[2] else 0,
    )
    return replace(
        stay,
        taken_long=draw.randrange(unseen, stay.samples + 1),
        unseen_long=unseen,
        back_long=stay.results_told + waiting - unseen,
        untold_long=waiting - unseen,
        findings_done=draw.randrange(lacks, stay.findings + 1),
        looked_again=again,
        reversed=draw.randrange(again + 1),
        methods=tuple(methods),
    )


def _random(draw: Random, at: int, months: int, yes) -> Counted:
    month = draw.randrange(months)
    day = date(2025 + month // 12, month % 12 + 1, draw.randrange(1, 28))
    assessed, begun = yes(1), yes(3)
    needs = tuple(
        Kept(need=f"N0{n}", met=day if draw.random() < chances_met(draw) else None)
        for n in range(draw.randrange(1, 4) if yes(2) else 0)
    )
    left = yes(5)
    return Counted(
        stay=f"s{at}",
        admitted=day,
        ended=day + timedelta(days=draw.randrange(1, 60)) if yes(11) else None,
        hours=draw.randrange(2, 900),
        offered=day + timedelta(days=1) if assessed or yes(0) else None,
        assessed=day + timedelta(days=2) if assessed else None,
        needs=needs,
        all_met=bool(needs) and all(need.met for need in needs),
        begun=begun,
        attended=yes(4),
        accepted=yes(4),
        left_open=left,
        taken_over=left and yes(6),
        barriers=(Dated(day, draw.choice(("acuity", "declined_topic", "no_private_room"))),)
        if not assessed and yes(7)
        else (),
        stress_asked=assessed and yes(8),
        distress=assessed and yes(9),
        ended_early=draw.randrange(3) if yes(9) else 0,
        minutes=draw.randrange(5, 60) if assessed else None,
        out_of_hours=draw.random() < 0.3 if assessed else None,
        events=(Dated(day, "withdrawn"),) if yes(9) else (),
        voice=Heard(1, 1, int(yes(10))) if yes(10) else Heard(),
        others=(Dated(day, "asked"), Dated(day, "answered")) if yes(10) else (),
        age=draw.choice(("18-24", "25-34", "35-49", "50+", "99")),
        language=draw.choice(("english", "english", "english", "other")),
        section=draw.choice(("2", "3", "3", "other", "informal")),
    )


def chances_met(draw: Random) -> float:
    return draw.choice((0.1, 0.5, 0.9))
