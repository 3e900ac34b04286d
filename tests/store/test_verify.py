"""Every kind of tampering is tried, and the first entry that does not fit is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from srh_assess.errors import StoreFault, UserError
from srh_assess.store import anchor, backup, chain, journal, keys, verify, witnesses
from srh_assess.store.journal import Journal
from srh_assess.store.opened import Opened
from srh_assess.store.reading import reading
from srh_assess.store.verify import Misfit
from tests.store.wards import NOON, Ward, filled

COLUMNS = "entry, home, kind, admission, at, author, body_hash, previous, hash"

Tamper = Callable[[Any], object]


def found(ward: Ward) -> tuple[Misfit, ...]:
    return verify.walk(ward.nurse()).misfits


def edited(column: str, value: str) -> Tamper:
    return lambda c: c.execute(f"UPDATE journal SET {column} = ? WHERE number = 5", (value,))


def dropped(c: Any) -> None:
    c.execute("DELETE FROM bodies WHERE number = 5")
    c.execute("DELETE FROM journal WHERE number = 5")


def dropped_and_closed_up(c: Any) -> None:
    dropped(c)
    for table in ("bodies", "journal"):
        c.execute(f"UPDATE {table} SET number = -number WHERE number > 5")
        c.execute(f"UPDATE {table} SET number = -number - 1 WHERE number < 0")


def swapped(c: Any) -> None:
    for table in ("bodies", "journal"):
        c.execute(f"UPDATE {table} SET number = 1000 WHERE number = 5")
        c.execute(f"UPDATE {table} SET number = 5 WHERE number = 6")
        c.execute(f"UPDATE {table} SET number = 6 WHERE number = 1000")


def bodies_swapped(c: Any) -> None:
    c.execute("UPDATE bodies SET number = 1000 WHERE number = 5")
    c.execute("UPDATE bodies SET number = 5 WHERE number = 6")
    c.execute("UPDATE bodies SET number = 6 WHERE number = 1000")


def duplicated(c: Any) -> None:
    c.execute(f"INSERT INTO journal SELECT 15, {COLUMNS}, origin FROM journal WHERE number = 5")
    c.execute("INSERT INTO bodies SELECT 15, sealed, origin FROM bodies WHERE number = 5")


def truncated(c: Any) -> None:
    c.execute("DELETE FROM bodies WHERE number > 10")
    c.execute("DELETE FROM journal WHERE number > 10")


def body_edited(c: Any) -> None:
    c.execute("UPDATE bodies SET sealed = zeroblob(length(sealed)) WHERE number = 5")


def body_dropped(c: Any) -> None:
    c.execute("DELETE FROM bodies WHERE number = 5")


def key_changed(c: Any) -> None:
    c.execute(
        "UPDATE admission_keys SET key = zeroblob(32)"
        " WHERE admission = (SELECT admission FROM journal WHERE number = 5)"
    )


def key_dropped(c: Any) -> None:
    c.execute(
        "DELETE FROM admission_keys"
        " WHERE admission = (SELECT admission FROM journal WHERE number = 5)"
    )


@pytest.mark.parametrize(
    ("tamper", "first"),
    [
        pytest.param(edited("author", "x"), Misfit(5, "hash"), id="author"),
        pytest.param(edited("at", "2020-01-01T00:00:00+00:00"), Misfit(5, "hash"), id="time"),
        pytest.param(edited("kind", "consent"), Misfit(5, "body"), id="kind"),
        pytest.param(edited("entry", "x"), Misfit(5, "body"), id="entry"),
        pytest.param(edited("home", "x"), Misfit(5, "body"), id="home"),
        pytest.param(dropped, Misfit(5, "number"), id="dropped"),
        pytest.param(dropped_and_closed_up, Misfit(5, "body"), id="dropped-and-closed-up"),
        pytest.param(swapped, Misfit(5, "body"), id="swapped"),
        pytest.param(bodies_swapped, Misfit(5, "body"), id="bodies-swapped"),
        pytest.param(duplicated, Misfit(15, "body"), id="duplicated"),
        pytest.param(truncated, Misfit(11, "anchor"), id="truncated"),
        pytest.param(body_edited, Misfit(5, "body"), id="body-edited"),
        pytest.param(body_dropped, Misfit(5, "body"), id="body-dropped"),
        pytest.param(key_changed, Misfit(1, "body"), id="key-changed"),
        pytest.param(key_dropped, Misfit(1, "body"), id="key-dropped"),
    ],
)
def test_tampering_is_found(ward: Ward, tamper: Tamper, first: Misfit) -> None:
    filled(ward)
    assert found(ward) == ()
    with ward.tampering() as connection:
        tamper(connection)
    assert found(ward)[0] == first


@pytest.mark.parametrize("version", [0, 99])
def test_an_emptied_or_a_newer_file_is_told_in_words(ward: Ward, version: int) -> None:
    filled(ward)
    opened = ward.nurse()
    if version:
        with ward.tampering() as connection:
            connection.execute(f"PRAGMA user_version = {version}")
    else:
        ward.journal_file.write_bytes(b"")
    acts: tuple[Callable[[], object], ...] = (
        lambda: verify.walk(opened),
        lambda: read_all(opened),
        lambda: backup.back_up(opened, ward.folder.parent / "b", NOON),
        lambda: witnesses.not_continued(opened, ()),
    )
    for act in acts:
        with pytest.raises(UserError) as caught:
            act()
        assert caught.value.code == ("home-newer" if version else "home-damaged")


def read_all(opened: Opened) -> tuple[str, ...]:
    with reading(opened) as reader:
        return reader.files()


@pytest.mark.parametrize("number", range(1, 15))
def test_a_tail_cut_anywhere_shows_against_the_anchor(ward: Ward, number: int) -> None:
    filled(ward)
    with ward.tampering() as connection:
        connection.execute("DELETE FROM bodies WHERE number >= ?", (number,))
        connection.execute("DELETE FROM journal WHERE number >= ?", (number,))
    assert Misfit(number, "anchor") in found(ward)
    with pytest.raises(UserError) as caught, ward.store():
        pass
    assert caught.value.code == "journal-cut"
    assert "14" in caught.value.sentence


def test_entries_of_another_home_do_not_fit(ward: Ward, tmp_path: Path) -> None:
    filled(ward)
    other = Ward(tmp_path / "other")
    filled(other)
    with other.database() as db:
        lines = db.conn.execute("SELECT * FROM journal WHERE number = 5").fetchall()
        bodies = db.conn.execute("SELECT * FROM bodies WHERE number = 5").fetchall()
    with ward.tampering() as connection:
        dropped(connection)
        connection.execute(f"INSERT INTO journal VALUES ({','.join('?' * 11)})", lines[0])
        connection.execute("INSERT INTO bodies VALUES (?, ?, ?)", bodies[0])
    assert {Misfit(5, "home"), Misfit(5, "previous"), Misfit(5, "body")} <= set(found(ward))


def rechained(ward: Ward, change: Callable[[chain.Link], chain.Link]) -> None:
    """What a holder of the keys could do: change entry 5 and chain everything again."""
    with ward.tampering() as connection, ward.database() as db:
        head = chain.beginning(ward.nurse().home)
        lines = list(Journal(db, ward.nurse().home).links())
        for link, _ in lines:
            new = change(link) if link.number == 5 else link
            new = chain.Link(**{**_fields(new), "previous": head.hash})
            head = chain.Head(new.number, new.hash())
            connection.execute(
                "UPDATE journal SET author = ?, previous = ?, hash = ? WHERE number = ?",
                (new.author, new.previous, head.hash, new.number),
            )


def _fields(link: chain.Link) -> dict[str, Any]:
    return {name: getattr(link, name) for name in link.__struct_fields__}


def test_a_chain_written_anew_shows_against_the_anchor(ward: Ward) -> None:
    filled(ward)
    rechained(ward, lambda link: chain.Link(**{**_fields(link), "author": "x"}))
    assert found(ward) == (Misfit(14, "anchor"),)
    with pytest.raises(UserError) as caught, ward.store():
        pass
    assert caught.value.code == "journal-rewritten"


def test_without_its_anchor_a_journal_is_not_opened(ward: Ward) -> None:
    filled(ward)
    (ward.folder / anchor.NAME).unlink()
    assert found(ward) == (Misfit(0, "anchor"),)
    with pytest.raises(UserError) as caught, ward.store():
        pass
    assert caught.value.code == "anchor-missing"


@pytest.mark.parametrize("tamper", [edited("author", "x"), dropped, swapped])
def test_the_newest_entries_are_checked_at_every_opening(ward: Ward, tamper: Tamper) -> None:
    filled(ward)
    with ward.tampering() as connection:
        tamper(connection)
    with pytest.raises(UserError) as caught, ward.store():
        pass
    assert caught.value.code == "journal-broken"
    assert caught.value.values["number"] in ("5", "6")


def test_only_the_newest_thousand_are_checked_at_opening(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("srh_assess.store.tail.CHECKED", 4)
    filled(ward)
    with ward.tampering() as connection:
        edited("author", "x")(connection)
    with ward.store():
        pass
    assert found(ward) == (Misfit(5, "hash"),)


@pytest.mark.parametrize(
    ("tamper", "wanted"),
    [
        ("UPDATE admissions SET family = 'Smith'", {"projection"}),
        ("UPDATE board SET row = x'7b7d'", {"projection"}),
        ("DELETE FROM board", {"projection"}),
        ("INSERT INTO board VALUES ('nobody', x'7b7d', 'live')", {"stray"}),
    ],
)
def test_lists_that_the_journal_does_not_give_are_found(
    ward: Ward, tamper: str, wanted: set[str]
) -> None:
    filled(ward)
    with ward.tampering() as connection:
        connection.execute(tamper)
    assert {misfit.what for misfit in found(ward)} == wanted


@pytest.mark.parametrize("body", [b"{}", b'{"kind":"from the future"}', b"\xff", b"not json"])
def test_a_body_this_program_cannot_read_is_named_and_never_a_crash(
    ward: Ward, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = filled(ward)
    salted = chain.salted
    with monkeypatch.context() as newer, ward.store() as store:
        record = store.record(first)
        newer.setattr(chain, "salted", lambda _: salted(body))
        ward.answer(store, record, "yes")
    with ward.store() as store, pytest.raises(StoreFault) as caught:
        store.record(first)
    assert caught.value.code == "entry-unknown"
    assert found(ward) == (Misfit(15, "fact"),)


def test_an_entry_under_another_kind_s_name_is_found(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = filled(ward)
    with monkeypatch.context() as other, ward.store() as store:
        record = store.record(first)
        other.setattr(journal, "kind_of", lambda _: "consent")
        ward.answer(store, record, "yes")
    assert found(ward) == (Misfit(15, "kind"),)


def test_reading_a_damaged_body_is_refused_in_words(ward: Ward) -> None:
    first, second = filled(ward)
    with ward.tampering() as connection:
        body_edited(connection)
    with ward.store() as store:
        with pytest.raises(StoreFault) as caught:
            store.record(first)
        assert caught.value.code == "entry-damaged"
        assert caught.value.values == {"number": "5"}
        assert store.record(second).answers


def test_progress_is_told(ward: Ward) -> None:
    filled(ward)
    told: list[tuple[int, int]] = []
    verdict = verify.walk(ward.nurse(), lambda done, of: told.append((done, of)))
    assert verdict.clean
    assert (verdict.entries, verdict.admissions) == (14, 2)
    assert told == [(7, 14), (14, 14)]
    with ward.store() as store:
        assert verdict.newest == store.head.hash.hex()


def test_the_walk_goes_on_while_the_home_is_in_use(ward: Ward) -> None:
    first, _ = filled(ward)
    with ward.store() as store:
        record = ward.answer(store, store.record(first), "during")

        def meanwhile(*_: int) -> None:
            nonlocal record
            record = ward.answer(store, record, "meanwhile")

        assert verify.walk(ward.nurse(), meanwhile).clean
        assert store.record(first) == record


@pytest.mark.parametrize("length", [0, 1, 200, 201, 5000])
def test_a_body_comes_out_as_it_went_in_whatever_its_length(length: int) -> None:
    assert chain.unsalted(chain.salted(b"x" * length)) == b"x" * length


def test_a_long_body_takes_little_room_and_a_broken_one_is_no_body() -> None:
    assert len(chain.salted(b"finding " * 1000)) < 500
    assert chain.unsalted(bytes(16) + b"znot deflated") is None


def test_the_chain_can_be_checked_without_reading_anything() -> None:
    """The hash is SHA-256 over a JSON array that any tool can write."""
    link = chain.Link(
        number=1, entry="e", home="h", kind="k", admission="a", at="t", author="u",
        body_hash=b"\x01", previous=b"\x02",
    )  # fmt: skip
    plain = b'[1,"e","h","k","a","t","u","01","02"]'
    assert link.hash() == chain.body_hash(plain)
    assert len(keys.new_key()) == len(link.hash())
