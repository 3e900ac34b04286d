"""An invented woman, an invented ward, and a small protocol that has what letters name."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from srh_assess.assessment import facts
from srh_assess.assessment.answers import Answer, Source, State, Value, When
from srh_assess.assessment.facts import Identity, Stay
from srh_assess.assessment.record import Act, Need, Record
from srh_assess.letters import template as templates
from srh_assess.letters.compose import Occasion
from srh_assess.letters.letter import Printing, Recipient, Sender
from srh_assess.protocol.model import ClockRule, GateRule, Item, NeedRule, Option, Protocol

NOW = datetime(2026, 7, 14, 13, 30, tzinfo=UTC)
TODAY = date(2026, 7, 14)
WEEK = datetime(2026, 7, 21, 11, 0, tzinfo=UTC)
SRH = templates.load("srh_in_reach")
HERS = templates.load("her_copy")
_SOURCED: dict[str, Any] = {
    "source": "invented", "evidence": "invented", "reviewed": TODAY, "review_by": TODAY,
}  # fmt: skip
_YES_NO = {"yes": "Yes", "no": "No"}
_OPTIONS: dict[str, tuple[Any, dict[str, str]]] = {
    "T08": ("many", {"pain": "Strong pain low in the tummy", "bleeding": "Bleeding",
                     "fainting": "Fainting", "none": "None of these"}),
    "C01": ("many", {"condom": "Condoms", "pill": "The pill", "iud": "Copper coil",
                     "none": "Nothing"}),
    "C02": ("date", {"date": "Date"}),
    "C05": ("one", {"start": "Start", "change": "Change", "removal": "Have it out"}),
    "G01": ("one", {"date": "On this day", "menopause": "After the menopause"}),
    "G02": ("many", {"heavy": "Heavy", "painful": "Painful", "stopped": "Stopped",
                     "irregular": "Irregular", "long": "Long", "none": "No trouble"}),
    "G05": ("many", {"discharge": "Discharge", "itch": "Itch", "none": "None"}),
    "G06": ("scale", {}),
    "Z04": ("many", {"phone": "Phone", "worker": "Through a worker"}),
    "R11": ("many", {"hearing": "Hearing", "autism": "Autism"}),
    "O02": ("many", {"woman": "A woman", "garden": "The garden"}),
    "H06": ("many", {"urine_sample": "Urine", "syphilis_blood": "Syphilis", "hiv_blood": "HIV"}),
    "H08": ("many", {"hiv_neg": "HIV negative", "never": "Never", "hepb_pos": "Hepatitis B"}),
    "X54": ("many", {"chlamydia_pos": "Chlamydia", "hiv_pos": "HIV positive"}),
    "P02": ("one", {"rather_not": "Would rather not", "glad": "Glad"}),
    "R04": ("one", {"green": "Usual number of staff", "amber": "Two staff"}),
    "R13": ("many", {"valproate": "Valproate", "prolactin_antipsychotic": "Olanzapine", "lithium": "Lithium",
                     "clozapine": "Clozapine", "ssri": "SSRI", "none": "None"}),
    "X05": ("one", {"general": "General", "eyesight": "Within eyesight"}),
    "X10": ("one", {"positive": "Positive", "negative": "Negative"}),
    "X12": ("number", {}),
    "X13": ("number", {}),
    "X14": ("one", {"none_known": "No known allergies", "yes": "Yes"}),
    "X15": ("number", {}),
    **dict.fromkeys(("X09", "X11", "X27", "X29", "Z01", "A01", "X07"), ("text", {})),
}  # fmt: skip
_DATED = {"C02", "T01", "X10", "X18", "T09", "G01", "T07"}
_UNITS = {"X12": "kg", "X13": "cm", "X15": "days"}


def item(name: str) -> Item:
    kind, options = _OPTIONS.get(name, ("yes_no", _YES_NO))
    return Item(
        **_SOURCED, id=name, section="invented", kind=kind, say="?", label=name,
        options=tuple(
            Option(
                code=code,
                label=label,
                dated=name in _DATED and code not in {"no", "menopause"},
            ) for code, label in options.items()
        ),
        staff=name[0] in "RX", unit=_UNITS.get(name, ""),
        maximum=10 if kind == "scale" else None,
    )  # fmt: skip


def _need(name: str) -> NeedRule:
    urgency: Any = {"N01": "E", "N02": "E", "N10": "7", "N09": "S", "N15": "7"}.get(name, "R")
    return NeedRule(
        **_SOURCED, id=name, name=f"need {name}", urgency=urgency, raised=(), ward="w", met="m"
    )


def _clock(name: str, need: str, destination: str) -> ClockRule:
    return ClockRule(
        **_SOURCED, id=name, name=f"CLOCKNAME {name}", neutral="A call", counts_from="", starts=(),
        target_hours=24, action="Ring", destinations=(destination,), needs=(need,),
    )  # fmt: skip


def protocol() -> Protocol:
    items = SRH.items | HERS.items | {"A01", "X07"}
    needs = {f.need for t in (SRH, HERS) for box in t.box for f in box.field if f.need}
    return Protocol(
        version="0", content_hash="0", sections=(), items={i: item(i) for i in sorted(items)},
        conditions={}, needs={n: _need(n) for n in sorted(needs)},
        clocks={"EC": _clock("EC", "N01", "SRH"), "SARC": _clock("SARC", "N01", "SARC")},
        gate=GateRule(**_SOURCED, domains=(), bands=(), reasons=(), counted_for_partial=2,
                      others_count_from=3, next_look_hours=24, sentence={}),
        destinations={}, decisions={}, settings={}, urgency_hours={}, cases=(),
    )  # fmt: skip


PROTOCOL = protocol()


def answer(
    name: str,
    value: Value | None = None,
    state: State | None = None,
    *,
    when: datetime | When | None = None,
    words: str = "",
    source: Source = Source.ASKED,
) -> Answer:
    moment = When.exactly(when) if isinstance(when, datetime) else when or When()
    return Answer(
        item=name, taken=NOW, value=value, state=state, when=moment, words=words, source=source
    )


def answers(*given: Answer) -> dict[str, Answer]:
    return {one.item: one for one in given}


def typical() -> dict[str, Answer]:
    """What a woman like Maya says in a whole core talk."""
    night = datetime(2026, 7, 10, 21, 0, tzinfo=UTC)
    return answers(
        answer("T01", "yes", when=night),
        answer("T02", "yes"),
        answer("T03", "no"),
        answer("T07", state=State.UNSURE),
        answer("T08", ("none",)),
        answer("T09", "no"),
        answer("C01", ("condom",)),
        answer("C05", "start"),
        answer("G01", "date", when=datetime(2026, 6, 29, 23, 0, tzinfo=UTC)),
        answer("G02", ("heavy", "painful")),
        answer("G04", state=State.DECLINED),
        answer("G05", ("none",)),
        answer("G06", 3),
        answer("H01", "yes"),
        answer("H06", ("urine_sample", "syphilis_blood")),
        answer("H08", ("never",)),
        answer("F01", "yes"),
        answer("P02", "rather_not"),
        answer("R04", "amber"),
        answer("R13", ("valproate", "prolactin_antipsychotic"), source=Source.NOTES),
        answer("X05", "general"),
        answer("X09", "Through the ward phone. Please do not write home."),
        answer("X10", "negative", when=datetime(2026, 7, 14, 9, 0, tzinfo=UTC)),
        answer("X12", 71.5, when=datetime(2026, 7, 13, 9, 0, tzinfo=UTC)),
        answer("X14", "none_known"),
        answer("X27", "Paracetamol now and then", source=Source.HANDOVER),
        answer("X29", "A copper coil, or another way without hormones"),
        answer("Z01", "To have my own say"),
    )


def confirmed(
    need: str,
    wants: Any = "now",
    *,
    step: str = "",
    owner: str = "",
    due: datetime | None = None,
    words: str = "",
) -> Need:
    decided = facts.NeedDecided(sitting="s1", need=need, state="confirmed")
    plan = facts.NeedPlanned(
        sitting="s1", need=need, wants=wants, step=step, owner=owner, due=due, words=words
    )
    return Need(id=need, decided=decided, plan=plan)


MAYA = Identity(
    family="Wren", given="Marianne", preferred="Maya", born=date(1997, 3, 22),
    nhs_number="9990000018", gender="Female", pronouns="she/her", local_id="LOCAL77",
)  # fmt: skip
STAY = Stay(
    admitted=NOW - timedelta(days=3), ward="Willow Ward", room="ROOM12",
    legal_status="Section 3; leave must be authorised", named_nurse="Ruth Adeyemi",
    responsible_clinician="Dr Oyelaran", language="English", interpreter=False,
    communication="Short sentences", staff_gender="A woman",
)  # fmt: skip


def record(**changes: Any) -> Record:
    needs = (
        confirmed("N09", step="Ask for a medicines review", owner="Dr Oyelaran", due=NOW),
        confirmed("N10", step="Go through the methods leaflet", owner="Ruth Adeyemi", due=WEEK,
                  words="Nothing with hormones"),
        confirmed("N15", step="Offer a self-taken swab", owner="Ruth Adeyemi", due=WEEK),
    )  # fmt: skip
    base: dict[str, Any] = {
        "admission": "a1",
        "identity": MAYA,
        "stay": STAY,
        "needs": MappingProxyType({need.id: need for need in needs}),
    }
    return Record(**{**base, **changes})


def rang(clock: str, minutes: int = 25) -> Act:
    fact = facts.ClockActed(clock=clock, act="rung", by="Ruth Adeyemi")
    return Act(at=NOW - timedelta(minutes=minutes), author="ruth", fact=fact)


SENDER = Sender(
    trust="Northmoor Health Trust", ward="Willow Ward",
    address=("Post Room, Northmoor House", "12 Orchard Way", "Northmoor NM1 4AB"),
    phone="020 7946 0040", mailbox="northmoor.secure@example.org",
    clinician="Ruth Adeyemi", role="staff nurse", registration="NMC 00A0000E",
)  # fmt: skip
CLINIC = Recipient(
    id="SRH", name="Riverside Contraception Clinic", envelope_name="Riverside House, Reception",
    address=("4 Quay Street", "Northmoor NM4 2QS"),
)  # fmt: skip
HERSELF = Recipient(id="herself", name="Maya", hers=True)
PRINTING = Printing(at=NOW, checked=True)


def occasion(**changes: Any) -> Occasion:
    base: dict[str, Any] = {
        "id": "7F3A-22",
        "dated": TODAY,
        "sender": SENDER,
        "recipient": CLINIC,
        "finding": facts.CapacityFound(finding="f1", decision="D16.SRH", outcome="presumed"),
        "signed_at": NOW - timedelta(minutes=10),
    }
    return Occasion(**{**base, **changes})


ALL = tuple(box.id for box in SRH.box)
ALL_HERS = tuple(box.id for box in HERS.box)
