"""A machine fills gaps, keeps facts and links, and leaves everything as it was where it fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from tests.cast import Cast
from tests.outreach.items import make_item
from tests.outreach.translation.drafts import begin, rewrite, save
from tests.outreach.translation.libretranslate import Behaviour, serving

from teilhabe.core.jobs.working import work_off
from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.models import Segment, Variant
from teilhabe.outreach.translation.actions.machine import AskMachine, fill
from teilhabe.outreach.translation.actions.segments import Draft
from teilhabe.outreach.translation.glossary import Entry
from teilhabe.outreach.translation.machines.libretranslate import MOST_TEXTS, LibreTranslate
from teilhabe.outreach.translation.machines.machine import MachineFailure
from teilhabe.outreach.translation.machines.protecting import protect, restore
from teilhabe.outreach.translation.models import MachineRun, Term
from teilhabe.outreach.translation.selectors.pairs import pairs_of
from teilhabe.outreach.translation.states import State

TEXT = (
    "Rufen Sie {telefon} an oder lesen Sie [den Rat](https://example.org/?a=1&b=2) im **BAMF**.\n\nZweiter Absatz hier."
)


@pytest.fixture
def variant(cast: Cast) -> Variant:
    Term.objects.create(text="BAMF", is_kept=True)
    return begin(cast, make_item(cast, "Anmeldung", TEXT))


def _run(cast: Cast, variant: Variant, behaviour: Behaviour) -> MachineRun:
    with serving(behaviour) as address:
        run = AskMachine(by=cast.user(Role.EDITOR), variant=variant).run()
        fill(run, LibreTranslate(address, behaviour.key, pause_seconds=0))
    return run


def test_gaps_are_filled_with_facts_and_links_in_place(cast: Cast, variant: Variant) -> None:
    run = _run(cast, variant, Behaviour())
    pairs = pairs_of(variant)
    assert [pair.text for pair in pairs] == [f"ar {pair.source.text}" for pair in pairs]
    assert {pair.target.provenance for pair in pairs if pair.target} == {Segment.Provenance.MACHINE}
    assert {pair.state for pair in pairs} == {State.UNREVIEWED}
    assert (run.state, run.filled, run.skipped) == ("done", 3, 0)


def test_what_a_human_wrote_is_never_touched(cast: Cast, variant: Variant) -> None:
    pairs = pairs_of(variant)
    save(cast, variant, {pairs[2].key: Draft("von einem Menschen")})
    rewrite(cast, variant.item, TEXT.replace("Zweiter Absatz hier", "Zweiter Absatz hier neu"))
    _run(cast, variant, Behaviour())
    assert pairs_of(variant)[2].text == "von einem Menschen"
    assert pairs_of(variant)[2].state is State.OUTDATED


def test_a_machine_that_loses_a_fact_leaves_the_gap(cast: Cast, variant: Variant) -> None:
    run = _run(cast, variant, Behaviour(spoil="tags"))
    assert [bool(pair.text) for pair in pairs_of(variant)] == [True, False, True]
    assert (run.filled, run.skipped) == (2, 1)


@pytest.mark.parametrize(
    ("behaviour", "problem"),
    [
        (Behaviour(statuses=[503, 503, 503]), "silent"),
        (Behaviour(statuses=[500]), "answer"),
        (Behaviour(spoil="empty"), "answer"),
        (Behaviour(languages=("en",)), "language"),
    ],
    ids=["unavailable", "broken", "empty", "language"],
)
def test_a_failure_leaves_everything_as_it_was_and_is_told(
    cast: Cast, variant: Variant, behaviour: Behaviour, problem: str
) -> None:
    before = variant.revisions.count()
    run = _run(cast, variant, behaviour)
    assert (run.state, run.problem, variant.revisions.count()) == ("failed", problem, before)
    assert "Ihre Texte sind, wie sie waren." in run.sentence


def test_a_wrong_key_is_told() -> None:
    with serving(Behaviour(key="right")) as address, pytest.raises(MachineFailure, match="refused"):
        LibreTranslate(address, "wrong").translate(["a"], "de", "ar")


def test_a_server_that_is_busy_for_a_moment_is_asked_again() -> None:
    behaviour = Behaviour(statuses=[429, 503])
    with serving(behaviour) as address:
        assert LibreTranslate(address, pause_seconds=0).translate(["a"], "de", "ar") == ["ar a"]
    assert len(behaviour.asked) == 3


def test_nobody_at_the_address_is_a_failure_not_an_error() -> None:
    with pytest.raises(MachineFailure, match="silent"):
        LibreTranslate("http://127.0.0.1:9", pause_seconds=0).translate(["a"], "de", "ar")


def test_long_texts_go_in_portions_and_keep_their_order() -> None:
    texts = [f"Text {number}" for number in range(MOST_TEXTS * 2 + 3)]
    behaviour = Behaviour()
    with serving(behaviour) as address:
        assert LibreTranslate(address).translate(texts, "de", "prs") == [f"fa {text}" for text in texts]
    assert len(behaviour.asked) == 3
    assert behaviour.asked[0]["format"] == "html"


WORDS = st.lists(
    st.sampled_from(["a", "&", "<b>", "{telefon}", "[Rat](https://x.example)", "**", "é", "BAMF", "العربية", "'", '"']),
    min_size=1,
)


@given(words=WORDS)
def test_what_a_faithful_machine_returns_is_the_text_itself(words: list[str]) -> None:
    text = " ".join(words)
    html, pieces = protect(text, [Entry("BAMF", "BAMF", is_kept=True)])
    assert restore(html, pieces) == text


@pytest.mark.parametrize(
    "change",
    [lambda html: html.replace("p0", "p9"), lambda html: html + html, lambda html: "", lambda html: "<span id=p0>"],
)
def test_a_lost_or_doubled_piece_is_noticed(change: Callable[[str], str]) -> None:
    html, pieces = protect("Rufen Sie {telefon} an")
    assert restore(change(html), pieces) is None


def test_a_machine_cannot_bring_markup_of_its_own() -> None:
    html, pieces = protect("Kommen Sie")
    assert pieces == []
    assert restore(f"{html} <a href='https://evil.example'>x</a> [y](https://evil.example) {{z}}", pieces) == (
        "Kommen Sie x y(https://evil.example) z"
    )


def test_the_button_asks_and_the_job_fills(cast: Cast, site: object, settings: Settings, variant: Variant) -> None:
    client = cast.client(Role.EDITOR)
    address = reverse("translation:machine", kwargs={"variant": variant.pk})
    client.post(address)
    assert MachineRun.objects.count() == 0  # off by default
    with serving(Behaviour(key="k")) as server:
        settings.TRANSLATION_ADDRESS, settings.TRANSLATION_KEY = server, "k"
        client.post(address)
        client.post(address)
        work_off()
    assert MachineRun.objects.get().filled == 3
