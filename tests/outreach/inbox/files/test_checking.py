"""A file is what its content says; what can run, hide something or cannot be told is refused with its reason."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from teilhabe.outreach.inbox.files.checking import MOST_FILES, File, Refusal, check, check_all, tidy_name


def packed(**parts: bytes) -> bytes:
    """The same bytes at any hour: written by name alone, a file bears the clock, and so does its test."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(ZipInfo(name.replace("__", "/")), content, ZIP_DEFLATED)
    return target.getvalue()


def picture(form: str = "JPEG") -> bytes:
    target = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(target, form)
    return target.getvalue()


def old(stream: str, *more: str) -> bytes:
    names = b"".join(name.encode("utf-16-le") + b"\0\0" for name in (stream, *more))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + names


DOCX = packed(**{"[Content_Types].xml": b"<Types/>", "word__document.xml": b"<w/>"})
WITH_MACROS = packed(**{"[Content_Types].xml": b"<Types/>", "word__vbaProject.bin": b"x"})
ODT = packed(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<x/>"})


@pytest.mark.parametrize(
    ("name", "content", "kept_as", "media_type"),
    [
        ("bescheid.pdf", b"%PDF-1.7\n...", "bescheid.pdf", "application/pdf"),
        ("brief.docx", DOCX, "brief.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("brief.exe", DOCX, "brief.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("brief.odt", ODT, "brief.odt", "application/vnd.oasis.opendocument.text"),
        ("alt.doc", old("WordDocument"), "alt.doc", "application/msword"),
        ("foto.jpeg", picture(), "foto.webp", "image/webp"),
        ("foto.pdf", picture("PNG"), "foto.webp", "image/webp"),
        ("notiz.txt", "Grüße".encode(), "notiz.txt", "text/plain"),
        ("termin.ics", b"BEGIN:VCALENDAR", "termin.txt", "text/plain"),
    ],
)
def test_what_is_kept_bears_the_ending_of_what_it_is(name: str, content: bytes, kept_as: str, media_type: str) -> None:
    kept = check(File(name, content, "application/x-msdownload"))
    assert (kept.name, kept.media_type, kept.refused) == (kept_as, media_type, "")
    assert kept.size == len(kept.content) > 0


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("rechnung.pdf.exe", b"MZ\x90\0", Refusal.PROGRAM),
        ("rechnung.pdf", b"MZ\x90\0%PDF-1.4", Refusal.PROGRAM),
        ("los.sh", b"#!/bin/sh", Refusal.PROGRAM),
        ("alles.zip", packed(**{"a.txt": b"a"}), Refusal.ARCHIVE),
        ("brief.docx", packed(**{"a.exe": b"MZ"}), Refusal.ARCHIVE),
        ("kaputt.docx", DOCX[:40], Refusal.ARCHIVE),
        ("alles.rar", b"Rar!\x1a\x07", Refusal.ARCHIVE),
        ("brief.docm", WITH_MACROS, Refusal.MACROS),
        ("brief.docx", WITH_MACROS, Refusal.MACROS),
        ("alt.doc", old("WordDocument", "_VBA_PROJECT"), Refusal.MACROS),
        ("setup.msi", old("Property"), Refusal.UNKNOWN),
        ("seite.html", b"<script>alert(1)</script>", Refusal.UNKNOWN),
        ("bild.svg", b"<svg onload='x'/>", Refusal.UNKNOWN),
        ("foto.jpg", b"\xff\xd8\xff\xe0 not a picture", Refusal.PICTURE),
        ("leer.txt", b"", Refusal.EMPTY),
        ("gross.txt", b"a" * 10_000_001, Refusal.TOO_LARGE),
        ("binaer.txt", b"a\0b", Refusal.UNKNOWN),
    ],
)
def test_what_is_refused_says_why_and_keeps_nothing(name: str, content: bytes, why: Refusal) -> None:
    checked = check(File(name, content))
    assert (checked.refused, checked.content) == (why, b"")
    assert checked.size == len(content)
    assert why.label


def test_a_picture_keeps_nothing_but_its_pixels() -> None:
    target = BytesIO()
    Image.new("RGB", (40, 30)).save(target, "JPEG", comment=b"Wassilissa", exif=b"Exif\0\0Wassilissa")
    assert b"Wassilissa" not in check(File("a.jpg", target.getvalue())).content


def test_beyond_the_number_of_files_they_are_named_only() -> None:
    checked = check_all([File(f"{number}.txt", b"x") for number in range(MOST_FILES + 3)])
    assert [each.refused for each in checked] == [""] * MOST_FILES + [Refusal.TOO_MANY] * 3


@pytest.mark.parametrize(
    ("name", "tidied"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\brief.pdf", "brief.pdf"),
        ("rechnung\u202efdp.exe", "rechnungfdp.exe"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        (".htaccess", "htaccess"),
        ("", "?"),
        ("شهادة.pdf", "شهادة.pdf"),
    ],
)
def test_a_name_has_no_folders_and_no_tricks(name: str, tidied: str) -> None:
    assert tidy_name(name) == tidied


@given(st.text(max_size=300), st.binary(max_size=400))
def test_no_file_fails_the_check(name: str, content: bytes) -> None:
    checked = check(File(name, content))
    assert bool(checked.refused) != bool(checked.content)
    assert 0 < len(checked.name) <= 130
    assert "/" not in checked.name
