"""What the police ask for: written down without a clinical word, answered by information
governance and by nobody else."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from srh_assess.errors import UserError
from srh_assess.ui.list_room import ListRoom
from srh_assess.ui.pages.handling import HandlePage, asked
from srh_assess.ui.pages.listing import Listed, ListPage
from srh_assess.ui.pages.police_form import PoliceForm
from srh_assess.ui.pages.police_words import ANSWERS, GIVES, LET, LET_HINT
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.rows import Fact
from srh_assess.ui.widgets.text import Text
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow import overriding, ward_lists
from srh_assess.workflow.ward_lists import Row

_KEPT = "It is passed to information governance. Nothing more is to be done here"


class PoliceLog(Owner):
    """One request is written down: about a woman whose page is open, or about nobody known."""

    screen = "police_log"

    def __init__(self, window: Window, ward: Ward, admission: str = "") -> None:
        self._window, self._ward, self._admission = window, ward, admission
        self.speaks_of = admission
        self._page: PoliceForm | None = None

    def begin(self) -> None:
        """The empty form. It names nobody, and has no banner."""
        self._page = PoliceForm(self._window.theme)
        self._page.written.connect(self._keep)
        self._window.own(self)
        self._window.show_page(self._page, FORM)
        self._window.actions_bar.offer("Keep and pass on", icon="tick")

    def _keep(self) -> None:
        page, desk = self._page, self._ward.desk
        assert page is not None
        try:
            overriding.police_asked_on(
                desk, self._admission, page.officer.words, page.force.words, page.about
            )
        except UserError as fault:
            page.refuse(fault)
            return
        self.go_back()
        self._window.actions_bar.note.say(_KEPT)

    def go_on(self) -> None:
        """Keeps it."""
        if self._page is not None:
            self._page.apply()

    def go_back(self) -> None:
        """To where it was opened from."""
        if self._admission:
            self._ward.open_overview(self._admission)
        else:
            self._ward.come_home()


class PoliceRequests(ListRoom):
    """For information governance: every request, and its answer. No woman is named."""

    screen = "police_requests"

    def show_list(self) -> None:
        """What is not answered yet first."""
        found = ward_lists.rows(self._ward.desk, "requests")
        self._rows = {row.kept.fact.request: row for row in found}
        self._list(
            ListPage(
                self._window.theme,
                "What the police asked for",
                [self._listed(row) for row in sorted(found, key=lambda row: bool(row.kept.ended))],
                hint="Who asked, and their reference. No record opens from here.",
                empty="The police asked for nothing.",
            )
        )

    def _listed(self, row: Row) -> Listed:
        fact, done = row.kept.fact, row.kept.ended is not None
        when = when_words(row.kept.at, self._window.clock.now())
        about = ", ".join(part for part in (when, fact.force, fact.reference) if part)
        state = ANSWERS[row.kept.later[-1].answer] if done else "Not answered yet"
        return Listed(
            id=fact.request, title=fact.officer, about=about, state=state,
            tone="" if done else "attention",
        )  # fmt: skip

    def open(self, entry: str) -> None:
        """One request: what it leaves open, and the answer."""
        theme, row = self._window.theme, self._rows[entry]
        fact = row.kept.fact
        gaps = overriding.gaps(fact)
        answer = AnswerGroup(
            theme, "What was decided?", [Choice(code, words) for code, words in ANSWERS.items()],
            density="row", numbered=False,
        )  # fmt: skip
        by = LineEntry(theme, "Who decided it, by name")
        ask_back = [Notice(theme, f"To ask back: {', '.join(gaps)}", "attention")] if gaps else []
        page = HandlePage(
            theme, f"Asked by {fact.officer}",
            facts=[
                Fact(id=label, label=label, value=value or "Not said")
                for label, value in (
                    ("Force", fact.force), ("Reference", fact.reference),
                    ("Line of enquiry", fact.line_of_enquiry), ("In writing", fact.in_writing),
                    ("The person was told", fact.she_was_told),
                )
            ],
            notes=[_said(one) for one in row.kept.later],
            label="What was not given, and why",
            more=[*ask_back, asked(theme, answer), by, Notice(theme, GIVES), *self._let(row)],
            needs_words=False,
        )  # fmt: skip
        desk = self._ward.desk
        page.written.connect(
            lambda: self._keep(
                page,
                lambda: overriding.police_answered_on(
                    desk, row.admission, entry, by.words, "".join(answer.codes), page.entry.words
                ),
            )
        )
        self._show(page, "Keep the answer")

    def _let(self, row: Row) -> list[QWidget]:
        """The way to a proposal, where the request is about somebody here."""
        desk, request = self._ward.desk, row.kept.fact.request
        record = desk.record(row.admission, duty="answer_police")
        if not overriding.may_let_through(record, request):
            return []
        self.let = Button(self._window.theme, "Let a proposal be written")

        def press() -> None:
            try:
                overriding.let_through(desk, row.admission, request)
            except UserError as fault:
                self._window.tell(fault)
                return
            self.show_list()
            self._window.actions_bar.note.say(LET)

        self.let.clicked.connect(press)
        holder = QWidget()
        holder.setLayout(column(self._window.theme, Flow(self._window.theme, self.let),
                                Text(LET_HINT, "hint"), gap="xs"))  # fmt: skip
        return [holder]


def _said(one: object) -> str:
    answer = ANSWERS.get(str(getattr(one, "answer", "")), "")
    return f"{answer}, decided by {getattr(one, 'by', '')}. {getattr(one, 'not_given', '')}"
