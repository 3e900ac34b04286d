"""What a unit brings in or a person hands over, with anything in it: words, a picture, a case, who
holds the record, a kept moment of training. A sentence, never a traceback, never a hang.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from srh_assess import cli
from srh_assess.errors import ContentFault, StoreFault, UserError
from srh_assess.letters import logo, standing, template
from srh_assess.protocol import terms
from srh_assess.protocol.load import load
from srh_assess.shipped import shipped
from srh_assess.store import delay, lock, moments, proving
from srh_assess.store.clinical import ClinicalStore
from srh_assess.workflow import evaluate
from tests.faults.test_fuzzed_files import BYTES, HOWS, PLACES, changed, fuzzed
from tests.store.wards import NOON, Ward

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
PROTOCOL = load()
NASTY = st.one_of(
    BYTES,
    st.sampled_from(
        [b'"', b"\n[[", b"= 9" * 9, b"\xff\xfe", b"id = 1\n", b"\nx = " + b"[" * 3000, b"{"]
    ),
)


def told(act: Callable[[], object]) -> str:
    """Its code where it is refused; nothing where it is taken."""
    try:
        act()
    except ContentFault as fault:
        assert str(fault)
        return "content"
    except UserError as fault:
        assert fault.sentence
        assert fault.next_step
        return fault.code
    return ""


# ---- words


READS: dict[str, Callable[[Path], object]] = {
    "language/terms.toml": terms.load,
    "standing/sentences.toml": standing.sentences.__wrapped__,
    "letters/gp.toml": lambda folder: template._loaded.__wrapped__("gp", folder),
}


@pytest.mark.parametrize("name", READS)
@settings(fuzzed, max_examples=60)
@given(at=PLACES, new=NASTY, how=HOWS)
def test_a_changed_list_of_words_is_the_same_or_a_sentence(
    tmp_path: Path, name: str, at: float, new: bytes, how: str
) -> None:
    folder = tmp_path / "content"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(Path(str(shipped(name.split("/", maxsplit=1)[0]))), folder)
    file = folder / name.split("/")[1]
    file.write_bytes(changed(file.read_bytes(), at, new, how))
    told(lambda: READS[name](folder))


@settings(fuzzed)
@given(
    sentence=st.sampled_from(standing.sentences()),
    words=st.text(max_size=400) | st.text(alphabet="{}!:.[]a 0\x00", max_size=60),
)
def test_own_words_are_taken_with_their_braces_or_refused(
    sentence: standing.Sentence, words: str
) -> None:
    wanted = standing.filled_in(standing.shipped_words(sentence))
    if not told(lambda: standing.check(sentence.id, words)):
        assert standing.filled_in(words) == wanted
        words.format(**dict.fromkeys(wanted, "x"))


# ---- a picture


def picture(form: str, mode: str = "RGB") -> bytes:
    made = BytesIO()
    Image.effect_mandelbrot((80, 40), (-2, -1, 1, 1), 30).convert(mode).save(made, form)
    return made.getvalue()


PICTURES = [
    picture("PNG"), picture("PNG", "P"), picture("PNG", "LA"), picture("PNG", "1"),
    picture("JPEG"), picture("JPEG", "CMYK"), picture("GIF"), picture("TIFF"),
]  # fmt: skip


@settings(fuzzed, max_examples=200)
@given(raw=st.sampled_from(PICTURES), at=PLACES, new=BYTES, how=HOWS)
def test_a_changed_picture_is_a_small_picture_or_a_sentence(
    raw: bytes, at: float, new: bytes, how: str
) -> None:
    kept: list[bytes] = []
    if not told(lambda: kept.append(logo.made_safe(changed(raw, at, new, how)))):
        assert len(kept[0]) <= logo.LARGEST_KEPT
        assert logo.Placed(kept[0]).width > 0


# ---- a case to evaluate


CASE: dict[str, Any] = {
    "now": "2026-03-10T12:00:00", "born": "1998-04-02", "admitted": "2026-03-09T20:00:00",
    "answers": {
        "T01": {"value": "yes", "at": "2026-03-09T09:00:00"}, "G02": ["heavy"], "X01": "yes",
        "T02": "no", "P01": {"state": "declined", "source": "asked", "words": "no"},
    },
}  # fmt: skip
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(), st.text(max_size=30),
    st.lists(st.text(max_size=3), max_size=3), st.just({}), st.just([[[]]]),
    st.sampled_from([
        "0001-01-01", "9999-12-31T23:59:59+00:00", "2026-03-10T12:00:00+23:59", "2199-12-31",
        "1900-01-01T00:00:00+14:00", "declined", "yes", "\x00", "\ud800", "1e999",
    ]),
)  # fmt: skip
ITEMS = st.sampled_from(sorted(PROTOCOL.items)) | st.text(max_size=6)
ANSWERS = st.dictionaries(
    ITEMS,
    ODD | st.dictionaries(
        st.sampled_from(["value", "state", "source", "at", "earliest", "latest", "words", "x"]),
        ODD, max_size=4,
    ),
    max_size=5,
)  # fmt: skip


@settings(fuzzed, max_examples=300)
@given(
    case=st.fixed_dictionaries(
        {"now": ODD | st.just(CASE["now"])},
        optional={"born": ODD, "admitted": ODD, "answers": ANSWERS | ODD},
    )
)
@example(case={**CASE, "now": "2199-12-31T23:59:59-23:59"})
@example(case={**CASE, "born": "1900-01-01", "now": "1900-01-01T00:00:00+23:59"})
def test_any_case_is_evaluated_or_refused(case: object) -> None:
    told(lambda: json.dumps(evaluate.evaluate_case(PROTOCOL, case)))


@settings(fuzzed, max_examples=60)
@given(at=PLACES, new=NASTY, how=HOWS)
def test_a_changed_case_file_ends_with_a_code_and_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], at: float, new: bytes, how: str
) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(changed(json.dumps(CASE).encode(), at, new, how))
    assert cli.main(["evaluate", str(file)]) in {cli.DONE, cli.WRONG_USE}
    assert "Traceback" not in "".join(capsys.readouterr())


# ---- rows for a chart, and a passphrase in a file


ROWS = b"date,numerator,denominator\n" + b"".join(
    f"2026-{month:02},{month},{month + 20}\n".encode() for month in range(1, 13)
)


@pytest.mark.parametrize("chart", ["xmr", "p", "u", "c", "g", "t", "run"])
@settings(fuzzed, max_examples=40)
@given(at=PLACES, new=NASTY | st.sampled_from([b"1e400", b"nan", b"-0", b"9" * 400]), how=HOWS)
def test_changed_rows_are_drawn_or_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], chart: str, at: float, new: bytes, how: str
) -> None:
    file = tmp_path / "rows.csv"
    whole = ROWS if chart in "pu" else ROWS.replace(b"numerator,denominator", b"y,x")
    file.write_bytes(changed(whole, at, new, how))
    assert cli.main(["spc", str(file), "--chart", chart]) in {cli.DONE, cli.WRONG_USE}
    assert "Traceback" not in "".join(capsys.readouterr())


@settings(fuzzed, max_examples=40)
@given(raw=NASTY)
def test_any_bytes_as_a_passphrase_open_nothing_and_are_told_in_words(
    tmp_path: Path, ward: Ward, capsys: pytest.CaptureFixture[str], raw: bytes
) -> None:
    file = tmp_path / "passphrase"
    file.write_bytes(raw)
    named = [str(ward.folder), "--user", "bea", "--passphrase-file", str(file)]
    (ward.folder / delay.NAME).unlink(missing_ok=True)
    assert cli.main(["verify", *named]) == cli.WRONG_USE
    said = capsys.readouterr()
    assert said.err.strip()
    assert "Traceback" not in said.out + said.err


# ---- who holds the record


@fuzzed
@given(at=PLACES, new=BYTES | st.sampled_from([b"9999-12-31T23:59:59-12:00", b"2026-01-01T00:00"]),
       how=HOWS)  # fmt: skip
@example(at=0, how="all", new=b'{"who": "x", "since": "9999-12-31T23:59:59.9-12:00"}')
@example(at=0, how="all", new=b'{"who": "x", "since": "0001-01-01T00:00:00+12:00"}')
@example(at=0, how="all", new=b'{"who": "x", "since": "2026-01-01T00:00:00"}')
@example(at=0, how="all", new=b'{"who": "' + b"x" * 4000 + b'", "since": "2026-01-01T00:00:00Z"}')
def test_the_holder_of_the_record_is_named_or_is_another_copy(
    tmp_path: Path, at: float, new: bytes, how: str
) -> None:
    held = lock.HomeLock.take(tmp_path, "Bea Nurse", NOW)
    file = tmp_path / lock.HOLDER
    file.write_bytes(changed(file.read_bytes(), at, new, how))
    try:
        with pytest.raises(StoreFault) as caught:
            lock.HomeLock.take(tmp_path, "Ann Nurse", NOW)
        assert caught.value.code == "home-in-use"
        assert len(caught.value.sentence) < 300
    finally:
        held.release()


# ---- a kept moment of training, and what was proved


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    ward = Ward(tmp_path_factory.mktemp("practice") / "home", kind="training")
    moments.keep(ward.nurse(), "begun")
    return ward


@settings(fuzzed, max_examples=40)
@given(at=PLACES, new=BYTES, how=HOWS)
def test_a_changed_moment_of_training_leaves_what_stands_or_a_home_that_opens(
    practice: Ward, at: float, new: bytes, how: str
) -> None:
    file = practice.folder / moments.FOLDER / "begun.db"
    whole, stands = file.read_bytes(), practice.journal_file.read_bytes()
    try:
        file.write_bytes(changed(whole, at, new, how))
        told(lambda: moments.bring_back(practice.nurse(), "begun", NOON))
        told(lambda: ClinicalStore.open(practice.nurse(), practice.clock).close())
    finally:
        file.write_bytes(whole)
        moments.bring_back(practice.nurse(), "begun", NOON)
    assert stands
    ClinicalStore.open(practice.nurse(), practice.clock).close()


@fuzzed
@given(at=PLACES, new=BYTES, how=HOWS)
def test_what_was_proved_is_believed_only_with_its_signature(
    ward: Ward, at: float, new: bytes, how: str
) -> None:
    opened = ward.nurse()
    file = ward.folder / proving.NAME
    proving._note(opened, proving.Proved(number=3, hash="ab" * 32, whole=NOON))
    raw = file.read_bytes()
    file.write_bytes(changed(raw, at, new, how))
    kept = proving._noted(opened)
    assert kept is None or file.read_bytes() == raw or json.loads(file.read_bytes())
