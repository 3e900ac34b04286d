"""The seven grounds for sharing without her agreement, and what each has to answer (law and
ethics B5). Her own risk while she can decide, a section of the Mental Health Act, an agreement
between services and how often she comes are none of them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Ground(Struct, frozen=True, kw_only=True):
    """``words`` for the form, ``letter`` for the paper, ``asks`` by id what must be answered.
    ``{She}``, ``{she}``, ``{her}`` and ``{hers}`` stand for her; ``{name}`` on paper."""

    words: str
    letter: str
    asks: Mapping[str, str] = {}


DANGER_TO_LIFE = "danger_to_life"
GROUNDS: Mapping[str, Ground] = {
    "statute": Ground(
        words="A law requires it",
        letter="the law requires it ({law})",
        asks={"duty": "Does the duty fall on you in your profession, and why?"},
    ),
    "court": Ground(
        words="A court or a coroner has ordered it",
        letter="a court or a coroner has ordered it ({law})",
        asks={"scope": "What exactly does the order ask for, and what not?"},
    ),
    "best_interests": Ground(
        words="{She} cannot decide this, and sharing it is in {hers} best interests",
        letter="{name} cannot decide this now, and it is shared as what is best for {name}",
        asks={
            "wishes": "What has {she} wanted, now and before, and what matters to {her}?",
            "consulted": "Who was asked on {hers} behalf, what were they told, and why that much?",
            "waiting": "Why can it not wait until {she} can decide?",
        },
    ),
    "serious_harm": Ground(
        words="Serious harm to somebody else, or a serious crime",
        letter="it may prevent serious harm to somebody else",
        asks={
            "what": "What harm, and to whom?",
            "likely": "How likely is it, and how soon?",
            "prevents": "Would sharing this prevent it, and how?",
            "outweighs": "Why does it outweigh {hers} trust, and everybody’s trust in care?",
        },
    ),
    "adult_safeguarding": Ground(
        words="Adult safeguarding: others at risk, pressure, or a person in a position of trust",
        letter="adults may be at risk of abuse",
        asks={
            "which": "Which of the three is it, and what shows it?",
            "prevents": "What would the reader do with it?",
        },
    ),
    "child_harm": Ground(
        words="A child at risk of serious harm",
        letter="a child may be at risk of serious harm",
        asks={
            "what": "What harm, and to which child?",
            "likely": "How likely is it, and how soon?",
        },
    ),
    DANGER_TO_LIFE: Ground(
        words="Immediate danger to life, with no time to ask",
        letter="there was immediate danger to life",
    ),
}
