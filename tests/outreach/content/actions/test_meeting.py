"""Two people at work on one item at once: nobody undoes what the other one did, and nothing slips through between."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.outreach.items import approve, make_item, original_of, publish, save_translation, translate_all

from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError
from teilhabe.outreach.content import editions
from teilhabe.outreach.content.actions.items import ChangeItem, WithdrawItem
from teilhabe.outreach.content.actions.publishing import AskForReview, Decide, Publish
from teilhabe.outreach.content.actions.scheduling import PublishLater, publish_due
from teilhabe.outreach.content.actions.texts import AddVariant
from teilhabe.outreach.content.actions.writing import Translated
from teilhabe.outreach.content.models import InfoItem, Revision, Segment, Stamp, Variant
from teilhabe.outreach.content.published import shelf


def _newest(variant: Variant) -> Revision:
    return variant.revisions.order_by("-number")[0]


def test_the_first_decision_of_two_holds(cast: Cast) -> None:
    revision = _newest(original_of(make_item(cast)))
    AskForReview(by=cast.user(Role.EDITOR), revision=revision).run()
    first, second = (Revision.objects.get(pk=revision.pk) for _person in range(2))
    Decide(by=cast.user(Role.HEAD_OF_OFFICE), revision=first, is_approved=False, note="Das Datum fehlt.").run()
    with pytest.raises(InputError, match="decided already"):
        Decide(by=cast.user(Role.HEAD_OF_OFFICE), revision=second, is_approved=True).run()
    assert Revision.objects.get(pk=revision.pk).state == Revision.State.RETURNED


def test_a_plan_does_not_carry_out_what_was_returned_meanwhile(cast: Cast) -> None:
    original, moment = original_of(make_item(cast)), timezone.now() + timedelta(hours=1)
    approve(cast, original)
    revision = _newest(original)
    PublishLater(by=cast.user(Role.EDITOR), revision=revision, moment=moment).run()
    AskForReview(by=cast.user(Role.EDITOR), revision=revision).run()
    Decide(by=cast.user(Role.HEAD_OF_OFFICE), revision=revision, is_approved=False, note="Doch nicht.").run()
    assert publish_due(moment) == 0
    assert shelf("de").readings == ()


def _translated(cast: Cast, item: InfoItem) -> Variant:
    by, original = cast.user(Role.EDITOR), original_of(item)
    variant = AddVariant(by=by, item=item, language="en", level="standard", translated_from=original).run()
    texts = {each.key: Translated(f"[en] {each.text}") for each in original.segments.all()}
    save_translation(variant, texts, by)
    return variant


def test_a_translation_does_not_go_out_before_what_it_translates_was_approved(cast: Cast) -> None:
    variant = _translated(cast, make_item(cast))
    with pytest.raises(InputError, match="source is not published"):
        Publish(by=cast.user(Role.EDITOR), variant=variant).run()
    assert shelf("en").readings == ()


def test_a_translation_brings_no_withdrawn_item_back(cast: Cast) -> None:
    item = make_item(cast)
    publish(cast, item)
    variant = translate_all(cast, item, "en")
    WithdrawItem(by=cast.user(Role.EDITOR), item=item).run()
    with pytest.raises(InputError, match="source is not published"):
        Publish(by=cast.user(Role.EDITOR), variant=variant).run()
    assert InfoItem.objects.get(pk=item.pk).withdrawn_at is not None


def test_a_translation_can_be_planned_with_its_source(cast: Cast) -> None:
    item, moment = make_item(cast), timezone.now() + timedelta(hours=1)
    variant, original = _translated(cast, item), original_of(item)
    approve(cast, original)
    with pytest.raises(InputError, match="source is not published"):
        PublishLater(by=cast.user(Role.EDITOR), revision=_newest(variant), moment=moment).run()
    for each in (original, variant):
        PublishLater(by=cast.user(Role.EDITOR), revision=_newest(each), moment=moment).run()
    assert publish_due(moment) == 2
    assert [each.language for each in shelf("en").readings] == ["en"]


def test_an_old_object_at_hand_lets_no_machine_text_out_of_what_became_risky(cast: Cast) -> None:
    item = make_item(cast, text="Zahlen Sie bis Montag.")
    key = publish(cast, item).segments.get(kind="paragraph").key
    translate_all(cast, item, "en", texts={key: Translated("Pay by Sunday.", Segment.Provenance.MACHINE)})
    stale = InfoItem.objects.get(pk=item.pk)
    ChangeItem(by=cast.user(Role.EDITOR), item=item, values={"risk": "law"}).run()
    ChangeItem(by=cast.user(Role.EDITOR), item=stale, values={"position": 3}).run()
    assert all("Sunday" not in each.html for each in shelf("en").readings)


def test_whoever_makes_the_first_stamp_the_second_one_counts(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    counted, asked = editions._counted, []

    def too_early() -> bool:
        asked.append(1)
        if len(asked) == 1:
            Stamp.objects.create(pk=1, number=1)
            return False
        return counted()

    Stamp.objects.all().delete()
    monkeypatch.setattr(editions, "_counted", too_early)
    editions.stamp()
    assert Stamp.objects.get().number == 2
