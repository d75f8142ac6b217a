"""A snapshot: the untouched bytes of a file, or of the one table inside a zip archive."""

from __future__ import annotations

import hashlib
import io
import stat
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from teilhabe.errors import UnreadableFile

MAX_BYTES = 512 * 1024 * 1024
"""Largest content that is read, packed or unpacked."""

MOST_MEMBERS = 10_000
"""More files in one archive than this nobody publishes."""

BOMB_BYTES, BOMB_RATIO = 128 * 1024 * 1024, 150
"""An archive that says it unpacks to more than so many bytes and to so many times its size is a bomb."""

_CHUNK = 1024 * 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WORKBOOK_PARTS = {"[Content_Types].xml", "mimetype"}  # xlsx and ods are zip archives: preparation names them


@dataclass(frozen=True)
class Snapshot:
    """One table file: its name, its bytes (unpacked), and the checksum of the file as it lies on the disk."""

    name: str
    sha256: str
    content: bytes
    archive: str = ""

    @property
    def id(self) -> str:
        """The first 16 hexadecimal digits of the checksum: what observations carry."""
        return self.sha256[:16]


def take(path: Path, table: str = "") -> Snapshot:
    """The snapshot of a file; UnreadableFile where there is none to be had, with the reason.

    Of a zip archive with several files the one called `table` is taken.
    """
    packed = _read(path)
    sha256 = hashlib.sha256(packed).hexdigest()
    if not packed:
        raise UnreadableFile(f"{path}: Die Datei ist leer.", f"{path}: the file is empty.")
    if not packed.startswith(_ZIP):
        return Snapshot(path.name, sha256, packed)
    member, content = _unpack(path, packed, table)
    return Snapshot(member, sha256, content, path.name) if member else Snapshot(path.name, sha256, packed)


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFile(f"{path}: Das ist ein Ordner, keine Datei.", f"{path}: this is a folder, not a file.")
        if path.exists() and not path.is_file():
            raise UnreadableFile(f"{path}: Das ist keine gewöhnliche Datei.", f"{path}: this is not a regular file.")
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(path)
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"{path}: Die Datei gibt es nicht.", f"{path}: there is no such file.") from None
    except PermissionError:
        raise UnreadableFile(
            f"{path}: Es fehlt das Recht, die Datei zu lesen.", f"{path}: permission to read the file is missing."
        ) from None
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            f"{path}: Die Datei lässt sich nicht lesen ({error}).", f"{path}: the file cannot be read ({error})."
        ) from error


