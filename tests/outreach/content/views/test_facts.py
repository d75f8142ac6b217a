from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.outreach.items import make_item, publish, translate_all

from teilhabe.core.extensions import WAITING
from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.facts import AddFact, ChangeFact, UndoFactChange
from teilhabe.outreach.content.models import Fact, InfoItem
from teilhabe.outreach.content.published import shelf
from teilhabe.outreach.facts.values import FactKind

TYPED: dict[FactKind, dict[str, str]] = {
    FactKind.TEXT: {"text": "0–3"},
    FactKind.PHONE: {"number": "0631 365-0"},
    FactKind.MAIL: {"address": "integration@example.org"},
    FactKind.LINK: {"url": "https://www.example.org", "label": ""},
    FactKind.PRICE: {"amount": "12,50", "currency": "EUR"},
    FactKind.NUMBER: {"number": "3", "unit": "km"},
    FactKind.DEADLINE: {"date": "2026-12-31", "time": ""},
    FactKind.ADDRESS: {"addition": "", "street": "Rathausplatz 1", "postcode": "67657", "city": "Kaiserslautern"},
    FactKind.HOURS: {"mo_0_from": "08:00", "mo_0_to": "12:00", "fr_1_from": "22:00", "fr_1_to": "00:00",
                     "closed_0_from": "2026-12-24", "closed_0_to": "", "closed_0_de": "Feiertag", "note_en": "ring"},
}  # fmt: skip


def make_fact(cast: Cast, **values: Any) -> Fact:
    begun = {"key": "telefon", "name": "Telefon", "kind": "phone", "value": {"number": "0631 111111"}}
    return AddFact(by=cast.user(Role.EDITOR), values={**begun, **values}).run()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", list(FactKind))
def test_every_kind_can_be_added_and_changed_and_the_form_shows_what_was_kept(cast: Cast, kind: FactKind) -> None:
    client = cast.client(Role.EDITOR)
    address = reverse("content:fact_add", kwargs={"kind": kind})
    assert client.get(address).status_code == 200
    answer = client.post(address, {"name": "Öffnungszeiten & mehr", **TYPED[kind]})
    assert answer.status_code == 302, answer.context["form"].errors
    fact = Fact.objects.get()
    assert fact.key == "oeffnungszeiten-mehr"
    change = reverse("content:fact_change", kwargs={"fact": fact.pk})
    form = client.get(change).context["form"]
    kept = {field.html_name: field.value() or "" for field in form}
    client.post(change, kept)
    assert Fact.objects.get().value == fact.value


@pytest.mark.django_db
def test_a_wrong_value_is_told_beside_its_field_and_nothing_typed_is_lost(cast: Cast) -> None:
    answer = cast.client(Role.EDITOR).post(
        reverse("content:fact_add", kwargs={"kind": "phone"}), {"name": "Telefon", "number": "keine"}
    )
    assert "number" in answer.context["form"].errors
    assert 'value="keine"' in answer.content.decode()
    assert not Fact.objects.exists()


@pytest.mark.django_db
def test_before_saving_the_page_says_how_far_a_change_goes(cast: Cast) -> None:
    fact = make_fact(cast)
    item = make_item(cast, text="Rufen Sie an: {telefon}.")
    publish(cast, item)
    translate_all(cast, item, "ar")
    answer = cast.client(Role.EDITOR).get(reverse("content:fact_change", kwargs={"fact": fact.pk}))
    assert "erneuert 2 Texte (Sprachen: 2)" in answer.content.decode()


@pytest.mark.django_db
def test_looking_at_all_languages_saves_nothing(cast: Cast) -> None:
    fact = make_fact(cast)
    answer = cast.client(Role.EDITOR).post(
        reverse("content:fact_change", kwargs={"fact": fact.pk}),
        {"name": "Telefon", "number": "0631 222222", "preview": "1"},
    )
    assert answer.content.decode().count("tel:+49631222222") >= 10
    assert Fact.objects.get().value == {"number": "0631 111111"}


@pytest.mark.django_db
def test_the_last_change_can_be_taken_back_once_and_readers_see_it(cast: Cast) -> None:
    fact, editor = make_fact(cast), cast.user(Role.EDITOR)
    publish(cast, make_item(cast, text="Rufen Sie an: {telefon}."))
    ChangeFact(by=editor, fact=fact, values={"value": {"number": "0631 222222"}, "name": "Neu"}).run()
    assert "222222" in shelf("de").readings[0].text
    page = reverse("content:fact", kwargs={"fact": fact.pk})
    assert "zurücknehmen" in cast.client(Role.EDITOR).get(page).content.decode()
    UndoFactChange(by=editor, fact=Fact.objects.get()).run()
    assert (Fact.objects.get().name, Fact.objects.get().value) == ("Telefon", {"number": "0631 111111"})
    assert "111111" in shelf("de").readings[0].text
    assert "zurücknehmen" not in cast.client(Role.EDITOR).get(page).content.decode()


