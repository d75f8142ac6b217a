"""What a file from a stranger is, by its content and not by what it says of itself; and whether we keep it.

Pictures are made anew. Documents stay as they are and are only ever handed out as a download. What can run, what can
hide another file, and what we cannot tell is refused with its reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from teilhabe.errors import InputError
from teilhabe.outreach.pictures.cleaning import clean

MOST_BYTES = 10_000_000
MOST_FILES = 20
LONGEST_NAME = 120
MOST_PARTS = 5_000
"""Of a document: one with more entries in its directory is no letter."""


class Refusal(TextChoices):
    """Why a file was not kept."""

    TOO_LARGE = "too large", _("größer als 10 MB")
    TOO_MANY = "too many", _("mehr als 20 Dateien in einer Nachricht")
    EMPTY = "empty", _("leer")
    ARCHIVE = "archive", _("ein Archiv: Was darin ist, lässt sich nicht prüfen")
    PROGRAM = "program", _("ein Programm")
    MACROS = "macros", _("ein Dokument mit Makros: Es kann Programme ausführen")
    MAIL = "mail", _("eine angehängte E-Mail: Was darin ist, lässt sich nicht prüfen")
    PICTURE = "picture", _("ein Bild, das sich nicht öffnen lässt")
    ELSEWHERE = "elsewhere", _("nicht geholt: Die Datei liegt nur dort, wo die Nachricht herkam")
    UNKNOWN = "unknown", _("eine Art von Datei, die wir nicht annehmen")


@dataclass(frozen=True)
class File:
    """As it came: everything in it is a claim of the sender. `size` where the content itself is not at hand."""

    name: str
    content: bytes
    media_type: str = ""
    size: int = 0


@dataclass(frozen=True)
class Checked:
    """What is kept: `content` is what we store, empty where `refused` says why nothing is. `size` is in bytes."""

    name: str
    media_type: str
    size: int
    content: bytes = b""
    refused: str = ""


@dataclass(frozen=True)
class _Kind:
    media_type: str
    ending: str


PDF = _Kind("application/pdf", "pdf")
TEXT = _Kind("text/plain", "txt")
PICTURE = _Kind("image/webp", "webp")
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
PACKED = {
    "word/": _Kind(f"{_OFFICE}wordprocessingml.document", "docx"),
    "xl/": _Kind(f"{_OFFICE}spreadsheetml.sheet", "xlsx"),
    "ppt/": _Kind(f"{_OFFICE}presentationml.presentation", "pptx"),
}
"""Documents of today's office programs, by the folder inside them."""
OPEN_DOCUMENTS = {
    f"{_OPEN}text": _Kind(f"{_OPEN}text", "odt"),
    f"{_OPEN}spreadsheet": _Kind(f"{_OPEN}spreadsheet", "ods"),
    f"{_OPEN}presentation": _Kind(f"{_OPEN}presentation", "odp"),
}
OLD_DOCUMENTS = {
    "WordDocument": _Kind("application/msword", "doc"),
    "Workbook": _Kind("application/vnd.ms-excel", "xls"),
    "PowerPoint Document": _Kind("application/vnd.ms-powerpoint", "ppt"),
}
"""Documents of the old office programs, by the stream that holds them."""
_MACROS_IN_OLD = ("_VBA_PROJECT", "Macros", "VBA")
_SIGNATURES = (
    (b"MZ", Refusal.PROGRAM), (b"\x7fELF", Refusal.PROGRAM), (b"#!", Refusal.PROGRAM),
    (b"\xca\xfe\xba\xbe", Refusal.PROGRAM), (b"\xcf\xfa\xed\xfe", Refusal.PROGRAM),
    (b"L\0\0\0\x01\x14\x02", Refusal.PROGRAM),
    (b"Rar!", Refusal.ARCHIVE), (b"7z\xbc\xaf'\x1c", Refusal.ARCHIVE), (b"\x1f\x8b", Refusal.ARCHIVE),
    (b"BZh", Refusal.ARCHIVE), (b"\xfd7zXZ", Refusal.ARCHIVE), (b"(\xb5/\xfd", Refusal.ARCHIVE),
    (b"MSCF", Refusal.ARCHIVE), (b"xar!", Refusal.ARCHIVE),
)  # fmt: skip
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
_TEXT_ENDINGS = ("txt", "csv", "log", "ics", "vcf", "md")
_PICTURE_STARTS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")


def check_all(files: Sequence[File]) -> list[Checked]:
    """Each file of a message, in order; beyond the number that a message may have they are named and not kept."""
    kept = [check(file) for file in files[:MOST_FILES]]
    return kept + [_refused(file, Refusal.TOO_MANY) for file in files[MOST_FILES : 5 * MOST_FILES]]


