"""Admitting a woman, or correcting with a reason what was written wrongly.

One name is enough and is kept as it is written. Only what would mistake her for someone else
blocks; everything else may stay empty. A like name or a number of the test range is a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.assessment import identity
from srh_assess.assessment.answers import UNKNOWN, When
from srh_assess.assessment.facts import Identity, Stay
from srh_assess.assessment.record import Record
from srh_assess.clock import Clock, as_utc, local
from srh_assess.errors import BadInput, UserError
from srh_assess.ui.pages.nhs_entry import NhsEntry
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import ChoiceEntry, Entry, LineEntry, TextEntry
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Line, Text
from srh_assess.workflow.categories import ethnic_name, ethnic_names

LEGAL = ("Informal", "Section 2", "Section 3", "Section 5(2)", "Section 37", "Section 47/49")
CHAPERONE = ("Wanted", "Not wanted", "Not yet asked")
STAFF_GENDER = ("No preference", "Women only", "Men only", "Not yet asked")
_ANY_AGE = timedelta(days=121 * 366)


class Written(Struct, frozen=True, kw_only=True):
    """What was filled in. ``reason`` goes with a correction, ``came_under`` with one of a legal
    status that has changed since the admission."""

    who: Identity
    stay: Stay
    reason: str = ""
    came_under: str | None = None


def as_written(record: Record) -> Written:
    """Her identity and her stay as the record has them now."""
    assert record.identity is not None
    assert record.stay is not None
    under = record.legal.on_admission if record.legal.changes else None
    return Written(who=record.identity, stay=record.stay, came_under=under)


def legal_entry(theme: Theme, label: str) -> ChoiceEntry:
    """A legal status: one of the usual, or another in words."""
    return ChoiceEntry(theme, label, LEGAL, hint="Choose, or write it", other=True)


class AdmissionPage(ShellPage):
    """``written`` comes with identity and stay once Continue finds nothing wrong.

    ``before`` holds what is corrected, or a draft to go on with. ``alike`` says whether a
    woman of this name is on the ward already.
    """

    written = Signal(object)

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        *,
        ward: str = "",
        before: Written | None = None,
        correcting: bool = False,
        said: Sequence[str] = (),
        alike: Callable[[str, str], bool] = lambda family, given: False,
    ) -> None:
        heading = "Correct name, birth date or stay" if correcting else "Admit a woman"
        hint = "The old words stay readable beside the new" if correcting else ""
        super().__init__(theme, Heading(heading), hint=hint)
        self._clock, self._alike, self._correcting = clock, alike, correcting
        self._ward = before.stay.ward if before is not None and correcting else ward
        self._local_id = before.who.local_id if before is not None else ""
        self._came_under = before.came_under if before is not None else None
        for words in said:
            self._add(Notice(theme, f"“{words}”", "attention", strong="Said to be wrong in here"))
        self._reason = TextEntry(theme, "Why is it corrected?") if correcting else None
        if self._reason is not None:
            self._add(self._reason)
        self._who_she_is()
        self._her_stay()
        self._her_wishes()
        self._show(before or self._new())
        self._warn()
        self.changed.connect(self._warn)

    # ---- building it

    def _line(self, label: str, hint: str = "") -> LineEntry:
        entry = LineEntry(self._theme, label, hint=hint)
        entry.changed.connect(self.changed)
        return entry

    def _who_she_is(self) -> None:
        theme = self._theme
        self._family = self._line("Family name", "Or the one name")
        self._given = self._line("Given name")
        self._preferred = self._line("Preferred name", "The name to say")
        self._born = DateEntry(
            theme,
            self._clock,
            "Date of birth",
            name="The date of birth",
            hint="For example 27 3 1997",
            asks=Asks(about=False, lookback=_ANY_AGE),
        )
        self._born.changed.connect(self.changed)
        self._nhs = NhsEntry(theme)
        self._nhs.changed.connect(self.changed)
        self._gender = self._line("Gender", "In own words; may stay empty")
        self._pronouns = self._line("Pronouns", "In own words, for example she, her")
        self._like_name = Notice(
            theme,
            "Look twice at date of birth and number on every page.",
            "attention",
            strong="A woman with a like name is on this ward",
        )
        self._young = Notice(
            theme,
            "The talk, decisions and letters stay closed on this ward. Red flags from the "
            "notes, clocks and the telephone page stay open; ring the named nurse for "
            "safeguarding children.",
            "attention",
            strong="Under 18",
        )
        names = column(theme, self._family, self._given, self._like_name, gap="l")
        birth = column(theme, self._born, self._young, gap="l")
        self._add(names, self._preferred, birth, self._nhs, self._gender, self._pronouns)

    def _her_stay(self) -> None:
        theme = self._theme
        self._room_entry = self._line("Room")
        self._admitted = DateEntry(
            theme,
            self._clock,
            "Admitted",
            name="The admission",
            hint="Now, unless you change it",
            asks=Asks(timed=True, about=False, unknown=False),
        )
        changed = self._came_under is not None
        self._legal = legal_entry(theme, "Legal status now" if changed else "Legal status")
        self._under = legal_entry(theme, "Legal status on admission")
        self._under.setVisible(changed)
        self._from = self._line("Came from", "The ward or service before")
        self._nurse = self._line("Named nurse")
        self._doctor = self._line("Responsible clinician")
        self._section("The stay")
        self._add(
            self._room_entry, self._admitted, self._legal, self._under, self._from, self._nurse,
            self._doctor,
        )  # fmt: skip

    def _her_wishes(self) -> None:
        theme = self._theme
        self._language = self._line("Preferred language")
        self._ethnic = ChoiceEntry(
            theme,
            "Ethnic category",
            list(ethnic_names()),
            hint="As told, or as the trust’s record has it; may stay empty",
        )
        self._ethnic.changed.connect(self.changed)
        self._interpreter = AnswerGroup(
            theme,
            "Interpreter needed",
            [Choice("yes", "Yes"), Choice("no", "No")],
            density="grid",
            numbered=False,
        )
        self._staff = AnswerGroup(
            theme,
            "Preferred staff",
            [Choice(words, words) for words in STAFF_GENDER],
            density="grid",
            numbered=False,
        )
        self._chaperone = AnswerGroup(
            theme,
            "A chaperone at an examination",
            [Choice(words, words) for words in CHAPERONE],
            density="grid",
            numbered=False,
        )
        self._infection = LineEntry(
            theme, "Infection control on a visit",
            hint="What a visitor does, never why: as gloves and apron. May stay empty",
        )  # fmt: skip
        self._communication = TextEntry(
            theme, "What helps to understand and be understood", hint="May stay empty"
        )
        self._section("How to talk together")
        self._add(self._language, self._ethnic)
        for words, group in (
            ("Interpreter needed", self._interpreter),
            ("Preferred staff", self._staff),
            ("A chaperone at an examination", self._chaperone),
        ):
            self._add(column(theme, Text(words, "label"), group, gap="xs"))
        self._add(self._communication, self._infection)

    def _section(self, words: str) -> None:
        self._add(Line(), gap="xl")
        self._add(Text(words, "heading"), gap="l")

    # ---- what stands in it

    def _new(self) -> Written:
        now = self._clock.now().replace(second=0, microsecond=0)
        return Written(who=Identity(family=""), stay=Stay(admitted=now))

    def _show(self, before: Written) -> None:
        who, stay = before.who, before.stay
        for entry, words in (
            (self._family, who.family),
            (self._given, who.given),
            (self._preferred, who.preferred),
            (self._gender, who.gender),
            (self._pronouns, who.pronouns),
            (self._room_entry, stay.room),
            (self._from, stay.referral_ward),
            (self._nurse, stay.named_nurse),
            (self._doctor, stay.responsible_clinician),
            (self._language, stay.language),
            (self._infection, stay.infection_control),
        ):
            entry.show_words(words)
        known = self._correcting or bool(who.family)
        self._born.show_when(_day(who.born) if who.born else (UNKNOWN if known else None))
        self._nhs.show_number(who.nhs_number, who.nhs_number_reason)
        self._admitted.show_when(When.exactly(stay.admitted))
        self._legal.show_name(stay.legal_status)
        self._under.show_name(before.came_under or "")
        self._ethnic.show_name(ethnic_name(stay.ethnic))
        if stay.interpreter is not None:
            self._interpreter.choose(["yes" if stay.interpreter else "no"])
        self._staff.choose([stay.staff_gender])
        self._chaperone.choose([stay.chaperone])
        self._communication.show_words(stay.communication)

    def draft(self) -> Written:
        """What stands in the fields, right or wrong: kept while the window is locked."""
        return Written(
            who=self._identity(),
            stay=self._stay(),
            reason=self._reason.words if self._reason is not None else "",
            came_under=None if self._came_under is None else self._under.words,
        )

    def _identity(self) -> Identity:
        number, reason = self._nhs.given
        return Identity(
            family=self._family.words.strip(),
            given=self._given.words.strip(),
            preferred=self._preferred.words.strip(),
            born=_date(self._born.when),
            nhs_number=number,
            nhs_number_reason=reason,
            local_id=self._local_id,
            gender=self._gender.words.strip(),
            pronouns=self._pronouns.words.strip(),
        )

    def _stay(self) -> Stay:
        when = self._admitted.when
        admitted = when.earliest if when is not None and when.earliest else self._clock.now()
        interpreter = self._interpreter.codes
        return Stay(
            admitted=admitted,
            ward=self._ward,
            room=self._room_entry.words.strip(),
            legal_status=self._legal.words,
            referral_ward=self._from.words.strip(),
            named_nurse=self._nurse.words.strip(),
            responsible_clinician=self._doctor.words.strip(),
            language=self._language.words.strip(),
            ethnic=ethnic_names().get(self._ethnic.words, ""),
            interpreter=interpreter[0] == "yes" if interpreter else None,
            communication=self._communication.words.strip(),
            staff_gender="".join(self._staff.codes),
            chaperone="".join(self._chaperone.codes),
            infection_control=self._infection.words.strip(),
        )

    # ---- what is wrong, what is worth a second look

    def _warn(self) -> None:
        family, given = self._family.words.strip(), self._given.words.strip()
        self._like_name.setVisible(bool(family or given) and self._alike(family, given))
        born = _date(self._born.when)
        today = local(self._clock.now()).date()
        young = born is not None and born <= today and identity.age_on(born, today) < 18
        self._young.setVisible(young)

    def apply(self) -> None:
        """Checks everything, and gives it when nothing is wrong."""
        found = list(self._found())
        for entry in self._fields():
            entry.complain(next((said for said, of in found if of is entry), ""))
        self._problems([Problem(said, _focus_of(entry)) for said, entry in found])
        if not found:
            self.written.emit(self.draft())

    def refuse(self, fault: UserError) -> None:
        """Says what stood against it; everything that was typed stays."""
        entry: Entry | DateEntry = self._family
        if fault.code.startswith("admitted"):
            entry = self._admitted
        elif fault.code.startswith("birth"):
            entry = self._born
        elif fault.code.startswith("nhs"):
            entry = self._nhs
        entry.complain(fault.sentence)
        self._problems([Problem(str(fault), _focus_of(entry))])

    def _fields(self) -> list[Entry | DateEntry]:
        reason: list[Entry | DateEntry] = [self._reason] if self._reason is not None else []
        names = (self._family, self._given, self._preferred)
        return [*reason, *names, self._born, self._nhs, self._admitted]

    def _found(self) -> Iterable[tuple[str, Entry | DateEntry]]:
        if self._reason is not None and not self._reason.words.strip():
            yield "Write one line that says why it is corrected", self._reason
        yield from self._names_found()
        if self._born.empty:
            yield "Give the date of birth, or choose Not known", self._born
        elif said := self._born.problem() or self._born_found():
            yield said, self._born
        if said := self._nhs.problem():
            yield said, self._nhs
        if self._admitted.empty:
            yield "Give the day and time of the admission", self._admitted
        elif said := self._admitted.problem():
            yield said, self._admitted

    def _names_found(self) -> Iterable[tuple[str, Entry | DateEntry]]:
        if not self._family.words.strip() and not self._given.words.strip():
            yield "Write the family name, or the one name", self._family
        for entry in (self._family, self._given, self._preferred):
            try:
                identity.one_name(entry.words)
            except BadInput as fault:
                yield fault.sentence, entry

    def _born_found(self) -> str:
        born = _date(self._born.when)
        if born is None:
            return ""
        try:
            identity.birth_date(born, local(self._clock.now()).date())
        except BadInput as fault:
            return fault.sentence
        return ""


def _focus_of(entry: Entry | DateEntry) -> QWidget:
    return entry.field if isinstance(entry, Entry) else entry


def _date(when: When | None) -> date | None:
    if when is None or when.earliest is None:
        return None
    return local(when.earliest).date()


def _day(born: date) -> When:
    """The whole day: nobody asked at what time she was born."""
    first, last = datetime.combine(born, time()), datetime.combine(born, time(23, 59))
    return When(as_utc(first), as_utc(last))
