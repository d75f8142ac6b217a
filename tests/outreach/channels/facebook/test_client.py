"""The client says what went wrong in a word of ours, and gives nothing away."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from tests.peers.graph import PAGE, SECRET, TOKEN, Facebook, Refusal

from teilhabe.outreach.channels.facebook import failures, throttle
from teilhabe.outreach.channels.facebook.client import Graph
from teilhabe.outreach.channels.facebook.connecting import graph
from teilhabe.outreach.channels.facebook.failures import FacebookFailure, Passing, RateLimited, Silent, failure_of
from teilhabe.outreach.channels.facebook.throttle import pause_asked_for

pytestmark = pytest.mark.django_db
KEYS = st.sampled_from(["error", "code", "error_subcode", "fbtrace_id", "is_transient", "call_count"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("code", "subcode", "kind"),
    [
        (190, 463, failures.TokenInvalid), (190, 0, failures.TokenInvalid), (102, 0, failures.TokenInvalid),
        (4, 0, RateLimited), (17, 0, RateLimited), (32, 0, RateLimited), (613, 0, RateLimited),
        (10, 0, failures.NotAllowed), (200, 0, failures.NotAllowed), (299, 0, failures.NotAllowed),
        (368, 0, failures.Blocked), (506, 0, failures.Duplicate), (1, 0, Passing), (2, 0, Passing),
        (100, 0, failures.Misunderstood), (100, 33, failures.Gone), (10, 2018278, failures.OutsideWindow),
        (9999, 0, FacebookFailure),
    ],
)  # fmt: skip
def test_every_error_code_has_its_kind(
    facebook: Facebook, code: int, subcode: int, kind: type[FacebookFailure]
) -> None:
    facebook.refusals.append(Refusal(code, subcode))
    with pytest.raises(FacebookFailure) as raised:
        graph().get("me")
    assert type(raised.value) is kind
    assert raised.value.trace == "Probe123"


def test_the_version_of_the_api_is_a_setting(facebook: Facebook, settings: Settings) -> None:
    settings.FACEBOOK_VERSION = "v31.0"
    graph().get("me")
    assert facebook.calls[0][2]["version"] == "v31.0"


def test_an_expired_token_is_told_apart_and_stands_in_no_message(facebook: Facebook) -> None:
    facebook.token_error = 463
    with pytest.raises(failures.TokenInvalid) as raised:
        graph().get("me")
    assert TOKEN not in f"{raised.value!r} {raised.value.told()} {graph()!r}"
    assert SECRET not in repr(graph())


def test_a_broken_connection_tells_whether_anything_had_gone_out(facebook: Facebook) -> None:
    facebook.silences = 1
    with pytest.raises(Silent) as raised:
        graph().post(f"{PAGE}/feed", message="Hallo")
    assert raised.value.was_sent
    assert len(facebook.posts) == 1
    with pytest.raises(Silent) as raised:
        Graph("http://127.0.0.1:9", "v26.0", PAGE, TOKEN, SECRET).get("me")
    assert not raised.value.was_sent
    assert TOKEN not in f"{raised.value!r} {raised.value.__cause__!r}"


def test_an_answer_that_is_no_json_is_a_passing_trouble(facebook: Facebook) -> None:
    facebook.garbled = 1
    with pytest.raises(Passing):
        graph().get("me")


def test_where_the_limits_are_nearly_used_up_we_wait_by_ourselves(facebook: Facebook) -> None:
    facebook.usage = {"call_count": 97, "total_time": 3, "total_cputime": 3}
    graph().get("me")
    for _time in range(5):
        with pytest.raises(RateLimited):
            graph().get("me")
    assert len(facebook.calls) == 1


def test_being_told_to_slow_down_stops_all_further_calls_for_a_while(facebook: Facebook) -> None:
    facebook.refusals.append(Refusal(32))
    for _time in range(3):
        with pytest.raises(RateLimited):
            graph().get("me")
    assert len(facebook.calls) == 1
    assert throttle.is_pausing()


def test_the_time_that_facebook_names_is_the_time_we_wait() -> None:
    told = '{"1": [{"type": "pages", "call_count": 100, "estimated_time_to_regain_access": 7}]}'
    assert pause_asked_for({"x-business-use-case-usage": told}) == 420


@given(st.text(max_size=20) | ANYTHING.map(json.dumps))
def test_no_usage_header_can_break_the_client(header: str) -> None:
    assert pause_asked_for(dict.fromkeys(throttle.HEADERS, header)) >= 0


@given(st.integers(100, 599), ANYTHING)
def test_whatever_an_answer_says_it_is_one_of_our_failures(status: int, content: object) -> None:
    assert isinstance(failure_of(status, content), FacebookFailure)


def test_lists_are_read_across_their_pages(facebook: Facebook) -> None:
    for number in range(5):
        facebook.comment(f"Text {number}")
    post = facebook.comment("Frage")
    for number in range(5):
        facebook.comment(f"Antwort {number}", under=post.id)
    found = graph().pages(f"{post.id}/comments", limit=2)
    assert len(list(found)) == 5
