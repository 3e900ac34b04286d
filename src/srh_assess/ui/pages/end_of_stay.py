"""The end of a stay: where she goes, what stands open, and who takes it over by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from srh_assess.assessment.facts import Acceptance
from srh_assess.assessment.identity import clinical_date
from srh_assess.clock import local
from srh_assess.ui.pages.stay_forms import Fault, StayForm, exact, unread
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import Choice
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import again, handing
from srh_assess.workflow.session import Session
from srh_assess.workflow.stay import Going, Standing, taken_over

_KINDS = {
    "clock": ("Cannot wait", "clock"),
    "need": ("Need", "ring"),
    "result": ("Result", "note"),
    "due": ("Has its day", "calendar"),
    "decision": ("Decision", "curved-arrow"),
    "sitting": ("Sitting", "half-disc"),
    "letter": ("Letter", "printer"),
}
PRESSING = frozenset({"clock", "result"})
"""What is asked about once more before a stay ends: asked, never blocked."""


def offer_first(session: Session) -> str:
    """After a no to the talk: it is offered once more before she leaves, unless she asked for no
    further offer (protocol B4) or has said no twice (law and ethics A4)."""
    since = again.said_no_since(session.protocol, session.record)
    if since is None:
        return ""
    return f"On {clinical_date(local(since))}. Offer it once more before the stay ends."


class EndForm(StayForm):
    """Discharge or transfer. What stands open is read out first; nobody drops off the list."""

    words = "End the stay"

    def __init__(self, theme: Theme, session: Session, standing: Sequence[Standing]) -> None:
        super().__init__(theme, session, "end", "Discharge or transfer")
        self._standing = tuple(standing)
        if standing:
            self._add(
                Notice(
                    theme,
                    "It stays open until somebody has taken it over. Name who that is.",
                    "attention",
                    strong=self.woman.tell("This stands open for {her}"),
                ),
                Facts(theme, tuple(rows(standing)), shares=(1, 4)),
            )
        else:
            self._add(Notice(theme, "Nothing has to be taken over.", "ok", strong="Nothing open"))
        if said := offer_first(session):
            self._add(Notice(theme, said, strong=self.woman.tell("{She} said no to the talk")))
        self.kind = self.group(
            f"Where does {self.woman.subject} go?",
            [Choice("home", "Discharged from hospital"), Choice("ward", "To another ward")],
        )
        self.to = self.line("Place", "The ward, service or address; may stay empty")
        self.at = self.moment("When", "The end of the stay")
        self._add(self.to, self.at, gap="xl")
        self._before = handing.proposed(session.protocol, session.record)
        self.receiver = self.line("Who takes over what stands open", "A name, and where to ring")
        self.contact = self.line("Their team, and how to reach them", "May stay empty")
        self.receiver.show_words(self._before.name)
        self.contact.show_words(self._before.contact)
        self._add(self.receiver, self.contact, gap="xl")
        self.acceptance = self.group(
            "Does that person take it over?",
            [
                Choice("accepted", "Yes, said so"),
                Choice("asked", "Asked, no answer yet"),
                Choice("no_one_yet", "No one yet"),
            ],
        )
        if self._before.acceptance:
            self.acceptance.choose((self._before.acceptance,))
        self._what_goes()

    def _what_goes(self) -> None:
        """What the next team may read is a letter she said yes to, and nothing else."""
        protocol, record = self.session.protocol, self.session.record
        self._add(Text("How to be reached", "label"), gap="xl")
        self._add(
            Facts(
                self._theme,
                tuple(
                    Fact(id=f"reach {place}", label=label, value=said)
                    for place, (label, said) in enumerate(handing.reach(protocol, record))
                ),
                shares=(2, 3),
            ),
            gap="xs",
        )
        letters = handing.permitted(protocol, record)
        self.share = self.group(
            "Which letter goes with it?",
            [
                *(Choice(one.share, one.words) for one in letters),
                Choice("", "Nothing in writing"),
            ],
        )
        self.share.choose((self._before.share,))
        self.sealed = self.group(
            "Does a closed part go with it, in a sealed envelope?",
            [Choice("no", "No"), Choice("yes", "Yes")],
        )
        self.sealed.choose(("yes" if self._before.sealed else "no",))
        words = (
            f"{self.woman.starting} decides what the next team may read: only a letter with a yes "
            "can go. It is made, agreed and printed under Handover, before the stay ends."
        )
        self._add(Text(words, "hint"))

    @property
    def pressing(self) -> tuple[Standing, ...]:
        """A running clock, or a result nobody has told her."""
        return tuple(one for one in self._standing if one.kind in PRESSING)

    def found(self) -> Iterator[Fault]:
        """Where and when; and, where something stands open, who takes it over."""
        if not self.kind.codes:
            yield f"Choose where {self.woman.subject} goes", self.kind
        yield from unread(self.at, "Give the day and time of the end")
        if self._standing and not taken_over(self.receiver.words, self._accepted()):
            field = self.acceptance if self.receiver.words.strip() else self.receiver.field
            yield "Name who takes over what stands open, or choose No one yet", field

    def _accepted(self) -> Acceptance | None:
        codes = self.acceptance.codes
        return codes[0] if codes else None  # type: ignore[return-value]  # one of the above

    def given(self) -> Going:
        """The end as it was filled in."""
        return Going(
            at=exact(self.at),
            to=self.to.words.strip(),
            onward=self.kind.codes == ("ward",),
            receiver=self.receiver.words.strip(),
            acceptance=self._accepted(),
            contact=self.contact.words.strip(),
            share=next(iter(self.share.codes), ""),
            sealed=self.sealed.codes == ("yes",),
        )


def rows(standing: Sequence[Standing]) -> Iterator[Fact]:
    """What stands open, one row for each that a person would tell apart."""
    told = dict.fromkeys((one.kind, one.name) for one in standing)
    kept = {(one.kind, one.name): one for one in reversed(standing)}
    for one in (kept[key] for key in told):
        label, icon = _KINDS[one.kind]
        yield Fact(
            id=f"{one.kind} {one.id}",
            label=label,
            value=one.name,
            icon=icon,
            tone="urgent" if one.kind == "clock" else "",
        )
