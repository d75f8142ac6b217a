"""From a draft to readers, and back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.cast import Cast
from tests.outreach.items import approve, make_item, original_of, publish, save_translation, translate_all

from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError
from teilhabe.outreach.content.actions.items import WithdrawItem
from teilhabe.outreach.content.actions.publishing import AskForReview, Decide, Publish
from teilhabe.outreach.content.actions.scheduling import ReturnItem
from teilhabe.outreach.content.actions.texts import AddVariant, SaveText
from teilhabe.outreach.content.actions.urgent import Notice, PublishNotice
from teilhabe.outreach.content.actions.writing import Translated, Written
from teilhabe.outreach.content.models import InfoItem, Revision, Segment, Variant
from teilhabe.outreach.content.published import shelf
from teilhabe.outreach.content.selectors.reviews import to_decide


def _newest(variant: Variant) -> Revision:
    return variant.revisions.order_by("-number")[0]


def test_nothing_is_published_that_no_second_person_approved(cast: Cast) -> None:
    original = original_of(make_item(cast))
    with pytest.raises(InputError, match="not been approved"):
        Publish(by=cast.user(Role.EDITOR), variant=original).run()
    assert shelf("de").readings == ()


def test_nobody_approves_their_own_text(cast: Cast) -> None:
    revision = _newest(original_of(make_item(cast)))
    AskForReview(by=cast.user(Role.EDITOR), revision=revision).run()
    with pytest.raises(InputError, match="second person"):
        Decide(by=cast.user(Role.EDITOR), revision=revision, is_approved=True).run()


def _write(variant: Variant, title: str, by: User) -> Revision:
    variant.refresh_from_db()
    return SaveText(by=by, variant=variant, written=Written(title), version=variant.version).run()


def test_who_wrote_an_earlier_part_of_what_is_to_be_approved_does_not_approve_it(cast: Cast) -> None:
    """A comma of somebody else's does not make it their text."""
    editor, head = cast.user(Role.EDITOR), cast.user(Role.HEAD_OF_OFFICE)
    original = original_of(make_item(cast))
    revision = _write(original, "Anmeldung,", head)
    AskForReview(by=head, revision=revision).run()
    for author in (editor, head):
        with pytest.raises(InputError, match="second person"):
            Decide(by=author, revision=revision, is_approved=True).run()
        assert not to_decide(author).exists()


def test_what_a_second_person_approved_before_counts_as_read(cast: Cast) -> None:
    editor, head = cast.user(Role.EDITOR), cast.user(Role.HEAD_OF_OFFICE)
    original = publish(cast, make_item(cast))
    revision = _write(original, "Anmeldung,", head)
    AskForReview(by=head, revision=revision).run()
    assert to_decide(editor).get() == revision
    assert Decide(by=editor, revision=revision, is_approved=True).run().state == Revision.State.APPROVED


def test_a_withdrawn_urgent_notice_comes_back_in_every_language(cast: Cast) -> None:
    editor = cast.user(Role.EDITOR)
    notices = {"de": Notice("Warnung", "Bleiben Sie im Haus."), "tr": Notice("Uyarı", "Evde kalın.")}
    item = PublishNotice(by=editor, notices=notices, until=timezone.now() + timedelta(hours=1)).run()
    WithdrawItem(by=editor, item=item).run()
    assert not shelf("tr").readings
    ReturnItem(by=editor, item=item).run()
    assert [shelf(language).readings[0].title for language in ("de", "tr")] == ["Warnung", "Uyarı"]


def test_a_text_is_returned_only_with_a_note(cast: Cast) -> None:
    revision = _newest(original_of(make_item(cast)))
    AskForReview(by=cast.user(Role.EDITOR), revision=revision).run()
    with pytest.raises(InputError, match="what is to be changed"):
        Decide(by=cast.user(Role.HEAD_OF_OFFICE), revision=revision, is_approved=False, note=" ").run()


def test_an_approval_does_not_hold_for_what_is_written_afterwards(cast: Cast) -> None:
    original = original_of(make_item(cast))
    approve(cast, original)
    original.refresh_from_db()
    SaveText(by=cast.user(Role.EDITOR), variant=original, written=Written("Neu"), version=original.version).run()
    with pytest.raises(InputError, match="not been approved"):
        Publish(by=cast.user(Role.EDITOR), variant=original).run()


