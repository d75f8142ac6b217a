"""PC-Axis (PX): keywords that name variables and values, then the figures, the last variable running fastest.

Source: "PC-Axis file format", Statistics Sweden, version 2013.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from teilhabe.codes.signs import CONFIDENTIAL, FREE, MISSING, SUPPRESSED
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.preparation.described.cube import Axis, Cube, to_draft
from teilhabe.engine.preparation.described.local_periods import periods
from teilhabe.engine.preparation.described.px_figures import Figures, read_figures
from teilhabe.engine.preparation.described.px_keywords import Keywords, read_keywords
from teilhabe.engine.preparation.described.units import numeral
from teilhabe.engine.preparation.draft import Draft, Layout
from teilhabe.engine.preparation.reading.grid import column_letter
from teilhabe.errors import UnreadableFile

_FIRST = re.compile(r'\s*[A-Z][A-Z0-9-]+(?:\[[a-z-]+\])?(?:\("[^"]*"\))?\s*=\s*["A-Z0-9]')
_TELLING = re.compile(
    r'(?:^|\n)\s*(?:AXIS-VERSION|STUB|HEADING|VALUES|MATRIX|SUBJECT-CODE)(?:\[[a-z-]+\])?(?:\("|\s*=)'
)
_SYMBOLS = {"." * dots: f"DATASYMBOL{dots}" for dots in range(1, 7)}
_SECRET = re.compile(r"geheim|vertraulich|confiden|secre|disclos|sekret", re.IGNORECASE)
_SCALE = re.compile(r"TLIST\(\s*([AHQMW])")


_ALL = re.compile(
    r"\b(?:total\w*|all\w*|both|insgesamt|gesamt|beide|tod[oa]s|amb[oa]s|tous|ensemble|tutti|yhteensä"
    r"|i alt|ogółem|razem|celkem|skupaj)\b",
    re.IGNORECASE,
)


def recognises(text: str) -> bool:
    """Whether a text begins with the keywords of PX."""
    return _FIRST.match(text) is not None and _TELLING.search(text) is not None


def read(name: str, text: str) -> Sequence[Draft]:
    """The one table of the file; UnreadableFile where it ends before its figures or they fit no variables."""
    keywords = read_keywords(text)
    if keywords.data is None:
        raise UnreadableFile(
            f"{name}: Die PX-Datei endet vor ihren Werten (DATA) oder ist davor beschädigt.",
            f"{name}: the PX file ends before its figures (DATA) or is damaged in front of them.",
        )
    plain = [_axis(name, keywords, variable) for variable in _variables(name, keywords, "")]
    figures = read_figures(name, text, keywords.data, *_keyed(keywords, plain))
    if not figures.cells:
        raise UnreadableFile(f"{name}: Hinter DATA stehen keine Werte.", f"{name}: no values follow DATA.")
    return [_draft(plain, _described(name, keywords, plain), figures, keywords)]


def _language(keywords: Keywords) -> str:
    """German where the file offers it beside its default language."""
    return "de" if "de" in keywords.texts("LANGUAGES") and keywords.text("LANGUAGE") != "de" else ""


def _variables(name: str, keywords: Keywords, language: str) -> list[str]:
    names = [*keywords.texts("STUB", language=language), *keywords.texts("HEADING", language=language)]
    if not names:
        raise UnreadableFile(
            f"{name}: Die PX-Datei nennt keine Gliederung (STUB, HEADING).",
            f"{name}: the PX file names no variables (STUB, HEADING).",
        )
    return names


def _axis(name: str, keywords: Keywords, variable: str) -> Axis:
    """The axis as the default language has it."""
    texts, codes = keywords.texts("VALUES", variable), keywords.texts("CODES", variable)
    if not texts or (codes and len(codes) != len(texts)):
        raise UnreadableFile(
            f"{name}: Die Ausprägungen von „{variable}“ fehlen, oder CODES und VALUES sind verschieden lang.",
            f"{name}: the values of {variable!r} are missing, or CODES and VALUES differ in length.",
        )
    return Axis(variable, variable, codes or texts, texts if codes else ())


def _keyed(keywords: Keywords, axes: Sequence[Axis]) -> tuple[list[Axis], list[Axis]]:
    """All axes and those of them that KEYS names, with the texts that stand in the rows for codes."""
    kinds = [keywords.text("KEYS", axis.name).upper() for axis in axes]
    used = [
        replace(axis, codes=axis.texts) if kind == "VALUES" else axis for axis, kind in zip(axes, kinds, strict=True)
    ]
    return used, [axis for axis, kind in zip(used, kinds, strict=True) if kind]


def _described(name: str, keywords: Keywords, axes: Sequence[Axis]) -> list[Axis]:
    """The axes with codes, labels in the language of the reader, roles and periods."""
    language = _language(keywords)
    titles = _variables(name, keywords, language)
    places = [names[0] for names, _ in keywords.named("MAP") if names]
    result = []
    for axis, title in zip(axes, titles if len(titles) == len(axes) else [axis.name for axis in axes], strict=True):
        axis = _with_total(replace(axis, role=_role(keywords, axis.name, places)), keywords)
        texts = keywords.texts("VALUES", title, language=language) if language else axis.labels
        axis = replace(axis, title=title, labels=texts if len(texts) == len(axis.codes) else axis.labels)
        axis = _timed(axis, keywords)
        result.append(replace(axis, name=keywords.text("VARIABLECODE", axis.name) or axis.name))
    return result


def _role(keywords: Keywords, variable: str, places: Sequence[str]) -> str:
    if keywords.text("CONTVARIABLE") == variable:
        return "variable"
    if keywords.texts("TIMEVAL", variable):
        return "time_period"
    return "ref_area" if list(places) == [variable] else ""


def _timed(axis: Axis, keywords: Keywords) -> Axis:
    """The axis with periods that everybody reads, where it is one of time."""
    match = _SCALE.search(" ".join(keywords.texts("TIMEVAL", axis.name)))
    codes = periods(axis.codes, match[1] if match else "")
    if axis.role == "time_period" or codes != axis.codes:
        return replace(axis, codes=codes, labels=(), role="time_period")
    return axis


def _with_total(axis: Axis, keywords: Keywords) -> Axis:
    """ELIMINATION names the value that stands for all others; some offices put any value there, so its word counts."""
    named = keywords.text("ELIMINATION", axis.name)
    if axis.role in ("variable", "time_period") or not _ALL.search(named):
        return axis
    codes = [TOTAL if text == named else code for code, text in zip(axis.codes, axis.texts, strict=True)]
    return replace(axis, codes=codes, labels=axis.texts)


def _draft(plain: Sequence[Axis], axes: Sequence[Axis], figures: Figures, keywords: Keywords) -> Draft:
    language = _language(keywords)
    values = [numeral(cell.text) for cell in figures.cells]
    letters = [column_letter(place) for place in range(max(cell.place for cell in figures.cells) + 1)]
    cube = Cube(
        axes,
        figures.positions,
        values,
        [cell.row for cell in figures.cells],
        [letters[cell.place] for cell in figures.cells],
        variable=keywords.text("CONTENTS", language=language) or keywords.text("MATRIX"),
        unit=keywords.text("UNITS", language=language),
        units=_units(keywords, plain, axes, language),
    )
    decimal = "" if any("," in value for value in values) else "."
    draft = to_draft(cube, replace(_layout(keywords, language), decimal=decimal))
    return replace(draft, attributes=_statuses(values, keywords), findings=figures.findings)


def _units(keywords: Keywords, plain: Sequence[Axis], axes: Sequence[Axis], language: str) -> dict[str, str]:
    """The unit of each code of the variable; UNITS names them by their texts in the default or the other language."""
    given = {
        names[0]: " ".join(texts)
        for wanted in dict.fromkeys(("", language))
        for names, texts in keywords.named("UNITS", wanted)
        if len(names) == 1
    }
    found = ((own, axis) for own, axis in zip(plain, axes, strict=True) if axis.role == "variable")
    return {
        code: given.get(text) or given[other]
        for own, axis in found
        for code, text, other in zip(axis.codes, axis.texts, own.texts, strict=True)
        if text in given or other in given
    }


def _statuses(values: Sequence[str], keywords: Keywords) -> dict[str, list[str]]:
    """Dots have no fixed meaning in PX: they are missing values, confidential where the file says so."""
    meanings = {sign: keywords.text(keyword) for sign, keyword in _SYMBOLS.items()}
    secret = {sign for sign, meaning in meanings.items() if _SECRET.search(meaning)}
    if not any(value in _SYMBOLS for value in values):
        return {}
    found = {
        value: (SUPPRESSED, CONFIDENTIAL) if value in secret else (MISSING, FREE) if value in _SYMBOLS else ("", "")
        for value in set(values)
    }
    return {
        "obs_status": [found[value][0] for value in values],
        "conf_status": [found[value][1] for value in values],
    }


def _layout(keywords: Keywords, language: str) -> Layout:
    notes = [
        ": ".join([*names, " ".join(texts)])
        for keyword in ("NOTE", "NOTEX", "VALUENOTE", "VALUENOTEX")
        for names, texts in keywords.named(keyword, language)
    ]
    source = keywords.text("SOURCE", language=language)
    updated = keywords.text("LAST-UPDATED") or next(
        (" ".join(texts) for _, texts in keywords.named("LAST-UPDATED")), ""
    )
    stand = updated or keywords.text("CREATION-DATE")
    return Layout(
        "px",
        title=keywords.text("TITLE", language=language) or keywords.text("DESCRIPTION", language=language),
        table_code=keywords.text("TABLEID") or keywords.text("MATRIX"),
        stand=f"Stand: {_day(stand)}" if stand else "",
        footers=[*notes, *([f"Quelle: {source}"] if source else [])],
    )


def _day(moment: str) -> str:
    """ "20191118 09:00" is 2019-11-18 09:00."""
    return re.sub(r"^(\d{4})(\d\d)(\d\d)\b", r"\1-\2-\3", moment)
