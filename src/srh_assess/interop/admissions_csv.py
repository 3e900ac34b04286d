"""A bed list as CSV: which column is which, and what each line says of one woman.

Columns are known by the names that bed lists use, or as a mapping says. A line comes to a woman
and her stay, or to the codes of everything that is wrong with it; a whole file is never refused
for one line. Pure: nothing is stored, and no sentence holds a value of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment import identity
from srh_assess.assessment.facts import Identity, Stay
from srh_assess.clock import as_utc, local
from srh_assess.errors import BadInput, UserError
from srh_assess.interop import dates
from srh_assess.interop.table import Line, Table, plain

FIELDS: Mapping[str, tuple[str, ...]] = {
    "family": ("family name", "surname", "last name", "family", "lastname"),
    "given": ("given name", "forename", "first name", "forenames", "given", "firstname"),
    "name": ("name", "patient name", "patient", "full name"),
    "preferred": ("preferred name", "known as", "likes to be called"),
    "born": ("date of birth", "dob", "birth date", "d o b", "born", "birthdate"),
    "nhs_number": ("nhs number", "nhs no", "nhs", "nhsnumber", "nhs num"),
    "local_id": (
        "local id", "hospital number", "hospital no", "patient id", "mrn", "rio number", "rio id",
        "unit number", "local number",
    ),
    "admitted": (
        "admitted", "admission date", "date of admission", "admission", "admit date",
        "admission date time", "date admitted", "admitted on", "admission datetime",
    ),
    "admitted_time": ("admission time", "time of admission", "time admitted", "admitted at"),
    "ward": ("ward", "ward name", "unit"),
    "room": ("room", "bed", "bed number", "bed no", "bed name", "room number", "bay bed"),
    "legal_status": ("legal status", "section", "mha status", "mha section", "mha"),
    "named_nurse": ("named nurse", "primary nurse", "key nurse"),
    "responsible_clinician": ("responsible clinician", "consultant", "rc"),
    "referral_ward": ("referral ward", "referred from", "from ward", "admitted from"),
    "language": ("language", "first language", "preferred language"),
    "ethnic": ("ethnic category", "ethnicity", "ethnic group", "ethnic origin", "ethnic code"),
}  # fmt: skip
"""What a column can hold, and the headings it is known by."""

NEEDED = (("family", "name", "given"), ("admitted",))
LONGEST = 200

Mapped = Mapping[str, str]


class Woman(Struct, frozen=True, kw_only=True, gc=False):
    """What one line says, checked. ``remarks`` are codes of what was read with a doubt that
    stops nothing."""

    line: int
    who: Identity
    stay: Stay
    remarks: tuple[str, ...] = ()


class Fault(Struct, frozen=True, kw_only=True, gc=False):
    """A line that cannot be taken, with everything that is wrong with it."""

    line: int
    faults: tuple[UserError, ...]


def recognised(table: Table, given: Mapped | None = None) -> Mapped:
    """Which column holds which field: as given, else by its heading. Refuses a column or a
    field that is not there, and a file without names or admission dates."""
    found = known(table, given)
    for one_of in lacking(found):
        raise BadInput("import-column-needed", field=one_of)
    return found


def lacking(mapped: Mapped) -> tuple[str, ...]:
    """What a list cannot be read without, and no column is known to hold."""
    return tuple(
        " or ".join(one_of) for one_of in NEEDED if not any(field in mapped for field in one_of)
    )


def known(table: Table, given: Mapped | None = None) -> Mapped:
    """The columns that are known, whether or not they are enough."""
    columns = {plain(column): column for column in reversed(table.columns)}
    found: dict[str, str] = {}
    for field, names in FIELDS.items():
        fits = [columns[name] for name in names if name in columns]
        if fits:
            found[field] = fits[0]
    for field, heading in (given or {}).items():
        if field not in FIELDS:
            raise BadInput("import-field-unknown", field=field[:40], known=", ".join(FIELDS))
        if plain(heading) not in columns:
            raise BadInput("import-column-missing", field=field)
        found[field] = columns[plain(heading)]
    return found


def women(
    table: Table, mapped: Mapped, now: datetime, *, month_first: bool = False
) -> Iterator[Woman | Fault]:
    """Each line as a woman and her stay, or with its faults, in the order of the file."""
    places = {field: table.columns.index(column) for field, column in mapped.items()}
    reader = _Reader(places, now, month_first=month_first, table=table)
    return (reader.read(line) for line in table.lines)


class _Reader:
    """Reads the lines of one table."""

    def __init__(
        self, places: Mapping[str, int], now: datetime, *, month_first: bool, table: Table
    ) -> None:
        self._places = places
        self._now = now
        self._today = local(now).date()
        self._month_first = month_first
        self._width = len(table.columns)
        self._swapped = {
            field
            for field in ("born", "admitted")
            if field in places
            and not month_first
            and dates.swapped(self._cell(line, field) for line in table.lines)
        }

    def _cell(self, line: Line, field: str) -> str:
        place = self._places.get(field)
        return line.cells[place] if place is not None and place < len(line.cells) else ""

    def read(self, line: Line) -> Woman | Fault:
        if len(line.cells) > self._width and any(line.cells[self._width :]):
            return Fault(line=line.number, faults=(BadInput("import-line-wide"),))
        faults: list[UserError] = []
        remarks: list[str] = []
        who = self._who(line, faults, remarks)
        stay = self._stay(line, faults)
        if stay is not None and who.born is not None and local(stay.admitted).date() < who.born:
            faults.append(BadInput("admitted-before-birth"))
        if faults or stay is None:
            return Fault(line=line.number, faults=tuple(faults))
        return Woman(line=line.number, who=who, stay=stay, remarks=tuple(remarks))

    def _who(self, line: Line, faults: list[UserError], remarks: list[str]) -> Identity:
        family, given = self._names(line)
        number = self._cell(line, "nhs_number")
        who = Identity(
            family=family,
            given=given,
            preferred=self._cell(line, "preferred"),
            born=self._day(line, "born", faults),
            local_id=self._cell(line, "local_id")[:LONGEST],
        )
        try:
            who = identity.checked(who, self._today)
        except UserError as fault:
            faults.append(_kept(fault))
        if not number or plain(number) in _NOT_KNOWN:
            return who
        try:
            known = identity.nhs_number(number)
        except UserError as fault:
            faults.append(_kept(fault))
            return who
        if known.test_range:
            remarks.append("import-test-number")
        return replace(who, nhs_number=known.digits)

    def _names(self, line: Line) -> tuple[str, str]:
        family, given = self._cell(line, "family"), self._cell(line, "given")
        whole = self._cell(line, "name")
        if family or given or not whole:
            return family, given
        last, comma, first = whole.partition(",")
        if comma:
            return last.strip(), first.strip()
        *before, last = whole.split()
        return last, " ".join(before)

    def _day(self, line: Line, field: str, faults: list[UserError]) -> date | None:
        text = self._cell(line, field)
        if not text:
            return None
        found = dates.read_day(text, today=self._today, month_first=self._month_first)
        if found is None:
            faults.append(BadInput(f"import-{field}-unreadable"))
            return None
        if found.unsure and field in self._swapped:
            faults.append(BadInput(f"import-{field}-swapped"))
        return found.day

    def _stay(self, line: Line, faults: list[UserError]) -> Stay | None:
        if not self._cell(line, "admitted"):
            faults.append(BadInput("import-admitted-missing"))
            return None
        before = len(faults)
        self._day(line, "admitted", faults)
        moment = dates.read_moment(
            self._cell(line, "admitted"),
            self._cell(line, "admitted_time"),
            today=self._today,
            month_first=self._month_first,
        )
        if len(faults) > before:
            return None
        if moment is None:
            faults.append(BadInput("import-time-unreadable"))
            return None
        if as_utc(moment) > self._now:
            faults.append(BadInput("admitted-future"))

        def words(field: str) -> str:
            return self._cell(line, field)[:LONGEST]

        return Stay(
            admitted=as_utc(moment),
            ward=words("ward"),
            room=words("room"),
            legal_status=words("legal_status"),
            named_nurse=words("named_nurse"),
            responsible_clinician=words("responsible_clinician"),
            referral_ward=words("referral_ward"),
            language=words("language"),
            ethnic=words("ethnic"),
        )


def _kept(fault: UserError) -> UserError:
    """Only what it says: with the way it came, 50,000 of them would hold every line of the file."""
    return fault.with_traceback(None)


_NOT_KNOWN = frozenset({"not known", "unknown", "n a", "none", "nk", "tbc"})
