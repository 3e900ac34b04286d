"""How sure people feel, by topic, from 0 to 10: before, after, looking back, and eight weeks later.

For a group, never for a person: a middle value and the middle of the paired changes, and only
where eight people or more stand behind each. No test of chance, no comparison of groups. A person
is a code that she alone has; no name stands here, and nothing of a patient.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from statistics import median

from msgspec import Struct

from srh_assess.training.content import content
from srh_assess.training.waves import WAVES, Wave

__all__ = ["WAVES", "Wave"]
"""What a screen needs to name."""

WORDS: Mapping[Wave, str] = {
    "before": "Before the course",
    "after": "After the course",
    "looking_back": "Before the course, looking back",
    "eight_weeks": "Eight weeks later",
}
CHANGES: tuple[tuple[Wave, Wave], ...] = (
    ("before", "after"), ("looking_back", "after"), ("before", "eight_weeks"),
)  # fmt: skip
LOWEST, HIGHEST = 0, 10


class Told(Struct, frozen=True, kw_only=True):
    """What one person said in one wave: her code, and a number for each topic she answered."""

    person: str
    wave: Wave
    values: Mapping[str, int]


class Figure(Struct, frozen=True, kw_only=True):
    """One number of a group, or that there are too few people for it."""

    people: int
    middle: float | None


class Topic(Struct, frozen=True, kw_only=True):
    """One topic: the middle of each wave, and of each paired change."""

    id: str
    words: str
    waves: Mapping[Wave, Figure]
    changes: Mapping[tuple[Wave, Wave], Figure]


def topics(more: Collection[str] = ()) -> Mapping[str, str]:
    """The topics that are asked of everybody, and these besides, with the question of each."""
    asked = {*content().standard_topics, *more}
    return {topic: words for topic, words in content().topics.items() if topic in asked}


def besides() -> Mapping[str, str]:
    """What whoever opens a course may add."""
    standard = content().standard_topics
    return {topic: words for topic, words in content().topics.items() if topic not in standard}


def fits(values: Mapping[str, int], asked: Collection[str]) -> bool:
    """Whether these are answers: topics that were asked, each from 0 to 10, at least one."""
    return bool(values) and all(
        topic in asked and LOWEST <= value <= HIGHEST for topic, value in values.items()
    )


def figures(told: Iterable[Told], asked: Mapping[str, str]) -> tuple[Topic, ...]:
    """The figures of a group. What somebody said again in a wave takes the place of before."""
    newest = {(one.person, one.wave): one.values for one in told}
    return tuple(_topic(topic, words, newest) for topic, words in asked.items())


def _topic(topic: str, words: str, newest: Mapping[tuple[str, Wave], Mapping[str, int]]) -> Topic:
    by_wave: dict[Wave, dict[str, int]] = {wave: {} for wave in WAVES}
    for (person, wave), values in newest.items():
        if topic in values:
            by_wave[wave][person] = values[topic]
    changes = {
        (first, then): [
            by_wave[then][person] - value
            for person, value in by_wave[first].items()
            if person in by_wave[then]
        ]
        for first, then in CHANGES
    }
    return Topic(
        id=topic,
        words=words,
        waves={wave: _figure(values.values()) for wave, values in by_wave.items()},
        changes={pair: _figure(values) for pair, values in changes.items()},
    )


def _figure(values: Iterable[int]) -> Figure:
    found = list(values)
    few = len(found) < content().smallest_group
    return Figure(people=0 if few else len(found), middle=None if few else float(median(found)))