@pytest.mark.django_db
def test_a_fact_that_stands_in_a_text_is_not_deleted_and_its_page_says_where(cast: Cast) -> None:
    fact, item = make_fact(cast), make_item(cast, title="Sprachkurse", text="{telefon}")
    client = cast.client(Role.EDITOR)
    client.post(reverse("content:fact_remove", kwargs={"fact": fact.pk}))
    assert Fact.objects.exists()
    assert "Sprachkurse" in client.get(fact.get_absolute_url()).content.decode()
    InfoItem.objects.filter(pk=item.pk).delete()
    client.post(reverse("content:fact_remove", kwargs={"fact": fact.pk}))
    assert not Fact.objects.exists()


@pytest.mark.django_db
def test_readers_of_the_office_look_and_do_not_change(cast: Cast) -> None:
    fact = make_fact(cast)
    for role, allowed in ((Role.COORDINATOR, 403), (Role.EDITOR, 200)):
        client = cast.client(role)
        assert client.get(reverse("content:facts")).status_code == 200
        assert client.get(fact.get_absolute_url()).status_code == 200
        assert client.get(reverse("content:fact_change", kwargs={"fact": fact.pk})).status_code == allowed
    assert cast.client(Role.ORGANISATION_MEMBER).get(reverse("content:facts")).status_code == 403


@pytest.mark.django_db
def test_a_long_list_and_a_much_used_fact_cost_as_many_queries_as_short_ones(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    fact = make_fact(cast)
    for number in range(12):
        make_fact(cast, key=f"fact-{number}", name=f"Angabe {number}")
        make_item(cast, text="{telefon}")
    client = cast.client(Role.EDITOR)
    for page in (reverse("content:facts"), fact.get_absolute_url()):
        client.get(page)
        with django_assert_max_num_queries(16):
            client.get(page)


@pytest.mark.django_db
def test_a_translation_of_a_text_that_the_form_does_not_show_stays(cast: Cast) -> None:
    fact = make_fact(cast, kind="text", value={"text": "ja", "translations": {"pl": "tak"}})
    cast.client(Role.EDITOR).post(
        reverse("content:fact_change", kwargs={"fact": fact.pk}), {"name": "x", "text": "jawohl"}
    )
    assert Fact.objects.get().value == {"text": "jawohl", "translations": {"pl": "tak"}}


@pytest.mark.django_db
def test_words_are_translated_in_the_office_and_read_in_each_language(cast: Cast) -> None:
    client = cast.client(Role.EDITOR)
    client.post(
        reverse("content:fact_add", kwargs={"kind": "text"}), {"name": "Alter", "text": "Kinder", "in_ar": "أطفال"}
    )
    fact = Fact.objects.get()
    assert fact.value == {"text": "Kinder", "translations": {"ar": "أطفال"}}
    change = reverse("content:fact_change", kwargs={"fact": fact.pk})
    page = client.get(change).content.decode()
    assert 'lang="ar" dir="rtl"' in page
    assert 'value="أطفال"' in page
    client.post(change, {"name": "Alter", "text": "Kinder", "in_ar": "", "in_uk": "діти"})
    assert Fact.objects.get().value == {"text": "Kinder", "translations": {"uk": "діти"}}


@pytest.mark.django_db
def test_own_facts_to_be_checked_are_on_the_start_page_and_behind_its_link(cast: Cast) -> None:
    editor = cast.user(Role.EDITOR)
    make_fact(cast, owner=editor, check_by=localdate() - timedelta(days=1))
    make_fact(cast, key="fern", name="Fern", owner=editor, check_by=localdate() + timedelta(days=90))
    make_fact(cast, key="fremd", name="Fremd", check_by=localdate())
    found = next(each for each in WAITING.collect(editor) if "due=soon" in each.address)
    assert (found.count, found.is_urgent) == (1, True)
    page = cast.client(Role.EDITOR).get(found.address).content.decode()
    assert [name in page for name in (">Telefon<", ">Fern<", ">Fremd<")] == [True, False, False]
