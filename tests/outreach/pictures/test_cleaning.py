"""Only pixels pass: whatever else a file carries stays behind, and what is no picture is refused in a sentence."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.outreach.pictures.uploads import CLEANED, REFUSED, jpeg, pixels, saved, with_location

from teilhabe.errors import InputError
from teilhabe.outreach.pictures.cleaning import MOST_BYTES, clean

HIDDEN = (b"script", b"GEHEIM", b"Geheim", b"%PDF", b"PK\x03\x04", b"EXIF", b"Exif", b"XMP ", b"ICCP", b"<", b"JFIF\0")


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize("name", CLEANED)
def test_what_comes_out_is_a_still_webp_with_nothing_but_pixels(name: str) -> None:
    cleaned = clean(CLEANED[name])
    for width, content in cleaned.files.items():
        image = opened(content)
        assert (image.format, image.width, getattr(image, "n_frames", 1)) == ("WEBP", width, 1)
        assert set(image.info) <= {"loop", "background", "timestamp", "duration"}
        assert len(content) == 8 + int.from_bytes(content[4:8], "little"), "something lies behind the picture"
        assert not zipfile.is_zipfile(BytesIO(content))
        assert not dict(image.getexif())


@pytest.mark.parametrize("name", ["location", "pdf", "zip", "png with words", "html behind a picture", "webp"])
def test_hidden_words_do_not_come_out(name: str) -> None:
    for content in clean(CLEANED[name]).files.values():
        assert not [word for word in HIDDEN if len(word) > 3 and word in content]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_picture_or_too_large_is_refused_in_one_sentence_each(name: str) -> None:
    with pytest.raises(InputError) as refused:
        clean(REFUSED[name])
    assert refused.value.text.de.endswith(".")
    assert refused.value.text.en.endswith(".")


def test_more_than_15_mb_are_refused_before_anything_is_read() -> None:
    with pytest.raises(InputError, match="15 MB"):
        clean(jpeg() + b"\0" * MOST_BYTES)


@pytest.mark.parametrize(
    ("orientation", "is_tall", "left_is_red"), [(1, False, True), (3, False, False), (6, True, None)]
)
def test_pictures_stand_upright(orientation: int, is_tall: bool, left_is_red: bool | None) -> None:
    cleaned = clean(with_location(orientation))
    image = opened(cleaned.files[cleaned.width]).convert("RGB")
    assert (image.height > image.width) is is_tall
    if left_is_red is not None:
        red, _green, blue = image.getpixel((5, 5))  # type: ignore[misc]
        assert (red > blue) is left_is_red


@pytest.mark.parametrize(("width", "widths"), [(200, [200]), (480, [480]), (700, [480, 700]), (4000, [480, 960, 1600])])
def test_a_picture_is_made_smaller_but_never_larger(width: int, widths: list[int]) -> None:
    cleaned = clean(jpeg(width, width // 2))
    assert sorted(cleaned.files) == widths
    assert (cleaned.width, cleaned.height) == (widths[-1], widths[-1] // 2)


def test_transparency_and_sixteen_bits_survive() -> None:
    glass = Image.new("RGBA", (300, 200), (10, 20, 30, 0))
    assert opened(clean(saved(glass, "PNG")).files[300]).convert("RGBA").getpixel((9, 9))[3] == 0  # type: ignore[index]
    grey = opened(clean(CLEANED["16 bits"]).files[300]).convert("L").getpixel((9, 9))
    assert abs(int(grey) - 156) < 4  # type: ignore[arg-type]


def test_an_animation_shows_its_first_frame() -> None:
    red, green, blue = opened(clean(CLEANED["animated"]).files[300]).convert("RGB").getpixel((9, 9))  # type: ignore[misc]
    assert green > red + blue


@given(st.integers(0, 2000), st.integers(0, 255), st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]))
def test_a_damaged_byte_gives_a_picture_or_a_sentence(place: int, value: int, kind: str) -> None:
    content = bytearray(saved(pixels(60, 40), kind))
    content[place % len(content)] = value
    with suppress(InputError):
        assert clean(bytes(content)).files
