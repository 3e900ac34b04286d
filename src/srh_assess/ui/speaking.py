"""Something to say, from any screen: her words, or a member of staff's, kept as they are said.

Three short questions, each with a way out that loses nothing: who speaks, what it is, and the
words. The page that is open stays as it is underneath. From the sign-in page somebody of the
staff raises a concern about this program with her name and passphrase, and is signed out again.
"""

from __future__ import annotations

from collections.abc import Callable

from srh_assess.assessment.disclosing import VoiceKind
from srh_assess.assessment.naming import Woman, woman
from srh_assess.errors import StoreFault, UserError
from srh_assess.ui.ask import Question, Reply, Way
from srh_assess.ui.pages.voice_words import AFTER, KINDS
from srh_assess.ui.window import Window
from srh_assess.workflow import voice
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.sealed_voice import SealedVoices
from srh_assess.workflow.voice import Voices

_NOT = Way("not", "Not now", safe=True)
_GO = (Way("go", "Go on", role="primary"), _NOT)


def speak(window: Window, desk: Desk | None, admission: str = "") -> None:
    """Takes something down. ``admission``: the woman whose page is open; empty elsewhere."""
    if desk is None or not desk.exists:
        window.ask.ways(
            "There is no record on this computer yet",
            (Way("ok", "Go on", safe=True),),
            "Finish setting up first; until then, tell the person who looks after it",
        )
    elif desk.me is None:
        _from_the_door(window, desk)
    else:
        _signed_in(window, desk, admission)


def _signed_in(window: Window, desk: Desk, admission: str) -> None:
    record = desk.record(admission) if admission else None
    by = _who_speaks(window, woman(record.identity) if record is not None else None)
    if by == "not":
        return
    chosen = window.ask.ways(
        "What is it?",
        (*(Way(kind, words) for kind, words in KINDS.items()), _NOT),
        "It is kept word for word, outside the record of care, and read outside the ward",
    )
    for kind in KINDS:
        if kind == chosen:
            _take_down(window, desk, admission, kind, by)


def _who_speaks(window: Window, who: Woman | None) -> str:
    name = who.name if who is not None else "A woman on the ward"
    picked = f"Someone {who.subject} picked" if who is not None else "Someone a woman picked"
    ways = (
        Way("herself", name),
        Way("someone_she_picked", picked),
        Way("staff", "A member of staff"),
        _NOT,
    )
    return window.ask.ways("Whose words are they?", ways)


def _take_down(window: Window, desk: Desk, admission: str, kind: VoiceKind, by: str) -> None:
    ways = (
        Way("named", "Keep it", role="primary"),
        Way("anonymous", "Keep it without any name"),
        _NOT,
    )
    reply = window.ask.question(
        Question(
            heading=KINDS[kind],
            explanation="Write it as it is said. Nobody can change it afterwards, and nothing in"
            " anybody’s care follows from it.",
            words="Word for word",
            ways=ways,
            needed=frozenset({"named", "anonymous"}),
            hers=True,
        )
    )
    if reply.code != "not":
        _keep(window, lambda: _say(desk, admission, kind, by, reply), kind)


def _say(desk: Desk, admission: str, kind: VoiceKind, by: str, reply: Reply) -> None:
    said = _way(desk, admission)
    said.say(kind, reply.words, by=by, anonymous=reply.code == "anonymous")


def _way(desk: Desk, admission: str = "") -> Voices | SealedVoices:
    """Into a file of its own; sealed to the reviewers where the account has no key for that."""
    return voice.on_desk(desk, admission) if desk.reads_records else SealedVoices(desk)


def _keep(window: Window, act: Callable[[], object], kind: VoiceKind) -> None:
    """Keeps it; what the disk refuses is tried again as often as is wished."""
    while True:
        try:
            act()
        except StoreFault as fault:
            again = (Way("again", "Try again", safe=True), Way("drop", "Give it up"))
            if window.ask.ways(fault.sentence, again, fault.next_step) == "drop":
                return
        except UserError as fault:
            window.tell(fault)
            return
        else:
            window.ask.ways("It is kept", (Way("ok", "Go on", safe=True),), AFTER[kind])
            return


def _from_the_door(window: Window, desk: Desk) -> None:
    """Staff raise a concern before anybody is signed in."""
    ask = window.ask
    told = ask.question(
        Question(
            heading=KINDS["tool_concern"],
            explanation="Write it as you would say it, and name no patient. It goes to the"
            " reviewer, with its time, and cannot be deleted.",
            words="In your own words",
            ways=_GO,
            needed=frozenset({"go"}),
            hers=True,
        )
    )
    if told.code != "go":
        return
    _signed(window, desk, told.words, _NOT)


def _raise_it(window: Window, desk: Desk, name: str, passphrase: str, words: str) -> None:
    def raise_it() -> None:
        try:
            desk.sign_in(name, passphrase)
            _way(desk).say("tool_concern", words, by="staff")
        finally:
            desk.lock()

    def kept(_: object) -> None:
        window.ask.ways("It is kept", (Way("ok", "Go on", safe=True),), AFTER["tool_concern"])

    def not_kept(fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        window.tell(fault)
        # the words are not lost by a wrong passphrase
        _signed(window, desk, words, Way("not", "Give it up", safe=True))

    window.work.run(raise_it, kept, not_kept)


def _signed(window: Window, desk: Desk, words: str, out: Way) -> None:
    """Asks who raises it, and keeps it under that name. ``out`` is the way that gives it up."""
    go_on = (Way("go", "Go on", role="primary"), out)
    named = window.ask.question(
        Question(heading="Your name to sign in with", words="Name", ways=go_on,
                 needed=frozenset({"go"}), line=True)
    )  # fmt: skip
    if named.code != "go":
        return
    proved = window.ask.question(
        Question(heading="Your passphrase", words="Passphrase", ways=_GO,
                 needed=frozenset({"go"}), secret=True)
    )  # fmt: skip
    if proved.code == "go":
        _raise_it(window, desk, named.words, proved.words, words)
