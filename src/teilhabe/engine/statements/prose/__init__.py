"""Free prose against a table: which of its numbers the table backs, which it contradicts, which it does not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.prose.backing import Backing, Table, backings, fits, has_unit, is_basis, is_within
from teilhabe.engine.statements.prose.binding import Bound, bind, times_of
from teilhabe.engine.statements.prose.labels import labels_of
from teilhabe.engine.statements.prose.statements import MOST_SENTENCES, Statements
from teilhabe.engine.statements.prose.turning import turned_wrong
from teilhabe.engine.statements.topic import Topic
from teilhabe.text import Language, Text
from teilhabe.wording.message import Quantity
from teilhabe.wording.reading import Findings, find
from teilhabe.wording.reading.splitting import paragraphs, sentences
from teilhabe.wording.units import Unit

__all__ = ["UNIT", "Checked", "CheckedNumber", "Status", "check"]


class Status(StrEnum):
    BACKED = "backed"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"
    NOTHING_TO_CHECK = "nothing_to_check"


@dataclass(frozen=True)
class CheckedNumber:
    """One number: whether it is backed, by which cells, or what stands in its place."""

    number: Quantity
    status: Status
    how: str = ""
    cells: tuple[str, ...] = ()
    instead: float | None = None


@dataclass(frozen=True)
class Checked:
    """One sentence, or the few that are one statement: the worst of its numbers and directions, and why."""

    text: str
    status: Status
    numbers: tuple[CheckedNumber, ...]
    reasons: tuple[Text, ...] = ()
    sentences: int = 1


UNIT = "unit"
"""Per cent are said where percentage points are meant, or the other way round."""
_MISTAKEN: dict[str, Unit] = {"percent": "percentage_points", "percentage_points": "percent"}
_SEVERITY = (Status.NOTHING_TO_CHECK, Status.BACKED, Status.NOT_FOUND, Status.CONTRADICTED)


def check(text: str, topics: Sequence[Topic], language: Language, claims: Sequence[Claim] = ()) -> tuple[Checked, ...]:
    """Every sentence of a Markdown text. `claims` are statements of these topics: whoever says one says it wholly."""
    table = Table(tuple(topics), labels_of(topics, language), language)
    statements = Statements(claims, table.labels.names, language)
    return tuple(checked for paragraph in paragraphs(text) for checked in _paragraph(paragraph, table, statements))


def _paragraph(paragraph: str, table: Table, statements: Statements) -> Iterator[Checked]:
    """Statements first, which may be of several sentences, then sentence by sentence.

    Who names no period goes on speaking of that of the sentence before.
    """
    said = list(sentences(paragraph))
    before: tuple[tuple[str, ...], ...] = ()
    while said:
        whole = _statement(said, table, statements)
        text = whole.text if whole else said[0]
        found = find(text, table.language, table.labels.names, table.labels.loosely)
        yield whole or _sentence(text, found, table, before)
        times = times_of(found, table.spans)
        named = sorted((time for time in times if time.codes), key=lambda time: not time.is_reference)
        before = tuple(time.codes for time in named) or before
        del said[: whole.sentences if whole else 1]


def _statement(said: Sequence[str], table: Table, statements: Statements) -> Checked | None:
    """As many of the next sentences as are one statement of the table, or one that was changed in one place."""
    for count in range(min(len(said), MOST_SENTENCES), 0, -1):
        text = " ".join(said[:count])
        if claim := statements.told(text):
            backed = (
                CheckedNumber(each, Status.BACKED, claim.message.kind, claim.cells) for each in claim.message.numbers
            )
            return Checked(text, Status.BACKED, tuple(backed), sentences=count)
        if meant := statements.changed(text):
            return Checked(text, Status.CONTRADICTED, (), (_told_otherwise(meant),), count)
    return None


def _told_otherwise(meant: str) -> Text:
    return Text(f"Die Tabelle sagt: {meant}", f"The table says: {meant}")


def _sentence(sentence: str, found: Findings, table: Table, before: tuple[tuple[str, ...], ...]) -> Checked:
    said = replace(found, figures=tuple(each for each in found.figures if not is_basis(each, found.text, table.topics)))
    meant = _meant(said, table)
    numbers: list[CheckedNumber] = []
    backed: list[tuple[Bound, Backing]] = []
    for bound in bind(said, table.labels.keys.keys(), table.spans, before):
        if not (bound.names or bound.shared) and backed:
            bound = replace(bound, spoken_of=backed[-1][0].names)
        is_other = _is_before_topic(bound, said, table)
        checked, backing = _number(bound, table, range(len(table.topics)) if is_other else meant)
        numbers.append(checked)
        backed += [(bound, backing)] if backing else []
    wrong, unknown = tuple(turned_wrong(said, table, backed)), tuple(_unknown_periods(said, table, meant))
    statuses = [Status.NOTHING_TO_CHECK, *(number.status for number in numbers)]
    statuses += [Status.CONTRADICTED] * bool(wrong) + [Status.NOT_FOUND] * bool(unknown)
    return Checked(sentence, max(statuses, key=_SEVERITY.index), tuple(numbers), (*wrong, *unknown))


def _is_before_topic(bound: Bound, found: Findings, table: Table) -> bool:
    """Whether a topic is named only later, beside another number: "210 000 Menschen, davon 82 510 Ausländer"."""
    named = [naming.start for naming in found.namings if naming.name in table.labels.topics]
    following = [figure.start for figure in found.figures if figure.start > bound.figure.start]
    return bool(named and following) and following[0] < min(named)


def _unknown_periods(found: Findings, table: Table, meant: Sequence[int]) -> Iterator[Text]:
    """Periods that the table does not have, in a sentence that gives its numbers or names one of its topics."""
    is_about = any(naming.name in table.labels.topics for naming in found.namings)
    if not found.figures and not is_about:
        return
    known = {point.period for number in meant for series in table.topics[number].series for point in series.points}
    for time in times_of(found, table.spans):
        if time.codes and known != {""} and not any(is_within(period, time.codes) for period in known):
            named = " – ".join(time.codes)
            yield Text(f"Für {named} enthält die Tabelle keinen Wert.", f"The table has no value for {named}.")


def _meant(found: Findings, table: Table) -> tuple[int, ...]:
    """The topics that the sentence names, with those of the same name for some of the groups.

    All of them where it names none, or none in whose unit its numbers can be.
    """
    named = [number for naming in found.namings for number in table.labels.topics.get(naming.name, ())]
    said = {figure.quantity.unit for figure in found.figures}
    if not any(has_unit(unit, table.topics[number].unit) for number in named for unit in said):
        return tuple(range(len(table.topics)))
    groups = {naming.name for naming in found.namings} & table.labels.keys.keys()
    known = {key for number in named for key in table.topics[number].labels}
    if all(table.labels.keys[group] & known for group in groups):
        return tuple(dict.fromkeys(named))
    starts = tuple(table.topics[number].name.in_language(table.language) for number in named)
    alike = [n for n, topic in enumerate(table.topics) if topic.name.in_language(table.language).startswith(starts)]
    return tuple(dict.fromkeys([*named, *alike]))


def _number(bound: Bound, table: Table, meant: Sequence[int]) -> tuple[CheckedNumber, Backing | None]:
    number = bound.figure.quantity
    candidates = list(backings(table, bound, meant))
    again = backings(table, replace(bound, names=bound.spoken_of), meant) if bound.spoken_of else ()
    for backing in chain(candidates, again):
        if fits(bound.figure, backing):
            return CheckedNumber(number, Status.BACKED, backing.how, backing.cells), backing
    return _unbacked(bound, table, meant, candidates), None


def _unbacked(bound: Bound, table: Table, meant: Sequence[int], candidates: Sequence[Backing]) -> CheckedNumber:
    """Contradicted where group and period are named and the table has another value, or has it of another period."""
    number, unit = bound.figure.quantity, bound.figure.quantity.unit
    mistaken = replace(bound.figure, quantity=replace(number, unit=_MISTAKEN.get(unit, "")))
    if unit in _MISTAKEN and (meant_one := next((each for each in candidates if fits(mistaken, each)), None)):
        return CheckedNumber(number, Status.CONTRADICTED, UNIT, meant_one.cells)
    is_named = bool(bound.names or bound.shared) or all(len(table.topics[topic].series) == 1 for topic in meant)
    values = {each.value: each for each in candidates if each.how == "value" and has_unit(unit, each.unit)}
    if not (is_named and bound.periods):
        return CheckedNumber(number, Status.NOT_FOUND)
    if len(values) == 1:
        (expected,) = values.values()
        return CheckedNumber(number, Status.CONTRADICTED, "value", expected.cells, expected.value)
    always = replace(bound, periods=(), reference=())
    is_elsewhere = any(fits(bound.figure, backing) for backing in backings(table, always, meant))
    return CheckedNumber(number, Status.CONTRADICTED if is_elsewhere else Status.NOT_FOUND)
