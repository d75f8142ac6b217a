"""Simpler versions say three paragraphs in one or one in three, and what is out of date stays exact."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.outreach.content.exchange.folders import empty, given, take
from tests.outreach.items import make_item, publish
from tests.outreach.translation.drafts import begin, rewrite, save

from teilhabe.core.users.roles import Role
from teilhabe.outreach.body.parts import WITH_ABOVE
from teilhabe.outreach.body.segments import LEFT_OUT
from teilhabe.outreach.content.actions.publishing import Publish
from teilhabe.outreach.content.exchange.importing import Outcome, Part
from teilhabe.outreach.content.models import Edition, InfoItem, Segment, Variant
from teilhabe.outreach.content.selectors.items import item_page
from teilhabe.outreach.translation.actions.segments import NOTHING_ABOVE, Draft
from teilhabe.outreach.translation.selectors.coverage import matrix
from teilhabe.outreach.translation.selectors.pairs import Pair, pairs_of
from teilhabe.outreach.translation.states import State

PARAGRAPHS = ["Erstens.", "Zweitens.", "Drittens.", "Viertens."]
ALL = "\n\n".join(PARAGRAPHS)


@pytest.fixture
def item(cast: Cast) -> InfoItem:
    item = make_item(cast, "Anmeldung", ALL)
    publish(cast, item)
    return item


@pytest.fixture
def easy(cast: Cast, item: InfoItem) -> Variant:
    """The first three paragraphs in one, the fourth in two."""
    variant = begin(cast, item, "de", "easy")
    title, first, second, third, fourth = (pair.key for pair in pairs_of(variant))
    saved = save(cast, variant, {
        title: Draft("Anmelden"), first: Draft("Alles in einem."), second: Draft(WITH_ABOVE),
        third: Draft(WITH_ABOVE), fourth: Draft("Teil eins. {+} Teil zwei."),
    })  # fmt: skip
    assert not saved.refused
    Publish(by=cast.user(Role.EDITOR), variant=variant).run()
    return variant


def _rows(variant: Variant) -> dict[str, Pair]:
    return {pair.source.text: pair for pair in pairs_of(variant)}


def _states(variant: Variant) -> list[State]:
    return [pair.state for pair in pairs_of(variant)]


def _html(variant: Variant) -> str:
    return Edition.objects.get(variant=variant).html


def test_readers_get_one_paragraph_for_three_and_two_for_one(easy: Variant) -> None:
    html = _html(easy)
    assert [html.count(text) for text in ("Alles in einem.", "Teil eins.", "Teil zwei.")] == [1, 1, 1]
    assert html.count("<p") == 3
    assert "{" not in html
    assert "lang=" not in html
    assert _states(easy) == [State.DONE] * 5


@pytest.mark.parametrize("changed", [0, 1, 2])
def test_a_change_of_one_of_three_joined_paragraphs_outdates_exactly_the_joined_one(
    cast: Cast, item: InfoItem, easy: Variant, changed: int
) -> None:
    new = [f"{text} Neu." if place == changed else text for place, text in enumerate(PARAGRAPHS)]
    rewrite(cast, item, "\n\n".join(new), is_public=True)
    rows = pairs_of(easy)
    assert [pair.target.text for pair in rows if pair.state is State.OUTDATED and pair.target] == ["Alles in einem."]
    assert rows[1].former_source == "Erstens. {+} Zweitens. {+} Drittens."
    edition = Edition.objects.get(variant=easy)
    assert edition.outdated == [rows[1].key]
    assert edition.html.count("is-old") == 1
    coverage = next(cell for cell in matrix(InfoItem.objects.all()).rows[item.pk] if cell.variant_id == easy.pk)
    page = next(cell for row in item_page(item).rows for cell in row.cells if cell.variant == easy)
    assert (coverage.outdated, coverage.missing, page.outdated, page.missing) == (1, 0, 1, 0)


def test_a_change_of_the_paragraph_that_became_two_outdates_exactly_that(
    cast: Cast, item: InfoItem, easy: Variant
) -> None:
    rewrite(cast, item, ALL.replace("Viertens.", "Viertens und neu."), is_public=True)
    assert _states(easy).count(State.OUTDATED) == 1
    assert len(Edition.objects.get(variant=easy).outdated) == 1
    assert _html(easy).count("is-old") == 2


def test_a_joined_paragraph_that_moves_away_outdates_what_said_it_and_what_it_moved_below(
    cast: Cast, item: InfoItem, easy: Variant
) -> None:
    rewrite(cast, item, "Erstens.\n\nZweitens.\n\nViertens.\n\nDrittens.")
    assert [pair.source.text for pair in pairs_of(easy) if pair.state is State.OUTDATED] == ["Erstens.", "Viertens."]


def test_a_joined_paragraph_that_goes_outdates_what_said_it(cast: Cast, item: InfoItem, easy: Variant) -> None:
    rewrite(cast, item, "Erstens.\n\nZweitens.\n\nViertens.")
    assert [pair.source.text for pair in pairs_of(easy) if pair.state is State.OUTDATED] == ["Erstens."]


def test_a_new_paragraph_between_joined_ones_is_missing_and_nothing_is_said_across_it(
    cast: Cast, item: InfoItem, easy: Variant
) -> None:
    rewrite(cast, item, "Erstens.\n\nGanz neu dazwischen.\n\nZweitens.\n\nDrittens.\n\nViertens.", is_public=True)
    assert _states(easy) == [
        State.DONE, State.OUTDATED, State.MISSING, State.MISSING, State.MISSING, State.DONE,
    ]  # fmt: skip
    assert all(text in _html(easy) for text in ("Ganz neu dazwischen.", "Zweitens.", "Drittens."))


def test_saying_that_a_paragraph_stands_above_keeps_the_one_above_fresh(cast: Cast, easy: Variant) -> None:
    last = _rows(easy)["Viertens."]
    save(cast, easy, {last.key: Draft(WITH_ABOVE)})
    rows = pairs_of(easy)
    assert [pair.state for pair in rows] == [State.DONE] * 5
    assert [each.text for each in rows[1].also] == PARAGRAPHS[1:]


def test_words_of_its_own_again_keep_the_one_above_fresh(cast: Cast, easy: Variant) -> None:
    save(cast, easy, {_rows(easy)["Drittens."].key: Draft("Wieder selbst.")})
    assert _states(easy) == [State.DONE] * 5
    assert [each.text for each in pairs_of(easy)[1].also] == ["Zweitens."]


def test_nothing_stands_above_the_first_paragraph(cast: Cast, easy: Variant) -> None:
    first = _rows(easy)["Erstens."]
    saved = save(cast, easy, {first.key: Draft(WITH_ABOVE)})
    assert saved.refused == {first.key: [NOTHING_ABOVE]}


def test_facts_of_all_joined_paragraphs_are_asked_for(cast: Cast) -> None:
    item = make_item(cast, "Anmeldung", "Rufen Sie an: {telefon}.\n\nOder schreiben Sie: {mail}.")
    variant = begin(cast, item, "de", "easy")
    _title, first, second = pairs_of(variant)
    save(cast, variant, {first.key: Draft("Melden Sie sich: {telefon}."), second.key: Draft(WITH_ABOVE)})
    assert ["{mail}" in each.de for each in pairs_of(variant)[1].troubles] == [True]
    save(cast, variant, {first.key: Draft("Anrufen: {telefon} {•} Schreiben: {mail}")})
    assert pairs_of(variant)[1].troubles == []


@pytest.fixture
def law(cast: Cast, item: InfoItem, easy: Variant) -> InfoItem:
    InfoItem.objects.filter(pk=item.pk).update(risk=InfoItem.Risk.LAW)
    reviewed = {pair.key: Draft(pair.text, is_reviewed=True) for pair in pairs_of(easy) if not pair.is_above}
    save(cast, easy, reviewed, Role.HEAD_OF_OFFICE)
    Publish(by=cast.user(Role.EDITOR), variant=easy).run()
    return item


def test_of_a_law_the_review_of_the_joined_one_covers_all_that_it_says(law: InfoItem, easy: Variant) -> None:
    assert "Alles in einem." in _html(easy)
    assert "Zweitens." not in _html(easy)


def test_of_a_law_an_outdated_joined_one_gives_way_to_all_its_originals(
    cast: Cast, law: InfoItem, easy: Variant
) -> None:
    rewrite(cast, law, ALL.replace("Zweitens.", "Zweitens, ab Mai."), is_public=True)
    html = _html(easy)
    assert "Alles in einem." not in html
    assert [html.count(text) for text in ("Erstens.", "Zweitens, ab Mai.", "Drittens.")] == [1, 1, 1]


def test_of_a_law_nobody_joins_a_paragraph_away_alone(cast: Cast, law: InfoItem, easy: Variant) -> None:
    """The review was of what was said then."""
    save(cast, easy, {_rows(easy)["Viertens."].key: Draft(WITH_ABOVE)})
    Publish(by=cast.user(Role.EDITOR), variant=easy).run()
    assert "Viertens." in _html(easy)
    assert Segment.objects.get(variant=easy, text="Alles in einem.").reviewed_at is None


def test_files_keep_what_is_joined_and_what_is_split(easy: Variant, tmp_path: Path) -> None:
    files = given()
    text = files[f"items/{easy.item.key}/de.easy.md"]
    assert [text.count(mark) for mark in ("{^}", "{+}")] == [2, 1]
    empty()
    assert not take(tmp_path, files, publishes=True).refused
    assert _states(Variant.objects.get(level="easy")) == [State.DONE] * 5
    assert _html(Variant.objects.get(level="easy")).count("<p") == 3
    assert take(tmp_path, publishes=True).done.keys() == {(Part.ITEM, Outcome.UNCHANGED)}


def test_the_workspace_takes_empty_lines_and_says_what_is_joined(cast: Cast, easy: Variant) -> None:
    client, address = cast.client(Role.EDITOR), reverse("translation:workspace", kwargs={"variant": easy.pk})
    page = client.get(address).content.decode()
    assert "Teil eins.\n\nTeil zwei." in page
    assert page.count("steht im Abschnitt darüber</span>") == 2
    last = _rows(easy)["Viertens."]
    client.post(address, {f"text-{last.key}": "Sie brauchen:\r\n\r\n- Ausweis\r\n- Vertrag", f"seen-{last.key}": ""})
    assert _rows(easy)["Viertens."].text == "Sie brauchen: {•} Ausweis {•} Vertrag"
    third = _rows(easy)["Drittens."]
    client.post(address, {f"text-{third.key}": "", f"seen-{third.key}": "", f"above-{third.key}": "on"})
    assert _rows(easy)["Drittens."].is_above


def test_what_is_left_out_stays_left_out_when_the_whole_page_is_saved(cast: Cast, item: InfoItem) -> None:
    """In every level: a file may leave out a paragraph of a standard translation too."""
    variant = begin(cast, item, "tr")
    first = _rows(variant)["Erstens."]
    save(cast, variant, {first.key: Draft(LEFT_OUT)})
    page = cast.client(Role.EDITOR).get(reverse("translation:workspace", kwargs={"variant": variant.pk}))
    assert f'name="leave-{first.key}" checked' in page.content.decode()
