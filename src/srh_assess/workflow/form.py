"""The form about one decision while it is being filled in: its steps, and what each still lacks.

The short way is one step, *doubt*. A reason to doubt opens the long one; which of its steps are
open follows from what stands in it (``rules.capacity.open_parts``). Only ``keep`` writes a
finding, through ``workflow.capacity``; what is typed on the way is kept by ``workflow.drafts``.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec.structs import replace

from srh_assess.assessment.capacity import (
    CapacityFound,
    Competence,
    FullForm,
    Interpreting,
    Limb,
    Outcome,
)
from srh_assess.clock import local
from srh_assess.errors import BadInput
from srh_assess.rules import capacity as rules
from srh_assess.rules.decisions import Route, decision_of, route
from srh_assess.workflow import capacity
from srh_assess.workflow.deciding import Decider

Step = Literal[
    "who", "decision", "doubt", "support", "test", "impairment", "link", "conclusion"
]  # fmt: skip
STEPS: tuple[Step, ...] = (
    "who", "doubt", "decision", "support", "test", "impairment", "link", "conclusion",
)  # fmt: skip
"""In the order in which they are walked: the doubt is the door to all that follow."""
LIMBS = ("understand", "retain", "weigh", "communicate")
CLOSED_BY_AGE = frozenset({"too_young", "not_known"})

_STEP_OF = {
    "interpreter-needed": "who", "interpreter-relative": "who", "young-safeguarding": "who",
    "young-competence": "who", "form-wording": "decision", "form-options": "decision",
    "form-told": "decision", "doubt-observation": "doubt", "lacks-support": "support",
    "lacks-evidence": "test", "lacks-impairment": "impairment", "lacks-link": "link",
}  # fmt: skip
"""Where each thing that can stand against a finding is put right; all others at the conclusion."""


class Form:
    """One decision, looked at now. ``doubt`` is nothing until somebody has said."""

    def __init__(self, hers: Decider, decision: str) -> None:
        self.hers, self.decision = hers, decision
        self.opened = hers.now
        self.doubt: bool | None = None
        self.note = ""
        self.interpreting = _usual(hers)
        self.competence: Competence | None = None
        self.full = FullForm(wording=name_of(hers, decision))
        self.seen: set[Step] = set()
        self.reached: set[str] = set()  # the abilities that have an answer

    def put(self, **parts: object) -> None:
        """Takes over what was filled in."""
        self.full = replace(self.full, **parts)

    # -- her age -----------------------------------------------------------------------------

    @property
    def route(self) -> Route:
        """Which form her age opens, today."""
        return route(self.hers.session.protocol, self.hers.record, self.hers.now)

    @property
    def asks_who(self) -> bool:
        """Whether *who and how* has to be filled in: an interpreter, or her age."""
        needed = self._interpreter_needed and self.interpreting.by != "professional"
        return needed or self.route in {"sixteen", "competence"}

    @property
    def _interpreter_needed(self) -> bool:
        stay = self.hers.record.stay
        return stay is not None and bool(stay.interpreter)

    @property
    def fraser(self) -> bool:
        """Whether under 16 the five points are asked as well."""
        rule = decision_of(self.hers.session.protocol, self.decision)
        return rule is not None and rule.fraser

    @property
    def told(self) -> tuple[str, ...]:
        """What she needs to know to decide, as the content lists it."""
        rule = decision_of(self.hers.session.protocol, self.decision)
        return rule.told if rule is not None else ()

    # -- its steps ---------------------------------------------------------------------------

    def open(self, step: Step) -> bool:
        """Whether this step can be filled in now."""
        if step == "who":
            return True
        if self.doubt is not True:
            return step == "doubt"
        return step in {"decision", "doubt", *rules.open_parts(self.full)}

    def after(self, step: Step) -> Step | None:
        """The next step that is open; none after the conclusion."""
        self.seen.add(step)
        if self.doubt is not True:
            return None if step == "doubt" else "doubt"
        behind = STEPS[STEPS.index(step) + 1 :]
        return next((one for one in behind if self.open(one)), None)

    def before(self, step: Step) -> Step | None:
        """The open step before it, of those that were filled in."""
        ahead = STEPS[: STEPS.index(step)]
        found = (one for one in reversed(ahead) if one in self.seen and self.open(one))
        return next(found, None)

    # -- what it comes to --------------------------------------------------------------------

    @property
    def stale(self) -> str:
        """Why this form serves nothing any more: her state changed since it was opened, or the
        clock was set back."""
        if self.hers.now < self.opened:
            return "clock-back"
        states = self.hers.record.decided.states
        return "finding-stale" if any(one.at >= self.opened for one in states) else ""

    @property
    def outcome(self) -> Outcome:
        """What the long form comes to as it stands."""
        return rules.outcome_of(self.full)

    def faults(self, step: Step) -> tuple[str, ...]:
        """What this step still lacks, in codes of sentences; the conclusion asks for the whole."""
        found = self._against()
        if step == "conclusion":
            return found
        return tuple(code for code in found if _STEP_OF.get(code) == step)

    def step_of(self, code: str) -> Step:
        """Where it is put right."""
        found: Step = _STEP_OF.get(code, "conclusion")  # type: ignore[assignment]  # the table holds steps
        return found

    def _against(self) -> tuple[str, ...]:
        if self.doubt is True:
            fact = CapacityFound(
                finding="",
                decision=self.decision,
                outcome=self.outcome,
                form=self.full,
                interpreting=self.interpreting,
                competence=self.competence,
            )
        else:
            young = self.route == "competence"
            fact = CapacityFound(
                finding="",
                decision=self.decision,
                outcome="able" if young else "presumed",
                interpreting=self.interpreting,
                competence=self.competence,
            )
        return tuple(dict.fromkeys(self.hers.against(fact)))

    def again_proposed(self) -> datetime:
        """When to ask again, as the content proposes it."""
        return capacity.ask_again_proposed(self.hers, self.decision, self.full.deadline)

    def review_proposed(self) -> date:
        """The last day for a review: no later than that of a limit which is still to come."""
        latest, limit = capacity.review_proposed(self.hers), self.full.deadline
        if limit is not None and self.hers.now < limit < latest:
            latest = limit
        return local(latest).date()

    def keep(self) -> str:
        """Writes the finding and what follows from it; gives its id. Refused when it is stale."""
        if code := self.stale:
            raise BadInput(code)
        if self.doubt is True:
            return capacity.find(
                self.hers,
                self.decision,
                self.full,
                interpreting=self.interpreting,
                competence=self.competence,
            )
        return capacity.presume(
            self.hers,
            self.decision,
            self.note,
            interpreting=self.interpreting,
            competence=self.competence,
        )


def name_of(hers: Decider, decision: str) -> str:
    """The decision's name, with the service or reader that it is about."""
    protocol = hers.session.protocol
    rule = decision_of(protocol, decision)
    if rule is None:
        return decision
    _, _, other = decision.partition(".")
    place = protocol.destinations.get(other) if rule.id in {"D14", "D16"} else None
    named = place.label if place is not None else other if rule.id in {"D14", "D16"} else ""
    return f"{rule.name}: {named}" if named else rule.name


def limb_of(form: FullForm, limb: str) -> Limb:
    """One of the four by its name."""
    found: Limb = getattr(form, limb)
    return found


def _usual(hers: Decider) -> Interpreting:
    """The interpreter in the room as it was prepared (X04), where she needs one."""
    stay, room = hers.record.stay, hers.session.findings.asking.visible.get("X04")
    if stay is None or not stay.interpreter:
        return Interpreting()
    if room is None or room.value != "interpreter":
        return Interpreting(by="none")
    return Interpreting(by="professional", name=room.words.strip() or "In the room")
