"""The pages of translating: saved without scripts, nothing lost, few questions to the database."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.outreach.items import make_item, publish
from tests.outreach.translation.drafts import begin, rewrite, save, translate

from teilhabe.core.extensions import WAITING
from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.facts import AddFact
from teilhabe.outreach.content.models import Edition, InfoItem, Variant
from teilhabe.outreach.translation.actions.segments import Draft
from teilhabe.outreach.translation.models import Remembered, Term
from teilhabe.outreach.translation.selectors.pairs import pairs_of
from teilhabe.outreach.translation.states import State

pytestmark = pytest.mark.usefixtures("site")

TEXT = "Rufen Sie an: {telefon}.\n\n## Wann\n\n- Montag\n- Dienstag"


@pytest.fixture
def editor(cast: Cast) -> Client:
    return cast.client(Role.EDITOR)


@pytest.fixture
def item(cast: Cast) -> InfoItem:
    values = {"key": "telefon", "name": "Telefon", "kind": "text", "value": {"text": "0631 1"}}
    AddFact(by=cast.user(Role.EDITOR), values=values).run()
    return make_item(cast, "Anmeldung", TEXT)


@pytest.fixture
def variant(cast: Cast, item: InfoItem) -> Variant:
    return begin(cast, item)


def _address(variant: Variant, name: str = "workspace") -> str:
    return reverse(f"translation:{name}", kwargs={"variant": variant.pk})


def _typed(variant: Variant, **texts: str) -> dict[str, str]:
    """What a browser sends: every field of the page, some of them typed in; keys are kinds."""
    fields: dict[str, str] = {}
    for pair in pairs_of(variant):
        fields[f"text-{pair.key}"] = texts.get(pair.source.kind, pair.text)
        fields[f"seen-{pair.key}"] = pair.fingerprint
    return fields


def test_the_workspace_shows_both_sides_with_their_directions(editor: Client, variant: Variant) -> None:
    page = editor.get(_address(variant)).content.decode()
    assert page.count("<textarea") == 5
    assert 'lang="ar" dir="rtl"' in page
    assert 'lang="de" dir="ltr"' in page


def test_saving_one_saves_all_that_was_typed_and_leads_to_the_next(editor: Client, variant: Variant) -> None:
    pairs = pairs_of(variant)
    sent = {**_typed(variant, title="تسجيل", heading="متى"), "save": pairs[0].key}
    answer = editor.post(_address(variant), sent)
    assert answer["Location"].endswith(f"#s-{pairs[1].key}")
    assert [pair.text for pair in pairs_of(variant)] == ["تسجيل", "", "متى", "", ""]


def test_a_refused_segment_keeps_what_was_typed(cast: Cast, editor: Client, variant: Variant) -> None:
    sent = _typed(variant, title="meiner", heading="Wann?")
    title = pairs_of(variant)[0]
    save(cast, variant, {title.key: Draft("ihrer")}, Role.HEAD_OF_OFFICE)
    page = editor.post(_address(variant), sent).content.decode()
    assert ">meiner</textarea>" in page
    assert "ihrer" in page
    assert "Jemand hat diesen Abschnitt inzwischen geändert" in page
    assert [pair.text for pair in pairs_of(variant)][:3] == ["ihrer", "", "Wann?"]


def test_a_lost_fact_is_told_beside_its_segment(editor: Client, variant: Variant) -> None:
    pair = pairs_of(variant)[1]
    sent = {**_typed(variant, paragraph="اتصل"), f"reviewed-{pair.key}": "on"}
    page = editor.post(_address(variant), sent).content.decode()
    assert "Die Angabe {telefon} fehlt" in page
    assert pairs_of(variant)[1].text == "اتصل"


@pytest.mark.parametrize("view", ["all", "open", "review", "nonsense"])
def test_only_what_is_to_do_can_be_shown(cast: Cast, editor: Client, variant: Variant, view: str) -> None:
    translate(cast, variant)
    page = editor.get(f"{_address(variant)}?view={view}").content.decode()
    assert page.count("<textarea") == (0 if view in ("open", "review") else 5)


def test_a_suggestion_is_taken_without_scripts(cast: Cast, editor: Client, variant: Variant) -> None:
    translate(cast, variant)
    other = begin(cast, make_item(cast, "Anmeldung", "Etwas"))
    title = pairs_of(other)[0]
    known = Remembered.objects.get(source="Anmeldung")
    assert "[ar] Anmeldung" in editor.get(_address(other)).content.decode()
    editor.post(_address(other), {**_typed(other), "take": f"{title.key}:{known.pk}"})
    assert pairs_of(other)[0].text == "[ar] Anmeldung"


def test_terms_and_changes_are_shown(cast: Cast, editor: Client, item: InfoItem, variant: Variant) -> None:
    Term.objects.create(text="Anmeldung", translations={"ar": "تسجيل"})
    translate(cast, variant)
    rewrite(cast, item, TEXT.replace("Montag", "Montag früh"))
    page = editor.get(_address(variant)).content.decode()
    assert '<mark class="term" title="تسجيل">Anmeldung</mark>' in page
    assert "<ins>früh</ins>" in page


def test_what_somebody_writes_is_shown_as_text(cast: Cast, editor: Client) -> None:
    Term.objects.create(text="Skript", translations={"ar": '"><script>alert(1)</script>'})
    variant = begin(cast, make_item(cast, "Skript <script>alert(1)</script>", "<img src=x onerror=alert(1)> {a}"))
    translate(cast, variant)
    page = editor.get(_address(variant)).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_workspace_asks_little_whatever_the_number_of_segments(
    cast: Cast, editor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    variant = begin(cast, make_item(cast, "Lang", "\n\n".join(f"Absatz {n} {{telefon}}." for n in range(80))))
    editor.get(_address(variant))
    with django_assert_max_num_queries(20):
        editor.get(_address(variant))


def test_publishing_says_first_what_goes_out(cast: Cast, editor: Client, item: InfoItem, variant: Variant) -> None:
    publish(cast, item)
    assert "Diese Fassung hat noch keinen Text" not in editor.get(_address(variant, "publish")).content.decode()
    pairs = pairs_of(variant)
    save(cast, variant, {pairs[0].key: Draft("تسجيل")})
    page = editor.get(_address(variant, "publish")).content.decode()
    assert "<strong>4</strong> Abschnitte zeigen die Vorlage" in page
    editor.post(_address(variant, "publish"))
    assert len(Edition.objects.get(variant=variant).borrowed) == 4


def test_an_original_has_no_workspace(editor: Client, item: InfoItem) -> None:
    original = item.variants.get(translated_from=None)
    assert editor.get(_address(original)).status_code == 302


def test_a_translation_is_begun_once(editor: Client, item: InfoItem) -> None:
    address = reverse("translation:begin", kwargs={"item": item.pk})
    first = editor.post(address, {"language": "tr", "level": "standard"})
    assert editor.post(address, {"language": "tr", "level": "standard"})["Location"] == first["Location"]
    editor.post(address, {"language": "xx", "level": "standard"})
    assert sorted(item.variants.values_list("language", flat=True)) == ["de", "tr"]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.VOLUNTEER])
def test_who_may_not_translate_changes_nothing(cast: Cast, variant: Variant, role: Role) -> None:
    assert cast.client(role).post(_address(variant), _typed(variant, title="x")).status_code in (403, 404)
    assert {pair.state for pair in pairs_of(variant)} == {State.MISSING}


def test_outdated_segments_of_my_items_wait_for_me(cast: Cast, item: InfoItem, variant: Variant) -> None:
    user = cast.user(Role.EDITOR)
    InfoItem.objects.filter(pk=item.pk).update(owner=user)
    translate(cast, variant)
    rewrite(cast, item, TEXT.replace("Dienstag", "Dienstag früh"))
    assert [each.count for each in WAITING.collect(user) if "veraltet" in each.label] == [1]


@pytest.mark.parametrize(
    "name", ["coverage", "estimates", "exchange", "terms", "term_add", "terms_import", "memory", "terms_export"]
)
def test_every_page_opens_empty_and_filled(cast: Cast, editor: Client, variant: Variant, name: str) -> None:
    assert editor.get(reverse(f"translation:{name}")).status_code == 200
    translate(cast, variant)
    Term.objects.create(text="Amt", translations={"en": "office"}, note="Behörde")
    assert editor.get(reverse(f"translation:{name}")).status_code == 200


def test_terms_are_kept_and_travel_as_csv(editor: Client, tmp_path: Path) -> None:
    fields = {"language": "de", "text": "Amt", "note": "=1+1", "in-en": "office", "in-ar": "مكتب"}
    editor.post(reverse("translation:term_add"), fields)
    assert "steht schon im Glossar" in editor.post(reverse("translation:term_add"), fields).content.decode()
    file = tmp_path / "glossar.csv"
    file.write_bytes(editor.get(reverse("translation:terms_export")).content)
    assert "'=1+1" in file.read_text(encoding="utf-8-sig")
    term = Term.objects.get()
    editor.post(reverse("translation:term_delete", kwargs={"term": term.pk}))
    with file.open("rb") as stream:
        editor.post(reverse("translation:terms_import"), {"file": stream})
    again = Term.objects.get()
    assert (again.text, again.note, again.translations) == ("Amt", "=1+1", {"en": "office", "ar": "مكتب"})


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a;b\n1;2\n", b"term;xx\na;b\n", b"language;term\nqq;a\n"])
def test_a_wrong_list_of_terms_is_refused_whole(editor: Client, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(content)
    with file.open("rb") as stream:
        answer = editor.post(reverse("translation:terms_import"), {"file": stream})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert Term.objects.count() == 0


def test_a_remembered_sentence_can_be_forgotten(cast: Cast, editor: Client, variant: Variant) -> None:
    translate(cast, variant)
    count = Remembered.objects.count()
    editor.post(reverse("translation:forget", kwargs={"remembered": Remembered.objects.all()[0].pk}))
    assert Remembered.objects.count() == count - 1
