"""No page offers a link that its reader may not follow."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.outreach.items import make_item, publish, translate_all

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.models import Variant

_LINK = re.compile(r'<a [^>]*href="(/[^"#]*)')


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.EDITOR])
def test_every_link_of_the_pages_about_texts_can_be_followed(cast: Cast, role: Role) -> None:
    item = make_item(cast)
    publish(cast, item)
    variant = translate_all(cast, item, "ar")
    make_item(cast, "Entwurf")
    client = cast.client(role)
    pages = [item.get_absolute_url(), reverse("content:items"), reverse("translation:coverage"), _workspace(variant)]
    links = {link.replace("&amp;", "&") for page in pages for link in _LINK.findall(client.get(page).content.decode())}
    assert len(links) > 10
    assert {link: status for link in links if (status := client.get(link).status_code) >= 400} == {}


def _workspace(variant: Variant) -> str:
    return reverse("translation:workspace", kwargs={"variant": variant.pk})
