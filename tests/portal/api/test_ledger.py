"""Whoever applies the changes to an old copy has the new list, whatever happened in between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.cast import Cast, make_cast
from tests.outreach.items import approve, make_item, original_of, publish, translate_all

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.facts import AddFact, ChangeFact
from teilhabe.outreach.content.actions.items import ChangeItem, WithdrawItem
from teilhabe.outreach.content.actions.publishing import Publish
from teilhabe.outreach.content.actions.texts import SaveText
from teilhabe.outreach.content.actions.writing import Written
from teilhabe.outreach.content.editions import stamp
from teilhabe.outreach.content.models import Category, Edition, Fact, InfoItem
from teilhabe.outreach.content.published import forget
from teilhabe.portal.api.ledger import Overtaken, record

BEGIN = datetime(2027, 3, 1, 9, tzinfo=UTC)
QUESTIONS = ("items", "items?kind=news", "items?category=thema")
STEPS = (
    "rewrite",
    "withdraw",
    "publish",
    "schedule",
    "translate",
    "fact",
    "category",
    "kind",
    "delete",
    "wait",
    "forget",
)
Copy = dict[str, object]


class Office:
    """An editor who does something, and a clock."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = BEGIN
        monkeypatch.setattr(timezone, "now", lambda: self.now)
        self.cast: Cast = make_cast()
        editor = self.editor = self.cast.user(Role.EDITOR)
        values = {"key": "tel", "name": "Telefon", "kind": "text", "value": {"text": "1"}}
        self.fact: Fact = AddFact(by=editor, values=values).run()
        self.topic = Category.objects.create(kind="topic", key="thema", names={"de": "Thema"})
        self.keys = [f"item-{number}" for number in range(3)]
        for key in self.keys:
            publish(self.cast, make_item(self.cast, key, "Absatz mit {tel}.", key=key))

    def do(self, step: str, which: int, amount: int) -> None:
        item = InfoItem.objects.filter(key=self.keys[which]).first()
        if step == "wait":
            self.now += timedelta(minutes=10 * amount)
        elif step == "forget":
            forget()  # another process, or this one after a restart
        elif step == "fact":
            ChangeFact(by=self.editor, fact=self.fact, values={"value": {"text": str(amount)}}).run()
        elif item is not None:
            getattr(self, step)(item, amount)

    def rewrite(self, item: InfoItem, amount: int) -> None:
        original = original_of(item)
        text = Written(f"{item.key} {amount}", text=f"Absatz {amount} mit {{tel}}.")
        SaveText(by=self.editor, variant=original, written=text, version=original.version).run()
        self.publish(item, amount)

    def withdraw(self, item: InfoItem, amount: int) -> None:
        WithdrawItem(by=self.editor, item=item).run()

    def publish(self, item: InfoItem, amount: int) -> None:
        original = original_of(item)
        newest = original.revisions.order_by("-number").first()
        if newest is not None and newest.state != "approved":
            approve(self.cast, original)
        Publish(by=self.editor, variant=original).run()

    def schedule(self, item: InfoItem, amount: int) -> None:
        begins = self.now + timedelta(minutes=7 * (amount - 2))
        values = {"publish_at": begins, "publish_until": begins + timedelta(minutes=9 * amount + 1)}
        ChangeItem(by=self.editor, item=item, values=values).run()

    def translate(self, item: InfoItem, amount: int) -> None:
        language = ("en", "ar", "uk")[amount % 3]
        if not item.variants.filter(language=language).exists():
            translate_all(self.cast, item, language)

    def category(self, item: InfoItem, amount: int) -> None:
        ChangeItem(by=self.editor, item=item, categories=(self.topic,) if amount % 2 else ()).run()

    def kind(self, item: InfoItem, amount: int) -> None:
        ChangeItem(by=self.editor, item=item, values={"kind": ("page", "news")[amount % 2]}).run()

    def delete(self, item: InfoItem, amount: int) -> None:
        if amount == 1:
            Edition.objects.filter(variant__item=item).delete()
            item.variants.exclude(translated_from=None).delete()
            item.delete()
            stamp()


class Reader:
    """A program that keeps a copy of a list."""

    def __init__(self, client: Client, question: str) -> None:
        self.client, self.question = client, question
        answer = self._ask("")
        self.copy: Copy = {item["key"]: item for item in answer["items"]}
        self.as_of = answer["as_of"]

    def _ask(self, since: str) -> dict:  # type: ignore[type-arg]
        data = {"since": since} if since else {}
        path, _mark, query = self.question.partition("?")
        data |= dict([query.split("=")]) if query else {}
        return self.client.get(f"/api/v1/ar/{path}", data).json()

    def refresh(self) -> None:
        answer = self._ask(self.as_of)
        if answer["is_complete"]:
            self.copy = {}
        for key in answer["removed"]:
            self.copy.pop(key, None)
        self.copy |= {item["key"]: item for item in answer["items"]}
        self.as_of = answer["as_of"]


class TestDeltas(TestCase):
    @given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 2), st.integers(1, 4)), min_size=1, max_size=8))
    @settings(max_examples=12, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
    def test_a_copy_kept_by_changes_equals_the_whole_list(self, steps: list[tuple[str, int, int]]) -> None:
        forget()
        with pytest.MonkeyPatch.context() as monkeypatch:
            office, client = Office(monkeypatch), Client()
            readers = [Reader(client, question) for question in QUESTIONS]
            for place, step in enumerate(steps):
                office.do(*step)
                for each in readers[place % 2 :: 2]:  # some come often, some seldom
                    each.refresh()
            for each in readers:
                each.refresh()
                assert each.copy == Reader(client, each.question).copy
                assert each._ask(each.as_of)["items"] == []


NOW = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.django_db
def test_an_older_state_is_not_taken_down_after_a_newer_one() -> None:
    record("1:de:", 5, None, {"a": "1"})
    with pytest.raises(Overtaken):
        record("1:de:", 4, None, {"a": "0"})
    with pytest.raises(Overtaken):
        record("1:de:", 5, NOW, {"a": "0"})


@pytest.mark.django_db
def test_a_second_process_takes_over_the_moments_of_the_first() -> None:
    first = record("1:de:", 5, None, {"a": "1"})
    assert record("1:de:", 5, None, {"a": "1"}) == first


@pytest.mark.django_db
def test_moments_grow_even_while_the_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    moments = [record("1:de:", number, None, {"a": str(number)}).as_of for number in range(3)]
    assert moments == sorted(set(moments))


@pytest.mark.django_db
def test_what_comes_back_is_no_longer_removed() -> None:
    record("1:de:", 1, None, {"a": "1"})
    assert list(record("1:de:", 2, None, {}).removed) == ["a"]
    assert record("1:de:", 3, None, {"a": "1"}).removed == {}
