"""Admissions from the trust's bed list: looked at line by line, then written together.

Run twice it changes nothing: a woman who is there since the same day is left as she is, or moved
when the list names another bed. Who stands twice, whose number belongs to another name, who is
on the ward since another day: said, not taken. Nothing is corrected and nobody is discharged
from a list. The columns of a file are remembered in the home by the shape of its heading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment import alike, facts
from srh_assess.assessment.facts import Identity
from srh_assess.assessment.record import Record
from srh_assess.clock import Clock, local
from srh_assess.errors import BadInput, Refused
from srh_assess.interop import admissions_csv, table
from srh_assess.interop.admissions_csv import Fault, Mapped, Woman
from srh_assess.store import files
from srh_assess.store.clinical import ClinicalStore
from srh_assess.store.faults import in_words
from srh_assess.store.projections import AdmissionRow
from srh_assess.workflow.import_report import Columns, Outcome, Report, Step

COLUMNS = "columns.json"
LARGEST_MB = 50
_MB = 1024 * 1024
_OPEN_MARKS = (".~lock.{}#", "~${}")
"""What spreadsheets leave beside a file while they have it open."""
STILL_OPEN = "import-still-open"
"""The file itself can be read, and stands as it was saved last."""

Progress = Callable[[int, int], bool]
"""Told now and then how many steps of how many are done; answers whether to go on."""
EVERY = 100

_READ: tuple[Outcome, ...] = ("left_out", "moved", "taken", "there")


class Wish(Struct, frozen=True, kw_only=True):
    """How a list is to be taken. ``look`` writes nothing: the preview. With ``all_or_nothing``
    one line that cannot be taken keeps every other out too. ``given`` names columns; what was
    given last for a heading of this shape still holds, the order of day and month too."""

    given: Mapped | None = None
    month_first: bool | None = None
    all_or_nothing: bool = False
    look: bool = False


LOOK = Wish(look=True)


class Layout(Struct, frozen=True, kw_only=True):
    """How a file looks before it is read: its columns, which of them are known from their
    heading or from last time, and what no column holds yet."""

    columns: tuple[str, ...]
    mapped: Mapping[str, str]
    month_first: bool
    lacking: tuple[str, ...]


class Boards(Struct, frozen=True, kw_only=True):
    """Whether a ward is on the board of who brings the list in, and whether on anybody's."""

    mine: Callable[[str], bool]
    anybodys: Callable[[str], bool]


def read(path: Path, *, as_saved: bool = False) -> bytes:
    """The bytes of a bed list. Refuses one larger than any, however large it says it is, one
    another program has open, and one that changes meanwhile. ``as_saved`` takes one beside which
    a spreadsheet left its mark, as it was saved last: the mark may be left from long ago."""
    most = LARGEST_MB * _MB
    try:
        before = path.stat()
        raw = b"" if before.st_size > most else _begun(path, most + 1)
        after = path.stat()
    except OSError as error:
        if isinstance(error, PermissionError):
            raise BadInput("import-open") from error
        raise BadInput("file-unreadable", file=path.name) from error
    if max(before.st_size, len(raw)) > most:
        raise BadInput("import-too-large", limit=str(LARGEST_MB))
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise BadInput("import-changing")
    if not as_saved and any((path.parent / m.format(path.name)).exists() for m in _OPEN_MARKS):
        raise BadInput(STILL_OPEN)
    return raw


def _begun(path: Path, most: int) -> bytes:
    """A file's bytes, no more than these: what is no file may have no end."""
    with path.open("rb") as file:
        return file.read(most)


def layout(folder: Path, raw: bytes) -> Layout:
    """The columns of a file. Refuses one that is no text table."""
    found = table.read(raw)
    before = _remembered(folder).get(found.signature, Columns(mapped={}))
    mapped = admissions_csv.known(found, before.mapped)
    return Layout(
        columns=found.columns,
        mapped=mapped,
        month_first=before.month_first,
        lacking=admissions_csv.lacking(mapped),
    )


def save_report(report: Report, path: Path) -> None:
    """Writes every line of a report into a text file. It holds no value of the bed list."""
    lines = (*(step.words for step in report.steps), report.summary, "")
    files.write_atomically(path, "\n".join(lines).encode())


