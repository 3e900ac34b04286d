"""From a letter's short file to its boxes: the shared boxes, cut to what this letter allows.

A letter's file lists, box by box, the fields it may reach. The fields themselves stand once, in
``boxes.toml``; the muted word beside a box stands in ``rows.toml``, the sharing table of law and
ethics B3. What the row does not offer cannot be allowed; what is not allowed does not exist for
the letter. Her own copy brings boxes of its own: it is written to her.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Raw = Mapping[str, Any]
KINDS_OF_FIELD = ("item", "need", "identity", "stay", "cited")


def boxes(letter: Raw, shared: Raw, rows: Raw) -> tuple[list[dict[str, Any]], list[str]]:
    """The boxes and fields of a letter in the order it names them, and what is wrong with its
    lists."""
    there = {box["id"]: box for box in shared["box"]}
    offered = rows["row"].get(letter.get("row", ""), {})
    words, labels = letter.get("words", {}), letter.get("labels", {})
    made, faults = [], []
    for name, allowed in letter["allow"].items():
        if name not in there:
            faults.append(f"box {name} is no shared box")
            continue
        if name not in offered:
            faults.append(f"box {name}: the row of this reader does not offer it")
        fields = {name_of(field): field for field in there[name]["field"]}
        faults += [f"box {name}: {key} is no field of it" for key in allowed if key not in fields]
        kept = [{**fields[key], **words.get(key, {})} for key in allowed if key in fields]
        box = {**there[name], "field": kept, "suggestion": offered.get(name, "")}
        made.append({**box, "label": labels.get(name, box["label"])})
    return made, faults + _unused(letter, words, labels)


def _unused(letter: Raw, words: Raw, labels: Raw) -> list[str]:
    """Words for a field, or a label for a box, that the letter does not have."""
    reached = {key for keys in letter["allow"].values() for key in keys}
    found = [f"words for {key}, which no box allows" for key in words if key not in reached]
    return found + [f"a label for {box}, which is no box here" for box in labels
                    if box not in letter["allow"]]  # fmt: skip


def name_of(field: Raw) -> str:
    """What an allow-list calls a field: the item, the need, the part of identity or stay,
    or the kind of rows."""
    return next((str(field[kind]) for kind in KINDS_OF_FIELD if field.get(kind)), "")
