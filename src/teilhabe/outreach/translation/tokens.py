"""What a translation must keep of its source: facts, links, markup. Pure; each trouble is one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from teilhabe.outreach.body.inline import FACT, facts_in, links_in, plain
from teilhabe.outreach.body.parts import without_marks
from teilhabe.text import Text

MARKS = ("**", "*", "](", "[]")
"""What is left of them in the words is markup that nobody closed; "[]" counts brackets without a partner."""


def troubles(source: str, target: str) -> list[Text]:
    """Why this text may not be marked as reviewed yet; nothing where it keeps all that the source has."""
    source, target = without_marks(source), without_marks(target)
    return [*_facts(source, target), *_links(source, target), *_markup(source, target)]


def _facts(source: str, target: str) -> Iterator[Text]:
    wanted, found = Counter(facts_in(source)), Counter(facts_in(target))
    for key in wanted - found:
        yield Text(
            f"Die Angabe {{{key}}} fehlt. Setzen Sie sie ein, wie sie in der Vorlage steht.",
            f"The fact {{{key}}} is missing. Put it in as it stands in the source.",
        )
    for key in found - wanted:
        yield Text(
            f"Die Angabe {{{key}}} steht öfter hier als in der Vorlage. Entfernen Sie sie.",
            f"The fact {{{key}}} stands here more often than in the source. Remove it.",
        )


def _links(source: str, target: str) -> Iterator[Text]:
    wanted, found = Counter(links_in(source)), Counter(links_in(target))
    for address in wanted - found:
        yield Text(
            f"Der Link zu {address} fehlt. Die Adresse bleibt in jeder Sprache gleich.",
            f"The link to {address} is missing. The address stays the same in every language.",
        )
    for address in found - wanted:
        yield Text(
            f"Der Link zu {address} steht nicht in der Vorlage.", f"The link to {address} does not stand in the source."
        )


def _markup(source: str, target: str) -> Iterator[Text]:
    before, after = _left_over(source), _left_over(target)
    if any(after[mark] > before[mark] for mark in MARKS):
        yield Text(
            "Eine Auszeichnung ist nicht geschlossen: Jedes **, * und [ braucht sein Ende.",
            "Some markup is not closed: each **, * and [ needs its end.",
        )
    if any(after[brace] > before[brace] for brace in "{}"):
        yield Text(
            "Eine geschweifte Klammer gehört zu keiner Angabe. Angaben heißen genau wie in der Vorlage.",
            "A curly bracket belongs to no fact. Facts are named exactly as in the source.",
        )


def _left_over(text: str) -> Counter[str]:
    words = plain(FACT.sub("", text))
    counts = Counter({mark: words.count(mark) for mark in ("**", "*", "](", "{", "}")})
    counts["[]"] = abs(words.count("[") - words.count("]"))
    return counts
