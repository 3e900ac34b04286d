"""What stands behind one line of a letter: the answer, the need, the decision it came from.

Said in words for whoever reads the preview, never on paper. A line without an origin is a
standing sentence, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from srh_assess.assessment.answers import Source
from srh_assess.assessment.identity import clinical_date, clinical_moment
from srh_assess.letters.compose import FINDING, SHARE
from srh_assess.letters.content import INFORMATION
from srh_assess.letters.letter import told
from srh_assess.letters.onward import RECEIVER
from srh_assess.letters.wording import STATES
from srh_assess.workflow.sharing import Sharing

STANDING = "A standing sentence of this kind of letter"
_SOURCES: Mapping[Source, str] = {
    Source.ASKED: "asked",
    Source.NOTES: "from the notes",
    Source.PAPER: "from paper",
    Source.CARER: "from a carer",
    Source.HANDOVER: "from handover",
}


def lines(sharing: Sharing) -> tuple[tuple[str, str], ...]:
    """Every line of the letter as a screen reader gets it, each with what stands behind it;
    nothing behind an empty line."""
    found = []
    for text, row in told(sharing.letter):
        origins = row.origin if row is not None else ()
        behind = ". ".join(dict.fromkeys(_said(sharing, origin) for origin in origins))
        found.append((text, (behind or STANDING) if text else ""))
    return tuple(found)


def _said(sharing: Sharing, origin: str) -> str:
    kind, _, name = origin.partition(":")
    return _KINDS[kind](sharing, name)


def _item(sharing: Sharing, name: str) -> str:
    session = sharing.session
    item = session.protocol.items[name]
    answer = session.findings.asking.visible.get(name)
    words = f"Question: {item.label}"
    if answer is None:
        return f"{words}. No answer in the record"
    state = f", {STATES[answer.state].lower()}" if answer.state is not None else ""
    return f"{words}{state}; {_SOURCES[answer.source]}, {clinical_moment(answer.taken)}"


def _need(sharing: Sharing, name: str) -> str:
    session = sharing.session
    need = session.record.needs[name]
    words = f"Need: {session.protocol.needs[name].name}"
    if need.decided_at is not None:
        words += f", confirmed {clinical_moment(need.decided_at)}"
    if need.plan is not None and need.plan.due is not None:
        words += f"; planned for {clinical_date(need.plan.due)}"
    return words


def _finding(sharing: Sharing, name: str) -> str:
    found = next((one for one in sharing.session.record.capacity if one.finding == name), None)
    if found is None:
        return "Decision: what was found about deciding this letter; not written down yet"
    return "Decision: what was found about deciding this letter"


def _share(sharing: Sharing, _: str) -> str:
    share = sharing.share
    said = f", {share.fact.decision}, {clinical_moment(share.at)}" if share is not None else ""
    return f"Decision: the answer to this letter{said or ', not given yet'}"


def _cited(sharing: Sharing, name: str) -> str:
    tables = sharing.session.protocol.tables
    row = next(kind[name] for kind in (tables.notes, tables.methods, tables.screening)
               if name in kind)  # fmt: skip
    return f"Reference table: {row.source}. Evidence: {row.evidence}. Reviewed {row.reviewed}"


def _information(sharing: Sharing, name: str) -> str:
    kept = sharing.session.record.informed[name]
    return f"Written down for this letter, {clinical_moment(kept.at)}"


_KINDS: Mapping[str, Callable[[Sharing, str], str]] = {
    "item": _item,
    "need": _need,
    "identity": lambda *_: "Admission: who this is",
    "stay": lambda *_: "Admission: this stay",
    "cited": _cited,
    "statement": lambda *_: "What is said to be wrong in the record, in the patient’s own words",
    INFORMATION: _information,
    FINDING: _finding,
    SHARE: _share,
    RECEIVER: lambda *_: "Handover: who is named to take over, and what was said",
}
