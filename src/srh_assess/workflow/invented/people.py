"""Women who do not exist."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from srh_assess.assessment.facts import Identity

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
SECTIONS = (
    ("Section 3", 52), ("Section 2", 40), ("Section 37/41", 3), ("Section 47/49", 3),
    ("Informal", 1), ("Other", 1),
)  # fmt: skip
"""Legal status on admission, of a hundred (G2; the split beyond near-total detention is ours)."""
LANGUAGES = (("English", 88), ("Polish", 3), ("Arabic", 3), ("Somali", 3), ("Bengali", 3))
ETHNIC = (
    ("A", 25), ("B", 4), ("C", 6), ("D", 2), ("F", 1), ("G", 2), ("H", 3), ("J", 2), ("K", 2),
    ("L", 1), ("M", 15), ("N", 24), ("P", 6), ("R", 1), ("S", 3), ("Z", 2), ("", 1),
)  # fmt: skip
"""Of a hundred, after the London census of such units (G2): it drives nothing else."""
NURSES = (
    ("Ruth Adeyemi", 30), ("Bronwen Castell", 14), ("Ifeoma Lathbury", 14),
    ("Marta Quillan", 14), ("Siobhan Redfern", 14), ("Yasmin Thornhill", 14),
)  # fmt: skip
"""Named nurses, of a hundred women; the first is who has the account of the nurse."""
_YOUNGEST, _OLDEST = 18, 65
_AGE_SHAPE, _AGE_SCALE = 2.68, 6.72  # 18 + gamma: mean 36, SD 11 (G2)


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
    age = min(_YOUNGEST + draw.gammavariate(_AGE_SHAPE, _AGE_SCALE), _OLDEST)
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


def one_of(draw: Random, shares: tuple[tuple[str, int], ...]) -> str:
    """One of several, each as often as its share."""
    names = [name for name, share in shares for _ in range(share)]
    return names[int(draw.random() * len(names))]
