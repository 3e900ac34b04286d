"""A logo: only a picture is kept of the file, small, and it takes its room on the page."""

from __future__ import annotations

from io import BytesIO
from random import Random

import pytest
from PIL import Image, PngImagePlugin
from reportlab.lib.units import mm

from srh_assess.errors import UserError
from srh_assess.letters import logo
from srh_assess.letters.logo import Placed, made_safe


def file(size: tuple[int, int] = (300, 100), form: str = "PNG", mode: str = "RGB") -> bytes:
    made = BytesIO()
    Image.new(mode, size, "teal").save(made, form)
    return made.getvalue()


def noise(size: tuple[int, int]) -> bytes:
    made = BytesIO()
    pixels = Random(1).randbytes(size[0] * size[1] * 3)
    Image.frombytes("RGB", size, pixels).save(made, "PNG")
    return made.getvalue()


def size(kept: bytes) -> tuple[int, int]:
    return Image.open(BytesIO(kept)).size


def code_of(raw: bytes) -> str:
    with pytest.raises(UserError) as caught:
        made_safe(raw)
    return caught.value.code


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_is_kept_as_png_and_small(form: str) -> None:
    kept = made_safe(file((3000, 1000), form))
    assert kept.startswith(b"\x89PNG")
    assert size(kept) == (600, 200)
    assert len(kept) < logo.LARGEST_KEPT
    assert made_safe(kept) == kept


def test_nothing_but_the_picture_is_left_of_the_file() -> None:
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Frances Lindqvist")
    made = BytesIO()
    Image.new("RGB", (50, 50)).save(made, "PNG", pnginfo=said)
    raw = made.getvalue() + b"Frances Lindqvist"
    assert b"Frances" in raw
    assert b"Frances" not in made_safe(raw)


def test_what_is_clear_is_laid_on_white() -> None:
    made = BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(made, "PNG")
    kept = Image.open(BytesIO(made_safe(made.getvalue()))).convert("RGB")
    assert kept.getpixel((25, 25)) == (255, 255, 255)


def test_many_colours_become_fewer_before_it_is_refused() -> None:
    kept = made_safe(noise((240, 240)))
    assert len(kept) <= logo.LARGEST_KEPT


def test_what_stays_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logo, "LARGEST_KEPT", 100)
    assert code_of(noise((240, 240))) == "logo-large"


def test_what_is_no_small_picture_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert code_of(b"") == "logo-unreadable"
    assert code_of(b"<svg/>") == "logo-unreadable"
    assert code_of(file(form="GIF")) == "logo-unreadable"
    assert code_of(file()[:60]) == "logo-unreadable"
    assert code_of(file((15, 100))) == "logo-small"
    assert size(made_safe(file((16, 100)))) == (16, 100)
    assert code_of(file() + b"x" * logo.LARGEST_FILE) == "logo-large"
    monkeypatch.setattr(logo, "MOST_PIXELS", 29_999)
    assert code_of(file()) == "logo-large"


def test_it_takes_its_room_and_no_more() -> None:
    assert Placed(b"").room == 0
    wide, tall = Placed(made_safe(file((600, 60)))), Placed(made_safe(file((60, 240))))
    assert (wide.width, tall.height) == (50 * mm, 18 * mm)
    assert wide.height == pytest.approx(5 * mm)
    assert tall.room == pytest.approx(20 * mm)
