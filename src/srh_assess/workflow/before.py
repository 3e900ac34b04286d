"""Who was here before, and who could be taken for whom: always said as a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct

from srh_assess.assessment import alike
from srh_assess.assessment.alike import Likeness
from srh_assess.assessment.facts import Identity
from srh_assess.store.projections import AdmissionRow, BoardRow


class Earlier(Struct, frozen=True, kw_only=True):
    """A stay that may be the same woman's. ``on_ward``: it has not ended."""

    admission: str
    how: Likeness
    admitted: datetime
    ended: datetime | None = None

    @property
    def on_ward(self) -> bool:
        """Whether that stay goes on now."""
        return self.ended is None


def earlier(who: Identity, candidates: Iterable[AdmissionRow]) -> tuple[Earlier, ...]:
    """Stays of the same number, or of a similar name and the same birth date, newest first."""
    found = ((row, alike.likeness(who, _identity(row))) for row in candidates)
    return tuple(
        Earlier(admission=row.admission, how=how, admitted=row.admitted, ended=row.ended)
        for row, how in found
        if how in {"number", "name_and_birth"}
    )


def by_whole(words: str, row: AdmissionRow) -> bool:
    """Whether what was typed is a whole number of hers, or names her with the whole of her family
    name and nothing that is half: nobody leafs through another ward by a letter."""
    number = "".join(words.split()).casefold()
    if number in {row.nhs_number, row.local_id.casefold()}:
        return True
    typed = set(map(alike.plain, words.split()))
    family = set(map(alike.plain, row.family.split()))
    named = {alike.plain(name) for name in f"{row.given} {row.preferred}".split()} | family
    return bool(family) and family <= typed <= named


def namesakes(board: Iterable[BoardRow]) -> Mapping[str, tuple[str, ...]]:
    """For each woman on the ward whose name is like another's: the others' admissions. Shown
    wherever she is identified; the room and the birth date tell them apart."""
    rows = tuple(board)
    found = {
        row.admission: tuple(
            other.admission
            for other in rows
            if other.admission != row.admission and alike.likeness(_identity(row), _identity(other))
        )
        for row in rows
    }
    return {admission: others for admission, others in found.items() if others}


def like_another(
    rows: Iterable[AdmissionRow], here: Iterable[AdmissionRow | BoardRow]
) -> frozenset[str]:
    """The stays of a list whose name is like that of another woman: in the list, or ``here``.
    Stays of one woman are not alike in this sense."""
    listed = [(row.admission, _identity(row)) for row in rows]
    others = [*listed, *((row.admission, _identity(row)) for row in here)]
    return frozenset(
        admission for admission, who in listed if any(_another(who, other) for _, other in others)
    )


def _another(who: Identity, other: Identity) -> bool:
    how = alike.likeness(who, other)
    numbers = bool(who.nhs_number and other.nhs_number)
    return how == "name" or (how == "name_and_birth" and numbers)


def _identity(row: AdmissionRow | BoardRow) -> Identity:
    return Identity(
        family=row.family,
        given=row.given,
        preferred=row.preferred,
        born=row.born,
        nhs_number=row.nhs_number,
        local_id=row.local_id,
    )
