"""Numbers in a text with their units: digits with the marks of the language, fractions and small number words."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from teilhabe.text import Language
from teilhabe.wording.message import Quantity
from teilhabe.wording.reading.found import Figure, Roundness
from teilhabe.wording.reading.measures import COUNTED, Measure, measure_before, measure_behind
from teilhabe.wording.reading.page import Page
from teilhabe.wording.units import Unit

_GROUPED: dict[Language, str] = {"de": r"\d{1,3}(?:[.'’ ]\d{3})+", "en": r"\d{1,3}(?:[,'’ ]\d{3})+"}
_FRACTION: dict[Language, str] = {"de": r"(?:,\d+|\.\d{1,2}(?!\d))?", "en": r"(?:\.\d+)?"}
_NOT_BEFORE = (
    r"(?<![\w,/§#])(?<!\d\.)(?<![^\W\d][-–])(?<!Nr\. )(?<!Art\. )(?<!§ )(?<!Top )(?<!\bje )(?<!\bpro )(?<!\bper )"
)
_NOT_BEHIND = (
    r"(?!\w|[.,/]\d|-?\s?(?:bis\s\d+-)?[Jj]ährig|-\s(?:bis|und|oder)\s\d|-[^\W\d]*(?:[Jj]ähr|[Jj]ahr|year)\w*)"
)
_ORDINAL = (
    r"(?!\.\s(?:Quintil|Quartil|Dezil|Perzentil|Generation|Quartal|Halbjahr|Klasse|Klassenstufe|Kalenderwoche|KW"
    r"|Lebensjahr|Platz|Rang|Stelle|Jahrgang|Schuljahr|Stufe|Mal|Jahrhundert|Stadtrat|Sitzung|Jan|Feb|Mär|Apr|Mai|Jun"
    r"|Jul|Aug|Sep|Okt|Nov|Dez)|(?:st|nd|rd|th)\b)"
)
_SIGN = r"(?:(?<![\w\d.,%])[-–]|(?<=\bminus )|(?<=\bMinus ))?"
_MULTIPLES: dict[Language, str] = {
    "de": r"\s(Mio\.?|Millionen|Million|Mrd\.?|Milliarden|Milliarde|Tausend|tausend|Tsd\.)(?!\w)",
    "en": r"\s(million|billion|thousand|m\b|bn)(?!\w)",
}
_POWERS = {"mi": 6, "m": 6, "mr": 9, "milliard": 9, "bi": 9, "bn": 9, "ta": 3, "ts": 3, "th": 3}
_ROUNDNESS: dict[Language, dict[str, Roundness]] = {
    "de": {
        r"rund|etwa|circa|ca\.|ungefähr|gegen|annähernd": Roundness.ABOUT,
        r"knapp|fast|beinahe|nahezu": Roundness.NEARLY,
        r"mehr als|größer als|grösser als|gut|über": Roundness.OVER,
        r"weniger als|kleiner als|unter": Roundness.UNDER,
    },
    "en": {
        r"about|around|roughly|approximately|some|approx\.": Roundness.ABOUT,
        r"nearly|almost|just under": Roundness.NEARLY,
        r"more than|just over|over|well over": Roundness.OVER,
        r"less than|fewer than|under": Roundness.UNDER,
    },
}
_WORDS: dict[Language, str] = {
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "en": "two three four five six seven eight nine ten eleven twelve",
}
_PARTS: dict[Language, tuple[tuple[str, str], ...]] = {
    "de": (
        (r"\bzwei Drittel\b", "66.7"),
        (r"\bdrei Viertel\b", "75"),
        (r"\b(?:die|der) Hälfte\b|\bjede[rsn]? [Zz]weite[nr]?\b", "50"),
        (r"\beine?[ms]? Drittel\b|\bjede[rsn]? [Dd]ritte[nr]?\b", "33.3"),
        (r"\beine?[ms]? Viertel\b|\bjede[rsn]? [Vv]ierte[nr]?\b", "25"),
        (r"\bzwei Fünftel\b", "40"),
        (r"\bdrei Fünftel\b", "60"),
        (r"\bvier Fünftel\b", "80"),
        (r"\beine?[ms]? Fünftel\b|\bjede[rsn]? [Ff]ünfte[nr]?\b", "20"),
        (r"\beine?[ms]? Zehntel\b|\bjede[rsn]? [Zz]ehnte[nr]?\b", "10"),
    ),
    "en": (
        (r"\btwo[ -]thirds\b", "66.7"),
        (r"\bthree[ -]quarters\b", "75"),
        (r"\bhalf (?:of|the)\b|\bone in two\b|\bevery second\b", "50"),
        (r"\b(?:a|one)[ -]third\b|\bone in three\b", "33.3"),
        (r"\b(?:a|one)[ -]quarter\b|\bone in four\b", "25"),
        (r"\btwo[ -]fifths\b", "40"),
        (r"\b(?:a|one)[ -]fifth\b|\bone in five\b", "20"),
        (r"\b(?:a|one)[ -]tenth\b|\bone in ten\b", "10"),
    ),
}
_PART_WIDTH = Decimal("2.5")
_FACTORS: dict[Language, tuple[tuple[str, str], ...]] = {
    "de": ((r"\bdoppelt\b|\bverdoppel(?:t|te|ten)\b", "2"), (r"\bhalb so\b|\bhalbier(?:t|te|ten)\b", "0.5")),
    "en": ((r"\btwice\b|\bdoubled?\b", "2"), (r"\bhalf as\b|\bhalved\b", "0.5")),
}
_FACTOR_WIDTH = Decimal("0.05")

_NUMBERS = {
    language: re.compile(
        rf"{_NOT_BEFORE}(?P<sign>{_SIGN})(?P<number>(?:{_GROUPED[language]}|\d+){_FRACTION[language]})"
        rf"(?P<multiple>{_MULTIPLES[language]})?{_ORDINAL}{_NOT_BEHIND}"
    )
    for language in _GROUPED
}
_WORD_PATTERNS = {
    language: re.compile(rf"\b({'|'.join(words.split())})\b", re.IGNORECASE) for language, words in _WORDS.items()
}
_ROUNDNESS_PATTERNS = {
    language: [(re.compile(rf"\b(?:{words})\s(?:als\s)?$", re.IGNORECASE), kind) for words, kind in rows.items()]
    for language, rows in _ROUNDNESS.items()
}
_WORDED_SHARES: dict[Language, list[tuple[re.Pattern[str], Decimal, Unit, Decimal]]] = {
    language: [
        *((re.compile(pattern), Decimal(value), "percent", _PART_WIDTH) for pattern, value in _PARTS[language]),
        *((re.compile(pattern), Decimal(value), "ratio", _FACTOR_WIDTH) for pattern, value in _FACTORS[language]),
    ]
    for language in _PARTS
}
_MINUS = re.compile(r"(?:\b[Mm]inus\s|-€\s?)$")
_SHARED = {
    "de": re.compile(r"\s?(?:und|bis|auf|bzw\.|oder|-|–)\s(?:auf\s|rund\s)?(?:minus\s)?"),
    "en": re.compile(r"\s?(?:and|to|or|-|–)\s"),
}


def figures(page: Page, language: Language) -> tuple[Figure, ...]:
    """The numbers of the text in its order; the first of "16 auf 34 Personen" has the unit of the second."""
    found = [*_printed(page, language), *_worded_shares(page, language), *_worded_counts(page, language)]
    found.sort(key=lambda figure: figure.start)
    return tuple(_sharing_units(page.text, found, language))


def _printed(page: Page, language: Language) -> list[Figure]:
    found: list[Figure] = []
    for match in list(page.matches(_NUMBERS[language])):
        if found and match.start() < found[-1].end:
            continue  # the thousand of "60,7 je 1.000"
        unit, end = measure_behind(page.rest, match.end(), language)
        start = match.start()
        if not unit:
            unit, start = measure_before(page.rest, start)
        quantity, half = _quantity(match, unit, language)
        found.append(_as_meant(page, Figure(start, end, quantity, half), language))
    return found


def _quantity(match: re.Match[str], unit: Measure, language: Language) -> tuple[Quantity, Decimal]:
    plain = re.sub(r"[ '’]", "", match["number"])
    if language == "en":
        plain = plain.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?", plain):
        plain = plain.replace(".", "").replace(",", ".")
    value = Decimal(plain)
    exponent = value.as_tuple().exponent
    half = Decimal(5).scaleb(int(exponent) - 1)
    power = _power(match["multiple"])
    is_negative = bool(match["sign"]) or bool(_MINUS.search(match.string, 0, match.start()))
    value, half = value.scaleb(power), half.scaleb(power)
    return Quantity(-value if is_negative else value, unit), half


def _power(multiple: str | None) -> int:
    word = (multiple or "").strip().lower()
    matches = [start for start in _POWERS if word.startswith(start)]
    return _POWERS[max(matches, key=len)] if matches else 0


def _as_meant(page: Page, figure: Figure, language: Language) -> Figure:
    """With what the words before it say: rund, knapp, mehr als; all of it is read now."""
    page.cover(figure.start, figure.end)
    begin = max(0, figure.start - 16)
    before = page.text[begin : figure.start]
    for pattern, kind in _ROUNDNESS_PATTERNS[language]:
        if match := pattern.search(before):
            page.cover(begin + match.start(), figure.start)
            return replace(figure, roundness=kind)
    return figure


def _worded_shares(page: Page, language: Language) -> list[Figure]:
    """Fractions as per cent, and doublings as factors."""
    found = []
    for pattern, value, unit, width in _WORDED_SHARES[language]:
        for match in list(page.matches(pattern)):
            figure = Figure(match.start(), match.end(), Quantity(value, unit), width, Roundness.ABOUT)
            found.append(_as_meant(page, figure, language))
    return found


def _worded_counts(page: Page, language: Language) -> list[Figure]:
    """Two to twelve where they count something: "zwölf Kinder", but no "zwei Gruppen"."""
    found = []
    for match in list(page.matches(_WORD_PATTERNS[language])):
        unit, end = measure_behind(page.rest, match.end(), language)
        if unit in COUNTED:
            value = Decimal(_WORDS[language].split().index(match[1].lower()) + 2)
            found.append(Figure(match.start(), end, Quantity(value, unit), Decimal("0.5")))
            page.cover(match.start(), end)
    return found


def _sharing_units(text: str, found: list[Figure], language: Language) -> list[Figure]:
    """The first of two numbers has the unit of the second where nothing stands between: "16 auf 34 Personen"."""
    shared = [
        replace(first, quantity=replace(first.quantity, unit=second.quantity.unit))
        if _is_sharing(text, first, second, language)
        else first
        for first, second in pairwise(found)
    ]
    return shared + found[-1:]


def _is_sharing(text: str, first: Figure, second: Figure, language: Language) -> bool:
    """But not "um 3,2 auf 39,2 %": a change has a unit of its own."""
    is_change = text[max(0, first.start - 3) : first.start].lower() in ("um ", "by ")
    return not (first.quantity.unit or is_change) and bool(_SHARED[language].fullmatch(text, first.end, second.start))
