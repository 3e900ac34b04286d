"""Sharing without her agreement, from her overview: the list, the form, the second person, the
letter, and looking back."""

from __future__ import annotations

from collections import Counter
from functools import partial

from srh_assess.errors import UserError
from srh_assess.rules.override import POLICE
from srh_assess.ui.frame import Parts
from srh_assess.ui.pages.override_form import OverrideForm
from srh_assess.ui.pages.override_list import OverridesPage
from srh_assess.ui.pages.override_read import LOOKS, OverrideRead
from srh_assess.ui.pages.unagreed_preview import UnagreedPreview
from srh_assess.ui.printing import QtPress
from srh_assess.ui.ward import Ward
from srh_assess.ui.window import Window
from srh_assess.ui.woman import WomanOwner
from srh_assess.workflow import overriding, second, unagreed
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.desk import Account
from srh_assess.workflow.unagreed import Unagreed

WHOLE = Parts(rail=False, so_far=False)


class Without(WomanOwner):
    """Drives the window while something is shared without her agreement."""

    screen = "without_agreement"

    def __init__(self, window: Window, ward: Ward, admission: str) -> None:
        super().__init__(window, ward, admission, begin=False)
        self._press = QtPress()
        self._letter: Unagreed | None = None

    def begin(self) -> None:
        """The list."""
        self.enter()
        self.show_list()

    @property
    def here(self) -> str:
        """``new:KIND`` or ``police:REQUEST`` while the form is open, ``read:OVERRIDE``."""
        letter, page = self._letter, self._page
        if letter is None or not isinstance(page, OverrideForm | OverrideRead):
            return ""
        if isinstance(page, OverrideRead):
            return f"read:{letter.override}"
        police = letter.draft.police
        return f"police:{police.request}" if police is not None else f"new:{letter.template.id}"

    def go_to(self, here: str) -> None:
        """That page again."""
        what, _, about = here.partition(":")
        {"new": self._form, "police": self._for_police, "read": self.read}[what](about)

    # ---- the pages

    def show_list(self) -> None:
        """What was proposed, and the readers there are."""
        desk = self._ward.desk
        letters = {kind: unagreed.new(desk, self.session, kind) for kind in unagreed.readers()}
        shared = Counter(letter.recipient.name for letter in letters.values())
        readers = {
            kind: f"{name}: {letter.template.name}" if shared[name] > 1 else name
            for kind, letter in letters.items()
            for name in (letter.recipient.name,)
        }
        names = {letter.recipient.id: letter.recipient.name for letter in letters.values()}
        names[POLICE] = "The police, on their request"
        due = [LOOKS[look] for override in self.session.record.decided.overrides
               for look in overriding.looks_due(Decider(self.session), override)]  # fmt: skip
        asked = overriding.to_propose(self.session.record)
        page = OverridesPage(self._window.theme, self.session, readers, names, due, asked)
        page.asked_for.connect(self._for_police)
        page.begun.connect(self._form)
        page.opened.connect(self.read)
        self.open(page, WHOLE)

    def _form(self, kind: str) -> None:
        self._letter = unagreed.new(self._ward.desk, self.session, kind)
        self.open(OverrideForm(self._window.theme, self._letter), WHOLE)

    def _for_police(self, request: str) -> None:
        try:
            letter = unagreed.for_police(self._ward.desk, self.session, request)
        except UserError as fault:
            self._window.tell(fault)
            return
        self._letter = letter
        self.open(OverrideForm(self._window.theme, letter), WHOLE)

    def read(self, override: str) -> None:
        """One proposal, whole."""
        desk = self._ward.desk
        try:
            letter = unagreed.of(desk, self.session, override)
        except UserError as fault:
            self._window.tell(fault)
            return
        self._letter = letter
        kept = letter.proposal
        assert kept is not None
        page = OverrideRead(
            self._window.theme, letter, proposer=desk.name_of(kept.author),
            me=self.session.author_name or desk.name_of(self.session.author),
        )  # fmt: skip
        page.second.connect(partial(self._second, page))
        page.letter_wanted.connect(self._pages)
        self.open(page, WHOLE)

    def _pages(self) -> None:
        assert self._letter is not None
        self.open(
            UnagreedPreview(
                self._window.theme, self._letter, ask=self._window.ask, press=self._press
            ),
            WHOLE,
        )

    # ---- the second person

    def _second(self, page: OverrideRead, act: str, name: str, passphrase: str) -> None:
        desk, panel = self._ward.desk, page.panel
        assert panel is not None
        panel.busy(True)

        def proved(account: Account) -> None:
            if self._page is page:
                self._decided(page, act, account)

        def refused(fault: Exception) -> None:
            if not isinstance(fault, UserError):
                raise fault
            if self._page is page:
                panel.refuse(fault)

        self._window.work.run(lambda: second.proved(desk, name, passphrase), proved, refused)

    def _decided(self, page: OverrideRead, act: str, account: Account) -> None:
        override, panel = page.letter.override, page.panel
        assert panel is not None
        try:
            hers = Decider(self.session)
            if act == "look":
                other = second.seconding(hers, account, "decide_override")
                overriding.look_back(
                    hers, override, "emergency", page.found.words, with_whom=account.id
                )
            else:
                other = second.seconding(hers, account, "decide_override")
                role = "".join(page.role.codes) if page.role is not None else ""
                overriding.decide(
                    other, override, agrees=act == "yes", role=role, words=page.words.words
                )
        except UserError as fault:
            self.session.read_again()
            panel.refuse(fault)
            return
        self.session.read_again()
        self.read(override)

    # ---- what the window passes on

    def go_on(self) -> None:
        """Proposes what is filled in; keeps what was found; else one step back."""
        page = self._page
        if isinstance(page, OverrideForm):
            page.apply()
            if page.proposed:
                self.read(page.letter.override)
        elif isinstance(page, OverrideRead):
            page.apply()
            self.show_list()
        else:
            self.go_back()

    def go_back(self) -> None:
        """From a proposal to the list, from the pages to the proposal, from the list to her
        overview."""
        if isinstance(self._page, UnagreedPreview) and self._letter is not None:
            self.read(self._letter.override)
        elif isinstance(self._page, OverridesPage):
            self.overview()
        else:
            self.show_list()