def _unpack(path: Path, packed: bytes, table: str) -> tuple[str, bytes]:
    """Name and bytes of the one table in the archive; no name where the archive is a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            _refuse_bomb(path, archive, len(packed))
            if _WORKBOOK_PARTS & set(archive.namelist()):
                return "", b""
            member = _only_table(path, archive, table)
            with archive.open(member) as stream:
                content = _read_limited(path, stream)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise UnreadableFile(
            f"{path}: Das Zip-Archiv ist beschädigt oder unvollständig ({error}).",
            f"{path}: the zip archive is damaged or incomplete ({error}).",
        ) from error
    except (RuntimeError, NotImplementedError) as error:
        raise UnreadableFile(
            f"{path}: Das Zip-Archiv lässt sich nicht entpacken ({error}).",
            f"{path}: the zip archive cannot be unpacked ({error}).",
        ) from error
    if not content:
        raise UnreadableFile(
            f"{path}: Die Datei {member.filename} im Archiv ist leer.",
            f"{path}: the file {member.filename} in the archive is empty.",
        )
    _refuse_nested(path, member.filename, content)
    return _base_name(member.filename), content


def _refuse_bomb(path: Path, archive: zipfile.ZipFile, packed: int) -> None:
    """UnreadableFile where the archive itself says that it holds far more than its size; lies end while unpacking."""
    members = archive.infolist()
    unpacked = sum(info.file_size for info in members)
    if len(members) > MOST_MEMBERS:
        raise UnreadableFile(
            f"{path}: Das Zip-Archiv enthält {len(members)} Dateien; mehr als {MOST_MEMBERS} werden nicht gelesen.",
            f"{path}: the zip archive holds {len(members)} files; more than {MOST_MEMBERS} are not read.",
        )
    if unpacked > BOMB_BYTES and unpacked > BOMB_RATIO * packed:
        raise UnreadableFile(
            f"{path}: Die Datei würde entpackt {unpacked // packed}-mal so groß ({unpacked // 1024 // 1024} MiB); "
            "so etwas wird nicht entpackt.",
            f"{path}: unpacked the file would be {unpacked // packed} times as large "
            f"({unpacked // 1024 // 1024} MiB); such files are not unpacked.",
        )


def _refuse_nested(path: Path, member: str, content: bytes) -> None:
    """UnreadableFile where the one file is an archive again; a workbook is one that is read."""
    if not content.startswith(_ZIP):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as inner:
        _refuse_bomb(path, inner, len(content))
        is_workbook = bool(_WORKBOOK_PARTS & set(inner.namelist()))
    if not is_workbook:
        raise _nested(path, member)


def _nested(path: Path, member: str) -> UnreadableFile:
    return UnreadableFile(
        f"{path}: Im Zip-Archiv steckt ein weiteres Archiv ({member}); bitte vorher entpacken.",
        f"{path}: the zip archive holds another archive ({member}); please unpack it first.",
    )


def _only_table(path: Path, archive: zipfile.ZipFile, table: str) -> zipfile.ZipInfo:
    members = [info for info in archive.infolist() if not info.is_dir() and not _is_clutter(info.filename)]
    if table and len(members) > 1:
        members = [info for info in members if table in (info.filename, _base_name(info.filename))] or members
    if len(members) != 1:
        raise _several(path, [info.filename for info in members])
    member = members[0]
    if member.file_size > MAX_BYTES:
        raise _too_large(path)
    if member.flag_bits & 1:
        raise UnreadableFile(
            f"{path}: Das Zip-Archiv ist verschlüsselt; bitte ohne Kennwort packen.",
            f"{path}: the zip archive is encrypted; please pack it without a password.",
        )
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UnreadableFile(
            f"{path}: {member.filename} ist im Archiv nur ein Verweis auf eine andere Datei.",
            f"{path}: {member.filename} is but a link to another file in the archive.",
        )
    if member.filename.lower().endswith(".zip"):
        raise _nested(path, member.filename)
    return member


def _several(path: Path, members: Sequence[str]) -> UnreadableFile:
    names = ", ".join(members[:5]) + (" …" if len(members) > 5 else "")
    return UnreadableFile(
        f"{path}: Das Zip-Archiv enthält {len(members)} Dateien statt einer ({names}); --table NAME wählt eine.",
        f"{path}: the zip archive holds {len(members)} files instead of one ({names}); --table NAME chooses one.",
    )


def _base_name(name: str) -> str:
    """The last part of a path, whatever system wrote it: nothing is ever written where an archive says."""
    return PurePosixPath(name.replace("\\", "/")).name


def _is_clutter(name: str) -> bool:
    """Files that file managers add to archives unasked."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name in {".DS_Store", "Thumbs.db", "desktop.ini"}


def _read_limited(path: Path, stream: IO[bytes]) -> bytes:
    """All bytes; the limit is enforced while unpacking because the stated size may be a lie."""
    parts = bytearray()
    while chunk := stream.read(_CHUNK):
        parts += chunk
        if len(parts) > MAX_BYTES:
            raise _too_large(path)
    return bytes(parts)


def _too_large(path: Path) -> UnreadableFile:
    limit = MAX_BYTES // 1024 // 1024
    return UnreadableFile(
        f"{path}: Die Datei ist größer als {limit} MiB (entpackt gezählt).",
        f"{path}: the file is larger than {limit} MiB (counted unpacked).",
    )
