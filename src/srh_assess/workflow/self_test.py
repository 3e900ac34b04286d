"""One whole assessment without a window: set up, admit, ask, sign, share, verify.

Proves on the machine at hand, also in the frozen program, that every shipped file is there
and that disk, keys, rules, letters and proof work together. The woman is invented and her
home is a temporary folder that is removed afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from srh_assess.assessment.answers import State, Value
from srh_assess.assessment.facts import Identity, Stay
from srh_assess.clock import SystemClock
from srh_assess.errors import Refused
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Item
from srh_assess.saying import counted
from srh_assess.store.accounts import NewAccount
from srh_assess.workflow import gating, needs, signing, urgent
from srh_assess.workflow.desk import Desk, Unit
from srh_assess.workflow.session import Session
from srh_assess.workflow.sharing import Sharing
from srh_assess.workflow.verify import verify_home

PASSPHRASE = "four plain words here"
UNIT = Unit(
    trust="Northmoor Health Trust",
    ward="Willow Ward",
    phone="020 7946 0040",
    address=("Post Room, Northmoor Hospital", "1 Quay Street", "Northmoor NM4 2QS"),
    phones={"SRH": "020 7946 0018", "ED": "020 7946 0021"},
)
ADMIN = NewAccount(
    name="frances", display="Frances Lindqvist", roles=("admin", "lead"), passphrase=PASSPHRASE
)
NURSE = NewAccount(
    name="ruth",
    display="Ruth Adeyemi",
    roles=("nurse",),
    passphrase=PASSPHRASE,
    registration="99A0000E",
)
WOMAN = Identity(
    family="Wren",
    given="Marianne",
    preferred="Maya",
    born=date(1997, 3, 22),
    nhs_number="9990000018",
    gender="Female",
    pronouns="she, her",
)
PLAIN: dict[str, Value] = {
    "R02": "none", "R08": "yes", "R09": "yes", "O01": "yes", "A01": "yes", "W01": "yes",
}  # fmt: skip
"""Answers of a settled woman who has nothing to tell, where *no* is not that answer."""


def self_test() -> Iterator[str]:
    """Plays it and says each step. Raises what went wrong."""
    with TemporaryDirectory(prefix="srh-assess-") as folder:
        yield from played(Desk(Path(folder) / "home", load(), SystemClock()))


def played(desk: Desk) -> Iterator[str]:
    """The steps of the self-test on a desk whose home does not exist yet."""
    desk.set_up(UNIT, ADMIN, NURSE, kind="synthetic")
    desk.sign_in(NURSE.name, PASSPHRASE)
    yield "A home with two accounts and a recovery key."
    session = desk.session(desk.admit(WOMAN, Stay(admitted=desk.clock.now(), ward=UNIT.ward)))
    complete(session, {"G02": ("heavy",), "C05": "start", "Z02": "yes"})
    desk.confirm(PASSPHRASE)
    signing.sign(session, signing.proposed(session))
    answers = len(session.record.answers)
    yield f"One assessment, {counted(answers, 'answer')}, signed as {signing_of(session)}."
    pages = letter(session, desk.unit or UNIT)
    yield f"One letter, pages: {pages}, agreed and sent."
    desk.lock()
    report = verify_home(
        desk.folder, NURSE.name, PASSPHRASE, protocol=desk.shipped, clock=desk.clock
    )
    if report.faults:
        raise Refused("self-test-failed", found=report.lines[-1])
    yield report.lines[-1]


def complete(session: Session, said: dict[str, Value], *, outcome: gating.Outcome = "go") -> None:
    """Answers everything that is asked: as ``said``, else as somebody with nothing to tell.
    Then confirms every need that was raised and writes down a call for what cannot wait."""
    said = {**PLAIN, **said}
    for item in (i for i in session.protocol.items.values() if i.core and i.staff):
        give(session, item, said)
    gating.decide(session, outcome)
    while session.findings.missing:
        give(session, session.protocol.items[session.findings.missing[0]], said)
    found = needs.undecided(session)
    if found:
        needs.confirm(session, *found)
    for one in urgent.waiting(session.protocol, session.record, session.findings):
        urgent.act(session, one, "rung", words="They will see her today.")


def give(session: Session, item: Item, said: dict[str, Value]) -> None:
    """One answer to one item."""
    value = said.get(item.id, nothing_to_tell(item))
    if value is None:
        state = State.NOT_KNOWN if item.staff else State.DECLINED
        session.answer(item.id, state=state)
    else:
        session.answer(item.id, value)


def nothing_to_tell(item: Item) -> Value | None:
    """What somebody settled who has nothing to tell answers; nothing where only a state fits."""
    codes = [option.code for option in item.options]
    plain = next((code for code in ("green", "no", "none") if code in codes), None)
    if item.kind == "many":
        return (plain,) if plain else (codes[0],)
    if plain:
        return plain
    if item.kind in {"number", "scale"} and item.minimum is not None:
        return item.minimum
    return codes[0] if codes else None


def signing_of(session: Session) -> str:
    """How the newest sitting was closed."""
    signed = session.record.sittings[-1].signed
    return signed.outcome if signed else "open"


def letter(session: Session, unit: Unit) -> int:
    """Shares what the clinic needs with her yes and sends it; gives its pages."""
    sharing = Sharing(session, unit, "srh_in_reach", mark="SYNTHETIC: an invented woman")
    for box in sharing.boxes:
        sharing.tick(box.id, on=bool(box.lines) and box.suggestion == "suggested")
    sharing.able("She followed it and asked good questions.")
    sharing.decide("yes", shown="read_to_her")
    rendered = sharing.release()
    sharing.sent(rendered, "saved")
    return rendered.pages
