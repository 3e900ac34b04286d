"""Following one woman's needs, from her overview: the lanes, the forms, the questions after."""

from __future__ import annotations

from functools import partial

from srh_assess.assessment.following import Said
from srh_assess.errors import UserError
from srh_assess.ui.ask import Way
from srh_assess.ui.frame import Parts
from srh_assess.ui.pages.follow_acts import ANSWERS, BY_ID, Values
from srh_assess.ui.pages.follow_form import Field, FollowForm, spoken
from srh_assess.ui.pages.follow_up import FollowUpPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.window import Window
from srh_assess.ui.woman import WomanOwner
from srh_assess.workflow.following import Follower

WHOLE = Parts(rail=False, so_far=False)
_WHOSE = {"hers": "{She}", "carer": "A carer, and {she} agrees"}
_MOMENTS = {"after_talk": "After the talk", "before_leaving": "Before leaving"}


class FollowUp(WomanOwner):
    """Drives the window while her needs are followed."""

    screen = "follow_up"

    def __init__(self, window: Window, ward: Ward, admission: str) -> None:
        super().__init__(window, ward, admission, begin=False)
        self.hers = Follower(self.session)
        self._need = self._open_form = ""

    @property
    def here(self) -> str:
        """The need, and the form about it that is open."""
        return f"{self._need}:{self._open_form}"

    def go_to(self, here: str) -> None:
        """The same need, and that form again."""
        self._need, _, act = here.partition(":")
        self.show_lanes()
        if act in BY_ID:
            self._act(act)
        elif act in _WHOSE:
            self._ask_view(act)

    def begin(self) -> None:
        """The lanes."""
        self.enter()
        self.show_lanes()

    def show_lanes(self) -> None:
        """Her needs as they stand now."""
        self._open_form = ""
        self.screen = "follow_up"
        page = FollowUpPage(self._window.theme, self.session, self._need)
        page.act.connect(self._act)
        self.open(page, WHOLE)

    def _act(self, id: str) -> None:
        page = self._page
        assert isinstance(page, FollowUpPage)
        self._need, self._open_form = page.need, id
        act, name = BY_ID[id], self.session.protocol.needs[page.need].name
        form = FollowForm(
            self._window.theme, self.session, act.words, act.fields(self.hers, self._need),
            partial(act.write, self.hers, self._need), hint=name, advice=act.advice,
            reaches=act.reaches,
        )  # fmt: skip
        self.open(form, WHOLE)

    # ---- how it was

    def other_act(self) -> None:
        """The questions about how it was: for her, or for a carer whom she lets us ask."""
        if not isinstance(self._page, FollowUpPage):
            return
        ways = tuple(Way(code, spoken(self.session, words)) for code, words in _WHOSE.items())
        whose = self._window.ask.ways("Who is asked?", (*ways, Way("not", "Not now", safe=True)))
        if whose != "not":
            self._ask_view(whose)

    def _ask_view(self, whose: str) -> None:
        try:
            self.hers.may_ask(whose)
        except UserError as fault:
            self._window.tell(fault)
            return
        self._open_form = whose
        rows = [row for row in self.session.protocol.views.values() if row.whose == whose]
        fields = [
            Field(id="moment", label="When", kind="answers", choices=_MOMENTS, needed=True),
            *(Field(id=r.id, label=r.say, kind="answers", choices=ANSWERS) for r in rows),
            Field(id="words", label="Anything else, word for word", kind="hers"),
        ]
        form = FollowForm(
            self._window.theme, self.session, "How was it?", fields, partial(self._view, whose),
            hint="Asked by somebody who took no part in the care; every question can be skipped",
        )  # fmt: skip
        self.screen = "how_was_it"
        self.open(form, WHOLE)

    def _view(self, whose: str, values: Values) -> None:
        rows = [row for row in self.session.protocol.views.values() if row.whose == whose]
        answers = tuple(Said(question=r.id, answer=values[r.id] or "skipped") for r in rows)
        agreed = True if whose == "carer" else None
        self.hers.view(whose, values["moment"], answers, words=values["words"], she_agreed=agreed)

    # ---- what the window passes on

    def go_on(self) -> None:
        """Keeps a form; from the lanes, to the ward."""
        page = self._page
        if not isinstance(page, FollowForm):
            self.leave()
            return
        page.apply()
        if page.kept:
            self.show_lanes()

    def go_back(self) -> None:
        """From a form to the lanes, from the lanes to her overview."""
        if isinstance(self._page, FollowForm):
            self.show_lanes()
        else:
            self.overview()
