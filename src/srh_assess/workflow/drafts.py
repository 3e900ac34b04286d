"""The form about one decision, kept step by step while it is filled in, and opened again there.

What is typed is on the disk when a field is left, so that a lock, a crash or a power cut costs
nothing. Only who typed it goes on with it, and only in the same contact: after that, or once her
state has changed, the look is made anew.
"""

from __future__ import annotations

from datetime import timedelta

from srh_assess.assessment.decided import Kept
from srh_assess.assessment.drafting import FormDrafted, key
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.form import LIMBS, STEPS, Form, Step


def draft(form: Form, step: Step, *, left: bool = False) -> None:
    """Keeps the form as it stands. Nothing is written twice, and nothing of the short way:
    that is one tap and a line."""
    held = mine(form.hers, form.decision)
    short = form.doubt is not True and step != "who"
    if held is None and (short or left):
        return
    fact = FormDrafted(
        decision=form.decision,
        opened=form.opened,
        step=step,
        doubt=form.doubt,
        note=form.note,
        form=form.full,
        interpreting=form.interpreting,
        competence=form.competence,
        seen=tuple(one for one in STEPS if one in form.seen),
        reached=tuple(one for one in LIMBS if one in form.reached),
        left=left,
    )
    if held is None or held.fact != fact:
        form.hers.keep(fact)


def mine(hers: Decider, decision: str) -> Kept | None:
    """What this person has typed so far about this decision."""
    return hers.record.decided.drafts.get(key(decision, hers.session.author))


def open_ones(hers: Decider) -> tuple[FormDrafted, ...]:
    """Forms of this person that can be gone on with, the newest last."""
    author = hers.session.author
    held = [one for one in hers.record.decided.drafts.values() if one.author == author]
    return tuple(one.fact for one in held if resumed(hers, one.fact.decision) is not None)


def resumed(hers: Decider, decision: str) -> tuple[Form, Step] | None:
    """The form as it was left, and its step; nothing when there is none to go on with."""
    held = mine(hers, decision)
    if held is None:
        return None
    fact: FormDrafted = held.fact
    form = Form(hers, decision)
    form.opened, form.doubt, form.note = fact.opened, fact.doubt, fact.note
    form.full, form.interpreting, form.competence = fact.form, fact.interpreting, fact.competence
    form.seen = {one for one in STEPS if one in fact.seen}
    form.reached = set(fact.reached)
    contact = timedelta(hours=hers.session.protocol.settings["contact_hours"].value)
    if form.stale or hers.now - form.opened > contact:
        return None
    step: Step = next((one for one in STEPS if one == fact.step and form.open(one)), "doubt")
    return form, step


def interrupted(hers: Decider) -> str:
    """The decision whose form this person was in when the program ended or locked; empty when
    she or he had gone away from it."""
    return next((one.decision for one in reversed(open_ones(hers)) if not one.left), "")
