"""What every sentence keeps, whatever its message."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given, settings
from tests.wording.sentences.messages import messages
from tests.wording.sentences.test_samples import SAMPLES, message_of

from teilhabe.text import Language, Text
from teilhabe.wording.message import Direction, Kind, Message, Register, Strength, Verdict
from teilhabe.wording.periods import spoken_period
from teilhabe.wording.sentences import say
from teilhabe.wording.sentences.quantities import bare
from teilhabe.wording.sentences.shapes import is_directed

_REGISTERS: tuple[tuple[Language, Register], ...] = (("de", "standard"), ("de", "plain"), ("en", "standard"))
everywhere = pytest.mark.parametrize(("language", "register"), _REGISTERS)
often = settings(max_examples=50)

_NUMBER = re.compile(r"−?\d(?:[\d.,]*\d)?")
_PER = re.compile(r"(?:je|per) 10?0?[.,]000 ")
_RATIO = re.compile("\u00a0:\u00a01")
_DIRECTIONS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:stieg|sank|gestiegen|gesunken|höher|niedriger|mehr|weniger|\w*höchste[nr]?|\w*niedrigste[nr]?"
        r"|angenähert|auseinanderentwickelt)\b"
    ),
    "en": re.compile(r"\b(?:rose|fell|higher|lower|above|below|highest|lowest|narrowed|widened)\b"),
}
_STRENGTHS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:leicht|etwas (?:höher|niedriger)|ein wenig|deutlich|stark|viel)\b"),
    "en": re.compile(r"\b(?:slightly|clearly|sharply|very much)\b"),
}
_FOREIGN: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:the|from|to|of|was|is|for|and|by|with|value|values|persons|year)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:der|die|das|dem|den|von|bis|für|und|im|am|war|ist|Wert|Werte|Personen|Jahr)\b"),
}


def _name(text: Text, language: Language) -> re.Pattern[str]:
    """The name with small first letters and the n of German endings."""
    return re.compile(
        r"(?<!\w)" + r"n? ".join(map(re.escape, text.in_language(language).split(" "))) + r"n?(?!\w)", re.I
    )


def _unnamed(message: Message, language: Language, sentence: str) -> str:
    """The sentence with # for topic, place, subjects and reason; each stands there exactly once."""
    names = [message.topic, *([message.place] if message.place else []), *message.subjects]
    for name in sorted(names, key=lambda text: -len(text.de)):
        sentence, count = _name(name, language).subn("#", sentence)
        assert count == 1, (name, sentence)
    return sentence.replace(message.reason.in_language(language), "#") if message.reason else sentence


def _timeless(message: Message, language: Language, sentence: str) -> str:
    """The sentence with § for its periods, which stand there exactly once and in order."""
    for code in message.periods:
        words = spoken_period(code, language)
        words = words.replace("School", "school")
        before, found, after = sentence.partition(words)
        assert found, (words, sentence)
        assert words not in after
        sentence = f"{before}§{after}"
    return sentence


def _stripped(message: Message, language: Language, sentence: str) -> str:
    return _PER.sub("je ", _RATIO.sub("", _timeless(message, language, _unnamed(message, language, sentence))))


@everywhere
@often
@given(message=messages())
def test_every_number_stands_once_and_in_order(language: Language, register: Register, message: Message) -> None:
    text = _stripped(message, language, say(message, language, register))
    found = _NUMBER.findall(text)
    expected = [bare(number, language) for number in message.numbers]
    if message.rank:
        place, of = message.rank
        is_worded = is_directed(message) and place <= 12
        expected += [str(of)] if is_worded else [str(place), str(of)]
    assert found == expected
    assert len(message.numbers) <= 4


@everywhere
@often
@given(message=messages())
def test_subjects_and_periods_stand_in_order(language: Language, register: Register, message: Message) -> None:
    sentence = say(message, language, register)
    starts = [_name(subject, language).search(sentence) for subject in message.subjects]
    assert [start.start() for start in starts if start] == sorted(start.start() for start in starts if start)
    periods = [sentence.lower().index(spoken_period(code, language).lower()) for code in message.periods]
    assert periods == sorted(periods)


@everywhere
@often
@given(message=messages())
def test_a_sentence_is_well_set(language: Language, register: Register, message: Message) -> None:
    sentence = say(message, language, register)
    assert sentence.endswith(".")
    assert not sentence.endswith("..")
    assert not re.search(r"  | [.,;:]|\( |;.*;.*;", sentence)
    assert not sentence[0].islower()
    assert all(not part[0].islower() for part in re.split(r"(?<=[a-z%“]\.) ", sentence))


@everywhere
@often
@given(message=messages())
def test_no_direction_is_told_that_is_not_supported(language: Language, register: Register, message: Message) -> None:
    text = _unnamed(message, language, say(message, language, register))
    assert bool(_DIRECTIONS[language].search(text)) == is_directed(message)


@everywhere
@often
@given(message=messages())
def test_a_word_for_strength_stands_only_where_strength_is_given(
    language: Language, register: Register, message: Message
) -> None:
    text = _unnamed(message, language, say(message, language, register))
    assert bool(_STRENGTHS[language].search(text)) == (is_directed(message) and message.strength != Strength.NONE)


@everywhere
@often
@given(message=messages())
def test_no_word_of_the_other_language_slips_in(language: Language, register: Register, message: Message) -> None:
    text = _timeless(message, language, _unnamed(message, language, say(message, language, register)))
    assert not _FOREIGN[language].search(text)


@often
@given(message=messages())
def test_plain_german_is_short(message: Message) -> None:
    """The topic, names, periods and numbers with their unit count as one word each, rows of names as one."""
    text = _timeless(message, "de", _unnamed(message, "de", say(message, "de", "plain")))
    text = text.replace("Zahl der #", "#").replace("Wert „#“", "#")
    text = re.sub(r"[„»]?#[“«]?(?:(?:, | und )[„»]?#[“«]?)*", "#", text.replace("Zeitraum ", ""))
    text = re.sub(r" je 10?0?\.000 Einwohner:innen| je km²", "", text)
    clauses = [clause for clause in re.split(r"\. (?=[A-ZÄÖÜ])|\. (?=§)|: ", text) if clause]
    assert len(clauses) <= 6
    for clause in clauses:
        assert len(clause.split(" ")) <= 12, clause


def _told(message: Message) -> tuple[object, ...]:
    """What a sentence tells of a message: no direction unless supported, no reason unless something is refused."""
    directed = (message.direction, message.strength) if is_directed(message) else None
    return (message.kind, message.verdict, message.topic, message.numbers, message.periods, message.place, directed)


@everywhere
def test_different_messages_have_different_sentences(language: Language, register: Register) -> None:
    """Each sample with every verdict, direction and strength."""
    said: dict[str, tuple[object, ...]] = {}
    for sample, verdict in product(SAMPLES, (Verdict.SUPPORTED, Verdict.CHANCE)):
        message = message_of(sample)
        if message.kind == Kind.BREAK or not message.numbers:
            continue
        for direction in _other_directions(message.direction):
            other = Message(**{**vars(message), "verdict": verdict, "direction": direction})
            told = (*_told(other), other.subjects)
            assert said.setdefault(say(other, language, register), told) == told


def _other_directions(direction: Direction) -> tuple[Direction, ...]:
    pairs = (
        (Direction.UP, Direction.DOWN),
        (Direction.ABOVE, Direction.BELOW),
        (Direction.HIGHEST, Direction.LOWEST),
        (Direction.NARROWER, Direction.WIDER),
    )
    return next((pair for pair in pairs if direction in pair), (direction,))
