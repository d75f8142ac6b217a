"""Decoding: bytes to text, with the encoding recognised by what makes sense in German and every mend reported."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from teilhabe.engine.preparation.findings import Finding, counted
from teilhabe.engine.preparation.reading.mending import LOST, mend_double, restore_lost
from teilhabe.engine.preparation.reading.refusals import refuse_binary
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.errors import UnreadableFile
from teilhabe.text import Text

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_EIGHT_BIT = ("cp1252", "latin-1", "mac_roman", "cp850")
_GERMAN = re.compile(r"(?<=[A-Za-z])[äöüß]|[ÄÖÜ](?=[a-z])|\b[äöü](?=[a-z])")
_STRANGE = re.compile("[\x80-\x9f¢£¤¥¦¨ª¬¯±¸º¼½¾¿ƒˆ‰ﬂﬁ∑∏π∫Ω√≈∆◊─│┤┐└┴┬├┼╣║╗╝┘┌█▄▀]")


_SAMPLE, _FEWEST_CHARACTERS, _MOSTLY = 8192, 8, 0.8


@dataclass(frozen=True)
class Decoded:
    """The text with "\\n" as its only line end. `is_cut`: the file ends inside a character."""

    text: str
    encoding: str
    findings: tuple[Finding, ...]
    is_cut: bool = False


def decode(snapshot: Snapshot, encoding: str | None = None) -> Decoded:
    """The text of a snapshot; UnreadableFile where it is no text. An encoding that is given is not doubted."""
    refuse_binary(snapshot.name, snapshot.content)
    is_cut = False
    if encoding:
        text = _as_declared(snapshot, encoding)
    else:
        text, encoding, is_cut = _recognise(snapshot.content)
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, findings = _mend(text)
    return Decoded(text, encoding, findings, is_cut)


def _as_declared(snapshot: Snapshot, encoding: str) -> str:
    try:
        return snapshot.content.decode(encoding)
    except UnicodeError as error:
        place = getattr(error, "start", 0)
        line = snapshot.content.count(b"\n", 0, place) + 1
        raise UnreadableFile(
            f"{snapshot.name}, Zeile {line}: Die Datei ist nicht in der angegebenen Kodierung {encoding}.",
            f"{snapshot.name}, line {line}: the file is not in the declared encoding {encoding}.",
        ) from error


def _recognise(content: bytes) -> tuple[str, str, bool]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _tolerant(content, encoding)
    if encoding := _two_bytes(content):
        return _tolerant(content, encoding)
    try:
        return content.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.end == len(content):
            return content[: error.start].decode("utf-8"), "utf-8", True
    return (*_eight_bit(content), False)


def _two_bytes(content: bytes) -> str:
    """UTF-16 without its mark: in a western table every second byte is empty, and the text holds line ends."""
    sample = content[: _SAMPLE & ~1]
    half = len(sample) // 2
    if half < _FEWEST_CHARACTERS:
        return ""
    for encoding, empty in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if empty.count(0) >= _MOSTLY * half and sample.count(0) - empty.count(0) <= half // 100:
            return encoding if "\n" in content.decode(encoding, "replace") else ""
    return ""


def _tolerant(content: bytes, encoding: str) -> tuple[str, str, bool]:
    """A marked text may end inside a character; anything else that is wrong becomes a lost character."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    text = decoder.decode(content, final=False)
    pending = decoder.getstate()[0]
    return text, encoding, bool(pending)


def _eight_bit(content: bytes) -> tuple[str, str]:
    """The reading with most German letters inside words and fewest characters that tables do not hold."""
    best: tuple[int, str, str] | None = None
    for encoding in _EIGHT_BIT:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = 3 * len(_GERMAN.findall(text)) - len(_STRANGE.findall(text))
        if best is None or score > best[0]:
            best = (score, text, encoding)
    assert best is not None, "latin-1 reads every byte"
    return best[1], best[2]


def _mend(text: str) -> tuple[str, tuple[Finding, ...]]:
    if text.isascii():
        return text, ()
    findings = []
    text, mended = mend_double(text)
    if mended:
        findings.append(
            Finding(
                "mended-encoding",
                "note",
                Text(
                    f"Die Datei war doppelt kodiert; {mended} Stellen wurden berichtigt.",
                    f"The file was encoded twice; {mended} places were mended.",
                ),
                data={"places": mended},
            )
        )
    text, restored, remaining = restore_lost(text)
    if restored or remaining:
        findings.append(_lost(text, restored, remaining))
    return text, tuple(findings)


def _lost_text(restored: int, remaining: int) -> Text:
    mended = counted(
        restored,
        Text("einer wurde aus dem Wortschatz ergänzt", "one was restored from the vocabulary"),
        Text("{n} wurden aus dem Wortschatz ergänzt", "{n} were restored from the vocabulary"),
    )
    missing = counted(
        remaining, Text("einer fehlt weiterhin", "one is still missing"), Text("{n} fehlen", "{n} are still missing")
    )
    said = [text for count, text in ((restored, mended), (remaining, missing)) if count]
    return Text(
        f"Beim Speichern gingen Buchstaben verloren: {', '.join(text.de for text in said)}.",
        f"Letters were lost when the file was saved: {', '.join(text.en for text in said)}.",
    )


def _lost(text: str, restored: int, remaining: int) -> Finding:
    row = text.count("\n", 0, text.index(LOST)) + 1 if remaining else None
    return Finding(
        "lost-characters",
        "warning" if remaining else "note",
        _lost_text(restored, remaining),
        row=row,
        data={"restored": restored, "remaining": remaining},
    )
