"""Roles: which standard dimension a column is, told by its name and, above all, by what stands in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Literal

from teilhabe.codes.age import parse_age
from teilhabe.codes.citizenship import FOREIGN, GERMAN, parse_citizenship
from teilhabe.codes.districts import is_official
from teilhabe.codes.period import parse_period, part_of_year, split_mark
from teilhabe.codes.sex import DIVERS, EITHER, FEMALE, MALE, parse_sex
from teilhabe.codes.territory import code_of_name, parse_territory
from teilhabe.codes.timescale import read_periods

Role = Literal["ref_area", "time_period", "part_of_year", "sex", "age", "citizenship", "residence_status", "residence"]

_LONGEST_RUN = 10

STANDARD_ORDER = ("ref_area", "time_period", "sex", "age", "citizenship", "residence_status", "residence")
"""Dimensions stand in this order, others after them in the order of the file."""

TOTAL_CODES = frozenset({"", "INSGESAMT", "LB-INS", "TOTAL", "_T", "GESAMT"})
TOTAL_WORDS = frozenset({"insgesamt", "insg.", "gesamt", "total", "zusammen", "zus.", "summe", "gesamtergebnis"})

_PUBLISHER_CODES: tuple[tuple[Role, str], ...] = (
    ("ref_area", r"DINSG|DLAND|DG|REGBEZ\d?|KREISE?\w?|GEMEIN\w*|GEO[A-Z]{2}\d+"),
    ("sex", r"GES\d?"),
    ("age", r"ALT[A-Z0-9]*"),
    ("citizenship", r"NAT\d?|STAAG\w*|STANG\w*"),
    ("residence_status", r"SCHST\w*|AUFST\w*|AUFTIT\w*"),
    ("part_of_year", r"MONATE?|QUARTG?|HALBJ\w*"),
    ("time_period", r"STAGV?|JAHR|SEMEST|SCHJA\w*|ZEIT"),
)
_NAMES: tuple[tuple[Role, str], ...] = (
    (
        "ref_area",
        r"ref_area|geo|ags\d?|a?rs|gebiete?|region(en)?|raumeinheit|kreise?(_.*)?|land|laender|bundesland|bundeslaender"
        r"|gemeinden?(_.*)?|regierungsbezirke?(_.*)?|deutschland(_insgesamt)?|(stadt|orts)?(teil|bezirk|viertel)e?"
        r"|bezirk(e|s?name|s?nummer|s?nr)?|bezirksregion|planungsraum|prognoseraum|quartier|stadtraum"
        r"|(amtlicher_)?(gemeinde|kreis|regional)schluessel.*|statistischer_bezirk"
        r"|(raum|plr|bzr|pgr|bez|lor|bezirksregion|planungsraum|prognoseraum|quartier|wohnviertel|wohnbezirk|stadtviertel"
        r"|stadtteil|ortsteil|stadtbezirk|ortsbezirk|gemeinde|kreis|region)_?(id|nr|name|nummer|code|schluessel)(_.*)?"
        r"|plr|bzr|pgr|bez|wohnviertel|wohnbezirk|raumbezug|bfs_(nr|nummer|gemeindenummer)",
    ),
    ("part_of_year", r"monate?|months?|quartale?|quarters?|halbjahre?"),
    (
        "time_period",
        r"time_period|time|zeit|zeitraum|zeitpunkt|periode?|jahre?|years?|berichtsjahr|berichtszeitpunkt|kalenderjahr|stichtage?|datum|date"
        r"|reference_date|stand|year_month|jahr_monat|monat_jahr|jahrmonat|berichtsquartal|schuljahre?|semester|berichtszeitraum|berichtsmonat|monate?|quartale?",
    ),
    ("sex", r"sex|geschlecht(er)?|gender"),
    ("age", r"age(_.*)?|alter(_.*)?|alters(jahre|gruppen?|klassen?).*"),
    (
        "citizenship",
        r"citizen(ship)?|national|country_of_citizenship|nationalitaet(en)?|nationality|staatsangehoerigkeit(en)?|staatsbuergerschaft",
    ),
    (
        "residence",
        r"residence|wohnungs(art|status)|wohnsitz(art|status)?|art_der_wohnung|haupt_(und_)?nebenwohnung",
    ),
    ("residence_status", r"residence_status|aufenthalts(status|titel).*|schutzstatus.*"),
)
_CODES = tuple((role, re.compile(pattern)) for role, pattern in _PUBLISHER_CODES)
_TITLES = tuple((role, re.compile(pattern)) for role, pattern in _NAMES)
_TRANSLITERATED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "á": "a"})


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits, underscores: "Alter (10er-Jahresgruppen)" is "alter_10er_jahresgruppen"."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_TRANSLITERATED))
    return re.sub(r"[^a-z0-9]+", "_", "".join(c for c in plain if not unicodedata.combining(c))).strip("_")


def by_name(source_name: str, title: str) -> Role | None:
    """The role that a publisher's variable code or a column's name announces."""
    for role, pattern in _CODES:
        if pattern.fullmatch(source_name):
            return role
    names = {slug(source_name), slug(title)} - {""}
    for role, pattern in _TITLES:
        if any(pattern.fullmatch(name) for name in names):
            return role
    return None


def by_content(texts: Collection[str]) -> Role | None:
    """The role that all texts of a column agree on; totals and empty cells say nothing."""
    telling = {text.strip() for text in texts} - {""}
    telling = {text for text in telling if text.upper() not in TOTAL_CODES and text.lower() not in TOTAL_WORDS}
    if not telling:
        return None
    return next((role for role, fits in _FITS if fits(telling)), None)


@lru_cache(maxsize=65536)
def names_period(text: str) -> bool:
    """Whether a text names a period by itself, a mark behind it aside, also a run of years such as "1990-1995"."""
    text = split_mark(text)[0]
    return parse_period(text) is not None or read_periods([text]).periods[text] is not None


def are_periods(texts: Collection[str]) -> bool:
    """Whether all texts name periods; runs of years all of one length, up to ten, since years of building differ."""
    runs = [period for text in texts if parse_period(text) is None and (period := read_periods([text]).periods[text])]
    lengths = {run.end.year - run.start.year for run in runs}
    return all(map(names_period, texts)) and (not runs or (len(lengths) == 1 and max(lengths) <= _LONGEST_RUN))


def is_total(text: str) -> bool:
    return text.strip().lower() in TOTAL_WORDS


def _all(parse: Callable[[str], object]) -> Callable[[Collection[str]], bool]:
    return lambda texts: all(parse(text) is not None for text in texts)


def _sexes(texts: Collection[str]) -> bool:
    """Letters alone ("m", "x") may be anything; a word has to be among them."""
    return all(parse_sex(text) in (MALE, FEMALE, DIVERS, EITHER, "UNKNOWN") for text in texts) and any(
        len(text) > 1 and parse_sex(text) in (MALE, FEMALE) for text in texts
    )


def _ages(texts: Collection[str]) -> bool:
    return all(parse_age(text) for text in texts) and not all(text.isdigit() for text in texts)


def _citizenships(texts: Collection[str]) -> bool:
    if all(re.fullmatch(r"ST\d{3}|UNK", text) for text in texts):
        return True
    groups = {parse_citizenship(text) for text in texts}
    return None not in groups and FOREIGN in groups and groups <= {GERMAN, FOREIGN, "UNKNOWN"}


def _territories(texts: Collection[str]) -> bool:
    return are_keys(texts) or all(code_of_name(text) for text in texts)


def are_keys(texts: Collection[str]) -> bool:
    """Whether all texts are official territory keys of existing Länder, as short ones only beside long ones."""
    codes = [_key(text) for text in texts if text not in TOTAL_CODES]
    return bool(codes) and all(codes) and are_mostly_keys(texts)


def are_mostly_keys(texts: Collection[str]) -> bool:
    """Whether more than half of the texts are official territory keys of existing Länder, long ones among them."""
    codes = [_key(text) for text in texts if text not in TOTAL_CODES]
    known = [code for code in codes if code]
    return len(known) * 2 > len(codes) and any(len(code) >= 5 or code == "DE" for code in known)


def _key(text: str) -> str:
    found = parse_territory(text)
    return found.code if found and is_official(found.code) else ""


_FITS: tuple[tuple[Role, Callable[[Collection[str]], bool]], ...] = (
    ("part_of_year", _all(part_of_year)),
    ("time_period", _all(parse_period)),
    ("sex", _sexes),
    ("age", _ages),
    ("citizenship", _citizenships),
    ("ref_area", _territories),
)
