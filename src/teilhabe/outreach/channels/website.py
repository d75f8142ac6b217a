"""The website itself: sending is publishing, correcting is publishing anew, recalling is withdrawing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from teilhabe.core.audit.action import Operator
from teilhabe.core.users.models import User
from teilhabe.errors import InputError
from teilhabe.outreach.body.inline import fill, plain
from teilhabe.outreach.channels.channel import Draft, Limits, Receipt, Refused
from teilhabe.outreach.channels.drafting import path_of, variant_of
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.showing import as_paragraphs
from teilhabe.outreach.content.actions.items import WithdrawItem
from teilhabe.outreach.content.actions.publishing import Publish, refuse_unready
from teilhabe.outreach.content.fact_readings import facts_as_text
from teilhabe.outreach.content.models import Edition, InfoItem, Revision, Variant
from teilhabe.outreach.languages import language_of

CHANNELS_AT_WORK = Operator("channels")
State = Dispatch.State


class Website:
    """Facts on the website are read at each look, so what it says of them is never wrong and none are noted."""

    key = "website"
    label: str | Promise = _("Website")
    limits = Limits(is_own_text=False)
    can_correct = True
    can_recall = True

    def is_ready(self) -> str:
        return ""

    def draft(self, item: InfoItem, language: str) -> Draft:
        revision = newest(_variant(item, language))
        facts = facts_as_text(language_of(language))
        lines = [(str(each["kind"]), fill(plain(str(each["text"])), facts)) for each in revision.content]
        title = next((text for kind, text in lines if kind == "title"), "")
        return Draft(language, "\n".join(text for kind, text in lines if kind != "title"), title, item=item)

    def complaints(self, draft: Draft, planned_at: datetime | None) -> Sequence[InputError]:
        """What stands against publishing it: not approved, its source not out, a fact that nobody knows."""
        if draft.item is None:
            return [InputError("Die Information gibt es nicht mehr.", "The item is gone.")]
        try:
            variant = _variant(draft.item, draft.language)
            revision = newest(variant)
            if _edition(variant, revision) is None:
                refuse_unready(variant, revision, moment=planned_at)
        except InputError as error:
            return [error]
        return ()

    def preview(self, draft: Draft) -> SafeString:
        return format_html("<p><strong>{}</strong></p>{}", draft.title, as_paragraphs(draft.text))

    def send(self, dispatch: Dispatch) -> Receipt:
        item = item_of(dispatch)
        variant = _wanted(item, dispatch.language)
        edition = _edition(variant, newest(variant)) or _published(variant, dispatch.made_by)
        return Receipt(str(edition.pk), path_of(item.key, dispatch.language))

    def find(self, dispatch: Dispatch) -> Receipt | None:
        item = item_of(dispatch)
        edition = _edition(_wanted(item, dispatch.language), dispatch.revision)
        return Receipt(str(edition.pk), path_of(item.key, dispatch.language)) if edition is not None else None

    def correct(self, dispatch: Dispatch, correction: Dispatch) -> Receipt:
        return self.send(correction)

    def recall(self, dispatch: Dispatch) -> None:
        """Nobody sees the item any more, in no language: so it is gone everywhere on the site."""
        item = item_of(dispatch)
        if item.withdrawn_at is None:
            WithdrawItem(by=CHANNELS_AT_WORK, item=item).run()
        rows = Dispatch.objects.filter(item=item, channel__in=(self.key, "feeds"), state=State.SENT)
        rows.update(state=State.RECALLED, recalled_at=timezone.now())


def newest(variant: Variant) -> Revision:
    """InputError where nothing has been written yet."""
    revision = variant.revisions.order_by("-number").first()
    if revision is None:
        raise InputError("Diese Fassung hat noch keinen Text.", "This variant has no text yet.")
    return revision


def item_of(dispatch: Dispatch) -> InfoItem:
    """Refused where the item is gone."""
    if dispatch.item is None:
        raise Refused("Die Information gibt es nicht mehr.")
    return dispatch.item


def _variant(item: InfoItem, site_language: str) -> Variant:
    variant = variant_of(item, site_language)
    if variant is None:
        raise InputError("In dieser Sprache gibt es noch keinen Text.", "There is no text in this language yet.")
    return variant


def _wanted(item: InfoItem, site_language: str) -> Variant:
    try:
        return _variant(item, site_language)
    except InputError as error:
        raise Refused(error.text.de) from error


def _edition(variant: Variant, revision: Revision | None) -> Edition | None:
    """What readers see, where it is this state of the text."""
    seen = Edition.objects.filter(variant=variant, revision=revision, variant__item__withdrawn_at=None)
    return seen.first() if revision is not None else None


def _published(variant: Variant, by: User | None) -> Edition:
    """By whoever made the dispatch: what they may not publish, no dispatch publishes for them."""
    if by is None:
        raise Refused("Wer das veröffentlichen wollte, hat kein Konto mehr.")
    try:
        return Publish(by=by, variant=variant).run()
    except InputError as error:
        raise Refused(error.text.de) from error
    except PermissionDenied as error:
        raise Refused("Wer das veröffentlichen wollte, darf es nicht mehr.") from error
