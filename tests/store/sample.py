"""Makes the sample home of the present schema, to be kept for good: ``tests/data/home-N``.

Run it once, ``python -m tests.store.sample``, when a schema is released; never again for that
schema. Every later program has to open what stands there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from srh_assess.store import ledger, schema
from tests.store.every_fact import every_fact
from tests.store.wards import Ward

DATA = Path(__file__).resolve().parents[1] / "data"
MARK = "Sample"
UNIT = b'{"unit": "Rowan"}'


def make(folder: Path) -> str:
    """A home with one admission in which every kind of fact was said once. Its id."""
    ward = Ward(folder, kind="synthetic")
    ledger.append(ward.admin(), "unit", UNIT, ward.clock.now())
    with ward.store() as store:
        record = ward.admit(store)
        for fact in every_fact(MARK):
            with store.transaction(record, ward.nurse_id) as t:
                record = t.add(fact)
        ward.admit(store, "Nguyen", "11")
    for name in ("home.lock", "holder.json"):
        (folder / name).unlink()
    return record.admission


if __name__ == "__main__":
    target = DATA / f"home-{schema.VERSION}"
    if target.exists():
        sys.exit(f"{target.name} is released: a sample is never made again")
    make(target)
