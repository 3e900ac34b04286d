"""How sentences speak of her: by the name she likes, and as "she" only where she says so."""

from __future__ import annotations

import re

from msgspec import Struct

from srh_assess.assessment.facts import Identity
from srh_assess.assessment.identity import called
from srh_assess.protocol import spoken
from srh_assess.protocol.model import Protocol

_SHE = re.compile(r"\bshe\b", re.IGNORECASE)
_NOBODY = "This person"


class Woman(Struct, frozen=True, kw_only=True):
    """Her name and whether her pronouns are she and her.

    Where they are not, or are not known, her name stands in their place.
    """

    name: str
    is_she: bool

    @property
    def subject(self) -> str:
        """``she``, or ``Maya``."""
        return "she" if self.is_she else self.name

    @property
    def object(self) -> str:
        """``her``, or ``Maya``."""
        return "her" if self.is_she else self.name

    @property
    def possessive(self) -> str:
        """``her``, or ``Maya’s``."""
        return "her" if self.is_she else f"{self.name}’s"

    @property
    def starting(self) -> str:
        """``She``, or ``Maya``, at the start of a sentence."""
        return "She" if self.is_she else self.name

    @property
    def starting_possessive(self) -> str:
        """``Her``, or ``Maya’s``, at the start of a sentence."""
        return "Her" if self.is_she else f"{self.name}’s"

    def inside(self, words: str) -> str:
        """Words of the content as they stand inside a sentence: small, but for the name."""
        return spoken.inside(words, "" if self.is_she else self.name)

    def tell(self, words: str) -> str:
        """Words with ``{She}``, ``{she}``, ``{her}`` (whom) and ``{hers}`` (whose) put in."""
        return words.format(
            She=self.starting, she=self.subject, her=self.object, hers=self.possessive
        )


def woman(identity: Identity | None) -> Woman:
    """How to speak of the woman of a record."""
    if identity is None:
        return Woman(name=_NOBODY, is_she=False)
    return of(called(identity), identity.pronouns)


def of(name: str, pronouns: str) -> Woman:
    """How to speak of whoever is called so and gave these pronouns, in own words."""
    return Woman(name=name or _NOBODY, is_she=_SHE.search(pronouns) is not None)


def shown(protocol: Protocol, who: Woman) -> Protocol:
    """The protocol in words for her."""
    return protocol if who.is_she else spoken.spoken(protocol, who.name)
