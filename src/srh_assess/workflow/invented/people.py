"""Women who do not exist."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from srh_assess.assessment.facts import Identity
from srh_assess.workflow.invented.anchors import anchors

COLOURS = (
    "Amber", "Scarlet", "Indigo", "Violet", "Hazel", "Olive", "Coral", "Jade", "Rose", "Ivory",
    "Saffron", "Teal", "Sienna", "Lilac", "Cerise", "Ebony", "Fawn", "Ochre", "Pearl", "Russet",
    "Sable", "Silver", "Auburn", "Azure", "Blanche", "Cobalt", "Copper", "Crimson", "Emerald",
    "Ginger", "Heather", "Magenta", "Maroon", "Mauve", "Navy", "Peach", "Plum", "Ruby", "Topaz",
    "Umber",
)  # fmt: skip
_FIRST = (
    "Brack", "Thistle", "Marl", "Fen", "Quill", "Har", "Wither", "Penn", "Lode", "Cress", "Dun",
    "Esk", "Fallow", "Gorse", "Hollin", "Kestrel", "Larch", "Moss", "Nether", "Otter",
)  # fmt: skip
_LAST = (
    "water", "combe", "garth", "mere", "worth", "ing", "stead", "wick", "shaw", "holt", "croft",
    "dale", "field", "gate", "hurst", "ley", "march", "ridge", "strand", "well",
)  # fmt: skip


def nhs_number(place: int) -> str:
    """The ``place``-th number of the 999 range, from 0. Of ten numbers in a row at least nine
    have a check digit; nine are used."""
    tens, place = divmod(place, 9)
    first = 999_000_000 + tens * 10
    checked = [(nine, _check(nine)) for nine in range(first, first + 10)]
    nine, check = [pair for pair in checked if pair[1] is not None][place]
    return f"{nine}{check}"


def _check(nine: int) -> int | None:
    """The check digit of nine digits (modulus 11); none where it would be ten."""
    total = sum(
        int(digit) * weight for digit, weight in zip(str(nine), range(10, 1, -1), strict=True)
    )
    check = (11 - total % 11) % 11
    return None if check == 10 else check


def woman(draw: Random, place: int, on: date) -> Identity:
    """The ``place``-th woman, of an age on that day as on such wards."""
    ages = anchors().age
    age = min(ages.youngest + draw.gammavariate(ages.shape, ages.scale), ages.oldest)
    colour = COLOURS[int(draw.random() * len(COLOURS))]
    first = _FIRST[int(draw.random() * len(_FIRST))]
    last = _LAST[int(draw.random() * len(_LAST))]
    return Identity(
        family=f"{first}{last}",
        given=colour,
        preferred=colour[:3] if draw.random() < 0.15 else "",
        born=on - timedelta(days=int(age * 365.25) + 1),
        nhs_number=nhs_number(place) if draw.random() < 0.97 else "",
        local_id=f"SYN{place:06}",
        gender="Female",
        pronouns="she, her",
    )
