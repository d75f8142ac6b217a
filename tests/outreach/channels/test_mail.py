"""Mail to groups: only who agreed, each once, in their language, and never again after they took it back."""

from __future__ import annotations

import pytest
from django.core import mail
from django.utils import timezone
from tests.cast import Cast
from tests.outreach.channels.board import said

from teilhabe.actors.models import Consent, ConsentText, ContactPoint, Partner, Person
from teilhabe.core.jobs.working import work_off
from teilhabe.core.mail.models import Message
from teilhabe.core.users.models import Organisation
from teilhabe.core.users.roles import Role
from teilhabe.outreach.channels.actions import ComposeDispatch, CorrectDispatch
from teilhabe.outreach.channels.correcting import correction_of
from teilhabe.outreach.channels.mail.audience import readers_of
from teilhabe.outreach.channels.mail.channel import GroupMail
from teilhabe.outreach.channels.models import Addressee, Dispatch
from teilhabe.outreach.channels.truth import now_wrong
from teilhabe.outreach.content.models import Fact

pytestmark = pytest.mark.django_db

State = Dispatch.State
LETTER = {"purpose": "rundbrief", "organisations": False, "districts": [], "others_than": []}


@pytest.fixture
def text(db: None) -> ConsentText:
    ConsentText.objects.create(purpose="rundbrief", version=1, language="ar", title="الرسالة الدورية", text="…")
    return ConsentText.objects.create(purpose="rundbrief", version=1, language="de", title="Rundbrief", text="…")


def reader(text: ConsentText, name: str, *, language: str = "", district: str = "", address: str = "") -> Person:
    person = Person.objects.create(family_name=name, preferred_language=language, district=district)
    ContactPoint.objects.create(person=person, kind="mail", value=address or f"{name.lower()}@probe.example")
    Consent.objects.create(person=person, text=text, way="paper")
    return person


def dispatch(cast: Cast, **audience: object) -> Dispatch:
    draft = said("Der Kurs ist frei.", title="Kurs", audience={**LETTER, **audience}, link="https://probe.example/kurs")
    made = ComposeDispatch(by=cast.user(Role.EDITOR), channel="mail", item=None, draft=draft).run()
    work_off()
    return Dispatch.objects.get(pk=made.pk)


def test_everybody_who_agreed_gets_one_of_their_own(cast: Cast, text: ConsentText) -> None:
    reader(text, "Amal")
    reader(text, "Bela")
    Person.objects.create(family_name="Ohne")
    assert dispatch(cast).state == State.SENT
    assert sorted(each.to for each in mail.outbox) == [["amal@probe.example"], ["bela@probe.example"]]
    assert "Sie bekommen diese E-Mail, weil Sie zugestimmt haben: Rundbrief." in mail.outbox[0].body
    assert "https://probe.example/kurs" in mail.outbox[0].body


def test_nobody_gets_it_who_has_withdrawn_or_agreed_to_an_older_text(cast: Cast, text: ConsentText) -> None:
    gone, _kept = reader(text, "Amal"), reader(text, "Bela")
    gone.consents.update(withdrawn_at=timezone.now())
    dispatch(cast)
    assert [each.to for each in mail.outbox] == [["bela@probe.example"]]
    ConsentText.objects.create(purpose="rundbrief", version=2, language="de", title="Rundbrief", text="neu")
    assert dispatch(cast).state == State.FAILED
    assert len(mail.outbox) == 1


def test_each_reader_gets_it_in_one_language(text: ConsentText) -> None:
    for name, language in (("Amal", "ar"), ("Bela", ""), ("Cem", "tr"), ("Dana", "de")):
        reader(text, name, language=language)
    german = readers_of({**LETTER, "others_than": ["ar"]}, "de")
    arabic = readers_of({key: value for key, value in LETTER.items() if key != "others_than"}, "ar")
    assert sorted(each.address for each in arabic) == ["amal@probe.example"]
    assert sorted(each.address for each in german) == ["bela@probe.example", "cem@probe.example", "dana@probe.example"]


def test_a_district_narrows_people_and_organisations(text: ConsentText) -> None:
    reader(text, "Amal", district="Nord")
    reader(text, "Bela", district="Süd")
    for name, districts in (("Nordverein", ["Nord"]), ("Südverein", ["Süd"]), ("Stadtverein", [])):
        organisation = Organisation.objects.create(name=name)
        Partner.objects.create(organisation=organisation, districts=districts)
        ContactPoint.objects.create(organisation=organisation, kind="mail", value=f"{name.lower()}@probe.example")
    found = readers_of({**LETTER, "districts": ["Nord"], "organisations": True}, "de")
    assert sorted(each.address for each in found) == [
        "amal@probe.example",
        "nordverein@probe.example",
        "stadtverein@probe.example",
    ]


def test_two_people_with_one_address_get_one_mail(cast: Cast, text: ConsentText) -> None:
    reader(text, "Amal", address="familie@probe.example")
    reader(text, "Bela", address="Familie@probe.example")
    dispatch(cast)
    assert len(mail.outbox) == 1


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(
    cast: Cast, text: ConsentText, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between two batches, it is found begun: nobody is written to twice, and every mail keeps its number."""
    monkeypatch.setattr("teilhabe.outreach.channels.mail.channel.PER_TRANSACTION", 2)
    for number in range(5):
        reader(text, f"Leser{number}")
    made = dispatch(cast)
    first = set(Message.objects.values_list("message_id", flat=True))
    Addressee.objects.filter(person__family_name="Leser4").delete()
    Message.objects.filter(to="leser4@probe.example").delete()
    Dispatch.objects.update(state=State.SENDING, sent_at=None)
    GroupMail().send(made)
    work_off()
    assert sorted(Message.objects.values_list("to", flat=True)) == [
        f"leser{number}@probe.example" for number in range(5)
    ]
    assert len(first & set(Message.objects.values_list("message_id", flat=True))) == 4


def test_a_correction_goes_to_those_who_got_the_first_and_still_want_it(cast: Cast, text: ConsentText) -> None:
    Fact.objects.create(key="telefon", name="Telefon", kind="phone", value={"number": "0631 2"})
    amal, bela = reader(text, "Amal"), reader(text, "Bela")
    first = dispatch(cast)
    Dispatch.objects.filter(pk=first.pk).update(facts={"telefon": "0631 1"})
    first.refresh_from_db()
    bela.consents.update(withdrawn_at=timezone.now())
    reader(text, "Cem")
    correction = correction_of(now_wrong([first])[0])
    assert correction is not None
    CorrectDispatch(by=cast.user(Role.EDITOR), dispatch=first, draft=correction.draft).run()
    work_off()
    assert [(each.to, each.subject) for each in mail.outbox[2:]] == [(["amal@probe.example"], "Berichtigung: Kurs")]
    assert "Jetzt: 0631 2" in mail.outbox[2].body
    assert amal.pk is not None


def test_the_words_around_it_are_in_the_language_of_the_reader(cast: Cast, text: ConsentText) -> None:
    reader(text, "Amal", language="ar")
    draft = said("نص", title="دورة", audience={"purpose": "rundbrief", "organisations": False, "districts": []})
    ComposeDispatch(
        by=cast.user(Role.EDITOR), channel="mail", item=None, draft=type(draft)(**{**draft.__dict__, "language": "ar"})
    ).run()
    work_off()
    (sent,) = mail.outbox
    assert sent.extra_headers["Content-Language"] == "ar"
    assert "الرسالة الدورية" in sent.body
    assert "Sie bekommen" not in sent.body
