"""Snippets: the list, a new one, one of them, and the question before it goes."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page
from teilhabe.outreach.inbox.actions.snippets import AddSnippet, ChangeSnippet, DeleteSnippet
from teilhabe.outreach.inbox.forms.snippets import SnippetForm
from teilhabe.outreach.inbox.models import Snippet
from teilhabe.outreach.inbox.tables import SNIPPETS


@permitted(Snippet, VIEW)
def snippets(request: HttpRequest) -> HttpResponseBase:
    links = [(_("Textbaustein schreiben"), reverse("inbox:snippet_add"))]
    return SNIPPETS.respond(request, Snippet.objects.select_related("topic"), links=links)


@permitted(Snippet, ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def snippet_add(request: HttpRequest) -> HttpResponseBase:
    form = SnippetForm(None, request.POST or None)
    return form_page(
        request,
        form,
        lambda: AddSnippet(by=user_of(request), **form.values()).run(),
        done=_("Der Textbaustein ist gespeichert."),
        back=reverse("inbox:snippets"),
        title=_("Textbaustein schreiben"),
    )


@permitted(Snippet, CHANGE, key="snippet")
@require_http_methods(["GET", "HEAD", "POST"])
def snippet(request: HttpRequest, snippet: Snippet) -> HttpResponseBase:
    form = SnippetForm(snippet, request.POST or None)
    return form_page(
        request,
        form,
        lambda: ChangeSnippet(by=user_of(request), snippet=snippet, **form.values()).run(),
        done=_("Der Textbaustein ist gespeichert."),
        back=reverse("inbox:snippets"),
        title=snippet.name,
        remove=reverse("inbox:snippet_delete", kwargs={"snippet": snippet.pk}),
    )


@permitted(Snippet, DELETE, key="snippet")
@require_http_methods(["GET", "HEAD", "POST"])
def snippet_delete(request: HttpRequest, snippet: Snippet) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: DeleteSnippet(by=user_of(request), snippet=snippet).run(),
        done=_("Der Textbaustein ist gelöscht."),
        back=reverse("inbox:snippets"),
        title=_("Textbaustein „%(name)s“ löschen?") % {"name": snippet.name},
        question=_("Antworten, in denen er steht, bleiben, wie sie sind."),
        action=_("Textbaustein löschen"),
        is_dangerous=True,
    )
