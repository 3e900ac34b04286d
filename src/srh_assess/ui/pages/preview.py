"""Exactly what goes out, and the way to paper.

``PreviewPage(theme, sharing, ask=, press=, other=)`` shows one document: as it will print, and as
plain text for a screen reader. ``other`` is the kind and the words of the third tab, which asks
for ``preview:KIND``. The bytes on the screen are the bytes that are printed or saved; without her
yes to exactly them they are a draft, and nothing prints. Asks for ``sharing:KIND`` when she is to
be asked, for ``letters`` by its primary act.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from srh_assess.assessment.naming import woman
from srh_assess.errors import StoreFault, UserError
from srh_assess.ui.ask import Ask, Question, Way
from srh_assess.ui.pages.letter_base import Beside, LetterPage, Shelf, Tab, told
from srh_assess.ui.pages.pdf_pane import PdfPane
from srh_assess.ui.pages.pointing import Behind, PlainLetter
from srh_assess.ui.pages.preview_panels import AgreedPanel, CopyPanel, Panel
from srh_assess.ui.pages.safe_contact import safe_contact_note
from srh_assess.ui.pages.wording_advice import Wording
from srh_assess.ui.printing import Press
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import Flow, column, row
from srh_assess.ui.widgets.text import Heading
from srh_assess.workflow import behind, outgoing, sensitive
from srh_assess.workflow.sharing import Sharing

if TYPE_CHECKING:
    from srh_assess.workflow.sharing import Rendered

AS_PRINTED, AS_TEXT = 0, 1
_NOT = Way("not", "No copy", safe=True)
_LOOK = Way("look", "Look again", safe=True)


class PreviewPage(LetterPage):
    """The pages at the left, her agreement and the printer at the right."""

    def __init__(
        self,
        theme: Theme,
        sharing: Sharing,
        *,
        ask: Ask,
        press: Press,
        other: tuple[str, str] = ("", ""),
    ) -> None:
        who = woman(sharing.session.record.identity)
        words = f"{who.starting_possessive} own copy" if sharing.hers else "What goes out"
        super().__init__(theme, sharing.session, Heading(words))
        self.sharing = sharing
        self._ask, self._press = ask, press
        self._rendered: Rendered | None = None
        self._looked_at = ""
        self._marked = 0
        self.pdf = PdfPane(theme, words)
        self.text = PlainLetter(theme, f"{words}, as plain text")
        self.behind = Behind(theme)
        self.advice = Wording(theme, self.text)
        self.views = QStackedWidget()
        for view in (self.pdf, self.text):
            self.views.addWidget(view)
        self.panel = self._made_panel()
        self._body.removeWidget(self.heading)
        self._columns = Beside(theme, self._left(other), self._right(), shares=(9, 4))
        self._body.insertWidget(0, self._columns, 1000)
        self._connect()
        self.renew()

    def _made_panel(self) -> Panel:
        make = CopyPanel if self.sharing.hers else AgreedPanel
        return make(self._theme, self.sharing, self.woman, self._press)

    # ---- building it

    def _left(self, other: tuple[str, str]) -> QWidget:
        theme, (kind, label) = self._theme, other
        tabs = QWidget()
        self.tabs = [Tab(theme, words) for words in ("As printed", "As plain text")]
        for place, tab in enumerate(self.tabs):
            tab.setAutoExclusive(True)
            tab.clicked.connect(partial(self.show_view, place))
        self.tabs[AS_PRINTED].setChecked(True)
        shown: list[Button] = [*self.tabs]
        self.other = Button(theme, label)
        self.other.setParent(tabs)
        self.other.setVisible(bool(kind))
        if kind:
            self.other.clicked.connect(partial(self.go.emit, f"preview:{kind}"))
            shown.append(self.other)
        tabs.setLayout(Flow(theme, self.heading, *shown, gap="s"))
        holder = QWidget()
        top = row(theme, tabs, self.pdf.turner)
        top.setStretch(0, 1)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space("s"))
        box.addLayout(top)
        box.addWidget(self.views, 1)
        box.addWidget(self.behind)
        return holder

    def _right(self) -> QWidget:
        inside = QWidget()
        safe = safe_contact_note(self._theme, self.session, self.woman)
        box = column(self._theme, self.fault, self.advice, safe, self.panel, gap="m")
        box.setStretch(3, 1)
        box.setContentsMargins(0, 0, self._theme.space("m"), 0)
        inside.setLayout(box)
        self._shelf = Shelf(self._theme, inside)
        return self._shelf

    def _connect(self) -> None:
        panel = self.panel
        self._columns.stacked.connect(self._shelf.whole)
        panel.choose.connect(partial(self.go.emit, f"sharing:{self.sharing.template.id}"))
        panel.redraw.connect(self.renew)
        panel.print_wanted.connect(self._print)
        panel.save_wanted.connect(self._save)
        panel.discard_wanted.connect(self._discard)
        panel.outlet.dialog_wanted.connect(self._with_settings)
        panel.outlet.view_wanted.connect(self._view)
        self.pdf.pointed.connect(lambda line, keys: self.behind.say(line, aloud=keys))
        self.text.pointed.connect(lambda line: self.behind.say(line - self._marked, aloud=False))
        self.advice.see.connect(self._see_words)
        if isinstance(panel, AgreedPanel):
            panel.withdraw.connect(self._withdraw)
        elif isinstance(panel, CopyPanel):
            panel.read_together.connect(self._read_together)

    # ---- what is shown

    def show_view(self, place: int) -> None:
        """As printed, or as plain text."""
        self.views.setCurrentIndex(place)
        self.pdf.turner.setVisible(place == AS_PRINTED)

    def renew(self) -> None:
        """Sets the document anew: released when it may go out, else a draft."""
        sharing, panel = self.sharing, self.panel
        ready = sharing.stands and (panel.checked or not sharing.hers)
        self._rendered = None
        try:
            self._rendered = (
                sharing.release(checked=panel.checked) if ready else sharing.pdf(draft=True)
            )
        except UserError as fault:
            self.fault.hold(told(self._theme, fault))
        marks = "" if ready else "DRAFT: not agreed, not sent\n\n"
        lines = behind.lines(sharing)
        self._marked = marks.count("\n")
        self.text.setPlainText(marks + sharing.plain_text)
        self.behind.show_lines(lines)
        self.advice.look()
        if self._rendered is not None:
            self.pdf.show_pdf(self._rendered.data, [text for text, _ in lines])
        pages = self._rendered.pages if self._rendered is not None else 0
        panel.renew(pages, self.session.clock.now())
        if self._rendered is None:
            panel.outlet.offer("Print", "It cannot be set on paper yet")

    def _see_words(self) -> None:
        """The words that somebody may want to look at again, in the text."""
        self.tabs[AS_TEXT].setChecked(True)
        self.show_view(AS_TEXT)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.advice.adviser.list_all()

    # ---- out of the door

    def _why_it_goes(self) -> str | None:
        """Why it goes out once more: empty the first time, nothing when it is not to. What few
        should know is looked at once more first."""
        if not self._looked_again():
            return None
        if not self.sharing.printed_before:
            return ""
        question = Question(
            heading="Why is a copy needed?",
            ways=(Way("copy", "Make a copy"), _NOT),
            explanation="The pages are marked as a copy, and the reason is kept",
            words="The reason",
            needed=frozenset({"copy"}),
        )
        reply = self._ask.question(question)
        return reply.words if reply.code == "copy" else None

    def _looked_again(self) -> bool:
        """Whether a restricted letter was looked at once more, as it stands now."""
        sharing = self.sharing
        if sensitive.level(sharing) != "restricted" or self._looked_at == sharing.plain_text:
            return True
        told = [f"“{words}”" for words in sensitive.tells(sharing)]
        what = f"It holds {' and '.join(told)}. " if told else ""
        reader = sharing.recipient.name
        answer = self._ask.ways(
            f"Look once more: this goes to {reader}",
            (Way("go", f"It is for {reader}"), _LOOK),
            f"{what}Few people should know what it tells. Is this the one reader, and all of it"
            " what was agreed?",
        )
        self._looked_at = sharing.plain_text if answer == "go" else ""
        return bool(self._looked_at)

    def _print(self, printer: str) -> None:
        reason, rendered = self._why_it_goes(), self._rendered
        if reason is None or rendered is None:
            return
        self._send(
            lambda: self.sharing.print_out(
                rendered,
                partial(self._press.print, printer),
                printer=printer,
                how=self.panel.how,
                reason=reason,
            )
        )

    def _with_settings(self) -> None:
        """The system's own dialog, then the print; a printer that writes a file warns first."""
        try:
            printer = self._press.choose(self._ask)
        except UserError as fault:
            self.panel.outlet.failed(fault)
            return
        if printer and self.panel.outlet.take(printer):
            self._print(printer)

    def _view(self) -> None:
        """In the computer's own program, from a file that goes when this computer is locked."""
        reason, rendered = self._why_it_goes(), self._rendered
        if reason is None or rendered is None:
            return
        lent: list[Path] = []
        act = partial(outgoing.lend, self.sharing, rendered, self._press.view, reason=reason)
        if self._send(lambda: lent.append(act())):
            self.panel.outlet.saved(lent[0])

    def _send(self, act: Callable[[], object]) -> bool:
        """Does it and shows what came of it. What the printer refused can be tried again; what
        the disk refused stands at the top, because the paper is out already."""
        fault = self.keep(act)
        if fault is not None and not isinstance(fault, StoreFault):
            self.fault.hold(None)
            self.panel.outlet.failed(fault)
            return False
        self.panel.outlet.went(None)
        self.renew()
        return fault is None

    def _save(self) -> None:
        reason, rendered = self._why_it_goes(), self._rendered
        if reason is None or rendered is None:
            return
        folder = self._ask.folder("Where to save it for printing", Path.home())
        if folder is None:
            return
        saved: list[Path] = []
        act = partial(self.sharing.save, rendered, folder, reason=reason)
        if self._send(lambda: saved.append(act())):
            self.panel.outlet.saved(saved[0])

    def _discard(self, path: object) -> None:
        assert isinstance(path, Path)
        if self.keep(lambda: self.sharing.discard(path)) is None:
            self.panel.outlet.went(None)

    def _read_together(self) -> None:
        rendered = self._rendered
        if rendered is not None:
            self._send(lambda: self.sharing.sent(rendered, "read_with_her"))

    def _withdraw(self) -> None:
        self.keep(self.sharing.withdraw)
        self.panel.outlet.went(None)
        self.renew()

    def offer(self, bar: ActionBar) -> None:
        """The way on; Enter never prints."""
        bar.offer("To the letters", role="plain")