def bring_in(
    store: ClinicalStore,
    raw: bytes,
    wish: Wish,
    *,
    author: str,
    clock: Clock,
    boards: Boards,
    progress: Progress | None = None,
) -> Report:
    """Reads a bed list and writes what can be taken, all of it in one transaction. ``progress``
    may stop it at any line: nothing is written then."""
    found = table.read(raw)
    folder = store.opened.folder
    known = _remembered(folder).get(found.signature, Columns(mapped={}))
    columns = Columns(
        mapped=admissions_csv.recognised(found, {**known.mapped, **(wish.given or {})}),
        month_first=known.month_first if wish.month_first is None else wish.month_first,
    )
    lines = admissions_csv.women(
        found, columns.mapped, clock.now(), month_first=columns.month_first
    )
    done = _Done(progress or _on, len(found.lines) * (1 if wish.look else 2))
    steps = tuple(_on_a_board(step, boards) for step in done.each(_steps(store, lines)))
    counts: Counter[Outcome] = Counter(step.outcome for step in steps)
    refused = counts["left_out"] > 0
    writes = not wish.look and not (wish.all_or_nothing and refused)
    if writes:
        _write(store, done.each(steps), author, clock)
        _remember(folder, found.signature, columns)
    elsewhere = sum(_elsewhere(step, boards) for step in steps)
    steps = tuple(map(_told, steps))
    used = set(columns.mapped.values())
    return Report(
        steps=steps,
        to_read=tuple(sorted(steps, key=lambda step: (_READ.index(step.outcome), step.line))),
        counts=counts,
        columns=columns,
        unused=tuple(column for column in found.columns if column not in used),
        encoding=found.encoding,
        written=writes,
        elsewhere=elsewhere,
    )


class _Done:
    """Counts what is done, and stops where somebody says so."""

    def __init__(self, progress: Progress, whole: int) -> None:
        self._progress, self._whole, self._so_far = progress, whole, 0

    def each(self, steps: Iterable[Step]) -> Iterator[Step]:
        """The steps, each counted as it passes."""
        for step in steps:
            if self._so_far % EVERY == 0 and not self._progress(self._so_far, self._whole):
                raise Refused("import-stopped")
            self._so_far += 1
            yield step


def _elsewhere(step: Step, boards: Boards) -> bool:
    """Whether she was taken on a ward whose board is not that of who brought the list in."""
    woman = step.woman
    return step.outcome == "taken" and woman is not None and not boards.mine(woman.stay.ward)


def _told(step: Step) -> Step:
    """A step as the report keeps it: what became of the line, and nothing of the woman in it.
    Who the lines were about is let go where they were read, beside the window."""
    return Step(line=step.line, outcome=step.outcome, faults=step.faults)


def _on(_: int, __: int) -> bool:
    return True


# -- each line against what is there ----------------------------------------------------------


def _steps(store: ClinicalStore, lines: Iterable[Woman | Fault]) -> Iterator[Step]:
    seen = _Seen()
    for line in lines:
        if isinstance(line, Fault):
            yield Step(line=line.line, outcome="left_out", faults=line.faults)
            continue
        before = seen.line_of(line)
        if before is not None:
            twice = BadInput("import-twice", line=str(before))
            yield Step(line=line.line, outcome="left_out", faults=(twice,))
            continue
        yield _against(line, store.alike(line.who))


