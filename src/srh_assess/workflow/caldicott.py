"""The eight Caldicott principles beside one sharing, each computed from what is filled in (law and
ethics B4). Nobody ticks them, and they stop nothing: the walls do. They show what to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from srh_assess.assessment.disclosing import OverrideProposed
from srh_assess.assessment.identity import called, clinical_date
from srh_assess.letters.content import Box
from srh_assess.rules.grounds import GROUNDS
from srh_assess.workflow import overriding
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.document import Signatory
from srh_assess.workflow.sharing import Sharing
from srh_assess.workflow.unagreed import Unagreed

PRINCIPLES = (
    "The purpose is said",
    "It is needed",
    "No more than is needed",
    "Only for who needs it",
    "Who shares it knows the duty",
    "It is lawful",
    "Sharing for care matters too",
    "No surprises",
)
DUTY = "what is said here is told in confidence, and whoever shares it answers for it"
_GROUND = ("what the ground asks", "the law", "the order")
_HARMS = ("harm to the woman", "harm to trust", "harm to others")
_TOLD = "whether the woman is told"
_AT_ONCE = "In danger to life it is written down afterwards, and two look back at it"


class Check(Struct, frozen=True, kw_only=True):
    """One principle: whether what is filled in meets it, and on what that rests."""

    principle: str
    met: bool
    says: str


def of_share(sharing: Sharing) -> tuple[Check, ...]:
    """The eight, for a letter that she decides about."""
    who = sharing.session.record.identity
    name = called(who) if who is not None else "The woman"
    chosen = [box for box in sharing.boxes if box.id in sharing.ticks and not box.empty]
    beyond = [box.label for box in chosen if not box.suggestion]
    asked = _asked(sharing, chosen)
    able, seen = sharing.able_now or sharing.stands, sharing.shown or sharing.stands
    return _checks(
        (bool(sharing.template.purpose), sharing.template.purpose.format(name=name)),
        (bool(chosen), f"{name} chose what stands in it" if chosen else "Nothing is chosen yet"),
        (bool(chosen) and not beyond, _beyond(name, beyond)),
        _reader(sharing),
        _duty(sharing.asks_now),
        (bool(able), f"{name} can decide this now, and only a yes sends it" if able else
         f"Not written down yet: that {name} can decide this now"),
        (bool(asked), f"It asks the reader for something: {_listed(asked)}" if asked else
         "It asks the reader for nothing: is that what is wanted?"),
        (bool(seen), f"{name} knows exactly these words" if seen else
         f"{name} has not seen or heard it to the end"),
    )  # fmt: skip


def of_override(letter: Unagreed, draft: OverrideProposed) -> tuple[Check, ...]:
    """The eight, for a letter that would go without her agreement."""
    left = overriding.missing(Decider(letter.session), letter.whole(draft))
    at_once = draft.basis == "danger_to_life"
    ground = not any(part in left for part in _GROUND)
    other = bool(draft.alternatives.strip())
    items = bool(draft.items) and "each item with its reason" not in left
    weighed = not at_once and not any(part in left for part in _HARMS)
    told = not at_once and _TOLD not in left
    return _checks(
        (bool(draft.necessity.strip()), draft.necessity.strip() or "Not written yet: why now"),
        (other and not at_once, _AT_ONCE if at_once else
         "Other ways were thought of" if other else "Not written yet: what else was tried"),
        (items, "Each thing in it has its own reason" if items else
         "Each thing in it needs its own reason"),
        _reader(letter),
        _duty(letter.asks_now),
        (ground, GROUNDS[draft.basis].letter.format(law=letter.law, name="the woman") if ground
         else "The ground is not answered whole"),
        (weighed, _AT_ONCE if at_once else "The harm of it is weighed" if weighed else
         "Not written yet: what it may do to the woman, to trust, to others"),
        (told, _AT_ONCE if at_once else _when_told(draft) if told else
         "Not written yet: when the woman is told"),
    )  # fmt: skip


def _checks(*found: tuple[bool, str]) -> tuple[Check, ...]:
    both = zip(PRINCIPLES, found, strict=True)
    return tuple(
        Check(principle=principle, met=met, says=says[:1].upper() + says[1:])
        for principle, (met, says) in both
    )


def _asked(sharing: Sharing, chosen: Sequence[Box]) -> list[str]:
    """The boxes by which the letter asks its reader for something."""
    labels = {box.id: box.label for box in chosen}
    rules = sharing.template.box
    return [
        labels[rule.id] for rule in rules if rule.id in labels and any(f.need for f in rule.field)
    ]


def _beyond(name: str, labels: Sequence[str]) -> str:
    if not labels:
        return "Nothing beyond what such a reader usually needs"
    return f"Such a reader does not usually need {_listed(labels)}: {name} may still want it told"


def _reader(sharing: Sharing) -> tuple[bool, str]:
    reader = sharing.recipient.name.strip()
    return bool(reader), f"One reader: {reader}" if reader else "No reader is named"


def _duty(who: Signatory) -> tuple[bool, str]:
    named = ", ".join(part for part in (who.name.strip(), who.role) if part)
    return bool(who.name.strip()), f"{named}: {DUTY}"


def _when_told(draft: OverrideProposed) -> str:
    if draft.told_on is not None:
        return f"To be told on {clinical_date(draft.told_on)}; {draft.told_reviewer} looks at it"
    return "Told before it goes" if draft.told == "before" else "Told right after"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(word.lower() if word[1:2].islower() else word for word in words)
