"""The webhook: Facebook shakes hands by GET and tells by POST what happened on the page; and how our access stands."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.access.routes import permitted, public, user_of
from teilhabe.core.jobs.job import enqueue
from teilhabe.outreach.channels.facebook.connecting import PERMISSIONS, expiry_warning, is_set_up, last_check, obstacle
from teilhabe.outreach.channels.facebook.jobs import check_page, work_on_event
from teilhabe.outreach.channels.facebook.models import Event, PageCheck
from teilhabe.outreach.channels.facebook.signature import is_genuine
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.policies import DISPATCHES

FIELDS = ("feed", "messages")
"""What the app subscribes to, at the app and at the page."""
PLAIN = "text/plain; charset=utf-8"


@public
@never_cache
@csrf_exempt  # another server calls, without cookies; the signature says which
@require_http_methods(["GET", "POST"])
def webhook(request: HttpRequest) -> HttpResponseBase:
    return _told(request) if request.method == "POST" else _handshake(request)


def _handshake(request: HttpRequest) -> HttpResponse:
    """The challenge back, where the other side knows the word that we gave to Facebook."""
    told, word = request.GET.get("hub.verify_token", ""), settings.FACEBOOK_VERIFY_TOKEN
    is_known = bool(word) and hmac.compare_digest(told.encode("utf-8", "replace"), word.encode())
    if request.GET.get("hub.mode") != "subscribe" or not is_known:
        return HttpResponse(status=403, content_type=PLAIN)
    return HttpResponse(request.GET.get("hub.challenge", "")[:200], content_type=PLAIN)


def _told(request: HttpRequest) -> HttpResponse:
    """Kept as it came and answered at once; a job reads it. 403 for what Facebook has not signed."""
    try:
        body = request.body
    except RequestDataTooBig:
        return HttpResponse(status=413, content_type=PLAIN)
    if not is_genuine(body, request.headers.get("X-Hub-Signature-256", ""), settings.FACEBOOK_APP_SECRET):
        return HttpResponse(status=403, content_type=PLAIN)
    digest, text = hashlib.sha256(body).hexdigest(), body.decode("utf-8", "replace").replace("\x00", "")
    with transaction.atomic():
        event, is_new = Event.objects.get_or_create(digest=digest, defaults={"body": text})
        if is_new:
            enqueue(work_on_event, event.pk, key=f"facebook {digest}")
    return HttpResponse("ok", content_type=PLAIN)


@permitted(PageCheck, VIEW)
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """How our access to the page stands, and what is to be typed into Meta's forms."""
    address = f"{settings.PUBLIC_ADDRESS or request.build_absolute_uri('/').rstrip('/')}{reverse('facebook:webhook')}"
    found = last_check()
    context = {
        "is_set_up": is_set_up(),
        "told": obstacle(),
        "check": found,
        "warning": expiry_warning(found) if found is not None else "",
        "webhook": address,
        "fields": FIELDS,
        "permissions": PERMISSIONS,
        "version": settings.FACEBOOK_VERSION,
        "has_word": bool(settings.FACEBOOK_VERIFY_TOKEN),
        "may_check": DISPATCHES.allows(user_of(request), CHANGE),
    }
    return render(request, "facebook/page.html", context)


@permitted(Dispatch, CHANGE)
@require_POST
def check_now(request: HttpRequest) -> HttpResponseBase:
    """Asks for the check; a job makes it."""
    enqueue(check_page)
    messages.success(request, _("Die Prüfung läuft. Laden Sie die Seite in einer Minute neu."))
    return redirect("facebook_office:page")
