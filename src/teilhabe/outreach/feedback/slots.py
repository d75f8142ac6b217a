"""What feedback adds to the page of an item."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from teilhabe.core.access.policy import VIEW
from teilhabe.core.extensions import Section
from teilhabe.core.users.models import User
from teilhabe.outreach.content.extensions import ITEM_SECTIONS
from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.feedback.policies import FEEDBACK
from teilhabe.outreach.feedback.selectors import helpful_by_language


@ITEM_SECTIONS.fill
def whether_it_helped(item: InfoItem, user: User) -> Iterator[Section]:
    """How readers pressed, by the site language in which they read."""
    if FEEDBACK.allows(user, VIEW):
        names = dict(settings.LANGUAGES)
        helpful = [(names.get(each.language, each.language), each) for each in helpful_by_language(item)]
        content = render_to_string("feedback/_section.html", {"helpful": helpful})
        yield Section(_("Ob es Leserinnen und Lesern hilft"), content)
