"""Two people who change the same item at once lose nothing, and nobody undoes the other's change unseen."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.outreach.items import make_item

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.models import InfoItem

_SEEN = re.compile(r'name="seen" value="([0-9a-f]{16})"')


@pytest.fixture
def item(cast: Cast) -> InfoItem:
    return make_item(cast)


def _address(item: InfoItem) -> str:
    return reverse("content:item_change", kwargs={"item": item.pk})


def _seen(client: Client, item: InfoItem) -> str:
    found = _SEEN.search(client.get(_address(item)).content.decode())
    assert found
    return found[1]


def test_a_change_made_meanwhile_is_told_and_the_input_stays(cast: Cast, item: InfoItem) -> None:
    editor, head = cast.client(Role.EDITOR), cast.client(Role.HEAD_OF_OFFICE)
    began = _seen(editor, item)
    fields = {"kind": "page", "risk": "ordinary", "key": item.key}
    head.post(_address(item), {**fields, "risk": "law", "seen": _seen(head, item)})
    page = editor.post(_address(item), {**fields, "districts": "Ost", "seen": began}).content.decode()
    assert f"{cast.user(Role.HEAD_OF_OFFICE)} hat diese Angaben inzwischen geändert" in page
    assert "Anders als gespeichert ist bei Ihnen: Risiko, Stadtteile." in page
    assert 'value="Ost"' in page
    item.refresh_from_db()
    assert (item.risk, item.districts) == ("law", [])


def test_saving_again_after_the_comparison_is_knowing(cast: Cast, item: InfoItem) -> None:
    editor = cast.client(Role.EDITOR)
    fields = {"kind": "page", "risk": "ordinary", "key": item.key, "districts": "Ost"}
    page = editor.post(_address(item), {**fields, "seen": "0" * 16}).content.decode()
    shown = _SEEN.search(page)
    assert shown
    assert editor.post(_address(item), {**fields, "seen": shown[1]}).status_code == 302
    item.refresh_from_db()
    assert item.districts == ["Ost"]


def test_what_others_write_in_the_text_stops_nobody_here(cast: Cast, item: InfoItem) -> None:
    editor = cast.client(Role.EDITOR)
    began = _seen(editor, item)
    InfoItem.objects.filter(pk=item.pk).update(changed_at=item.created_at, reminded_of="2026-01-01")
    assert began == _seen(editor, item)
