"""English nouns: which topics are quantities that rise and fall; whatever is not known is "the value of “…”"."""

from __future__ import annotations

import re
from functools import lru_cache

from teilhabe.wording.sentences.quantities import Counted
from teilhabe.wording.sentences.word_lists import words

_QUANTITIES = frozenset(
    words(
        """
        rate share proportion percentage number age density index ratio duration time area space income wealth
        median mean average balance expectancy size score gap difference change growth risk need rent price
        wage level potential coefficient quotient amount sum total decline increase decrease capacity figure
        value
        """
    )
)
_UNCOUNTABLE = frozenset(
    words(
        """
        employment emigration immigration in-migration migration mortality occupancy out-migration
        participation poverty unemployment
        """
    )
)
"""Quantities without an article."""

_GATHERED = frozenset({"population", "staff", "workforce"})
"""Quantities only where people are counted."""

_PEOPLE = frozenset(
    words("adults citizens employees foreigners people persons refugees residents seekers students workers voters")
)
"""Plural nouns of which a percentage is a share."""

_SMALL = (
    frozenset(
        words(
            """
        active activity adult adults arrivals applications asylum basic benefits births care cases children
        citizens city courses crude day deaths decisions departures dependency disposable early employed
        employees enrolment families female fertility first foreign foreigners graduates gross higher home
        households immigrant immigrants infant inhabitants initial job life living long-term main male
        marriages men minor minors moves municipal naturalisation naturalisations net new newborns offences
        offices old-age open overall participants people permanent persons places protection public pupils
        racist real recognised refugee refugees registered regular relative requests residence residents
        school seats secure segregation social students suspects teachers teenage temporary tertiary trainees
        unaccompanied unemployed university urban vocational volunteer volunteers voter voters waiting welfare
        women work workers working young youth
        """
        )
    )
    | _QUANTITIES
    | _UNCOUNTABLE
    | _GATHERED
)
"""First words that take a small letter inside a sentence; any other may be a name, and the topic is quoted."""

_BEHIND_HEAD = re.compile(
    r" (?:of|in|by|for|from|with|without|under|over|per|at|on|to|according|aged|among|between|subject|and|or) .*"
    r"| \(.*| (?:assigned|received)$"
)
_TITLE_MARKS = re.compile(r"[:;,“”\"«»„]")
_SINGULAR_IN_S = ("ss", "us", "is", "series")


@lru_cache(maxsize=4096)
def subject_of(topic: str, counted: Counted) -> str:
    """The topic as a subject in the singular: "the employment rate", "the number of naturalisations"."""
    first, _, rest = topic.partition(" ")
    if _TITLE_MARKS.search(topic) or first.lower() not in _SMALL:
        return f"the value of {quoted(topic)}"
    phrase = f"{first.lower()} {rest}".rstrip()
    head = _BEHIND_HEAD.sub("", topic).split(" ")[-1].lower()
    if head in _UNCOUNTABLE:
        return phrase
    if head in _QUANTITIES or (counted in ("yes", "perhaps") and head in _GATHERED):
        return f"the {phrase}"
    if counted == "share" and head in _PEOPLE:
        return f"the share of {phrase}"
    if counted == "yes" and head.endswith("s") and not head.endswith(_SINGULAR_IN_S):
        return f"the number of {phrase}"
    return f"the value of {quoted(topic)}"


def quoted(name: str) -> str:
    """A name in English quotation marks, in single ones where it has double ones itself."""
    return f"‘{name}’" if "“" in name or "”" in name else f"“{name}”"
