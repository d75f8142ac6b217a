"""Residence status: titles and statuses of the Central Register of Foreigners, as far as their names say them."""

from __future__ import annotations

import re
from functools import lru_cache

_FORMS: tuple[tuple[str, str], ...] = (
    ("FREE_MOVEMENT", r"(eu-)?freizügigkeit(sberechtigt(e)?)?|eu-freizügigkeit.*|eu free movement"),
    ("PERMANENT", r"niederlassungserlaubnis|unbefristete[rs]? aufenthalt(stitel|serlaubnis)?"),
    ("PERMANENT", r"(erlaubnis zum )?daueraufenthalt(-eu)?"),
    ("TEMPORARY", r"aufenthaltserlaubnis|befristete[rs]? aufenthalt(stitel|serlaubnis)?"),
    ("OPEN", r"aufenthaltsgestattung|(schutz)?status offen|offene[rs]? schutzstatus|verfahren offen|gestattung"),
    ("TOLERATED", r"duldung|geduldete?|tolerated stay"),
    ("PROTECTED", r"anerkannter schutz(status)?|schutzstatus anerkannt|anerkannte schutzsuchende"),
    ("NOT_RECOGNISED", r"abgelehnter schutzstatus|schutzstatus abgelehnt|ohne schutzstatus|abgelehnte schutzsuchende"),
    ("TEMP_PROTECTION", r"vorübergehender schutz.*|aufenthaltserlaubnis nach § ?24( .*)?"),
)
_PATTERNS = tuple((code, re.compile(pattern)) for code, pattern in _FORMS)


@lru_cache(maxsize=1024)
def parse_residence_status(text: str) -> str | None:
    """The code for the name of a title; None for finer ones and those of other countries, which keep theirs."""
    plain = " ".join(text.split()).lower()
    return next((code for code, pattern in _PATTERNS if pattern.fullmatch(plain)), None)
