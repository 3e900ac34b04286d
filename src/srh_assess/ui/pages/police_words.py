"""The words around what the police ask for, and around a report of her own."""

from __future__ import annotations

from collections.abc import Mapping

AT_THE_DOOR = "Say only this"
NO_PATIENT = (
    "Write who asks, and nothing about anybody here. It goes to information governance today;"
    " they decide and they answer."
)
ANSWERS: Mapping[str, str] = {
    "nothing": "Nothing was given",
    "in_part": "A part was given",
    "as_asked": "It was given as asked",
}
GIVES = (
    "Anything that is given rests on a whole decision to share it without agreement, by two"
    " people. Without one, only that nothing was given can be kept here."
)
LET = "Two people of the ward can write a proposal now; its letter goes through you"
LET_HINT = (
    "Only where a law, a court, serious harm or danger to life may ask for it. It releases nothing:"
    " two others propose and decide, and you stay apart from both."
)
HERS = (
    "It is {hers} own report: {hers} choice, {hers} words, once. None of these ways needs the"
    " others, and {she} can stop at any time. Care goes on as it is."
)
ADVOCATE: Mapping[str, str] = {
    "accepted": "Wants an advocate at {hers} side",
    "declined": "Wants no advocate now",
}
