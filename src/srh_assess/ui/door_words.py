"""What is said at the door, and which faults keep it closed."""

from __future__ import annotations

from datetime import date

from srh_assess.assessment.identity import clinical_date
from srh_assess.saying import counted

FORGOTTEN = (
    "A colleague who looks after accounts can set a new one. With the recovery key that was "
    "printed when this computer was set up you can do it here yourself. Nothing that was written "
    "is lost."
)
OTHER_KEY = (
    "The old recovery key does not open the record any more, only backups that were made before. "
    "This one takes its place."
)
THIS_LOGIN = (
    "Only this login of the computer finds the record by itself. On another login, name the "
    "same folder, or ask whoever looks after the computer to let the program remember it for all."
)
NEWER = frozenset({"home-newer", "slots-newer", "home-unknown-step", "entry-unknown"})
DAMAGED = frozenset(
    {
        "home-damaged", "slots-damaged", "directory-damaged", "journal-missing", "journal-cut",
        "journal-rewritten", "journal-broken", "anchor-missing", "entry-damaged", "slots-missing",
        "ledger-missing", "ledger-damaged",
    }
)  # fmt: skip


def overdue(count: int, since: date) -> str:
    """Content past its review date, above everything."""
    rows = counted(count, "row")
    return (
        f"{rows} of the clinical content past the review date, the oldest since "
        f"{clinical_date(since)}. A lead can see which"
    )
