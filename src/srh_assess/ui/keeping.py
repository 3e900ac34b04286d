"""Keeping records in the window: what may be looked at, one record, and its end by two people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from srh_assess.assessment.identity import clinical_date, clinical_moment
from srh_assess.assessment.keeping import No
from srh_assess.clock import local
from srh_assess.errors import UserError
from srh_assess.saying import counted
from srh_assess.ui.ask import Question, Reply, Way
from srh_assess.ui.pages.acts import Act, ActsPage
from srh_assess.ui.pages.find_stay import FindPage
from srh_assess.ui.pages.listing import Listed, ListPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.widgets.rows import Fact
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow import disposal
from srh_assess.workflow.disposal import Certificate, Kept

MOST = 50
DUTY = "see_keeping"
_STAY = Way("stay", "Leave it", safe=True)
_YEARS = ("1", "5", "10")
_LONGER = tuple(Way(one, f"{one} more year" + ("" if one == "1" else "s")) for one in _YEARS)


class KeepingRoom(Owner):
    """The list, a search, one record, one certificate. Nothing is disposed of by age."""

    screen = "keeping"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward
        self._page: Page | None = None
        self._kept: Kept | None = None
        self._certificates: dict[str, Certificate] = {}

    def begin(self) -> None:
        """The list."""
        self._window.own(self)
        self._list()

    @property
    def here(self) -> str:
        """The record that is open: a reason half typed about it is no other one's."""
        return self._kept.admission if self._kept is not None else ""

    def go_to(self, here: str) -> None:
        """That record again; one that is gone by now leads to the list."""
        with suppress(UserError):
            self._record(here)

    def _show(self, page: Page, kept: Kept | None = None) -> None:
        self._page, self._kept = page, kept
        self._window.show_page(page, FORM)
        self._window.actions_bar.offer("Done")
        self._window.fit_acts()

    # ---- the list

    def _list(self) -> None:
        desk = self._ward.desk
        gone = disposal.certificates(desk)
        self._certificates = {f"gone:{one.fact.disposal}": one for one in gone}
        page = ListPage(
            self._window.theme,
            "Keeping records",
            [*map(_listed, disposal.kept(desk)), *map(_certified, self._certificates.items())],
            hint="Records whose time has passed, and those that somebody wants to end. Nothing"
            " ends by itself: two people look, and both agree",
            empty="No record’s time has passed.",
            begin="Find another record",
        )  # fmt: skip
        page.opened.connect(self._open)
        page.begun.connect(self._find)
        self._show(page)

    def _find(self) -> None:
        page = FindPage(self._window.theme)
        desk = self._ward.desk
        page.sought.connect(lambda words: page.show_found(desk.stays_found(words, duty=DUTY), MOST))
        page.opened.connect(self._open)
        self._show(page)
        self._window.focus_on(page.words.field)

    def _open(self, which: str) -> None:
        if which in self._certificates:
            self._certificate(which)
        else:
            self._record(which)

    # ---- one record

    def _record(self, admission: str, said: str = "") -> None:
        kept = disposal.one(self._ward.desk, admission)
        page = ActsPage(
            self._window.theme, kept.name, strong=_strong(kept), notice=self._notice(kept),
            tone="attention" if kept.due or kept.proposed_by else "",
            facts=self._facts(kept), acts=self._acts(kept), said=said,
        )  # fmt: skip
        page.act.connect(self._do)
        page.pressed.connect(self._lift)
        self._show(page, kept)

    def _facts(self, kept: Kept) -> tuple[Fact, ...]:
        until = clinical_date(kept.until) if kept.until else "The stay has not ended"
        rows = [
            Fact(id="class", label="Kept as", value=disposal.class_words(kept.held_as)),
            Fact(id="until", label="At least until", value=until),
        ]
        if kept.proposed_by:
            who = self._ward.desk.name_of(kept.proposed_by) or "A former colleague"
            rows.append(Fact(id="asked", label="Disposal asked for by", value=who))
            rows.append(Fact(id="why", label="Why", value=kept.why))
        rows += [row for at, no in enumerate(kept.noes) for row in self._no_rows(at, no)]
        may = self._ward.desk.may("keep_records")
        rows += [
            Fact(id=one.hold, label="Held", value=one.reason, icon="lock",
                 link="Lift it" if may else "", link_name=f"Lift the hold: {one.reason}")
            for one in kept.holds
        ]  # fmt: skip
        return tuple(rows)

    def _no_rows(self, at: int, no: No) -> Iterator[Fact]:
        """A no to a disposal: who asked, who said it and when, and why."""
        desk = self._ward.desk
        asked = desk.name_of(no.asked_by) or "A former colleague"
        who = desk.name_of(no.by) or "A former colleague"
        yield Fact(
            id=f"no-{at}", label="No to its disposal", value=f"{who}, {clinical_moment(no.at)}"
        )
        yield Fact(id=f"no-why-{at}", label="Why it is kept", value=no.fact.reason)
        yield Fact(id=f"no-asked-{at}", label="It was asked for by",
                   value=f"{asked}: {no.asked.reason}")  # fmt: skip

    def _notice(self, kept: Kept) -> str:
        """What stands in the way of its end, and who does what next."""
        if kept.holds:
            return "As long as something holds it, nobody can end it."
        if not kept.proposed_by:
            return "Two people have to look before it ends: one asks, another agrees."
        if self._asked_by_me(kept):
            return (
                "A reviewer, or another colleague for records, agrees under Keeping records."
                " Keep it on takes your request back."
            )
        return "Look at the reason. Agree, or keep it and say why; who asked is told of your no."

    def _asked_by_me(self, kept: Kept) -> bool:
        me = self._ward.desk.me
        return me is not None and kept.proposed_by == me.id

    def _acts(self, kept: Kept) -> tuple[Act, ...]:
        desk, mine = self._ward.desk, self._asked_by_me(kept)
        keeps = desk.may("keep_records")
        every = (
            (keeps, Act(id="class", words="Keep it as another class", icon="book")),
            (keeps, Act(id="hold", words="Hold it", icon="lock")),
            (keeps and (mine or not kept.proposed_by),
             Act(id="on", words="Keep it on", icon="clock")),
            (keeps and not kept.proposed_by,
             Act(id="ask", words="Ask for its disposal", icon="triangle")),
            (bool(kept.proposed_by) and not mine,
             Act(id="no", words="Keep it, and say why", icon="clock")),
            (bool(kept.proposed_by) and not mine,
             Act(id="agree", words="Agree to its disposal", icon="triangle")),
        )  # fmt: skip
        return tuple(act for there, act in every if there)

    def _do(self, act: str) -> None:
        acts = {"class": self._class, "hold": self._hold, "on": self._on, "ask": self._ask,
                "no": self._no, "agree": self._agree}  # fmt: skip
        try:
            acts[act]()
        except UserError as fault:
            self._window.tell(fault)

    @property
    def _admission(self) -> str:
        assert self._kept is not None
        return self._kept.admission

    def _reason(self, heading: str, *ways: Way, words: str = "Why", told: str = "") -> Reply:
        codes = frozenset(way.code for way in ways)
        return self._window.ask.question(
            Question(heading=heading, words=words, ways=(*ways, _STAY), needed=codes,
                     explanation=told)
        )  # fmt: skip

    def _class(self) -> None:
        ways = [Way(id, words.capitalize()) for id, words in disposal.classes_in_words()]
        told = self._reason("As what is it kept?", *ways)
        for id, words in disposal.classes_in_words():
            if told.code == id:
                disposal.set_class(self._ward.desk, self._admission, id, told.words, None)
                self._record(self._admission, f"From now on kept as {words}")

    def _hold(self) -> None:
        told = self._reason(
            "Hold this record back?", Way("hold", "Hold it", role="primary"),
            words="What holds it: a court, an inquiry, a complaint, the woman’s wish",
        )  # fmt: skip
        if told.code == "hold":
            disposal.hold(self._ward.desk, self._admission, told.words)
            self._record(self._admission, "It is held until somebody lifts it")

    def _lift(self, hold: str) -> None:
        told = self._reason("Does this hold it no longer?", Way("lift", "Lift it"))
        if told.code != "lift":
            return
        try:
            disposal.lift(self._ward.desk, self._admission, hold, told.words)
        except UserError as fault:
            self._window.tell(fault)
            return
        self._record(self._admission, "This holds it no longer")

    def _on(self) -> None:
        told = self._reason("Keep it for how much longer?", *_LONGER)
        if until := self._until(told):
            disposal.keep_on(self._ward.desk, self._admission, until, told.words)
            self._record(self._admission, f"Kept until {clinical_date(until)} at least")

    def _no(self) -> None:
        told = self._reason(
            "Keep this record, and for how much longer?", *_LONGER, words="Why it is kept",
            told="What was asked for is closed. Who asked is told that you said no, when, and why.",
        )  # fmt: skip
        if until := self._until(told):
            disposal.refuse(self._ward.desk, self._admission, until, told.words)
            self._record(self._admission, f"Kept until {clinical_date(until)} at least")

    def _until(self, told: Reply) -> date | None:
        """The day that was chosen; none when it was left."""
        if told.code not in _YEARS:
            return None
        today = local(self._ward.desk.clock.now()).date()
        return today + timedelta(days=round(365.25 * int(told.code)))

    def _ask(self) -> None:
        told = self._reason(
            "Ask for its disposal?", Way("ask", "Ask for it"),
            told="Another person has to agree. Nothing is destroyed yet.",
        )  # fmt: skip
        if told.code == "ask":
            disposal.ask(self._ward.desk, self._admission, told.words)
            self._record(self._admission, "Asked for. Another person has to agree")

    def _agree(self) -> None:
        ways = (Way("end", "Destroy it for good"), _STAY)
        told = (
            "Its key is destroyed. Nobody can read it any more, also not in a backup that is"
            " brought back here. Nothing can undo this."
        )
        if self._window.ask.ways("Destroy this record?", ways, told) != "end":
            return
        disposal.agree(self._ward.desk, self._admission)
        self._list()

    # ---- a certificate

    def _certificate(self, which: str) -> None:
        one = self._certificates[which]
        page = ActsPage(
            self._window.theme, "Certificate of disposal",
            strong=f"Destroyed {clinical_moment(one.at)}",
            notice="It names no woman. Keep it as long as the trust keeps such papers.",
            facts=(
                Fact(id="asked", label="Asked for by", value=one.asked_by),
                Fact(id="agreed", label="Agreed by", value=one.agreed_by),
                Fact(id="reason", label="Reason", value=one.fact.reason),
                Fact(id="entries", label="Entries", value=str(one.fact.entries)),
            ),
            acts=(Act(id="save", words="Save it as a PDF", icon="printer"),),
        )  # fmt: skip
        page.act.connect(partial(self._save, one))
        self._show(page)

    def _save(self, one: Certificate, _: str) -> None:
        start = Path.home() / f"SRH-disposal-{one.fact.disposal[:8].upper()}.pdf"
        place = self._window.ask.place_to_save("Where to write it", start, "PDF (*.pdf)")
        if place is None:
            return
        try:
            disposal.to_file(disposal.paper(self._ward.desk, one), place)
        except UserError as fault:
            self._window.tell(fault)
            return
        self._window.actions_bar.note.say(f"Written: {place.name}")

    # ---- what the window passes on

    def go_on(self) -> None:
        """From a record to the list, from the list home."""
        if isinstance(self._page, ListPage):
            self._ward.come_home()
        else:
            self._list()

    def go_back(self) -> None:
        """From a record to the list, from the list to what else can be opened."""
        if isinstance(self._page, ListPage):
            self._ward.more()
        else:
            self._list()


def _strong(kept: Kept) -> str:
    if kept.holds:
        return "Held back"
    if kept.proposed_by:
        return "Waits for a second person"
    if kept.due:
        return "Its time has passed"
    return "A colleague said no, and it is kept" if kept.noes else "It is kept"


def _listed(kept: Kept) -> Listed:
    until = f"At least until {clinical_date(kept.until)}" if kept.until else "The stay goes on"
    return Listed(
        id=kept.admission, title=kept.name, about=until, state=_strong(kept),
        tone="attention" if kept.proposed_by or not kept.told else "",
    )  # fmt: skip


def _certified(row: tuple[str, Certificate]) -> Listed:
    id, one = row
    held = counted(one.fact.entries, "entry", "entries")
    return Listed(id=id, title="Certificate of disposal",
                  about=f"{clinical_moment(one.at)}, {held}",
                  state="Destroyed")  # fmt: skip
