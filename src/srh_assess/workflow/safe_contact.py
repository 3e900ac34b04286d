"""How she can be reached safely, to be looked at before anything leaves the ward (law and ethics
B2): a letter, a referral, a visit that is booked, a call to somebody outside."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from srh_assess.assessment.answers import Answer, State
from srh_assess.protocol.model import Protocol
from srh_assess.workflow.session import Session

NOW, LATER = "X09", "Z04"
_STATES = {
    State.DECLINED: "would rather not say",
    State.UNSURE: "not sure",
    State.NOT_KNOWN: "not known",
    State.NOT_APPLICABLE: "does not apply",
}


class SafeContact(Struct, frozen=True):
    """``now`` is the way while she is here, ``later`` the way after she has left; in words, and
    empty where nobody has asked. ``told``: one of them is a way, and not only that it was asked."""

    now: str
    later: str
    told: bool


def of(session: Session) -> SafeContact:
    """As the record has it."""
    answers = session.findings.asking.visible
    both = [answers.get(NOW), answers.get(LATER)]
    return SafeContact(
        now=_words(session.protocol, both[0]),
        later=_words(session.protocol, both[1]),
        told=any(one is not None and one.value is not None for one in both),
    )


def _words(protocol: Protocol, answer: Answer | None) -> str:
    if answer is None:
        return ""
    if answer.state is not None:
        return _STATES.get(answer.state, "")
    return ", ".join(_ways(protocol, answer))


def _ways(protocol: Protocol, answer: Answer) -> Iterator[str]:
    labels = {option.code: option.label for option in protocol.items[answer.item].options}
    if isinstance(answer.value, tuple):
        yield from (labels[code] for code in answer.value)
    else:
        yield f"“{str(answer.value).strip()}”"
    if answer.words.strip():
        yield f"“{answer.words.strip()}”"
