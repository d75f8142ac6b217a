"""Taking a file back: the preview says what would change, conflicts wait for a decision, all or nothing is saved."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.outreach.items import make_item
from tests.outreach.translation.drafts import begin, rewrite, save, translate

from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError
from teilhabe.outreach.content.models import InfoItem, Variant
from teilhabe.outreach.translation.actions.exchange import Outcome, compare, packed, take_over, unpacked
from teilhabe.outreach.translation.actions.segments import Draft
from teilhabe.outreach.translation.exchange.formats import FORMATS, read
from teilhabe.outreach.translation.exchange.units import Parcel, Stage
from teilhabe.outreach.translation.selectors.exchange import parcel_of, parcel_of_language
from teilhabe.outreach.translation.selectors.pairs import pairs_of
from teilhabe.outreach.translation.states import State

TEXT = "Rufen Sie {telefon} an.\n\nKommen Sie am Montag in das Rathaus."


@pytest.fixture
def item(cast: Cast) -> InfoItem:
    return make_item(cast, "Anmeldung", TEXT, key="anmeldung")


@pytest.fixture
def variant(cast: Cast, item: InfoItem) -> Variant:
    return begin(cast, item)


def _done(parcel: Parcel, prefix: str = "ar: ", stage: Stage = Stage.TRANSLATED) -> Parcel:
    """As an agency sends it back."""
    return replace(parcel, units=[replace(u, target=prefix + u.source, stage=stage) for u in parcel.units])


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_a_variant_goes_out_and_comes_back_translated(cast: Cast, variant: Variant, kind: str) -> None:
    parcel = read(FORMATS[kind].write(_done(parcel_of(variant))))
    changes = compare(parcel)
    assert {change.outcome for change in changes} == {Outcome.NEW}
    assert not any(change.doubts for change in changes)
    take_over(unpacked(packed(changes), ()), cast.user(Role.EDITOR))
    assert [pair.text for pair in pairs_of(variant)] == [f"ar: {pair.source.text}" for pair in pairs_of(variant)]


def test_a_file_that_changes_nothing_says_so(cast: Cast, variant: Variant) -> None:
    translate(cast, variant)
    assert compare(parcel_of(variant)) == []


def test_a_source_that_changed_since_is_a_conflict(cast: Cast, item: InfoItem, variant: Variant) -> None:
    parcel = _done(parcel_of(variant))
    rewrite(cast, item, TEXT.replace("Montag", "Dienstag"))
    changes = compare(parcel)
    assert sorted(change.outcome for change in changes) == [Outcome.NEW, Outcome.NEW, Outcome.SOURCE_CHANGED]
    take_over(unpacked(packed(changes), ()), cast.user(Role.EDITOR))
    assert [pair.state for pair in pairs_of(variant)] == [State.DONE, State.DONE, State.MISSING]
    conflict = next(change for change in changes if change.is_conflict)
    take_over(unpacked(packed(changes), [conflict.identity]), cast.user(Role.EDITOR))
    assert [pair.state for pair in pairs_of(variant)] == [State.DONE] * 3


def test_what_was_edited_in_the_house_meanwhile_is_a_conflict(cast: Cast, variant: Variant) -> None:
    parcel = _done(parcel_of(variant))
    title = pairs_of(variant)[0]
    save(cast, variant, {title.key: Draft("unser Titel")})
    changes = compare(parcel)
    assert [change.outcome for change in changes].count(Outcome.LOCALLY_EDITED) == 1
    take_over(unpacked(packed(changes), ()), cast.user(Role.EDITOR))
    assert pairs_of(variant)[0].text == "unser Titel"


def test_what_changes_between_preview_and_taking_over_is_not_overwritten(cast: Cast, variant: Variant) -> None:
    changes = compare(_done(parcel_of(variant)))
    title = pairs_of(variant)[0]
    save(cast, variant, {title.key: Draft("schneller")})
    done = take_over(unpacked(packed(changes), ()), cast.user(Role.EDITOR))
    assert (done.saved, done.refused) == (2, 1)
    assert pairs_of(variant)[0].text == "schneller"


def test_a_lost_fact_is_shown_and_stays_unreviewed(cast: Cast, variant: Variant) -> None:
    parcel = _done(parcel_of(variant), stage=Stage.FINAL)
    units = [replace(unit, target=unit.target.replace("{telefon}", "")) for unit in parcel.units]
    changes = compare(replace(parcel, units=units))
    assert [len(change.doubts) for change in changes] == [0, 1, 0]
    done = take_over(unpacked(packed(changes), ()), cast.user(Role.EDITOR))
    assert (done.saved, done.unreviewed) == (3, 1)
    reviewed = [pair.target.reviewed_at is not None for pair in pairs_of(variant) if pair.target]
    assert reviewed == [True, False, True]


def test_a_file_from_an_agency_cannot_review_law(cast: Cast) -> None:
    variant = begin(cast, make_item(cast, text=TEXT, risk=InfoItem.Risk.LAW))
    done = take_over(
        unpacked(packed(compare(_done(parcel_of(variant), stage=Stage.FINAL))), ()), cast.user(Role.EDITOR)
    )
    assert (done.saved, done.unreviewed) == (3, 3)
    assert {pair.state for pair in pairs_of(variant)} == {State.UNREVIEWED}


def test_all_that_is_to_do_in_a_language_is_one_file(
    cast: Cast, item: InfoItem, variant: Variant, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    translate(cast, variant)
    rewrite(cast, item, TEXT.replace("Montag", "Dienstag"))
    make_item(cast, "Noch nichts", "Ein Satz.", key="noch-nichts")
    with django_assert_max_num_queries(8):
        parcel = parcel_of_language("de", "ar", "standard")
    assert [(unit.identity.item, unit.identity.key != "") for unit in parcel.units] == [
        ("anmeldung", True), ("noch-nichts", True), ("noch-nichts", True),
    ]  # fmt: skip
    changes = compare(read(FORMATS["xliff2"].write(_done(parcel))))
    take_over(unpacked(packed(changes), ()), cast.user(Role.EDITOR))
    assert parcel_of_language("de", "ar", "standard").units == []
    assert Variant.objects.filter(item__key="noch-nichts", language="ar").exists()


@pytest.mark.parametrize(
    "pack",
    ["", "[", "[1]", '[["a","b","c","d",1]]', '[["../..","b","final","d",false]]', "null", "[" * 100_000],
    ids=lambda pack: pack[:20],
)
def test_a_preview_that_was_tampered_with_is_refused(pack: str) -> None:
    with pytest.raises(InputError) as refused:
        unpacked(pack, ())
    assert "Laden Sie die Datei noch einmal hoch" in refused.value.text.de


def test_a_file_invents_no_languages(cast: Cast, variant: Variant) -> None:
    parcel = _done(parcel_of(variant))
    units = [replace(unit, identity=replace(unit.identity, language="zz")) for unit in parcel.units]
    assert {change.outcome for change in compare(replace(parcel, units=units))} == {Outcome.UNKNOWN}
    forged = packed(compare(parcel)).replace(".ar.standard.", ".zz.standard.")
    with pytest.raises(InputError, match="do not know this language"):
        take_over(unpacked(forged, ()), cast.user(Role.EDITOR))
    assert not Variant.objects.filter(language="zz").exists()


def test_characters_that_no_database_keeps_do_not_stop_a_file(cast: Cast, variant: Variant) -> None:
    pack = packed(compare(_done(parcel_of(variant))))
    take_over(unpacked(pack.replace("ar: ", "ar:\\u0000 "), ()), cast.user(Role.EDITOR))
    assert pairs_of(variant)[0].text == "ar: Anmeldung"
    with pytest.raises(InputError, match="did not arrive completely"):
        unpacked(pack.replace("ar: ", "ar:\\ud800 "), ())


def test_the_pages_lead_from_the_file_to_the_saved_text(cast: Cast, site: object, variant: Variant) -> None:
    client: Client = cast.client(Role.EDITOR)
    address = reverse("translation:variant_file", kwargs={"variant": variant.pk, "kind": "xliff2"})
    out = client.get(address)
    assert out["Content-Disposition"] == 'attachment; filename="anmeldung-ar-standard.xlf"'
    file = BytesIO(FORMATS["po"].write(_done(read(out.content))))
    file.name = "back.po"
    preview = client.post(reverse("translation:exchange"), {"file": file})
    assert preview.context["count"] == 3
    answer = client.post(reverse("translation:take"), {"pack": preview.context["pack"]})
    assert answer.status_code == 302
    assert {pair.state for pair in pairs_of(variant)} == {State.DONE}


def test_a_wrong_file_is_told_in_one_sentence_beside_the_field(cast: Cast, site: object) -> None:
    file = BytesIO(b"%PDF-1.7")
    file.name = "x.pdf"
    page = cast.client(Role.EDITOR).post(reverse("translation:exchange"), {"file": file}).content.decode()
    assert "Das ist weder XLIFF noch PO" in page
