"""Writing: nothing is lost when two write, advice stands beside the text, a preview needs no script."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.outreach.items import make_item, original_of, publish, translate_all

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.locking import hold, holder_of, release
from teilhabe.outreach.content.models import Variant

FIRST = {"title": "Kita", "summary": "", "text": "Erster Absatz.\n\nZweiter Absatz über Gebühren."}


@pytest.fixture
def variant(cast: Cast) -> Variant:
    return original_of(make_item(cast, "Kita", FIRST["text"]))


def _address(variant: Variant, rest: str = "") -> str:
    return f"/de/buero/informationen/fassungen/{variant.pk}/{rest}"


def test_a_text_is_saved_and_its_paragraphs_keep_their_keys(cast: Cast, site: None, variant: Variant) -> None:
    keys = dict(variant.segments.values_list("text", "key"))
    sent = {**FIRST, "text": "Zweiter Absatz über Gebühren.\n\nErster Absatz.", "version": variant.version}
    assert cast.client(Role.EDITOR).post(_address(variant), sent).status_code == 302
    assert dict(variant.segments.values_list("text", "key")) == keys


def test_a_conflict_keeps_both_texts_and_shows_what_differs(cast: Cast, site: None, variant: Variant) -> None:
    mine = {**FIRST, "text": "Erster Absatz.\n\nZweiter Absatz über Beiträge.", "version": variant.version}
    theirs = {**FIRST, "text": "Erster Absatz.\n\nZweiter Absatz über Kosten.", "version": variant.version}
    assert cast.client(Role.HEAD_OF_OFFICE).post(_address(variant), theirs).status_code == 302
    answer = cast.client(Role.EDITOR).post(_address(variant), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Zweiter Absatz über Beiträge." in page
    assert "Kosten" in page
    assert "Leitung" in page
    variant.refresh_from_db()
    assert f'name="version" value="{variant.version}"' in page
    assert "Kosten" in variant.segments.get(position=2).text
    again = cast.client(Role.EDITOR).post(_address(variant), {**mine, "version": variant.version})
    assert again.status_code == 302
    assert "Beiträge" in variant.segments.get(position=2).text


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"title": "x" * 201}, {"text": "x" * 50_001}, {"version": "eins"}, {"version": "-1"}]
)
def test_what_cannot_be_saved_stays_on_the_page(
    cast: Cast, site: None, variant: Variant, wrong: dict[str, str]
) -> None:
    sent = {**FIRST, "summary": "Bleibt stehen", "version": variant.version, **wrong}
    page = cast.client(Role.EDITOR).post(_address(variant), sent)
    assert page.status_code == 200
    assert "Bleibt stehen" in page.content.decode()
    assert variant.revisions.count() == 1


def test_advice_stands_beside_the_text_and_the_preview_needs_no_script(
    cast: Cast, site: None, variant: Variant
) -> None:
    text = "Fragen: {gibt-es-nicht} und [hier](javascript:alert(1)) <script>alert(1)</script>"
    sent = {**FIRST, "text": text, "version": variant.version, "preview": "1"}
    page = cast.client(Role.EDITOR).post(_address(variant), sent).content.decode()
    assert "Die Angabe „gibt-es-nicht“ gibt es nicht." in page
    assert "führt nirgendwohin" in page
    assert "<script>alert" not in page
    assert variant.revisions.count() == 1
    fragment = cast.client(Role.EDITOR).post(_address(variant, "vorschau/"), sent).content.decode()
    assert "gibt-es-nicht" in fragment
    assert "<html" not in fragment


def test_who_comes_second_is_told_who_writes_and_may_take_over(cast: Cast, site: None, variant: Variant) -> None:
    editor, head = cast.client(Role.EDITOR), cast.client(Role.HEAD_OF_OFFICE)
    editor.get(_address(variant))
    assert "Redaktion schreibt gerade" in head.get(_address(variant)).content.decode()
    assert head.post(_address(variant, "in-arbeit/")).json()["is_mine"] is False
    head.post(_address(variant, "uebernehmen/"))
    assert head.post(_address(variant, "in-arbeit/")).json() == {"is_mine": True}
    told = editor.post(_address(variant, "in-arbeit/")).json()
    assert "Leitung schreibt jetzt" in told["told"]
    head.post(_address(variant, "in-arbeit/"), {"leave": "1"})
    assert editor.post(_address(variant, "in-arbeit/")).json() == {"is_mine": True}


def test_a_lock_ends_by_itself_and_nobody_releases_that_of_another(cast: Cast, variant: Variant) -> None:
    editor, head = cast.user(Role.EDITOR), cast.user(Role.HEAD_OF_OFFICE)
    assert hold(variant, editor)
    assert not hold(variant, head)
    release(variant, head)
    assert (holder := holder_of(variant)) is not None
    assert holder.user == editor
    Variant.objects.update(locked_until=timezone.now() - timedelta(seconds=1))
    assert holder_of(variant) is None
    assert hold(variant, head)


def test_a_translation_is_not_written_here(cast: Cast, site: None, variant: Variant) -> None:
    publish(cast, variant.item)
    arabic = translate_all(cast, variant.item, "ar")
    answer = cast.client(Role.EDITOR).get(_address(arabic))
    assert answer.status_code == 302
    assert answer.headers["Location"] != _address(arabic)
