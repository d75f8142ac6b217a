"""The formats by name, and which of them a file is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from teilhabe.errors import InputError
from teilhabe.outreach.translation.exchange import po, xliff1, xliff2
from teilhabe.outreach.translation.exchange.units import Parcel
from teilhabe.outreach.translation.exchange.xml import MOST_BYTES, parse


@dataclass(frozen=True)
class Format:
    name: str
    label: str
    ending: str
    content_type: str
    write: Callable[[Parcel], bytes]


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("xliff2", "XLIFF 2.0", "xlf", "application/xliff+xml", xliff2.write),
        Format("xliff1", "XLIFF 1.2", "xlf", "application/x-xliff+xml", xliff1.write),
        Format("po", "gettext PO", "po", "text/x-gettext-translation", po.write),
    )
}


def read(content: bytes) -> Parcel:
    """What the file holds; InputError in one sentence where it is none of ours."""
    if len(content) > MOST_BYTES:
        raise InputError(
            f"Die Datei ist größer als {MOST_BYTES >> 20} MB. Führen Sie in kleineren Teilen aus.",
            f"The file is larger than {MOST_BYTES >> 20} MB. Export in smaller parts.",
        )
    parcel = _read(content)
    if not parcel.units:
        raise InputError(
            "In der Datei steht kein Abschnitt von hier. Nehmen Sie eine Datei, die Teilhabe ausgeführt hat.",
            "The file holds no segment that Teilhabe exported. Take a file that comes from here.",
        )
    return parcel


def _read(content: bytes) -> Parcel:
    start = content[:400].lstrip(b"\xef\xbb\xbf \t\r\n\xff\xfe\x00")
    if not start.startswith(b"<"):
        if b"msgid" in content:
            return po.read(content)
        raise InputError(
            "Das ist weder XLIFF noch PO. Wählen Sie die Datei, die die Agentur zurückgeschickt hat.",
            "This is neither XLIFF nor PO. Choose the file that the agency sent back.",
        )
    root = parse(content)
    if root.tag == f"{{{xliff2.NAMESPACE}}}xliff":
        return xliff2.read(root)
    if root.tag == f"{{{xliff1.NAMESPACE}}}xliff":
        return xliff1.read(root)
    raise InputError(
        "Das ist kein XLIFF 2.0 oder 1.2. Bitten Sie um eines dieser Formate.",
        "This is no XLIFF 2.0 or 1.2. Ask for one of these formats.",
    )
