"""Files as they are uploaded, honest and hostile; all of them made here."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, PngImagePlugin

SCRIPT = b"<script>alert('teilhabe')</script>"


def pixels(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Left half red, right half blue, so that one sees how it was turned."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    image.paste((30, 30, 200), (width // 2, 0, width, height))
    return image.convert(mode)


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def jpeg(width: int = 640, height: int = 480) -> bytes:
    return saved(pixels(width, height))


def with_location(orientation: int = 1) -> bytes:
    """A photo that says where it was taken, by whom, and how the camera was held."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "Geheime Fotografin"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (49.0, 26.0, 40.0)
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>GEHEIMORT" + SCRIPT + b"</x:xmpmeta>"
    return saved(pixels(), exif=exif, xmp=xmp, icc_profile=b"GEHEIMPROFIL" * 20, comment=b"GEHEIMNOTIZ")


def zip_polyglot() -> bytes:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr("index.html", SCRIPT)
    return saved(pixels(), "GIF") + archive.getvalue()


def pdf_polyglot() -> bytes:
    return jpeg() + b"\n%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF"


def png_with_words() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SCRIPT.decode())
    info.add_itxt("XML:com.adobe.xmp", SCRIPT.decode())
    return saved(pixels(), "PNG", pnginfo=info) + SCRIPT


def png_of_claimed_size(width: int, height: int) -> bytes:
    """A header that promises more than anybody should decode."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def animated() -> bytes:
    frames = [Image.new("RGB", (300, 200), colour) for colour in ("green", "yellow", "black")]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:])


CLEANED = {
    "jpeg": jpeg(),
    "location": with_location(),
    "zip": zip_polyglot(),
    "pdf": pdf_polyglot(),
    "png with words": png_with_words(),
    "html behind a picture": jpeg() + b"<html>" + SCRIPT,
    "webp": saved(pixels(), "WEBP", xmp=SCRIPT),
    "gif with a comment": saved(pixels(), "GIF", comment=SCRIPT),
    "animated": animated(),
    "cmyk": saved(pixels(mode="CMYK")),
    "16 bits": saved(Image.new("I;16", (300, 200), 40_000), "PNG"),
    "grey with alpha": saved(pixels(mode="LA"), "PNG"),
    "palette with alpha": saved(pixels(mode="RGBA").quantize(8), "PNG", transparency=0),
    "one bit": saved(pixels(mode="1"), "PNG"),
    "one pixel": saved(pixels(1, 1), "PNG"),
}
REFUSED = {
    "nothing": b"",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>" + SCRIPT + b"</svg>",
    "svg with a declaration": b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>",
    "html": b"<!doctype html><title>x</title>" + SCRIPT,
    "html that begins like a gif": b"GIF89a/*" + SCRIPT + b"*/",
    "pdf": b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF",
    "zip": zip_polyglot()[len(saved(pixels(), "GIF")) :],
    "truncated jpeg": jpeg()[:900],
    "truncated png": saved(pixels(), "PNG")[:400],
    "half a webp": saved(pixels(), "WEBP")[:200],
    "huge png": png_of_claimed_size(50_000, 50_000),
    "a little too large": png_of_claimed_size(10_000, 5_001),
    "header only": png_of_claimed_size(600, 600)[:60],
    "bmp": saved(pixels(), "BMP"),
    "tiff": saved(pixels(), "TIFF"),
    "ico": saved(pixels(64, 64), "ICO"),
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "a line": saved(pixels(4000, 3), "PNG"),
    "random": bytes(range(256)) * 40,
}
