"""A picture as JPEG: whole for Facebook, small enough for mails."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from pytest_django import Settings

from teilhabe.outreach.pictures.jpeg import has_file, jpeg_of, small_jpeg_of
from teilhabe.outreach.pictures.models import Picture
from teilhabe.outreach.pictures.storing import file_of, folder


@pytest.fixture
def noise(settings: Settings, tmp_path: Path) -> Picture:
    """Grain everywhere: what takes most room."""
    settings.VAR_DIR = tmp_path
    picture = Picture(digest="a" * 64, width=1600, height=1200)
    folder().mkdir(parents=True)
    grain = Image.frombytes("RGB", (1600, 1200), Random(1).randbytes(3 * 1600 * 1200))
    grain.save(file_of(picture.digest, 1600), "WEBP", quality=60)
    return picture


def test_a_picture_shrinks_until_a_mail_can_carry_it(noise: Picture) -> None:
    whole = jpeg_of(noise)
    assert len(whole) > 500_000
    small = small_jpeg_of(noise, 150_000)
    assert len(small) <= 150_000
    with Image.open(BytesIO(small)) as shown:
        assert (shown.format, shown.width / shown.height) == ("JPEG", 4 / 3)
        assert shown.width >= 320


def test_a_picture_that_is_small_already_is_not_made_larger(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    picture = Picture(digest="b" * 64, width=40, height=30)
    assert not has_file(picture)
    folder().mkdir(parents=True)
    Image.new("RGB", (40, 30), "red").save(file_of(picture.digest, 40), "WEBP")
    assert has_file(picture)
    with Image.open(BytesIO(small_jpeg_of(picture, 150_000))) as shown:
        assert shown.size == (40, 30)
