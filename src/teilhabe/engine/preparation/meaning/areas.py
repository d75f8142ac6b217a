"""Areas: whether a column holds official keys, and the standard code of each of its territories."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from teilhabe.codes.districts import is_called, is_district_name, is_official
from teilhabe.codes.territory import STATES, Territory, code_of_name, parse_territory, split_key, split_name
from teilhabe.engine.preparation.meaning.pairs import Converter, HarmonisedCode, Heading, Pair, other
from teilhabe.engine.preparation.meaning.roles import TOTAL_CODES, slug

_LOCAL = re.compile(
    r"(?!.*regierungs)(?!.*verwaltungs).*"
    r"(stadtteil|ortsteil|bezirk|viertel|quartier|planungsraum|prognoseraum|stadtraum|ortschaft|distrikt|block|gebietsnr).*"
)
"""Headings of a city's own divisions, whose numbers look like official keys that have lost their zero."""
_PUBLISHERS = re.compile(r"DINSG|DLAND|DG|REGBEZ\d?|KREISE?\w{0,2}|GEMEIN\w*|GEO[A-Z]{2}\d+")
"""Variables of the official databases that hold nothing else than official keys."""
_STATES = re.compile(r"(bundes)?(land|laender)|states?")
_KEYS = re.compile(r"ags\d?|a?rs|(amtlicher_)?(gemeinde|kreis|regional)schluessel.*|regionalschluessel.*")


def areas(pairs: Sequence[Pair], heading: Heading) -> Converter:
    """An official key where the column holds such keys, a Land or Germany by name, else the code of the file."""
    split = _split(pairs)
    seen = list(split.values())
    trusted = hold_keys(seen, heading)
    is_local = _is_local(heading)
    lack_keys = not trusted and not is_local and _are_districts(seen)

    def convert(code: str, label: str) -> HarmonisedCode:
        found = _convert(*split[code, label], is_trusted=trusted, is_local=is_local)
        is_district = lack_keys and is_district_name(found.label) and found.code not in STATES  # a Land has its key
        return replace(found, issue="missing-key") if is_district and not found.issue else found

    return convert


def _split(pairs: Sequence[Pair]) -> dict[Pair, Pair]:
    """Each pair, with key and name apart where one cell holds both: most keys are official and some bear the name."""
    alone = [code for code, label in pairs if label in (code, "") and code not in TOTAL_CODES]
    parts = {code: found for code in alone if (found := split_key(code))}
    keys = {code: key for code, (text, _) in parts.items() if (key := _official(text))}
    if len(keys) * 2 <= len(alone) or not any(is_called(key.code, parts[code][1]) for code, key in keys.items()):
        return {pair: pair for pair in pairs}
    return {(code, label): parts.get(code, (code, label)) for code, label in pairs}


def _official(text: str) -> Territory | None:
    found = parse_territory(text)
    return found if found and is_official(found.code) else None


def _convert(code: str, label: str, *, is_trusted: bool, is_local: bool) -> HarmonisedCode:
    name = split_name(label)
    found = parse_territory(code) if is_trusted else None
    if found and (not found.mended or is_official(found.code)):
        return HarmonisedCode(found.code, name.name, _mended(code, found), name.until)
    may_be_named = not is_local and (code in ("", label) or code in TOTAL_CODES)
    named = code_of_name(name.name) if may_be_named else None
    if named:
        return HarmonisedCode(named, name.name)
    return replace(other(code, label), until=name.until)


def _mended(code: str, found: Territory) -> str:
    """What had to be done to a key before it could be read."""
    if found.mended:
        return "lost-leading-zero"
    return "spaced-key" if re.search(r"\d[ .]+\d|'", code) and not code.endswith(".0") else ""


def _are_districts(pairs: Collection[Pair]) -> bool:
    """Whether most of several names without a code of their own are those of districts and Länder."""
    names = {label or code for code, label in pairs if code in ("", label)} - TOTAL_CODES
    known = [name for name in names if is_district_name(name) or code_of_name(name)]
    return len(known) > 1 and len(known) * 2 > len(names)


def hold_keys(pairs: Collection[Pair], heading: Heading) -> bool:
    """Whether the codes are official keys.

    Evidence is needed: most of them are keys of existing Länder, regions and districts, some of them beyond two
    digits; or one bears the name of the Land or district with that key; or the heading promises keys and nothing
    contradicts it. Keys of other countries and a city's own numbers look like German ones that have lost their zero.
    """
    codes = {code for code, _ in pairs} - TOTAL_CODES
    if not codes or heading.is_declared:
        return _are_called(pairs)
    official = {found.code for code in codes if (found := _official(code))}
    if len(official) * 2 > len(codes) and any(len(code) >= 5 or code == "DE" for code in official):
        return True
    return not _is_local(heading) and (_are_called(pairs) or _are_promised(codes, official, heading))


def _are_called(pairs: Collection[Pair]) -> bool:
    return any((found := _official(code)) and is_called(found.code, label) for code, label in pairs if code != label)


def _are_promised(codes: Collection[str], official: Collection[str], heading: Heading) -> bool:
    if _PUBLISHERS.fullmatch(heading.source_name):
        return True
    names = {slug(heading.source_name), slug(heading.title)} - {""}
    if any(_STATES.fullmatch(name) for name in names):
        return set(official) <= STATES.keys() and len(official) == len(codes)
    in_a_land = [code for code in codes if (found := parse_territory(code)) and found.code[:2] in STATES]
    return any(_KEYS.fullmatch(name) for name in names) and len(in_a_land) * 2 > len(codes)


def _is_local(heading: Heading) -> bool:
    return bool(_LOCAL.fullmatch(slug(heading.source_name + heading.title)))
