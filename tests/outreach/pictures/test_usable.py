"""A picture is shown only while its rights last and everybody in it agrees."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from tests.actors.people import make_person
from tests.cast import Cast
from tests.outreach.items import make_item
from tests.outreach.pictures.kept import make_consent, make_picture
from tests.outreach.pictures.uploads import jpeg

from teilhabe.actors.actions.consents import WithdrawConsent
from teilhabe.core.mail.models import Message
from teilhabe.core.privacy.erasing import forget
from teilhabe.core.privacy.subjects import human_behind
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError
from teilhabe.outreach.pictures.actions import (
    AddAppearance,
    AddPicture,
    DeletePicture,
    RemoveAppearance,
    ReplacePicture,
    WithdrawAppearance,
)
from teilhabe.outreach.pictures.jobs import remind
from teilhabe.outreach.pictures.models import Appearance, Picture
from teilhabe.outreach.pictures.selectors import address_of, alternative, usable, usable_pictures, widths_of, with_state
from teilhabe.outreach.pictures.storing import file_of

TODAY = timezone.localdate()
DAY = timedelta(days=1)


def is_shown(picture: Picture) -> bool:
    return picture.pk in usable_pictures([picture.pk])


def status(picture: Picture) -> int:
    return Client().get(address_of(picture, 480)).status_code


def agree(cast: Cast, picture: Picture, **values: object) -> Appearance:
    return AddAppearance(by=cast.user(Role.HEAD_OF_OFFICE), picture=picture, **values).run()  # type: ignore[arg-type]


def test_a_picture_without_people_is_shown_until_its_rights_end(cast: Cast) -> None:
    forever, today, over = (make_picture(cast, usable_until=end) for end in (None, TODAY, TODAY - DAY))
    assert (is_shown(forever), is_shown(today), is_shown(over)) == (True, True, False)
    assert (status(forever), status(today), status(over)) == (200, 200, 404)


def test_a_picture_waits_for_the_consent_of_everybody_in_it(cast: Cast) -> None:
    picture = make_picture(cast, people=2)
    assert not is_shown(picture)
    person = make_person()
    agree(cast, picture, person=person, consent=make_consent(person))
    assert not is_shown(picture)
    agree(cast, picture, paper="Ordner 3, Blatt 4")
    assert is_shown(picture)


def test_it_disappears_when_a_consent_ends(cast: Cast) -> None:
    picture = make_picture(cast, people=1)
    agree(cast, picture, paper="Ordner 3", expires_on=TODAY)
    assert is_shown(picture)
    assert not usable(TODAY + DAY).filter(pk=picture.pk).exists()


def test_it_disappears_at_once_when_a_consent_on_record_is_withdrawn(cast: Cast) -> None:
    picture, person = make_picture(cast, people=1), make_person()
    consent = make_consent(person)
    agree(cast, picture, person=person, consent=consent)
    assert status(picture) == 200
    WithdrawConsent(by=cast.user(Role.HEAD_OF_OFFICE), consent=consent).run()
    assert (is_shown(picture), status(picture)) == (False, 404)


def test_it_disappears_at_once_when_a_paper_is_withdrawn(cast: Cast) -> None:
    picture = make_picture(cast, people=1)
    appearance = agree(cast, picture, paper="Ordner 3")
    WithdrawAppearance(by=cast.user(Role.EDITOR), appearance=appearance).run()
    assert status(picture) == 404


def test_a_refusal_hides_the_picture_even_where_others_agree(cast: Cast) -> None:
    picture = make_picture(cast, people=1)
    gone = agree(cast, picture, paper="Ordner 3")
    WithdrawAppearance(by=cast.user(Role.EDITOR), appearance=gone).run()
    agree(cast, picture, paper="Ordner 4")
    assert not is_shown(picture)
    RemoveAppearance(by=cast.user(Role.EDITOR), appearance=gone).run()
    assert is_shown(picture)


def test_erasing_somebody_removes_the_appearance_and_hides_the_picture(cast: Cast) -> None:
    picture, person = make_picture(cast, people=1, name="Fest mit Ayşe Yılmaz"), make_person()
    agree(cast, picture, person=person, consent=make_consent(person))
    forget(human_behind(person), timezone.now())
    assert not Appearance.objects.exists()
    assert (is_shown(picture), status(picture)) == (False, 404)
    picture.refresh_from_db()
    assert "Ayşe" not in picture.name


def test_a_consent_of_somebody_else_or_a_withdrawn_one_is_refused(cast: Cast) -> None:
    picture, person, other = make_picture(cast, people=1), make_person(), make_person("Ali", "Probe")
    with pytest.raises(InputError):
        agree(cast, picture, person=person, consent=make_consent(other))
    with pytest.raises(InputError):
        agree(cast, picture, person=person)


def test_many_pictures_are_asked_for_in_one_query(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pictures = [make_picture(cast) for _number in range(4)]
    with django_assert_num_queries(1):
        assert len(usable_pictures([each.pk for each in pictures])) == 4


def test_the_file_is_kept_by_browsers_only_and_is_never_anything_but_a_picture(cast: Cast) -> None:
    answer = Client().get(address_of(make_picture(cast), 480))
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["0" * 64 + "-480.webp", "x-480.webp", "0" * 64 + "-480.html"])
def test_no_other_file_is_served(name: str, db: None) -> None:
    assert Client().get(f"/medien/{name}").status_code == 404


def test_the_address_leads_to_the_narrowest_file_that_is_wide_enough(cast: Cast) -> None:
    picture = make_picture(cast, width=700)
    assert address_of(picture, 300).endswith("-480.webp")
    assert address_of(picture, 5000).endswith(f"-{picture.width}.webp")
    assert all(file_of(picture.digest, width).is_file() for width in widths_of(picture))


def test_the_same_picture_is_taken_once(cast: Cast) -> None:
    by, values = cast.user(Role.EDITOR), {"name": "Fest", "author": "A", "licence": "B"}
    AddPicture(by=by, content=jpeg(), values=values).run()
    with pytest.raises(InputError, match="Fest"):
        AddPicture(by=by, content=jpeg(), values=values).run()


def test_a_used_picture_stays_and_an_unused_one_goes_with_its_files(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    picture, by = make_picture(cast), cast.user(Role.EDITOR)
    item = make_item(cast, "Mit Bild", picture=picture)
    with pytest.raises(InputError, match="Mit Bild"):
        DeletePicture(by=by, picture=picture).run()
    item.picture = None
    item.save()
    file = file_of(picture.digest, picture.width)
    with django_capture_on_commit_callbacks(execute=True):
        DeletePicture(by=by, picture=picture).run()
    assert not file.exists()
    assert not Picture.objects.exists()


def test_another_file_keeps_words_and_rights(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    picture = make_picture(cast, alternatives={"de": "Ein Kurs.", "ar": "دورة"})
    former = file_of(picture.digest, picture.width)
    with django_capture_on_commit_callbacks(execute=True):
        ReplacePicture(by=cast.user(Role.EDITOR), picture=picture, content=jpeg(900, 500), people=0).run()
    picture.refresh_from_db()
    assert (picture.width, picture.alternatives["ar"], picture.licence) == (900, "دورة", "eigenes Bild")
    assert not former.exists()
    assert status(picture) == 200


def test_a_refused_file_leaves_nothing_behind(cast: Cast, var_dir: Path) -> None:
    with pytest.raises(InputError):
        AddPicture(
            by=cast.user(Role.EDITOR), content=b"<svg>", values={"name": "x", "author": "x", "licence": "x"}
        ).run()
    assert not Picture.objects.exists()
    assert not list(var_dir.rglob("*.webp"))


def test_volunteers_and_members_keep_no_pictures(cast: Cast) -> None:
    for role in (Role.VOLUNTEER, Role.ORGANISATION_MEMBER):
        with pytest.raises(PermissionDenied):
            AddPicture(by=cast.user(role), content=jpeg(), values={"name": "x", "author": "x", "licence": "x"}).run()


def test_the_alternative_comes_in_the_best_language_there_is(cast: Cast) -> None:
    picture = make_picture(cast, alternatives={"de": "Ein Kurs.", "ar": "دورة"})
    assert alternative(picture, "ar") == ("دورة", "ar")
    assert alternative(picture, "de-simple") == alternative(picture, "uk") == ("Ein Kurs.", "de")
    assert alternative(make_picture(cast, is_decorative=True), "ar") == ("", "")


def test_who_added_a_picture_hears_of_its_end_a_month_and_a_week_before(cast: Cast) -> None:
    for days in (30, 7, 8, 0):
        make_picture(cast, name=f"Bild {days}", usable_until=TODAY + days * DAY)
    agree(cast, make_picture(cast, name="Fest", people=1), paper="Ordner", expires_on=TODAY + 7 * DAY)
    remind.func()
    told = Message.objects.order_by("pk")
    assert [each.subject_line.split(": ")[1] for each in told] == ["Bild 30", "Bild 7", "Fest"]
    assert {each.to for each in told} == {cast.user(Role.EDITOR).email}


def test_the_state_says_what_ends_soon(cast: Cast) -> None:
    make_picture(cast, name="bald", usable_until=TODAY + 10 * DAY)
    make_picture(cast, name="spät", usable_until=TODAY + 90 * DAY)
    make_picture(cast, name="vorbei", usable_until=TODAY - DAY)
    assert {each.name: (each.is_usable, each.is_ending) for each in with_state()} == {
        "bald": (True, True),
        "spät": (True, False),
        "vorbei": (False, False),
    }
