"""Nobody fills our disk: what is too much is refused before it is read."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from teilhabe.project.uploads import MOST_BYTES, UploadLimit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


class Unread(BytesIO):
    """A body that tells when somebody reads it."""

    def read(self, *_size: object) -> bytes:
        raise AssertionError("it was read")


@pytest.mark.parametrize("length", [str(MOST_BYTES + 1), "9" * 5000, "-1", "x"])
def test_a_body_that_is_too_large_is_refused_unread(length: str) -> None:
    request = RequestFactory().post("/de/", CONTENT_TYPE="multipart/form-data; boundary=x")
    request.META.update({"CONTENT_LENGTH": length, "wsgi.input": Unread()})
    assert UploadLimit(lambda _request: pytest.fail("it went on"))(request).status_code == 413


def test_a_stranger_is_told_in_their_language(client: Client) -> None:
    answer = client.post(reverse("account_login"), {"login": "x" * (MOST_BYTES + 1)})
    assert answer.status_code == 413
    assert "kleinere Datei" in answer.content.decode()


def test_what_a_form_may_hold_passes(client: Client) -> None:
    assert client.post(reverse("account_login"), {"login": "x" * 1_000_000}).status_code == 200
