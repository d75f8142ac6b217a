"""Saving segment by segment: nothing is lost, nobody is overwritten silently, reviewed is what a second person read."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.outreach.items import make_item, publish
from tests.outreach.translation.drafts import begin, rewrite, save, translate

from teilhabe.core.users.roles import Role
from teilhabe.outreach.body.segments import LEFT_OUT
from teilhabe.outreach.content.actions.publishing import Publish
from teilhabe.outreach.content.models import Edition, InfoItem, Variant
from teilhabe.outreach.translation.actions.segments import CHANGED, OWN_WORK, SOURCE_CHANGED, Draft
from teilhabe.outreach.translation.models import Remembered
from teilhabe.outreach.translation.selectors.memory import suggestions
from teilhabe.outreach.translation.selectors.outlook import outlook
from teilhabe.outreach.translation.selectors.pairs import Pair, pairs_of
from teilhabe.outreach.translation.states import State

FIRST, SECOND = "Kommen Sie am Montag in das Rathaus.", "Bringen Sie Ihren Ausweis mit."


@pytest.fixture
def item(cast: Cast) -> InfoItem:
    return make_item(cast, "Anmeldung", f"{FIRST}\n\n{SECOND}")


@pytest.fixture
def variant(cast: Cast, item: InfoItem) -> Variant:
    return begin(cast, item)


def _pair(variant: Variant, text: str) -> Pair:
    return next(pair for pair in pairs_of(variant) if text in pair.source.text)


def test_everything_is_missing_until_somebody_translates_it(cast: Cast, variant: Variant) -> None:
    assert {pair.state for pair in pairs_of(variant)} == {State.MISSING}
    translate(cast, variant)
    assert {pair.state for pair in pairs_of(variant)} == {State.DONE}


def test_a_changed_source_makes_one_segment_outdated_and_says_what_it_said(
    cast: Cast, item: InfoItem, variant: Variant
) -> None:
    translate(cast, variant)
    rewrite(cast, item, f"{FIRST.replace('Montag', 'Dienstag')}\n\n{SECOND}")
    outdated = [pair for pair in pairs_of(variant) if pair.state is State.OUTDATED]
    assert [pair.former_source for pair in outdated] == [FIRST]


def test_an_outdated_text_can_be_said_to_be_right_still(cast: Cast, item: InfoItem, variant: Variant) -> None:
    translate(cast, variant)
    rewrite(cast, item, f"{FIRST.replace('das Rathaus', 'unser Rathaus')}\n\n{SECOND}")
    pair = _pair(variant, "unser")
    save(cast, variant, {pair.key: Draft(pair.text, pair.fingerprint)})
    assert _pair(variant, "unser").state is State.OUTDATED
    save(cast, variant, {pair.key: Draft(pair.text, pair.fingerprint, is_still_right=True)})
    assert _pair(variant, "unser").state is State.DONE


def test_two_people_do_not_overwrite_each_other(cast: Cast, variant: Variant) -> None:
    seen = _pair(variant, FIRST)
    save(cast, variant, {seen.key: Draft("first", seen.fingerprint)})
    late = save(cast, variant, {seen.key: Draft("second", seen.fingerprint)}, Role.HEAD_OF_OFFICE)
    assert late.refused == {seen.key: [CHANGED]}
    assert _pair(variant, FIRST).text == "first"
    again = _pair(variant, FIRST)
    assert save(cast, variant, {seen.key: Draft("second", again.fingerprint)}).saved == [seen.key]


def test_a_conflict_in_one_segment_does_not_stop_the_others(cast: Cast, variant: Variant) -> None:
    first, second = _pair(variant, FIRST), _pair(variant, SECOND)
    save(cast, variant, {first.key: Draft("theirs")})
    saved = save(
        cast, variant, {first.key: Draft("mine", first.fingerprint), second.key: Draft("b", second.fingerprint)}
    )
    assert (saved.saved, list(saved.refused)) == ([second.key], [first.key])


def test_a_source_that_changed_meanwhile_is_told(cast: Cast, item: InfoItem, variant: Variant) -> None:
    seen = _pair(variant, SECOND)
    rewrite(cast, item, f"{FIRST}\n\n{SECOND[:-1]} und ein Foto.")
    assert save(cast, variant, {seen.key: Draft("x", seen.fingerprint)}).refused == {seen.key: [SOURCE_CHANGED]}


def test_a_lost_fact_is_saved_as_a_draft_but_not_as_reviewed(cast: Cast) -> None:
    variant = begin(cast, make_item(cast, text="Rufen Sie {telefon} an."))
    pair = _pair(variant, "telefon")
    saved = save(cast, variant, {pair.key: Draft("Call.", is_reviewed=True)})
    fresh = _pair(variant, "telefon")
    assert list(saved.unreviewed) == [pair.key]
    assert fresh.target is not None
    assert (fresh.text, fresh.target.reviewed_at) == ("Call.", None)


def test_law_is_reviewed_by_a_second_person(cast: Cast) -> None:
    item = make_item(cast, text=FIRST, risk=InfoItem.Risk.LAW)
    publish(cast, item)
    variant = translate(cast, begin(cast, item))
    pairs = pairs_of(variant)
    assert {pair.state for pair in pairs} == {State.UNREVIEWED}
    own = save(cast, variant, {pair.key: Draft(pair.text, is_reviewed=True) for pair in pairs})
    assert set(own.unreviewed) == {pair.key for pair in pairs}
    assert all(OWN_WORK in doubts for doubts in own.unreviewed.values())
    other = {pair.key: Draft(pair.text, is_reviewed=True) for pair in pairs}
    assert save(cast, variant, other, Role.HEAD_OF_OFFICE).unreviewed == {}
    assert {pair.state for pair in pairs_of(variant)} == {State.DONE}


def test_what_goes_out_and_what_falls_back_is_known_before(cast: Cast) -> None:
    item = make_item(cast, text=f"{FIRST}\n\n{SECOND}", risk=InfoItem.Risk.DEADLINE)
    publish(cast, item)
    variant = translate(cast, begin(cast, item))
    assert outlook(variant).obstacle is not None
    title = next(pair for pair in pairs_of(variant) if pair.source.kind == "title")
    save(cast, variant, {title.key: Draft(title.text, is_reviewed=True)}, Role.HEAD_OF_OFFICE)
    found = outlook(variant)
    assert (found.obstacle, len(found.own), len(found.borrowed)) == (None, 1, 2)
    Publish(by=cast.user(Role.EDITOR), variant=variant).run()
    assert len(Edition.objects.get(variant=variant).borrowed) == len(found.borrowed)


def test_a_simpler_version_may_leave_a_segment_out(cast: Cast, item: InfoItem) -> None:
    publish(cast, item)
    variant = translate(cast, begin(cast, item, "de", "plain"))
    pair = _pair(variant, SECOND)
    save(cast, variant, {pair.key: Draft(LEFT_OUT)})
    Publish(by=cast.user(Role.EDITOR), variant=variant).run()
    edition = Edition.objects.get(variant=variant)
    assert "Ausweis" not in edition.html
    assert LEFT_OUT not in edition.html
    assert edition.borrowed == []


def test_a_title_cannot_be_left_out(cast: Cast, variant: Variant) -> None:
    title = next(pair for pair in pairs_of(variant) if pair.source.kind == "title")
    assert list(save(cast, variant, {title.key: Draft(LEFT_OUT)}).refused) == [title.key]


def test_saving_nothing_new_makes_no_revision(cast: Cast, variant: Variant) -> None:
    translate(cast, variant)
    before = variant.revisions.count()
    assert save(cast, variant, {p.key: Draft(p.text, p.fingerprint) for p in pairs_of(variant)}).saved == []
    assert variant.revisions.count() == before


def test_a_sentence_that_was_translated_elsewhere_is_suggested(cast: Cast, variant: Variant) -> None:
    translate(cast, variant)
    other = begin(cast, make_item(cast, "Anderes", f"{FIRST}\n\n{SECOND[:-1]} bitte mit."))
    found = suggestions(other, pairs_of(other))
    same, alike = _pair(other, FIRST), _pair(other, "bitte")
    assert [(each.percent, each.remembered.text) for each in found[same.key]] == [(100, f"[ar] {FIRST}")]
    assert 75 <= found[alike.key][0].percent < 100


def test_the_memory_forgets_what_lost_a_fact_and_follows_corrections(cast: Cast) -> None:
    variant = begin(cast, make_item(cast, text="Rufen Sie {telefon} an."))
    pair = _pair(variant, "telefon")
    save(cast, variant, {pair.key: Draft("Call.")})
    assert Remembered.objects.count() == 0
    save(cast, variant, {pair.key: Draft("Call {telefon}.")})
    save(cast, variant, {pair.key: Draft("Please call {telefon}.")})
    assert [each.text for each in Remembered.objects.all()] == ["Please call {telefon}."]
