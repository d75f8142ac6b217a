"""Lowering a risk takes two, whichever way somebody goes."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.cast import Cast
from tests.outreach.items import make_item, original_of, publish, save_translation

from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError
from teilhabe.outreach.content.actions.items import ChangeItem
from teilhabe.outreach.content.actions.publishing import AskForReview, Publish
from teilhabe.outreach.content.actions.risk import DecideRisk
from teilhabe.outreach.content.actions.texts import AddVariant
from teilhabe.outreach.content.actions.writing import Translated
from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.content.published import shelf
from teilhabe.outreach.content.selectors.reviews import risks_to_decide


@pytest.fixture
def law(cast: Cast) -> InfoItem:
    """Published, with a translation of which a second person has reviewed the title only."""
    item = make_item(cast, "Anmeldung", "Ein Absatz.", risk=InfoItem.Risk.LAW)
    original = publish(cast, item)
    editor, head = cast.user(Role.EDITOR), cast.user(Role.HEAD_OF_OFFICE)
    variant = AddVariant(by=editor, item=item, language="tr", level="standard", translated_from=original).run()
    title, paragraph = original.segments.order_by("position")
    save_translation(variant, {title.key: Translated("Kayıt"), paragraph.key: Translated("Ungeprüftes.")}, editor)
    save_translation(variant, {title.key: Translated("Kayıt", is_reviewed=True)}, head)
    Publish(by=editor, variant=variant).run()
    return item


def _lower(cast: Cast, item: InfoItem) -> InfoItem:
    return ChangeItem(
        by=cast.user(Role.EDITOR), item=item, values={"risk": InfoItem.Risk.ORDINARY, "position": 7}
    ).run()


def _seen() -> str:
    return shelf("tr").readings[0].text


def test_a_lower_risk_waits_and_lets_nothing_out(cast: Cast, law: InfoItem) -> None:
    _lower(cast, law)
    law.refresh_from_db()
    assert (law.risk, law.risk_asked, law.position) == ("law", "ordinary", 7)
    assert "Ungeprüftes" not in _seen()


def test_who_asked_for_it_does_not_agree(cast: Cast, law: InfoItem) -> None:
    _lower(cast, law)
    with pytest.raises(InputError, match="second person"):
        DecideRisk(by=cast.user(Role.EDITOR), item=law, is_agreed=True).run()
    assert not risks_to_decide(cast.user(Role.EDITOR)).exists()
    assert risks_to_decide(cast.user(Role.HEAD_OF_OFFICE)).get() == law


def test_a_second_person_agrees_and_then_it_holds(cast: Cast, law: InfoItem) -> None:
    _lower(cast, law)
    DecideRisk(by=cast.user(Role.HEAD_OF_OFFICE), item=law, is_agreed=True).run()
    law.refresh_from_db()
    assert (law.risk, law.risk_asked, law.risk_asked_by) == ("ordinary", "", None)
    assert "Ungeprüftes" in _seen()


def test_a_wish_can_be_declined_or_taken_back(cast: Cast, law: InfoItem) -> None:
    for role in (Role.HEAD_OF_OFFICE, Role.EDITOR):
        _lower(cast, law)
        DecideRisk(by=cast.user(role), item=law, is_agreed=False).run()
        law.refresh_from_db()
        assert (law.risk, law.risk_asked) == ("law", "")
    with pytest.raises(InputError, match="decided already"):
        DecideRisk(by=cast.user(Role.HEAD_OF_OFFICE), item=law, is_agreed=True).run()


def test_another_risk_that_needs_review_holds_at_once_and_ends_the_wish(cast: Cast, law: InfoItem) -> None:
    _lower(cast, law)
    ChangeItem(by=cast.user(Role.EDITOR), item=law, values={"risk": InfoItem.Risk.HEALTH}).run()
    law.refresh_from_db()
    assert (law.risk, law.risk_asked) == ("health", "")


def test_other_changes_leave_the_wish(cast: Cast, law: InfoItem) -> None:
    _lower(cast, law)
    ChangeItem(by=cast.user(Role.EDITOR), item=law, values={"risk": InfoItem.Risk.LAW, "position": 9}).run()
    law.refresh_from_db()
    assert (law.risk_asked, law.position) == ("ordinary", 9)


def test_before_anybody_was_asked_to_read_it_the_writer_chooses_freely(cast: Cast) -> None:
    item = make_item(cast, risk=InfoItem.Risk.LAW)
    assert _lower(cast, item).risk == "ordinary"


def test_while_somebody_reads_it_as_law_it_does_not_become_ordinary(cast: Cast) -> None:
    item = make_item(cast, risk=InfoItem.Risk.LAW)
    AskForReview(by=cast.user(Role.EDITOR), revision=original_of(item).revisions.get()).run()
    assert _lower(cast, item).risk == "law"


def test_a_withdrawn_law_does_not_become_ordinary_either(cast: Cast, law: InfoItem) -> None:
    InfoItem.objects.filter(pk=law.pk).update(withdrawn_at=law.created_at)
    assert _lower(cast, law).risk == "law"


def test_the_object_at_hand_may_be_old(cast: Cast) -> None:
    """Somebody raised the risk while the form was open; the form saves what it knew."""
    item = make_item(cast)
    publish(cast, item)
    InfoItem.objects.filter(pk=item.pk).update(risk=InfoItem.Risk.LAW)
    _lower(cast, item)
    item.refresh_from_db()
    assert (item.risk, item.risk_asked) == ("law", "ordinary")


def test_who_only_reads_agrees_to_nothing(cast: Cast, law: InfoItem) -> None:
    _lower(cast, law)
    with pytest.raises(PermissionDenied):
        DecideRisk(by=cast.user(Role.COORDINATOR), item=law, is_agreed=True).run()


def test_the_pages_ask_the_second_person_and_take_their_answer(cast: Cast, law: InfoItem) -> None:
    editor, head = cast.client(Role.EDITOR), cast.client(Role.HEAD_OF_OFFICE)
    address = law.get_absolute_url()
    fields = {"kind": "page", "risk": "ordinary", "key": law.key}
    assert editor.post(f"{address}aendern/", fields).status_code == 302
    assert "Wunsch zurücknehmen" in editor.get(address).content.decode()
    assert "Zustimmen" in head.get(address).content.decode()
    assert law.get_absolute_url() in head.get("/de/buero/informationen/pruefen/").content.decode()
    editor.post(f"{address}risiko/", {"decision": "agree"})
    law.refresh_from_db()
    assert law.risk == "law"
    head.post(f"{address}risiko/", {"decision": "agree"})
    law.refresh_from_db()
    assert law.risk == "ordinary"
