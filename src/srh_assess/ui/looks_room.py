"""Who opened one woman's record, for the roles that look after that and open none themselves."""

from __future__ import annotations

from collections.abc import Sequence

from srh_assess.assessment.facts import Identity
from srh_assess.assessment.identity import clinical_date, full_name
from srh_assess.errors import UserError
from srh_assess.saying import counted
from srh_assess.ui.pages.find_stay import FindPage
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.ward import Ward
from srh_assess.ui.who_looked import look_rows
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow import log
from srh_assess.workflow.log import Look

MOST = 50
DUTY = "look_after_looks"
_HINT = "Everybody who opened this record, the newest first. Nothing of what it says stands here"


class LooksPage(ShellPage):
    """Whose record, and one row for each person and sign-in."""

    def __init__(self, theme: Theme, who: Identity, looks: Sequence[Look]) -> None:
        super().__init__(theme, Heading(f"{full_name(who)}: who opened the record"), hint=_HINT)
        self._add(Text(f"Born {clinical_date(who.born)}"), gap="s")
        self._add(Text(counted(len(looks), "time", "times"), "muted"), gap="m")
        self.rows = look_rows(theme, looks)
        self._add(self.rows, gap="s")


class LooksRoom(Owner):
    """A stay is looked for, past ones too; then the list, on which this look stands as well."""

    screen = "who_looked"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward
        self.page: ShellPage | None = None

    def begin(self) -> None:
        """The search, the cursor in its field."""
        page = FindPage(self._window.theme)
        page.sought.connect(
            lambda words: page.show_found(self._ward.desk.stays_found(words, duty=DUTY), MOST)
        )
        page.opened.connect(self._open)
        self._window.own(self)
        self._show(page)
        self._window.focus_on(page.words.field)

    def _open(self, admission: str) -> None:
        try:
            who, looks = log.looks_of_any(self._ward.desk, admission)
        except UserError as fault:
            self._window.tell(fault)
            return
        self._show(LooksPage(self._window.theme, who, looks))

    def _show(self, page: ShellPage) -> None:
        self.page = page
        self._window.show_page(page, FORM)
        self._window.actions_bar.offer("Done")

    def go_on(self) -> None:
        """From the list to another search, from there home."""
        if isinstance(self.page, LooksPage):
            self.begin()
        else:
            self._ward.come_home()

    def go_back(self) -> None:
        """From the list to another search, from there to what else can be opened."""
        if isinstance(self.page, LooksPage):
            self.begin()
        else:
            self._ward.more()
