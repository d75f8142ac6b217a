"""A snapshot: the untouched bytes of a file, or of the one table inside a zip archive."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from teilhabe.errors import UnreadableFile

MAX_BYTES = 512 * 1024 * 1024
"""Largest content that is read, packed or unpacked."""

_CHUNK = 1024 * 1024
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


def take(path: Path) -> Snapshot:
    """The snapshot of a file; UnreadableFile where there is none to be had, with the reason."""
    packed = _read(path)
    sha256 = hashlib.sha256(packed).hexdigest()
    if not packed:
        raise UnreadableFile(f"{path}: Die Datei ist leer.", f"{path}: the file is empty.")
    if not packed.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Snapshot(path.name, sha256, packed)
    member, content = _unpack(path, packed)
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


def _unpack(path: Path, packed: bytes) -> tuple[str, bytes]:
    """Name and bytes of the one table in the archive; no name where the archive is a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            if _WORKBOOK_PARTS & set(archive.namelist()):
                return "", b""
            member = _only_table(path, archive)
            with archive.open(member) as stream:
                content = _read_limited(path, stream)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
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
    return PurePosixPath(member.filename).name, content


def _only_table(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [info for info in archive.infolist() if not info.is_dir() and not _is_clutter(info.filename)]
    if len(members) != 1:
        names = ", ".join(info.filename for info in members[:5])
        raise UnreadableFile(
            f"{path}: Das Zip-Archiv enthält {len(members)} Dateien statt einer ({names}).",
            f"{path}: the zip archive holds {len(members)} files instead of one ({names}).",
        )
    if members[0].file_size > MAX_BYTES:
        raise _too_large(path)
    if members[0].filename.lower().endswith(".zip"):
        raise UnreadableFile(
            f"{path}: Im Zip-Archiv steckt ein weiteres Archiv ({members[0].filename}).",
            f"{path}: the zip archive holds another archive ({members[0].filename}).",
        )
    return members[0]


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
