"""Which language people of a citizenship most probably read: an approximation, made explicit.

A citizenship says little about a person: many Iraqis read Kurdish, many Ukrainians Russian, many people of every
citizenship read German. The shares are rough assumptions about the first language of information, for deciding what to
translate first and for nothing else. They are ours, no statistic; whoever knows better overrules them in the office.
Groups that cannot be told apart ("other states") are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

LANGUAGES_OF_CITIZENS: Mapping[str, Mapping[str, float]] = {
    "UA": {"uk": 0.8, "ru": 0.2},
    "ST166": {"uk": 0.8, "ru": 0.2},
    "ST160": {"ru": 1.0},
    "ST163": {"tr": 0.8, "ku": 0.2},
    "ST423": {"prs": 0.6, "ps": 0.4},
    "ST224": {"ti": 0.9, "ar": 0.1},
    "ST438": {"ar": 0.7, "ku": 0.3},
    "ST439": {"fa": 1.0},
    "ST461": {"ur": 1.0},
    "ST232": {"en": 1.0},
    "ST273": {"so": 1.0},
    "ST475": {"ar": 0.8, "ku": 0.2},
    "A8": {"ar": 0.55, "prs": 0.15, "ps": 0.1, "fa": 0.1, "ti": 0.05, "so": 0.03, "ur": 0.02},
}
"""By citizenship or group of `codes.citizenship`; the shares within the group of eight states are assumed as well."""


def people_by_language(citizens: Iterable[tuple[str, float]]) -> dict[str, int]:
    """Rounded to tens, at least 10; single citizenships take the place of the group that holds them."""
    known = dict(citizens)
    if any(code.startswith("ST") for code in known):
        known = {code: people for code, people in known.items() if code.startswith("ST")}
    sums: dict[str, float] = {}
    for code, people in known.items():
        for language, share in LANGUAGES_OF_CITIZENS.get(code, {}).items():
            sums[language] = sums.get(language, 0.0) + people * share
    return {language: max(10, round(int(people), -1)) for language, people in sums.items() if people > 0}
