"""Her record for her, in the window: asked for, looked through, given; and where she disagrees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from srh_assess.assessment.her_record import WhyWithheld
from srh_assess.assessment.identity import clinical_date, clinical_moment
from srh_assess.errors import UserError
from srh_assess.saying import counted
from srh_assess.ui.ask import Question, Way
from srh_assess.ui.pages.acts import Act, ActsPage
from srh_assess.ui.pages.find_stay import FindPage
from srh_assess.ui.pages.handling import HandlePage, asked
from srh_assess.ui.pages.listing import Listed, ListPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.widgets.rows import Fact
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow import her_record
from srh_assess.workflow.her_record import Standing, Told

MOST = 50
DUTY = "give_record"
WHY = (
    Choice("third_party", "It would tell about somebody else, who has not agreed"),
    Choice("serious_harm", "Reading it now could do serious harm"),
)
_SAFE = (
    Way("kept_for_her", "No: the ward keeps it, closed", safe=True),
    Way("taken", "Yes, it is taken along"),
    Way("not_asked", "Not asked yet"),
)
_BY = (
    Way("stay", "Leave it", safe=True),
    Way("herself", "The woman herself", role="primary"),
    Way("someone_she_chose", "Somebody the woman chose"),
)


class FindForHer(Owner):
    """A stay is looked for, to give a woman her record: past stays too."""

    screen = "her_record"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward
        self.page = FindPage(window.theme)
        self.page.sought.connect(self._seek)
        self.page.opened.connect(self._open)

    def begin(self) -> None:
        """The page, the cursor in its field."""
        self._window.own(self)
        self._window.show_page(self.page, FORM)
        self._window.actions_bar.offer("Done")
        self._window.focus_on(self.page.words.field)

    def _seek(self, words: str) -> None:
        self.page.show_found(self._ward.desk.stays_found(words, duty=DUTY), MOST)

    def _open(self, admission: str) -> None:
        window, ward = self._window, self._ward
        ForHer(window, ward, admission, back=lambda: FindForHer(window, ward).begin()).begin()

    def go_on(self) -> None:
        """Home."""
        self._ward.come_home()

    def go_back(self) -> None:
        """To what else can be opened."""
        self._ward.more()


class ForHer(Owner):
    """One woman's record: where giving it stands, and what can be done."""

    screen = "her_record"

    def __init__(
        self, window: Window, ward: Ward, admission: str, back: Callable[[], None] | None = None
    ) -> None:
        self._window, self._ward, self._admission = window, ward, admission
        self._back = back or (lambda: ward.open_overview(admission))
        self._page: Page | None = None
        self._told: dict[str, Told] = {}
        self.speaks_of, self._here = admission, ""

    @property
    def here(self) -> str:
        """The entry that is looked at."""
        return self._here

    def go_to(self, here: str) -> None:
        """That entry again, where there still is such a one."""
        self._look()
        if here in self._told:
            self._open(here)

    def begin(self) -> None:
        """Where it stands."""
        self._window.own(self)
        self._stand()

    def _stand(self, said: str = "") -> None:
        stands = her_record.standing(self._ward.desk, self._admission)
        page = ActsPage(
            self._window.theme,
            "The record, for the woman",
            strong=_strong(stands),
            notice="Everything held about this stay. It is free, and owed a month after asking.",
            tone="attention" if stands.owed_by else "",
            facts=tuple(_facts(stands)),
            acts=self._acts(),
            said=said,
        )
        page.act.connect(self._do)
        page.pressed.connect(self._taken_back)
        self._show(page, "Done")

    def _acts(self) -> tuple[Act, ...]:
        may, looks = self._ward.desk.may, self._ward.desk.may("look_through_record")
        every = (
            (True, Act(id="asked", words="It was asked for", icon="quote")),
            (looks, Act(id="look", words="Look it through, leave parts out", icon="search")),
            (True, Act(id="pdf", words="Make a copy to read (PDF)", icon="printer")),
            (True, Act(id="json", words="Make a copy for machines (JSON)", icon="square")),
            (may("write_disagreement"),
             Act(id="disagrees", words="Something is said to be wrong", icon="note")),
        )  # fmt: skip
        return tuple(act for there, act in every if there)

    def _show(self, page: Page, words: str, here: str = "") -> None:
        self._page, self._here = page, here
        self._window.show_page(page, FORM)
        self._window.actions_bar.offer(words, icon="tick" if words != "Done" else "chevron-right")
        self._window.fit_acts()

    # ---- acts

    def _do(self, act: str) -> None:
        try:
            {"asked": self._asked, "look": self._look, "disagrees": self._disagrees}.get(
                act, lambda: self._make(act)
            )()
        except UserError as fault:
            self._window.tell(fault)

    def _asked(self) -> None:
        by = self._window.ask.ways("Who asked for it?", _BY, "Saying it is enough")
        if by != "stay":
            her_record.asked(self._ward.desk, self._admission, by=by)
            self._stand("Written down")

    def _disagrees(self) -> None:
        ways = (Way("keep", "Keep it", role="primary"), Way("no", "Leave it", safe=True))
        told = self._window.ask.question(
            Question(heading="What is said to be wrong?", words="Word for word", ways=ways,
                     explanation="It stands word for word in front of the record, and nothing of "
                     "the record is changed by it.", needed=frozenset({"keep"}), hers=True)
        )  # fmt: skip
        if told.code == "keep":
            her_record.disagrees(self._ward.desk, self._admission, told.words)
            self._stand("It stands in front of the record")

    def _taken_back(self, id: str) -> None:
        """She takes a statement back, or a part is left out no more."""
        desk, what = self._ward.desk, "Is this taken back?"
        withheld = id.removeprefix("out:") if id.startswith("out:") else ""
        if withheld:
            what = "Leave this out no more?"
        ways = (Way("no", "Leave it", safe=True), Way("yes", "Yes"))
        told = self._window.ask.question(
            Question(heading=what, words="Why" if withheld else "", ways=ways,
                     needed=frozenset({"yes"} if withheld else ()))
        )  # fmt: skip
        if told.code != "yes":
            return
        try:
            if withheld:
                her_record.give_back(desk, self._admission, withheld, told.words)
            else:
                her_record.takes_back(desk, self._admission, id)
        except UserError as fault:
            self._window.tell(fault)
            return
        self._stand("Written down")

    def _make(self, form: str) -> None:
        made = her_record.copy(self._ward.desk, self._admission, form)
        safe = self._window.ask.ways("Is it safe to take this copy along?", _SAFE)
        kinds = "PDF (*.pdf)" if form == "pdf" else "JSON (*.json)"
        place = self._window.ask.place_to_save(
            "Where to write the copy", Path.home() / her_record.name(made), kinds
        )
        if place is None:
            return
        her_record.leaves(self._ward.desk, self._admission, made)
        her_record.to_file(made, place)
        her_record.given(self._ward.desk, self._admission, made, "saved", safe)
        said = her_record.said(made, place.name)
        self._stand(" ".join(said[:3]))

    # ---- looking it through

    def _look(self) -> None:
        whole = her_record.gather(self._ward.desk, self._admission)
        lines = [
            Listed(
                id=one.entry, title=one.title,
                about=f"{one.at}. " + ". ".join(f"{ln.label}: {ln.text}" for ln in one.lines)[:300],
                state="Left out" if one.withheld else "", tone="attention" if one.withheld else "",
            )
            for one in her_record.every(whole)
        ]  # fmt: skip
        page = ListPage(
            self._window.theme, "Look it through", lines,
            hint="For two things only: what would tell about somebody else, and what could do"
            " serious harm now",
        )  # fmt: skip
        self._told = {one.entry: one for one in her_record.every(whole)}
        page.opened.connect(self._open)
        self._show(page, "Looked through to the end")

    def _open(self, entry: str) -> None:
        one = self._told[entry]
        why = AnswerGroup(self._window.theme, "On which ground", list(WHY), density="list")
        facts = [Fact(id=str(n), label=line.label, value=line.text)
                 for n, line in enumerate(one.lines)]  # fmt: skip
        page = HandlePage(
            self._window.theme, one.title, facts=facts, notes=(one.at, one.withheld),
            label="Why this entry is left out (stays here)", more=[asked(self._window.theme, why)],
        )  # fmt: skip

        def keep() -> None:
            if not why.codes:
                page.refuse(UserError("her-record-no-ground"))
                return
            ground: WhyWithheld = "third_party" if "third_party" in why.codes else "serious_harm"
            try:
                her_record.withhold(
                    self._ward.desk, self._admission, entry, ground, page.entry.words
                )
            except UserError as fault:
                page.refuse(fault)
                return
            self._look()

        page.written.connect(keep)
        self._show(page, "Leave it out", entry)

    # ---- what the window passes on

    def go_on(self) -> None:
        """From a form and the list to where it stands; from there back."""
        page = self._page
        if isinstance(page, HandlePage):
            page.apply()
        elif isinstance(page, ListPage):
            newest = her_record.standing(self._ward.desk, self._admission).hers.newest
            her_record.looked_through(self._ward.desk, self._admission, newest)
            self._stand("Looked through: a copy may be given")
        else:
            self._back()

    def go_back(self) -> None:
        """One step."""
        if isinstance(self._page, HandlePage):
            self._look()
        elif isinstance(self._page, ListPage):
            self._stand()
        else:
            self._back()


def _strong(stands: Standing) -> str:
    if stands.owed_by is not None:
        return f"A copy is owed by {clinical_date(stands.owed_by)}"
    if stands.hers.given:
        return f"A copy was made on {clinical_date(stands.hers.given[-1].at)}"
    return "Nobody has asked for it yet"


def _facts(stands: Standing) -> list[Fact]:
    hers = stands.hers
    looked = "Yes, all of it" if stands.looked_through else "Not yet, or not what is new"
    rows = [
        Fact(id="who", label="Whose", value=stands.name),
        Fact(id="looked", label="Looked through", value=looked),
        Fact(id="out", label="Left out", value=counted(len(hers.withheld), "entry", "entries")),
    ]
    rows += [
        Fact(id=f"out:{one.fact.withheld}", label=f"Left out {clinical_date(one.at)}",
             value=one.fact.reason, link="Not any more", link_name="Leave this out no more")
        for one in hers.withheld
    ]  # fmt: skip
    rows += [
        Fact(id=one.fact.statement, label=f"Said to be wrong, {clinical_moment(one.at)}",
             value=f"\u201c{one.fact.words}\u201d", link="Take it back",
             link_name="Take back what was said to be wrong")
        for one in hers.statements
    ]  # fmt: skip
    return rows
