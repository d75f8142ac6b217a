"""What somebody agreed to never changes afterwards; what they withdraw stays as proof."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.actors.people import make_person
from tests.cast import Cast

from teilhabe.actors.actions.consents import AddConsentText, RecordConsent, WithdrawConsent
from teilhabe.actors.models import Consent, ConsentText, Person
from teilhabe.actors.selectors.consents import asked_before, consenting, outdated_count, purposes, with_being_outdated
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError

pytestmark = pytest.mark.django_db


def add_text(cast: Cast, language: str = "de", text: str = "Ich bin dabei.", **options: bool) -> ConsentText:
    return AddConsentText(
        by=cast.user(Role.COORDINATOR), purpose="rundbrief", language=language, title="Rundbrief", text=text, **options
    ).run()


def agree(cast: Cast, person: Person, text: ConsentText) -> Consent:
    return RecordConsent(
        by=cast.user(Role.COORDINATOR), person=person, text=text, way="paper", given_at=timezone.now()
    ).run()


def test_a_change_makes_the_next_version_and_a_translation_does_not(cast: Cast) -> None:
    first, second = add_text(cast), add_text(cast, text="Ich bin gern dabei.")
    translated = add_text(cast, "ar", is_translation=True)
    assert (first.version, second.version, translated.version) == (1, 2, 2)
    with pytest.raises(InputError, match="exists in this language"):
        add_text(cast, "ar", is_translation=True)


def test_a_text_in_use_cannot_be_changed(cast: Cast) -> None:
    text = add_text(cast)
    agree(cast, make_person(), text)
    text.text = "Etwas ganz anderes."
    with pytest.raises(ValueError, match="new version"):
        text.save()
    assert ConsentText.objects.get().text == "Ich bin dabei."


def test_only_the_newest_version_covers_people_whichever_its_language(cast: Cast) -> None:
    early, late, withdrawn = make_person(), make_person("Omar", "Haddad"), make_person("Lena", "Weiß")
    first = add_text(cast)
    for person in (early, late, withdrawn):
        agree(cast, person, first)
    assert set(consenting("rundbrief")) == {early, late, withdrawn}
    add_text(cast, text="Neu.")
    arabic = add_text(cast, "ar", is_translation=True)
    agree(cast, late, arabic)
    WithdrawConsent(by=cast.user(Role.COORDINATOR), consent=withdrawn.consents.get()).run()
    assert set(consenting("rundbrief")) == {late}
    assert set(asked_before("rundbrief")) == {early}
    assert outdated_count() == 1
    outdated = with_being_outdated(Consent.objects.all()).filter(is_outdated=True)
    assert [consent.person for consent in outdated] == [early]
    assert [(purpose.version, purpose.languages, purpose.agreed) for purpose in purposes()] == [(2, ["de", "ar"], 1)]


def test_merged_and_erased_people_are_covered_by_nothing(cast: Cast) -> None:
    kept, merged = make_person(), make_person("Ayse", "Yilmaz")
    agree(cast, merged, add_text(cast))
    Person.objects.filter(pk=merged.pk).update(merged_into=kept)
    assert not consenting("rundbrief").exists()


def test_consent_is_recorded_to_the_newest_version_once_and_not_ahead(cast: Cast) -> None:
    person, old = make_person(), add_text(cast)
    new = add_text(cast, text="Neu.")
    with pytest.raises(InputError, match="newer version"):
        agree(cast, person, old)
    agree(cast, person, new)
    with pytest.raises(InputError, match="already"):
        agree(cast, person, new)
    ahead = RecordConsent(
        by=cast.user(Role.COORDINATOR),
        person=make_person("Omar"),
        text=new,
        way="paper",
        given_at=timezone.now() + timedelta(days=1),
    )
    with pytest.raises(InputError, match="future"):
        ahead.run()


def test_volunteers_withdraw_their_own_consent_and_nobody_elses(cast: Cast) -> None:
    volunteer, text = cast.user(Role.VOLUNTEER), add_text(cast)
    own = agree(cast, make_person(user=volunteer), text)
    other = agree(cast, make_person("Omar", "Haddad"), text)
    WithdrawConsent(by=volunteer, consent=own).run()
    withdrawn_at = Consent.objects.get(pk=own.pk).withdrawn_at
    assert withdrawn_at is not None
    WithdrawConsent(by=volunteer, consent=own).run()
    assert Consent.objects.get(pk=own.pk).withdrawn_at == withdrawn_at
    with pytest.raises(PermissionDenied):
        WithdrawConsent(by=volunteer, consent=other).run()


def test_volunteers_record_no_consent_in_their_own_name(cast: Cast) -> None:
    volunteer = cast.user(Role.VOLUNTEER)
    recording = RecordConsent(
        by=volunteer, person=make_person(user=volunteer), text=add_text(cast), way="form", given_at=timezone.now()
    )
    with pytest.raises(PermissionDenied):
        recording.run()
