"""Programs get what is published, in one shape, cheaply, and a sentence where they ask for what is not there."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from pydantic import TypeAdapter
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.outreach.items import make_item, publish, translate_all
from tests.outreach.pictures.kept import make_picture

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.facts import AddFact
from teilhabe.outreach.content.editions import stamp
from teilhabe.outreach.content.models import Category, EventDates, Fact, InfoItem, PlaceDetails
from teilhabe.portal.api import schemas

API = "/api/v1"
SHAPES: dict[str, Any] = {
    "items": schemas.Items,
    "items/markt": schemas.ItemWithVariants,
    "places": list[schemas.Item],
    "urgent": list[schemas.Item],
    "events": list[schemas.Occurrence],
    "categories": list[schemas.Category],
    "opportunities": list[schemas.Opportunity],
    "search?q=Markt": list[schemas.Found],
}


@pytest.fixture
def contents(cast: Cast) -> None:
    """A page in two languages, an event at a place with a fact, a draft."""
    address = {"key": "anschrift", "name": "Anschrift", "kind": "text", "value": {"text": "Ring 1"}}
    fact: Fact = AddFact(by=cast.user(Role.EDITOR), values=address).run()
    families = Category.objects.create(kind="audience", key="familien", names={"de": "Familien", "ar": "عائلات"})
    Category.objects.create(kind="topic", key="wohnen", names={"de": "Wohnen"}, parent=families)
    page = make_item(cast, "Wohngeld", "Rufen Sie an: {anschrift}.", key="wohngeld", categories=(families,))
    place = make_item(cast, "Markt", key="markt", kind=InfoItem.Kind.PLACE, is_urgent=True)
    event = make_item(cast, "Fest", key="fest", kind=InfoItem.Kind.EVENT)
    PlaceDetails.objects.create(item=place, address=fact)
    begins = timezone.now() + timedelta(days=3)
    EventDates.objects.create(item=event, starts_at=begins, ends_at=begins + timedelta(hours=2), place=place)
    for item in (page, place, event):
        publish(cast, item)
    translate_all(cast, page, "ar")
    make_item(cast, "Entwurf", key="entwurf")


@pytest.mark.usefixtures("contents")
@pytest.mark.parametrize("path", SHAPES)
def test_every_answer_has_its_shape_and_no_other_fields(client: Client, path: str) -> None:
    answer = client.get(f"{API}/ar/{path}")
    assert answer.status_code == 200, answer.content
    shape = TypeAdapter(SHAPES[path])
    read = shape.validate_python(answer.json())
    assert _fields(json.loads(shape.dump_json(read))) == _fields(answer.json())


def _fields(value: object) -> object:
    """The names in a value, without what stands under them where that is free."""
    if isinstance(value, dict):
        return {name: _fields(each) for name, each in value.items()}
    return [_fields(each) for each in value] if isinstance(value, list) else None


@pytest.mark.usefixtures("contents")
def test_the_list_holds_what_is_published_in_the_best_language(client: Client) -> None:
    found = {item["key"]: item for item in client.get(f"{API}/ar/items").json()["items"]}
    assert {key: item["language"] for key, item in found.items()} == {"wohngeld": "ar", "markt": "de", "fest": "de"}
    assert "Ring 1" in found["wohngeld"]["html"]
    assert found["fest"]["event"]["place"] == "markt"
    assert found["markt"]["place"]["address"]["text"] == "Ring 1"
    assert found["wohngeld"]["address"].endswith("/wohngeld/")


@pytest.mark.usefixtures("site")
def test_a_picture_comes_with_its_words_and_credit_as_long_as_it_may_be_shown(client: Client, cast: Cast) -> None:
    words = {"de": "Ein Marktplatz", "en": "A market square"}
    picture = make_picture(cast, alternatives=words, author="A. Probe", licence="CC BY 4.0")
    item = publish(cast, make_item(cast, "Markt", picture=picture)).item
    shown = client.get(f"{API}/ar/items/{item.key}").json()["picture"]
    assert (shown["alternative"], shown["alternative_language"]) == ("A market square", "en")
    assert shown["credit"] == "A. Probe, CC BY 4.0"
    assert client.get(urlsplit(shown["address"]).path).status_code == 200
    type(picture).objects.update(usable_until=timezone.localdate() - timedelta(days=1))
    stamp()
    assert client.get(f"{API}/ar/items/{item.key}").json()["picture"] is None


@pytest.mark.usefixtures("contents")
@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("kind=event", {"fest"}),
        ("category=familien", {"wohngeld"}),
        ("audience=familien&kind=page", {"wohngeld"}),
        ("category=wohnen", set()),
        ("district=mitte", set()),
        ("level=plain", {"wohngeld", "markt", "fest"}),
    ],
)
def test_filters_narrow_the_list(client: Client, query: str, keys: set[str]) -> None:
    assert {item["key"] for item in client.get(f"{API}/de/items?{query}").json()["items"]} == keys


@pytest.mark.usefixtures("contents")
@pytest.mark.parametrize("path", ["items", "items/markt", "events", "places", "categories", "search?q=Markt", "urgent"])
def test_who_has_it_already_gets_304_for_the_price_of_one_query(
    client: Client, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    etag = client.get(f"{API}/de/{path}").headers["ETag"]
    with django_assert_max_num_queries(1):
        answer = client.get(f"{API}/de/{path}", headers={"If-None-Match": etag})
    assert answer.status_code == 304
    assert answer.content == b""
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.usefixtures("contents")
def test_a_tag_belongs_to_one_language_and_one_question(client: Client) -> None:
    etag = client.get(f"{API}/de/items").headers["ETag"]
    for other in ("de-simple/items", "en/items", "de/items?kind=page"):
        assert client.get(f"{API}/{other}", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.usefixtures("contents")
def test_the_list_comes_compressed_and_says_the_same(client: Client) -> None:
    plain = client.get(f"{API}/de/items")
    packed = client.get(f"{API}/de/items", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in plain.headers["Vary"]


@pytest.mark.usefixtures("contents")
def test_a_warm_list_takes_one_query(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client.get(f"{API}/de/items")
    with django_assert_num_queries(1):
        client.get(f"{API}/de/items")


@pytest.mark.usefixtures("contents")
def test_an_item_brings_all_its_variants(client: Client) -> None:
    answer = client.get(f"{API}/de/items/wohngeld").json()
    assert [(each["language"], "Ring 1" in each["html"]) for each in answer["variants"]] == [("ar", True), ("de", True)]


@pytest.mark.usefixtures("contents")
@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("xx/items", 404, "There are: de, de-simple, en"),
        ("de/items?category=nichts", 404, "There are: familien, wohnen"),
        ("de/items?audience=wohnen", 404, "There are: familien."),
        ("de/items?kind=nichts", 404, "page, news, event, place, faq"),
        ("de/items?level=hard", 404, "standard, plain, easy"),
        ("de/items?since=gestern", 422, "since"),
        ("de/items/entwurf", 404, "no item “entwurf”"),
        ("de/events?from=2026-01-01&to=2030-01-01", 422, "366 days"),
        ("de/events?from=morgen", 422, "from"),
        ("de/events?from=0001-01-01", 422, "1900"),
        ("de/events?from=9999-12-31", 422, "2999"),
        ("de/search", 422, "q"),
        ("xx/search?q=a", 404, "There are"),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(client: Client, path: str, status: int, says: str) -> None:
    answer = client.get(f"{API}/{path}")
    assert answer.status_code == status
    assert says in answer.json()["detail"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.usefixtures("contents")
def test_other_sites_may_read_and_nobody_may_write(client: Client) -> None:
    answer = client.get(f"{API}/de/items", headers={"Origin": "https://other.example"})
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in answer.headers
    assert client.post(f"{API}/de/items").status_code == 405


def test_the_rest_of_the_site_stays_closed_to_other_sites(client: Client, site: object) -> None:
    answer = client.get("/de/")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.django_db
def test_the_openapi_document_describes_every_route(client: Client) -> None:
    document = client.get(f"{API}/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    routes = {"items", "items/{key}", "events", "places", "categories", "search", "urgent", "opportunities"}
    assert set(document["paths"]) == {f"{API}/{{language}}/{route}" for route in routes}
    for path in document["paths"].values():
        assert path["get"]["summary"]
        assert {"200", "404", "422"} <= set(path["get"]["responses"])
    for reference in _references(document):
        assert reference.rpartition("/")[2] in document["components"]["schemas"]


def _references(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if "$ref" in value else []
        return own + [found for each in value.values() for found in _references(each)]
    return [found for each in value for found in _references(each)] if isinstance(value, list) else []
