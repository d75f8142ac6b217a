"""Each rule finds its place and leaves plain text alone."""

from __future__ import annotations

import pytest

from teilhabe.outreach.body.blocks import Block, Kind
from teilhabe.outreach.languages import Level
from teilhabe.outreach.readability.check import RULES, check
from teilhabe.outreach.readability.rules.wording import simpler_word
from teilhabe.outreach.readability.words import paired

FOUND = [
    (
        "long-sentence",
        Level.EASY,
        "Heute gehen wir mit allen Kindern aus der Kita in den großen Park.",
        "Heute gehen wir mit",
    ),
    ("long-word", Level.EASY, "Die **Krankenversicherung** zahlt.", "Krankenversicherung"),
    ("clauses", Level.PLAIN, "Er kommt, weil er will, dass wir gehen.", "Er kommt, weil er will, dass wir gehen."),
    ("clauses", Level.EASY, "Wenn Sie kommen, sind wir da.", "Wenn Sie kommen, sind wir da."),
    ("parts", Level.PLAIN, "Wir brauchen Pass, Foto, Geld, Stift, Papier und Zeit.", "Wir brauchen"),
    ("chopped", Level.PLAIN, "Das Amt. Die Frist.", "Das Amt. Die Frist."),
    ("passive", Level.PLAIN, "Der Antrag wird vom Amt geprüft.", "wird vom Amt geprüft"),
    ("passive", Level.PLAIN, "Sie werden eingeladen.", "werden eingeladen"),
    ("passive", Level.PLAIN, "Das Geld wurde **überwiesen**.", "wurde **überwiesen"),
    ("passive", Level.PLAIN, "Der Beitrag ist bis Mai zu zahlen.", "ist bis Mai zu zahlen"),
    ("passive", Level.PLAIN, "Der Pass ist vorzulegen.", "ist vorzulegen"),
    ("passive", Level.PLAIN, "Das Büro ist geschlossen.", "ist geschlossen"),
    ("nominal", Level.PLAIN, "Die Durchführung der Festsetzung dauert.", "Durchführung der Festsetzung"),
    ("phrase", Level.PLAIN, "Sie können das in Anspruch nehmen.", "in Anspruch nehmen"),
    ("genitive", Level.EASY, "Das ist der Name des Kindes.", "des Kindes"),
    ("negation", Level.EASY, "Das geht nicht.", "nicht"),
    ("subjunctive", Level.EASY, "Das wäre gut.", "wäre"),
    ("preterite", Level.EASY, "Er ging zum Amt.", "ging"),
    ("officialese", Level.PLAIN, "Melden Sie das [unverzüglich](https://a.example).", "unverzüglich"),
    ("officialese", Level.PLAIN, "Wir gewähren Ihnen Geld.", "gewähren"),
    ("abbreviation", Level.PLAIN, "Das sind z. B. Kinder.", "z. B."),
    ("abbreviation", Level.PLAIN, "In der Mozartstr. 5 ist es.", "Mozartstr."),
    ("capitals", Level.PLAIN, "Das ist WICHTIG.", "WICHTIG"),
    ("sign", Level.PLAIN, "Das steht in § 5.", "§"),
    ("sign", Level.EASY, "Das Amt (Raum 5) hilft.", "("),
    ("number-word", Level.EASY, "Ich habe drei Kinder.", "drei"),
]


@pytest.mark.parametrize(("rule", "level", "text", "place"), FOUND)
def test_the_rule_finds_its_place_in_the_markup(rule: str, level: Level, text: str, place: str) -> None:
    found = [each for each in check([Block(Kind.PARAGRAPH, text)], level).findings if each.rule == rule]
    assert any(text[each.start : each.end].startswith(place) for each in found), found
    assert all(each.message.de and each.message.en for each in found)


def test_every_rule_is_tried() -> None:
    assert {rule.id for rule in RULES} == {rule for rule, *_others in FOUND}


@pytest.mark.parametrize(
    "text",
    [
        "Sie sind nach Deutschland gekommen.",
        "Mein Kind ist in Kabul geboren.",
        "Das Wetter wird gut.",
        "Sie werden Hilfe bekommen.",
        "Seien Sie bitte leise.",
        "Ihre Wohnung ist schön.",
        "Die Beratung ist im Rathaus.",
        "Rufen Sie an: 0631 365-0 oder {telefon-amt}.",
        "Mehr steht auf https://www.example.org/a_b?c=d&e=f.",
        "Schreiben Sie an a_b@amt.example.",
        "Der Bus fährt um 10:30 Uhr.",
    ],
)
def test_plain_text_is_left_alone(text: str) -> None:
    assert check([Block(Kind.PARAGRAPH, text)], Level.PLAIN).findings == ()


def test_limits_follow_the_level() -> None:
    block = [Block(Kind.PARAGRAPH, "Sie gehen heute mit Ihrem Kind zum Amt und bringen dort bitte den Pass mit.")]
    rules = {level: {each.rule for each in check(block, level).findings} for level in Level}
    assert "long-sentence" in rules[Level.EASY]
    assert "long-sentence" not in rules[Level.PLAIN] | rules[Level.STANDARD]


def test_the_list_of_simpler_words_is_long_and_knows_their_forms() -> None:
    assert len(paired("simpler")) >= 150
    for form in ("unverzüglich", "gewährt", "gewähren", "Bewilligung", "Bewilligungen", "sämtliche", "einreichen"):
        assert simpler_word(form), form
    for plain in ("Kind", "Kinder", "helfen", "Amt", "schreiben", "Wohnung", "heute", "immer", "Antrag"):
        assert not simpler_word(plain), plain


def test_findings_come_in_the_order_of_the_text() -> None:
    blocks = [Block(Kind.PARAGRAPH, "Der Antrag wird unverzüglich z. B. gemäß § 5 geprüft.")] * 2
    places = [(each.block, each.start) for each in check(blocks).findings]
    assert places == sorted(places)
    assert {block for block, _start in places} == {0, 1}
