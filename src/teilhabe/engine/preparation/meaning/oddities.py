"""Oddities of value cells: signs and marks that no list explains, digits that are lost, marks that mean two things."""

from __future__ import annotations

from collections.abc import Mapping

from teilhabe.codes.signs import QUALITY
from teilhabe.engine.cube.coded import Coded
from teilhabe.engine.preparation.draft import Draft
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.meaning.notation import Notation, may_be_either, parts_of_number
from teilhabe.engine.preparation.meaning.numbers import Reading
from teilhabe.text import Text

_MOST = 50
"""More findings of one kind than this help nobody."""


def oddities(draft: Draft, readings: Mapping[str, Reading], notation: Notation) -> list[Finding]:
    """Everything odd about the values of a draft; `readings` holds one for each different text."""
    return [
        *_unknown_signs(draft, readings),
        *_unknown_marks(draft),
        *_rounded(draft, readings),
        *_ambiguous(draft, notation),
    ]


def _unknown_signs(draft: Draft, readings: Mapping[str, Reading]) -> list[Finding]:
    unknown = sorted(text for text, reading in readings.items() if not reading.is_known)
    counted = Coded.of(draft.values).counts() if unknown else {}
    return [_unknown_sign(draft, text, counted[text]) for text in unknown[:_MOST]]


def _unknown_sign(draft: Draft, text: str, count: int) -> Finding:
    place = draft.values.index(text)
    row, column, sign = draft.rows[place], draft.columns[place], " ".join(text.split())[:60]
    return Finding(
        "unknown-sign",
        "error",
        Text(
            f"„{sign}“ ist weder Zahl noch bekanntes Zeichen ({count}-mal); "
            "ein Rezept kann unter [signs] sagen, was es bedeutet.",
            f"{sign!r} is neither a number nor a known sign ({count} times); "
            "a recipe may state under [signs] what it means.",
        ),
        row=row,
        column=column,
        data={"sign": sign, "count": count},
    )


def _unknown_marks(draft: Draft) -> list[Finding]:
    """Quality marks that no list explains: their figures are kept, but count as unreliable."""
    marks = Coded.of(draft.qualities)
    counted = {mark: count for mark, count in marks.counts().items() if mark.strip() not in QUALITY}
    places = {mark: marks.index(mark) for mark in counted}
    return [
        Finding(
            "unknown-sign",
            "warning",
            Text(
                f"Das Qualitätskennzeichen „{mark}“ ist nicht bekannt ({count}-mal); "
                "die Werte gelten als eingeschränkt aussagefähig.",
                f"The quality mark {mark!r} is not known ({count} times); the figures count as unreliable.",
            ),
            row=draft.rows[places[mark]],
            column=draft.columns[places[mark]],
            data={"sign": mark, "count": count},
        )
        for mark, count in sorted(counted.items())
    ]


def _rounded(draft: Draft, readings: Mapping[str, Reading]) -> list[Finding]:
    """A spreadsheet that writes powers of ten has dropped the digits behind them."""
    found = [t for t, r in readings.items() if r.value and (match := parts_of_number(t)) and match[4]]
    if not found:
        return []
    place = draft.values.index(found[0])
    printed = draft.values[place].strip()
    return [
        Finding(
            "rounded-number",
            "warning",
            Text(
                f"„{printed}“ steht als Zehnerpotenz da; weitere Ziffern sind verloren ({len(found)} Zahlen).",
                f"{printed!r} is written with a power of ten; further digits are lost ({len(found)} numbers).",
            ),
            row=draft.rows[place],
            column=draft.columns[place],
            data={"printed": printed, "count": len(found)},
        )
    ]


def _ambiguous(draft: Draft, notation: Notation) -> list[Finding]:
    if notation.is_certain:
        return []
    values = Coded.of(draft.values)
    place = values.index(next(value for value in values.cells if may_be_either(value)))
    meaning = (
        Text("Dezimalzeichen", "decimal mark")
        if notation.decimal in draft.values[place]
        else Text("Tausendertrennzeichen", "mark between thousands")
    )
    return [
        Finding(
            "ambiguous-number",
            "error",
            Text(
                f"„{draft.values[place]}“ kann zweierlei heißen; das Zeichen wird als "
                f"{meaning.de} gelesen. Ein Rezept kann decimal angeben.",
                f"{draft.values[place]!r} may mean two things; the mark is read as "
                f"{meaning.en}. A recipe may state decimal.",
            ),
            row=draft.rows[place],
            column=draft.columns[place],
        )
    ]
