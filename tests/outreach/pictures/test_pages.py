"""The pages about pictures: who enters them, what they tell, what they refuse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.actors.people import make_person
from tests.cast import Cast
from tests.outreach.items import make_item
from tests.outreach.pictures.kept import make_consent, make_picture
from tests.outreach.pictures.uploads import REFUSED, jpeg, with_location

from teilhabe.core.users.roles import Role
from teilhabe.outreach.pictures.cleaning import MOST_BYTES
from teilhabe.outreach.pictures.models import Appearance, Picture

NEW = {"name": "Fest", "author": "Büro", "licence": "eigenes Bild", "people": "0", "alternative-de": "Ein Fest."}


def address(name: str, picture: Picture | None = None, **more: object) -> str:
    return reverse(f"pictures:{name}", kwargs={**({"picture": picture.pk} if picture else {}), **more})


def upload(client: Client, content: bytes, name: str = "a.jpg", **changed: str) -> int:
    file = SimpleUploadedFile(name, content, content_type="image/jpeg")
    return client.post(address("picture_add"), {**NEW, **changed, "file": file}).status_code


def test_an_upload_is_cleaned_kept_and_shown(cast: Cast) -> None:
    client = cast.client(Role.EDITOR)
    assert upload(client, with_location(6)) == 302
    picture = Picture.objects.get()
    assert (picture.height, picture.alternatives, picture.added_by) == (
        640,
        {"de": "Ein Fest."},
        cast.user(Role.EDITOR),
    )
    assert "Ein Fest." in client.get(picture.get_absolute_url()).content.decode()
    file = client.get(address("file", picture, width=picture.width))
    assert file["Content-Type"] == "image/webp"
    assert b"Geheim" not in file.content


def test_a_photo_as_large_as_the_form_promises_reaches_it(cast: Cast) -> None:
    photo = jpeg()
    assert upload(cast.client(Role.EDITOR), photo + b"\0" * (MOST_BYTES - len(photo))) == 302


@pytest.mark.parametrize("name", ["svg", "html", "huge png", "truncated jpeg", "nothing", "pdf"])
def test_a_hostile_file_is_refused_beside_its_field_and_nothing_is_lost(cast: Cast, name: str) -> None:
    file = SimpleUploadedFile("harmlos.jpg", REFUSED[name] or b"", content_type="image/jpeg")
    answer = cast.client(Role.EDITOR).post(address("picture_add"), {**NEW, "file": file})
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert "Ein Fest." in answer.content.decode()
    assert not Picture.objects.exists()


def test_a_picture_needs_words_or_is_decoration(cast: Cast) -> None:
    client = cast.client(Role.EDITOR)
    assert upload(client, jpeg(), **{"alternative-de": ""}) == 200
    assert upload(client, jpeg(), **{"alternative-de": "", "is_decorative": "on"}) == 302


def test_words_and_rights_can_be_changed(cast: Cast) -> None:
    picture, client = make_picture(cast), cast.client(Role.EDITOR)
    said = {**NEW, "name": "Neu", "alternative-ar": "حفلة", "usable_until": "2030-01-31"}
    assert client.post(address("picture_change", picture), said).status_code == 302
    picture.refresh_from_db()
    assert (picture.name, picture.alternatives["ar"], picture.usable_until.isoformat()) == ("Neu", "حفلة", "2030-01-31")  # type: ignore[union-attr]


def test_another_file_is_taken_for_the_same_picture(cast: Cast) -> None:
    picture, client = make_picture(cast), cast.client(Role.EDITOR)
    file = SimpleUploadedFile("b.jpg", jpeg(90, 60))
    assert client.post(address("picture_replace", picture), {"file": file, "people": "1"}).status_code == 302
    picture.refresh_from_db()
    assert (picture.width, picture.people, picture.alternatives) == (90, 1, {"de": "Ein Kurs."})


def test_a_used_picture_says_where_instead_of_going(cast: Cast) -> None:
    picture, client = make_picture(cast), cast.client(Role.EDITOR)
    make_item(cast, "Mit Bild", picture=picture)
    answer = client.post(address("picture_delete", picture), follow=True)
    assert "Mit Bild" in answer.content.decode()
    assert Picture.objects.exists()


def test_an_unused_picture_goes_after_a_question(cast: Cast) -> None:
    picture, client = make_picture(cast), cast.client(Role.EDITOR)
    assert client.get(address("picture_delete", picture)).status_code == 200
    assert Picture.objects.exists()
    assert client.post(address("picture_delete", picture)).status_code == 302
    assert not Picture.objects.exists()


def test_the_head_of_office_finds_a_person_and_their_consent(cast: Cast) -> None:
    picture, client, person = make_picture(cast, people=1), cast.client(Role.HEAD_OF_OFFICE), make_person()
    consent, other = make_consent(person), make_consent(person, "rundbrief")
    page = f"{address('appearance_add', picture)}?q=ayse"
    shown = client.get(page).content.decode()
    assert f'value="{consent.pk}"' in shown
    assert f'value="{other.pk}"' not in shown
    assert client.post(page, {"consent": consent.pk, "expires_on": "2099-01-01"}).status_code == 302
    appearance = Appearance.objects.get()
    assert (appearance.person, appearance.consent) == (person, consent)
    assert client.post(page, {"consent": other.pk}).status_code == 200


def test_an_editor_notes_a_paper_withdraws_and_removes_it(cast: Cast) -> None:
    picture, client = make_picture(cast, people=1), cast.client(Role.EDITOR)
    assert client.post(address("appearance_add", picture), {"paper": ""}).status_code == 200
    assert client.post(address("appearance_add", picture), {"paper": "Ordner 3"}).status_code == 302
    appearance = Appearance.objects.get()
    assert client.get(reverse("pictures:appearance_withdraw", args=[appearance.pk])).status_code == 200
    client.post(reverse("pictures:appearance_withdraw", args=[appearance.pk]))
    appearance.refresh_from_db()
    assert appearance.withdrawn_on == timezone.localdate()
    client.post(reverse("pictures:appearance_remove", args=[appearance.pk]))
    assert not Appearance.objects.exists()


def test_the_list_is_filtered_and_takes_few_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, today = cast.client(Role.EDITOR), timezone.localdate()
    make_picture(cast, name="BaldVorbei", usable_until=today + timedelta(days=3))
    make_picture(cast, name="Vorbei", usable_until=today - timedelta(days=3))
    make_picture(cast, name="Arabisch", alternatives={"de": "x", "ar": "س"})
    client.get(address("pictures"))
    for query, names in (
        ("state=ending", {"BaldVorbei"}),
        ("state=hidden", {"Vorbei"}),
        ("missing=ar", {"BaldVorbei", "Vorbei"}),
        ("state=unused", {"BaldVorbei", "Vorbei", "Arabisch"}),
    ):
        with django_assert_max_num_queries(16):
            page = client.get(f"{address('pictures')}?{query}")
        assert {row.name for row in page.context["page"]} == names


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.ORGANISATION_MEMBER])
def test_pictures_are_kept_by_the_office(cast: Cast, role: Role) -> None:
    picture, client = make_picture(cast), cast.client(role)
    for page in (
        address("pictures"),
        picture.get_absolute_url(),
        address("picture_add"),
        address("file", picture, width=40),
    ):
        assert client.get(page).status_code in (403, 404)
    assert upload(client, jpeg()) in (403, 404)


def test_nobody_sees_them_without_signing_in(cast: Cast) -> None:
    picture = make_picture(cast, usable_until=timezone.localdate() - timedelta(days=1))
    assert Client().get(address("file", picture, width=picture.width)).status_code == 302


def test_the_start_page_tells_of_pictures_that_readers_miss(cast: Cast) -> None:
    picture = make_picture(cast, people=1)
    make_item(cast, "Mit Bild", picture=picture)
    assert "nicht zu sehen" in cast.client(Role.EDITOR).get(reverse("workspace:start")).content.decode()