def check(file: File) -> Checked:
    """The file as we keep it, or why we do not; never fails, whatever the content."""
    content = file.content
    if len(content) > MOST_BYTES or file.size > MOST_BYTES:
        return _refused(file, Refusal.TOO_LARGE)
    if not content:
        return _refused(file, Refusal.EMPTY)
    for signature, why in _SIGNATURES:
        if content.startswith(signature):
            return _refused(file, why)
    found = next((check_it(file) for fits, check_it in _READERS if fits(file)), Refusal.UNKNOWN)
    return _refused(file, found) if isinstance(found, Refusal) else found


def _picture(file: File) -> Checked | Refusal:
    """Made anew from its pixels: nothing else of the file is kept."""
    try:
        cleaned = clean(file.content)
    except InputError:
        return Refusal.PICTURE
    return _kept(replace(file, content=cleaned.files[max(cleaned.files)]), PICTURE)


def _pdf(file: File) -> Checked | Refusal:
    return _kept(file, PDF)


def _packed(file: File) -> Checked | Refusal:
    """A document of an office program, or an archive; only its directory is read, nothing is unpacked but a name."""
    try:
        with ZipFile(BytesIO(file.content)) as parts:
            names = parts.namelist()
            if len(names) > MOST_PARTS:
                return Refusal.ARCHIVE
            kind = _open_document(parts) if "mimetype" in names else _office_document(names)
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, KeyError, EOFError):
        return Refusal.ARCHIVE
    if kind is None:
        return Refusal.ARCHIVE
    if any(name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names):
        return Refusal.MACROS
    return _kept(file, kind)


def _open_document(parts: ZipFile) -> _Kind | None:
    info = parts.getinfo("mimetype")
    return OPEN_DOCUMENTS.get(parts.read(info).decode("ascii", "replace")) if info.file_size < 100 else None


def _office_document(names: Sequence[str]) -> _Kind | None:
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for folder, kind in PACKED.items() if any(name.startswith(folder) for name in names)), None)


def _old_document(file: File) -> Checked | Refusal:
    if any(_stream(name) in file.content for name in _MACROS_IN_OLD):
        return Refusal.MACROS
    kind = next((kind for name, kind in OLD_DOCUMENTS.items() if _stream(name) in file.content), None)
    return _kept(file, kind) if kind else Refusal.UNKNOWN


def _stream(name: str) -> bytes:
    """As the directory of such a file writes it."""
    return name.encode("utf-16-le") + b"\0\0"


def _text(file: File) -> Checked | Refusal:
    """Plain text that is text: a script with the ending of one is only ever downloaded as `.txt`."""
    return Refusal.UNKNOWN if b"\0" in file.content else _kept(file, TEXT)


_READERS: tuple[tuple[Callable[[File], bool], Callable[[File], Checked | Refusal]], ...] = (
    (lambda file: file.content.startswith(_PICTURE_STARTS), _picture),
    (lambda file: b"%PDF-" in file.content[:1024], _pdf),
    (lambda file: file.content.startswith(_ZIP), _packed),
    (lambda file: file.content.startswith(_OLE), _old_document),
    (lambda file: file.media_type == "message/rfc822", lambda _file: Refusal.MAIL),
    (lambda file: file.media_type.startswith("image/"), lambda _file: Refusal.PICTURE),
    (lambda file: _ending(file.name) in _TEXT_ENDINGS or file.media_type == "text/plain", _text),
)


def _kept(file: File, kind: _Kind) -> Checked:
    return Checked(tidy_name(file.name, kind.ending), kind.media_type, len(file.content), file.content)


def _refused(file: File, why: Refusal) -> Checked:
    return Checked(tidy_name(file.name), file.media_type[:100], file.size or len(file.content), refused=why.value)


def tidy_name(name: str, ending: str = "") -> str:
    """Without folders, invisible characters and tricks of direction; with the ending of what it really is."""
    bare = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    visible = "".join(" " if each.isspace() else each for each in bare if each.isspace() or each.isprintable())
    tidy = re.sub(r'["<>|:*?]', "_", " ".join(visible.split())).lstrip(". ")
    if not ending:
        return tidy[-LONGEST_NAME:] or "?"
    stem = tidy.rpartition(".")[0] if _ending(tidy) else tidy
    return f"{stem[:LONGEST_NAME] or 'datei'}.{ending}"


def _ending(name: str) -> str:
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return ending if 0 < len(ending) <= 5 and ending.isalnum() else ""
