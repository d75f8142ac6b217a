"""Whoever has the mail in hand subscribes, confirms and leaves; nobody learns of an address that is not theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from teilhabe.actors.models import ConsentText
from teilhabe.core.mail.models import Message
from teilhabe.outreach.newsletter.consent import NEWSLETTER
from teilhabe.outreach.newsletter.models import Subscription
from teilhabe.outreach.newsletter.subscribing import (
    DAYS_TO_CONFIRM,
    Wish,
    ask_to_confirm,
    asked_by,
    confirm,
    forget_unconfirmed,
    leave,
    signed,
)

pytestmark = pytest.mark.django_db
SITE = "https://probe.example"
WISH = Wish("Amal@Probe.example", "ar", ("housing",))


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    cache.clear()


def _asked(wish: Wish = WISH) -> Subscription:
    ask_to_confirm(wish, SITE)
    return Subscription.objects.get(address=wish.address.lower())


def _reader() -> Subscription:
    subscription = _asked()
    confirm(subscription)
    return subscription


def _letters() -> list[str]:
    return [f"{each.subject_line}\n{each.body}" for each in Message.objects.order_by("pk")]


def test_nobody_gets_anything_before_they_have_confirmed() -> None:
    subscription = _asked()
    assert not subscription.is_active
    confirm(subscription)
    assert Subscription.objects.get().is_active


def test_the_consent_is_proved_by_its_wording_its_way_and_its_moments() -> None:
    subscription = _reader()
    assert subscription.text is not None
    assert (subscription.text.purpose, subscription.text.language, subscription.way) == (
        NEWSLETTER.purpose,
        "ar",
        "form",
    )
    assert subscription.confirmed_at is not None
    assert subscription.asked_at <= subscription.confirmed_at
    with pytest.raises(ValueError, match="agreed"):
        subscription.text.save()


def test_the_offices_own_wording_goes_before_ours_in_the_language_closest_to_the_reader() -> None:
    for version, language in ((1, "ar"), (2, "de"), (2, "en")):
        ConsentText.objects.create(
            purpose=NEWSLETTER.purpose, version=version, language=language, title="Probe", text=language
        )
    assert [NEWSLETTER.wording(language).language for language in ("de", "de-simple", "tr", "ar")] == [
        "de",
        "de",
        "en",
        "en",
    ]
    assert NEWSLETTER.agreed_to("de").version == 2


def test_our_own_wording_is_kept_in_all_its_languages_at_once() -> None:
    assert NEWSLETTER.agreed_to("ar").language == "ar"
    assert NEWSLETTER.agreed_to("de").language == "de"
    assert ConsentText.objects.filter(purpose=NEWSLETTER.purpose, version=1).count() == 4


def test_who_reads_plain_german_agrees_to_plain_german_ours_or_the_offices_own() -> None:
    ours = NEWSLETTER.agreed_to("de-simple")
    assert (ours.language, "Ich kann ihn immer abbestellen." in ours.text) == ("de-simple", True)
    for language in ("de", "de-simple"):
        ConsentText.objects.create(
            purpose=NEWSLETTER.purpose, version=2, language=language, title="Probe", text=language
        )
    assert [NEWSLETTER.wording(language).text for language in ("de-simple", "de", "tr")] == ["de-simple", "de", "de"]


def test_somebody_who_gets_it_already_reads_so_in_a_mail_and_nothing_changes() -> None:
    reader = _reader()
    cache.clear()
    ask_to_confirm(Wish(WISH.address, "de", ()), SITE)
    reader.refresh_from_db()
    assert (reader.language, reader.topics) == ("ar", ["housing"])
    first, second = _letters()
    assert signed(reader).partition(":")[0] in first
    assert f"/{reader.token}/" in second
    assert f"{reader.token}:" not in second


def test_nobody_can_fill_somebody_elses_letterbox() -> None:
    for _attempt in range(5):
        ask_to_confirm(WISH, SITE)
    assert len(_letters()) == 1


def test_the_letter_is_in_the_readers_language_and_leads_to_their_pages() -> None:
    _asked()
    (letter,) = _letters()
    assert "https://probe.example/ar/newsletter/confirm/" in letter
    assert "مرحبًا" in letter


def test_a_link_is_good_for_seven_days_and_only_as_we_wrote_it(monkeypatch: pytest.MonkeyPatch) -> None:
    subscription = _asked()
    link = signed(subscription)
    assert asked_by(link) == subscription
    assert asked_by(link[:-1]) is None
    assert asked_by(subscription.token) is None
    now = timezone.now().timestamp()
    monkeypatch.setattr("time.time", lambda: now + timedelta(days=DAYS_TO_CONFIRM, minutes=1).total_seconds())
    assert asked_by(link) is None


def test_leaving_twice_is_leaving_once_and_an_unknown_token_is_nobody() -> None:
    reader = _reader()
    leave(reader.token)
    ended_at = Subscription.objects.get().ended_at
    leave(reader.token)
    leave("gibt-es-nicht")
    left = Subscription.objects.get()
    assert (left.ended_at, left.ending, left.is_active) == (ended_at, Subscription.Ending.LEFT, False)


def test_whoever_has_left_may_subscribe_again_and_confirms_again() -> None:
    reader = _reader()
    leave(reader.token)
    cache.clear()
    again = _asked()
    assert not again.is_active
    confirm(again)
    again.refresh_from_db()
    assert again.is_active
    assert again.ending == ""


def test_who_never_confirmed_is_forgotten_after_seven_days_and_nobody_else() -> None:
    late = Subscription.objects.create(
        address="spaet@probe.example", language="de", asked_at=timezone.now() - timedelta(days=8)
    )
    fresh = Subscription.objects.create(address="neu@probe.example", language="de")
    reader = Subscription.objects.create(
        address="da@probe.example", language="de", asked_at=late.asked_at, confirmed_at=timezone.now()
    )
    assert forget_unconfirmed() == 1
    assert set(Subscription.objects.all()) == {fresh, reader}
