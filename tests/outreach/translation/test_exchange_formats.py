"""Files for agencies give back exactly what went out, and nothing hostile comes in."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.errors import InputError
from teilhabe.outreach.translation.exchange.formats import FORMATS, read
from teilhabe.outreach.translation.exchange.units import Identity, Parcel, Stage, Unit, pieces
from teilhabe.outreach.translation.exchange.xml import possible

HOME = Identity("anmeldung", "ar", "standard", "0a1b2c3d", "0")
SPECIAL = [
    *("&", "<", ">", '"', "'", "]]>", "\u200f", "\u202b", "\u2066", "👩\u200d👩\u200d👧", "é", "e\u0301", "{telefon}"),
    *("[Rat](https://example.org/?a=1&b=2)", "**fett**", "\\", "%s", "\\n", "{", "[", "](", "العربية", "ትግርኛ", "&amp;"),
]
CHARACTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\x00")
TEXTS = st.lists(st.one_of(st.sampled_from(SPECIAL), st.text(CHARACTERS, max_size=8)), max_size=8).map(
    lambda parts: " ".join(possible("".join(parts)).split())
)
KINDS = sorted(FORMATS)


def _parcel(*units: Unit) -> Parcel:
    return Parcel("de", "ar", "Probe", units)


def _there_and_back(kind: str, unit: Unit) -> Unit:
    (back,) = read(FORMATS[kind].write(_parcel(unit))).units
    return back


@pytest.mark.parametrize("kind", KINDS)
@given(source=TEXTS.filter(bool), target=TEXTS)
def test_every_text_comes_back_as_it_went_out(kind: str, source: str, target: str) -> None:
    back = _there_and_back(kind, Unit(HOME, source, target, Stage.TRANSLATED))
    assert (back.identity, back.source, back.target) == (HOME, source, target)


@given(source=TEXTS, target=TEXTS)
def test_pieces_joined_are_the_text(source: str, target: str) -> None:
    assert "".join(piece.text for piece in pieces(target, source)) == target


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", [Stage.INITIAL, Stage.TRANSLATED, Stage.REVIEWED])
def test_states_are_kept(kind: str, stage: Stage) -> None:
    assert _there_and_back(kind, Unit(HOME, "Hallo", "مرحبا", stage)).stage is stage


@pytest.mark.parametrize("kind", KINDS)
def test_composed_and_decomposed_letters_stay_different(kind: str) -> None:
    text = unicodedata.normalize("NFD", "Übergröße")
    assert _there_and_back(kind, Unit(HOME, text, text)).target == text


@pytest.mark.parametrize(("kind", "tag"), [("xliff2", "ph"), ("xliff1", "x")])
def test_facts_and_links_are_placeholders_in_source_and_target(kind: str, tag: str) -> None:
    text = "Rufen Sie {telefon} oder [uns](https://example.org) an."
    root = ElementTree.fromstring(FORMATS[kind].write(_parcel(Unit(HOME, text, text))))
    space = root.tag.partition("}")[0] + "}"
    for part in ("source", "target"):
        (element,) = root.iter(f"{space}{part}")
        assert [each.tag for each in element] == [f"{space}{tag}"] * 3
        assert "telefon" not in (element.text or "")


def test_xliff_2_has_what_the_standard_requires() -> None:
    note = replace(Unit(HOME, "{a}", "x"), notes=("wo",))
    root = ElementTree.fromstring(FORMATS["xliff2"].write(_parcel(note)))
    space = "{urn:oasis:names:tc:xliff:document:2.0}"
    unit = root.find(f"{space}file/{space}unit")
    assert (root.tag, root.get("version"), root.get("srcLang"), root.get("trgLang")) == (
        f"{space}xliff", "2.0", "de", "ar",
    )  # fmt: skip
    assert unit is not None
    assert [each.tag.removeprefix(space) for each in unit] == ["notes", "originalData", "segment"]


def test_xliff_1_has_what_the_standard_requires() -> None:
    root = ElementTree.fromstring(FORMATS["xliff1"].write(_parcel(Unit(HOME, "a", "b", Stage.REVIEWED))))
    space = "{urn:oasis:names:tc:xliff:document:1.2}"
    file = root.find(f"{space}file")
    unit = root.find(f"{space}file/{space}body/{space}trans-unit")
    assert file is not None
    assert unit is not None
    assert {"original", "source-language", "datatype", "target-language"} <= set(file.attrib)
    assert (unit.get("approved"), root.get("version")) == ("yes", "1.2")


def test_a_unit_that_a_tool_split_into_segments_is_put_together() -> None:
    content = f"""<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="de" trgLang="ar">
    <file id="f"><unit id="{HOME}"><segment state="final"><source>A.</source><target>B.</target></segment>
    <ignorable><source> </source><target> </target></ignorable>
    <segment state="translated"><source>C <mrk id="m1" translate="no">D</mrk></source><target>E</target></segment>
    </unit></file></xliff>"""
    (unit,) = read(content.encode()).units
    assert (unit.source, unit.target, unit.stage) == ("A. C D", "B. E", Stage.TRANSLATED)


def test_a_retyped_fact_in_a_file_comes_from_the_source_not_from_the_tool() -> None:
    content = FORMATS["xliff1"].write(_parcel(Unit(HOME, "{telefon}", "{telefon}"))).decode()
    before, after = content.split("<target", 1)
    (unit,) = read((before + "<target" + after.replace("{telefon}", "{evil}")).encode()).units
    assert unit.target == "{telefon}"


HOSTILE = {
    "entities": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xliff>&b;</xliff>',
    "foreign entity": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff>&a;</xliff>',
    "document type": b'<!DOCTYPE xliff SYSTEM "http://evil.example/x.dtd"><xliff/>',
    "undeclared entity": b"<xliff>&a;</xliff>",
    "depth": b"<x>" * 5000,
    "torn": b"<xliff><file>",
    "other xml": b"<html/>",
    "other namespace": b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.2" version="2.2"/>',
    "nothing": b"",
    "picture": b"\x89PNG\r\n",
    "path": b"/etc/passwd",
    "msgid path": b"/tmp/msgid",
    "broken po": b'msgid "a\nmsgstr',
    "foreign po": b'msgid "a"\nmsgstr "b"\n',
    "latin po": 'msgid "ä"\nmsgstr "b"\n'.encode("latin-1"),
    "unknown encoding": b'<?xml version="1.0" encoding="x-foo"?><xliff/>',
    "utf-7": b'<?xml version="1.0" encoding="utf-7"?><xliff/>',
    "size": b"<xliff>" + b" " * (5 << 20) + b"</xliff>",
    "nul": b"<xliff>\x00</xliff>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_file_of_ours_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(InputError) as refused:
        read(HOSTILE[name])
    assert len(refused.value.text.en) < 200


@given(st.binary(max_size=300))
def test_no_bytes_do_more_than_be_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        read(content)
