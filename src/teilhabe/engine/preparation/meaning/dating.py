"""Dating: the period that a title or the name of a file mentions, as a proposal where the table itself names none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from teilhabe.codes.period import parse_period
from teilhabe.engine.preparation.findings import Finding
from teilhabe.text import Text

_MENTIONED = re.compile(
    r"(?<!\d)(\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?!-?\d)"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])|(?:19|20)\d\d)(?!\d)"
)


def mentioned_periods(texts: Iterable[str]) -> tuple[str, ...]:
    """The different periods that the texts mention, in their order: "EWR201512E_Matrix.csv" mentions 2015-12."""
    found = [parse_period(match[1]) for text in texts for match in _MENTIONED.finditer(text)]
    return tuple(dict.fromkeys(period.code for period in found if period))


def with_proposals(findings: Sequence[Finding], texts: Sequence[str]) -> list[Finding]:
    """The findings; one that no period is named says which the titles or the name of the file mention.

    It stays a proposal: the day of an export looks the same as that of the figures.
    """
    proposals = ", ".join(mentioned_periods(texts))
    if not proposals:
        return list(findings)
    return [_proposing(finding, proposals) if finding.code == "no-period" else finding for finding in findings]


def _proposing(finding: Finding, proposals: str) -> Finding:
    text = Text(
        f"{finding.text.de} Dateiname oder Titel erwähnen: {proposals}.",
        f"{finding.text.en} The name of the file or its titles mention: {proposals}.",
    )
    return replace(finding, text=text, data={**finding.data, "proposed": proposals})
