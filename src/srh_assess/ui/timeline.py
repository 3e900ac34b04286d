"""The timeline of one woman in the window: the list, one entry, the record as it was then."""

from __future__ import annotations

from srh_assess.assessment.facts import Entry
from srh_assess.ui.pages.as_it_was import AsItWasPage
from srh_assess.ui.pages.timeline import EntryPage, TimelinePage
from srh_assess.ui.stay import ROOM, HerRoom
from srh_assess.ui.ward import Ward
from srh_assess.ui.window import Window
from srh_assess.workflow.history import History
from srh_assess.workflow.journal import Journal
from srh_assess.workflow.timeline import Then, as_it_was, moments


def then(ward: Ward, journal: Journal, entries: tuple[Entry, ...], number: int) -> Then:
    """The assessment once this entry stood, under the protocol that was in use then."""
    desk = ward.desk
    entry = next(one for one in entries if one.number == number)
    record = as_it_was(entries, number)
    history = History(desk.shipped, desk.ledger)
    return Then(journal, history.at(entry.at), record, entry.at)


class Timeline(HerRoom):
    """Drives the window while her timeline is read. It writes nothing."""

    screen = "timeline"

    def __init__(self, window: Window, ward: Ward, admission: str) -> None:
        super().__init__(window, ward, admission)
        self._entries = ward.desk.entries(admission)
        authors = {entry.author for entry in self._entries}
        self._names = {one: name for one in authors if (name := ward.desk.name_of(one))}
        self._group = ""
        self._entry: EntryPage | None = None

    def first(self) -> None:
        """The list, as it was narrowed last."""
        self._entry = None
        page = TimelinePage(self._window.theme, self.session, self._names)
        page.narrowed.connect(self._narrow)
        page.opened.connect(self._open_entry)
        self.open(page, ROOM)
        self._narrow(self._group)
        page.table.setFocus()

    def _narrow(self, group: str) -> None:
        page = self._page
        assert isinstance(page, TimelinePage)
        self._group = group
        page.show_moments(moments(self._entries, group), group)

    def _open_entry(self, number: int) -> None:
        moment = next(
            one for one in moments(self._entries, self._group) if one.entry.number == number
        )
        author = self._names.get(moment.entry.author, "")
        self._entry = EntryPage(self._window.theme, self.session, moment, author)
        self.open(self._entry, ROOM)

    def go_on(self) -> None:
        """From the list to the entry, from there to the record as it was, and back to the list."""
        page = self._page
        if isinstance(page, TimelinePage):
            page.open_current()
        elif isinstance(page, EntryPage):
            was = then(self._ward, self.session.journal, self._entries, page.moment.entry.number)
            self.open(AsItWasPage(self._window.theme, was, self._ward.desk.name_of), ROOM)
        else:
            self.first()

    def go_back(self) -> None:
        """From an entry to the list, from there to her overview."""
        if isinstance(self._page, TimelinePage):
            self.overview()
        else:
            self.first()
