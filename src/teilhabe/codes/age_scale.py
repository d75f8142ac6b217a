"""Age scale: the groups of one list read together; "3 - 6 Jahre" alone does not say whether 6 is included."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from teilhabe.codes.age import TOTAL, UNKNOWN, at_least, bounds, parse_age, span, under

_HALF_OPEN = re.compile(r"bis\s+unter|\bb\.?\s?u\.|to under|to less than|to below", re.IGNORECASE)
_EDGES = re.compile(
    r"(?:\D*?)(\d{1,3})\D{0,12}?(?:bis|to|and|und|-|–|—)\s*(?:zu\s*)?(\d{1,3})(?:\s*(?:jahre?n?|j\.?|years?|-?jährige[rn]?))?\s*",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"(?:bis|bis zu|up to|-|–)\s*(\d{1,3})(?:\s*(?:jahre?n?|j\.?|years?))?", re.IGNORECASE)
_OVER = re.compile(r"(?:über|ü\.|over|>)\s*(\d{1,3})(?:\s*(?:jahre?n?|j\.?|years?))?", re.IGNORECASE)
_OPEN_ENDED = {"y_open", "open", "open-ended age class"}


@dataclass(frozen=True)
class AgeScale:
    """The code of each text, None where it names no age; the spans among them whose upper end stays unclear."""

    codes: Mapping[str, str | None]
    ambiguous: tuple[str, ...] = ()


def read_ages(texts: Collection[str], heading: str = "") -> AgeScale:
    """The codes of all age groups of one list; `heading` may say "von ... bis unter ... Jahren" for all of them.

    Groups that share an edge ("0-3", "3-6") do not include their upper end; groups that follow each other ("0-2",
    "3-5") do. Where both occur the ends are taken as included and named as ambiguous.
    The first and the last group ("bis 20", "über 65") join on to their neighbours.
    """
    codes = {text: parse_age(text) for text in texts}
    spans = {text: found for text, code in codes.items() if code and (found := _edges(text))}
    starts = {edges[0] for code in codes.values() if code and (edges := _group(code))}
    shared = [text for text, (first, end) in spans.items() if first < end and end in starts]
    following = [text for text, (_, end) in spans.items() if end + 1 in starts]
    is_half_open = bool(_HALF_OPEN.search(heading)) or (bool(shared) and not following)
    if is_half_open:
        codes |= {text: _below(*edges) for text, edges in spans.items() if edges[0] < edges[1]}
    codes |= _outer(codes)
    codes |= {text: _open_ended(codes) for text in texts if text.strip().lower() in _OPEN_ENDED}
    return AgeScale(codes, () if is_half_open or not shared else tuple(shared))


def _edges(text: str) -> tuple[int, int] | None:
    """Both numbers of "3 - 6 Jahre"; None for one that says whether its end is included, and for codes ("Y15-24")."""
    plain = " ".join(text.split())
    if re.match(r"y\d|alt\d|e_e", plain, re.IGNORECASE) or _HALF_OPEN.search(plain) or "einschl" in plain.lower():
        return None
    match = _EDGES.fullmatch(plain)
    return (int(match[1]), int(match[2])) if match else None


def _outer(codes: Mapping[str, str | None]) -> dict[str, str | None]:
    """ "bis 20" is below 20 where the next group begins with 20, "über 65" is from 65 on where one ends with 64."""
    groups = [edges for code in codes.values() if code and (edges := _group(code))]
    starts, ends = {first for first, _ in groups}, {last for _, last in groups}
    up_to = {text: int(match[1]) for text in codes if (match := _UP_TO.fullmatch(text.strip()))}
    over = {text: int(match[1]) for text in codes if (match := _OVER.fullmatch(text.strip()))}
    found: dict[str, str | None] = {
        text: under(end) for text, end in up_to.items() if end and end in starts and end + 1 not in starts
    }
    return found | {text: at_least(n) for text, n in over.items() if n - 1 in ends and n not in ends}


def _group(code: str) -> tuple[int, int | None] | None:
    """Lowest and highest age of a group of several ages; None for a single age, which has no edge to share."""
    if code in (TOTAL, UNKNOWN):
        return None
    first, last = bounds(code)
    return None if first == last else (first, last)


def _below(first: int, end: int) -> str:
    return under(end) if first == 0 else span(first, end - 1)


def _open_ended(codes: Mapping[str, str | None]) -> str | None:
    """The ages above all others of the list; None where it has no other."""
    ends = [bounds(code)[1] for code in codes.values() if code not in (None, TOTAL, UNKNOWN)]
    highest = max((end for end in ends if end is not None), default=None)
    return None if highest is None else at_least(highest + 1)
