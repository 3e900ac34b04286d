"""A letter about an invented woman, to see how a unit's own names and words look on paper.

Made by the same way as every letter, from a record that is in no journal. It is a draft and says
so; it can be shown, and nothing else.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Literal

from srh_assess.assessment.answers import Answer, Value
from srh_assess.assessment.facts import Identity, NeedDecided, NeedPlanned, Stay
from srh_assess.assessment.record import Need, Record
from srh_assess.clock import Clock, SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.workflow.document import HER_COPY, Document, Signatory
from srh_assess.workflow.invented.stage import Scratch
from srh_assess.workflow.session import Session
from srh_assess.workflow.unit import Unit

if TYPE_CHECKING:
    from srh_assess.letters.render import Rendered

Paper = Literal["letter", "inpatient", "her_copy"]
"""``inpatient``: the letter where she agrees to be known as one."""
_LETTER = "srh_in_reach"
_MARK = "SAMPLE: an invented woman"
_NEED, _STEP = "N10", "Ring the clinic"
_SAID: dict[str, Value] = {"G01": "yes", "P02": "no_not_now"}
_BOXES = 6
_WHO = Identity(
    family="Sample", given="Anna", preferred="Anna", born=date(1994, 5, 17),
    nhs_number="9990000018", gender="Female", pronouns="she, her",
)  # fmt: skip


def sample(
    protocol: Protocol, clock: Clock, unit: Unit, logo: bytes, paper: Paper, *, ward: str = ""
) -> Rendered:
    """The pages of a letter, or of her own copy, with everything of this unit on it. ``ward``:
    as of a stay on another ward of the home."""
    kind = HER_COPY if paper == "her_copy" else _LETTER
    now = SetClock(clock.now())
    session = Session(
        Scratch(Random(0), now), protocol, _record(now, ward or unit.ward), author="", clock=now
    )  # fmt: skip
    signs = Signatory(name="Ruth Adeyemi", registration="99A0000E")
    document = Document(session, unit, kind, signs=lambda _: signs, mark=_MARK, logo=logo)
    for box in document.boxes[:_BOXES]:
        document.tick(box.id, on=True)
    if paper == "inpatient":
        document.tick("inpatient", on=True)
    return document.pdf(draft=True)


def _record(clock: SetClock, ward: str) -> Record:
    now = clock.now()
    planned = NeedPlanned(
        sitting="", need=_NEED, wants="now", step=_STEP, owner="Ruth Adeyemi",
        due=now + timedelta(days=7),
    )  # fmt: skip
    decided = NeedDecided(sitting="", need=_NEED, state="confirmed")
    return Record(
        admission="sample",
        identity=_WHO,
        stay=Stay(admitted=now - timedelta(days=2), ward=ward, room="1"),
        answers={item: Answer(item=item, taken=now, value=said) for item, said in _SAID.items()},
        needs={_NEED: Need(id=_NEED, first_raised=now, decided=decided, plan=planned)},
        last_at=now,
    )
