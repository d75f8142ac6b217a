"""gettext PO: the context carries the identity, comments where the text stands; fuzzy is what is not finished."""

from __future__ import annotations

import polib  # type: ignore[import-untyped]  # it brings no types

from teilhabe.errors import InputError
from teilhabe.outreach.translation.exchange.units import Parcel, Stage, Unit, read_identity

FUZZY = "fuzzy"
REVIEWED_FLAG = "x-reviewed"


def write(parcel: Parcel) -> bytes:
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": parcel.title,
        "Language": parcel.language,
        "X-Source-Language": parcel.source_language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for unit in parcel.units:
        file.append(_entry(unit))
    return str(file).encode()


def _entry(unit: Unit) -> polib.POEntry:
    is_reviewed = unit.stage in (Stage.REVIEWED, Stage.FINAL)
    flags = [FUZZY] if unit.target and unit.stage is Stage.INITIAL else [REVIEWED_FLAG] if is_reviewed else []
    return polib.POEntry(
        msgctxt=str(unit.identity),
        msgid=unit.source,
        msgstr=unit.target,
        flags=flags,
        comment=" ".join(" ".join(unit.notes).split()),
    )


def read(content: bytes) -> Parcel:
    try:
        # The first line keeps polib from taking a short text for the name of a file.
        file = polib.pofile(f"#\n{content.decode('utf-8-sig')}", wrapwidth=0, check_for_duplicates=False)
    except (OSError, ValueError, SyntaxError, IndexError, UnicodeError, AttributeError) as error:
        raise InputError(
            "Die Datei ist keine lesbare PO-Datei in UTF-8. Bitten Sie um eine neue Ausfuhr.",
            "The file is no readable PO file in UTF-8. Ask for a new export.",
        ) from error
    units = [unit for entry in file if not entry.obsolete and (unit := _unit(entry))]
    return Parcel(file.metadata.get("X-Source-Language", ""), file.metadata.get("Language", ""), "", units)


def _unit(entry: polib.POEntry) -> Unit | None:
    identity = read_identity(entry.msgctxt or "")
    return Unit(identity, entry.msgid, entry.msgstr, _stage(entry)) if identity else None


def _stage(entry: polib.POEntry) -> Stage:
    if not entry.msgstr or FUZZY in entry.flags:
        return Stage.INITIAL
    return Stage.REVIEWED if REVIEWED_FLAG in entry.flags else Stage.TRANSLATED
