"""Publishing: now, or at a moment until which readers see what they see today."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from teilhabe.core.access.policy import DELETE
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page
from teilhabe.core.language import told
from teilhabe.errors import InputError
from teilhabe.outreach.content.actions.items import ChangeItem
from teilhabe.outreach.content.actions.publishing import Publish, refuse_unready
from teilhabe.outreach.content.actions.scheduling import PublishLater
from teilhabe.outreach.content.actions.texts import RemoveVariant
from teilhabe.outreach.content.comparing import changed_only, compare, keyed
from teilhabe.outreach.content.forms.texts import PublishForm
from teilhabe.outreach.content.models import Revision, Variant
from teilhabe.outreach.content.policies import PUBLISH
from teilhabe.outreach.content.selectors.items import published_of


@permitted(Variant, PUBLISH, key="variant")
@require_http_methods(["GET", "HEAD", "POST"])
def variant_publish(request: HttpRequest, variant: Variant) -> HttpResponseBase:
    """The newest state goes out: now, or at a moment until which readers see what they see today."""
    revision = variant.revisions.order_by("-number").first()
    if revision is None:
        raise Http404
    form = PublishForm(request.POST or None, initial={"when": PublishForm.NOW})
    item = variant.item
    missing = _missing(variant, revision)
    if missing:
        messages.error(request, missing)
        return redirect(item)

    def save() -> None:
        is_later = form.cleaned_data["when"] == PublishForm.LATER
        _publish(request, revision, form.cleaned_data["moment"] if is_later else None)

    published = published_of(variant)
    before = published.revision if published else None
    return form_page(
        request,
        form,
        save,
        done=_("„%(item)s“ geht hinaus.") % {"item": variant.title or item},
        back=item.get_absolute_url(),
        template="content/publish.html",
        title=_("„%(item)s“ veröffentlichen") % {"item": variant.title or item},
        before=before,
        changes=changed_only(compare(keyed(before.content), keyed(revision.content))) if before else [],
        item=item,
    )


def _publish(request: HttpRequest, revision: Revision, moment: datetime | None) -> None:
    """A variant of which readers see a former state waits for the clock; one they never saw appears with its item."""
    user, variant = user_of(request), revision.variant
    is_visible = published_of(variant) is not None
    with transaction.atomic():
        if moment is not None and (is_visible or not variant.is_original):
            PublishLater(by=user, revision=revision, moment=moment).run()
            return
        if moment is not None and variant.is_original:
            ChangeItem(by=user, item=variant.item, values={"publish_at": moment}).run()
        Publish(by=user, variant=variant).run()


def _missing(variant: Variant, revision: Revision) -> str:
    """Why it cannot go out yet; "" where it can."""
    try:
        refuse_unready(variant, revision)
    except InputError as error:
        return told(error)
    return ""


@permitted(Variant, PUBLISH, key="variant")
@require_POST
def variant_unplan(request: HttpRequest, variant: Variant) -> HttpResponseBase:
    """The planned change does not go out by itself any more."""
    planned = variant.revisions.exclude(publish_at=None).first()
    if planned is not None:
        PublishLater(by=user_of(request), revision=planned, moment=None).run()
        messages.success(request, _("Der Zeitpunkt ist gestrichen."))
    return redirect(variant.item)


@permitted(Variant, DELETE, key="variant")
@require_http_methods(["GET", "HEAD", "POST"])
def variant_remove(request: HttpRequest, variant: Variant) -> HttpResponseBase:
    """Says first what is lost and what its readers get then."""
    item = variant.item
    return confirm_page(
        request,
        lambda: RemoveVariant(by=user_of(request), variant=variant).run(),
        done=_("Die Fassung „%(variant)s“ ist gelöscht.") % {"variant": variant},
        back=item.get_absolute_url(),
        title=_("Fassung „%(variant)s“ löschen?") % {"variant": variant},
        question=_("Das lässt sich nicht zurücknehmen. Gelöscht werden:"),
        items=_lost_with(variant),
        note=_("Das Original und alle anderen Fassungen bleiben."),
        action=_("Fassung löschen"),
        is_dangerous=True,
    )


def _lost_with(variant: Variant) -> list[str]:
    segments, states = variant.segments.count(), variant.revisions.count()
    lost = [
        ngettext("%(count)s Abschnitt", "%(count)s Abschnitte", segments) % {"count": segments},
        ngettext("%(count)s früherer Stand", "%(count)s frühere Stände", states) % {"count": states},
    ]
    if published_of(variant) is not None:
        lost.append(_("die veröffentlichte Fassung: Wer sie liest, bekommt dann eine andere Sprache oder Stufe"))
    return lost
