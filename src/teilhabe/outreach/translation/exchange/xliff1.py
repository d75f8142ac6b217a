"""XLIFF 1.2 (OASIS Standard, 1 February 2008), as many agencies still use it: one <file> per variant.

Required there: `version`; of <file> `original`, `source-language`, `datatype`, and a <body>; of <trans-unit> and <x> an
`id`. Facts and links are <x> with `equiv-text`; the states are those of its closed list.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from teilhabe.outreach.translation.exchange.units import Parcel, Stage, Unit, codes_of, pieces, read_identity
from teilhabe.outreach.translation.exchange.xml import XML_SPACE, possible, written

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_N = f"{{{NAMESPACE}}}"
_STATES = {
    Stage.INITIAL: "needs-translation",
    Stage.TRANSLATED: "translated",
    Stage.REVIEWED: "signed-off",
    Stage.FINAL: "final",
}
_STAGES = {
    "translated": Stage.TRANSLATED,
    "needs-review-translation": Stage.TRANSLATED,
    "needs-review-l10n": Stage.TRANSLATED,
    "needs-review-adaptation": Stage.TRANSLATED,
    "signed-off": Stage.REVIEWED,
    "final": Stage.FINAL,
}


def write(parcel: Parcel) -> bytes:
    ElementTree.register_namespace("", NAMESPACE)
    root = Element(f"{_N}xliff", {"version": "1.2"})
    for name, units in groupby(parcel.units, key=lambda unit: f"{unit.identity.item}.{unit.identity.level}"):
        attributes = {
            "original": name,
            "datatype": "plaintext",
            "source-language": parcel.source_language,
            "target-language": parcel.language,
        }
        body = SubElement(SubElement(root, f"{_N}file", attributes), f"{_N}body")
        for unit in units:
            _write_unit(body, unit)
    return written(root)


def _write_unit(body: Element, unit: Unit) -> None:
    is_approved = unit.stage in (Stage.REVIEWED, Stage.FINAL)
    element = SubElement(
        body, f"{_N}trans-unit", {"id": str(unit.identity), "approved": "yes" if is_approved else "no"}
    )
    element.set(XML_SPACE, "preserve")
    _write_text(SubElement(element, f"{_N}source"), unit.source, unit.source)
    if unit.target:
        target = SubElement(element, f"{_N}target", {"state": _STATES[unit.stage]})
        _write_text(target, unit.target, unit.source)
    for note in unit.notes:
        SubElement(element, f"{_N}note").text = possible(note)


def _write_text(element: Element, text: str, source: str) -> None:
    last: Element | None = None
    for piece in pieces(possible(text), possible(source)):
        if piece.number:
            kind = "x-fact" if piece.is_fact else "x-link"
            last = SubElement(element, f"{_N}x", {"id": str(piece.number), "ctype": kind, "equiv-text": piece.text})
        elif last is None:
            element.text = (element.text or "") + piece.text
        else:
            last.tail = (last.tail or "") + piece.text


def read(root: Element) -> Parcel:
    files = root.findall(f"{_N}file")
    first = files[0] if files else root
    units = [unit for element in root.iter(f"{_N}trans-unit") if (unit := _unit(element))]
    return Parcel(first.get("source-language", ""), first.get("target-language", ""), "", units)


def _unit(element: Element) -> Unit | None:
    identity = read_identity(element.get("id", ""))
    if identity is None:
        return None
    source, target = element.find(f"{_N}source"), element.find(f"{_N}target")
    source_text = _text(source, None)
    return Unit(identity, source_text, _text(target, codes_of(source_text)), _stage(element, target))


def _stage(element: Element, target: Element | None) -> Stage:
    """Where a tool names no state, a target is a translation; `approved` says that somebody reviewed it."""
    if target is None:
        return Stage.INITIAL
    state = target.get("state", "")
    stage = _STAGES.get(state, Stage.INITIAL if state else Stage.TRANSLATED)
    return Stage.REVIEWED if stage is Stage.TRANSLATED and element.get("approved") == "yes" else stage


def _text(element: Element | None, codes: dict[int, str] | None) -> str:
    return "".join(_pieces(element, codes)) if element is not None else ""


def _pieces(element: Element, codes: dict[int, str] | None) -> Iterator[str]:
    """`codes` of the source, None while that is read: its own words tell what they are."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{_N}x":
            number = child.get("id", "")
            known = child.get("equiv-text", "") if codes is None else _code(codes, number)
            yield known
        else:
            yield from _pieces(child, codes)
        yield child.tail or ""


def _code(codes: dict[int, str], number: str) -> str:
    return codes.get(int(number), "") if number.isdecimal() and len(number) < 6 else ""
