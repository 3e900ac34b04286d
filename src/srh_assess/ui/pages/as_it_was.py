"""A record as it was at a moment: to be read, and never changed from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from srh_assess.assessment.identity import called, clinical_moment
from srh_assess.ui.pages import check_rows
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.pages.her_stay import facts_of, standing_words
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.fold import Fold
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import flow, needs
from srh_assess.workflow.entry_words import OUTCOMES
from srh_assess.workflow.timeline import Then

PAGE = flow.Page(id="as_it_was", kind="check", title="The record as it was")
_OUTCOMES = {
    "complete": "complete",
    "brief": "brief",
    "partial": "the short version",
    "deferred": "put off",
    "declined": "declined",
}


class AsItWasPage(SittingPage):
    """Everything that stood in the record then, section by section. ``whole``: as an earlier
    stay that is over, rather than as a moment of this one."""

    def __init__(
        self, theme: Theme, then: Then, name_of: Callable[[str], str], *, whole: bool = False
    ) -> None:
        record = then.record
        assert record.identity is not None
        who, at = called(record.identity), clinical_moment(then.clock.now())
        heading = f"{who}: an earlier stay" if whole else f"{who}: the record as it was"
        super().__init__(theme, then, PAGE, Heading(heading))
        self.then = then
        said = "An answer that was true then may not be true now; nothing is taken over by itself."
        self._add(Notice(theme, said, strong=f"As it was on {at}. To read only"))
        for one in record.for_her.statements if whole else ():
            words = f"“{one.fact.words}”"
            self._add(Notice(theme, words, "attention", strong=f"{who} says something is wrong"))
        self._stay(name_of)
        self._needs()
        self._answers()

    def _stay(self, name_of: Callable[[str], str]) -> None:
        record, now = self.then.record, self.then.clock.now()
        rows = list(facts_of(record))
        if (said := standing_words(record, now)) is not None:
            rows.append(Fact(id="stands", label=said[0], value=said[1]))
        self._section("The stay", rows)
        self._section("Sittings", list(_sittings(self.then, name_of)))

    def _needs(self) -> None:
        now = self.then.clock.now()
        rows = [
            Fact(
                id=line.id,
                label=line.name,
                value=", ".join(
                    part
                    for part in (
                        line.state,
                        f"due {when_words(line.due, now)}" if line.due else "",
                        line.owner,
                    )
                    if part
                ),
            )
            for line in needs.lines(self.then)
        ]
        self._section("Needs", rows)

    def _answers(self) -> None:
        for section in check_rows.sections(self.then, link=""):
            self._section(section.name, list(section.asked))
            if section.not_asked:
                name = f"Not asked, {len(section.not_asked)}"
                fold = Fold(self._theme, name, Facts(self._theme, section.not_asked))
                fold.buttons[0].setAccessibleName(f"{section.name}: {name}")
                self._add(fold, gap="s")

    def _section(self, name: str, rows: list[Fact]) -> None:
        if rows:
            self._add(Text(name, "heading"), gap="xl")
            self._add(Facts(self._theme, rows), gap="s")

    def offer(self, bar: ActionBar) -> None:
        """Back to where it was opened from."""
        bar.offer("Close it")


def _sittings(then: Then, name_of: Callable[[str], str]) -> Iterator[Fact]:
    for number, sitting in enumerate(then.record.sittings, 1):
        gate = OUTCOMES[sitting.gate.outcome] if sitting.gate is not None else ""
        signed = f"signed as {_OUTCOMES[sitting.signed.outcome]}" if sitting.signed else "open"
        parts = (clinical_moment(sitting.begun), name_of(sitting.author), gate, signed)
        value = ", ".join(part for part in parts if part)
        yield Fact(id=str(number), label=f"Sitting {number}", value=value)
