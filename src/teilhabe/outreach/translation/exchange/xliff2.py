"""XLIFF 2.0 (OASIS Standard, 5 August 2014, core module): one <file> per variant, one <unit> per segment.

Required there: `version` and `srcLang` of <xliff>, `trgLang` where there are targets, `id` of <file>, <unit>, <ph> and
<data>; <notes> stand before <originalData>, that before <segment>; a <segment> holds <source>, then <target>.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from teilhabe.outreach.translation.exchange.units import Parcel, Stage, Unit, codes_of, pieces, read_identity
from teilhabe.outreach.translation.exchange.xml import XML_SPACE, possible, written

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_N = f"{{{NAMESPACE}}}"
_STAGES = {stage.value: stage for stage in Stage}


def write(parcel: Parcel) -> bytes:
    ElementTree.register_namespace("", NAMESPACE)
    root = Element(f"{_N}xliff", {"version": "2.0", "srcLang": parcel.source_language, "trgLang": parcel.language})
    for name, units in groupby(parcel.units, key=lambda unit: f"{unit.identity.item}.{unit.identity.level}"):
        file = SubElement(root, f"{_N}file", {"id": name, "original": name})
        for unit in units:
            _write_unit(file, unit)
    if not parcel.units:  # at least one <file> with one <unit> is required
        raise ValueError("a file without units is no XLIFF")
    return written(root)


def _write_unit(file: Element, unit: Unit) -> None:
    element = SubElement(file, f"{_N}unit", {"id": str(unit.identity), "canResegment": "no"})
    if unit.notes:
        notes = SubElement(element, f"{_N}notes")
        for note in unit.notes:
            SubElement(notes, f"{_N}note").text = possible(note)
    codes = codes_of(possible(unit.source))
    if codes:
        data = SubElement(element, f"{_N}originalData")
        for number, text in codes.items():
            SubElement(data, f"{_N}data", {"id": f"d{number}"}).text = text
    segment = SubElement(element, f"{_N}segment", {"state": unit.stage})
    _write_text(SubElement(segment, f"{_N}source", {XML_SPACE: "preserve"}), unit.source, unit.source)
    if unit.target:
        _write_text(SubElement(segment, f"{_N}target", {XML_SPACE: "preserve"}), unit.target, unit.source)


def _write_text(element: Element, text: str, source: str) -> None:
    last: Element | None = None
    for piece in pieces(possible(text), possible(source)):
        if piece.number:
            number = str(piece.number)
            kind = {"type": "other"} if piece.is_fact else {"type": "link"}
            last = SubElement(element, f"{_N}ph", {"id": number, "dataRef": f"d{number}", "disp": piece.text, **kind})
        elif last is None:
            element.text = (element.text or "") + piece.text
        else:
            last.tail = (last.tail or "") + piece.text


def read(root: Element) -> Parcel:
    units = [unit for element in root.iter(f"{_N}unit") if (unit := _unit(element))]
    return Parcel(root.get("srcLang", ""), root.get("trgLang", ""), "", units)


def _unit(element: Element) -> Unit | None:
    """Tools may split a unit into several segments; its text is all of them in their order."""
    identity = read_identity(element.get("id", ""))
    if identity is None:
        return None
    parts = [each for each in element if each.tag in (f"{_N}segment", f"{_N}ignorable")]
    codes = {each.get("id", ""): each.text or "" for each in element.findall(f"{_N}originalData/{_N}data")}
    source = "".join(_text(part.find(f"{_N}source"), codes) for part in parts)
    target = "".join(_text(part.find(f"{_N}target"), codes) for part in parts)
    return Unit(identity, source, target, _stage(parts))


def _stage(parts: list[Element]) -> Stage:
    """The least advanced of its segments."""
    found = [_STAGES.get(each.get("state", ""), Stage.INITIAL) for each in parts if each.tag == f"{_N}segment"]
    return min(found, key=list(Stage).index, default=Stage.INITIAL)


def _text(element: Element | None, codes: dict[str, str]) -> str:
    return "".join(_pieces(element, codes)) if element is not None else ""


def _pieces(element: Element, codes: dict[str, str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_N}ph":
            yield codes.get(child.get("dataRef", ""), "")
        elif child.tag == f"{_N}cp":
            yield ""  # a character that XML cannot hold has no place in our texts
        else:
            yield from _pieces(child, codes)  # marks of a tool around words
        yield child.tail or ""
