"""A variant is deleted only after the page has said what is lost."""

from __future__ import annotations

from django.urls import reverse
from tests.cast import Cast
from tests.outreach.items import make_item, original_of, publish, translate_all

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.models import InfoItem, Variant
from teilhabe.outreach.content.published import shelf


def _item(cast: Cast) -> InfoItem:
    item = make_item(cast)
    publish(cast, item)
    return item


def _address(variant: Variant) -> str:
    return reverse("content:variant_remove", kwargs={"variant": variant.pk})


def test_the_page_names_what_is_lost_and_deletes_nothing_yet(cast: Cast) -> None:
    variant = translate_all(cast, _item(cast), "ar")
    page = cast.client(Role.EDITOR).get(_address(variant)).content.decode()
    assert all(text in page for text in ("5 Abschnitte", "1 früherer Stand", "Wer sie liest, bekommt dann"))
    assert Variant.objects.filter(pk=variant.pk).exists()


def test_deleting_leaves_the_original_and_its_readers_get_that(cast: Cast) -> None:
    item = _item(cast)
    variant = translate_all(cast, item, "ar")
    client = cast.client(Role.EDITOR)
    workspace = client.get(reverse("translation:workspace", kwargs={"variant": variant.pk})).content.decode()
    assert _address(variant) in workspace
    assert client.post(_address(variant)).headers["Location"] == item.get_absolute_url()
    assert not Variant.objects.filter(pk=variant.pk).exists()
    assert shelf("ar").by_key[item.key].language == "de"


def test_an_original_is_not_deleted(cast: Cast) -> None:
    original = original_of(_item(cast))
    page = cast.client(Role.EDITOR).post(_address(original), follow=True).content.decode()
    assert "Von dieser Fassung hängen andere ab" in page
    assert Variant.objects.filter(pk=original.pk).exists()


def test_who_only_reads_is_not_offered_it_and_cannot(cast: Cast) -> None:
    variant = translate_all(cast, _item(cast), "ar")
    client = cast.client(Role.COORDINATOR)
    assert client.get(_address(variant)).status_code == 403
    workspace = client.get(reverse("translation:workspace", kwargs={"variant": variant.pk})).content.decode()
    assert _address(variant) not in workspace
