"""Two processes at once, on a database that lets them: nobody's work is lost, and readers see what is true."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from tests.cast import Cast, make_cast
from tests.outreach.items import approve, make_item, original_of, publish, translate_all

from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError
from teilhabe.outreach.content.actions.facts import AddFact, ChangeFact
from teilhabe.outreach.content.actions.publishing import Publish
from teilhabe.outreach.content.actions.texts import SaveText
from teilhabe.outreach.content.actions.writing import Written
from teilhabe.outreach.content.editions import stamp
from teilhabe.outreach.content.models import Edition, Fact, Revision, Stamp, Variant
from teilhabe.outreach.content.published import shelf
from teilhabe.outreach.translation.actions.segments import Draft, SaveSegments
from teilhabe.outreach.translation.selectors.pairs import pairs_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has a server that two can write to"),
]
ROUNDS = 5
"""A race that is lost one time in many shows up sooner."""


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What they answer, or the InputError that they were refused with; each has a connection of its own."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            barrier.wait(timeout=20)
            return call()
        except InputError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [each.result(timeout=30) for each in [pool.submit(run, call) for call in calls]]


def refused(answers: list[Any]) -> int:
    return sum(isinstance(answer, InputError) for answer in answers)


def test_the_first_stamp_is_made_once_and_counts_everybody() -> None:
    for _round in range(ROUNDS):
        Stamp.objects.all().delete()
        at_once(*[stamp] * 6)
        first = Stamp.objects.get().number
        at_once(*[stamp] * 6)
        assert Stamp.objects.get().number == first + 6


def test_of_two_who_save_the_same_state_one_is_refused_and_nothing_is_lost(cast: Cast) -> None:
    variant = original_of(make_item(cast))
    users = (cast.user(Role.EDITOR), cast.user(Role.HEAD_OF_OFFICE))
    for number in range(ROUNDS):
        version = Variant.objects.get(pk=variant.pk).version
        answers = at_once(
            *(
                lambda user=user, version=version, number=number: _save(variant.pk, user, version, number)
                for user in users
            )
        )
        assert refused(answers) == 1
        assert Variant.objects.get(pk=variant.pk).version == version + 1
    numbers = list(Revision.objects.filter(variant=variant).values_list("number", flat=True))
    assert sorted(numbers) == list(range(1, ROUNDS + 2))


def _save(pk: int, user: Any, version: int, number: int) -> Revision:
    written = Written("Titel", text=f"Stand {number} von {user.name}")
    return SaveText(by=user, variant=Variant.objects.get(pk=pk), written=written, version=version).run()


def test_two_who_publish_one_variant_leave_one_edition(cast: Cast) -> None:
    item = make_item(cast)
    approve(cast, original_of(item))
    key, editor = original_of(item).pk, cast.user(Role.EDITOR)
    answers = at_once(*[lambda: Publish(by=editor, variant=Variant.objects.get(pk=key)).run()] * 4)
    assert refused(answers) == 0
    assert Edition.objects.filter(variant=key).count() == 1


def test_two_variants_published_at_once_do_not_undo_each_other(cast: Cast) -> None:
    item = make_item(cast)
    publish(cast, item)
    editor = cast.user(Role.EDITOR)
    keys = [translate_all(cast, item, language).pk for language in ("ar", "uk")]
    for _round in range(ROUNDS):
        Edition.objects.filter(variant__in=keys).delete()
        at_once(*(lambda key=key: Publish(by=editor, variant=Variant.objects.get(pk=key)).run() for key in keys))
        assert set(Edition.objects.filter(variant__in=keys).values_list("variant", flat=True)) == set(keys)
        assert {reading.language for code in ("ar", "uk") for reading in shelf(code).readings} == {"ar", "uk"}


def test_a_fact_that_changes_while_a_text_goes_out_is_right_for_readers(cast: Cast) -> None:
    editor = cast.user(Role.EDITOR)
    values = {"key": "preis", "name": "Preis", "kind": "price", "value": {"amount": "1"}}
    fact = AddFact(by=editor, values=values).run()
    item = make_item(cast, text="Das kostet {preis}.")
    approve(cast, original_of(item))
    key = original_of(item).pk
    for amount in range(2, 2 + ROUNDS):
        at_once(
            lambda: Publish(by=editor, variant=Variant.objects.get(pk=key)).run(),
            lambda amount=amount: ChangeFact(
                by=editor, fact=Fact.objects.get(pk=fact.pk), values={"value": {"amount": str(amount)}}
            ).run(),
        )
        assert f"{amount}" in shelf("de").readings[0].html
        assert "\ue000" not in shelf("de").readings[0].html


def test_two_who_translate_different_paragraphs_both_keep_their_work(cast: Cast) -> None:
    item = make_item(cast)
    publish(cast, item)
    key = translate_all(cast, item, "ar").pk
    first, second = (pair.key for pair in pairs_of(Variant.objects.get(pk=key))[:2])
    people = {first: cast.user(Role.EDITOR), second: cast.user(Role.HEAD_OF_OFFICE)}
    for number in range(ROUNDS):
        at_once(
            *(
                lambda part=part, user=user, number=number: SaveSegments(
                    by=user, variant=Variant.objects.get(pk=key), drafts={part: Draft(f"نص {number} {part}")}
                ).run()
                for part, user in people.items()
            )
        )
        kept = {pair.key: pair.text for pair in pairs_of(Variant.objects.get(pk=key))}
        assert {part: kept[part] for part in people} == {part: f"نص {number} {part}" for part in people}
    newest = Revision.objects.filter(variant=key).latest("number").content
    assert {each["key"]: each["text"] for each in newest}[second] == kept[second]
