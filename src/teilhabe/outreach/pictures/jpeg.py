"""A picture as JPEG, for those who take no WebP, in which we keep pictures: Facebook, and many mail programs."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from teilhabe.outreach.pictures.models import Picture
from teilhabe.outreach.pictures.storing import file_of

QUALITY = 90
QUALITY_OF_SMALL = 78
NARROWER = (1200, 960, 720, 480, 320)
"""Pixels."""


def has_file(picture: Picture) -> bool:
    return file_of(picture.digest, picture.width).is_file()


def jpeg_of(picture: Picture) -> bytes:
    """As wide as we have it."""
    with Image.open(file_of(picture.digest, picture.width)) as stored:
        return _written(stored.convert("RGB"), QUALITY)


def small_jpeg_of(picture: Picture, most_bytes: int) -> bytes:
    """The widest of a few that takes no more bytes, else the narrowest of them."""
    with Image.open(file_of(picture.digest, picture.width)) as stored:
        pixels = stored.convert("RGB")
    made = b""
    for width in NARROWER:
        pixels.thumbnail((width, width))
        made = _written(pixels, QUALITY_OF_SMALL)
        if len(made) <= most_bytes:
            break
    return made


def _written(pixels: Image.Image, quality: int) -> bytes:
    made = BytesIO()
    pixels.save(made, "JPEG", quality=quality, optimize=True)
    return made.getvalue()
