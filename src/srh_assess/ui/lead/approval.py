"""Approval: what stands approved, what is past its review date, the signature, the way back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from srh_assess.assessment.answers import UNKNOWN
from srh_assess.assessment.identity import clinical_date
from srh_assess.clock import local
from srh_assess.saying import counted
from srh_assess.ui.lead.base import LeadPage, one_line
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.fold import Fold
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Line, Text
from srh_assess.workflow import leading

if TYPE_CHECKING:
    from srh_assess.ui.lead.room import Leading

_A_YEAR = Asks(about=False, unknown=False, lookback=timedelta(days=366))
_MISSING = {
    "name": "Write the name of the person who signed",
    "role": "Write the role of the person who signed",
    "registration": "Write the registration of the person who signed",
}


class ApprovalPage(LeadPage):
    """The state first; below it the form, while nobody has approved the content in use."""

    guide = "approval"

    def __init__(self, room: Leading) -> None:
        super().__init__(room, "Approval of the content")
        self._state()
        self._overdue()
        self.entries: dict[str, LineEntry] = {}
        self.on: DateEntry | None = None
        if self.desk.approval is None:
            self.act = "Record the approval"
            self._form()
        else:
            self.side = "Take the approval back"

    # ---- how it stands

    def _state(self) -> None:
        desk, theme, found = self.desk, self._theme, self.desk.approval
        if found is None:
            words = "Every screen and every letter says so until a signature is recorded here."
            notice = Notice(theme, words, "attention", strong="Not yet approved")
        else:
            signed = f"{found.role}, {found.registration}. Signed on {clinical_date(found.on)}."
            signed = f"{signed} {leading.looked_at_by(found)}"
            notice = Notice(theme, signed, "ok", strong=f"Approved by {found.name}")
        number = desk.shipped.content_hash
        facts = [
            Fact(id="version", label="Version in use", value=desk.shipped.version),
            Fact(id="number", label="Number of its content",
                 value=" ".join(number[at : at + 8] for at in range(0, len(number), 8))),
            *self._own(),
        ]  # fmt: skip
        read = Button(theme, "Read the handbook", icon="book")
        read.clicked.connect(lambda: self.go.emit("handbook"))
        self._add(notice, Facts(theme, facts), Flow(theme, read))

    def _own(self) -> Iterator[Fact]:
        changed = sum(row.own is not None for row in self.desk.settings)
        if changed:
            words = f"{changed}, signed for in Numbers, not with the handbook"
            yield Fact(id="own", label="Numbers of this unit’s own", value=words)

    def _overdue(self) -> None:
        rows = self.desk.overdue_content
        if not rows:
            self._add(Text("Nothing in the content is past its review date", "muted"), gap="m")
            return
        strong = f"{counted(len(rows), 'row', 'rows')} of the content past the review date"
        since = f"The oldest had to be looked at by {clinical_date(rows[0].review_by)}."
        self._add(Notice(self._theme, since, "attention", strong=strong))
        listed = "\n".join(f"{row.name}: by {clinical_date(row.review_by)}" for row in rows)
        self._add(Fold(self._theme, "Which rows", listed), gap="s")

    # ---- the signature

    def _form(self) -> None:
        room = self.at
        self._add(Line(), gap="xl")
        self._add(Text("Record a signature", "heading"), gap="l")
        hint = "As they stand on the signed handbook. The program keeps who wrote this down, too"
        self._add(Text(hint, "hint"), gap="hair")
        self.entries = {
            "number": one_line(
                room, "Number of the content, from the first page of the signed handbook",
                hint=f"Its first {leading.NUMBER_AT_LEAST} signs are enough",
            ),
            "name": one_line(room, "Name"),
            "role": one_line(room, "Role", hint="For example: consultant in sexual health"),
            "registration": one_line(room, "Registration", hint="GMC or NMC number"),
            "lived": one_line(
                room, "Who looked at it with lived experience of such a ward",
                hint="By the name she wants there. May stay empty; then it is said so",
            ),
        }  # fmt: skip
        self.on = DateEntry(
            room.theme, self.desk.clock, "Signed on", name="The day of the signature", asks=_A_YEAR
        )
        for entry in (*self.entries.values(), self.on):
            self._add(entry)
        self._typed(*self.entries.values())
        self.on.changed.connect(self._touch)

    def apply(self) -> None:
        """Checks the form and records the approval."""
        entries, on = self.entries, self.on
        assert on is not None
        problems = [
            Problem(said, entries[name].field)
            for name, said in _MISSING.items()
            if not entries[name].words.strip()
        ]
        if said := on.problem():
            problems.append(Problem(said, on))
        self._problems(problems)
        if problems:
            return
        when = on.when
        moment = when.latest if when is not None and when != UNKNOWN else None
        typed, field = entries["number"].words, entries["number"].field

        def act() -> None:
            self.desk.approve(
                content_hash=leading.signed_content(self.desk.shipped, typed),
                name=entries["name"].words,
                role=entries["role"].words,
                registration=entries["registration"].words,
                on=local(moment).date() if moment is not None else None,
                lived_experience=entries["lived"].words,
            )

        self._kept(act, field, "The approval is recorded")

    def other_act(self) -> None:
        """Taking it back, on a page of its own."""
        if self.desk.approval is not None:
            self.go.emit("withdraw")


class WithdrawPage(LeadPage):
    """One reason, and every screen and letter says again that the content is not approved."""

    guide = "approval"
    above = "approval"
    act = "Take the approval back"

    def __init__(self, room: Leading) -> None:
        super().__init__(room, "Take the approval back")
        words = (
            "From then on every screen and every new letter says that the content is not "
            "approved. The approval stays in the history."
        )
        self._add(Text(words))
        self.reason = one_line(room, "Why", hint="Kept in the history of changes")
        self._add(self.reason)
        self._typed(self.reason)

    def apply(self) -> None:
        """Takes it back."""
        words = self.reason.words
        self._kept(
            lambda: self.desk.withdraw_approval(words), self.reason.field,
            "The approval is taken back",
        )  # fmt: skip
