"""Forms that hide who does what: passive, nouns for verbs, genitive, negation, subjunctive, preterite."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby, pairwise

from teilhabe.outreach.readability.rules.rule import ALL, EASY, SIMPLE, Passage, Rule, Spotted, letters
from teilhabe.outreach.readability.sentences import Sentence, Word
from teilhabe.outreach.readability.words import listed, paired
from teilhabe.text import Text

_BECOME, _BE = listed("become"), listed("be")
_STRONG, _NONE, _MOVED = listed("participles"), listed("no_participles"), tuple(listed("moved"))
_EVERYDAY = listed("everyday")
_PARTICIPLE = re.compile(
    r"(?:ab|an|auf|aus|bei|bereit|dar|ein|fest|fort|frei|her|hin|los|mit|nach|vor|weg|weiter|wieder|zu|zurück|zusammen)?"
    r"ge[a-zäöüß]{2,}(?:t|en)|(?:be|emp|ent|er|miss|ver|zer|über|unter|wider)[a-zäöüß]{2,}t|[a-zäöüß]{2,}iert"
)
_TO_DO = re.compile(r"[a-zäöüß]{2,}zu[a-zäöüß]{3,}(?:en|eln|ern)")
_NOMINAL = re.compile(
    r"[a-zäöüß]{3,}+(?<=ung|eit|ion|tät|nis)|[a-zäöüß]{3,}(?:ungen|eiten|ionen|täten|ismus|nisse|nahme|schaft)"
)
_GENITIVE = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,}s")
_PHRASES = paired("phrases")
_BY_PHRASE = {phrase.lower(): simpler for phrase, simpler in _PHRASES.items()}


def _phrase_pattern() -> re.Pattern[str]:
    """By their first words, so that most of a text is passed over quickly."""
    ordered = sorted(phrase.split(" ", 1) for phrase in _PHRASES)
    grouped = [
        f"{first} (?:{'|'.join(sorted((re.escape(rest) for _first, rest in group), key=len, reverse=True))})"
        for first, group in groupby(ordered, key=lambda parts: parts[0])
    ]
    return re.compile(rf"\b(?:{'|'.join(grouped)})\b", re.IGNORECASE)


_PHRASE = _phrase_pattern()
NEAR = 4
"""Words; nouns for verbs so close to each other are a chain."""


def _passive(passage: Passage) -> Iterator[Spotted]:
    for sentence in passage.sentences:
        words = letters(sentence)
        done = [word for word in words if _is_participle(word.text)]
        auxiliary = _first(words, _BECOME)
        if auxiliary and done:
            yield _between(auxiliary, _nearest(done, auxiliary), _WHO)
        elif (state := _first(words, _BE)) and (said := _said_of_nobody(sentence, done)):
            spotted = _between(state, said, _WHO)
            if "," not in passage.text[spotted.start : spotted.end]:
                yield spotted


_WHO = Text(
    "Wer tut das? Schreiben Sie: „Das Amt prüft den Antrag“ oder „Sie geben den Antrag ab“.",
    "Who does this? Write “The office examines the form” or “You hand in the form”.",
)


def _said_of_nobody(sentence: Sentence, done: list[Word]) -> Word | None:
    """What is to be done ("ist zu zahlen") or was done ("ist geregelt"), but by whom is not said."""
    words = letters(sentence)
    for before, word in pairwise(words):
        if before.text == "zu" and word.text.islower() and word.text.endswith("n"):
            return word
        if _TO_DO.fullmatch(word.text):
            return word
    return next((word for word in done if not word.text.endswith(_MOVED)), None)


def _is_participle(word: str) -> bool:
    return word in _STRONG or (word not in _NONE and _PARTICIPLE.fullmatch(word) is not None)


def _first(words: list[Word], wanted: Collection[str]) -> Word | None:
    return next((word for word in words if word.text.lower() in wanted), None)


def _nearest(words: list[Word], other: Word) -> Word:
    after = [word for word in words if word.start > other.start]
    return after[0] if after else words[-1]


def _between(one: Word, other: Word, message: Text) -> Spotted:
    return Spotted(min(one.start, other.start), max(one.end, other.end), message)


def _nominal(passage: Passage) -> Iterator[Spotted]:
    """Two nouns that hide verbs, close to each other."""
    for sentence in passage.sentences:
        found = [
            (place, word)
            for place, word in enumerate(sentence.words)
            if word.text[0].isupper() and _NOMINAL.fullmatch(word.text[1:]) and word.text.lower() not in _EVERYDAY
        ]
        for (place, word), (next_place, following) in pairwise(found):
            if next_place - place <= NEAR:
                yield Spotted(word.start, following.end, _VERBS)


_VERBS = Text(
    "Viele Hauptwörter hintereinander. Nehmen Sie Verben: statt „die Verlängerung beantragen“ „verlängern“.",
    "Many nouns in a row. Take verbs: “extend” instead of “apply for an extension”.",
)


def _phrases(passage: Passage) -> Iterator[Spotted]:
    for found in _PHRASE.finditer(passage.text):
        simpler = _BY_PHRASE[found[0].lower()]
        yield Spotted(
            found.start(),
            found.end(),
            Text(f"Amtsdeutsch. Einfacher: {simpler}.", f"Officialese. Simpler in German: {simpler}."),
        )


def _genitive(passage: Passage) -> Iterator[Spotted]:
    for before, word in pairwise(passage.words):
        article = before.text.lower()
        if article in ("des", "eines", "meines", "ihres", "seines", "dieses") and _GENITIVE.fullmatch(word.text):
            yield Spotted(
                before.start,
                word.end,
                Text("Schreiben Sie mit „von“: „der Name vom Kind“.", "Write it with “von”: “der Name vom Kind”."),
            )


def _listed(rule: str, message: Text) -> Rule:
    """A rule for each of the words of one list, written small."""
    words = listed(rule)

    def find(passage: Passage) -> Iterator[Spotted]:
        for word in passage.words:
            if word.text in words or (word.text[0].isupper() and word.text.lower() in words and rule != "preterite"):
                yield Spotted(word.start, word.end, message)

    return Rule(rule, EASY, find)


RULES = (
    Rule("passive", SIMPLE, _passive),
    Rule("nominal", ALL, _nominal),
    Rule("phrase", ALL, _phrases),
    Rule("genitive", EASY, _genitive),
    _listed(
        "negation",
        Text(
            "Verneinung ist schwer. Sagen Sie, was ist, oder machen Sie „nicht“ fett.",
            "Negation is hard. Say what is, or make “nicht” bold.",
        ),
    ),
    _listed(
        "subjunctive",
        Text("Möglichkeitsform. Schreiben Sie, was ist: „kann“, „vielleicht“.", "Subjunctive. Write what is: “kann”."),
    ),
    _listed(
        "preterite",
        Text("Vergangenheit: „hat gemacht“ ist leichter als „machte“.", "Past: “hat gemacht” is easier than “machte”."),
    ),
)