class _Seen:
    """The women of the lines above."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, ...], tuple[int, str]] = {}

    def line_of(self, woman: Woman) -> int | None:
        """The line in which this woman stands already; else she is remembered."""
        who = woman.who
        for key in _keys(who):
            line, number = self._lines.get(key, (0, ""))
            if line and not _two_numbers(number, who.nhs_number):
                return line
        for key in _keys(who):
            self._lines.setdefault(key, (woman.line, who.nhs_number))
        return None


def _keys(who: Identity) -> Iterator[tuple[str, ...]]:
    if who.nhs_number:
        yield ("number", who.nhs_number)
    if who.local_id:
        yield ("local", who.local_id)
    yield ("name", *_whole(who), str(who.born))


def _whole(who: Identity | AdmissionRow) -> tuple[str, str]:
    return alike.plain(who.family), alike.plain(who.given)


def _two_numbers(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _against(woman: Woman, rows: Iterable[AdmissionRow]) -> Step:
    """The line against earlier stays: newest first."""
    hers: list[AdmissionRow] = []
    whole = _whole(woman.who)
    for row in rows:
        fault = _clash(woman.who, row)
        if fault is not None:
            return Step(line=woman.line, outcome="left_out", faults=(fault,))
        if _same(woman.who, whole, row):
            hers.append(row)
    day = local(woman.stay.admitted).date()
    for row in hers:
        if local(row.admitted).date() == day:
            moved = row.ended is None and _other_bed(woman, row)
            outcome: Outcome = "moved" if moved else "there"
            return Step(line=woman.line, outcome=outcome, woman=woman, admission=row.admission)
    if any(row.ended is None for row in hers):
        here = BadInput("import-on-ward")
        return Step(line=woman.line, outcome="left_out", faults=(here,))
    return Step(line=woman.line, outcome="taken", woman=woman)


def _clash(who: Identity, row: AdmissionRow) -> BadInput | None:
    """A number that belongs to a stay under a name that is not alike."""
    number = bool(who.nhs_number) and who.nhs_number == row.nhs_number
    local_id = bool(who.local_id) and who.local_id == row.local_id
    if not number and not local_id:
        return None
    if alike.likeness(replace(who, nhs_number=""), _identity(row)):
        return None
    return BadInput("import-number-other-name" if number else "import-local-other-name")


def _same(who: Identity, whole: tuple[str, str], row: AdmissionRow) -> bool:
    if _two_numbers(who.nhs_number, row.nhs_number):
        return False
    if who.nhs_number and who.nhs_number == row.nhs_number:
        return True
    if who.local_id and who.local_id == row.local_id:
        return True
    return who.born == row.born and whole == _whole(row)


def _identity(row: AdmissionRow) -> Identity:
    return Identity(
        family=row.family, given=row.given, preferred=row.preferred, born=row.born,
        nhs_number=row.nhs_number, local_id=row.local_id,
    )  # fmt: skip


def _other_bed(woman: Woman, row: AdmissionRow) -> bool:
    """Whether the list names another bed. An empty cell names none."""
    stay = woman.stay
    return bool(stay.room and stay.room != row.room) or bool(stay.ward and stay.ward != row.ward)


def _on_a_board(step: Step, boards: Boards) -> Step:
    """Refuses to move a woman to a ward where nobody has a board: what stands open for her would
    be on no list."""
    ward = step.woman.stay.ward if step.woman is not None else ""
    if step.outcome != "moved" or not ward or boards.anybodys(ward):
        return step
    return Step(line=step.line, outcome="left_out", faults=(BadInput("ward-nobody"),))


# -- writing ----------------------------------------------------------------------------------


def _write(store: ClinicalStore, steps: Iterable[Step], author: str, clock: Clock) -> None:
    with store.together():
        for step in steps:
            if step.woman is not None and step.outcome != "there":
                _write_one(store, step, step.woman, author, clock)


def _write_one(store: ClinicalStore, step: Step, woman: Woman, author: str, clock: Clock) -> None:
    stay = woman.stay
    if step.outcome == "taken":
        record = Record(admission=store.new_admission_id())
        fact: facts.AnyFact = facts.Admitted(identity=woman.who, stay=stay)
    else:
        record = store.record(step.admission)
        old = record.stay or stay
        fact = facts.Moved(at=clock.now(), ward=stay.ward or old.ward, room=stay.room or old.room)
    with store.transaction(record, author) as transaction:
        transaction.add(fact)


def _remembered(folder: Path) -> dict[str, Columns]:
    path = folder / COLUMNS
    with in_words():
        raw = path.read_bytes() if path.is_file() else b""
    return files.decoded(raw, dict[str, Columns]) or {}


def _remember(folder: Path, signature: str, columns: Columns) -> None:
    known = _remembered(folder)
    if known.get(signature) != columns:
        files.write_atomically(folder / COLUMNS, msgspec.json.encode({**known, signature: columns}))
