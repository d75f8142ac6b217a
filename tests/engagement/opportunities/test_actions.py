"""An organisation says what it needs, the office looks at it and puts it out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.engagement.rows import make_opportunity

from teilhabe.core.audit.action import Operator
from teilhabe.core.mail.models import Message
from teilhabe.core.users.roles import Role
from teilhabe.engagement.opportunities.actions import (
    AddOpportunity,
    ChangeOpportunity,
    CloseOpportunity,
    ConfirmOpportunity,
    CopyOpportunity,
    PublishOpportunity,
    SendBackOpportunity,
    SubmitOpportunity,
    TranslateOpportunity,
)
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.opportunities.selectors import listed
from teilhabe.engagement.opportunities.values import Asked, requirements_of
from teilhabe.errors import InputError

pytestmark = pytest.mark.django_db
VALUES = {"kind": "long term", "title": "Sprachcafé", "task": "Miteinander sprechen.", "priority": 2, "state": "open"}


def by_member(cast: Cast) -> Opportunity:
    member = cast.user(Role.ORGANISATION_MEMBER)
    asked = [Asked("language", "ar", at_least=1), Asked("age", number=18)]
    return AddOpportunity(by=member, organisation_row=cast.organisation, values=VALUES, requirements=asked).run()


def test_from_the_first_word_of_a_member_to_the_website(cast: Cast) -> None:
    member, coordinator = cast.user(Role.ORGANISATION_MEMBER), cast.user(Role.COORDINATOR)
    made = by_member(cast)
    SubmitOpportunity(by=member, opportunity=made).run()
    assert not listed().exists()
    PublishOpportunity(by=coordinator, opportunity=made).run()
    assert [each.title for each in listed()] == ["Sprachcafé"]
    assert "ist veröffentlicht" in Message.objects.get(to=member.email).subject_line


def test_members_decide_neither_state_nor_urgency(cast: Cast) -> None:
    made = by_member(cast)
    assert (made.state, made.priority) == ("draft", 1)
    with pytest.raises(PermissionDenied):
        PublishOpportunity(by=cast.user(Role.ORGANISATION_MEMBER), opportunity=made).run()


def test_nobody_adds_or_changes_for_another_organisation(cast: Cast) -> None:
    member = cast.user(Role.ORGANISATION_MEMBER)
    with pytest.raises(PermissionDenied):
        AddOpportunity(by=member, organisation_row=cast.other_organisation, values=VALUES).run()
    with pytest.raises(PermissionDenied):
        ChangeOpportunity(by=member, opportunity=make_opportunity(cast.other_organisation), values={}).run()


def test_what_is_sent_back_says_why_and_is_a_draft_again(cast: Cast) -> None:
    member, coordinator = cast.user(Role.ORGANISATION_MEMBER), cast.user(Role.COORDINATOR)
    made = by_member(cast)
    SubmitOpportunity(by=member, opportunity=made).run()
    with pytest.raises(InputError):
        SendBackOpportunity(by=coordinator, opportunity=made, remark=" ").run()
    SendBackOpportunity(by=coordinator, opportunity=made, remark="Bitte mit Uhrzeit.").run()
    assert (made.state, made.remark) == ("draft", "Bitte mit Uhrzeit.")
    assert "Bitte mit Uhrzeit." in Message.objects.get(to=member.email).body


def test_a_text_that_the_organisation_rewrites_is_looked_at_again_and_its_places_are_not(cast: Cast) -> None:
    member, made = cast.user(Role.ORGANISATION_MEMBER), make_opportunity(cast.organisation)
    ChangeOpportunity(by=member, opportunity=made, values={"places": 5}).run()
    assert (made.state, made.places) == ("open", 5)
    ChangeOpportunity(by=member, opportunity=made, values={"title": "Anderes"}).run()
    assert made.state == "submitted"
    TranslateOpportunity(by=member, opportunity=made, language="ar", title="مقهى", task="نتكلم معا").run()
    assert made.translations.get().title == "مقهى"


def test_the_office_rewrites_without_a_second_look(cast: Cast) -> None:
    made = make_opportunity(cast.organisation)
    ChangeOpportunity(by=cast.user(Role.COORDINATOR), opportunity=made, values={"title": "Anderes"}).run()
    assert made.state == "open"


def test_requirements_are_exactly_those_of_the_last_change(cast: Cast) -> None:
    made = by_member(cast)
    ChangeOpportunity(by=Operator("Probe"), opportunity=made, values={}, requirements=[Asked("age", number=16)]).run()
    assert requirements_of(made) == [Asked("age", number=16)]


def test_a_copy_is_a_draft_with_everything_but_the_dates(cast: Cast) -> None:
    former = by_member(cast)
    ChangeOpportunity(by=Operator("Probe"), opportunity=former, values={"ends_on": localdate()}).run()
    TranslateOpportunity(by=Operator("Probe"), opportunity=former, language="en", title="Café", task="Talk.").run()
    CloseOpportunity(by=Operator("Probe"), opportunity=former).run()
    copy = CopyOpportunity(by=cast.user(Role.ORGANISATION_MEMBER), opportunity=former).run()
    assert (copy.title, copy.state, copy.ends_on, copy.organisation) == ("Sprachcafé", "draft", None, cast.organisation)
    assert requirements_of(copy) == requirements_of(former)
    assert copy.translations.get().title == "Café"


def test_what_is_over_stays_over(cast: Cast) -> None:
    made = make_opportunity(cast.organisation, state="closed")
    with pytest.raises(InputError):
        PublishOpportunity(by=cast.user(Role.COORDINATOR), opportunity=made).run()


@pytest.mark.parametrize(
    "values",
    [{"state": "paused"}, {"is_listed": False}, {"ends_on": localdate() - timedelta(days=1)}],
    ids=["paused", "not listed", "over"],
)
def test_the_website_leaves_out_what_nobody_is_looked_for(cast: Cast, values: dict[str, object]) -> None:
    make_opportunity(cast.organisation, **values)
    assert not listed().exists()


def test_the_website_leaves_out_organisations_that_have_left(cast: Cast) -> None:
    make_opportunity(cast.organisation)
    cast.organisation.is_active = False
    cast.organisation.save()
    assert not listed().exists()


def test_a_pause_ends_with_the_office_and_waits_for_it_otherwise(cast: Cast) -> None:
    paused = [make_opportunity(cast.organisation, state="paused") for _number in range(2)]
    ConfirmOpportunity(by=cast.user(Role.ORGANISATION_MEMBER), opportunity=paused[0]).run()
    ConfirmOpportunity(by=cast.user(Role.COORDINATOR), opportunity=paused[1]).run()
    assert [each.state for each in paused] == ["submitted", "open"]
