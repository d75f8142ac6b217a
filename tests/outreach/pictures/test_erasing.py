"""Who is erased is in no picture, in no text's history and in no line of the log; what they made stays."""

from __future__ import annotations

import json

import pytest
from tests.actors.people import make_person
from tests.cast import Cast
from tests.outreach.items import make_item, original_of, publish, translate_all
from tests.outreach.pictures.kept import make_consent, make_picture

from teilhabe.actors.models import Person
from teilhabe.core.audit.models import AuditDetail
from teilhabe.core.backup.place import configured
from teilhabe.core.privacy.actions import EraseSubject
from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.texts import SaveText
from teilhabe.outreach.content.actions.writing import Written
from teilhabe.outreach.content.models import Revision, Segment
from teilhabe.outreach.content.published import shelf
from teilhabe.outreach.inbox.actions.entries import AnswerConversation
from teilhabe.outreach.inbox.letterbox.taking import Page, Question, take
from teilhabe.outreach.inbox.models import Conversation, Way
from teilhabe.outreach.pictures.actions import AddAppearance
from teilhabe.outreach.pictures.models import Appearance, Picture
from teilhabe.outreach.pictures.selectors import usable_pictures
from teilhabe.outreach.pictures.storing import file_of

pytestmark = pytest.mark.django_db


def logged() -> str:
    """All that the log says beyond who did what."""
    return json.dumps(list(AuditDetail.objects.values("target_label", "before", "after")), ensure_ascii=False)


def shown_with(cast: Cast, person: Person) -> Picture:
    picture = make_picture(cast, people=1)
    consent = make_consent(person)
    AddAppearance(by=cast.user(Role.HEAD_OF_OFFICE), picture=picture, person=person, consent=consent).run()
    return picture


def test_a_picture_disappears_with_a_person_who_is_erased(cast: Cast) -> None:
    person = make_person(given_name="Geheimine", family_name="Geheimer")
    picture = shown_with(cast, person)
    assert usable_pictures([picture.pk])
    EraseSubject(by=cast.user(Role.HEAD_OF_OFFICE), row=person).run()
    assert not Appearance.objects.exists()
    assert not usable_pictures([picture.pk])
    assert Picture.objects.filter(pk=picture.pk).exists()
    assert "Geheim" not in logged()


def test_texts_stay_when_the_account_of_their_author_is_erased(cast: Cast) -> None:
    item, editor, picture = make_item(cast, "Bleibt"), cast.user(Role.EDITOR), make_picture(cast)
    publish(cast, item)
    translate_all(cast, item, "ar")
    original = original_of(item)
    SaveText(by=editor, variant=original, written=Written("Neu", text="Neu."), version=original.version).run()
    EraseSubject(by=cast.user(Role.ADMINISTRATOR), row=editor).run()
    assert [reading.title for reading in shelf("de").readings] == ["Bleibt"]
    assert Segment.objects.exists()
    assert not Segment.objects.filter(changed_by=editor.pk).exists()
    assert not Revision.objects.filter(made_by=editor.pk).exists()
    picture.refresh_from_db()
    assert picture.added_by is None
    assert editor.email not in logged()


def test_the_log_keeps_no_word_of_readers_and_none_of_the_answer(cast: Cast) -> None:
    take(Question(text="Ich heiße Geheimine", language="de", ticket="1", page=Page()))
    AnswerConversation(
        by=cast.user(Role.EDITOR), conversation=Conversation.objects.get(), way=Way.PAGE, text="Liebe Geheimine"
    ).run()
    assert AuditDetail.objects.exists()
    assert "Geheimine" not in logged()


def test_files_of_pictures_lie_where_backups_look(cast: Cast) -> None:
    picture = make_picture(cast)
    file = file_of(picture.digest, picture.width)
    assert file.is_file()
    assert any(file.is_relative_to(tree) for tree in configured().trees.values())
