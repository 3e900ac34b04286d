"""What is asked now, what is not and why, and which answers count.

An item is hidden when one of its *skips* holds or its *shown when* does not. A hidden item
counts as unanswered for everything that depends on it; its answer stays in the journal and
is *set aside* until it shows again. Whether the item belongs to the set of this outcome
(CORE, the short version, nothing aloud) decides only whether it is asked: an answer given
outside the set counts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import NamedTuple

from msgspec import Struct

from srh_assess.assessment.answers import Answer
from srh_assess.protocol.model import Protocol
from srh_assess.rules.plan import GATE_DECISION, Outcome, Step, plan_of
from srh_assess.rules.view import View, look
from srh_assess.rules.words import DECIDED_AT_THE_GATE, DOES_NOT_APPLY, OUTSIDE


class Settled(NamedTuple):
    """``visible`` answers count; ``set_aside`` ones belong to the items ``hidden``, each with
    the sentence that says why."""

    visible: Mapping[str, Answer]
    set_aside: Mapping[str, Answer]
    hidden: Mapping[str, str]


class Asking(Struct, frozen=True, kw_only=True):
    """``asked`` in the order of the document; ``shown`` are all items no rule hides, whatever
    the outcome's set; ``not_asked`` says why for every item that is not in ``asked``. ``extra``
    of what is asked are further questions she said yes to and has not answered yet."""

    asked: tuple[str, ...]
    shown: tuple[str, ...]
    not_asked: Mapping[str, str]
    set_aside: Mapping[str, Answer]
    visible: Mapping[str, Answer]
    extra: tuple[str, ...] = ()


def asking(
    protocol: Protocol,
    answers: Mapping[str, Answer],
    now: datetime,
    born: date | None,
    admitted: datetime | None,
    outcome: Outcome | None,
) -> Asking:
    """What is asked now. Before the gate is decided (``None``) the full set is counted on."""
    return chosen(protocol, settle(protocol, answers, now, born, admitted), outcome)


def settle(
    protocol: Protocol,
    answers: Mapping[str, Answer],
    now: datetime,
    born: date | None,
    admitted: datetime | None,
) -> Settled:
    """What each rule hides, and which answers are left to count.

    The items come in an order in which each follows all it depends on, so one pass reaches
    the fixed point: the view it is judged by looks at ``visible`` while that grows. What a skip
    depends on is settled before the first item that it could hide, so it is asked once.
    """
    visible: dict[str, Answer] = {}
    set_aside: dict[str, Answer] = {}
    hidden: dict[str, str] = {}
    view = look(visible, now, born, admitted)
    skips: dict[str, bool] = {}
    for step in plan_of(protocol).steps:
        reason = _hidden(step, view, skips)
        if reason is not None:
            hidden[step.item] = reason
        if step.item in answers:
            (visible if reason is None else set_aside)[step.item] = answers[step.item]
    return Settled(visible, set_aside, hidden)


def chosen(
    protocol: Protocol,
    settled: Settled,
    outcome: Outcome | None,
    opened: Collection[str] = frozenset(),
) -> Asking:
    """What of the items left is asked under that outcome. ``opened`` are sections whose further
    questions she said yes to: they are asked in a full talk and nowhere else."""
    outcome = outcome or "go"
    wanted = plan_of(protocol).sets[outcome]
    further = opened if outcome == "go" else ()
    extra: list[str] = []
    asked: list[str] = []
    shown: list[str] = []
    not_asked: dict[str, str] = {}
    for item, row in protocol.items.items():
        if item in settled.hidden:
            not_asked[item] = settled.hidden[item]
            continue
        shown.append(item)
        if item in wanted or item in settled.visible:
            asked.append(item)
        elif row.section in further:
            asked.append(item)
            extra.append(item)
        else:
            not_asked[item] = DECIDED_AT_THE_GATE if item == GATE_DECISION else OUTSIDE[outcome]
    return Asking(
        asked=tuple(asked),
        shown=tuple(shown),
        not_asked=not_asked,
        set_aside=settled.set_aside,
        visible=settled.visible,
        extra=tuple(extra),
    )


def _hidden(step: Step, view: View, skips: dict[str, bool]) -> str | None:
    for name, test, because in step.skips:
        if name not in skips:
            skips[name] = test.holds(view)
        if skips[name]:
            return because
    if step.shown is None or step.shown.holds(view):
        return None
    return step.not_asked or DOES_NOT_APPLY
