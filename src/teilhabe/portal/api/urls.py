"""The addresses of the API, and what its OpenAPI document says of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from teilhabe.core.access.routes import PUBLIC, declare
from teilhabe.portal.api.answers import problem
from teilhabe.portal.api.asked import Missing, Refused
from teilhabe.portal.api.views import router

NAMESPACE = "api"
ABOUT = """Published information of an integration office in every language of its site. Open for reading,
without a key.

Keep the `ETag` and send it as `If-None-Match`: 304 says that nothing has changed. To keep a copy, fetch `items` once,
then ask with `since` = `as_of` of the answer before: `items` replace those of the same key, those in `removed` go."""
declare({f"{NAMESPACE}:": PUBLIC})
api = NinjaAPI(
    title="Teilhabe: information",
    version="1",
    description=ABOUT,
    urls_namespace=NAMESPACE,
    docs_url=None,
    openapi_url="openapi.json",
)
api.add_router("", router)


@api.exception_handler(Missing)
def _missing(request: HttpRequest, missing: Missing | type[Missing]) -> HttpResponse:
    return problem(404, str(missing))


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refused: Refused | type[Refused]) -> HttpResponse:
    return problem(422, str(refused))


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, invalid: ValidationError | type[ValidationError]) -> HttpResponse:
    assert isinstance(invalid, ValidationError)
    first = invalid.errors[0]
    return problem(422, f"“{first['loc'][-1]}” is not understood: {first['msg']}.")


app_name = NAMESPACE
urlpatterns = api.urls[0]
