"""Uploads become pictures of our own: only pixels pass, everything else of a file stays behind.

Four formats are tried and no others; how large a picture would become is known before it is decoded.
"""

from __future__ import annotations

import hashlib
import struct
import warnings
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageFile, UnidentifiedImageError

from teilhabe.errors import InputError

MOST_BYTES = 15_000_000
MOST_PIXELS = 50_000_000
MOST_SLENDER = 10
"""Longer side by shorter side; beyond, nothing can be seen on a page."""
WIDTHS = (480, 960, 1600)
"""Pixels; a picture is never made larger than it is."""
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
QUALITY = 82
_BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, EOFError, IndexError, KeyError, OverflowError, ZeroDivisionError,
    AttributeError, NotImplementedError, RuntimeError, MemoryError, struct.error, zlib.error,
)  # fmt: skip
"""What Pillow's readers raise for damaged files, each their own."""


@dataclass(frozen=True)
class Cleaned:
    """Files by width; `digest` is the SHA-256 of the widest, `width` and `height` are its size."""

    digest: str
    width: int
    height: int
    files: Mapping[int, bytes]


def clean(content: bytes) -> Cleaned:
    """The picture in up to three widths as WebP without metadata; InputError says in one sentence why it is refused."""
    if len(content) > MOST_BYTES:
        raise InputError(
            "Die Datei ist größer als 15 MB. Bitte verkleinern Sie das Bild.",
            "The file is larger than 15 MB. Please make the picture smaller.",
        )
    with _opened(content) as image:
        _require_fit(*image.size)
        pixels = _pixels(image)
    files = {width: _written(pixels, width) for width in _widths(pixels.width)}
    widest = max(files)
    size = (widest, _height(pixels, widest))
    return Cleaned(hashlib.sha256(files[widest]).hexdigest(), *size, files)


def _opened(content: bytes) -> ImageFile.ImageFile:
    """The first format that fits: only the header is read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of sizes, which we judge ourselves
            image = Image.open(BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except (UnidentifiedImageError, *_BROKEN) as error:
        raise InputError(
            "Diese Datei ist kein Bild, das wir annehmen. Bitte wählen Sie JPEG, PNG, WebP oder GIF.",
            "This file is no picture that we accept. Please choose JPEG, PNG, WebP or GIF.",
        ) from error
    assert isinstance(image, ImageFile.ImageFile)
    return image


def _require_fit(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()
    if max(width, height) > MOST_SLENDER * min(width, height):
        raise InputError(
            "Eine Seite des Bildes ist mehr als zehnmal so lang wie die andere. Bitte schneiden Sie es zu.",
            "The picture is too narrow: one side is more than ten times as long as the other. Please crop it.",
        )


def _too_many_pixels() -> InputError:
    return InputError(
        "Das Bild hat mehr als 50 Millionen Bildpunkte. Bitte verkleinern Sie es.",
        "The picture has more than 50 million pixels. Please make it smaller.",
    )


def _pixels(image: ImageFile.ImageFile) -> Image.Image:
    """The first frame upright, as a new picture that carries nothing over."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of oddities that re-encoding removes
            image.draft("RGB", (2 * WIDTHS[-1], 2 * WIDTHS[-1]))  # a JPEG is decoded no larger than needed
            image.load()
            coloured = _coloured(image)
            upright = _upright(coloured, image)
    except _BROKEN as error:
        raise InputError(
            "Das Bild ist beschädigt und lässt sich nicht lesen. Bitte speichern Sie es neu.",
            "The picture is damaged and cannot be read. Please save it anew.",
        ) from error
    fresh = Image.new(upright.mode, upright.size)
    fresh.paste(upright)
    return fresh


def _coloured(image: Image.Image) -> Image.Image:
    """Eight bits per colour; transparency stays where there is some."""
    if image.mode.startswith("I"):  # grey in 16 bits, which Pillow would cut off instead of scaling
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    has_alpha = image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info
    return image.convert("RGBA" if has_alpha else "RGB")


def _upright(coloured: Image.Image, image: Image.Image) -> Image.Image:
    """As the camera was held; a damaged note about it is no reason to refuse the picture."""
    try:
        orientation = image.getexif().get(0x0112)
    except _BROKEN:
        return coloured
    turned = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    return coloured.transpose(turned[orientation]) if orientation in turned else coloured


def _widths(width: int) -> list[int]:
    return [*(each for each in WIDTHS if each < width), *([width] if width <= WIDTHS[-1] else [])]


def _height(image: Image.Image, width: int) -> int:
    return max(1, round(image.height * width / image.width))


def _written(image: Image.Image, width: int) -> bytes:
    target = BytesIO()
    fitted = image.resize((width, _height(image, width)), Image.Resampling.LANCZOS) if width != image.width else image
    fitted.save(target, "WEBP", quality=QUALITY, method=4)
    return target.getvalue()
