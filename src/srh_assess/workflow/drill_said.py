"""What an item gets in a scenario: the words of a card, and the answer they come to."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from srh_assess.assessment.answers import UNKNOWN, State, Value, When
from srh_assess.protocol.model import Item
from srh_assess.training.content import content
from srh_assess.training.model import Said
from srh_assess.workflow.self_test import nothing_to_tell


class Heard(Struct, frozen=True, kw_only=True):
    """What an item gets: the words of the card, and the answer they come to. ``told`` says that
    the scenario speaks of it, ``by`` who speaks where it is not she; otherwise she has nothing to
    tell."""

    item: str
    words: str
    value: Value | None = None
    state: State | None = None
    when: When = UNKNOWN
    by: str = ""
    told: bool = False


def plain(item: Item) -> Heard:
    """What an item gets of which the scenario says nothing: somebody settled."""
    settled = shaped(item, content().settled.get(item.id))
    unwritten = item.staff and not item.core and State.NOT_KNOWN in (item.states or ())
    if settled is None and not unwritten:
        settled = nothing_to_tell(item)
    if settled is None:
        state = State.NOT_KNOWN if item.staff else State.DECLINED
        return Heard(item=item.id, words=worded(item, None, state), state=state)
    return Heard(item=item.id, words=worded(item, settled, None), value=settled)


def shaped(item: Item, code: str | float | None) -> Value | None:
    """A code in the shape of an answer to this item."""
    return (code,) if isinstance(code, str) and item.kind == "many" else code


def value(item: Item, said: Said) -> Value | None:
    """The answer in the shape that the item takes; none where she says words alone."""
    answer = said.answer
    if isinstance(answer, tuple):
        return tuple(str(code) for code in answer)
    if answer is None and not said.state:
        if item.kind == "text" and said.words:
            return said.words
        return next((option.code for option in item.options if option.code == "date"), None)
    return shaped(item, answer)


def worded(item: Item, answer: Value | None, state: State | None) -> str:
    """What stands on the card where the scenario gives no words."""
    if state is not None:
        return _STATES[state]
    codes = answer if isinstance(answer, tuple) else (answer,)
    labels = [option.label for option in item.options if option.code in codes]
    return ", ".join(labels) if labels else f"{answer}"


_STATES: Mapping[State, str] = {
    State.DECLINED: "Would rather not say.",
    State.UNSURE: "Not sure.",
    State.ASK_LATER: "Ask me later.",
    State.NOT_KNOWN: "Nothing is known of it.",
    State.NOT_ASKED: "",
    State.NOT_APPLICABLE: "That does not apply.",
}
