"""A merge joins what both entries hold, and its undo leaves no trace of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.actors.duplicates.people import person, stored
from tests.cast import Cast

from teilhabe.actors.duplicates.actions import MergePeople, UndoMerge
from teilhabe.actors.duplicates.merging import Choice, relations
from teilhabe.actors.models import Affiliation, Consent, ConsentText, ContactPoint, Merge, Person
from teilhabe.core.audit.action import Operator
from teilhabe.core.users.models import Membership, Organisation, User
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError

pytestmark = pytest.mark.django_db
BY = Operator("Probe")
SPRING = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def merge(kept: Person, merged: Person, **choices: Choice) -> Merge:
    return MergePeople(by=BY, kept=kept, merged=merged, choices=choices).run()


def test_ways_to_reach_somebody_are_joined_and_equal_ones_stand_once(cast: Cast) -> None:
    kept = person("Amina", "Yılmaz", ("mail", "amina@musterstadt.example"))
    merged = person("Amina", "Yilmaz", ("mail", "AMINA@musterstadt.example"), ("mobile", "0171 3920001"))
    for each in (kept, merged):
        Affiliation.objects.create(person=each, organisation=cast.organisation)
    Affiliation.objects.create(person=merged, organisation=cast.other_organisation)
    merge(kept, merged)
    kept.refresh_from_db()
    merged.refresh_from_db()
    assert {point.value for point in kept.contact_points.all()} == {"amina@musterstadt.example", "0171 3920001"}
    assert kept.affiliations.count() == 2
    assert merged.merged_into == kept


def test_the_chosen_value_stays_and_lists_and_notes_are_joined() -> None:
    kept = person("Amina", "Yılmaz", languages=["tr"], note="Kommt dienstags.", district="Altstadt")
    merged = person("Aminah", "Yilmaz", languages=["tr", "de"], note="Hat ein Auto.", preferred_language="de")
    merge(kept, merged, given_name=Choice.MERGED)
    kept.refresh_from_db()
    assert (str(kept), kept.languages, kept.preferred_language) == ("Aminah Yılmaz", ["tr", "de"], "de")
    assert (kept.note, kept.district) == ("Kommt dienstags.\n\nHat ein Auto.", "Altstadt")
    assert kept.search_key == "aminah yilmaz"


def test_a_withdrawn_consent_is_withdrawn_for_the_person_whichever_entry_it_stood_on() -> None:
    text = ConsentText.objects.create(purpose="newsletter", version=1, language="de", title="Rundbrief", text="Ja.")
    kept, merged = person("A", "B"), person("A", "B")
    mine = Consent.objects.create(person=kept, text=text, way="paper", given_at=SPRING)
    withdrawn_at = SPRING + timedelta(days=3)
    Consent.objects.create(person=merged, text=text, way="mail", given_at=SPRING, withdrawn_at=withdrawn_at)
    done = merge(kept, merged)
    mine.refresh_from_db()
    assert mine.withdrawn_at == withdrawn_at
    UndoMerge(by=BY, merge=done).run()
    mine.refresh_from_db()
    assert mine.withdrawn_at is None


def test_the_account_moves_to_the_kept_entry_and_back() -> None:
    user = User.objects.create_user("amina@probe.example", name="Amina")
    kept, merged = person("A", "B"), person("A", "B", user=user)
    done = merge(kept, merged)
    kept.refresh_from_db()
    assert kept.user == user
    assert UndoMerge(by=BY, merge=done).run() == []
    assert Person.objects.get(user=user) == merged


def test_every_model_that_points_to_people_is_found() -> None:
    assert {model for model, _field in relations()} >= {ContactPoint, Affiliation, Consent, Person}


def test_chains_are_undone_from_their_end() -> None:
    a, b, c = (person("Ali", name, ("mail", f"{name}@musterstadt.example")) for name in "ABC")
    before = stored()
    inner = merge(a, b)
    outer = merge(c, a)
    assert {each.merged_into_id for each in Person.objects.exclude(pk=c.pk)} == {c.pk}
    with pytest.raises(InputError):
        UndoMerge(by=BY, merge=inner).run()
    assert UndoMerge(by=BY, merge=outer).run() == []
    assert UndoMerge(by=BY, merge=Merge.objects.get(pk=inner.pk)).run() == []
    assert stored() == before


def test_a_later_edit_that_collides_stays_and_is_said() -> None:
    kept = person("Amina", "Yılmaz")
    merged = person("Aminah", "Yilmaz", ("mobile", "0171 3920001"), ("mail", "a@musterstadt.example"))
    done = merge(kept, merged, given_name=Choice.MERGED)
    kept.refresh_from_db()
    kept.given_name, kept.note = "Amine", "Später dazu."
    kept.save()
    kept.contact_points.get(kind="mobile").delete()
    left = UndoMerge(by=BY, merge=done).run()
    kept.refresh_from_db()
    assert {(each.cell.field, each.is_gone) for each in left} == {
        ("given_name", False),
        ("search_key", False),
        ("person_id", True),
    }
    assert (kept.given_name, kept.note) == ("Amine", "Später dazu.")
    assert merged.contact_points.get().kind == "mail"


def test_nobody_is_merged_twice_or_with_themselves() -> None:
    kept, merged = person("A", "B"), person("A", "B")
    with pytest.raises(InputError):
        merge(kept, kept)
    done = merge(kept, merged)
    with pytest.raises(InputError):
        merge(kept, merged)
    UndoMerge(by=BY, merge=done).run()
    with pytest.raises(InputError):
        UndoMerge(by=BY, merge=done).run()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.VOLUNTEER, Role.ORGANISATION_MEMBER])
def test_only_coordination_merges_and_undoes(cast: Cast, role: Role) -> None:
    user = cast.user(role)
    kept, merged = person("A", "B", user=user), person("A", "B")
    with pytest.raises(PermissionDenied):
        MergePeople(by=user, kept=kept, merged=merged).run()
    done = MergePeople(by=cast.user(Role.COORDINATOR), kept=kept, merged=merged).run()
    with pytest.raises(PermissionDenied):
        UndoMerge(by=user, merge=done).run()


WORDS = st.sampled_from(["", "Amina", "Yılmaz", "Ärmel", "x\u0301"])
CONTACTS = st.lists(st.tuples(st.sampled_from(["mail", "mobile"]), st.sampled_from(["0171 39", "017139", "a@b.de"])))
CONSENTS = st.lists(st.tuples(st.integers(0, 1), st.none() | st.integers(0, 5)), max_size=3)
HOLDINGS = st.tuples(WORDS, WORDS, CONTACTS, st.sets(st.integers(0, 2)), CONSENTS, st.booleans())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOLDINGS, HOLDINGS, st.dictionaries(st.sampled_from(["given_name", "note", "user"]), st.sampled_from(Choice)))
def test_after_merge_and_undo_every_row_is_what_it_was(
    db: None,
    mine: tuple[str, str, list[tuple[str, str]], set[int], list[tuple[int, int | None]], bool],
    theirs: tuple[str, str, list[tuple[str, str]], set[int], list[tuple[int, int | None]], bool],
    choices: dict[str, Choice],
) -> None:
    with transaction.atomic():
        organisations = [Organisation.objects.create(name=f"Verein {number}") for number in range(3)]
        texts = [
            ConsentText.objects.create(purpose=f"p{number}", version=1, language="de", title="T", text="T")
            for number in range(2)
        ]
        people = []
        for given_name, note, contacts, members, consents, has_account in (mine, theirs):
            made = person(given_name, "Probe", *contacts, note=note, created_at=SPRING)
            if has_account:
                made.user = User.objects.create_user(f"{len(people)}@probe.example")
                Membership.objects.create(user=made.user, role=Role.VOLUNTEER)
                made.save()
            for number in members:
                Affiliation.objects.create(person=made, organisation=organisations[number])
            for text, days in consents:
                withdrawn_at = None if days is None else SPRING + timedelta(days=days)
                Consent.objects.create(
                    person=made, text=texts[text], way="mail", given_at=SPRING, withdrawn_at=withdrawn_at
                )
            people.append(made)
        before = stored()
        done = merge(*people, **choices)
        ContactPoint.objects.create(person=people[0], kind="web", value="später dazu")
        assert UndoMerge(by=BY, merge=Merge.objects.get(pk=done.pk)).run() == []
        ContactPoint.objects.filter(kind="web").delete()
        assert stored() == before
        transaction.set_rollback(True)
