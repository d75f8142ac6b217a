"""Units of titles: "Erwerbstätige in 1 000 Personen" says the unit of a table whose columns name none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from teilhabe.engine.cube.coded import Coded
from teilhabe.engine.preparation.draft import Draft
from teilhabe.engine.preparation.meaning.notation import is_number

_COUNTED = r"(?:personen|einwohnern?|fällen?|euro|eur|€|stunden|m²|haushalten?|wohnungen|persons|inhabitants)"
_SCALED = re.compile(
    rf"\bin (?P<unit>(?:1[ .,\u00a0\u202f]?000|tausend|tsd\.?|mio\.?|millionen|mrd\.?|milliarden|thousands?|millions?)"
    rf"(?: {_COUNTED})?)(?![\w.,]*\d)",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\bin (?P<unit>%|prozent|percent|promille)(?!\w)", re.IGNORECASE)
_WHOLE = re.compile(r"\(?[+\-−–]?\s*([0-9]+)")
_LARGEST_SHARE = 100


def with_title_unit(draft: Draft, lines: Sequence[str]) -> Draft:
    """The draft with the one unit that its titles name, for the values that have none.

    A scale holds for all of them; shares are told only where no column names a unit and no number is above 100.
    """
    scaled, shares = _found(_SCALED, lines), _found(_SHARE, lines)
    unit = scaled or ("" if any(draft.units) or not _may_be_shares(draft) else shares)
    if not unit or (scaled and shares):
        return draft
    return replace(draft, units=Coded.of(draft.units).map(lambda given: given or unit))


def _found(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    """The only text that the pattern finds; "" where it finds none or several."""
    texts = {" ".join(match["unit"].split()) for line in lines for match in pattern.finditer(line)}
    return texts.pop() if len(texts) == 1 else ""


def _may_be_shares(draft: Draft) -> bool:
    whole = [_WHOLE.match(text) for text in set(draft.values) if is_number(text)]
    return all(match is not None and int(match[1]) <= _LARGEST_SHARE for match in whole)
