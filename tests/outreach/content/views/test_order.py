"""Campaigns and categories: added, changed, deleted only where nothing hangs on them."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.outreach.items import make_item

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.models import Campaign, Category, Stamp

HOME = "/de/buero/informationen/"


def test_a_campaign_comes_changes_and_goes(cast: Cast, site: None) -> None:
    client = cast.client(Role.EDITOR)
    client.post(f"{HOME}kampagnen/neu/", {"name": "Schulstart für alle", "starts_on": "2026-08-01"})
    campaign = Campaign.objects.get()
    assert campaign.key == "schulstart-fuer-alle"
    client.post(f"{HOME}kampagnen/{campaign.pk}/", {"name": "Schulstart", "goal": "Mehr Anmeldungen"})
    assert "Mehr Anmeldungen" in client.get(f"{HOME}kampagnen/").content.decode()
    item = make_item(cast, campaign=campaign)
    page = client.post(f"{HOME}kampagnen/{campaign.pk}/loeschen/", follow=True).content.decode()
    assert "gehören noch Informationen" in page
    item.delete()
    client.post(f"{HOME}kampagnen/{campaign.pk}/loeschen/")
    assert not Campaign.objects.exists()


def test_a_campaign_does_not_end_before_it_starts(cast: Cast, site: None) -> None:
    sent = {"name": "Schulstart", "starts_on": "2026-08-02", "ends_on": "2026-08-01"}
    page = cast.client(Role.EDITOR).post(f"{HOME}kampagnen/neu/", sent).content.decode()
    assert "vor dem Anfang" in page
    assert not Campaign.objects.exists()


def test_a_category_has_a_name_in_every_language_and_readers_are_told_of_changes(cast: Cast, site: None) -> None:
    client = cast.client(Role.EDITOR)
    sent = {"kind": "topic", "position": "10", "name_de": "Wohnen", "name_de_simple": "Wohnen", "name_ar": "السكن"}
    client.post(f"{HOME}rubriken/neu/", sent)
    category = Category.objects.get()
    assert category.names == {"de": "Wohnen", "de-simple": "Wohnen", "ar": "السكن"}
    before = Stamp.objects.get().number
    Category.objects.update(names={**category.names, "so": "Guri"})
    client.post(f"{HOME}rubriken/{category.pk}/", {**sent, "name_uk": "Житло", "name_ar": ""})
    category.refresh_from_db()
    assert category.names == {"de": "Wohnen", "de-simple": "Wohnen", "uk": "Житло", "so": "Guri"}
    assert Stamp.objects.get().number > before
    assert "ohne Namen auf" in client.get(f"{HOME}rubriken/").content.decode()


def test_a_category_in_use_stays(cast: Cast, site: None) -> None:
    parent = Category.objects.create(kind="topic", key="wohnen", names={"de": "Wohnen"})
    child = Category.objects.create(kind="topic", key="miete", names={"de": "Miete"}, parent=parent)
    make_item(cast, categories=(child,))
    client = cast.client(Role.EDITOR)
    for each in (parent, child):
        page = client.post(f"{HOME}rubriken/{each.pk}/loeschen/", follow=True).content.decode()
        assert "stehen noch Informationen oder andere Rubriken" in page
    assert Category.objects.count() == 2


@pytest.mark.parametrize("page", ["kampagnen/", "rubriken/"])
def test_who_may_not_write_reads_only(cast: Cast, site: None, page: str) -> None:
    client = cast.client(Role.COORDINATOR)
    assert "anlegen" not in client.get(f"{HOME}{page}").content.decode()
    assert client.get(f"{HOME}{page}neu/").status_code == 403