def test_a_text_that_names_an_unknown_fact_stays_in_the_office(cast: Cast) -> None:
    original = original_of(make_item(cast, text="Rufen Sie an: {gibt-es-nicht}."))
    approve(cast, original)
    with pytest.raises(InputError, match="gibt-es-nicht"):
        Publish(by=cast.user(Role.EDITOR), variant=original).run()


def test_who_only_reads_publishes_nothing(cast: Cast) -> None:
    original = original_of(make_item(cast))
    approve(cast, original)
    with pytest.raises(PermissionDenied):
        Publish(by=cast.user(Role.COORDINATOR), variant=original).run()


def test_a_withdrawn_item_is_gone_in_every_language_and_can_come_back(cast: Cast) -> None:
    item = make_item(cast)
    original = publish(cast, item)
    translate_all(cast, item, "ar")
    WithdrawItem(by=cast.user(Role.EDITOR), item=item).run()
    assert shelf("de").readings == shelf("ar").readings == ()
    Publish(by=cast.user(Role.EDITOR), variant=original).run()
    assert [reading.key for reading in shelf("de").readings] == [item.key]


def test_saving_on_an_older_state_loses_nobodys_words(cast: Cast) -> None:
    original = original_of(make_item(cast))
    editor, head = cast.user(Role.EDITOR), cast.user(Role.HEAD_OF_OFFICE)
    began_with = original.version
    SaveText(by=head, variant=original, written=Written("Von der Leitung"), version=began_with).run()
    with pytest.raises(InputError, match="changed the text meanwhile"):
        SaveText(by=editor, variant=original, written=Written("Von der Redaktion"), version=began_with).run()
    assert original.segments.get(kind="title").text == "Von der Leitung"


def test_saving_without_a_change_makes_no_revision(cast: Cast) -> None:
    original = original_of(make_item(cast, "Titel", "Text."))
    SaveText(
        by=cast.user(Role.EDITOR), variant=original, written=Written("Titel", text="Text."), version=original.version
    ).run()
    assert original.revisions.count() == 1


@pytest.fixture
def law(cast: Cast) -> InfoItem:
    item = make_item(cast, risk=InfoItem.Risk.LAW)
    publish(cast, item)
    return item


def _translate(cast: Cast, item: InfoItem, **values: bool | str) -> Variant:
    original = original_of(item)
    variant = AddVariant(
        by=cast.user(Role.EDITOR), item=item, language="ar", level="standard", translated_from=original
    ).run()
    texts = {each.key: Translated(f"[ar] {each.text}", **values) for each in original.segments.all()}  # type: ignore[arg-type]  # as named
    save_translation(variant, texts, cast.user(Role.EDITOR))
    return variant


def test_who_translated_a_law_does_not_review_it(cast: Cast, law: InfoItem) -> None:
    with pytest.raises(InputError, match="second person"):
        _translate(cast, law, is_reviewed=True)


def test_an_unreviewed_translation_of_a_law_does_not_go_out(cast: Cast, law: InfoItem) -> None:
    variant = _translate(cast, law, provenance=Segment.Provenance.MACHINE)
    with pytest.raises(InputError, match="nobody has reviewed"):
        Publish(by=cast.user(Role.EDITOR), variant=variant).run()


def test_a_law_reviewed_by_a_second_person_goes_out_segment_by_segment(cast: Cast, law: InfoItem) -> None:
    variant = _translate(cast, law)
    title = variant.segments.get(kind="title")
    reviewed = {title.key: Translated(title.text, is_reviewed=True)}
    save_translation(variant, reviewed, cast.user(Role.HEAD_OF_OFFICE))
    Publish(by=cast.user(Role.EDITOR), variant=variant).run()
    reading = shelf("ar").by_key[law.key]
    assert reading.title == "[ar] Anmeldung"
    assert "[ar]" not in reading.html
    assert len(reading.borrowed) == len(variant.segments.all()) - 1
