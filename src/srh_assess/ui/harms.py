"""The harms log: what harmed a woman, or may have; what she was told of it; its severity, which is
blank until somebody gives one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from srh_assess.assessment.identity import clinical_date
from srh_assess.clock import local
from srh_assess.errors import BadInput
from srh_assess.ui.list_room import ListRoom
from srh_assess.ui.pages.handling import HandlePage, asked
from srh_assess.ui.pages.harm_words import KINDS, SEVERITIES
from srh_assess.ui.pages.listing import Listed, ListPage
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import TextEntry
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.rows import Fact
from srh_assess.workflow import voice, ward_lists
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.ward_lists import Row

_DAY = Asks(about=False, unknown=False)


class Harms(ListRoom):
    """The log, and one entry of it with what candour asks for."""

    screen = "harms"

    def show_list(self) -> None:
        """What nobody has looked at first."""
        found = ward_lists.rows(self._ward.desk, "harms")
        self._rows = {row.kept.fact.harm: row for row in found}
        waiting = sorted(found, key=lambda row: bool(row.kept.later))
        self._list(
            ListPage(
                self._window.theme,
                "Harms log",
                [self._listed(row) for row in waiting],
                hint="Beside every benefit that is counted stands what it cost.",
                empty="No harm is written down.",
            )
        )

    def _listed(self, row: Row) -> Listed:
        fact, later = row.kept.fact, row.kept.later
        when = when_words(fact.at or row.kept.at, self._window.clock.now())
        severity = next((one.severity for one in reversed(later) if one.severity), fact.severity)
        state = SEVERITIES.get(severity, "No severity yet")
        about = ", ".join(part for part in (when, row.name) if part)
        return Listed(
            id=fact.harm, title=KINDS[fact.what], about=about, state=state,
            tone="" if later else "attention",
        )  # fmt: skip

    def open(self, entry: str) -> None:
        """One entry: severity, what she was told, an apology, what followed in writing."""
        theme, clock, row = self._window.theme, self._window.clock, self._rows[entry]
        fact = row.kept.fact
        severity = AnswerGroup(
            theme, "How severe, as it is seen now",
            [Choice(code, words) for code, words in SEVERITIES.items()], density="row",
        )  # fmt: skip
        told = DateEntry(theme, clock, "The day it was told", name="The day it was told", asks=_DAY)
        apology = TextEntry(theme, "The apology, as it was given")
        written = DateEntry(
            theme, clock, "The day it followed in writing", name="The day of the letter", asks=_DAY
        )
        page = HandlePage(
            theme, KINDS[fact.what],
            facts=(
                Fact(id="when", label="When",
                     value=when_words(fact.at or row.kept.at, clock.now())),
                Fact(id="who", label="Whose stay", value=row.name or "Not known"),
            ),
            quote=fact.words,
            notes=[_said(one) for one in row.kept.later],
            label="What was found and done",
            more=[asked(theme, severity), told, apology, written], needs_words=False,
        )  # fmt: skip

        def keep() -> None:
            hers = Decider(self._ward.desk.session(row.admission, begin=False, duty="handle_harms"))
            voice.candour(
                hers, entry, severity="".join(severity.codes), told_on=day_of(told),
                apology=apology.words.strip(), written_on=day_of(written),
                words=page.entry.words.strip(),
            )  # fmt: skip

        page.written.connect(lambda: self._keep(page, keep))
        self._show(page, "Keep")


def day_of(entry: DateEntry) -> date | None:
    """The day that was written; nothing while it is empty. Refuses one that cannot be read."""
    if entry.problem():
        raise BadInput("day-unreadable")
    when = entry.when
    return local(when.earliest).date() if when is not None and when.earliest else None


def _said(one: object) -> str:
    parts: Mapping[str, object] = {
        "Severity": SEVERITIES.get(getattr(one, "severity", ""), ""),
        "Told": getattr(one, "told_on", None),
        "Apology": getattr(one, "apology", ""),
        "In writing": getattr(one, "written_on", None),
        "Found and done": getattr(one, "words", ""),
    }
    return ". ".join(f"{name}: {_day(value)}" for name, value in parts.items() if value)


def _day(value: object) -> str:
    return clinical_date(value) if isinstance(value, date) else str(value)
