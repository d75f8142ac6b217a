"""Components: the columns of an SDMX data set become dimensions, attributes of the contract, and notes left behind.

Messages rarely carry their structure. What tells dimension and attribute apart without it: an attribute is what does
not help to identify the observation. Names are those of the SDMX cross-domain concepts (SDMX content-oriented
guidelines, 2009 and later).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from teilhabe.engine.cube.coded import Coded
from teilhabe.engine.preparation.described.statuses import read_statuses
from teilhabe.engine.preparation.described.units import numeral, scaled
from teilhabe.engine.preparation.draft import Draft, Layout, RawDimension

VALUE, TIME = "OBS_VALUE", "TIME_PERIOD"

_STATUS, _FLAG = ("OBS_STATUS",), ("OBS_FLAG",)
_CONFIDENTIALITY = ("CONF_STATUS", "OBS_CONF")
_UNIT, _MULTIPLIER = ("UNIT_MEASURE", "UNIT"), ("UNIT_MULT", "UNIT_MULTIPLIER")
_CARRIED = frozenset((*_STATUS, *_FLAG, *_CONFIDENTIALITY, *_UNIT, *_MULTIPLIER))
"""What the data contract has a place for."""

_NOTES = re.compile(
    r"OBS_\w+|PRE_BREAK_VALUE|DECIMALS?|PRECISION|LAST[_ ]UPDATED?|COMMENT\w*|\w*TITLE\w*|\w*NOTES?"
    r"|COLLECTION\w*|COMPIL\w*|COVERAGE|DISS_ORG|DOM_SER_IDS|PUBL_\w+|SOURCE_\w+|TIME_FORMAT|TIME_PER_COLLECT|BASE_PER|REF_PERIOD\w*"
    r"|AVAILABILITY|BREAKS|EMBARGO\w*|METADATA\w*|METHOD\w*|URL|UNIT_INDEX_BASE|KEY|ACTION|REPORTING_\w+"
)
"""Attributes that say something about figures but identify none."""

_CODE = re.compile(r"[A-Za-z0-9_@$*.+<>:/-]+")


@dataclass(frozen=True)
class Component:
    """One column: the texts of all observations, labels beside them where the file has labels.

    `identifies`: whether the file shows that it is a dimension; None where only its name and content can tell.
    """

    name: str
    title: str
    codes: Sequence[str]
    labels: Sequence[str] = ()
    identifies: bool | None = None

    @property
    def texts(self) -> Sequence[str]:
        return self.labels or self.codes


def to_draft(
    layout: Layout,
    components: Sequence[Component],
    values: Sequence[str],
    rows: Sequence[int],
    columns: Sequence[str],
    variables: Sequence[str],
) -> Draft:
    """The draft of one data set; every sequence has an entry per observation."""
    printed = ["" if value in ("NaN", "nan") else numeral(value) for value in values]
    marks = _either(components, (*_FLAG, *_STATUS), len(values))
    statuses = read_statuses(printed, marks, _either(components, _CONFIDENTIALITY, len(values)), rows)
    return Draft(
        layout=replace(layout, decimal=_decimal(printed)),
        dimensions=[
            RawDimension(component.name, component.title, component.codes, component.labels)
            for component in dimensions(components)
        ],
        values=printed,
        variables=variables,
        units=_units(components, len(values)),
        rows=rows,
        columns=columns,
        attributes=statuses.attributes,
        findings=statuses.findings,
    )


def _decimal(values: Sequence[str]) -> str:
    """The formats prescribe the point; commas show that a spreadsheet has saved the file again."""
    return "" if any("," in value for value in values) else "."


def _named(components: Sequence[Component], names: Sequence[str]) -> Component | None:
    """The component with the first of these names that any has."""
    by_name = {component.name.upper(): component for component in components}
    return next((by_name[name] for name in names if name in by_name), None)


def _either(components: Sequence[Component], names: Sequence[str], count: int) -> Sequence[str]:
    found = _named(components, names)
    return found.codes if found else [""] * count


def _units(components: Sequence[Component], count: int) -> list[str]:
    unit, multiplier = _named(components, _UNIT), _named(components, _MULTIPLIER)
    texts = unit.texts if unit else [""] * count
    if multiplier is None:
        return list(texts)
    pairs = list(zip(texts, multiplier.codes, strict=True))
    words = {pair: scaled(*pair) for pair in set(pairs)}
    return [words[pair] for pair in pairs]


def dimensions(components: Sequence[Component]) -> list[Component]:
    """The components that identify an observation.

    First those that look like dimensions by name, place and content. Where they leave observations with one key,
    further coded components join them, if with them every key is there once.
    """
    open_ones = [component for component in components if component.name.upper() not in _CARRIED]
    chosen = [component for component in open_ones if component.identifies or _looks_identifying(component)]
    rest = [component for component in open_ones if component not in chosen and _is_coded(component)]
    if not rest or _keys(chosen) == _count(components):
        return chosen
    joined = chosen + [component for component in rest if len(Coded.of(component.codes).cells) > 1]
    return joined if _keys(joined) == _count(components) else chosen


def _looks_identifying(component: Component) -> bool:
    return component.identifies is None and not _NOTES.fullmatch(component.name.upper())


def _is_coded(component: Component) -> bool:
    """Whether all observations have a code: free text and gaps make an attribute."""
    return all(_CODE.fullmatch(code) for code in Coded.of(component.codes).cells) and component.name.upper() != "KEY"


def _count(components: Sequence[Component]) -> int:
    return len(components[0].codes) if components else 0


def _keys(components: Sequence[Component]) -> int:
    """How many different keys the observations have."""
    return len(set(zip(*(component.codes for component in components), strict=True)))
