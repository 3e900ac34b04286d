"""For a woman found not able to decide one thing, not expected in time: the best-interests form
where it may be opened at all, an authority settled outside, and the second person for each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from srh_assess.assessment.decided import Kept
from srh_assess.assessment.deciding import BestInterests, Consulted
from srh_assess.rules.consent import SECOND
from srh_assess.rules.decisions import SHARING, decision_of
from srh_assess.ui.pages.decision_page import A_DAY, DecisionForm, day_of, sentence
from srh_assess.ui.pages.decision_steps import asked, group
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import Entry, LineEntry, TextEntry
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.workflow import consent
from srh_assess.workflow.deciding import Decider, new_id
from srh_assess.workflow.form import name_of

_REASONS = {
    "treatment_safety": "A treatment would not be safe without it",
    "emergency": "It cannot wait: there is a time limit",
    "symptoms": "Symptoms, or serious illness",
    "sharing": "Sharing with just this reader, on the ground of best interests",
}
_COUNTS = "It counts once a second clinician, signed in as somebody else, has agreed"
_OPENS = f"{_COUNTS}. It sends nothing: it opens this ground in Share without agreement"
_YES_NO = (("no", "No"), ("yes", "Yes"))
_PAST = Asks(about=False, unknown=False)
_BASES = (
    ("trust_best_interests", "The trust’s best-interests record"),
    ("court_of_protection", "An order of the Court of Protection"),
)

_NOT_BASED = (("yes", "It is not based on age, looks, condition or manner"),)


class BestPage(DecisionForm):
    """Every part of it is asked. An objection stops it."""

    guide = "best_interests"

    def __init__(self, theme: Theme, of: Decider, decision: str, finding: str) -> None:
        super().__init__(
            theme, of, "Best interests", kicker=f"Decision: {name_of(of, decision)}",
            hint=_OPENS if decision.startswith(SHARING) else _COUNTS,
        )  # fmt: skip
        self.decision, self.finding = decision, finding
        name, she = self.woman.name, self.woman.possessive
        rule = decision_of(of.session.protocol, decision)
        self._add(self.fault, gap="s")
        self.sexual = group(theme, "Is it about having sexual relations?", _YES_NO, density="row")
        self.objects = group(theme, f"Does {name} object, in any way?", _YES_NO, density="row")
        allowed = rule.best_interests if rule is not None else ()
        self.reason = group(
            theme, "Why it may be opened", [(one, _REASONS[one]) for one in allowed], density="page"
        )
        self.appearance = group(
            theme, "Not based on age, looks, condition or manner",
            _NOT_BASED, many=True, density="list",
        )  # fmt: skip
        self.texts: dict[str, Entry] = {
            "why_not_wait": LineEntry(theme, "Why it cannot wait", advised=True),
            "wishes": TextEntry(
                theme, f"{name}’s wishes, feelings and values, in {she} words", hers=True
            ),
            "took_part": LineEntry(theme, f"How {name} took part", advised=True),
            "benefits": LineEntry(theme, "What it would bring", advised=True),
            "burdens": LineEntry(theme, "What it would cost", advised=True),
            "less_restrictive": LineEntry(theme, "A less restrictive way", advised=True),
            "must_not_be_told": LineEntry(theme, f"Whom {name} would not want told"),
            "conclusion": LineEntry(theme, "What it comes to", advised=True),
            "plan_to_tell": LineEntry(theme, f"How {name} will be told", advised=True),
        }
        self.options = TextEntry(theme, "The choices, doing nothing among them", hint="One a line")
        self.consulted = TextEntry(
            theme, "Who was asked",
            hint=f"One a line: who; what was told; why that much. Do not give {name} away",
        )  # fmt: skip
        self.advocate = group(theme, "Is an independent advocate needed?", _YES_NO, density="row")
        self.reference = LineEntry(theme, "Referral number")
        self.legal = group(theme, "Was legal advice taken?", _YES_NO, density="row")
        me = of.session.author_name
        self.competent = group(
            theme, "Who is competent in this field?",
            (("me", me or "I am"), ("second", "The second clinician")), density="row",
        )  # fmt: skip
        self.review = DateEntry(
            theme, of.session.clock, "When it is looked at again", name="The day", hint="",
            asks=A_DAY,
        )  # fmt: skip
        self._lay_out()

    def _lay_out(self) -> None:
        name = self.woman.name
        texts = self.texts
        self._add(asked(self._theme, "Is it about having sexual relations?", self.sexual))
        self._add(asked(self._theme, f"Does {name} object, in any way?", self.objects))
        self._add(asked(self._theme, "Why it may be opened", self.reason))
        self._add(texts["why_not_wait"], texts["wishes"], texts["took_part"], self.consulted)
        self._add(texts["must_not_be_told"], self.options, texts["benefits"], texts["burdens"])
        self._add(texts["less_restrictive"], self.appearance)
        self._add(
            asked(self._theme, "Is an independent advocate needed?", self.advocate, self.reference)
        )
        self._add(asked(self._theme, "Was legal advice taken?", self.legal))
        self._add(asked(self._theme, "Who is competent in this field?", self.competent))
        self._add(texts["conclusion"], texts["plan_to_tell"], self.review)

    def _lacking(self) -> list[Problem]:
        if self.sexual.codes == ("yes",):
            return [Problem(sentence("decision-never"), self.sexual)]
        if self.objects.codes == ("yes",):
            return []
        rows = (
            (self.sexual, "whether it is about sexual relations"),
            (self.objects, "whether there is an objection"), (self.reason, "why it may be opened"),
            (self.advocate, "an advocate"), (self.legal, "legal advice"),
            (self.competent, "who is competent in this field"),
            (self.appearance, "what it is not based on"),
        )  # fmt: skip
        found = [Problem(f"No answer yet: {what}", made) for made, what in rows if not made.codes]
        found += [
            Problem(f"Not written yet: {entry.field.accessibleName()}", entry)
            for key, entry in self.texts.items()
            if key != "must_not_be_told" and not entry.words.strip()
        ]
        return found

    def _made(self) -> BestInterests:
        reason: Any = self.reason.codes[0] if self.reason.codes else ""
        review: Any = day_of(self.review)
        session = self.hers.session
        said = {key: entry.words.strip() for key, entry in self.texts.items()}
        second = self.competent.codes == ("second",)
        return BestInterests(
            form=new_id(),
            decision=self.decision,
            finding=self.finding,
            reason=reason,
            competent_clinician=SECOND if second else session.author,
            sexual_relations=self.sexual.codes == ("yes",),
            not_by_appearance=bool(self.appearance.codes),
            consulted=tuple(_consulted(self.consulted.words)),
            options=tuple(one.strip() for one in self.options.words.splitlines() if one.strip()),
            objects=self.objects.codes == ("yes",) if self.objects.codes else None,
            advocate_needed=self.advocate.codes == ("yes",) if self.advocate.codes else None,
            advocate_reference=self.reference.words.strip(),
            legal_advice=self.legal.codes == ("yes",) if self.legal.codes else None,
            review_on=review,
            **said,
        )

    def apply(self) -> None:
        """Keeps the form, or stops: her objection goes to a senior and to legal advice."""
        if self.missing(self._lacking()):
            return
        if self.keep(partial(consent.best_interests, self.hers, self._made())) is None:
            self.finished.emit()
        else:
            self._unmet = (Problem("It was not written down", self.objects),)

    def offer(self, bar: ActionBar) -> None:
        """It is written down now."""
        bar.offer("Write this down")


def _consulted(words: str) -> Iterable[Consulted]:
    for line in words.splitlines():
        if line.strip():
            who, told, why, *_ = (*(part.strip() for part in line.split(";")), "", "")
            yield Consulted(who=who, told=told, why=why)


class AuthorityPage(DecisionForm):
    """What was settled outside the program, as the first of two people writes it down."""

    guide = "senior_route"

    def __init__(self, theme: Theme, of: Decider, decision: str) -> None:
        super().__init__(
            theme, of, "Settled outside this program", kicker=f"Decision: {name_of(of, decision)}",
            hint="A second person reads it and signs in to confirm",
        )  # fmt: skip
        self.decision = decision
        self.basis = group(theme, "What it rests on", _BASES, density="page")
        self.reference, self.maker = LineEntry(theme, "Reference"), LineEntry(theme, "Who decided")
        self.dated = DateEntry(
            theme, of.session.clock, "Its date", name="The date", hint="", asks=_PAST
        )
        self._add(self.fault, gap="s")
        self._add(
            asked(theme, "What it rests on", self.basis), self.reference, self.maker, self.dated
        )

    def apply(self) -> None:
        """Written down by the first person."""
        dated: Any = day_of(self.dated)
        found = [] if self.basis.codes else [Problem("No answer yet: what it rests on", self.basis)]
        if dated is None:
            found.append(Problem("The date is missing or cannot be read", self.dated))
        if self.missing(found):
            return
        act = partial(
            consent.authority, self.hers, self.decision, self.basis.codes[0],
            self.reference.words, self.maker.words, dated,
        )  # fmt: skip
        if self.keep(act) is None:
            self.finished.emit()

    def offer(self, bar: ActionBar) -> None:
        """It is written down now."""
        bar.offer("Write this down")


class SecondPage(DecisionForm):
    """What the first person wrote, whole, for the second to agree with."""

    guide = "best_interests"

    def __init__(self, theme: Theme, of: Decider, kept: Kept) -> None:
        fact = kept.fact
        super().__init__(
            theme, of, "Read it, then agree", kicker=f"Decision: {name_of(of, fact.decision)}"
        )
        self.fact = fact
        self._add(self.fault, gap="s")
        mine = kept.author == of.session.author
        if mine:
            self._add(Notice(theme, "Somebody else signs in and agrees", "attention",
                             strong=sentence("two-people")))  # fmt: skip
        self._mine = mine
        self._add(
            Facts(theme, [Fact(id=one, label=one, value=words) for one, words in self._rows()])
        )

    def _rows(self) -> Iterable[tuple[str, str]]:
        labels = {
            "why_not_wait": "Why it cannot wait", "reason": "Why it may be opened",
            "wishes": "Wishes, feelings, values", "took_part": "How that part was taken",
            "options": "The choices", "benefits": "What it brings", "burdens": "What it costs",
            "less_restrictive": "A less restrictive way", "conclusion": "What it comes to",
            "plan_to_tell": "How it will be told", "reference": "Reference",
            "decision_maker": "Who decided", "basis": "What it rests on",
        }  # fmt: skip
        for key, label in labels.items():
            value = getattr(self.fact, key, "")
            words = ", ".join(value) if isinstance(value, tuple) else str(value)
            named = {**_REASONS, **dict(_BASES)}.get(words, words)
            if named:
                yield label, named

    def apply(self) -> None:
        """Agrees, signed in as somebody else."""
        is_form = isinstance(self.fact, BestInterests)
        act = (
            partial(consent.agree, self.hers, self.fact.form)
            if is_form
            else partial(consent.confirm_authority, self.hers, self.fact.authority)
        )
        if self.keep(act) is None:
            self.finished.emit()
        else:
            self._unmet = (Problem("It was not written down", self.heading),)

    def offer(self, bar: ActionBar) -> None:
        """Agreeing is the act of this page."""
        bar.offer("I have read it and agree")
        bar.open_primary(not self._mine)
